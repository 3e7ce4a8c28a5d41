//! What happened during one evaluation: the value of every sub-expression, and where the result came from.

mod origins;
mod tracer;

pub(crate) use tracer::Tracer;

use json::Value;
use text::Span;

/// The record of one evaluation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// Sub-expressions in the order they were finished; one in a loop comes once per turn.
    pub values: Vec<TracedValue>,
    /// Which parts of the result were taken from which parts of the input.
    pub origins: Vec<Origin>,
    /// Were there more values than a trace keeps?
    pub truncated: bool,
}

/// The value of one sub-expression.
#[derive(Clone, Debug, PartialEq)]
pub struct TracedValue {
    /// Which sub-expression, in bytes of the expression.
    pub span: Span,
    /// Its value; `None` for undefined and for functions.
    pub value: Option<Value>,
}

/// A part of the result, and the input nodes it was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// Where in the result.
    pub output: Vec<Segment>,
    /// What it was taken or computed from; empty for a constant.
    pub inputs: Vec<InputNode>,
    /// Is the output the input node itself, unchanged?
    pub is_copy: bool,
}

/// A node in the value of a variable, such as `$states.input.order[0]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputNode {
    /// The variable it is in: `states`; empty for the top-level input.
    pub variable: String,
    /// Where in the variable's value.
    pub path: Vec<Segment>,
}

/// One step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Into a member of an object.
    Key(json::Text),
    /// Into an element of an array.
    Index(usize),
}
