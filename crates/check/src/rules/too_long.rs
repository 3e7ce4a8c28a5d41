//! A time that the execution does not have.

use super::express_timeout::FIVE_MINUTES_SECONDS;
use crate::part::Part;
use crate::{Check, MachineType, Rule};
use definition::{NumberField, State, StateKind, Wait};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_TOO_LONG",
    "An EXPRESS execution ends after five minutes, a STANDARD one after a year, and each when its own TimeoutSeconds are over.",
    "Developer guide, \"Service quotas\"",
    Check::State(check),
);

const YEAR_SECONDS: f64 = 31_536_000.0;

fn check(part: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let (limit, whose) = match (part.timeout_seconds(), part.machine_type()) {
        (_, MachineType::Express) => (FIVE_MINUTES_SECONDS, "an EXPRESS execution may take"),
        (Some(seconds), _) => (seconds as f64, "the machine's TimeoutSeconds allow"),
        (None, _) => (YEAR_SECONDS, "an execution may take"),
    };
    if let Some(seconds) = waits(state).filter(|seconds| *seconds > limit) {
        let message = format!("\"{}\" waits {seconds} seconds, longer than {whose} ({limit})", state.name);
        findings.push(RULE.at(state.name_span, message).at(state.location.clone()));
    }
}

/// Only a Wait surely takes its time. Of a task's timeout LINT_EXPRESS_TIMEOUT tells.
fn waits(state: &State) -> Option<f64> {
    match &state.kind {
        Some(StateKind::Wait(Wait::Seconds(seconds))) => Some(*seconds),
        Some(StateKind::Task(task)) => match task.heartbeat_seconds {
            Some(NumberField::Literal(seconds)) => Some(seconds),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_with};
    use crate::{MachineType, Options};

    const MACHINE: &str = r#"{"StartAt": "W", "States": {
        "W": {"Type": "Wait", "Seconds": 301, "End": true}}}"#;

    #[test]
    fn express_is_over_after_five_minutes() {
        let options = Options { machine_type: MachineType::Express, ..Options::default() };
        let mark = "\n        ^^^ \"W\" waits 301 seconds, longer than an EXPRESS execution may take (300) @ /States/W";
        check_with(&RULE, &options, &format!("{MACHINE}{mark}"));
    }

    #[test]
    fn standard_has_a_year() {
        check(&RULE, MACHINE);
    }
}
