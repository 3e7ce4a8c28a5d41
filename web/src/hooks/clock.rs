//! The one owner of the animation tick: while the run moves, each frame of the screen moves it.

use crate::context::*;
use crate::state::Act;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

/// A frame of the screen counts for no more than this, so that a tab that slept does not leap.
const LONGEST_FRAME_MILLIS: f64 = 100.0;

/// Moves the run while it plays or seeks, and plays on while runs are compared.
#[hook]
pub(crate) fn use_clock() {
    let session = use_session();
    let preferences = use_preferences();
    let dispatcher = session.dispatcher();
    use_effect_with((session.is_busy(), preferences.speed), move |&(is_busy, speed)| {
        let ticking = is_busy.then(|| {
            let last = Cell::new(None::<f64>);
            Ticking::start(move |now| {
                let elapsed_millis =
                    last.replace(Some(now)).map_or(0.0, |last| (now - last).clamp(0.0, LONGEST_FRAME_MILLIS));
                dispatcher.dispatch(Act::Tick { elapsed_millis, speed: f64::from(speed) });
            })
        });
        move || drop(ticking)
    });
}

type Callback = Closure<dyn Fn(f64)>;

/// Calls back before each frame of the screen until dropped.
struct Ticking {
    closure: Rc<RefCell<Option<Callback>>>,
    request: Rc<Cell<i32>>,
}

impl Ticking {
    fn start(tick: impl Fn(f64) + 'static) -> Self {
        let ticking = Self { closure: Rc::default(), request: Rc::default() };
        let (closure, request) = (Rc::downgrade(&ticking.closure), ticking.request.clone());
        *ticking.closure.borrow_mut() = Some(Closure::new(move |now| {
            // Asked for first: the tick may end this.
            if let Some(closure) = closure.upgrade() {
                request.set(ask(&closure));
            }
            tick(now);
        }));
        ticking.request.set(ask(&ticking.closure));
        ticking
    }
}

impl Drop for Ticking {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            // A frame that is no longer due cannot be called off, and need not be.
            let _ = window.cancel_animation_frame(self.request.get());
        }
    }
}

fn ask(closure: &RefCell<Option<Callback>>) -> i32 {
    let closure = closure.borrow();
    let frame = closure
        .as_ref()
        .and_then(|closure| web_sys::window()?.request_animation_frame(closure.as_ref().unchecked_ref()).ok());
    frame.unwrap_or(0)
}
