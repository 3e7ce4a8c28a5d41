//! JSON text and objects.

use super::string;
use json::{Value, parse_value};

pub(crate) fn merge(arguments: &[Value]) -> Result<Value, String> {
    let [Value::Object(first), Value::Object(second), deep] = arguments else {
        return Err("Two objects are expected".into());
    };
    if *deep != Value::Bool(false) {
        return Err("Only the shallow mode is supported; the last argument must be false".into());
    }
    let mut merged = first.clone();
    for (key, value) in second.iter() {
        merged.insert(key.clone(), value.clone());
    }
    Ok(merged.into())
}

pub(crate) fn to_string(arguments: &[Value]) -> Result<Value, String> {
    Ok(arguments[0].to_string().into())
}

/// A blank text gives `null` (recorded).
pub(crate) fn from_string(arguments: &[Value]) -> Result<Value, String> {
    let text = string(&arguments[0])?;
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    parse_value(text).map_err(|error| format!("The text is not JSON: {} at offset {}", error.message, error.offset))
}
