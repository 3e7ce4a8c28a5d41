//! Execution on a virtual clock.

mod history;
pub mod port;
mod variables;
mod visit;

pub use history::{AssignedVariables, EventDetails, EventId, Failure, HistoryEvent, TaskResource};
pub use port::TaskId;
pub use variables::Variables;
pub use visit::{
    Attempt, ConditionOutcome, DataFlow, Decision, Evidence, RetryDecision, Stage, StageFailure, Visit, VisitId,
    VisitStatus,
};

/// Names an execution of a run: 0 is the one that was started, the others are its children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExecutionId(pub u32);
