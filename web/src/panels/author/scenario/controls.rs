//! What can be chosen for a task: whose attempts, how they differ, and how each goes.

use super::attempts::{AttemptList, Reorder, reordered, shortcuts};
use super::fields::FieldControl;
use crate::context::*;
use crate::messages::Messages;
use crate::parts::{Field as Labelled, Glyph, Select, SelectOption, part};
use crate::state::Change;
use definition::{State, StateId};
use json::Text;
use services::controls::{Choice, Controls, Field, FieldKind, controls, iteration_key};
use services::scenario::{Entry, Scenario};
use std::rc::Rc;
use yew::prelude::*;

/// Entries for more attempts than this say the same with the last one, which repeats.
const MOST_TIMES: i64 = 1000;

/// Properties of [`TaskControls`].
#[derive(PartialEq, Properties)]
pub(super) struct TaskControlsProps {
    /// The task's state.
    pub state: StateId,
}

/// What can be chosen for a task.
#[component]
pub(super) fn TaskControls(props: &TaskControlsProps) -> Html {
    let messages = use_messages();
    let analysis = use_analysis();
    let workspace = use_workspace();
    let chosen_key = use_state_eq(|| None::<Text>);
    let at = use_state_eq(|| 0_usize);
    let picks = use_picks();
    let Some(state) = analysis.machine.states.get(props.state.0 as usize) else { return Html::default() };
    let Some(task) = state.task() else { return Html::default() };
    let controls = controls(&task.resource);
    let scenario = workspace.workspace.scenario.clone();
    let iteration = iteration_key(&analysis.machine, state).map(|(key, map)| {
        let shown = picks.0.get(&map).copied().unwrap_or(0);
        (key, shown)
    });
    let keys = keys(&scenario, state, iteration);
    let key = (*chosen_key).clone().filter(|key| keys.contains(key)).unwrap_or_else(|| state.name.clone());
    let entries = scenario.entries(&key).to_vec();
    let place = (*at).min(entries.len().saturating_sub(1));
    let set = {
        let (dispatcher, key, name) = (workspace.dispatcher(), key.clone(), state.name.clone());
        Callback::from(move |entries: Vec<Entry>| {
            // A rule that says "as usual" of every attempt is none, but of an iteration it is an exception.
            let says_nothing = key == name && entries == [Entry::default()];
            let mut changed = (*scenario).clone();
            changed.set_entries(key.clone(), if says_nothing { Vec::new() } else { entries });
            dispatcher.dispatch(Change::Scenario(Rc::new(changed)));
        })
    };
    let onreorder = {
        let (set, entries, at) = (set.clone(), entries.clone(), at.clone());
        Callback::from(move |change: Reorder| {
            let (entries, place) = reordered(&entries, change);
            at.set(place);
            set.emit(entries);
        })
    };
    let onentry = {
        let entries = entries.clone();
        Callback::from(move |entry: Entry| {
            let mut entries = entries.clone();
            match entries.get_mut(place) {
                Some(old) => *old = entry,
                None => entries.push(entry),
            }
            set.emit(entries);
        })
    };
    let onscope = move |key: AttrValue| chosen_key.set(Some(Text::from(&*key)));
    let onselect = move |place| at.set(place);
    let is_list = entries.len() > 1;
    let repeats = place + 1 >= entries.len();
    let entry = entries.get(place).cloned().unwrap_or_default();
    let attempts = html! {
        <Labelled label={messages.text("attempts")}>{ shortcuts(&messages, &entries, onreorder.clone()) }</Labelled>
    };
    html! {
        <div class="scen-body">
            if keys.len() > 1 {
                { scope(&messages, &keys, &key, state, onscope) }
            }
            if is_list {
                { attempts.clone() }
                { part!(AttemptList { entries, at: place, controls: controls.clone(), onselect, onchange: onreorder }) }
            }
            { part!(EntryControls { controls, entry, repeats, errors: format!("errors-{}", props.state.0), onchange: onentry }) }
            if !is_list {
                { attempts }
            }
        </div>
    }
}

/// Keys whose attempts can be chosen: the state's name, any iteration, the one that is shown, and what the scenario
/// names.
fn keys(scenario: &Scenario, state: &State, iteration: Option<(Text, u32)>) -> Vec<Text> {
    let ending = format!("/{}", state.name);
    let mut keys = vec![state.name.clone()];
    if let Some((key, shown)) = iteration {
        let of_shown = key.rsplit_once("[*]").map(|(before, after)| format!("{before}[{shown}]{after}").into());
        keys.push(key);
        keys.extend(of_shown);
    }
    let named = scenario.tasks.iter().map(|rule| &rule.key).filter(|key| key.ends_with(&ending));
    for key in named {
        if !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    keys
}

/// Whose attempts they are.
fn scope(
    messages: &Messages,
    keys: &[Text],
    key: &Text,
    state: &State,
    onchoose: impl Fn(AttrValue) + 'static,
) -> Html {
    let title = |key: &Text| match key {
        key if *key == state.name => messages.text("scope-all").to_owned(),
        key if key.contains("[*]") => messages.format("scope-each", &[("key", key)]),
        key => key.to_string(),
    };
    let options: Vec<SelectOption> = keys.iter().map(|key| SelectOption::new(key.to_string(), title(key))).collect();
    let select =
        part!(Select { label: messages.text("scope"), class: "fill", options, chosen: key.to_string(), onchoose });
    html! { <Labelled label={messages.text("scope")}>{ select }</Labelled> }
}

#[derive(PartialEq, Properties)]
struct EntryControlsProps {
    controls: Controls,
    entry: Entry,
    /// Is it the last entry, which repeats?
    repeats: bool,
    /// Id of the list of likely error names.
    errors: AttrValue,
    onchange: Callback<Entry>,
}

/// How one attempt goes.
#[component]
fn EntryControls(props: &EntryControlsProps) -> Html {
    let messages = use_messages();
    let EntryControlsProps { controls, entry, errors, onchange, .. } = props;
    let chosen = controls.choice_of(entry);
    let onchoose = {
        let (onchange, entry, choices) = (onchange.clone(), entry.clone(), controls.choices.clone());
        Callback::from(move |id: AttrValue| {
            if let Some(choice) = choices.iter().find(|choice| *choice.id == *id) {
                // How long it takes is kept: it is the same for most ways to end.
                let duration = entry.duration.filter(|_| choice.fields.iter().any(|field| field.path == "duration"));
                onchange.emit(Entry { duration, times: entry.times, ..choice.entry.clone() });
            }
        })
    };
    let field = |field: &Field| {
        let change = {
            let (entry, field) = (entry.clone(), field.clone());
            onchange.reform(move |value| field.set(&entry, value))
        };
        part!(key = field.path; FieldControl { field: field.clone(), value: field.get(entry), errors: errors.clone(), onchange: change })
    };
    let fields = chosen.map(|choice| choice.fields.as_slice()).unwrap_or_default();
    let (shown, more): (Vec<&Field>, Vec<&Field>) = fields.iter().partition(|field| !is_rare(field));
    let times = Field::new("times", "Times", FieldKind::Integer { min: 1, max: MOST_TIMES });
    let whole = Field::new("", "Attempt as JSON", FieldKind::Json);
    html! {
        <>
            <Labelled label={messages.text("ends-as")}>
                { ends(&messages, &controls.choices, chosen, onchoose) }
            </Labelled>
            { for shown.into_iter().map(field) }
            if !props.repeats {
                { field(&times) }
            }
            <details>
                <summary>{ messages.text("more-details") }</summary>
                { for more.into_iter().chain([&whole]).map(field) }
            </details>
            <datalist id={errors.clone()}>{ for controls.errors.iter().map(|error| html! { <option value={error.to_string()} /> }) }</datalist>
        </>
    }
}

/// Fields that few people change are folded away.
fn is_rare(field: &Field) -> bool {
    let is_literal = field.path.starts_with("throw/") || field.path.starts_with("callback/");
    (matches!(field.kind, FieldKind::Text | FieldKind::Lines) && !is_literal) || field.path == "overlay"
}

/// The list of ways to end.
fn ends(messages: &Messages, choices: &[Choice], chosen: Option<&Choice>, onchoose: Callback<AttrValue>) -> Html {
    /// Stands for what only a scenario file can say.
    const OTHER: &str = "other";
    let mut options: Vec<SelectOption> =
        choices.iter().map(|choice| SelectOption::new(choice.id.clone(), choice_title(messages, choice))).collect();
    if chosen.is_none() {
        options.push(SelectOption::new(OTHER, messages.text("ending-other")));
    }
    let chosen = chosen.map_or_else(|| OTHER.into(), |choice| choice.id.clone());
    part!(Select { label: messages.text("ends-as"), glyph: Glyph::Container, class: "fill", options, chosen, onchoose })
}

/// What a choice says in the language of the page.
pub(super) fn choice_title(messages: &Messages, choice: &Choice) -> String {
    match (messages.find(&format!("choice-{}", choice.id)), choice.id.split_once('.')) {
        (Some(title), _) => title.to_owned(),
        // `batch.FAILED`: a job's final status, in the service's own word.
        (None, Some((_, status))) => messages.format("choice-job", &[("status", status)]),
        (None, None) => choice.title.clone(),
    }
}
