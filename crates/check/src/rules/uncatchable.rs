//! An error that nothing catches.

use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use definition::support::ValueKind;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_UNCATCHABLE",
    "States.Runtime ends the execution: no Retrier and no Catcher matches it, States.ALL neither.",
    "Recorded: test_catch_states_runtime; developer guide, \"Handling errors\"",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (member, field) in object.known_members().filter(|(_, field)| field.value == ValueKind::ErrorNames) {
        for node in member.value.items().iter().filter(|node| node.as_str() == Some("States.Runtime")) {
            let finding = RULE.at(node.span, "'States.Runtime' can be neither retried nor caught");
            findings.push(finding.at(object.field_location(field.name)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_runtime_error_is_not_caught() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true, "Catch": [{"Next": "T", "ErrorEquals": [
                "States.Timeout",
                "States.Runtime"]}]}}}
                ^^^^^^^^^^^^^^^^ 'States.Runtime' can be neither retried nor caught @ /States/T/Catch[0]/ErrorEquals"#,
        );
    }
}
