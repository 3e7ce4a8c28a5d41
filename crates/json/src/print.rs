//! JSON text out.

use crate::Value;
use std::fmt::Write;

/// The compact text, as AWS writes payloads: no blanks, keys in order.
pub fn print(value: &Value) -> String {
    let mut out = String::new();
    write_compact(value, &mut out);
    out
}

/// The text with one member or item a line, indented by two blanks a level.
pub fn print_pretty(value: &Value) -> String {
    let mut out = String::new();
    write_pretty(value, 0, &mut out);
    out
}

/// `text` as a JSON string, quotes included.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    write_quoted(text, &mut out);
    out
}

/// Length in bytes of [`quote`]'s result.
pub(crate) fn quoted_len(text: &str) -> usize {
    2 + text
        .bytes()
        .map(|byte| match byte {
            b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 0x08 | 0x0c => 2,
            0..=0x1f => 6,
            _ => 1,
        })
        .sum::<usize>()
}

fn write_compact(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => _ = write!(out, "{number}"),
        Value::String(text) => write_quoted(text, out),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_compact(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (at, (key, member)) in members.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_quoted(key, out);
                out.push(':');
                write_compact(member, out);
            }
            out.push('}');
        }
    }
}

fn write_pretty(value: &Value, level: usize, out: &mut String) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                start_line(at, level + 1, out);
                write_pretty(item, level + 1, out);
            }
            end_lines(level, ']', out);
        }
        Value::Object(members) if !members.is_empty() => {
            out.push('{');
            for (at, (key, member)) in members.iter().enumerate() {
                start_line(at, level + 1, out);
                write_quoted(key, out);
                out.push_str(": ");
                write_pretty(member, level + 1, out);
            }
            end_lines(level, '}', out);
        }
        _ => write_compact(value, out),
    }
}

fn start_line(at: usize, level: usize, out: &mut String) {
    out.push_str(if at > 0 { ",\n" } else { "\n" });
    out.extend(std::iter::repeat_n("  ", level));
}

fn end_lines(level: usize, close: char, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", level));
    out.push(close);
}

fn write_quoted(text: &str, out: &mut String) {
    out.push('"');
    let mut plain_from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0x08 => "\\b",
            0x0c => "\\f",
            0..=0x1f => "",
            _ => continue,
        };
        out.push_str(&text[plain_from..at]);
        plain_from = at + 1;
        if escape.is_empty() {
            _ = write!(out, "\\u{byte:04x}");
        } else {
            out.push_str(escape);
        }
    }
    out.push_str(&text[plain_from..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_value;

    #[test]
    fn text_prints_as_it_was_read_and_its_size_is_known() {
        for text in
            [r#"{"b":1,"a":[true,false,null,"x\ny\"\\\u0001é警😀"],"c":{},"d":[]}"#, "[1,-2,3.5,1.0E10]", r#""""#]
        {
            let value = parse_value(text).unwrap();
            assert_eq!(print(&value), text);
            assert_eq!(value.bytes(), text.len(), "{text}");
            assert_eq!(parse_value(&print_pretty(&value)).unwrap(), value);
        }
    }
}
