//! Nothing is lost by a reload.

use crate::context::*;
use crate::storage;
use yew::prelude::*;

/// Keeps the ground state in the browser whenever it changes.
#[hook]
pub(crate) fn use_autosave() {
    let workspace = use_workspace();
    let session = use_session();
    let is_kept = use_is_kept();
    let at_rest = (!session.is_moving()).then(|| session.frame());
    use_effect_with((workspace.workspace.clone(), at_rest), move |(workspace, at_rest)| {
        if let Some(frame) = at_rest {
            is_kept.set(storage::write_workspace(workspace, *frame));
        }
    });
}
