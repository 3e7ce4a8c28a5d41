//! A path into an input that a result has replaced.

use crate::context::Context;
use crate::missing_reads::Cause;
use crate::{Check, Rule};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_INPUT_LOST",
    "Without a ResultPath the result of a Task, a Parallel or a Map takes the place of the whole input.",
    "The specification, \"ResultPath\"; recorded: States.Runtime with \"could not be found in the input\"",
    Check::Machine(check),
);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for read in context.missing_reads() {
        let Cause::Replaced(by) = read.cause else { continue };
        let by = context.machine.state(by);
        let message = format!("{} leads to nothing: the result of \"{}\" has replaced the input", read.path, by.name);
        let finding = RULE.at(read.span, message).at(read.location.clone());
        let finding = finding.help("A ResultPath such as `$.result` keeps both, a variable (Assign) as well.");
        findings.push(finding.label(by.name_span, "here"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn an_answer_replaces_the_input() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Next": "W"},
                "W": {"Type": "Wait", "Seconds": 1, "Next": "P"},
                "P": {"Type": "Pass", "End": true, "Parameters": {"id.$": "$.MessageId", "other.$": "$.Unheard",
                    "order.$": "$.order.id"}}}}
                                ^^^^^^^^^^ $.order.id leads to nothing: the result of "T" has replaced the input @ /States/P/Parameters/order"#,
        );
    }

    #[test]
    fn the_results_of_branches_are_an_array() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Parallel", "Next": "P",
                    "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}]},
                "P": {"Type": "Choice", "Choices": [{"IsNull": true, "Next": "Q", "Variable":
                    "$.order"}], "Default": "Q"},
                     ^^^^^^^ $.order leads to nothing: the result of "T" has replaced the input @ /States/P/Choices[0]/Variable
                "Q": {"Type": "Pass", "End": true, "Parameters": {"first.$": "$[0].order"}}}}"#,
        );
    }

    #[test]
    fn a_result_path_keeps_the_input() {
        for result_path in [r#""ResultPath": "$.sent""#, r#""ResultPath": null"#, r#""ResultSelector": {"order": 1}"#] {
            check(
                &RULE,
                &format!(
                    r#"{{"StartAt": "T", "States": {{"T": {{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", {result_path}, "Next": "P"}},
                        "P": {{"Type": "Pass", "End": true, "Parameters": {{"order.$": "$.order"}}}}}}}}"#
                ),
            );
        }
    }
}
