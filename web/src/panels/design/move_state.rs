//! Moves a state to another place of the flow, which is chosen from a list.

use super::add::exit_name;
use crate::context::*;
use crate::hooks::use_designer;
use crate::parts::{Dialog, close_dialog_around, part};
use crate::state::Arrange;
use definition::StateId;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// Properties of [`MoveState`].
#[derive(PartialEq, Properties)]
pub(crate) struct MoveStateProps {
    /// The state.
    pub state: StateId,
}

/// Asks for the place.
#[component]
pub(crate) fn MoveState(props: &MoveStateProps) -> Html {
    let state = props.state;
    let messages = use_messages();
    let designer = use_designer();
    let arrangement = use_arrangement().dispatcher();
    let filter = use_state(String::new);
    let places = designer.places_for(state);
    let machine = &designer.analysis.machine;
    let onclose = Callback::from(move |()| arrangement.dispatch(Arrange::Moving(None)));
    let wanted = filter.to_lowercase();
    let named = places.into_iter().map(|exit| (exit, exit_name(&messages, machine, exit)));
    let fitting: Vec<_> = named.filter(|(_, name)| name.to_lowercase().contains(wanted.trim())).collect();
    let oninput = move |event: InputEvent| filter.set(event.target_unchecked_into::<HtmlInputElement>().value());
    let name = machine.states.get(state.0 as usize).map(|state| state.name.to_string()).unwrap_or_default();
    let place = |(exit, name): &(design::Exit, String)| {
        let (designer, exit) = (designer.clone(), *exit);
        let onclick = move |event: MouseEvent| {
            designer.move_onto(state, exit);
            close_dialog_around(event.target_dyn_into::<HtmlElement>());
        };
        html! { <button type="button" class="add-item" {onclick}>{ name }</button> }
    };
    let children = html! {
        <>
            <div class="add-head">
                <input class="line" type="search" autofocus=true placeholder={messages.text("filter")}
                    aria-label={messages.text("filter")} {oninput} />
            </div>
            <div class="add-group"><div class="move-places">{ for fitting.iter().map(place) }</div></div>
            if fitting.is_empty() {
                <p class="empty">{ messages.text("nothing-found") }</p>
            }
        </>
    };
    part!(Dialog {
        title: messages.format("move-where", &[("name", &name)]),
        close: messages.text("close"),
        onclose,
        children
    })
}
