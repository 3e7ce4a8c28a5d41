//! States that lead to one another, and nothing leads to them. What nothing names at all is a rule
//! apart, [`super::unreachable_state`]: AWS refuses that, and accepts this.

use super::unreachable_state::is_not_searched;
use crate::context::Context;
use crate::{Check, Rule};
use definition::Container;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_UNREACHABLE_ISLAND",
    "A state that only unreachable states lead to never runs. AWS looks only for states that nothing names.",
    "cfn-lint#4074: AWS does not report what follows an unreachable state",
    Check::Container(check),
);

fn check(context: &Context<'_>, container: &Container, findings: &mut Vec<Diagnostic>) {
    let Some(start) = container.start() else { return };
    // Of a container that is not reached itself nothing more is said.
    if is_not_searched(context, container) || !context.graph.is_reachable(start) {
        return;
    }
    for state in container.states.iter().map(|&id| context.machine.state(id)) {
        if context.graph.is_referenced(state.id) && !context.graph.is_reachable(state.id) {
            let message = format!("No execution gets to \"{}\"", state.name);
            findings.push(RULE.at(state.name_span, message).at(state.location.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn an_island_is_not_reached() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"},
                "B": {"Type": "Pass", "Next": "C"},
                ^^^ No execution gets to "B" @ /States/B
                "C": {"Type": "Pass", "Next": "B"}}}
                ^^^ No execution gets to "C" @ /States/C"#,
        );
    }
}
