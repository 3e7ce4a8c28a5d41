//! What happened during one evaluation: the value of every sub-expression, and where the result came from.

use crate::value::{Item, to_json};
use json::Value;
use std::cell::RefCell;
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

/// Values a trace keeps at most; a loop over a long array would fill the memory.
const MAX_VALUES: usize = 10_000;

/// Gathers a [`Trace`] while an expression is evaluated.
#[derive(Default)]
pub(crate) struct Tracer {
    trace: Trace,
    variables: RefCell<Vec<(String, Value)>>,
}

impl Tracer {
    /// A sub-expression has a value.
    pub(crate) fn record(&mut self, span: Span, item: &Item) {
        if self.trace.values.len() >= MAX_VALUES {
            self.trace.truncated = true;
            return;
        }
        let value = to_json(item).ok().flatten();
        self.trace.values.push(TracedValue { span, value });
    }

    /// A variable from outside was read.
    pub(crate) fn note_variable(&self, name: &str, value: &Value) {
        self.variables.borrow_mut().push((name.to_owned(), value.clone()));
    }

    pub(crate) fn finish(self) -> Trace {
        self.trace
    }
}
