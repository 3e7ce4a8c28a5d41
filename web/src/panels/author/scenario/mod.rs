//! How the simulated services behave: a card for each task.

mod attempts;
mod fields;

use crate::context::*;
use crate::parts::{Field as Labelled, Glyph, Select, SelectOption, classed_icon, icon, part, type_class, type_glyph};
use crate::state::Change;
use attempts::Attempts;
use definition::{State, StateId};
use fields::FieldControl;
use services::controls::{Choice, Field, FieldKind, controls};
use services::scenario::Entry;
use std::rc::Rc;
use yew::prelude::*;

/// How often a task may fail before it succeeds, in one click.
const FAILURES: [u32; 3] = [1, 2, 3];

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
                { part!(Controls { state: state.id }) }
                { part!(Hint) }
            } else {
                <footer>{ messages.format("nothing-to-simulate", &[("type", state.state_type().map_or("?", |kind| kind.name()))]) }</footer>
            }
        </section>
    }
}

/// The cards of all tasks.
#[component]
pub(crate) fn ScenarioTab() -> Html {
    let messages = use_messages();
    let analysis = use_analysis();
    let tasks: Vec<_> = analysis.machine.states.iter().filter(|state| state.task().is_some()).collect();
    html! {
        <div class="scenarios">
            if tasks.is_empty() {
                <p class="empty-note">{ messages.text("no-tasks") }</p>
            }
            { for tasks.into_iter().map(|state| html! {
                <section key={state.id.0} class="scenario" aria-label={messages.format("scenario-of", &[("state", &state.name)])}>
                    { head(state, &state.name) }
                    { part!(Controls { state: state.id }) }
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

#[derive(PartialEq, Properties)]
struct ControlsProps {
    state: StateId,
}

/// What can be chosen for a task.
#[component]
fn Controls(props: &ControlsProps) -> Html {
    let messages = use_messages();
    let analysis = use_analysis();
    let workspace = use_workspace();
    let Some(state) = analysis.machine.states.get(props.state.0 as usize) else { return Html::default() };
    let Some(task) = state.task() else { return Html::default() };
    let controls = controls(&task.resource);
    let scenario = workspace.workspace.scenario.clone();
    let entries = scenario.entries(&state.name).to_vec();
    let entry = entries.first().cloned().unwrap_or_default();
    let attempts = Attempts::of(&entries);
    let set = {
        let (dispatcher, name) = (workspace.dispatcher(), state.name.clone());
        move |attempts: Attempts, entry: Entry| {
            let mut changed = (*scenario).clone();
            changed.set_entries(name.clone(), attempts.entries(entry, &entries));
            dispatcher.dispatch(Change::Scenario(Rc::new(changed)));
        }
    };
    let chosen = controls.choice_of(&entry).cloned();
    let onchoose = {
        let (set, entry, choices) = (set.clone(), entry.clone(), controls.choices.clone());
        Callback::from(move |id: AttrValue| {
            if let Some(choice) = choices.iter().find(|choice| *choice.id == *id) {
                // How long it takes is kept: it is the same for most ways to end.
                let duration = entry.duration.filter(|_| choice.fields.iter().any(|field| field.path == "duration"));
                set(attempts, Entry { duration, ..choice.entry.clone() });
            }
        })
    };
    let onattempts = {
        let (set, entry) = (set.clone(), entry.clone());
        Callback::from(move |attempts| set(attempts, entry.clone()))
    };
    let errors = AttrValue::from(format!("errors-{}", props.state.0));
    let field = |field: &Field| {
        let onchange = {
            let (set, entry, field) = (set.clone(), entry.clone(), field.clone());
            Callback::from(move |value| set(attempts, field.set(&entry, value)))
        };
        part!(key = field.path; FieldControl { field: field.clone(), value: field.get(&entry), errors: errors.clone(), onchange })
    };
    let fields = chosen.as_ref().map(|choice| choice.fields.as_slice()).unwrap_or_default();
    let (shown, more): (Vec<&Field>, Vec<&Field>) = fields.iter().partition(|field| !is_rare(field));
    html! {
        <div class="scen-body">
            <Labelled label={messages.text("ends-as")}>
                { part!(Ends { choices: controls.choices, chosen: chosen.as_ref().map(|choice| choice.id.clone()), onchoose }) }
            </Labelled>
            { for shown.into_iter().map(field) }
            <Labelled label={messages.text("attempts")}>
                { part!(AttemptsChoice { attempts, onchange: onattempts }) }
            </Labelled>
            if !more.is_empty() {
                <details>
                    <summary>{ messages.text("more-details") }</summary>
                    { for more.into_iter().map(field) }
                </details>
            }
            <datalist id={errors.clone()}>{ for controls.errors.iter().map(|error| html! { <option value={error.to_string()} /> }) }</datalist>
        </div>
    }
}

/// Fields that few people change are folded away.
fn is_rare(field: &Field) -> bool {
    let is_literal = field.path.starts_with("throw/") || field.path.starts_with("callback/");
    matches!(field.kind, FieldKind::Text | FieldKind::Lines) && !is_literal
}

#[derive(PartialEq, Properties)]
struct EndsProps {
    choices: Vec<Choice>,
    /// The chosen one's id; none for what only a scenario file can say.
    chosen: Option<String>,
    onchoose: Callback<AttrValue>,
}

/// The list of ways to end.
#[component]
fn Ends(props: &EndsProps) -> Html {
    /// Stands for what only a scenario file can say.
    const OTHER: &str = "other";
    let messages = use_messages();
    let title = |choice: &Choice| match messages.find(&format!("choice-{}", choice.id)) {
        Some(title) => title.to_owned(),
        None => choice.title.clone(),
    };
    let mut options: Vec<SelectOption> =
        props.choices.iter().map(|choice| SelectOption::new(choice.id.clone(), title(choice))).collect();
    if props.chosen.is_none() {
        options.push(SelectOption::new(OTHER, messages.text("ending-other")));
    }
    let chosen = props.chosen.clone().unwrap_or_else(|| OTHER.into());
    part!(Select {
        label: messages.text("ends-as"),
        glyph: Glyph::Container,
        class: "fill",
        options,
        chosen,
        onchoose: props.onchoose.clone()
    })
}

#[derive(PartialEq, Properties)]
struct AttemptsProps {
    attempts: Attempts,
    onchange: Callback<Attempts>,
}

/// Do all attempts go alike, or does it fail a few times first?
#[component]
fn AttemptsChoice(props: &AttemptsProps) -> Html {
    let messages = use_messages();
    let mut options = vec![SelectOption::new("alike", messages.text("attempts-alike"))];
    options.extend(
        FAILURES.map(|times| SelectOption::new(times.to_string(), messages.count("attempts-then", times as usize))),
    );
    let chosen = match props.attempts {
        Attempts::Alike => "alike".to_owned(),
        Attempts::Then(times) => times.to_string(),
        Attempts::Listed => "listed".to_owned(),
    };
    if !options.iter().any(|option| *option.value == *chosen) {
        options.push(SelectOption::new(chosen.clone(), messages.text("attempts-listed")));
    }
    let onchoose = {
        let onchange = props.onchange.clone();
        move |value: AttrValue| match value.parse() {
            Ok(times) => onchange.emit(Attempts::Then(times)),
            Err(_) if &*value == "alike" => onchange.emit(Attempts::Alike),
            Err(_) => {}
        }
    };
    part!(Select { label: messages.text("attempts"), class: "fill", options, chosen, onchoose })
}
