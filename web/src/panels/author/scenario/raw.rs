//! The scenario as the text of a scenario file.

use crate::context::*;
use crate::panels::author::code_editor::{CodeEditor, Handle, for_editor};
use crate::parts::{Glyph, classed_icon, part};
use crate::shared::Shared;
use crate::state::Change;
use json::{Text, Value};
use services::scenario;
use std::rc::Rc;
use text::{Diagnostic, LineIndex, Severity};
use yew::prelude::*;

/// The scenario's editor. Its text is taken over while it has no mistake.
#[component]
pub(super) fn RawScenario() -> Html {
    let messages = use_messages();
    let workspace = use_workspace();
    let (document, machines) = (use_document(), use_machines());
    let editor = (*use_memo((), |()| Handle::default())).clone();
    let text = use_state_eq({
        let scenario = workspace.workspace.scenario.clone();
        move || Text::from(scenario::print(&scenario))
    });
    let found = use_memo(((*text).clone(), document, machines), |(text, document, machines)| {
        problems(text, document, machines)
    });
    let shown = use_memo((found.clone(), (*text).clone()), |(found, text)| for_editor(found, &LineIndex::new(text)));
    let marks = use_memo((), |()| Value::from([]));
    let onchange = {
        let (text, dispatcher) = (text.clone(), workspace.dispatcher());
        use_callback((), move |(typed, _): (Text, bool), ()| {
            let (scenario, diagnostics) = scenario::parse(&typed);
            text.set(typed);
            if !diagnostics.iter().any(|found| found.severity == Severity::Error) {
                dispatcher.dispatch(Change::Scenario(Rc::new(scenario)));
            }
        })
    };
    // What is taken back, or done elsewhere, shows here too.
    use_effect_with(workspace.texts, {
        let (text, scenario) = (text.clone(), workspace.workspace.scenario.clone());
        move |_| {
            if scenario::parse(&text).0 != *scenario {
                text.set(scenario::print(&scenario).into());
            }
        }
    });
    html! {
        <div class="raw-scenario">
            { part!(CodeEditor { label: messages.text("scenario-as-json"), identity: workspace.texts, text: Shared::from((*text).clone()), editor, is_draft: true,
                diagnostics: Shared::from(shown), marks: Shared::from(marks), onchange }) }
            if let Some(problem) = found.first() {
                <div class="problem-strip" role="status">
                    { match problem.severity {
                        Severity::Error => classed_icon(Glyph::Failed, "status-failed"),
                        Severity::Warning | Severity::Information => classed_icon(Glyph::Caught, "status-caught"),
                    } }
                    <span class="problem-text">{ &problem.message }</span>
                </div>
            }
        </div>
    }
}

/// What is wrong with the text, and what does not fit the machines; what is worst comes first.
fn problems(text: &str, document: &Document, machines: &Machines) -> Vec<Diagnostic> {
    let mut found = scenario::parse(text).1;
    let others = machines.0.iter().map(|machine| (&*machine.name, &*machine.analysis.machine));
    let all: Vec<_> = std::iter::once(("", &*document.machine)).chain(others).collect();
    found.extend(scenario::check(text, &all));
    found.sort_by_key(|found| (found.severity, found.span));
    found
}
