//! A longest delay that is always reached, or a timeout that never comes.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{Retrier, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_RETRY_DELAY",
    "MaxDelaySeconds below IntervalSeconds makes the interval and the BackoffRate pointless.",
    "The specification, \"Retrying after error\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for (index, retrier) in state.retry.iter().enumerate() {
        if let Some(message) = complaint(retrier) {
            findings.push(RULE.at(retrier.span.head(), message).at(format!("{}/Retry[{index}]", state.location)));
        }
    }
}

fn complaint(retrier: &Retrier) -> Option<String> {
    let (interval, longest) = (retrier.interval_seconds, retrier.max_delay_seconds?);
    (longest < interval).then(|| {
        format!(
            "MaxDelaySeconds ({longest}) is less than IntervalSeconds ({interval}): every delay is {longest} seconds"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn the_longest_delay_is_longer_than_the_first() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true, "Retry": [
                {"ErrorEquals": ["E"], "IntervalSeconds": 30, "MaxDelaySeconds": 10}]}}}
                ^ MaxDelaySeconds (10) is less than IntervalSeconds (30): every delay is 10 seconds @ /States/T/Retry[0]"#,
        );
    }
}
