//! The error names of the language.

/// An error name that the language reserves.
#[derive(Clone, Copy, Debug)]
pub struct ErrorName {
    /// The name.
    pub name: &'static str,
    /// When it occurs, in one line.
    pub doc: &'static str,
}

/// All of them (developer guide, "Handling errors", and the specification, "Errors"), by name.
pub const ERROR_NAMES: &[ErrorName] = &[
    error("States.ALL", "Matches any error but States.DataLimitExceeded and States.Runtime."),
    error("States.BranchFailed", "A branch of a Parallel failed."),
    error("States.DataLimitExceeded", "A payload grew beyond 256 KiB."),
    error("States.ExceedToleratedFailureThreshold", "More items of a Map Run failed than were tolerated."),
    error("States.HeartbeatTimeout", "No heartbeat came in time."),
    error("States.Http.Socket", "An HTTP task got no answer."),
    error("States.IntrinsicFailure", "An intrinsic function failed."),
    error("States.ItemReaderFailed", "The items of a Map could not be read."),
    error(
        "States.NoChoiceMatched",
        "No Choice rule matched, and there is no Default; AWS reports States.Runtime instead.",
    ),
    error("States.ParameterPathFailure", "A path of a payload template found nothing."),
    error("States.Permissions", "The execution role may not do it."),
    error("States.QueryEvaluationError", "A JSONata expression failed."),
    error("States.ResultPathMatchFailure", "ResultPath could not be applied to the input."),
    error("States.ResultWriterFailed", "The results of a Map could not be written."),
    error("States.Runtime", "The state could not be processed; never retried and never caught."),
    error("States.TaskFailed", "Matches any error of a task but States.Timeout."),
    error("States.Timeout", "A task ran longer than TimeoutSeconds, or missed a heartbeat."),
];

const fn error(name: &'static str, doc: &'static str) -> ErrorName {
    ErrorName { name, doc }
}
