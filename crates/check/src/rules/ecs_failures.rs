//! A container task whose failure to start goes unnoticed.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{IntegrationPattern, Resource, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_ECS_FAILURES",
    "ecs:runTask by request-response succeeds even when the task cannot be placed: the reason is in Failures.",
    "Developer guide, \"Run Amazon ECS or Fargate tasks with Step Functions\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(task) = state.task() else { return };
    if let Resource::Service { service, action, pattern: IntegrationPattern::RequestResponse } = &task.resource
        && &**service == "ecs"
        && &**action == "runTask"
    {
        let message = "This goes on as soon as the task is asked for; look at `$.Failures`, or use `.sync`";
        findings.push(RULE.at(task.resource_span, message).at(format!("{}/Resource", state.location)));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_request_is_no_success() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                "Resource": "arn:aws:states:::ecs:runTask"}}}
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This goes on as soon as the task is asked for; look at `$.Failures`, or use `.sync` @ /States/T/Resource"#,
        );
    }
}
