//! A Parallel or Map that waits for its branches, iterations or child executions.

use crate::Log;
use crate::strand::StrandId;
use json::{Array, Value};

/// What a Parallel or Map state waits for.
#[derive(Clone, Debug)]
pub(crate) struct Join {
    /// Results so far, by branch or iteration.
    pub(crate) results: Log<Option<Value>>,
    /// How many are not done.
    pub(crate) open: u32,
    /// Branches and iterations in progress, in the order of starting.
    pub(crate) running: Vec<StrandId>,
    /// What a Map still has to start.
    pub(crate) items: Option<Items>,
}

/// The items of an inline Map.
#[derive(Clone, Debug)]
pub(crate) struct Items {
    /// `(index, key, value)` sources: the items themselves.
    pub(crate) values: Array,
    /// Keys, when the items are the members of an object.
    pub(crate) keys: Option<Array>,
    /// The next to start.
    pub(crate) next: u32,
    /// The state's effective input, for the ItemSelector.
    pub(crate) input: Value,
}

impl Join {
    pub(crate) fn new(count: u32) -> Self {
        Self { results: (0..count).map(|_| None).collect(), open: count, running: Vec::new(), items: None }
    }

    /// All results in order.
    pub(crate) fn output(&self) -> Value {
        Value::Array(self.results.iter().map(|result| result.clone().unwrap_or_default()).collect())
    }
}
