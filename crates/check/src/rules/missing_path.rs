//! A path that leads to nothing, whatever the input.

use crate::context::Context;
use crate::data_flow::{Missing, Others, Shape, Stages};
use crate::expressions::{Found, Place};
use crate::{Check, Rule};
use definition::{ComparisonOperator, Condition, QueryLanguage, State};
use jsonpath::Root;
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
        for (names, text, span) in reads(state, found) {
            let Some((data, names)) = data_at(state, &stages, found, &names) else { continue };
            if names.is_empty() || is_tested(state, &text) {
                continue;
            }
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            if let Some(missing) = data.missing(&names).filter(|missing| is_sure(missing, &names)) {
                let finding = finding(&missing, &names, &text, span);
                findings.push(finding.at(format!("{}/{}", state.location, found.field)));
            }
        }
    }
}

/// The names of every path into the input or the result, with the path as it is written.
fn reads(state: &State, found: &Found<'_>) -> Vec<(Vec<String>, String, Span)> {
    if state.query_language == QueryLanguage::JsonPath {
        let paths = found.paths().into_iter().filter(|(path, _)| *path.root() == Root::Input);
        let owned = paths.map(|(path, span)| {
            (path.path().leading_names().map(str::to_owned).collect(), path.text().to_owned(), span)
        });
        return owned.collect();
    }
    let Some(expression) = found.jsonata() else { return Vec::new() };
    let references = expression.value.variables().into_iter().filter(|variable| variable.name == "states");
    references
        .map(|variable| {
            let text = format!("$states.{}", variable.path.join("."));
            (variable.path, text, expression.source_span(variable.path_span))
        })
        .collect()
}

/// What a field's paths start from, and the names from there on.
fn data_at<'a>(
    state: &State,
    stages: &'a Stages,
    found: &Found<'_>,
    names: &[String],
) -> Option<(&'a Shape, Vec<String>)> {
    if state.query_language == QueryLanguage::Jsonata {
        let (first, rest) = names.split_first()?;
        // Only what a plain Output of this very call can see is known well enough.
        return match first.as_str() {
            "input" => Some((&stages.input, rest.to_vec())),
            "result" if found.place == Place::After => Some((&stages.result, rest.to_vec())),
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
        _ => &stages.effective_input,
    };
    Some((data, names.to_vec()))
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

/// A service may answer more than its documentation tells: there only a slip is sure.
fn is_sure(missing: &Missing<'_>, names: &[&str]) -> bool {
    missing.others == Others::None || meant(missing, names).is_some()
}

fn meant<'a>(missing: &Missing<'a>, names: &[&str]) -> Option<&'a str> {
    text::closest(names[missing.found], missing.fields.iter().copied())
}

fn finding(missing: &Missing<'_>, names: &[&str], path: &str, span: Span) -> Diagnostic {
    let name = names[missing.found];
    let finding = RULE.at(span, format!("{path} leads to nothing: there is no '{name}'"));
    let finding = if missing.fields.is_empty() {
        finding
    } else {
        finding.help(format!("There can be: {}.", missing.fields.join(", ")))
    };
    let right = meant(missing, names).map(|meant| (meant, path.replacen(&format!(".{name}"), &format!(".{meant}"), 1)));
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
