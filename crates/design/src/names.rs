//! Names for new states.

use definition::StateMachine;
use json::{Object, Value};
use std::collections::BTreeMap;

/// The names that are taken. They are unique in the whole machine, whatever the container.
pub(crate) struct Names(Vec<String>);

impl Names {
    pub(crate) fn of(machine: &StateMachine) -> Self {
        Self(machine.states.iter().map(|state| state.name.to_string()).collect())
    }

    /// `base`, with a number behind it if it is taken.
    pub(crate) fn take(&mut self, base: &str) -> String {
        let numbered = (2..).map(|number| format!("{} {number}", without_number(base)));
        let free = |name: &String| !self.0.contains(name);
        let name = std::iter::once(base.to_owned()).chain(numbered).find(free).unwrap_or_default();
        self.0.push(name.clone());
        name
    }
}

/// `Copy 2` without its number, so that the next is `Copy 3`.
fn without_number(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((base, number)) if !base.is_empty() && number.chars().all(|digit| digit.is_ascii_digit()) => base,
        _ => name,
    }
}

/// A state whose inner states, if it has any, have names of their own.
pub(crate) fn with_new_names(state: &Value, names: &mut Names) -> Value {
    let Some(fields) = state.as_object() else { return state.clone() };
    let inside = |key: &str, value: &Value| match (key, value.as_array()) {
        ("Branches", Some(branches)) => {
            branches.iter().map(|branch| container(branch, &mut *names)).collect::<Vec<_>>().into()
        }
        ("ItemProcessor" | "Iterator", _) => container(value, &mut *names),
        _ => value.clone(),
    };
    rebuilt(fields, inside)
}

fn container(value: &Value, names: &mut Names) -> Value {
    let (Some(fields), Some(states)) = (value.as_object(), value.get("States").and_then(Value::as_object)) else {
        return value.clone();
    };
    let renamed: BTreeMap<String, String> = states.keys().map(|name| (name.to_string(), names.take(name))).collect();
    let states = states.iter().map(|(name, state)| {
        let inner = with_new_names(state, names);
        (renamed.get(&**name).cloned().unwrap_or_default().into(), targets(&inner, &renamed))
    });
    let states: Value = states.collect::<Object>().into();
    rebuilt(fields, |key, value| match key {
        "States" => states.clone(),
        "StartAt" => renamed_text(value, &renamed),
        _ => value.clone(),
    })
}

/// A state whose transitions follow the new names.
fn targets(state: &Value, renamed: &BTreeMap<String, String>) -> Value {
    let Some(fields) = state.as_object() else { return state.clone() };
    rebuilt(fields, |key, value| match (key, value.as_array()) {
        ("Next" | "Default", _) => renamed_text(value, renamed),
        ("Choices" | "Catch", Some(entries)) => {
            entries.iter().map(|entry| targets(entry, renamed)).collect::<Vec<_>>().into()
        }
        _ => value.clone(),
    })
}

fn renamed_text(value: &Value, renamed: &BTreeMap<String, String>) -> Value {
    match value.as_str().and_then(|name| renamed.get(name)) {
        Some(name) => name.as_str().into(),
        None => value.clone(),
    }
}

fn rebuilt(fields: &Object, mut change: impl FnMut(&str, &Value) -> Value) -> Value {
    fields.iter().map(|(key, value)| (key.clone(), change(key, value))).collect::<Object>().into()
}
