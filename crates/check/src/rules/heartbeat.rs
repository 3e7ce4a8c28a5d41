//! A heartbeat that comes too late to be missed.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{NumberField, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "HeartbeatSeconds must be smaller than TimeoutSeconds.",
    "The specification, \"Timeouts\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(task) = state.task() else { return };
    let (Some(NumberField::Literal(heartbeat)), Some(NumberField::Literal(timeout))) =
        (&task.heartbeat_seconds, &task.timeout_seconds)
    else {
        return;
    };
    if heartbeat >= timeout {
        let message = format!("HeartbeatSeconds ({heartbeat}) must be smaller than TimeoutSeconds ({timeout})");
        findings.push(RULE.at(state.name_span, message).at(state.location.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_heartbeat_is_shorter_than_the_timeout() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {
                "T": {"Type": "Task", "Resource": "r", "End": true, "TimeoutSeconds": 60, "HeartbeatSeconds": 60}}}
                ^^^ HeartbeatSeconds (60) must be smaller than TimeoutSeconds (60) @ /States/T"#,
        );
    }
}
