//! A message that may be sent twice.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{IntegrationPattern, Resource, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_RETRIED_MESSAGE",
    "A send that is retried on every error may have succeeded before the error: the receiver gets the message twice.",
    "Amazon SQS and SNS developer guides: at-least-once delivery, deduplication by id",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(task) = state.task() else { return };
    let Resource::Service { service, action, pattern: IntegrationPattern::RequestResponse } = &task.resource else {
        return;
    };
    let sends = matches!((&**service, &**action), ("sqs", "sendMessage") | ("sns", "publish"));
    let retrier = state.retry.iter().find(|retrier| retrier.error_equals.iter().any(|name| &**name == "States.ALL"));
    if let Some(retrier) = retrier.filter(|retrier| sends && retrier.max_attempts > 0) {
        let message = "The message may be sent more than once when every error is retried";
        findings.push(RULE.at(retrier.span.head(), message).at(state.location.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_message_may_arrive_twice() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true, "Retry": [
                {"ErrorEquals": ["SQS.SdkClientException"]},
                {"ErrorEquals": ["States.ALL"]}]}}}
                ^ The message may be sent more than once when every error is retried @ /States/T"#,
        );
    }
}
