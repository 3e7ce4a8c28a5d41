//! A task that waits for a token that nobody is given.

use crate::expressions::{AnyExpression, Found};
use crate::part::Part;
use crate::{Check, Rule};
use definition::{IntegrationPattern, Resource, State, Template};
use jsonata::VariableReference;
use jsonpath::{QualifiedPath, Root};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_NO_TASK_TOKEN",
    "A .waitForTaskToken task must send $$.Task.Token, or nobody can answer; only such a task has one.",
    "Developer guide, \"Wait for a callback with task token\"",
    Check::State(check),
);

/// Below `$states`.
const TOKEN: [&str; 3] = ["context", "Task", "Token"];

fn check(part: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(task) = state.task() else { return };
    let found = part.expressions(state.id);
    let Resource::Service { pattern, .. } = &task.resource else { return };
    if *pattern == IntegrationPattern::WaitForTaskToken {
        // A template that could not be read may hold the token.
        let unknown = matches!(state.parameters, Some(Template::Invalid | Template::Path(_)));
        if !unknown && !found.iter().any(may_send_token) {
            let message = "The task waits for a token that it does not send: nothing holds `$$.Task.Token`";
            findings.push(RULE.at(task.resource_span, message).at(state.location.clone()));
        }
    } else if *pattern == IntegrationPattern::RequestResponse
        && let Some(found) = found.iter().find(|found| names_token(found))
    {
        let message = "Only a .waitForTaskToken task has a task token";
        findings.push(RULE.at(span_of(found), message).at(format!("{}/{}", state.location, found.field)));
    }
}

fn may_send_token(found: &Found<'_>) -> bool {
    let in_path = |path: &QualifiedPath| {
        let names: Vec<_> = path.path().leading_names().collect();
        *path.root() == Root::Context && matches!(names[..], [] | ["Task"] | ["Task", "Token", ..])
    };
    let in_variable = |variable: &VariableReference| {
        let names: Vec<_> = variable.path.iter().map(String::as_str).collect();
        // Any other variable may hold the Context Object.
        variable.name != "states" || matches!(names[..], [] | ["context"] | ["context", "Task", ..])
    };
    found.paths.iter().any(|(path, _)| in_path(path)) || found.variables.iter().any(in_variable)
}

fn names_token(found: &Found<'_>) -> bool {
    let in_path =
        |path: &QualifiedPath| *path.root() == Root::Context && path.path().leading_names().eq(["Task", "Token"]);
    let in_variable = |variable: &VariableReference| {
        variable.name == "states" && variable.path.starts_with(&TOKEN.map(str::to_owned))
    };
    found.paths.iter().any(|(path, _)| in_path(path)) || found.variables.iter().any(in_variable)
}

fn span_of(found: &Found<'_>) -> text::Span {
    match found.expression {
        AnyExpression::Path(path) => path.span,
        AnyExpression::Intrinsic(call) => call.span,
        AnyExpression::Jsonata(expression) => expression.span,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_token_must_be_sent() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true, "Parameters": {"QueueUrl": "q", "MessageBody.$": "$"},
                "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken"},
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The task waits for a token that it does not send: nothing holds `$$.Task.Token` @ /States/T
                "U": {"Type": "Task", "End": true, "Parameters": {"MessageBody": {"Token.$": "States.Format('{}', $$.Task.Token)"}},
                    "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken"},
                "V": {"Type": "Task", "End": true, "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {
                    "MessageBody.$": "$$.Task.Token"}}}}
                                     ^^^^^^^^^^^^^^^ Only a .waitForTaskToken task has a task token @ /States/V/Parameters/MessageBody"#,
        );
    }
}
