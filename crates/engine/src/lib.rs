//! Execution on a virtual clock.
//!
//! [`Run`] interprets a state machine one agenda entry at a time; a copy of it is a snapshot.
//! [`Timeline`] steps a run forwards and backwards. What a service does with a request is behind
//! the [`port`]; what a run leaves are each [`Execution`]'s history and a [`Visit`] for every
//! state that was entered.

mod agenda;
mod caller;
mod catch;
mod chain;
mod context_object;
mod data_flow;
mod edit;
mod errors;
mod evaluator;
mod event_json;
mod execution;
mod failing;
mod history;
mod item_reader;
mod join;
mod lifecycle;
mod log;
mod map_inputs;
mod map_run;
mod nested;
mod options;
pub mod port;
mod program;
mod quotas;
mod redrive;
mod result_writer;
mod retry;
mod run;
mod states;
mod strand;
mod task_run;
mod timeline;
mod turn;
mod variables;
mod visit;

pub use edit::{DataEdit, EditedPlace};
pub use event_json::event_json;
pub use execution::{Execution, ExecutionId, ExecutionStatus};
pub use history::{AssignedVariables, EventDetails, EventId, Failure, HistoryEvent, TaskResource, TaskScheduled};
pub use log::Log;
pub use map_inputs::MapInputs;
pub use options::{NamedMachine, Options, Quotas, SingleState, WorkflowType};
pub use port::TaskId;
pub use run::{Run, StepOutcome};
pub use timeline::{Cursor, Timeline};
pub use variables::Variables;
pub use visit::{
    Attempt, ConditionOutcome, DataFlow, Decision, Evidence, FormerValues, RetryDecision, Stage, StageFailure, Visit,
    VisitId, VisitStatus,
};

#[cfg(test)]
mod tests;
