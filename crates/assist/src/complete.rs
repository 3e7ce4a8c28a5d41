//! Completion: what could stand at the caret.

mod fields;
mod functions;
mod names;
mod parameters;
mod paths;
mod resources;
#[cfg(test)]
mod tests;
mod yaml;

pub(crate) use fields::kind as field_kind;

use crate::RunData;
use crate::known::Known;
use crate::place::{Place, Spot, inside, locate};
use definition::support::ValueKind;
use definition::{QueryLanguage, StateMachine};
use json::{NodeKind, Syntax};
use text::Span;

/// What could stand at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// The text that a completion replaces.
    pub replace: Span,
    /// The completions, best first.
    pub items: Vec<Completion>,
}

/// One completion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What the list shows.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// What replaces the text.
    pub insert: String,
    /// A few words beside the label: a type, a signature, a value.
    pub detail: String,
    /// What it does, one sentence; may be empty.
    pub doc: String,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A field of the language, or a parameter of a service.
    Field,
    /// One of the words that a field takes.
    Word,
    /// A state.
    State,
    /// A resource that a Task can call.
    Resource,
    /// An error name.
    Error,
    /// A key or index of the data.
    Path,
    /// A variable.
    Variable,
    /// A function.
    Function,
}

impl Completion {
    fn new(kind: CompletionKind, label: impl Into<String>) -> Self {
        let label = label.into();
        Self { insert: label.clone(), label, kind, detail: String::new(), doc: String::new() }
    }

    fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    fn doc(mut self, doc: impl Into<String>) -> Self {
        self.doc = doc.into();
        self
    }
}

/// What could stand at `offset`; `None` where nothing is known.
pub fn complete(machine: &StateMachine, offset: usize, data: &dyn RunData) -> Option<Completions> {
    if machine.document.syntax == Syntax::Yaml
        && let Some(found) = yaml::complete(machine, offset, data)
    {
        return found;
    }
    complete_in(machine, offset, &Known { machine, data })
}

fn complete_in(machine: &StateMachine, offset: usize, data: &dyn RunData) -> Option<Completions> {
    let place = locate(machine, offset)?;
    let completions = match place.spot {
        Spot::Key { parent, member } => at_key(&place, parent, member.map(|member| member.key_span), offset),
        Spot::Value { .. } => in_value(&place, offset, data),
    }?;
    (!completions.items.is_empty()).then_some(completions)
}

fn at_key(place: &Place<'_>, parent: &json::Node, key: Option<Span>, offset: usize) -> Option<Completions> {
    let items =
        if std::ptr::eq(parent, place.object) { fields::complete(place) } else { parameters::complete(place, parent)? };
    let source = &place.machine.document.text;
    match key {
        // An existing key keeps its quotes and its value.
        Some(span) => Some(Completions { replace: inside(source, span), items }),
        None => {
            let replace = Span::at(offset);
            let items = items.into_iter().map(fields::with_value).collect();
            Some(Completions { replace, items })
        }
    }
}

fn in_value(place: &Place<'_>, offset: usize, data: &dyn RunData) -> Option<Completions> {
    let Spot::Value { node, .. } = place.spot else { return None };
    if let NodeKind::String(string) = &node.kind {
        if place.language == QueryLanguage::Jsonata && string.value.starts_with("{%") {
            return functions::in_jsonata(place, node, offset, data);
        }
        if place.is_path_field() {
            return paths::complete(place, node, offset, data);
        }
    }
    let items = match place.field?.value {
        ValueKind::StateName => names::states(place),
        ValueKind::ErrorNames => names::errors(place),
        ValueKind::Resource => resources::complete(node.as_str().unwrap_or_default()),
        ValueKind::Words(words) => names::words(words),
        ValueKind::Boolean => names::literals(&["true", "false"]),
        ValueKind::True => names::literals(&["true"]),
        ValueKind::Condition => names::literals(&["{%  %}", "true", "false"]),
        _ => return None,
    };
    Some(whole_value(place, node, items))
}

/// Replace the whole value: the inside of a string, or an empty place by a string.
fn whole_value(place: &Place<'_>, node: &json::Node, items: Vec<Completion>) -> Completions {
    let source = &place.machine.document.text;
    if node.as_string().is_some() {
        return Completions { replace: inside(source, node.span), items };
    }
    let quoted = items.into_iter().map(|item| {
        let literal = matches!(item.insert.as_str(), "true" | "false");
        Completion { insert: if literal { item.insert } else { json::quote(&item.insert) }, ..item }
    });
    let replace =
        if matches!(node.kind, NodeKind::Array(_)) { Span::at(node.span.start as usize + 1) } else { node.span };
    Completions { replace, items: quoted.collect() }
}
