//! A job without a limit.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{IntegrationPattern, Resource, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_NO_TIMEOUT",
    "A .sync task without TimeoutSeconds waits for its job as long as the job takes, up to a year.",
    "Developer guide, \"Best practices\": use timeouts to avoid stuck executions",
    Check::State(check),
);

fn check(part: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(task) = state.task() else { return };
    let waits = matches!(
        task.resource,
        Resource::Service { pattern: IntegrationPattern::Sync | IntegrationPattern::Sync2, .. }
    );
    if waits && task.timeout_seconds.is_none() && part.timeout_seconds().is_none() {
        let message = "Without TimeoutSeconds this task waits up to a year for its job";
        findings.push(RULE.at(task.resource_span, message).at(state.location.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_job_needs_a_limit() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                "Resource": "arn:aws:states:::ecs:runTask.sync"}}}
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Without TimeoutSeconds this task waits up to a year for its job @ /States/T"#,
        );
    }
}
