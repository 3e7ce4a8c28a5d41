//! Wait.

use crate::Located;
use crate::fields::Fields;
use json::{NodeKind, Text};
use jsonata::Expression;
use jsonpath::QualifiedPath;

/// How long a Wait waits.
#[derive(Clone, Debug)]
pub enum Wait {
    /// `Seconds`
    Seconds(f64),
    /// `SecondsPath`
    SecondsPath(Located<QualifiedPath>),
    /// `Seconds` as a JSONata expression
    SecondsJsonata(Located<Expression>),
    /// `Timestamp`
    Timestamp(Text),
    /// `TimestampPath`
    TimestampPath(Located<QualifiedPath>),
    /// `Timestamp` as a JSONata expression
    TimestampJsonata(Located<Expression>),
    /// None of them, or one that could not be read.
    Invalid,
}

pub(crate) fn lower(fields: &mut Fields<'_>) -> Wait {
    let seconds = fields.node.get("Seconds");
    let timestamp = fields.node.get("Timestamp");
    if let Some(path) = fields.located_path("SecondsPath") {
        return Wait::SecondsPath(path);
    }
    if let Some(path) = fields.located_path("TimestampPath") {
        return Wait::TimestampPath(path);
    }
    if let Some(NodeKind::Number(number)) = seconds.map(|node| &node.kind) {
        return Wait::Seconds(number.as_f64());
    }
    if let Some(expression) = fields.jsonata("Seconds") {
        return Wait::SecondsJsonata(expression);
    }
    if let Some(expression) = fields.jsonata("Timestamp") {
        return Wait::TimestampJsonata(expression);
    }
    timestamp.and_then(|node| node.as_string()).map_or(Wait::Invalid, |text| Wait::Timestamp(text.value.clone()))
}
