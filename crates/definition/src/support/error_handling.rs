//! Retriers and Catchers.

use super::Field;
use super::ValueKind::*;
use super::states::{MAX_SECONDS, RESULT_PATH};

const ERROR_EQUALS: Field = Field::new("ErrorEquals", ErrorNames, "The error names that it matches.").required();
const COMMENT: Field = Field::new("Comment", Text, "A note for people; it has no effect.");

pub(super) const RETRIER: &[Field] = &[
    COMMENT,
    ERROR_EQUALS,
    Field::new(
        "IntervalSeconds",
        Integer { min: 1, max: MAX_SECONDS },
        "Seconds before the first retry; 1 by default.",
    ),
    Field::new("MaxAttempts", Integer { min: 0, max: MAX_SECONDS }, "How many retries; 3 by default, 0 for none."),
    Field::new(
        "BackoffRate",
        Number { min: 1.0, max: f64::MAX },
        "Factor from one interval to the next; 2.0 by default.",
    ),
    // The upper limit is exclusive (developer guide, "Error handling": less than 31622400).
    Field::new("MaxDelaySeconds", Integer { min: 1, max: 31_622_399 }, "The longest interval, in seconds."),
    Field::new(
        "JitterStrategy",
        Words(&["FULL", "NONE"]),
        "FULL waits a random part of the interval; NONE by default.",
    ),
];

pub(super) const CATCHER: &[Field] = &[
    COMMENT,
    ERROR_EQUALS,
    RESULT_PATH,
    Field::new("Output", Template, "The output that the next state gets.").jsonata(),
    Field::new("Assign", ObjectTemplate, "Sets variables that later states read."),
    Field::new("Next", StateName, "The state that handles the error.").required(),
];
