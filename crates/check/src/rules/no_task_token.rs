//! A task that waits for a token that nobody is given.

use crate::context::Context;
use crate::expressions::{AnyExpression, Found};
use crate::{Check, Rule};
use definition::{IntegrationPattern, Resource, State, Template};
use jsonpath::Root;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_NO_TASK_TOKEN",
    "A .waitForTaskToken task must send $$.Task.Token, or nobody can answer; only such a task has one.",
    "Developer guide, \"Wait for a callback with task token\"",
    Check::State(check),
);

fn check(context: &Context<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(task) = state.task() else { return };
    let found = context.expressions(state.id);
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
    let whole_context = found.paths().iter().any(|(path, _)| {
        *path.root() == Root::Context
            && path.path().leading_names().count() < 2
            && path.path().leading_names().next().is_none_or(|name| name == "Task")
    });
    whole_context
        || names_token(found)
        || found.jsonata().is_some_and(|expression| {
            expression.value.variables().iter().any(|variable| {
                // Any variable may hold the Context Object.
                variable.name != "states"
                    || variable.path.first().is_none_or(|name| name == "context")
                        && variable.path.get(1).is_none_or(|name| name == "Task")
            })
        })
}

fn names_token(found: &Found<'_>) -> bool {
    let in_path = found
        .paths()
        .iter()
        .any(|(path, _)| *path.root() == Root::Context && path.path().leading_names().eq(["Task", "Token"]));
    in_path
        || found.jsonata().is_some_and(|expression| {
            expression.value.variables().iter().any(|variable| {
                variable.name == "states"
                    && variable.path.starts_with(&["context".into(), "Task".into(), "Token".into()])
            })
        })
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
