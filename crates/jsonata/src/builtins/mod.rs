//! The built-in functions.

mod array;
mod base64;
mod datetime;
mod eval;
mod format_number;
mod higher_order;
mod integer;
mod matching;
mod number;
mod object;
mod step_functions;
mod stringify;
mod table;
mod text;
mod url;

pub(crate) use eval::is_eval;
pub(crate) use matching::{next_match, run_regex};
pub(crate) use stringify::{append_text, message_text, string_of, to_text};
pub(crate) use table::{BUILTINS, BuiltinFunction, find, index_of, signature, transform_signature};
pub(crate) use url::lone_surrogate;

use crate::error::Fault;
use crate::value::Item;

/// The arguments of a call, after the signature was applied to them.
pub(crate) type Arguments = Vec<Item>;

/// A number argument; `None` when it is missing.
fn number_argument(arguments: &[Item], at: usize) -> Option<f64> {
    arguments.get(at).and_then(Item::number)
}

/// What `$boolean` makes of a value that is not undefined.
pub(crate) fn boolean_of(item: &Item) -> Result<bool, Fault> {
    Ok(match item {
        Item::Undefined | Item::Null | Item::Function(_) => false,
        Item::Bool(value) => *value,
        Item::String(text) => !text.is_empty(),
        Item::Number(number) if number.is_infinite() => {
            return Err(Fault::new("D1001").value(item));
        }
        Item::Number(number) => *number != 0.0 && !number.is_nan(),
        Item::Exact(number) => number.as_f64() != 0.0,
        Item::Object(object) => !object.is_empty(),
        Item::Record(record) => !record.members().is_empty(),
        Item::Tuple(_) => true,
        Item::Array(_) | Item::List(_) => return any_truthy(item, json::MAX_DEPTH),
    })
}

/// Is any item true? The reference looks at all of them, so that an error in the last is seen.
fn any_truthy(array: &Item, depth: u32) -> Result<bool, Fault> {
    if depth == 0 {
        return Err(Fault::new("U1001").text("The value nests too deeply"));
    }
    let mut found = false;
    for item in array.as_items().iter() {
        found |= if item.is_array() { any_truthy(&item, depth - 1)? } else { boolean_of(&item)? };
    }
    Ok(found)
}

/// Does a condition hold?
#[inline]
pub(crate) fn is_truthy(item: &Item) -> Result<bool, Fault> {
    match item {
        Item::Bool(value) => Ok(*value),
        other => boolean_of(other),
    }
}

/// JavaScript's own idea of truth, where the reference lets it through.
pub(crate) fn is_javascript_truthy(item: &Item) -> bool {
    match item {
        Item::Undefined | Item::Null => false,
        Item::Bool(value) => *value,
        Item::String(text) => !text.is_empty(),
        other => other.number().is_none_or(|number| number != 0.0 && !number.is_nan()),
    }
}
