//! A loop that nothing leaves.

use super::missing_end_state::has_no_end;
use crate::context::Context;
use crate::graph::has_substituted_target;
use crate::{Check, Rule};
use definition::Container;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_INFINITE_LOOP",
    "An execution that gets into a loop without an exit runs until it is stopped or its history is full.",
    "Developer guide, \"Service quotas\": 25,000 events",
    Check::Container(check),
);

fn check(context: &Context<'_>, container: &Container, findings: &mut Vec<Diagnostic>) {
    if has_no_end(context, container) || has_substituted_target(context.machine, container) {
        return;
    }
    let states = container.states.iter().map(|&id| context.machine.state(id));
    let trapped = |state: &&definition::State| context.graph.is_reachable(state.id) && !context.graph.can_end(state.id);
    if let Some(state) = states.filter(trapped).min_by_key(|state| state.id) {
        let message = format!("From \"{}\" on no state ends the workflow", state.name);
        findings.push(RULE.at(state.name_span, message).at(state.location.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_loop_needs_an_exit() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {
                "A": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "B"}], "Default": "End"},
                "B": {"Type": "Pass", "Next": "C"},
                ^^^ From "B" on no state ends the workflow @ /States/B
                "C": {"Type": "Pass", "Next": "B"}, "End": {"Type": "Succeed"}}}"#,
        );
    }
}
