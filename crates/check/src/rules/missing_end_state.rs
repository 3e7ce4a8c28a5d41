//! States from which there is no way out.

use crate::context::Context;
use crate::graph::{has_substituted_target, lacks_transition};
use crate::{Check, Rule};
use definition::Container;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::error(
    "MISSING_END_STATE",
    "The machine, each branch and each item processor needs a state that ends it: End, Succeed or Fail.",
    "Measured: floci#2735, floci#2786 (no location)",
    Check::Container(check),
);

fn check(context: &Context<'_>, container: &Container, findings: &mut Vec<Diagnostic>) {
    if has_no_end(context, container) {
        // AWS gives no location.
        findings.push(RULE.at(span(context, container), "Workflow has no terminal state"));
    }
}

/// AWS does not look for unreachable states in a machine without an end.
pub(super) fn has_no_end(context: &Context<'_>, container: &Container) -> bool {
    let mut states = container.states.iter().map(|&id| context.machine.state(id));
    // A state without Next and End is reported as such; where it leads nobody knows.
    !container.states.is_empty()
        && !has_substituted_target(context.machine, container)
        && !states.any(|state| state.is_terminal() || lacks_transition(state))
}

/// The first state, which is where a reader starts to look for the way out.
fn span(context: &Context<'_>, container: &Container) -> text::Span {
    let first = container.start().or(container.states.first().copied());
    first.map_or(container.span, |id| context.machine.state(id).name_span)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_loop_has_no_end() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {
                "A": {"Type": "Pass", "Next": "B"},
                ^^^ Workflow has no terminal state
                "B": {"Type": "Pass", "Next": "A"}}}"#,
        );
    }

    #[test]
    fn a_fail_state_is_an_end() {
        check(&RULE, r#"{"StartAt": "A", "States": {"A": {"Type": "Fail"}}}"#);
    }
}
