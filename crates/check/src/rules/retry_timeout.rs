//! A timeout that is retried and never comes.

use crate::part::Part;
use crate::{Check, Rule};
use definition::State;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_RETRY_TIMEOUT",
    "States.Timeout is raised by TimeoutSeconds and HeartbeatSeconds: without them there is nothing to retry or catch.",
    "The specification, \"Timeouts\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(task) = state.task() else { return };
    if task.timeout_seconds.is_some() || task.heartbeat_seconds.is_some() {
        return;
    }
    let retriers = state.retry.iter().map(|retrier| (&retrier.error_equals, retrier.span));
    let catchers = state.catch.iter().map(|catcher| (&catcher.error_equals, catcher.span));
    for (_, span) in
        retriers.chain(catchers).filter(|(names, _)| matches!(&names[..], [only] if &**only == "States.Timeout"))
    {
        let message = "The task has no TimeoutSeconds, so States.Timeout does not occur";
        findings.push(RULE.at(span.head(), message).at(state.location.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_timeout_needs_seconds() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true, "Retry": [
                {"ErrorEquals": ["States.Timeout"]}]}}}
                ^ The task has no TimeoutSeconds, so States.Timeout does not occur @ /States/T"#,
        );
    }
}
