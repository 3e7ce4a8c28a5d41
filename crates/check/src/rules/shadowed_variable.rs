//! A variable inside a branch that is called as one outside.

use crate::context::Context;
use crate::variables::assignments;
use crate::{Check, Rule};
use definition::State;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_SHADOWED_VARIABLE",
    "The states of a branch or an iteration cannot assign a variable of the states around them, nor have one of the same name.",
    "Developer guide, \"Passing data between states with variables\": variable scope",
    Check::StateInMachine(check),
);

fn check(context: &Context<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for assignment in assignments(state) {
        if context.variables.is_outer(state, &assignment.name) {
            let message =
                format!("The variable ${} is already assigned outside of this branch or iteration", assignment.name);
            findings.push(RULE.at(assignment.name_span, message).at(format!("{}/Assign", state.location)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn an_inner_variable_has_a_name_of_its_own() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"v": 1}, "Next": "P"},
                "P": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Pass", "End": true, "Assign": {
                    "v": 2, "w": 3}}}}]}}}
                    ^^^ The variable $v is already assigned outside of this branch or iteration @ /States/P/Branches[0]/States/B/Assign"#,
        );
    }
}
