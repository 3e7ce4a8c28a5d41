//! Two states of one name.

use crate::context::Context;
use crate::{Check, Rule};
use std::collections::HashMap;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::error(
    "DUPLICATE_STATE_NAME",
    "A state's name must be unique in the whole machine, branches and item processors included.",
    "The specification, \"States\"; cfn-lint#3616",
    Check::Machine(check),
);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let mut first = HashMap::new();
    for state in &context.machine.states {
        if let Some(earlier) = first.insert(&state.name, state.name_span) {
            let message = format!("Duplicate State name: {}", state.name);
            let finding = RULE.at(state.name_span, message).at(state.location.clone());
            findings.push(finding.label(earlier, "the first state of this name"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_branch_cannot_reuse_a_name() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {
                "A": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "A", "States": {
                    "A": {"Type": "Succeed"}}}]}}}
                    ^^^ Duplicate State name: A @ /States/A/Branches[0]/States/A"#,
        );
    }

    #[test]
    fn a_key_given_twice_is_a_state_given_twice() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"},
                "A": {"Type": "Succeed"}}}
                ^^^ Duplicate State name: A @ /States/A"#,
        );
    }
}
