//! History events as GetExecutionHistory returns them.

use crate::{EventDetails, Failure, HistoryEvent, TaskResource};
use json::{Object, Text, Value};

/// The JSON of one event: camelCase members, payloads as JSON texts.
pub fn event_json(event: &HistoryEvent) -> Value {
    let mut object = Object::with_capacity(5);
    object.insert("timestamp", Value::from(event.timestamp.to_string()));
    object.insert("type", Value::from(event.details.type_name()));
    object.insert("id", Value::from(event.id));
    object.insert("previousEventId", Value::from(event.previous_event_id));
    if let Some((name, details)) = details(&event.details) {
        object.insert(name, details.into());
    }
    object.into()
}

impl EventDetails {
    /// AWS's name of the event's type.
    pub fn type_name(&self) -> String {
        match self {
            Self::StateEntered { state_type, .. } => return format!("{}StateEntered", state_type.name()),
            Self::StateExited { state_type, .. } => return format!("{}StateExited", state_type.name()),
            Self::ExecutionStarted { .. } => "ExecutionStarted",
            Self::ExecutionSucceeded { .. } => "ExecutionSucceeded",
            Self::ExecutionFailed(_) => "ExecutionFailed",
            Self::ExecutionTimedOut(_) => "ExecutionTimedOut",
            Self::ExecutionAborted(_) => "ExecutionAborted",
            Self::ExecutionRedriven { .. } => "ExecutionRedriven",
            Self::TaskScheduled(_) => "TaskScheduled",
            Self::TaskStarted(_) => "TaskStarted",
            Self::TaskSubmitted { .. } => "TaskSubmitted",
            Self::TaskSubmitFailed { .. } => "TaskSubmitFailed",
            Self::TaskStartFailed { .. } => "TaskStartFailed",
            Self::TaskSucceeded { .. } => "TaskSucceeded",
            Self::TaskFailed { .. } => "TaskFailed",
            Self::TaskTimedOut { .. } => "TaskTimedOut",
            Self::TaskStateAborted => "TaskStateAborted",
            Self::LambdaFunctionScheduled { .. } => "LambdaFunctionScheduled",
            Self::LambdaFunctionStarted => "LambdaFunctionStarted",
            Self::LambdaFunctionSucceeded { .. } => "LambdaFunctionSucceeded",
            Self::LambdaFunctionFailed(_) => "LambdaFunctionFailed",
            Self::LambdaFunctionTimedOut(_) => "LambdaFunctionTimedOut",
            Self::ActivityScheduled { .. } => "ActivityScheduled",
            Self::ActivityStarted { .. } => "ActivityStarted",
            Self::ActivitySucceeded { .. } => "ActivitySucceeded",
            Self::ActivityFailed(_) => "ActivityFailed",
            Self::ActivityTimedOut(_) => "ActivityTimedOut",
            Self::EvaluationFailed { .. } => "EvaluationFailed",
            Self::WaitStateAborted => "WaitStateAborted",
            Self::ParallelStateStarted => "ParallelStateStarted",
            Self::ParallelStateSucceeded => "ParallelStateSucceeded",
            Self::ParallelStateFailed => "ParallelStateFailed",
            Self::ParallelStateAborted => "ParallelStateAborted",
            Self::MapStateStarted { .. } => "MapStateStarted",
            Self::MapStateSucceeded => "MapStateSucceeded",
            Self::MapStateFailed => "MapStateFailed",
            Self::MapStateAborted => "MapStateAborted",
            Self::MapIterationStarted { .. } => "MapIterationStarted",
            Self::MapIterationSucceeded { .. } => "MapIterationSucceeded",
            Self::MapIterationFailed { .. } => "MapIterationFailed",
            Self::MapIterationAborted { .. } => "MapIterationAborted",
            Self::MapRunStarted { .. } => "MapRunStarted",
            Self::MapRunSucceeded => "MapRunSucceeded",
            Self::MapRunFailed(_) => "MapRunFailed",
            Self::MapRunAborted => "MapRunAborted",
            Self::MapRunRedriven { .. } => "MapRunRedriven",
        }
        .into()
    }
}

/// Name and members of the details; `None` for the types that have none.
fn details(details: &EventDetails) -> Option<(String, Object)> {
    let own = |members: Members| Some((own_name(details), members.0));
    match details {
        EventDetails::ExecutionStarted { input, role_arn } => {
            own(Members::default().payload("input", input).text("roleArn", role_arn))
        }
        EventDetails::ExecutionSucceeded { output } => own(Members::default().payload("output", output)),
        EventDetails::ExecutionFailed(failure)
        | EventDetails::ExecutionTimedOut(failure)
        | EventDetails::ExecutionAborted(failure)
        | EventDetails::LambdaFunctionFailed(failure)
        | EventDetails::LambdaFunctionTimedOut(failure)
        | EventDetails::ActivityFailed(failure)
        | EventDetails::ActivityTimedOut(failure)
        | EventDetails::MapRunFailed(failure) => own(Members::default().failure(failure)),
        EventDetails::ExecutionRedriven { redrive_count } => {
            own(Members::default().number("redriveCount", *redrive_count))
        }
        EventDetails::StateEntered { name, input, .. } => {
            Some(("stateEnteredEventDetails".into(), Members::default().text("name", name).payload("input", input).0))
        }
        EventDetails::StateExited { name, output, assigned, .. } => {
            let members = Members::default().text("name", name).payload("output", output);
            Some(("stateExitedEventDetails".into(), members.assigned(assigned.as_deref()).0))
        }
        EventDetails::TaskScheduled(scheduled) => {
            let members = Members::default().task(&scheduled.task).text("region", &scheduled.region);
            own(members
                .text("parameters", &json::print(&scheduled.parameters))
                .seconds("timeoutInSeconds", scheduled.timeout_in_seconds)
                .seconds("heartbeatInSeconds", scheduled.heartbeat_in_seconds)
                .credentials(scheduled.role_arn.as_ref()))
        }
        EventDetails::TaskStarted(task) => own(Members::default().task(task)),
        EventDetails::TaskSubmitted { task, output } | EventDetails::TaskSucceeded { task, output } => {
            own(Members::default().task(task).payload("output", output))
        }
        EventDetails::TaskSubmitFailed { task, failure }
        | EventDetails::TaskStartFailed { task, failure }
        | EventDetails::TaskFailed { task, failure }
        | EventDetails::TaskTimedOut { task, failure } => own(Members::default().task(task).failure(failure)),
        EventDetails::LambdaFunctionScheduled { resource, input, timeout_in_seconds, role_arn } => {
            let members = Members::default().text("resource", resource).payload("input", input);
            own(members.seconds("timeoutInSeconds", *timeout_in_seconds).credentials(role_arn.as_ref()))
        }
        EventDetails::LambdaFunctionSucceeded { output } | EventDetails::ActivitySucceeded { output } => {
            own(Members::default().payload("output", output))
        }
        EventDetails::ActivityScheduled { resource, input, timeout_in_seconds, heartbeat_in_seconds } => {
            let members = Members::default().text("resource", resource).payload("input", input);
            own(members
                .seconds("timeoutInSeconds", *timeout_in_seconds)
                .seconds("heartbeatInSeconds", *heartbeat_in_seconds))
        }
        EventDetails::ActivityStarted { worker_name } => {
            own(Members::default().optional("workerName", worker_name.as_ref()))
        }
        EventDetails::EvaluationFailed { failure, location, state } => {
            own(Members::default().failure(failure).optional("location", location.as_ref()).text("state", state))
        }
        EventDetails::MapStateStarted { length } => own(Members::default().number("length", *length)),
        EventDetails::MapIterationStarted { name, index }
        | EventDetails::MapIterationSucceeded { name, index }
        | EventDetails::MapIterationFailed { name, index }
        | EventDetails::MapIterationAborted { name, index } => {
            own(Members::default().text("name", name).number("index", *index))
        }
        EventDetails::MapRunStarted { map_run_arn } => own(Members::default().text("mapRunArn", map_run_arn)),
        EventDetails::MapRunRedriven { map_run_arn, redrive_count } => {
            own(Members::default().text("mapRunArn", map_run_arn).number("redriveCount", *redrive_count))
        }
        EventDetails::TaskStateAborted
        | EventDetails::LambdaFunctionStarted
        | EventDetails::WaitStateAborted
        | EventDetails::ParallelStateStarted
        | EventDetails::ParallelStateSucceeded
        | EventDetails::ParallelStateFailed
        | EventDetails::ParallelStateAborted
        | EventDetails::MapStateSucceeded
        | EventDetails::MapStateFailed
        | EventDetails::MapStateAborted
        | EventDetails::MapRunSucceeded
        | EventDetails::MapRunAborted => None,
    }
}

/// `taskFailedEventDetails` for `TaskFailed`: most are called after their type.
fn own_name(details: &EventDetails) -> String {
    let name = details.type_name();
    let (first, rest) = name.split_at(1);
    format!("{}{rest}EventDetails", first.to_lowercase())
}

/// Members of a details object, added one after the other.
#[derive(Default)]
struct Members(Object);

impl Members {
    fn with(mut self, key: &str, value: Value) -> Self {
        self.0.insert(key, value);
        self
    }

    fn text(self, key: &str, text: &str) -> Self {
        self.with(key, Value::from(text))
    }

    fn optional(self, key: &str, text: Option<&Text>) -> Self {
        match text {
            Some(text) => self.text(key, text),
            None => self,
        }
    }

    fn number(self, key: &str, number: u32) -> Self {
        self.with(key, Value::from(number))
    }

    fn seconds(self, key: &str, seconds: Option<i64>) -> Self {
        match seconds {
            Some(seconds) => self.with(key, Value::from(seconds)),
            None => self,
        }
    }

    /// `input` with `inputDetails`, `output` with `outputDetails`.
    fn payload(self, key: &str, value: &Value) -> Self {
        self.text(key, &json::print(value)).with(&format!("{key}Details"), truncated())
    }

    fn failure(self, failure: &Failure) -> Self {
        self.optional("error", failure.error.as_ref()).optional("cause", failure.cause.as_ref())
    }

    fn task(self, task: &TaskResource) -> Self {
        self.text("resourceType", &task.resource_type).text("resource", &task.resource)
    }

    fn credentials(self, role_arn: Option<&Text>) -> Self {
        match role_arn {
            Some(role_arn) => self.with("taskCredentials", Value::from([("roleArn", Value::String(role_arn.clone()))])),
            None => self,
        }
    }

    /// Only when the state assigned something (recorded: `BASE_EMPTY`).
    fn assigned(self, assigned: Option<&[(Text, Value)]>) -> Self {
        let Some(assigned) = assigned.filter(|assigned| !assigned.is_empty()) else { return self };
        let values: Object =
            assigned.iter().map(|(name, value)| (name.clone(), Value::from(json::print(value)))).collect();
        self.with("assignedVariables", values.into()).with("assignedVariablesDetails", truncated())
    }
}

fn truncated() -> Value {
    Value::from([("truncated", Value::Bool(false))])
}
