//! A JSON file: an array, or an object as pairs.

use crate::{ReadError, pointer};
use json::Value;

/// An array's elements, or an object's members as `{"Key", "Value"}` pairs (AWS page "ItemReader":
/// a Map over an object's entries).
pub(crate) fn read(text: &str, pointer: Option<&str>, limit: usize) -> Result<Vec<Value>, ReadError> {
    let file = json::parse_value(text)
        .map_err(|error| ReadError::new(format!("The file is not valid JSON: {error} at byte {}", error.offset)))?;
    let found = match pointer {
        None | Some("") => Some(&file),
        Some(pointer) => pointer::find(&file, pointer),
    };
    match found {
        Some(Value::Array(items)) => Ok(items.iter().take(limit).cloned().collect()),
        Some(Value::Object(members)) if pointer.is_some() => {
            let pairs = members
                .iter()
                .map(|(key, value)| Value::from([("Key", Value::String(key.clone())), ("Value", value.clone())]));
            Ok(pairs.take(limit).collect())
        }
        _ => Err(ReadError::new("Attempting to map over non-iterable node.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_is_found_at_the_top_or_at_the_pointer() {
        for (text, pointer, expected) in [
            ("[1,2,3]", None, "[1,2,3]"),
            (r#"{"a":{"b":[4]}}"#, Some("/a/b"), "[4]"),
            (r#"{"a":{"x":1,"y":2}}"#, Some("/a"), r#"[{"Key":"x","Value":1},{"Key":"y","Value":2}]"#),
            (r#"{"a":1}"#, None, "Attempting to map over non-iterable node."),
            (r#"{"a":[1]}"#, Some("/b"), "Attempting to map over non-iterable node."),
        ] {
            let items = read(text, pointer, usize::MAX);
            assert_eq!(
                items.map_or_else(|error| error.cause, |items| Value::from(items).to_string()),
                expected,
                "{text}"
            );
        }
        assert!(read("[1,", None, 9).is_err());
        assert_eq!(read("[1,2,3]", None, 2).unwrap().len(), 2);
    }
}
