//! The inspector: what the selected visit did to the data, and why it went where it went.

mod definition_text;
mod events;
mod flow;
mod head;
mod lab;
mod otherwise;
mod provenance;
mod retry;
mod thread;
mod why;

use crate::context::*;
use crate::panels::by_hand::ByHand;
use crate::panels::design::StateForm;
use crate::panels::lineage::Children;
use crate::parts::{Button, Glyph, Tab, Tabs, icon, part, use_growing};
use crate::state::{Arrange, InspectorTab, SetPreference};
use definition_text::DefinitionText;
use events::{VisitEvents, use_visit_event_count};
use flow::Flow;
use head::Head;
use lab::Lab;
use otherwise::Otherwise;
use provenance::Provenance;
use retry::Retry;
use why::{Rules, WhySentence};
use yew::prelude::*;

const PANEL: &str = "inspector-panel";

/// The pane.
#[component]
pub(crate) fn InspectorPane() -> Html {
    let messages = use_messages();
    let focus = use_focus();
    html! {
        <section class="pane insp-pane" aria-label={messages.text("inspector")}>
            if focus.state.is_some() {
                { part!(Head) }
                { part!(Body) }
            } else {
                <div class="empty-insp">
                    { icon(Glyph::Graph) }
                    <h2>{ messages.text("nothing-selected") }</h2>
                    <p>{ messages.text("nothing-selected-help") }</p>
                </div>
            }
        </section>
    }
}

#[component]
fn Body() -> Html {
    let messages = use_messages();
    let arrangement = use_arrangement();
    let analysis = use_analysis();
    let state = use_selected_state().and_then(|id| analysis.machine.states.get(id.0 as usize));
    let events = use_visit_event_count();
    let body = use_node_ref();
    let (made_events, onscroll) = use_growing(&body, events);
    let visit = use_focus().visit;
    // A tab that cannot apply is left out, as in the console.
    let is_choice = state.is_some_and(|state| state.choice().is_some() || state.task().is_some());
    let is_retried = state.is_some_and(|state| !state.retry.is_empty());
    let mut tabs = vec![Tab::new(InspectorTab::DataFlow, messages.text("tab-data-flow"))];
    tabs.extend(is_choice.then(|| Tab::new(InspectorTab::Why, messages.text("tab-why"))));
    tabs.extend(is_retried.then(|| Tab::new(InspectorTab::Retry, messages.text("tab-retry"))));
    tabs.push(Tab::new(InspectorTab::Events, messages.text("tab-state-events")).count(events));
    tabs.push(Tab::new(InspectorTab::Definition, messages.text("tab-state-definition")));
    tabs.push(Tab::new(InspectorTab::Lab, messages.text("tab-lab")));
    let onchoose = {
        let dispatcher = arrangement.dispatcher();
        move |tab| dispatcher.dispatch(Arrange::Inspector(tab))
    };
    let is_there = tabs.iter().any(|tab| tab.value == arrangement.inspector);
    let chosen = if is_there { arrangement.inspector } else { InspectorTab::DataFlow };
    html! {
        <>
            <div class="pane-tabs">
                { part!(Tabs<InspectorTab> { label: messages.text("inspector"), tabs, chosen, panel: PANEL, onchoose }) }
                <span class="grow" />
                if chosen == InspectorTab::DataFlow {
                    { part!(ChangesOnly) }
                }
            </div>
            <div ref={body} class="insp-body" id={PANEL} role="tabpanel" tabindex="0" aria-label={messages.text("inspector")} {onscroll}>
                // The lab tells of its own try, not of the run.
                if chosen != InspectorTab::Lab {
                    { part!(WhySentence) }
                }
                if let Some(visit) = visit.filter(|_| chosen != InspectorTab::Lab) {
                    { part!(ByHand { visit }) }
                    { part!(Children { visit }) }
                }
                { match chosen {
                    InspectorTab::DataFlow => part!(Flow),
                    InspectorTab::Why => html! { <>{ part!(Rules) }{ part!(Otherwise) }</> },
                    InspectorTab::Retry => part!(Retry),
                    InspectorTab::Events => part!(VisitEvents { made: made_events }),
                    InspectorTab::Lab => part!(Lab),
                    InspectorTab::Definition => html! { <>{ part!(StateForm) }{ part!(DefinitionText) }</> },
                } }
            </div>
            { part!(Provenance) }
        </>
    }
}

/// Folds what did not change.
#[component]
fn ChangesOnly() -> Html {
    let messages = use_messages();
    let preferences = use_preferences();
    let on = preferences.changes_only;
    let onclick = {
        let dispatcher = preferences.dispatcher();
        move |()| dispatcher.dispatch(SetPreference::ChangesOnly(!on))
    };
    part!(Button {
        label: messages.text("changes-only"),
        glyph: on.then_some(Glyph::Check),
        class: "small chip-toggle",
        pressed: on,
        onclick
    })
}
