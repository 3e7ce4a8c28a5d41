//! A path that leads to nothing, whatever the input.

use crate::context::Context;
use crate::data_flow::{Missing, Others, Shape, Stages};
use crate::expressions::{Found, Place};
use crate::{Check, Rule};
use definition::{ComparisonOperator, Condition, QueryLanguage, State};
use jsonpath::{Root, Step};
use text::{Diagnostic, Edit, Span};

pub(super) const RULE: Rule = Rule::warning(
    "LINT_MISSING_PATH",
    "A path must lead to something that the states before can have put there, or that the service answers.",
    "Recorded: States.Runtime with \"could not be found in the input\"; the result shapes of the integrations",
    Check::State(check),
);

fn check(context: &Context<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(stages) = context.data_flow.stages(state) else { return };
    for found in context.expressions(state.id) {
        for (steps, text, span) in reads(state, found) {
            let Some((data, steps)) = data_at(state, &stages, found, &steps) else { continue };
            if is_tested(state, &text) {
                continue;
            }
            if let Some(missing) = data.missing(steps).filter(|missing| is_sure(missing, steps)) {
                let finding = finding(&missing, &steps[missing.found], &text, span);
                findings.push(finding.at(format!("{}/{}", state.location, found.field)));
            }
        }
    }
}

/// The steps of every path into the input or the result, with the path as it is written.
fn reads(state: &State, found: &Found<'_>) -> Vec<(Vec<Step>, String, Span)> {
    if state.query_language == QueryLanguage::JsonPath {
        let paths = found.paths.iter().filter(|(path, _)| *path.root() == Root::Input);
        return paths
            .map(|(path, span)| (path.path().leading_steps().collect(), path.text().to_owned(), *span))
            .collect();
    }
    let Some(expression) = found.jsonata() else { return Vec::new() };
    let references = found.variables.iter().filter(|variable| variable.name == "states");
    references
        .map(|variable| {
            let text = format!("$states.{}", variable.path.join("."));
            let steps = variable.path.iter().map(|name| Step::Key(name.as_str().into())).collect();
            (steps, text, expression.source_span(variable.path_span))
        })
        .collect()
}

/// What a field's paths start from, and the steps from there on.
fn data_at<'a, 's>(
    state: &State,
    stages: &'a Stages,
    found: &Found<'_>,
    steps: &'s [Step],
) -> Option<(&'a Shape, &'s [Step])> {
    if state.query_language == QueryLanguage::Jsonata {
        let (Step::Key(first), rest) = steps.split_first()? else { return None };
        return match &**first {
            "input" => Some((&stages.input, rest)),
            "result" if found.place == Place::After => Some((&stages.result, rest)),
            _ => None,
        };
    }
    let root = found.field.split(['/', '[']).next().unwrap_or_default();
    let data = match root {
        "InputPath" => &stages.input,
        "ResultSelector" => &stages.result,
        "OutputPath" => &stages.after_result,
        // What Assign and Catch read is not the state input.
        "Assign" | "Catch" => return None,
        // Beside an ItemReader it is not even looked at (recorded).
        "ItemsPath" if state.map().is_some_and(|map| map.item_reader.is_some()) => return None,
        _ => &stages.effective_input,
    };
    Some((data, steps))
}

/// Is it a path of which a Choice rule asks whether it is there?
fn is_tested(state: &State, path: &str) -> bool {
    fn tests(condition: &Condition, path: &str) -> bool {
        match condition {
            Condition::Compare(comparison) => {
                comparison.operator == ComparisonOperator::IsPresent
                    && path.starts_with(comparison.variable.value.text())
            }
            Condition::And(inner) | Condition::Or(inner) => inner.iter().any(|inner| tests(inner, path)),
            Condition::Not(inner) => tests(inner, path),
            _ => false,
        }
    }
    state.choice().is_some_and(|choice| choice.rules.iter().any(|rule| tests(&rule.condition, path)))
}

/// A service may answer more than its documentation tells: there only a slip is sure, and a name
/// that starts with a small letter where all answers are in PascalCase.
fn is_sure(missing: &Missing<'_>, steps: &[Step]) -> bool {
    let Step::Key(name) = &steps[missing.found] else { return true };
    let is_small = |name: &str| name.starts_with(|c: char| c.is_lowercase());
    let is_foreign = is_small(name) && !missing.fields.iter().any(|field| is_small(field));
    missing.others == Others::None || is_foreign || meant(missing, &steps[missing.found]).is_some()
}

fn meant<'a>(missing: &Missing<'a>, step: &Step) -> Option<&'a str> {
    match step {
        Step::Key(name) => text::closest(name, missing.fields.iter().copied()),
        Step::Index(_) => None,
    }
}

fn finding(missing: &Missing<'_>, step: &Step, path: &str, span: Span) -> Diagnostic {
    let name = match step {
        Step::Key(name) => name,
        Step::Index(_) => return RULE.at(span, format!("{path} leads to nothing: there is an object, not an array")),
    };
    let finding = RULE.at(span, format!("{path} leads to nothing: there is no '{name}'"));
    let finding = match missing.fields.as_slice() {
        [] => finding,
        fields => finding.help(format!("There can be: {}.", fields.join(", "))),
    };
    let right = meant(missing, step).map(|meant| (meant, path.replacen(&format!(".{name}"), &format!(".{meant}"), 1)));
    match right {
        Some((meant, right)) if right != path => {
            finding.fix(format!("Change `{name}` to `{meant}`"), vec![Edit::replace(span, right)])
        }
        _ => finding,
    }
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
    fn an_answer_replaces_the_input() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Next": "P"},
                "P": {"Type": "Pass", "End": true, "Parameters": {"id.$": "$.MessageId", "other.$": "$.Unheard",
                    "order.$": "$.order.id"}}}}
                                ^^^^^^^^^^ $.order.id leads to nothing: there is no 'order' @ /States/P/Parameters/order"#,
        );
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
