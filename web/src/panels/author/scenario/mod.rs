//! How the simulated services behave: a card for each task.

mod attempts;
mod controls;
mod fields;
mod raw;
mod whole;

use crate::context::*;
use crate::parts::{Glyph, Segmented, classed_icon, icon, part, type_class, type_glyph};
use controls::{TaskControls, choice_title};
use definition::State;
use raw::RawScenario;
use whole::WholeScenario;
use yew::prelude::*;

/// The card of the selected task, below the editor.
#[component]
pub(crate) fn ScenarioCard() -> Html {
    let messages = use_messages();
    let analysis = use_analysis();
    let Some(state) = use_selected_state().and_then(|id| analysis.machine.states.get(id.0 as usize)) else {
        return Html::default();
    };
    html! {
        <section class="scenario" aria-label={messages.format("scenario-of", &[("state", &state.name)])}>
            { head(state, messages.text("tab-scenario")) }
            if state.task().is_some() {
                { part!(TaskControls { state: state.id }) }
                { part!(Hint) }
            } else {
                <footer>{ messages.format("nothing-to-simulate", &[("type", state.state_type().map_or("?", |kind| kind.name()))]) }</footer>
            }
        </section>
    }
}

/// The whole scenario: the cards of all tasks, or its text.
#[component]
pub(crate) fn ScenarioTab() -> Html {
    let messages = use_messages();
    let as_json = use_state_eq(|| false);
    let options = vec![(false, messages.text("scenario-cards").into()), (true, "JSON".into())];
    let onchoose = {
        let as_json = as_json.clone();
        move |chosen| as_json.set(chosen)
    };
    html! {
        <>
            <div class="scenario-mode">
                { part!(Segmented<bool> { label: messages.text("scenario-shown-as"), options, chosen: *as_json, onchoose }) }
            </div>
            if *as_json {
                { part!(RawScenario) }
            } else {
                { part!(Cards) }
            }
        </>
    }
}

/// The cards of all tasks, and what holds for all of them.
#[component]
fn Cards() -> Html {
    let messages = use_messages();
    let analysis = use_analysis();
    let tasks: Vec<_> = analysis.machine.states.iter().filter(|state| state.task().is_some()).collect();
    html! {
        <div class="scenarios">
            { part!(WholeScenario) }
            if tasks.is_empty() {
                <p class="empty-note">{ messages.text("no-tasks") }</p>
            }
            { for tasks.into_iter().map(|state| html! {
                <section key={state.id.0} class="scenario" aria-label={messages.format("scenario-of", &[("state", &state.name)])}>
                    { head(state, &state.name) }
                    { part!(TaskControls { state: state.id }) }
                </section>
            }) }
        </div>
    }
}

fn head(state: &State, title: &str) -> Html {
    html! {
        <header>
            if let Some(kind) = state.state_type() {
                { classed_icon(type_glyph(kind), type_class(kind)) }
            }
            <h2>{ title }</h2>
            if title != &*state.name {
                <span class="scen-state">{ &*state.name }</span>
            }
        </header>
    }
}

/// What a change would do.
#[component]
fn Hint() -> Html {
    let messages = use_messages();
    let session = use_session();
    let key = if session.frame() == 0 { "scenario-choose" } else { "scenario-branches" };
    html! { <footer>{ icon(Glyph::Branch) }{ messages.text(key) }</footer> }
}
