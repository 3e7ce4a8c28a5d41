//! Error names of the Amazon States Language, and what carries a failure inside the engine.

use crate::{Failure, Stage};
use json::Text;
use text::Span;

/// Any error that can be caught at all.
pub(crate) const ALL: &str = "States.ALL";
/// A failure that no retrier retries and no Catcher catches
/// (recorded: `test_catch_states_runtime`, where a Catch that names it does not act).
pub(crate) const RUNTIME: &str = "States.Runtime";
/// Any error of a task but a timeout.
pub(crate) const TASK_FAILED: &str = "States.TaskFailed";
/// A task or execution took longer than its `TimeoutSeconds`.
pub(crate) const TIMEOUT: &str = "States.Timeout";
/// A task was silent for longer than its `HeartbeatSeconds`.
pub(crate) const HEARTBEAT_TIMEOUT: &str = "States.HeartbeatTimeout";
/// A payload is larger than 256 KiB.
pub(crate) const DATA_LIMIT_EXCEEDED: &str = "States.DataLimitExceeded";
/// A JSONata expression failed.
pub(crate) const QUERY_EVALUATION_ERROR: &str = "States.QueryEvaluationError";
/// An intrinsic function refused its arguments.
pub(crate) const INTRINSIC_FAILURE: &str = "States.IntrinsicFailure";
/// A distributed Map's items could not be read.
pub(crate) const ITEM_READER_FAILED: &str = "States.ItemReaderFailed";
/// More items of a distributed Map failed than are tolerated.
pub(crate) const EXCEED_TOLERATED_FAILURE_THRESHOLD: &str = "States.ExceedToleratedFailureThreshold";
/// A `ResultPath` does not fit the input.
pub(crate) const RESULT_PATH_MATCH_FAILURE: &str = "States.ResultPathMatchFailure";

/// The cause when no rule of a Choice matched and it has no `Default`. The specification names it
/// States.NoChoiceMatched; AWS reports States.Runtime (measured by others, several times).
pub(crate) const NO_CHOICE_MATCHED: &str =
    "Failed to transition out of the state. The state does not point to a next state.";

impl Failure {
    /// Did no rule of a Choice match, and was there no `Default`?
    pub fn is_no_choice_matched(&self) -> bool {
        self.cause.as_deref().is_some_and(|cause| cause.ends_with(NO_CHOICE_MATCHED))
    }

    /// A failure with both parts.
    pub fn new(error: &str, cause: impl Into<Text>) -> Self {
        Self { error: Some(error.into()), cause: Some(cause.into()) }
    }

    /// May a retrier or Catcher act on it?
    pub fn is_catchable(&self) -> bool {
        self.error.as_deref() != Some(RUNTIME)
    }

    /// Does an entry of `ErrorEquals` name it? `States.TaskFailed` stands for any error but a timeout, whatever the
    /// type of the state (Developer Guide, error names).
    pub(crate) fn matches(&self, name: &str) -> bool {
        let error = self.error.as_deref();
        match name {
            ALL => self.is_catchable(),
            TASK_FAILED => !matches!(error, Some(TIMEOUT | HEARTBEAT_TIMEOUT)),
            // A missed heartbeat is a timeout too (Developer Guide, error names).
            TIMEOUT => matches!(error, Some(TIMEOUT | HEARTBEAT_TIMEOUT)),
            _ => error == Some(name),
        }
    }
}

/// Why a state cannot go on: an error of the definition's own data handling, not of a task.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// Error name and cause.
    pub(crate) failure: Failure,
    /// A JSONata evaluation announces itself by an EvaluationFailed event.
    pub(crate) evaluation: Option<Evaluation>,
    /// The stage that failed.
    pub(crate) stage: Stage,
    /// The expression that failed.
    pub(crate) span: Option<Span>,
}

impl Fault {
    /// A failure of a stage as a whole.
    pub(crate) fn of(failure: Failure, stage: Stage) -> Self {
        Self { failure, evaluation: None, stage, span: None }
    }
}

/// What EvaluationFailed says besides error and cause.
#[derive(Clone, Debug)]
pub(crate) struct Evaluation {
    /// `location`, such as `Output/result`.
    pub(crate) location: Option<Text>,
}

/// A result was too large; `source` is the state, the service or the function (recorded: `test_states_errors`).
pub(crate) fn data_limit_exceeded(source: &str) -> Failure {
    let cause = format!(
        "The state/task '{source}' returned a result with a size exceeding the maximum number of bytes service limit."
    );
    Failure::new(DATA_LIMIT_EXCEEDED, cause)
}

/// What a state sends is too large. Seen on AWS by others (mbc-cqrs-serverless#466): the state's name is quoted.
pub(crate) fn parameters_too_large(state: &str) -> Failure {
    let cause = format!(
        "The state/task '{state}' provided parameters with a size exceeding the maximum number of bytes service limit."
    );
    Failure::new(DATA_LIMIT_EXCEEDED, cause)
}

/// Variables are too large. Neither the error's name nor its sentence is known of AWS.
pub(crate) fn variables_too_large(state: &str, limit: usize) -> Failure {
    let cause =
        format!("The state/task '{state}' assigned variables with a size exceeding the limit of {limit} bytes.");
    Failure::new(DATA_LIMIT_EXCEEDED, cause)
}

/// `{"Error": …, "Cause": …}`, what a Catcher hands on. Both are null when SendTaskFailure gave
/// neither (recorded: `no_error_field`).
pub(crate) fn error_output(failure: &Failure) -> json::Value {
    let text = |text: &Option<Text>| json::Value::from(text.clone());
    let cause = match (&failure.error, &failure.cause) {
        (Some(_), None) => json::Value::from(""),
        (_, cause) => text(cause),
    };
    json::Value::from([("Error", text(&failure.error)), ("Cause", cause)])
}
