//! Another name for a state: in its key, in every transition, in the scenario, in breakpoints.

use crate::context::*;
use crate::editing::{Renaming, read};
use crate::hooks::use_designer;
use crate::parts::{Dialog, close_dialog_around, part};
use crate::state::Arrange;
use definition::StateId;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`RenameDialog`].
#[derive(PartialEq, Properties)]
pub(crate) struct RenameDialogProps {
    /// The state.
    pub state: StateId,
}

/// Asks for the new name.
#[component]
pub(crate) fn RenameDialog(props: &RenameDialogProps) -> Html {
    let state = props.state;
    let messages = use_messages();
    let (editor, designer, arrangement) = (use_editor(), use_designer(), use_arrangement().dispatcher());
    // As it was when the dialog was opened; nothing else can change it while it is open.
    let before = use_memo(state, move |&state| {
        let text = editor.text().unwrap_or_default();
        let machine = read(&text);
        let name = machine.states.get(state.0 as usize).map(|state| state.name.clone()).unwrap_or_default();
        let places = machine.states.get(state.0 as usize).map_or(0, |_| assist::references(&machine, state).len());
        (text, name, places)
    });
    let name = use_state(|| before.1.to_string());
    let renaming = use_memo((*name).clone(), {
        let before = before.clone();
        move |name| Renaming::of(&before.0, state, name)
    });
    let is_same = **name == *before.1;
    let onclose = Callback::from(move |()| arrangement.dispatch(Arrange::Rename(None)));
    let oninput = {
        let name = name.clone();
        move |event: InputEvent| name.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let onsubmit = {
        let renaming = renaming.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(renaming) = &*renaming else { return };
            designer.give_name(renaming);
            close_dialog_around(event.target_dyn_into());
        }
    };
    let content = html! {
        <form class="rename" {onsubmit}>
            <label>{ messages.text("new-name") }
                <input type="text" autofocus=true value={(*name).clone()} maxlength="80" autocomplete="off" spellcheck="false" {oninput}
                    aria-invalid={renaming.is_none().then_some("true")} aria-describedby="rename-note" />
            </label>
            <p id="rename-note" role="status">
                { if renaming.is_none() { messages.text("name-taken").to_owned() } else { messages.count("rename-places", before.2) } }
            </p>
            // The form is sent by Enter and by this button alike.
            <button type="submit" class="btn primary" disabled={renaming.is_none() || is_same}>{ messages.text("rename") }</button>
        </form>
    };
    part!(Dialog {
        title: messages.format("rename-of", &[("name", &*before.1)]),
        close: messages.text("close"),
        onclose,
        children: content
    })
}
