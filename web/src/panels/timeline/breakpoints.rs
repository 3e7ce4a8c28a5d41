//! The breakpoints: a list, and a form for one more.

use crate::analysis::Analysis;
use crate::context::*;
use crate::messages::Messages;
use crate::parts::{Button, Glyph, Select, SelectOption, part};
use crate::state::{Change, SetBreakpoint, Stop, StopRule};
use json::Text;
use view::breakpoint::Breakpoint;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What kinds there are, with their names.
const KINDS: [(Kind, &str, &str); 4] = [
    (Kind::Data, "data", "stop-kind-data"),
    (Kind::Error, "error", "stop-kind-error"),
    (Kind::Attempt, "attempt", "stop-kind-attempt"),
    (Kind::State, "state", "stop-kind-state"),
];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    State,
    Error,
    Attempt,
    #[default]
    Data,
}

/// A breakpoint that is being written.
#[derive(Clone, Debug, Default, PartialEq)]
struct Draft {
    /// The one in the list that it takes the place of.
    place: Option<usize>,
    kind: Kind,
    /// Location of the state; any, when `None`.
    state: Option<Text>,
    /// Error name, number of the attempt, or condition.
    text: String,
}

impl Draft {
    fn of(place: usize, stop: &Stop) -> Self {
        let (kind, state, text) = match stop {
            Stop::State(state) => (Kind::State, Some(state.clone()), String::new()),
            Stop::Error(name) => (Kind::Error, None, name.as_deref().unwrap_or_default().to_owned()),
            Stop::Attempt(state, attempt) => (Kind::Attempt, Some(state.clone()), attempt.to_string()),
            Stop::Data(state, condition) => (Kind::Data, state.clone(), condition.to_string()),
        };
        Self { place: Some(place), kind, state, text }
    }

    /// What it says; an error says what is missing or wrong.
    fn stop(&self, messages: &Messages) -> Result<Stop, String> {
        let state = || self.state.clone().ok_or_else(|| messages.text("stop-needs-state").to_owned());
        let text = self.text.trim();
        match self.kind {
            Kind::State => Ok(Stop::State(state()?)),
            Kind::Error => Ok(Stop::Error((!text.is_empty()).then(|| text.into()))),
            Kind::Attempt => {
                let attempt = text.parse().ok().filter(|attempt| *attempt > 0);
                Ok(Stop::Attempt(state()?, attempt.ok_or_else(|| messages.text("stop-needs-attempt").to_owned())?))
            }
            Kind::Data => {
                Breakpoint::data(None, text)?;
                Ok(Stop::Data(self.state.clone(), text.into()))
            }
        }
    }
}

/// The breakpoints.
#[component]
pub(crate) fn BreakpointList() -> Html {
    let messages = use_messages();
    let analysis = use_analysis();
    let breakpoints = use_breakpoints();
    let change = {
        let workspace = use_workspace().dispatcher();
        Callback::from(move |change: SetBreakpoint| workspace.dispatch(Change::Breakpoint(change)))
    };
    let moment = use_moment();
    let draft = use_state(Draft::default);
    let problem = use_state(String::new);
    // Which of them the event at the cursor has hit.
    let hit = (*moment).as_ref().map_or_else(Vec::new, |snapshot| {
        let event = snapshot.run.journal().last().and_then(|&(execution, event)| snapshot.run.event(execution, event));
        let compiled = breakpoints.compiled(&analysis.machine);
        let hits = compiled.iter().filter(|(_, stop)| event.is_some_and(|event| stop.is_hit(&snapshot.run, event)));
        hits.map(|(at, _)| *at).collect()
    });
    let submit = {
        let (draft, problem, messages) = (draft.clone(), problem.clone(), messages.clone());
        let change = change.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            match draft.stop(&messages) {
                Ok(stop) => {
                    change.emit(match draft.place {
                        Some(at) => SetBreakpoint::Replace(at, stop),
                        None => SetBreakpoint::Add(stop),
                    });
                    draft.set(Draft { kind: draft.kind, ..Draft::default() });
                    problem.set(String::new());
                }
                Err(found) => problem.set(found),
            }
        }
    };
    html! {
        <div class="breakpoints">
            <form class="filterbar" onsubmit={submit}>{ form(&draft, &analysis, &messages) }</form>
            if !problem.is_empty() {
                <p class="status-failed stop-problem" role="alert">{ &*problem }</p>
            }
            if breakpoints.0.is_empty() {
                <p class="empty-note">{ messages.text("breakpoints-empty") }</p>
            }
            <ul class="stops">
                { for breakpoints.0.iter().enumerate().map(|(at, rule)| {
                    let is_hit = hit.contains(&at);
                    let said = said(&rule.stop, &analysis, &messages);
                    html! {
                        <li key={at} class={classes!(is_hit.then_some("is-selected"))}>
                            { switch(at, rule, &said, &change) }
                            if is_hit {
                                <b class="muted">{ messages.text("stopped-here") }</b>
                            }
                            { part!(Button { label: messages.format("edit-that", &[("what", &said)]), glyph: Glyph::Code, icon_only: true, class: "quiet small",
                                onclick: {let (draft, next) = (draft.clone(), Draft::of(at, &rule.stop)); move |()| draft.set(next.clone())} }) }
                            { part!(Button { label: messages.format("delete-that", &[("what", &said)]), glyph: Glyph::Close, icon_only: true, class: "quiet small",
                                onclick: {let change = change.clone(); move |()| change.emit(SetBreakpoint::Remove(at))} }) }
                        </li>
                    }
                }) }
            </ul>
        </div>
    }
}

fn form(draft: &UseStateHandle<Draft>, analysis: &Analysis, messages: &Messages) -> Html {
    let kinds: Vec<_> = KINDS.iter().map(|&(_, value, key)| SelectOption::new(value, messages.text(key))).collect();
    let chosen = KINDS.iter().find(|(kind, ..)| *kind == draft.kind).map_or("", |(_, value, _)| value);
    let choose_kind = {
        let draft = draft.clone();
        move |value: AttrValue| {
            let kind = KINDS.iter().find(|(_, known, _)| *known == value).map_or(draft.kind, |(kind, ..)| *kind);
            draft.set(Draft { kind, text: String::new(), ..(*draft).clone() });
        }
    };
    let choose_state = {
        let draft = draft.clone();
        move |value: AttrValue| {
            let state = (!value.is_empty()).then(|| Text::from(&*value));
            draft.set(Draft { state, ..(*draft).clone() });
        }
    };
    let oninput = {
        let draft = draft.clone();
        move |event: InputEvent| {
            draft.set(Draft { text: event.target_unchecked_into::<HtmlInputElement>().value(), ..(*draft).clone() });
        }
    };
    let any = SelectOption::new("", messages.text("any-state"));
    let states =
        analysis.machine.states.iter().map(|state| SelectOption::new(state.location.clone(), state.name.to_string()));
    let label = match draft.kind {
        Kind::State => None,
        Kind::Error => Some("stop-error-name"),
        Kind::Attempt => Some("stop-attempt-number"),
        Kind::Data => Some("stop-condition"),
    };
    html! {
        <>
            { part!(Select { label: messages.text("stop-kind"), class: "small", options: kinds, chosen, onchoose: choose_kind }) }
            if draft.kind != Kind::Error {
                { part!(Select { label: messages.text("column-state"), class: "small", options: std::iter::once(any).chain(states).collect::<Vec<_>>(),
                    chosen: draft.state.as_deref().unwrap_or_default().to_owned(), onchoose: choose_state }) }
            }
            if let Some(label) = label {
                <input class="mono" value={draft.text.clone()} placeholder={messages.text(label)} aria-label={messages.text(label)} {oninput} />
            }
            <button type="submit" class="btn small">{ messages.text(if draft.place.is_some() { "apply" } else { "add-breakpoint" }) }</button>
        </>
    }
}

/// Switches a breakpoint on and off.
fn switch(at: usize, rule: &StopRule, said: &str, change: &Callback<SetBreakpoint>) -> Html {
    let change = change.clone();
    let onchange = move |event: Event| {
        let is_on = event.target_unchecked_into::<HtmlInputElement>().checked();
        change.emit(SetBreakpoint::Switch(at, is_on));
    };
    html! { <label class="check"><input type="checkbox" checked={rule.is_on} {onchange} />{ said.to_owned() }</label> }
}

/// A breakpoint in words.
fn said(stop: &Stop, analysis: &Analysis, messages: &Messages) -> String {
    let name = |location: &Text| {
        let state = analysis.machine.states.iter().find(|state| *state.location == **location);
        state.map_or_else(|| location.to_string(), |state| state.name.to_string())
    };
    match stop {
        Stop::State(state) => messages.format("stops-before", &[("state", &name(state))]),
        Stop::Error(None) => messages.text("stops-at-errors").to_owned(),
        Stop::Error(Some(error)) => messages.format("stops-at-error", &[("error", error)]),
        Stop::Attempt(state, attempt) => {
            messages.format("stops-at-attempt", &[("n", &attempt.to_string()), ("state", &name(state))])
        }
        Stop::Data(None, condition) => messages.format("stops-when", &[("condition", condition)]),
        Stop::Data(Some(state), condition) => {
            messages.format("stops-before-when", &[("state", &name(state)), ("condition", condition)])
        }
    }
}
