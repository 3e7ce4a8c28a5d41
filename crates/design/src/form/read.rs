//! From the definition to the form.

use super::{Control, FormField, Key, Section, is_way_on};
use crate::place::state_path;
use definition::support::{Field, Shape, ValueKind};
use definition::{OperandType, QueryLanguage, State, StateId, StateMachine};
use json::edit::Step;
use json::{Node, NodeKind, Value};

/// The form of a state; `None` when it is no object.
pub fn form(machine: &StateMachine, state: StateId) -> Option<Section> {
    let found = machine.state(state);
    let path = state_path(machine, state);
    let node = json::edit::follow(machine.document.root.as_ref()?, &path)?;
    let keys = path.into_iter().map(Key::of).collect();
    let shape = found.state_type().map_or(Shape::UnknownState, Shape::State);
    let reader = Reader { machine, state: found };
    node.is_object().then(|| reader.section(String::new(), keys, shape, node))
}

struct Reader<'m> {
    machine: &'m StateMachine,
    state: &'m State,
}

impl Reader<'_> {
    fn section(&self, title: String, path: Vec<Key>, shape: Shape, node: &Node) -> Section {
        let language = self.state.query_language;
        let mut section = Section {
            title,
            path,
            shape,
            state: self.state.id,
            fields: Vec::new(),
            sections: Vec::new(),
            absent: Vec::new(),
            lists: Vec::new(),
        };
        // A field of the other language is shown while it is there, so that it can be removed.
        let fields = shape.fields().filter(|field| field.languages.contain(language) || node.get(field.name).is_some());
        for field in fields {
            self.read_field(&mut section, field, node);
        }
        section
    }

    fn read_field(&self, section: &mut Section, field: &'static Field, node: &Node) {
        let member = node.member(field.name);
        match (field.value, member) {
            // The graph shows and changes what is in a container.
            (ValueKind::States, _) => {}
            // An empty `Next` says it.
            (ValueKind::True, _) if field.name == "End" => {}
            (ValueKind::Objects(shape, _), Some(member)) if is_list(&member.value) => {
                section.lists.push(field);
                for (at, item) in member.value.items().iter().enumerate().filter(|(_, item)| item.is_object()) {
                    let path = joined(&section.path, [Key::Member(field.name.into()), Key::Item(at)]);
                    section.sections.push(self.section(format!("{}[{at}]", field.name), path, shape, item));
                }
            }
            (ValueKind::Objects(..), None) => section.lists.push(field),
            (ValueKind::Object(shape), Some(member)) if member.value.is_object() => {
                let path = joined(&section.path, [Key::Member(field.name.into())]);
                section.sections.push(self.section(field.name.into(), path, shape, &member.value));
            }
            (_, None) if !field.required && !is_way_on(section.shape, field) => {
                if field.replaced_by.is_none() && !is_excluded(section.shape, field, node) {
                    section.absent.push(field);
                }
            }
            (_, member) => section.fields.push(FormField {
                field,
                control: self.control(section.shape, field),
                text: member.map_or_else(String::new, |member| shown(&member.value)),
                span: member.map(|member| member.key_span.to(member.value.span)),
            }),
        }
    }

    fn control(&self, shape: Shape, field: &Field) -> Control {
        let words = |words: &[&str]| Control::Words(words.iter().map(|&word| word.into()).collect());
        match field.value {
            ValueKind::StateName => {
                let siblings = &self.machine.container(self.state.container).states;
                let names = siblings.iter().map(|&id| self.machine.state(id).name.to_string()).collect();
                Control::State { names, may_end: is_way_on(shape, field) }
            }
            ValueKind::Words(known) => words(known),
            ValueKind::Boolean | ValueKind::Operand(OperandType::Boolean) => words(&["true", "false"]),
            ValueKind::True => words(&["true"]),
            ValueKind::Integer { .. } | ValueKind::Number { .. } | ValueKind::Operand(OperandType::Numeric) => {
                // An expression may stand in for a number.
                if field.evaluated && self.state.query_language == QueryLanguage::Jsonata {
                    Control::Line
                } else {
                    Control::Number
                }
            }
            ValueKind::ErrorNames | ValueKind::Texts => Control::Lines,
            ValueKind::Text
            | ValueKind::Resource
            | ValueKind::Timestamp
            | ValueKind::NullablePath
            | ValueKind::ReferencePath
            | ValueKind::NullableReferencePath
            | ValueKind::PathOrIntrinsic
            | ValueKind::Condition
            | ValueKind::Operand(_) => Control::Line,
            ValueKind::Template
            | ValueKind::ObjectTemplate
            | ValueKind::Arguments
            | ValueKind::Items
            | ValueKind::Json
            | ValueKind::States
            | ValueKind::Object(_)
            | ValueKind::Objects(..) => Control::Json,
        }
    }
}

/// A value as its control shows it: texts bare, a list of texts line by line, else JSON.
fn shown(node: &Node) -> String {
    let value = node.to_value();
    match &value {
        Value::String(text) => text.to_string(),
        Value::Array(items) if !items.is_empty() && items.iter().all(|item| item.as_str().is_some()) => {
            items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
        }
        _ => json::print_pretty(&value),
    }
}

fn is_list(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Array(_))
}

/// Is another field there that excludes this one?
fn is_excluded(shape: Shape, field: &Field, node: &Node) -> bool {
    let mut groups = shape.groups().filter(|group| group.fields.contains(&field.name));
    groups.any(|group| group.fields.iter().any(|name| node.get(name).is_some()))
}

fn joined<const N: usize>(path: &[Key], keys: [Key; N]) -> Vec<Key> {
    path.iter().cloned().chain(keys).collect()
}

impl Key {
    fn of(step: Step<'_>) -> Self {
        match step {
            Step::Key(key) => Self::Member(key.into()),
            Step::Index(at) => Self::Item(at),
        }
    }

    /// As [`json::edit`] takes it.
    pub(super) fn step(&self) -> Step<'_> {
        match self {
            Self::Member(key) => Step::Key(key),
            Self::Item(at) => Step::Index(*at),
        }
    }
}
