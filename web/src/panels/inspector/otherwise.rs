//! What would change the outcome: the nearest other scenario or input that takes another path.

use crate::context::*;
use crate::panels::sentence::Sentence;
use crate::parts::{Button, Glyph, icon, part};
use crate::state::Change;
use std::rc::Rc;
use view::otherwise::{OtherwiseChange, otherwise};
use yew::prelude::*;

/// Runs that are tried; each is short.
const TRIES: usize = 12;
/// In a longer run, the tries would be felt.
const MOST_EVENTS: usize = 500;

/// Other ways that the selected visit could go, each with a button that tries it.
#[component]
pub(crate) fn Otherwise() -> Html {
    let messages = use_messages();
    let session = use_session();
    let workspace = use_workspace();
    let moment = use_moment();
    let focus = use_focus();
    let found = use_memo((moment, focus.visit), |(_, visit)| {
        let recording = session.recording().filter(|recording| recording.latest().journal().len() <= MOST_EVENTS);
        let found =
            recording.as_deref().zip(*visit).map(|(recording, visit)| otherwise(recording.timeline(), visit, TRIES));
        found.unwrap_or_default()
    });
    let apply = |change: &OtherwiseChange| {
        let (workspace, change) = (workspace.clone(), change.clone());
        move |()| {
            workspace.dispatch(match &change {
                OtherwiseChange::Scenario(entries) => {
                    let mut scenario = (*workspace.workspace.scenario).clone();
                    for (key, entry) in entries {
                        scenario.set_entries(key.clone(), entry.clone());
                    }
                    Change::Scenario(Rc::new(scenario))
                }
                OtherwiseChange::Input(value) => Change::ReplaceInput(json::print_pretty(value).into()),
            });
        }
    };
    html! {
        <section class="rules" aria-label={messages.text("what-would-change")}>
            <h3 class="sub-title">{ messages.text("what-would-change") }</h3>
            { for found.iter().enumerate().map(|(at, other)| html! {
                <div key={at} class="otherwise">
                    { icon(Glyph::Branch) }
                    <p>{ part!(Sentence { message: other.says.clone() }) }</p>
                    { part!(Button { label: messages.text("try-it"), class: "small", onclick: apply(&other.change) }) }
                </div>
            }) }
            if found.is_empty() {
                <p class="muted">{ messages.text(if focus.visit.is_some() { "nothing-else" } else { "play-first" }) }</p>
            }
        </section>
    }
}
