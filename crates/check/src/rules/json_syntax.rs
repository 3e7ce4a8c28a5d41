//! The text must be JSON (or YAML).

use crate::{Check, Rule};

pub(super) const RULE: Rule = Rule::error(
    "INVALID_JSON_DESCRIPTION",
    "The text must be JSON or YAML; every place where it is not is reported with a line and a column.",
    "Recorded: ValidateStateMachineDefinition of `not a definition`",
    Check::Reading,
);
