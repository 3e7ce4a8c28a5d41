//! From the form to edits of the definition.

use super::{Key, Section, is_way_on};
use crate::draft::Draft;
use definition::support::{Field, Shape, ValueKind};
use definition::{OperandType, QueryLanguage, StateMachine, StateType};
use json::edit::Step;
use json::{Object, Value};
use text::Edit;

/// Why a text cannot be the value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is no number.
    NoNumber,
    /// It is no JSON.
    NoJson,
}

/// Set a field of a section to what a person wrote; empty removes it, and an empty `Next` ends
/// the flow.
pub fn set(machine: &StateMachine, section: &Section, field: &Field, text: &str) -> Result<Vec<Edit>, Refused> {
    let path = steps(&section.path);
    let mut draft = Draft::of(&machine.document);
    match value_of(field, text)? {
        Some(value) if is_way_on(section.shape, field) => draft.replace_member(&path, "End", "Next", value),
        Some(value) => draft.set(&[&path[..], &[Step::Key(field.name)]].concat(), value),
        None if is_way_on(section.shape, field) => draft.replace_member(&path, "Next", "End", true),
        None => draft.remove(&[&path[..], &[Step::Key(field.name)]].concat()),
    }
    Ok(draft.into_edits())
}

/// Add a field, with a value to begin with.
pub fn add_field(machine: &StateMachine, section: &Section, field: &Field) -> Vec<Edit> {
    let path = [steps(&section.path), vec![Step::Key(field.name)]].concat();
    json::edit::set(&machine.document, &path, &first_value(machine, section, field))
}

/// Add an entry to a list of objects, which need not be there yet.
pub fn add_item(machine: &StateMachine, section: &Section, list: &Field) -> Vec<Edit> {
    let ValueKind::Objects(shape, _) = list.value else { return Vec::new() };
    let path = [steps(&section.path), vec![Step::Key(list.name)]].concat();
    let root = machine.document.root.as_ref();
    let there = root.and_then(|root| json::edit::follow(root, &path));
    let mut item = first_object(machine, section, shape);
    let Some(there) = there else { return json::edit::set(&machine.document, &path, &vec![item].into()) };
    let count = there.items().len();
    if !there.items().last().is_some_and(is_for_all_errors) {
        return json::edit::insert_item(&machine.document, &path, count, &item);
    }
    // The entry for all errors must be the last, and what is before it is for some of them.
    if let Some(mut fields) = item.as_object().cloned() {
        fields.insert("ErrorEquals", vec![Value::from("States.TaskFailed")].into());
        item = fields.into();
    }
    json::edit::insert_item(&machine.document, &path, count - 1, &item)
}

fn is_for_all_errors(entry: &json::Node) -> bool {
    let names = entry.get("ErrorEquals").map(json::Node::items).unwrap_or_default();
    names.iter().any(|name| name.as_str() == Some("States.ALL"))
}

/// Remove a section, and a list with its last entry if it may be left out.
pub fn remove(machine: &StateMachine, section: &Section) -> Vec<Edit> {
    let path = steps(&section.path);
    let list = match path.split_last() {
        Some((Step::Index(_), list)) => Some(list),
        _ => None,
    };
    let root = machine.document.root.as_ref();
    let entries = list.and_then(|list| json::edit::follow(root?, list)).map_or(0, |list| list.items().len());
    let is_optional = matches!(section.shape, Shape::Retrier | Shape::Catcher);
    match list {
        Some(list) if entries == 1 && is_optional => json::edit::remove(&machine.document, list),
        _ => json::edit::remove(&machine.document, &path),
    }
}

/// What a text means in a field; nothing for no field.
fn value_of(field: &Field, text: &str) -> Result<Option<Value>, Refused> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let is_expression = text.starts_with("{%");
    Ok(Some(match field.value {
        _ if is_expression => text.into(),
        ValueKind::Integer { .. } | ValueKind::Number { .. } | ValueKind::Operand(OperandType::Numeric) => {
            json::parse_value(text).ok().filter(|value| value.as_number().is_some()).ok_or(Refused::NoNumber)?
        }
        ValueKind::Boolean | ValueKind::True | ValueKind::Operand(OperandType::Boolean) => (text == "true").into(),
        ValueKind::Condition if matches!(text, "true" | "false") => (text == "true").into(),
        ValueKind::NullablePath | ValueKind::NullableReferencePath if text == "null" => Value::Null,
        ValueKind::ErrorNames | ValueKind::Texts => {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(Value::from).collect::<Vec<_>>().into()
        }
        ValueKind::Template
        | ValueKind::ObjectTemplate
        | ValueKind::Arguments
        | ValueKind::Items
        | ValueKind::Json
        | ValueKind::States
        | ValueKind::Object(_)
        | ValueKind::Objects(..) => json::parse_value(text).map_err(|_| Refused::NoJson)?,
        _ => text.into(),
    }))
}

/// What a new field holds to begin with: the least that is valid.
fn first_value(machine: &StateMachine, section: &Section, field: &Field) -> Value {
    match field.value {
        ValueKind::Text | ValueKind::Resource | ValueKind::Operand(OperandType::String) => "".into(),
        ValueKind::StateName => first_target(machine, section).into(),
        ValueKind::Words(words) => words.first().copied().unwrap_or_default().into(),
        ValueKind::Boolean | ValueKind::True | ValueKind::Operand(OperandType::Boolean) => true.into(),
        ValueKind::Integer { min, .. } => min.max(1).into(),
        ValueKind::Number { min, .. } => min.max(1.0).into(),
        ValueKind::Timestamp | ValueKind::Operand(OperandType::Timestamp) => "2030-01-01T00:00:00Z".into(),
        ValueKind::Operand(OperandType::Numeric) => 0.into(),
        ValueKind::NullablePath
        | ValueKind::ReferencePath
        | ValueKind::NullableReferencePath
        | ValueKind::PathOrIntrinsic => "$".into(),
        ValueKind::Condition => "{% true %}".into(),
        ValueKind::ErrorNames => vec![Value::from("States.ALL")].into(),
        ValueKind::Texts | ValueKind::Items => Vec::new().into(),
        ValueKind::Template
        | ValueKind::ObjectTemplate
        | ValueKind::Arguments
        | ValueKind::Json
        | ValueKind::States => Object::new().into(),
        ValueKind::Object(shape) => first_object(machine, section, shape),
        ValueKind::Objects(shape, _) => vec![first_object(machine, section, shape)].into(),
    }
}

/// An object with the fields that it must have.
fn first_object(machine: &StateMachine, section: &Section, shape: Shape) -> Value {
    if matches!(shape, Shape::Branch | Shape::ItemProcessor) {
        let name = crate::names::Names::of(machine).take("Pass");
        let state = Value::from([("Type", StateType::Pass.name().into()), ("End", true.into())]);
        return Value::from([("StartAt", name.as_str().into()), ("States", Value::from([(&*name, state)]))]);
    }
    let language = machine.state(section.state).query_language;
    let required = shape.fields_in(language).filter(|field| field.required);
    let mut fields: Object = required.map(|field| (field.name.into(), first_value(machine, section, field))).collect();
    if matches!(shape, Shape::ChoiceRule | Shape::NestedRule) && language == QueryLanguage::JsonPath {
        let next = fields.remove("Next");
        fields.insert("Variable", "$.value".into());
        fields.insert("IsPresent", true.into());
        next.into_iter().for_each(|next| fields.insert("Next", next));
    }
    fields.into()
}

/// The last state of the container that is not the form's own.
fn first_target(machine: &StateMachine, section: &Section) -> String {
    let siblings = machine.container(machine.state(section.state).container).states.iter();
    let other = siblings.rev().find(|&&sibling| sibling != section.state);
    other.map_or_else(String::new, |&other| machine.state(other).name.to_string())
}

fn steps(path: &[Key]) -> Vec<Step<'_>> {
    path.iter().map(Key::step).collect()
}
