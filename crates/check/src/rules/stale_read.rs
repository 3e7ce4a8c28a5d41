//! A variable read in the state that assigns it.

use crate::expressions::Place;
use crate::part::Part;
use crate::variables::reads;
use crate::{Check, Rule};
use definition::State;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_STALE_READ",
    "Assign and Output are evaluated from the values before the state: Output does not see what Assign sets.",
    "Recorded: test_state_assign_evaluation_order",
    Check::State(check),
);

fn check(part: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let output = part.expressions(state.id).iter().filter(|found| found.place == Place::After);
    for found in output.filter(|found| !found.field.starts_with("Assign")) {
        for (name, span) in reads(found) {
            if state.assign.iter().any(|assignment| *assignment.name == *name) {
                let message = format!("${name} still has the value from before this state, not the one of its Assign");
                findings.push(RULE.at(span, message).at(format!("{}/{}", state.location, found.field)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn an_assignment_is_seen_by_the_next_state() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "r", "Assign": {"v": 1}, "End": true, "ResultSelector": {
                "x.$": "$v"}}}}
                        ^^ $v still has the value from before this state, not the one of its Assign @ /States/A/ResultSelector/x"#,
        );
    }
}
