//! How the simulated services behave: a card for each task.

mod ending;
mod fields;

use crate::context::*;
use crate::parts::{Field, Glyph, Icon, Select, SelectOption, type_class, type_glyph};
use crate::state::Change;
use definition::{State, StateId};
use ending::{Attempts, Choice, Ending, TaskKind};
use fields::{Duration, ExitCodes, Returns, Throws};
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
                <Controls state={state.id} />
                <Hint />
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
                    <Controls state={state.id} />
                </section>
            }) }
        </div>
    }
}

fn head(state: &State, title: &str) -> Html {
    html! {
        <header>
            if let Some(kind) = state.state_type() {
                <Icon glyph={type_glyph(kind)} class={type_class(kind)} />
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
    html! { <footer><Icon glyph={Glyph::Branch} />{ messages.text(key) }</footer> }
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
    let Some(kind) = TaskKind::of(state) else { return Html::default() };
    let scenario = workspace.workspace.scenario.clone();
    let entries = scenario.entries(&state.name).to_vec();
    let entry = entries.first().cloned().unwrap_or_default();
    let attempts = Attempts::of(&entries);
    let set = {
        let (dispatcher, name, entries) = (workspace.dispatcher(), state.name.clone(), entries.clone());
        move |attempts: Attempts, entry: Entry| {
            let mut changed = (*scenario).clone();
            changed.set_entries(name.clone(), attempts.entries(entry, &entries));
            dispatcher.dispatch(Change::Scenario(Rc::new(changed)));
        }
    };
    let onending = {
        let (set, entry) = (set.clone(), entry.clone());
        Callback::from(move |ending: Ending| set(attempts, ending.entry(&entry)))
    };
    let onduration = {
        let (set, entry) = (set.clone(), entry.clone());
        Callback::from(move |duration| set(attempts, Entry { duration, ..entry.clone() }))
    };
    let onattempts = {
        let entry = entry.clone();
        Callback::from(move |attempts| set(attempts, entry.clone()))
    };
    let ending = Ending::of(&entry);
    let details = match &ending {
        Ending::ExitCodes(containers) => {
            html! { <ExitCodes containers={containers.clone()} onending={onending.clone()} /> }
        }
        Ending::Returns(value) => html! { <Returns value={value.clone()} onending={onending.clone()} /> },
        Ending::Throws(error, cause) => {
            html! { <Throws error={error.clone()} cause={cause.clone()} onending={onending.clone()} /> }
        }
        _ => Html::default(),
    };
    html! {
        <div class="scen-body">
            <Field label={messages.text("ends-as")}>
                <Ends {kind} chosen={ending.name()} onending={onending.clone()} />
            </Field>
            { details }
            <Field label={messages.text("duration")}>
                <Duration duration={entry.duration} onchange={onduration} />
                <span class="field-label">{ messages.text("attempts") }</span>
                <AttemptsChoice {attempts} onchange={onattempts} />
            </Field>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct EndsProps {
    kind: TaskKind,
    chosen: String,
    onending: Callback<Ending>,
}

/// The list of ways to end.
#[component]
fn Ends(props: &EndsProps) -> Html {
    let messages = use_messages();
    let mut options: Vec<SelectOption> = props
        .kind
        .choices()
        .into_iter()
        .map(|(name, choice)| {
            let label = match choice {
                Choice::Key(key) => messages.text(key),
                Choice::Text(text) => text,
            };
            SelectOption::new(name, label)
        })
        .collect();
    if props.chosen == Ending::Other.name() {
        options.push(SelectOption::new(props.chosen.clone(), messages.text("ending-other")));
    }
    let onchoose = {
        let onending = props.onending.clone();
        move |name: AttrValue| {
            if let Some(ending) = Ending::named(&name) {
                onending.emit(ending);
            }
        }
    };
    let glyph = (props.kind == TaskKind::EcsJob).then_some(Glyph::Container);
    html! { <Select label={messages.text("ends-as")} {glyph} class="fill" {options} chosen={props.chosen.clone()} {onchoose} /> }
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
    html! { <Select label={messages.text("attempts")} class="fill" {options} {chosen} {onchoose} /> }
}
