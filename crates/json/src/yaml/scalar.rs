//! What an unquoted scalar means: the core schema of YAML 1.2.

use crate::{NodeKind, Number, StringNode};
use std::str::FromStr;

/// The value of a plain scalar; `None` for a string.
pub(crate) fn typed(text: &str) -> Option<NodeKind> {
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => NodeKind::Null,
        "true" | "True" | "TRUE" => NodeKind::Bool(true),
        "false" | "False" | "FALSE" => NodeKind::Bool(false),
        _ => NodeKind::Number(number(text)?),
    })
}

/// `12`, `-1`, `0o17`, `0x1F`, `1.5`, `.5`, `1e3`
pub(super) fn number(text: &str) -> Option<Number> {
    if let Some(digits) = text.strip_prefix("0o") {
        return i64::from_str_radix(digits, 8).ok().filter(|_| !digits.starts_with(['+', '-'])).map(Number::Int);
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return i64::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with(['+', '-'])).map(Number::Int);
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if unsigned.is_empty() || !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return whole(text, unsigned);
    }
    let is_float = unsigned.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'-' | b'+'));
    f64::from_str(text).ok().filter(|value| is_float && value.is_finite()).map(Number::Float)
}

/// In YAML 1.2, leading zeros mean nothing.
fn whole(text: &str, digits: &str) -> Option<Number> {
    let digits = digits.trim_start_matches('0');
    let sign = if text.starts_with('-') { "-" } else { "" };
    Number::parse(&format!("{sign}{}", if digits.is_empty() { "0" } else { digits }))
}

/// A node for a scalar with one of YAML's own tags: `!!str 1`. `None` for other tags.
pub(super) fn with_core_tag(suffix: &str, string: &StringNode) -> Option<NodeKind> {
    let text = &*string.value;
    match suffix {
        "str" | "timestamp" | "binary" => Some(NodeKind::String(string.clone())),
        "null" => Some(NodeKind::Null),
        "bool" => typed(text).filter(|kind| matches!(kind, NodeKind::Bool(_))),
        "int" => typed(text).filter(|kind| matches!(kind, NodeKind::Number(Number::Int(_) | Number::Big(_)))),
        "float" => number(text).and_then(|number| Number::from_f64(number.as_f64())).map(NodeKind::Number),
        _ => None,
    }
}
