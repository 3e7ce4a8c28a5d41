//! The machine, branches and item processors.

use super::ValueKind::*;
use super::{Field, Shape};
use crate::support::states::MAX_SECONDS;

const COMMENT: Field = Field::new("Comment", Text, "A note for people; it has no effect.");
const START_AT: Field = Field::new("StartAt", StateName, "The name of the state that runs first.").required();
const STATES: Field = Field::new("States", States, "The states, by their names.").required();

pub(super) const MACHINE: &[Field] = &[
    COMMENT,
    Field::new(
        "QueryLanguage",
        Words(LANGUAGES),
        "The query language of all states that name none of their own; JSONPath by default.",
    ),
    // AWS lists States before StartAt when both are missing (recorded: ValidateStateMachineDefinition of {}).
    STATES,
    START_AT,
    Field::new(
        "TimeoutSeconds",
        Integer { min: 1, max: MAX_SECONDS },
        "Seconds after which the execution fails with States.Timeout.",
    ),
    Field::new("Version", Words(&["1.0"]), "The version of the language; 1.0 by default."),
];

pub(super) const CONTAINER: &[Field] = &[COMMENT, STATES, START_AT];

pub(super) const PROCESSOR_CONFIG_FIELD: &[Field] =
    &[Field::new("ProcessorConfig", Object(Shape::ProcessorConfig), "How the iterations run; INLINE by default.")];

pub(super) const PROCESSOR_CONFIG: &[Field] = &[
    Field::new(
        "Mode",
        Words(&["INLINE", "DISTRIBUTED"]),
        "INLINE: iterations are part of this execution. DISTRIBUTED: each is a child execution.",
    ),
    Field::new(
        "ExecutionType",
        Words(&["STANDARD", "EXPRESS"]),
        "The type of the child executions; required when Mode is DISTRIBUTED.",
    ),
];

/// The values of `QueryLanguage`.
pub(super) const LANGUAGES: &[&str] = &["JSONPath", "JSONata"];
