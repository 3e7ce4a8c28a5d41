//! Retriers and Catchers.

use crate::fields::Fields;
use crate::{Assignment, QueryLanguage, ResultPath, Target, Template};
use json::{Node, NodeKind, Text};
use text::Span;

/// One entry of `Retry`. The defaults are the specification's.
#[derive(Clone, Debug)]
pub struct Retrier {
    /// `ErrorEquals`
    pub error_equals: Vec<Text>,
    /// `IntervalSeconds`: seconds before the first retry; 1 by default.
    pub interval_seconds: f64,
    /// `MaxAttempts`: how many retries; 3 by default.
    pub max_attempts: u64,
    /// `BackoffRate`: factor from one retry's interval to the next; 2.0 by default.
    pub backoff_rate: f64,
    /// `MaxDelaySeconds`: the longest interval in seconds.
    pub max_delay_seconds: Option<f64>,
    /// `JitterStrategy`; `NONE` by default.
    pub jitter_strategy: JitterStrategy,
    /// Place of the entry.
    pub span: Span,
}

/// `JitterStrategy`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JitterStrategy {
    /// `NONE`: wait exactly the computed interval.
    #[default]
    None,
    /// `FULL`: wait a random time between 0 and the computed interval.
    Full,
}

/// One entry of `Catch`.
#[derive(Clone, Debug)]
pub struct Catcher {
    /// `ErrorEquals`
    pub error_equals: Vec<Text>,
    /// `Next`
    pub next: Option<Target>,
    /// `ResultPath` (JSONPath): where in the state input the error output goes.
    pub result_path: ResultPath,
    /// `Output` (JSONata)
    pub output: Option<Template>,
    /// `Assign`
    pub assign: Vec<Assignment>,
    /// Place of the entry.
    pub span: Span,
}

pub(crate) fn lower_retry(fields: &mut Fields<'_>) -> Vec<Retrier> {
    let retriers = fields.node.get("Retry").map(Node::items).unwrap_or_default();
    retriers
        .iter()
        .map(|node| Retrier {
            error_equals: error_equals(node),
            interval_seconds: number(node, "IntervalSeconds").unwrap_or(1.0),
            max_attempts: number(node, "MaxAttempts").map_or(3, |attempts| attempts as u64),
            backoff_rate: number(node, "BackoffRate").unwrap_or(2.0),
            max_delay_seconds: number(node, "MaxDelaySeconds"),
            jitter_strategy: match node.get("JitterStrategy").and_then(Node::as_str) {
                Some("FULL") => JitterStrategy::Full,
                _ => JitterStrategy::None,
            },
            span: node.span,
        })
        .collect()
}

pub(crate) fn lower_catch(fields: &mut Fields<'_>) -> Vec<Catcher> {
    let node = fields.node;
    let catchers = node.get("Catch").map(Node::items).unwrap_or_default();
    (0..)
        .zip(catchers)
        .map(|(index, node): (usize, &Node)| {
            let mut fields = fields.inside(node, &format!("Catch[{index}]"));
            let jsonata = fields.language == QueryLanguage::Jsonata;
            Catcher {
                error_equals: error_equals(node),
                next: node.get("Next").and_then(Target::lower),
                result_path: if jsonata { ResultPath::Whole } else { fields.result_path("ResultPath") },
                output: if jsonata { fields.template("Output") } else { None },
                assign: fields.assign(),
                span: node.span,
            }
        })
        .collect()
}

fn error_equals(node: &Node) -> Vec<Text> {
    let names = node.get("ErrorEquals").map(Node::items).unwrap_or_default();
    names.iter().filter_map(|name| Some(name.as_string()?.value.clone())).collect()
}

fn number(node: &Node, field: &str) -> Option<f64> {
    match &node.get(field)?.kind {
        NodeKind::Number(number) => Some(number.as_f64()),
        _ => None,
    }
}
