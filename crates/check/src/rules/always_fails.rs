//! A workflow that cannot succeed.

use crate::context::Context;
use crate::{Check, Rule};
use definition::StateKind;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_ALWAYS_FAILS",
    "When every way ends in a Fail state, no execution can succeed.",
    "The specification, \"Fail State\"",
    Check::Machine(check),
);

// A branch may well be there to fail: that is how one stops the others.
fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let container = context.machine.root();
    let mut reached = container
        .states
        .iter()
        .map(|&id| context.machine.state(id))
        .filter(|state| context.graph.is_reachable(state.id));
    let start = container.start().map(|id| context.machine.state(id));
    // A single Fail is a placeholder, not a slip.
    let Some(start) = start.filter(|start| !matches!(start.kind, Some(StateKind::Fail(_)))) else { return };
    let mut ends = reached.clone().filter(|state| state.is_terminal()).peekable();
    let is_whole =
        !reached.any(|state| state.kind.is_none() || state.targets().iter().any(|target| target.state.is_none()));
    if is_whole && ends.peek().is_some() && ends.all(|state| matches!(state.kind, Some(StateKind::Fail(_)))) {
        let message = "Every way from here ends in a Fail state";
        findings.push(RULE.at(start.name_span, message).at(start.location.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn one_way_must_succeed() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {
                "A": {"Type": "Pass", "Next": "F"}, "F": {"Type": "Fail"}}}
                ^^^ Every way from here ends in a Fail state @ /States/A"#,
        );
    }
}
