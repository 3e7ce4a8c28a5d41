//! A Lambda call without a second chance.

use crate::object::insertion;
use crate::part::Part;
use crate::{Check, Rule};
use definition::{IntegrationPattern, Resource, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_RETRY_MISSING",
    "Lambda fails now and then for reasons of its own; AWS recommends to retry those errors.",
    "Developer guide, \"Best practices\": handle transient Lambda service exceptions",
    Check::State(check),
);

const TRANSIENT: &str = r#"[{"ErrorEquals": ["Lambda.ClientExecutionTimeoutException", "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException"], "IntervalSeconds": 1, "MaxAttempts": 3, "BackoffRate": 2, "JitterStrategy": "FULL"}]"#;

fn check(part: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(task) = state.task().filter(|_| state.retry.is_empty()) else { return };
    let is_lambda = match &task.resource {
        Resource::LambdaFunction(_) => true,
        Resource::Service { service, pattern, .. } => {
            &**service == "lambda" && *pattern == IntegrationPattern::RequestResponse
        }
        _ => false,
    };
    if !is_lambda {
        return;
    }
    let message = "Transient errors of the Lambda service are not retried";
    let finding = RULE.at(task.resource_span, message).at(state.location.clone());
    let edit = part.node_at(state.span).map(|node| insertion(part.document(), node, "Retry", TRANSIENT));
    findings.push(finding.fix("Add a Retrier", edit.into_iter().collect()));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_function_is_retried() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                "Resource": "arn:aws:states:::lambda:invoke"},
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Transient errors of the Lambda service are not retried @ /States/T
                "U": {"Type": "Task", "End": true, "Resource": "arn:aws:states:::lambda:invoke", "Retry": [{"ErrorEquals": ["States.ALL"]}]}}}"#,
        );
    }
}
