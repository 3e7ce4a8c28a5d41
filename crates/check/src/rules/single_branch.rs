//! A Parallel of one.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{State, StateKind};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_SINGLE_BRANCH",
    "A Parallel with one branch runs nothing at the same time; its result is an array of one.",
    "The specification, \"Parallel State\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    // One branch is a common way to catch or retry several states together.
    let has_purpose = !state.catch.is_empty() || !state.retry.is_empty();
    if let Some(StateKind::Parallel(parallel)) = &state.kind
        && parallel.branches.len() == 1
        && !has_purpose
    {
        findings.push(RULE.at(state.name_span, "This Parallel has one branch only").at(state.location.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn one_branch_is_not_parallel() {
        check(
            &RULE,
            r#"{"StartAt": "P", "States": {
                "P": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}]}}}
                ^^^ This Parallel has one branch only @ /States/P"#,
        );
    }
}
