//! The list of all keys.

use crate::commands::{BINDINGS, Reach};
use crate::context::*;
use crate::parts::{Dialog, part};
use crate::state::SetPreference;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`KeyList`].
#[derive(PartialEq, Properties)]
pub(crate) struct KeyListProps {
    /// It was closed.
    pub onclose: Callback<()>,
}

/// The list of all keys.
#[component]
pub(crate) fn KeyList(props: &KeyListProps) -> Html {
    let messages = use_messages();
    let preferences = use_preferences();
    let onchange = {
        let dispatcher = preferences.dispatcher();
        move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            dispatcher.dispatch(SetPreference::SingleKeys(input.checked()));
        }
    };
    html! {
        { part!(Dialog { title: messages.text("all-keys"), close: messages.text("close"), onclose: props.onclose.clone(), children: html! { <>
            <label class="check"><input type="checkbox" checked={preferences.single_keys} {onchange} />{ messages.text("single-keys") }</label>
            <table class="keys">
                <tbody>
                    { for BINDINGS.iter().filter(|binding| !binding.keys.is_empty()).map(|binding| html! {
                        <tr>
                            <td><kbd>{ binding.keys }</kbd>
                                if binding.reach == Reach::Single {
                                    { " " }<kbd>{ "Alt+" }{ binding.keys }</kbd>
                                }
                            </td>
                            <th scope="row">{ messages.text(binding.name) }</th>
                        </tr>
                    }) }
                </tbody>
            </table>
        </> } }) }
    }
}
