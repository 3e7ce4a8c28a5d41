//! A path that leads to nothing, whatever the input.

use crate::context::Context;
use crate::data_flow::There;
use crate::missing_reads::{Cause, MissingRead};
use crate::{Check, Rule};
use jsonpath::Step;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::warning(
    "LINT_MISSING_PATH",
    "A path must lead to something that the states before can have put there, or that the service answers.",
    "Recorded: States.Runtime with \"could not be found in the input\"; the result shapes of the integrations",
    Check::Machine(check),
);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let unexplained = context.missing_reads().iter().filter(|read| read.cause == Cause::None);
    findings.extend(unexplained.map(|read| finding(read).at(read.location.clone())));
}

fn finding(read: &MissingRead) -> Diagnostic {
    let MissingRead { path, span, .. } = read;
    let (name, why) = match (&read.step, read.there) {
        (Step::Index(_), _) => {
            return RULE.at(*span, format!("{path} leads to nothing: there is an object, not an array"));
        }
        (Step::Key(name), There::Array) => (name, format!("there is an array, which has no '{name}'")),
        (Step::Key(name), _) => (name, format!("there is no '{name}'")),
    };
    let finding = RULE.at(*span, format!("{path} leads to nothing: {why}"));
    let finding = match read.fields.as_slice() {
        [] => finding,
        fields => finding.help(format!("There can be: {}.", fields.join(", "))),
    };
    let Some(meant) = &read.meant else { return finding };
    let right = path.replacen(&format!(".{name}"), &format!(".{meant}"), 1);
    if right == *path {
        return finding;
    }
    finding.fix(format!("Change `{name}` to `{meant}`"), vec![Edit::replace(*span, right)])
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn a_path_leads_to_what_the_state_before_has_made() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {
                "A": {"Type": "Pass", "Parameters": {"order": {"id.$": "$.id"}}, "Next": "B"},
                "B": {"Type": "Pass", "ResultPath": "$.done", "Result": {"at": 1}, "Next": "C"},
                "C": {"Type": "Pass", "End": true, "Parameters": {"a.$": "$.order.id.anything", "b.$": "$.done.at",
                    "c.$": "$.customer"}}}}
                            ^^^^^^^^^^ $.customer leads to nothing: there is no 'customer' @ /States/C/Parameters/c"#,
        );
    }

    #[test]
    fn a_service_answers_in_pascal_case() {
        check_fix(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "ResultSelector": {"x.$": "$.payload.x"}, "End": true}}}"#,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "ResultSelector": {"x.$": "$.Payload.x"}, "End": true}}}"#,
        );
    }

    #[test]
    fn nothing_is_said_of_what_may_be_there() {
        for states in [
            // The execution input may hold anything.
            r#""A": {"Type": "Pass", "Parameters": {"x.$": "$.anything"}, "End": true}"#,
            // One of two ways makes the field.
            r#""A": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "B"}], "Default": "C"},
               "B": {"Type": "Pass", "Result": {"b": 1}, "Next": "D"}, "C": {"Type": "Pass", "Result": {"c": 1}, "Next": "D"},
               "D": {"Type": "Pass", "Parameters": {"x.$": "$.b"}, "End": true}"#,
            // A rule asks for it.
            r#""A": {"Type": "Pass", "Result": {}, "Next": "B"},
               "B": {"Type": "Choice", "Choices": [{"And": [{"Variable": "$.x", "IsPresent": true}, {"Variable": "$.x.y", "IsNull": true}], "Next": "C"}], "Default": "C"},
               "C": {"Type": "Succeed"}"#,
            // A loop adds it.
            r#""A": {"Type": "Pass", "Result": {"n": 1}, "Next": "B"},
               "B": {"Type": "Choice", "Choices": [{"Variable": "$.n", "IsNull": true, "Next": "D"}], "Default": "C"},
               "C": {"Type": "Pass", "ResultPath": "$.more", "Result": {"m": 1}, "Next": "B"},
               "D": {"Type": "Pass", "Parameters": {"x.$": "$.more.m"}, "End": true}"#,
        ] {
            check(&RULE, &format!(r#"{{"StartAt": "A", "States": {{{states}}}}}"#));
        }
    }

    #[test]
    fn a_job_gives_an_object() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Next": "C"},
                "C": {"Type": "Choice", "Default": "C", "Choices": [{"NumericEquals": 0, "Next": "C",
                    "Variable": "$[0].Containers[0].ExitCode"}]}}}
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^ $[0].Containers[0].ExitCode leads to nothing: there is an object, not an array @ /States/C/Choices[0]/Variable"#,
        );
    }

    #[test]
    fn a_caught_error_has_two_fields() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true, "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "H"}]},
                "H": {"Type": "Pass", "End": true, "Parameters": {"a.$": "$.error.Cause",
                    "b.$": "$.error.Message"}}}}
                            ^^^^^^^^^^^^^^^ $.error.Message leads to nothing: there is no 'Message' @ /States/H/Parameters/b"#,
        );
    }
}
