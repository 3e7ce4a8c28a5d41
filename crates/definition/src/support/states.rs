//! The eight state types.

use super::ValueKind::*;
use super::machine::LANGUAGES;
use super::{Field, FieldGroup, Shape, map};
use crate::StateType;

/// The longest time that a definition can name, in seconds: more than three years
/// (API reference, CreateStateMachine; the default of `TimeoutSeconds`).
pub(super) const MAX_SECONDS: i64 = 99_999_999;

/// The fields of a state of this type.
pub(super) fn tables(state_type: StateType) -> &'static [&'static [Field]] {
    match state_type {
        StateType::Task => &[COMMON, TASK, DATA, RESULT, OUTPUT, ASSIGN, ERRORS, TRANSITION],
        StateType::Wait => &[COMMON, WAIT, DATA, OUTPUT, ASSIGN, TRANSITION],
        StateType::Pass => &[COMMON, DATA, PASS, OUTPUT, ASSIGN, TRANSITION],
        StateType::Succeed => &[COMMON, DATA, OUTPUT],
        StateType::Fail => &[COMMON, FAIL],
        StateType::Choice => &[COMMON, CHOICE, DATA, OUTPUT, ASSIGN],
        StateType::Parallel => &[COMMON, PARALLEL, DATA, RESULT, OUTPUT, ASSIGN, ERRORS, TRANSITION],
        StateType::Map => &[COMMON, map::MAP, DATA, map::RESULT, OUTPUT, ASSIGN, ERRORS, TRANSITION],
    }
}

/// The fields of which a state of this type may have only one.
pub(super) fn groups(state_type: StateType) -> &'static [&'static [FieldGroup]] {
    match state_type {
        StateType::Task => &[TASK_GROUPS, NEXT_OR_END],
        StateType::Wait => &[WAIT_GROUPS, NEXT_OR_END],
        StateType::Fail => &[FAIL_GROUPS],
        StateType::Map => &[map::MAP_GROUPS, NEXT_OR_END],
        StateType::Pass | StateType::Parallel => &[NEXT_OR_END],
        StateType::Choice | StateType::Succeed => &[],
    }
}

const NEXT_OR_END: &[FieldGroup] = &[FieldGroup::exactly_one(&["Next", "End"])];
const TASK_GROUPS: &[FieldGroup] = &[
    FieldGroup::at_most_one(&["TimeoutSeconds", "TimeoutSecondsPath"]),
    FieldGroup::at_most_one(&["HeartbeatSeconds", "HeartbeatSecondsPath"]),
];
const WAIT_GROUPS: &[FieldGroup] =
    &[FieldGroup::exactly_one(&["Seconds", "SecondsPath", "Timestamp", "TimestampPath"])];
const FAIL_GROUPS: &[FieldGroup] =
    &[FieldGroup::at_most_one(&["Error", "ErrorPath"]), FieldGroup::at_most_one(&["Cause", "CausePath"])];

const TYPES: &[&str] = &["Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"];

pub(super) const COMMON: &[Field] = &[
    Field::new("Type", Words(TYPES), "What kind of state it is.").required(),
    Field::new("Comment", Text, "A note for people; it has no effect."),
    Field::new(
        "QueryLanguage",
        Words(LANGUAGES),
        "The query language of this state; states inside it do not inherit it.",
    ),
];

const TRANSITION: &[Field] = &[
    Field::new("Next", StateName, "The state that runs after this one."),
    Field::new("End", True, "Ends the execution, the branch or the iteration after this state."),
];

const DATA: &[Field] = &[
    Field::new(
        "InputPath",
        NullablePath,
        "Selects the part of the state input to work on; null gives an empty object.",
    )
    .json_path(),
    Field::new(
        "OutputPath",
        NullablePath,
        "Selects the part of the data that becomes the state output; null gives an empty object.",
    )
    .json_path(),
];

pub(super) const RESULT: &[Field] = &[
    Field::new("Parameters", Template, "What is sent, instead of the whole input.").json_path(),
    Field::new("Arguments", Arguments, "What is sent.").jsonata(),
    Field::new("ResultSelector", ObjectTemplate, "Makes an object of the raw result, before ResultPath.").json_path(),
    RESULT_PATH,
];

pub(super) const RESULT_PATH: Field =
    Field::new("ResultPath", NullableReferencePath, "Where in the input the result goes; null discards the result.")
        .json_path();

const OUTPUT: &[Field] = &[Field::new("Output", Template, "The state output.").jsonata()];

const ASSIGN: &[Field] = &[Field::new("Assign", ObjectTemplate, "Sets variables that later states read.")];

const ERRORS: &[Field] = &[
    Field::new("Retry", Objects(Shape::Retrier, true), "What to do again when it fails, and how often."),
    Field::new("Catch", Objects(Shape::Catcher, true), "Where to go when it fails for good."),
];

const TASK: &[Field] = &[
    Field::new("Resource", Resource, "What to call: a service integration, a Lambda function or an activity.")
        .required(),
    Field::new(
        "TimeoutSeconds",
        Integer { min: 1, max: MAX_SECONDS },
        "Seconds after which the task fails with States.Timeout.",
    )
    .evaluated(),
    Field::new("TimeoutSecondsPath", ReferencePath, "Where in the input TimeoutSeconds is found.").json_path(),
    Field::new(
        "HeartbeatSeconds",
        Integer { min: 1, max: MAX_SECONDS },
        "Longest time between two heartbeats, in seconds.",
    )
    .evaluated(),
    Field::new("HeartbeatSecondsPath", ReferencePath, "Where in the input HeartbeatSeconds is found.").json_path(),
    Field::new("Credentials", Object(Shape::Credentials), "The role to assume for this task."),
];

pub(super) const CREDENTIALS: &[Field] =
    &[Field::new("RoleArn", Text, "The ARN of the role to assume.").required().evaluated()];

const WAIT: &[Field] = &[
    Field::new("Seconds", Integer { min: 0, max: MAX_SECONDS }, "How long to wait, in seconds.").evaluated(),
    Field::new("SecondsPath", ReferencePath, "Where in the input Seconds is found.").json_path(),
    Field::new("Timestamp", Timestamp, "Until when to wait.").evaluated(),
    Field::new("TimestampPath", ReferencePath, "Where in the input Timestamp is found.").json_path(),
];

const PASS: &[Field] = &[
    Field::new("Result", Json, "The result, taken as it is: paths in it are plain text.").json_path(),
    Field::new("Parameters", Template, "The result, with paths and intrinsics.").json_path(),
    RESULT_PATH,
];

const FAIL: &[Field] = &[
    Field::new("Error", Text, "The error name.").evaluated(),
    Field::new("ErrorPath", PathOrIntrinsic, "Where in the input the error name is found.").json_path(),
    Field::new("Cause", Text, "What went wrong, for people.").evaluated(),
    Field::new("CausePath", PathOrIntrinsic, "Where in the input the cause is found.").json_path(),
];

const CHOICE: &[Field] = &[
    Field::new("Choices", Objects(Shape::ChoiceRule, false), "The rules; the first that matches wins.").required(),
    Field::new("Default", StateName, "Where to go when no rule matches."),
];

const PARALLEL: &[Field] =
    &[Field::new("Branches", Objects(Shape::Branch, false), "The branches, which all run at the same time.")
        .required()];
