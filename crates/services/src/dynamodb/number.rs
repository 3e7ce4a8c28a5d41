//! DynamoDB numbers, which travel as texts.

use json::{Number, Value};

/// The number of a typed attribute `{"N": "42"}`.
pub(super) fn of(attribute: &Value) -> Option<Number> {
    Number::parse(attribute.get("N")?.as_str()?.trim())
}

/// A typed attribute of a sum or difference.
pub(super) fn sum(a: &Number, b: &Number, subtract: bool) -> Value {
    let text = match (a.as_i64(), b.as_i64()) {
        (Some(a), Some(b)) => (if subtract { a.checked_sub(b) } else { a.checked_add(b) }).map(|sum| sum.to_string()),
        _ => None,
    };
    let float = if subtract { a.as_f64() - b.as_f64() } else { a.as_f64() + b.as_f64() };
    let text = text.or_else(|| Some(Number::from_f64(float)?.to_string())).unwrap_or_default();
    Value::from([("N", text.into())])
}
