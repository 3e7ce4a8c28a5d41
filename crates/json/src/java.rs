//! Values as Java's `toString` prints them.

use crate::Value;
use std::fmt::Write;

/// The text that `toString` of Java's collections gives: `{a=1, b=[x, null]}`. AWS shows it
/// in error messages, and in strings that `States.Format` makes of objects.
pub fn print_java(value: &Value) -> String {
    let mut out = String::new();
    write_java(value, &mut out);
    out
}

fn write_java(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => _ = write!(out, "{value}"),
        Value::Number(number) => _ = write!(out, "{number}"),
        Value::String(text) => out.push_str(text),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                write_java(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (at, (key, member)) in members.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                _ = write!(out, "{key}=");
                write_java(member, out);
            }
            out.push('}');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::print_java;
    use crate::parse_value;

    #[test]
    fn collections_print_as_java_prints_them() {
        for (json, printed) in [
            (r#"{"a":1,"b":["x",null,1.0],"c":{}}"#, "{a=1, b=[x, null, 1.0], c={}}"),
            (r#""text""#, "text"),
            ("[]", "[]"),
        ] {
            assert_eq!(print_java(&parse_value(json).unwrap()), printed);
        }
    }
}
