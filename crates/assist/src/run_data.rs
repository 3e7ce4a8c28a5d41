//! What a run has shown of the data, so that paths can be completed from real values.

use definition::State;
use json::{Text, Value};

/// The data that a run has shown at a state.
pub trait RunData {
    /// What `$` is in `field` of the state (`Parameters`, `ResultSelector`, `Variable`, …), or
    /// `$states.input` for a JSONata field.
    fn input(&self, state: &State, field: &str) -> Option<Value>;
    /// `$states.result`
    fn result(&self, state: &State) -> Option<Value>;
    /// `$$` and `$states.context`
    fn context(&self, state: &State) -> Option<Value>;
    /// The variables that the state can read.
    fn variables(&self, state: &State) -> Vec<(Text, Value)>;
}

/// Nothing has run yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoData;

impl RunData for NoData {
    fn input(&self, _: &State, _: &str) -> Option<Value> {
        None
    }

    fn result(&self, _: &State) -> Option<Value> {
        None
    }

    fn context(&self, _: &State) -> Option<Value> {
        None
    }

    fn variables(&self, _: &State) -> Vec<(Text, Value)> {
        Vec::new()
    }
}
