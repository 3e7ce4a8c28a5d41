//! Retries that the machine does not live to see.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{Retrier, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_RETRY_EXCEEDS_TIMEOUT",
    "Retries whose delays add up to more than the machine's TimeoutSeconds cannot all happen.",
    "The specification, \"Retrying after error\": IntervalSeconds × BackoffRate ^ n, at most MaxDelaySeconds",
    Check::State(check),
);

/// A BackoffRate of 1.000001 grows slowly; after so many delays the rest is taken as equal.
const MAX_STEPS: u32 = 1000;

fn check(part: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(timeout) = part.timeout_seconds() else { return };
    for (index, retrier) in state.retry.iter().enumerate() {
        let delay = longest_delay_seconds(retrier, timeout as f64);
        if delay > timeout as f64 {
            let message = format!("The delays of these retries add up to more than the machine's {timeout} seconds");
            findings.push(RULE.at(retrier.span.head(), message).at(format!("{}/Retry[{index}]", state.location)));
        }
    }
}

/// The sum of all delays, in seconds, or a little less; no more is added beyond `enough`.
fn longest_delay_seconds(retrier: &Retrier, enough: f64) -> f64 {
    let longest = retrier.max_delay_seconds.unwrap_or(f64::INFINITY);
    let (mut delay, mut sum, mut left) = (retrier.interval_seconds.min(longest), 0.0, retrier.max_attempts as f64);
    for _ in 0..MAX_STEPS {
        let next = (delay * retrier.backoff_rate).min(longest);
        if left <= 0.0 || sum > enough || next <= delay {
            break; // it grows no more
        }
        sum += delay;
        left -= 1.0;
        delay = next;
    }
    sum + left.max(0.0) * delay
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn retries_fit_into_the_timeout() {
        check(
            &RULE,
            r#"{"TimeoutSeconds": 60, "StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true, "Retry": [
                {"ErrorEquals": ["A"], "IntervalSeconds": 10, "MaxAttempts": 2},
                {"ErrorEquals": ["B"], "IntervalSeconds": 10, "MaxAttempts": 3}]}}}
                ^ The delays of these retries add up to more than the machine's 60 seconds @ /States/T/Retry[1]"#,
        );
    }
}
