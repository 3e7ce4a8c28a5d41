//! A state that nothing leads to.

use super::missing_end_state::has_no_end;
use crate::context::Context;
use crate::graph::has_substituted_target;
use crate::{Check, Rule};
use definition::Container;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::error(
    "MISSING_TRANSITION_TARGET",
    "Every state must be the StartAt or the target of a transition of its own States object.",
    "Measured: localstack#11978, cfn-lint#4073, cfn-lint#4074 (what follows an unreachable state is not reported)",
    Check::Container(check),
);

fn check(context: &Context<'_>, container: &Container, findings: &mut Vec<Diagnostic>) {
    if container.start_at.is_none() || is_not_searched(context, container) {
        return;
    }
    for &id in &container.states {
        if !context.graph.is_referenced(id) {
            let state = context.machine.state(id);
            let message = format!("State \"{}\" is not reachable.", state.name);
            findings.push(RULE.at(state.name_span, message).at(state.location.clone()));
        }
    }
}

/// Without an end AWS looks no further; nor is anything known where a target is substituted.
pub(super) fn is_not_searched(context: &Context<'_>, container: &Container) -> bool {
    has_substituted_target(context.machine, container) || has_no_end(context, container)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn what_nothing_names_is_not_reachable() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"},
                "B": {"Type": "Pass", "Next": "C"},
                ^^^ State "B" is not reachable. @ /States/B
                "C": {"Type": "Succeed"}}}"#,
        );
    }

    #[test]
    fn a_machine_without_an_end_is_not_searched() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A"}, "B": {"Type": "Pass", "Next": "A"}}}"#,
        );
    }
}
