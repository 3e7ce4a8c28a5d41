//! History events, as AWS shapes them.

use crate::VisitId;
use host::Timestamp;
use json::{Text, Value};
use std::rc::Rc;

/// Number of an event within its execution, counted from 1; 0 stands for "before the first".
pub type EventId = u32;

/// One event of an execution's history.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEvent {
    /// `id`
    pub id: EventId,
    /// `previousEventId`
    pub previous_event_id: EventId,
    /// `timestamp`, of the virtual clock
    pub timestamp: Timestamp,
    /// What happened.
    pub details: EventDetails,
    /// The step of the run that left it, counted from 1; not part of AWS's shape.
    pub step: u32,
    /// The visit of a state that it belongs to; not part of AWS's shape.
    pub visit: Option<VisitId>,
}

/// Variables that a state assigned, in order.
pub type AssignedVariables = Rc<[(Text, Value)]>;

/// An error and its cause; either may be absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Failure {
    /// Error name
    pub error: Option<Text>,
    /// Cause
    pub cause: Option<Text>,
}

/// `resourceType` and `resource` of the Task events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskResource {
    /// `ecs`, `aws-sdk:s3`
    pub resource_type: Text,
    /// `runTask.sync`
    pub resource: Text,
}

/// `taskScheduledEventDetails`
#[derive(Clone, Debug, PartialEq)]
pub struct TaskScheduled {
    /// `resourceType` and `resource`
    pub task: TaskResource,
    /// `region`
    pub region: Text,
    /// `parameters`
    pub parameters: Value,
    /// `timeoutInSeconds`, only when the state declares it
    pub timeout_in_seconds: Option<i64>,
    /// `heartbeatInSeconds`, only when the state declares it
    pub heartbeat_in_seconds: Option<i64>,
    /// `taskCredentials.roleArn`
    pub role_arn: Option<Text>,
}

/// What happened: one variant a family of event types.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names are those of AWS's event types and their fields")]
pub enum EventDetails {
    ExecutionStarted {
        input: Value,
        role_arn: Text,
    },
    ExecutionSucceeded {
        output: Value,
    },
    ExecutionFailed(Failure),
    ExecutionTimedOut(Failure),
    ExecutionAborted(Failure),
    ExecutionRedriven {
        redrive_count: u32,
    },
    /// `<Type>StateEntered`
    StateEntered {
        state_type: definition::StateType,
        name: Text,
        input: Value,
    },
    /// `<Type>StateExited`
    StateExited {
        state_type: definition::StateType,
        name: Text,
        output: Value,
        assigned: Option<AssignedVariables>,
    },
    TaskScheduled(Box<TaskScheduled>),
    TaskStarted(TaskResource),
    TaskSubmitted {
        task: TaskResource,
        output: Value,
    },
    TaskSubmitFailed {
        task: TaskResource,
        failure: Failure,
    },
    TaskStartFailed {
        task: TaskResource,
        failure: Failure,
    },
    TaskSucceeded {
        task: TaskResource,
        output: Value,
    },
    TaskFailed {
        task: TaskResource,
        failure: Failure,
    },
    TaskTimedOut {
        task: TaskResource,
        failure: Failure,
    },
    TaskStateAborted,
    LambdaFunctionScheduled {
        resource: Text,
        input: Value,
        timeout_in_seconds: Option<i64>,
        role_arn: Option<Text>,
    },
    LambdaFunctionStarted,
    LambdaFunctionSucceeded {
        output: Value,
    },
    LambdaFunctionFailed(Failure),
    LambdaFunctionTimedOut(Failure),
    ActivityScheduled {
        resource: Text,
        input: Value,
        timeout_in_seconds: Option<i64>,
        heartbeat_in_seconds: Option<i64>,
    },
    ActivityStarted {
        worker_name: Option<Text>,
    },
    ActivitySucceeded {
        output: Value,
    },
    ActivityFailed(Failure),
    ActivityTimedOut(Failure),
    EvaluationFailed {
        failure: Failure,
        location: Option<Text>,
        state: Text,
    },
    WaitStateAborted,
    ParallelStateStarted,
    ParallelStateSucceeded,
    ParallelStateFailed,
    ParallelStateAborted,
    MapStateStarted {
        length: u32,
    },
    MapStateSucceeded,
    MapStateFailed,
    MapStateAborted,
    MapIterationStarted {
        name: Text,
        index: u32,
    },
    MapIterationSucceeded {
        name: Text,
        index: u32,
    },
    MapIterationFailed {
        name: Text,
        index: u32,
    },
    MapIterationAborted {
        name: Text,
        index: u32,
    },
    MapRunStarted {
        map_run_arn: Text,
    },
    MapRunSucceeded,
    MapRunFailed(Failure),
    MapRunAborted,
    MapRunRedriven {
        map_run_arn: Text,
        redrive_count: u32,
    },
}
