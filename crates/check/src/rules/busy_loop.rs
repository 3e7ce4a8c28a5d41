//! Asking again and again without a pause.

use crate::context::Context;
use crate::{Check, Rule};
use definition::{Container, IntegrationPattern, Resource, State, StateId, StateKind};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_BUSY_LOOP",
    "A loop that asks for a status without a Wait fills the history (25,000 events) and is paid by the transition.",
    "Developer guide, \"Service quotas\"; sample project \"Poll for job status\"",
    Check::Container(check),
);

/// A way back over more states than this is hardly a poll.
const MAX_WAY: usize = 50;

fn check(context: &Context<'_>, container: &Container, findings: &mut Vec<Diagnostic>) {
    for state in container.states.iter().map(|&id| context.machine.state(id)).filter(|state| asks_for_status(state)) {
        if context.graph.is_reachable(state.id) && comes_back_at_once(context, state) {
            let message = format!("The loop through \"{}\" asks again without a Wait", state.name);
            findings.push(RULE.at(state.name_span, message).at(state.location.clone()));
        }
    }
}

/// A call that changes nothing: what it gives can differ only because time has passed.
fn asks_for_status(state: &State) -> bool {
    let Some(task) = state.task() else { return false };
    let Resource::Service { action, pattern: IntegrationPattern::RequestResponse, .. } = &task.resource else {
        return false;
    };
    action.starts_with("describe") || &**action == "getQueryExecution" || action.ends_with("Status")
}

/// Is there a way back to the state over Choice and Pass states alone?
fn comes_back_at_once(context: &Context<'_>, start: &State) -> bool {
    let mut seen: Vec<StateId> = Vec::new();
    let mut open = next_of(start);
    while let Some(id) = open.pop().filter(|_| seen.len() < MAX_WAY) {
        if id == start.id {
            return true;
        }
        let state = context.machine.state(id);
        if !seen.contains(&id) && matches!(state.kind, Some(StateKind::Choice(_) | StateKind::Pass { .. })) {
            seen.push(id);
            open.extend(next_of(state));
        }
    }
    false
}

/// Where the state leads when it does not fail.
fn next_of(state: &State) -> Vec<StateId> {
    let caught: Vec<_> = state.catch.iter().filter_map(|catcher| Some(catcher.next.as_ref()?.span)).collect();
    let targets = state.targets().into_iter().filter(|target| !caught.contains(&target.span));
    targets.filter_map(|target| target.state).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    fn machine(retry: &str) -> String {
        format!(
            r#"{{"StartAt": "Ask", "States": {{
                "Ask": {{"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:rds:describeDBInstances", "Next": "Ready?"}},
                "Ready?": {{"Type": "Choice", "Choices": [{{"Variable": "$.x", "IsNull": true, "Next": "Done"}}], "Default": "{retry}"}},
                "Wait": {{"Type": "Wait", "Seconds": 10, "Next": "Ask"}}, "Done": {{"Type": "Succeed"}}}}}}"#
        )
    }

    #[test]
    fn a_pause_is_needed() {
        let marked = machine("Ask").replace(
            "\"Next\": \"Ready?\"},",
            "\"Next\": \"Ready?\"},\n                ^^^^^ The loop through \"Ask\" asks again without a Wait @ /States/Ask",
        );
        check(&RULE, &marked);
        check(&RULE, &machine("Wait"));
    }
}
