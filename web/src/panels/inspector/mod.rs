//! The inspector: what the selected visit did to the data, and why it went where it went.

mod definition_text;
mod flow;
mod head;

use crate::context::*;
use crate::parts::{Button, Glyph, Icon, Tab, Tabs};
use crate::state::{Arrange, InspectorTab, SetPreference};
use definition_text::DefinitionText;
use flow::Flow;
use head::Head;
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
                <Head />
                <Body />
            } else {
                <div class="empty-insp">
                    <Icon glyph={Glyph::Graph} />
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
    let tabs = vec![
        Tab::new(InspectorTab::DataFlow, messages.text("tab-data-flow")),
        Tab::new(InspectorTab::Definition, messages.text("tab-state-definition")),
    ];
    let onchoose = {
        let dispatcher = arrangement.dispatcher();
        move |tab| dispatcher.dispatch(Arrange::Inspector(tab))
    };
    let chosen = arrangement.inspector;
    html! {
        <>
            <div class="pane-tabs">
                <Tabs<InspectorTab> label={messages.text("inspector")} {tabs} {chosen} panel={PANEL} {onchoose} />
                <span class="grow" />
                if chosen == InspectorTab::DataFlow {
                    <ChangesOnly />
                }
            </div>
            <div class="insp-body" id={PANEL} role="tabpanel" tabindex="0" aria-label={messages.text("inspector")}>
                { match chosen {
                    InspectorTab::Definition => html! { <DefinitionText /> },
                    _ => html! { <Flow /> },
                } }
            </div>
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
    html! {
        <Button label={messages.text("changes-only")} glyph={on.then_some(Glyph::Check)} class="small chip-toggle" pressed={on} {onclick} />
    }
}
