//! What takes long to make: made in slices, between which the page stays responsive.

use crate::js;
use std::cell::Cell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use yew::prelude::*;

/// After so long the browser gets its turn.
const SLICE_MILLIS: f64 = 8.0;

/// The pace of long work: it goes on for a slice, then the browser gets its turn.
pub(crate) struct Pace {
    since_millis: Cell<f64>,
    slice_millis: f64,
}

impl Pace {
    /// A slice begins.
    pub(crate) fn begin() -> Self {
        Self::with_slices_of(SLICE_MILLIS)
    }

    /// A slice begins that is as long as is said.
    pub(crate) fn with_slices_of(slice_millis: f64) -> Self {
        Self { since_millis: Cell::new(js::now_millis()), slice_millis }
    }

    /// Gives the browser its turn when the slice is over.
    pub(crate) async fn pause(&self) {
        if js::now_millis() - self.since_millis.get() > self.slice_millis {
            js::breathe().await;
            self.since_millis.set(js::now_millis());
        }
    }
}

/// Work that is under way.
type Work<T> = Pin<Box<dyn Future<Output = T>>>;

/// Work that goes on until this is dropped.
struct UnderWay(Rc<Cell<bool>>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// What was made last, and what is being made.
struct Made<K, T> {
    last: Option<(K, T)>,
    coming: Option<(K, UnderWay)>,
}

/// What is made of `wanted`: at once when one slice is enough for it. Else it is what was made before, `false` with
/// it, until the work is done; the work for something that is no longer wanted is given up.
#[hook]
pub(crate) fn use_sliced<K, T>(wanted: K, make: impl FnOnce(&K) -> Work<T>) -> (Option<T>, bool)
where
    K: PartialEq + Clone + 'static,
    T: Clone + 'static,
{
    let update = use_force_update();
    let made = use_mut_ref(|| Made::<K, T> { last: None, coming: None });
    let is_known = {
        let made = made.borrow();
        let is_made = made.last.as_ref().is_some_and(|(known, _)| *known == wanted);
        is_made || made.coming.as_ref().is_some_and(|(known, _)| *known == wanted)
    };
    if !is_known {
        let mut work = make(&wanted);
        let is_wanted = Rc::new(Cell::new(true));
        let first = work.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        let mut known = made.borrow_mut();
        if let Poll::Ready(value) = first {
            *known = Made { last: Some((wanted.clone(), value)), coming: None };
        } else {
            known.coming = Some((wanted.clone(), UnderWay(is_wanted.clone())));
            let (made, wanted) = (made.clone(), wanted.clone());
            wasm_bindgen_futures::spawn_local(async move {
                if let Some(value) = while_wanted(work, &is_wanted).await {
                    // What follows from it is a task of its own.
                    js::breathe().await;
                    if !is_wanted.get() {
                        return;
                    }
                    *made.borrow_mut() = Made { last: Some((wanted, value)), coming: None };
                    update.force_update();
                }
            });
        }
    }
    let made = made.borrow();
    let is_current = made.last.as_ref().is_some_and(|(known, _)| *known == wanted);
    (made.last.as_ref().map(|(_, value)| value.clone()), is_current)
}

async fn while_wanted<T>(mut work: Work<T>, is_wanted: &Cell<bool>) -> Option<T> {
    poll_fn(|context| match is_wanted.get() {
        true => work.as_mut().poll(context).map(Some),
        false => Poll::Ready(None),
    })
    .await
}
