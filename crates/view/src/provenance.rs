//! Where a value came from: from stage to stage and state to state, back to the execution input, a
//! constant of the definition, or the task that made it.
//!
//! One hop is found by looking at the stage again: a copied path, a place that was written, an
//! expression that is evaluated once more with tracing. Hops are chained on demand; a run pays
//! nothing for it.

mod chain;
mod hop;
mod readers;
mod template;

#[cfg(test)]
mod tests;

pub use chain::{Chain, ChainStep, chain};
pub use hop::origins;
pub use readers::{Reader, readers, reads};
pub use template::assigned_by;

use crate::data_flow::StageName;
use crate::tree::TreePath;
use engine::VisitId;
use json::{Text, Value};
use text::Span;

/// A place in the data of a visit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DataPlace {
    /// The visit.
    pub visit: VisitId,
    /// The stage that made the data.
    pub stage: StageName,
    /// Where in it.
    pub path: TreePath,
}

/// Where a value came from, one hop back.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// What it came from.
    pub source: Source,
    /// Is it that value itself, unchanged? Else it was computed from it.
    pub is_copy: bool,
    /// The expression that took it, and its place in the definition.
    pub via: Option<(String, Span)>,
}

/// What a value came from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A value of an earlier stage.
    Place(DataPlace),
    /// The execution's input.
    ExecutionInput(TreePath),
    /// It is written in the definition.
    Constant,
    /// The outcome of a task, which the scenario chose.
    Task {
        /// The visit.
        visit: VisitId,
        /// Where in the result or error.
        path: TreePath,
    },
    /// The Context Object, at this path.
    Context(Text),
    /// Step Functions or the service added it to the request.
    Service,
    /// A person put it there; what was there before, if anything.
    Person(Option<Value>),
}

impl Origin {
    fn copy(source: Source) -> Self {
        Self { source, is_copy: true, via: None }
    }

    fn of_place(place: DataPlace) -> Self {
        Self::copy(Source::Place(place))
    }
}
