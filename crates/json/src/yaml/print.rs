//! YAML text out, in block style.

use super::{scalar, trap};
use crate::Value;

/// The value as a YAML text: one member or item a line, strings in quotes only where they
/// need them, several lines as a block.
pub fn print_yaml(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Object(members) if !members.is_empty() => write_block(value, "", "  ", &mut out),
        Value::Array(items) if !items.is_empty() => write_block(value, "", "  ", &mut out),
        _ => {
            write_value(value, "", "  ", &mut out);
            out = out.trim_start_matches(' ').to_owned();
        }
    }
    out.push('\n');
    out
}

/// What stands behind `key:` or `-`: a blank and a scalar, or the lines of a block, indented
/// one `unit` deeper than `indent`.
pub(crate) fn write_value(value: &Value, indent: &str, unit: &str, out: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            let inner = format!("{indent}{unit}");
            out.push('\n');
            out.push_str(&inner);
            write_block(value, &inner, unit, out);
        }
        Value::Array(items) if !items.is_empty() => {
            let inner = format!("{indent}{unit}");
            out.push('\n');
            out.push_str(&inner);
            write_block(value, &inner, unit, out);
        }
        Value::String(text) => {
            out.push(' ');
            write_string(text, indent, unit, out);
        }
        _ => {
            out.push(' ');
            out.push_str(&value.to_string());
        }
    }
}

/// The lines of an object or array that is not empty. The first one gets no indentation: it
/// may follow a dash.
pub(crate) fn write_block(value: &Value, indent: &str, unit: &str, out: &mut String) {
    match value {
        Value::Object(members) => {
            for (at, (key, member)) in members.iter().enumerate() {
                start_line(at, indent, out);
                write_member(key, member, indent, unit, out);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                start_line(at, indent, out);
                write_item(item, indent, unit, out);
            }
        }
        _ => {}
    }
}

/// `key: value`
pub(crate) fn write_member(key: &str, value: &Value, indent: &str, unit: &str, out: &mut String) {
    out.push_str(&quote_if_needed(key));
    out.push(':');
    write_value(value, indent, unit, out);
}

/// `- value`; a block begins on the line of its dash.
pub(crate) fn write_item(item: &Value, indent: &str, unit: &str, out: &mut String) {
    let is_block = match item {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    out.push('-');
    if is_block {
        out.push(' ');
        write_block(item, &format!("{indent}  "), unit, out);
    } else {
        write_value(item, indent, unit, out);
    }
}

fn start_line(at: usize, indent: &str, out: &mut String) {
    if at > 0 {
        out.push('\n');
        out.push_str(indent);
    }
}

fn write_string(text: &str, indent: &str, unit: &str, out: &mut String) {
    if !fits_block(text) {
        out.push_str(&quote_if_needed(text));
        return;
    }
    out.push_str(if text.ends_with('\n') { "|" } else { "|-" });
    for line in text.lines() {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(indent);
            out.push_str(unit);
            out.push_str(line);
        }
    }
}

/// Can the text be a literal block that gives it back? A first line that is indented, and
/// blank lines at the end, would need an indicator.
fn fits_block(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    body.contains('\n')
        && !body.starts_with([' ', '\n'])
        && !body.ends_with('\n')
        && text.lines().all(|line| line.is_empty() || !line.trim().is_empty())
        && text.chars().all(|c| c == '\n' || is_printable(c))
}

/// The text unquoted where every reader takes it for this string, else in double quotes.
pub(crate) fn quote_if_needed(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quote(text) }
}

fn is_plain(text: &str) -> bool {
    !text.starts_with(|c: char| "-?:,[]{}#&*!|>'\"%@`<=".contains(c))
        && !text.starts_with("...")
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && text.trim() == text
        && text.chars().all(is_printable)
        && scalar::typed(text).is_none()
        && trap::meaning_in_1_1(text).is_none()
}

fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

/// A JSON string, with what YAML calls unprintable escaped too.
fn quote(text: &str) -> String {
    let quoted = crate::quote(text);
    if quoted.chars().all(is_printable) {
        return quoted;
    }
    quoted.chars().map(|c| if is_printable(c) { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) }).collect()
}
