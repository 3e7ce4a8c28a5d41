//! A child execution that cannot wait.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{ExecutionType, IntegrationPattern, Owner, Resource, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_EXPRESS_CHILD",
    "The child executions of a Map with ExecutionType EXPRESS call services by request-response only.",
    "Developer guide, \"Using Map state in Distributed mode\": child workflow executions",
    Check::State(check),
);

fn check(part: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(task) = state.task() else { return };
    let waits = match &task.resource {
        Resource::Service { pattern, .. } => *pattern != IntegrationPattern::RequestResponse,
        Resource::Activity(_) => true,
        _ => false,
    };
    if waits && is_in_express_child(part, state) {
        let message = "The child executions of this Map are EXPRESS: they cannot wait for a job, a token or a worker";
        findings.push(RULE.at(task.resource_span, message).at(format!("{}/Resource", state.location)));
    }
}

fn is_in_express_child(part: &Part<'_>, state: &State) -> bool {
    part.owners(state).any(|(owner, outer)| {
        matches!(owner, Owner::ItemProcessor(_))
            && outer.map().is_some_and(|map| map.execution_type == Some(ExecutionType::Express))
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn an_express_child_does_not_wait() {
        check(
            &RULE,
            r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                    "Resource": "arn:aws:states:::glue:startJobRun.sync"}}}}}}
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The child executions of this Map are EXPRESS: they cannot wait for a job, a token or a worker @ /States/M/ItemProcessor/States/T/Resource"#,
        );
    }
}
