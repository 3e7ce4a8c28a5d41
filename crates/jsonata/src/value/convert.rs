//! From JSON and back.

use super::{Item, members, number_text};
use crate::Dialect;
use json::{Array, MAX_DEPTH, Number, Object, Value};

/// Whole numbers beyond this lose digits as doubles.
const EXACT_UP_TO: i64 = 1 << 53;

/// A JSON value as an item; constant time.
pub(crate) fn from_json(value: &Value) -> Item {
    match value {
        Value::Null => Item::Null,
        Value::Bool(value) => Item::Bool(*value),
        Value::Number(number) => from_number(number),
        Value::String(text) => Item::String(text.clone()),
        Value::Array(array) => Item::Array(array.clone()),
        Value::Object(object) => Item::Object(object.clone()),
    }
}

// A number that an expression only passes on must come out as it went in, if it fits 64 bits;
// else it is a double, on AWS too (floci#2790).
fn from_number(number: &Number) -> Item {
    match number {
        Number::Big(_) => Item::Number(number.as_f64()),
        Number::Int(whole) if (-EXACT_UP_TO..=EXACT_UP_TO).contains(whole) => Item::Number(*whole as f64),
        Number::Float(double) if double.fract() != 0.0 => Item::Number(*double),
        other => Item::Exact(other.clone()),
    }
}

/// Why an item has no JSON form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotJson {
    /// It nests deeper than JSON values may.
    TooDeep,
}

/// The JSON form as `JSON.stringify` has it: functions are left out of objects and become null
/// in arrays, as do numbers that are not finite. `Ok(None)` for undefined and for functions.
pub(crate) fn to_json(item: &Item, dialect: Dialect) -> Result<Option<Value>, NotJson> {
    convert(item, dialect, MAX_DEPTH)
}

/// A number without JSON form is null, or its name on AWS (measured by others, floci#2737).
fn number(number: f64, dialect: Dialect) -> Value {
    match (Number::from_f64(number), dialect) {
        (Some(number), _) => Value::Number(number),
        (None, Dialect::Reference) => Value::Null,
        (None, Dialect::StepFunctions) => number_text(number).into(),
    }
}

fn convert(item: &Item, dialect: Dialect, depth: u32) -> Result<Option<Value>, NotJson> {
    if depth == 0 {
        return Err(NotJson::TooDeep);
    }
    Ok(Some(match item {
        Item::Undefined | Item::Function(_) => return Ok(None),
        Item::Null => Value::Null,
        Item::Bool(value) => Value::Bool(*value),
        Item::Number(double) => number(*double, dialect),
        Item::Exact(number) => Value::Number(number.clone()),
        Item::String(text) => Value::String(text.clone()),
        Item::Array(array) => fits(array.depth(), depth, Value::Array(array.clone()))?,
        Item::Object(object) => fits(object.depth(), depth, Value::Object(object.clone()))?,
        Item::List(list) => {
            let item = |item| convert_or_null(item, dialect, depth - 1);
            let items: Result<Vec<_>, _> = list.items.iter().map(item).collect();
            Value::Array(Array::from(items?))
        }
        Item::Record(_) | Item::Tuple(_) => {
            let mut object = Object::new();
            for (key, member) in members(item) {
                if let Some(value) = convert(&member, dialect, depth - 1)? {
                    object.insert(key, value);
                }
            }
            Value::Object(object)
        }
    }))
}

fn convert_or_null(item: &Item, dialect: Dialect, depth: u32) -> Result<Value, NotJson> {
    Ok(convert(item, dialect, depth)?.unwrap_or(Value::Null))
}

fn fits(levels: u32, depth: u32, value: Value) -> Result<Value, NotJson> {
    if levels > depth { Err(NotJson::TooDeep) } else { Ok(value) }
}
