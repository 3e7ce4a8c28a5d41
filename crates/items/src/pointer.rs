//! JSON Pointer (RFC 6901), for `ItemsPointer`.

use json::Value;

/// The value that `pointer` finds, such as `/a/b/0`.
pub(crate) fn find<'a>(value: &'a Value, pointer: &str) -> Option<&'a Value> {
    pointer.strip_prefix('/')?.split('/').try_fold(value, |value, token| {
        let token = token.replace("~1", "/").replace("~0", "~");
        match value {
            Value::Array(items) => items.get(token.parse::<usize>().ok()?),
            _ => value.get(&token),
        }
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn tokens_are_unescaped() {
        let value = json::parse_value(r#"{"a/b":[{"~":7}]}"#).unwrap();
        assert_eq!(super::find(&value, "/a~1b/0/~0"), Some(&7.into()));
        assert_eq!(super::find(&value, "a"), None);
        assert_eq!(super::find(&value, "/a~1b/9"), None);
    }
}
