//! What each visit of a state did to the data, and why it went where it went.
//!
//! Captured by reference while running: the page looks it up and computes nothing.

use crate::{AssignedVariables, EventId, ExecutionId, Failure, TaskId};
use definition::StateId;
use host::Timestamp;
use json::{Text, Value};
use std::rc::Rc;

/// Names one visit of one state, unique within a run, in the order of entering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VisitId(pub u32);

/// One visit of a state.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Its id.
    pub id: VisitId,
    /// The execution it is part of.
    pub execution: ExecutionId,
    /// The state.
    pub state: StateId,
    /// The visit of the Parallel or Map around it, with the branch or iteration.
    pub parent: Option<(VisitId, u32)>,
    /// The visit that led here; `None` for the first state of a container.
    pub previous: Option<VisitId>,
    /// Its Entered event.
    pub entered: EventId,
    /// When it was entered.
    pub start: Timestamp,
    /// Its Exited event, or the event that ended it without one.
    pub ended: Option<EventId>,
    /// When it ended.
    pub stop: Option<Timestamp>,
    /// Where it stands.
    pub status: VisitStatus,
    /// The data, stage by stage.
    pub flow: DataFlow,
    /// Each attempt (Task, Parallel, Map), the first one first.
    pub attempts: Vec<Attempt>,
    /// Why it went where it went; `None` while it has not.
    pub decision: Option<Rc<Decision>>,
    /// Variables that it could read.
    pub variables: crate::Variables,
}

impl Visit {
    /// One attempt more. Most visits have one only, and a history has many visits: room is made for no more.
    pub(crate) fn begin_attempt(&mut self, attempt: Attempt) {
        self.attempts.reserve_exact(1);
        self.attempts.push(attempt);
    }
}

/// Status of a visit, in the console's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VisitStatus {
    /// In progress
    InProgress,
    /// Succeeded
    Succeeded,
    /// Caught error
    CaughtError,
    /// Failed
    Failed,
    /// Canceled
    Aborted,
}

/// The data of a visit, stage by stage, under the names of TestState's `inspectionData`.
/// A stage that was not reached, or that the state does not have, is `None`.
#[derive(Clone, Debug, Default)]
pub struct DataFlow {
    /// State input
    pub input: Value,
    /// After `InputPath`
    pub after_input_path: Option<Value>,
    /// After `Parameters`
    pub after_parameters: Option<Value>,
    /// After `Arguments`
    pub after_arguments: Option<Value>,
    /// What the service got, when that is more than the parameters
    pub sent: Option<Value>,
    /// After `ItemsPath` or `Items`
    pub after_items_path: Option<Value>,
    /// The result
    pub result: Option<Value>,
    /// After `ResultSelector`
    pub after_result_selector: Option<Value>,
    /// After `ResultPath` (the state's, or the Catcher's when the error was caught)
    pub after_result_path: Option<Value>,
    /// The error output, when a Catcher caught
    pub error_output: Option<Value>,
    /// State output
    pub output: Option<Value>,
    /// What `Assign` assigned
    pub assigned: Option<AssignedVariables>,
    /// The stage that failed, and how
    pub failure: Option<Box<StageFailure>>,
    /// What stood where a person put other values
    pub former: Option<Box<FormerValues>>,
}

/// The values that a run made where a person put others in their place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormerValues {
    /// What the state would have been entered with.
    pub input: Option<Value>,
    /// What it would have been left with.
    pub output: Option<Value>,
    /// Variables by name; nothing where there was none.
    pub variables: Vec<(Text, Option<Value>)>,
}

/// The stages of a state, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the specification's own")]
pub enum Stage {
    InputPath,
    Parameters,
    Arguments,
    Items,
    /// The state's own fields: the rules of a Choice, the time of a Wait, the error of a Fail.
    Work,
    Service,
    ResultSelector,
    ResultPath,
    Assign,
    OutputPath,
    Output,
}

/// A stage that failed.
#[derive(Clone, Debug, PartialEq)]
pub struct StageFailure {
    /// Which.
    pub stage: Stage,
    /// Error name and cause.
    pub failure: Failure,
    /// Place in the definition of the expression that failed.
    pub span: Option<text::Span>,
}

/// One attempt of a Task, Parallel or Map.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The task, for a Task state.
    pub task: Option<TaskId>,
    /// When it started.
    pub start: Timestamp,
    /// First event of the attempt.
    pub first_event: EventId,
    /// When it ended.
    pub stop: Option<Timestamp>,
    /// How it failed, if it did.
    pub failure: Option<Failure>,
    /// The back-off after it, when a retrier decided to try again.
    pub retry: Option<RetryDecision>,
}

impl Attempt {
    pub(crate) fn new(task: Option<TaskId>, start: Timestamp, first_event: EventId) -> Self {
        Self { task, start, first_event, stop: None, failure: None, retry: None }
    }
}

/// Why and when a retrier tries again.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryDecision {
    /// Which retrier, counted from 0.
    pub retrier: u32,
    /// Which retry of that retrier this is, counted from 1.
    pub retry: u32,
    /// `IntervalSeconds` × `BackoffRate`^(retry−1), before the cap and jitter, in seconds.
    pub computed_seconds: f64,
    /// The wait, in seconds.
    pub delay_seconds: f64,
    /// When the next attempt starts.
    pub resumes: Timestamp,
}

/// Why a visit went where it went.
#[derive(Clone, Debug)]
pub enum Decision {
    /// `Next` or `End` after success.
    Continued {
        /// The next state; `None` at an end.
        next: Option<StateId>,
    },
    /// A Choice chose.
    Chose {
        /// The rule that matched; `None` for `Default`.
        rule: Option<u32>,
        /// The next state.
        next: Option<StateId>,
        /// How every rule came out that was looked at.
        rules: Vec<ConditionOutcome>,
    },
    /// A Catcher caught.
    Caught {
        /// Which Catcher, counted from 0.
        catcher: u32,
        /// The name in its `ErrorEquals` that matched.
        matched: Text,
        /// The error.
        failure: Failure,
        /// The next state.
        next: Option<StateId>,
    },
    /// Nothing caught the error; or a Fail state.
    Failed(Failure),
    /// A sibling failed, or the execution was stopped.
    Aborted,
}

/// How a condition of a Choice came out, with what it looked at.
#[derive(Clone, Debug)]
pub struct ConditionOutcome {
    /// Did it hold?
    pub holds: bool,
    /// What it looked at.
    pub evidence: Evidence,
}

/// What a condition looked at.
#[derive(Clone, Debug)]
pub enum Evidence {
    /// A comparison: both sides; `None` where a path found nothing.
    Compared {
        /// The value of `Variable`.
        variable: Option<Value>,
        /// The constant, or the value at the other path.
        operand: Option<Value>,
    },
    /// And, Or, Not: the parts that were looked at, in order.
    Combined(Vec<ConditionOutcome>),
    /// A JSONata condition's value.
    Evaluated(Value),
}
