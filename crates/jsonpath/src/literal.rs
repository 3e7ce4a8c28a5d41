//! What filters compare: values of the document and what is typed into the filter, as the library compares them.

use crate::Path;
use crate::cursor::unescape;
use crate::filter_parser::decimal;
use json::{Number, Text, Value};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::rc::Rc;

/// A value as filters see it.
#[derive(Clone, Debug)]
pub(crate) enum Literal {
    /// A path that leads nowhere: unlike everything, itself included.
    Undefined,
    Null,
    Bool(bool),
    /// A number and its text, with which it compares to strings.
    Number(Number, Text),
    String(Text),
    /// An array or object: from the document (`parsed`), or typed into the filter. A typed one
    /// that is no JSON is `None`.
    Json {
        value: Option<Value>,
        parsed: bool,
    },
    Pattern(Rc<pattern::Pattern>),
    /// An item that looks like a path or JSON; it equals nothing.
    Opaque,
}

impl Literal {
    /// A value from the document.
    pub(crate) fn found(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Number(number) => {
                let text = number.to_string().into();
                Self::Number(number, text)
            }
            Value::String(text) => Self::String(text),
            Value::Array(_) | Value::Object(_) => Self::Json { value: Some(value), parsed: true },
        }
    }

    /// An item of a list; `None` for a list in a list, which the library cannot compare.
    pub(crate) fn item(value: &Value) -> Option<Self> {
        match value {
            Value::Array(_) | Value::Object(_) => None,
            Value::String(text) => Some(Self::string_item(text)),
            scalar => Some(Self::found(scalar.clone())),
        }
    }

    /// In a list, the library takes a string that reads as a path or as JSON for one, and
    /// undoes quotes and escapes in any other.
    fn string_item(text: &str) -> Self {
        let trimmed = text.trim();
        let is_path = trimmed.starts_with(['$', '@']) && Path::parse(trimmed).is_ok();
        let is_json = (trimmed.starts_with('[') && trimmed.ends_with(']')
            || trimmed.starts_with('{') && trimmed.ends_with('}'))
            && crate::lenient::parse(trimmed).is_some();
        if is_path || is_json {
            return Self::Opaque;
        }
        if text.len() < 2 {
            return Self::String(text.into());
        }
        let inner = ['\'', '"'].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote));
        Self::String(unescape(inner.unwrap_or(text), None).into())
    }
}

/// A pattern that matches whole texts only, as the library applies it. Java takes flags at its
/// beginning, too: `(?i)abc`.
pub(crate) fn compile_pattern(source: &str, flags: &str) -> Result<Rc<pattern::Pattern>, String> {
    let inline = source.strip_prefix("(?").and_then(|rest| rest.split_once(')'));
    let (more, source) = inline
        .filter(|(more, _)| !more.is_empty() && more.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .unwrap_or(("", source));
    let flags = format!("{flags}{more}");
    pattern::Pattern::parse(source, &flags)?; // so that an error shows the pattern as it was typed
    // Nothing before, nothing behind: in JavaScript's words, as `^` may mean the start of a line.
    let whole = format!("(?<![^])(?:{source})(?![^])");
    pattern::Pattern::parse(&whole, &flags).map(Rc::new)
}

/// The text that a pattern is held against.
pub(crate) fn pattern_input(literal: &Literal) -> Cow<'_, str> {
    match literal {
        Literal::String(text) | Literal::Number(_, text) => Cow::from(&**text),
        Literal::Bool(value) => value.to_string().into(),
        _ => "".into(),
    }
}

/// Is the item in the list?
pub(crate) fn has(list: &[Literal], item: &Literal) -> bool {
    list.iter().any(|other| loosely_equal(item, other))
}

/// `"1" == 1`: a string on the left compares as text, a number on the left as a number.
pub(crate) fn loosely_equal(left: &Literal, right: &Literal) -> bool {
    match (left, right) {
        (Literal::Null, Literal::Null) => true,
        (Literal::Bool(left), Literal::Bool(right)) => left == right,
        (Literal::Number(left, _), Literal::Number(right, _)) => left == right,
        (Literal::Number(left, _), Literal::String(right)) => decimal(right).is_some_and(|right| *left == right),
        (Literal::String(left), Literal::String(right) | Literal::Number(_, right)) => left == right,
        (Literal::Json { value: left, parsed: true }, Literal::Json { value: right, parsed: true }) => {
            matches!((left, right), (Some(left), Some(right)) if java_equal(left, right))
        }
        _ => false,
    }
}

/// Numbers among themselves, and texts; a number has no order with a text.
pub(crate) fn order(left: &Literal, right: &Literal) -> Option<Ordering> {
    match (left, right) {
        (Literal::Number(left, _), Literal::Number(right, _)) => left.partial_cmp(right),
        (Literal::String(left), Literal::String(right)) => Some(left.encode_utf16().cmp(right.encode_utf16())),
        _ => None,
    }
}

/// As Java's collections compare: `1` and `1.0` are of different classes, so they differ.
pub(crate) fn java_equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| java_equal(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, left)| right.get(key).is_some_and(|right| java_equal(left, right)))
        }
        (Value::Number(left), Value::Number(right)) => {
            matches!(left, Number::Float(_)) == matches!(right, Number::Float(_)) && left == right
        }
        (left, right) => left == right,
    }
}
