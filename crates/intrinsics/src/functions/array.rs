//! Arrays.

use super::{integer, items};
use json::Value;
use std::collections::HashSet;

/// Most items of a range (Developer Guide, `States.ArrayRange`).
const MAX_RANGE: usize = 1000;

pub(crate) fn array(arguments: &[Value]) -> Result<Value, String> {
    Ok(arguments.to_vec().into())
}

pub(crate) fn contains(arguments: &[Value]) -> Result<Value, String> {
    Ok(items(&arguments[0])?.contains(&arguments[1]).into())
}

pub(crate) fn get_item(arguments: &[Value]) -> Result<Value, String> {
    let (items, index) = (items(&arguments[0])?, integer(&arguments[1])?);
    let item = usize::try_from(index).ok().and_then(|place| items.get(place));
    item.cloned().ok_or_else(|| format!("The index {index} is outside the array of {} items", items.len()))
}

pub(crate) fn length(arguments: &[Value]) -> Result<Value, String> {
    Ok(items(&arguments[0])?.len().into())
}

pub(crate) fn partition(arguments: &[Value]) -> Result<Value, String> {
    let (items, size) = (items(&arguments[0])?, integer(&arguments[1])?);
    let size = usize::try_from(size).ok().filter(|size| *size > 0);
    let size = size.ok_or("The size of the pieces must be a positive number")?;
    Ok(items.chunks(size).map(|piece| Value::from(piece.to_vec())).collect::<Vec<_>>().into())
}

pub(crate) fn range(arguments: &[Value]) -> Result<Value, String> {
    let (first, last, step) = (integer(&arguments[0])?, integer(&arguments[1])?, integer(&arguments[2])?);
    if step == 0 {
        return Err("The step must not be 0".into());
    }
    let is_past = |number: i64| if step > 0 { number > last } else { number < last };
    let mut numbers = Vec::new();
    let mut number = first;
    while !is_past(number) {
        if numbers.len() == MAX_RANGE {
            return Err(format!("The range has more than {MAX_RANGE} items"));
        }
        numbers.push(Value::from(number));
        number += step;
    }
    Ok(numbers.into())
}

pub(crate) fn unique(arguments: &[Value]) -> Result<Value, String> {
    let items = items(&arguments[0])?;
    let mut seen = HashSet::new();
    let mut unique: Vec<Value> = Vec::new();
    for item in items {
        // Scalars by their text, so that a long list takes no quadratic time.
        let is_new = match item {
            Value::String(text) => seen.insert(format!("\"{text}")),
            Value::Number(number) => seen.insert(number.as_f64().to_string()),
            _ => !unique.contains(item),
        };
        if is_new {
            unique.push(item.clone());
        }
    }
    Ok(unique.into())
}
