//! A wait that may never end.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{IntegrationPattern, Resource, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_NO_HEARTBEAT",
    "A task that waits for a token or for a worker waits up to a year, unless it has a timeout or a heartbeat.",
    "Developer guide, \"Wait for a callback with task token\"",
    Check::State(check),
);

fn check(part: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(task) = state.task() else { return };
    let waits = matches!(
        task.resource,
        Resource::Service { pattern: IntegrationPattern::WaitForTaskToken, .. } | Resource::Activity(_)
    );
    let is_limited =
        task.timeout_seconds.is_some() || task.heartbeat_seconds.is_some() || part.timeout_seconds().is_some();
    if waits && !is_limited {
        let message = "Without TimeoutSeconds or HeartbeatSeconds this task waits up to a year for its answer";
        findings.push(RULE.at(task.resource_span, message).at(state.location.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_callback_needs_a_limit() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken"},
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Without TimeoutSeconds or HeartbeatSeconds this task waits up to a year for its answer @ /States/T
                "U": {"Type": "Task", "End": true, "TimeoutSeconds": 60, "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken"}}}"#,
        );
    }
}
