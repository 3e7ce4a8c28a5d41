//! An error that is caught and forgotten.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{State, Transition};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_DEAD_PATH",
    "A Catcher that leads where success leads makes no difference between the two.",
    "The specification, \"Fallback states\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Transition::Next(next) = &state.transition else { return };
    for (index, catcher) in state.catch.iter().enumerate() {
        let is_same = catcher.next.as_ref().is_some_and(|target| target.name == next.name);
        if is_same && catcher.assign.is_empty() {
            let message = format!("Success and this error both lead to \"{}\"", next.name);
            findings.push(RULE.at(catcher.span.head(), message).at(format!("{}/Catch[{index}]", state.location)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn an_error_leads_elsewhere() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"N": {"Type": "Succeed"}, "T": {"Type": "Task", "Resource": "r", "Next": "N", "Catch": [
                {"ErrorEquals": ["States.ALL"], "Next": "N"}]}}}
                ^ Success and this error both lead to "N" @ /States/T/Catch[0]"#,
        );
    }
}
