//! Nothing is lost by a reload, nor by a second tab.

use crate::context::*;
use crate::notice::{Notice, WayOn};
use crate::state::Workspace;
use crate::storage;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

/// Where the workspace is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// On this device.
    Here,
    /// Nowhere: the browser refuses.
    Nowhere,
    /// On this device stands what another tab made of it.
    OtherTab,
}

/// Keeps the ground state in the browser whenever it changes.
#[hook]
pub(crate) fn use_autosave() {
    let workspace = use_workspace();
    let session = use_session();
    let kept = use_kept();
    // The workspace of this tab when another tab saved its own: as long as nobody changes it here, that stays.
    let yielded = use_mut_ref(|| None::<Rc<Workspace>>);
    use_other_tab({
        let (yielded, kept, workspace) = (yielded.clone(), kept.clone(), workspace.workspace.clone());
        move || {
            *yielded.borrow_mut() = Some(workspace.clone());
            kept.set(Kept::OtherTab);
        }
    });
    let at_rest = (!session.is_moving()).then(|| session.frame());
    use_effect_with((workspace.workspace.clone(), at_rest), move |(workspace, at_rest)| {
        let is_yielded = yielded.borrow().as_ref().is_some_and(|yielded| Rc::ptr_eq(yielded, workspace));
        if let Some(frame) = at_rest.filter(|_| !is_yielded) {
            *yielded.borrow_mut() = None;
            kept.set(if storage::write_workspace(workspace, frame) { Kept::Here } else { Kept::Nowhere });
        }
    });
}

/// Calls when another tab has saved another workspace, and says so.
#[hook]
fn use_other_tab(yield_to_it: impl Fn() + 'static) {
    let (messages, notice, workspace) = (use_messages(), use_notice(), use_workspace().workspace.clone());
    use_effect_with(workspace, move |ours| {
        let ours = ours.clone();
        let listener = Closure::<dyn Fn()>::new(move || {
            let Some(Ok((theirs, _))) = storage::read_workspace() else { return };
            if theirs != *ours {
                yield_to_it();
                let text = messages.format("changed-elsewhere", &[("name", &theirs.name)]);
                notice.set(Some(Notice::new(text, WayOn::Load(Rc::new(theirs)))));
            }
        });
        let window = web_sys::window();
        if let Some(window) = &window {
            // Listening cannot fail: the callback is a function. The browser calls it in the other tabs only.
            let _ = window.add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref());
        }
        move || {
            if let Some(window) = window {
                let _ = window.remove_event_listener_with_callback("storage", listener.as_ref().unchecked_ref());
            }
        }
    });
}
