//! A path into a result that was thrown away.

use crate::context::Context;
use crate::missing_reads::Cause;
use crate::{Check, Rule};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_RESULT_DISCARDED",
    "With a ResultPath of null the state's result is thrown away, and its input goes on.",
    "The specification, \"ResultPath\"; the result shapes of the integrations",
    Check::Machine(check),
);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for read in context.missing_reads() {
        let Cause::Discarded(by) = read.cause else { continue };
        let by = context.machine.state(by);
        let message =
            format!("{} leads to nothing: \"{}\" throws its result away (ResultPath is null)", read.path, by.name);
        findings.push(RULE.at(read.span, message).at(read.location.clone()).label(by.name_span, "here"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_discarded_result_cannot_be_read() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": {"order": 1}, "Next": "T"},
                "T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "ResultPath": null, "Next": "P"},
                "P": {"Type": "Pass", "End": true, "Parameters": {"order.$": "$.order", "id.$":
                    "$.MessageId"}}}}
                     ^^^^^^^^^^^ $.MessageId leads to nothing: "T" throws its result away (ResultPath is null) @ /States/P/Parameters/id"#,
        );
    }

    #[test]
    fn an_unknown_input_may_have_the_field_itself() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {
                "T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "ResultPath": null, "Next": "P"},
                "P": {"Type": "Pass", "End": true, "Parameters": {"id.$": "$.MessageId"}}}}"#,
        );
    }
}
