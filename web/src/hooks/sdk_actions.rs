//! The actions of the AWS SDK, a table that is fetched when a definition calls one.

use crate::js::fetch_text;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Fetches the table once something has missed it; `true` when it has come, and what asked should ask again.
#[hook]
pub(crate) fn use_sdk_actions() -> bool {
    let has_come = use_state_eq(|| false);
    let is_asked = use_mut_ref(|| false);
    {
        let has_come = has_come.setter();
        use_effect(move || {
            if !catalogue::sdk_actions_are_missed() || is_asked.replace(true) {
                return;
            }
            spawn_local(async move {
                match fetch_text("aws_sdk_actions.txt").await {
                    Some(table) => {
                        catalogue::provide_sdk_actions(table);
                        has_come.set(true);
                    }
                    // Asked for again at the next change.
                    None => *is_asked.borrow_mut() = false,
                }
            });
        });
    }
    *has_come
}
