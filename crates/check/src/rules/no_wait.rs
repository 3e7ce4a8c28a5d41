//! A Wait that does not wait.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{State, StateKind, Wait};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_NO_WAIT",
    "A Wait of 0 seconds goes on at once, and is paid as a transition.",
    "The specification, \"Wait State\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    if matches!(&state.kind, Some(StateKind::Wait(Wait::Seconds(seconds))) if *seconds == 0.0) {
        let message = format!("\"{}\" does not wait: its Seconds are 0", state.name);
        findings.push(RULE.at(state.name_span, message).at(format!("{}/Seconds", state.location)));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_wait_waits() {
        check(
            &RULE,
            r#"{"StartAt": "W", "States": {
                "W": {"Type": "Wait", "Seconds": 0, "Next": "V"},
                ^^^ "W" does not wait: its Seconds are 0 @ /States/W/Seconds
                "V": {"Type": "Wait", "Seconds": 1, "Next": "U"},
                "U": {"Type": "Wait", "Seconds": "${Delay}", "End": true}}}"#,
        );
    }
}
