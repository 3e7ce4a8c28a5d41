//! A JSON file: an array, or what its `ItemsPointer` finds.

use crate::{Dataset, ReadError, pointer};
use json::Value;

/// The causes are AWS's (recorded; as others found on AWS).
const NOT_ITERABLE: &str = "Attempting to map over non-iterable node.";
const NOTHING_FOUND: &str =
    "The provided ReaderConfig.ItemsPointer does not match any valid path in the JSON structure.";

/// An array's elements; of an object that the pointer finds, the members.
pub(crate) fn read(text: &str, pointer: Option<&str>, limit: usize) -> Result<Dataset, ReadError> {
    let file = json::parse_value(text)
        .map_err(|error| ReadError::new(format!("The file is not valid JSON: {error} at byte {}", error.offset)))?;
    let pointer = pointer.filter(|pointer| !pointer.is_empty());
    let found = match pointer {
        Some(pointer) => pointer::find(&file, pointer).ok_or_else(|| ReadError::new(NOTHING_FOUND))?,
        None => &file,
    };
    match found {
        Value::Array(items) => Ok(items.iter().take(limit).cloned().collect::<Vec<_>>().into()),
        Value::Object(members) if pointer.is_some() => Ok(Dataset::of_members(members, limit)),
        _ => Err(ReadError::new(NOT_ITERABLE)),
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
            (r#"{"a":1}"#, None, NOT_ITERABLE),
            (r#"{"a":[1]}"#, Some("/b"), NOTHING_FOUND),
            (r#"{"a":1}"#, Some("/a"), NOT_ITERABLE),
        ] {
            let items = read(text, pointer, usize::MAX);
            assert_eq!(
                items.map_or_else(|error| error.cause, |items| Value::from(items.into_items()).to_string()),
                expected,
                "{text}"
            );
        }
        assert!(read("[1,", None, 9).is_err());
        assert_eq!(read("[1,2,3]", None, 2).unwrap().values.len(), 2);
    }
}
