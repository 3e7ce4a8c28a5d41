//! A variable that nothing reads.

use crate::context::Context;
use crate::variables::{assignments, reads};
use crate::{Check, Rule};
use std::collections::BTreeSet;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_UNUSED_VARIABLE",
    "A variable that no state reads can go.",
    "Developer guide, \"Passing data between states with variables\"",
    Check::Machine(check),
);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let states = || context.machine.states.iter();
    let found = states().flat_map(|state| context.expressions(state.id));
    let mut known: BTreeSet<String> = found.flat_map(reads).map(|(name, _)| name).collect();
    for state in states() {
        for assignment in assignments(state) {
            if known.insert(assignment.name.to_string()) {
                let message = format!("No state reads the variable ${}", assignment.name);
                findings.push(RULE.at(assignment.name_span, message).at(format!("{}/Assign", state.location)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_variable_is_read_somewhere() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B", "Assign": {"v": 1,
                "w": 2}},
                ^^^ No state reads the variable $w @ /States/A/Assign
                "B": {"Type": "Pass", "End": true, "Parameters": {"x.$": "$v"}}}}"#,
        );
    }
}
