//! YAML that does not say what it seems to say.

use crate::{Check, Rule};

pub(super) const RULE: Rule = Rule::warning(
    "LINT_YAML_TRAP",
    "A YAML value such as yes, 010 or an unquoted date is not what it seems, or not the same for every reader.",
    "YAML 1.1 and 1.2, \"Tag resolution\"",
    Check::Reading,
);
