//! `States.ALL` beside or before others.

use crate::context::Context;
use crate::{Check, Rule};
use definition::State;
use json::Text;
use text::{Diagnostic, Span};

pub(super) const RULE: Rule = Rule::schema(
    "States.ALL stands alone in its ErrorEquals, and only in the last Retrier and the last Catcher.",
    "The specification, \"Retrying after error\" and \"Fallback states\"",
    Check::State(check),
);

fn check(_: &Context<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let retriers: Vec<_> = state.retry.iter().map(|retrier| (&retrier.error_equals[..], retrier.span)).collect();
    let catchers: Vec<_> = state.catch.iter().map(|catcher| (&catcher.error_equals[..], catcher.span)).collect();
    search(state, "Retry", &retriers, findings);
    search(state, "Catch", &catchers, findings);
}

fn search(state: &State, field: &str, entries: &[(&[Text], Span)], findings: &mut Vec<Diagnostic>) {
    for (index, (names, span)) in entries.iter().enumerate() {
        if !names.iter().any(|name| &**name == "States.ALL") {
            continue;
        }
        let message = if names.len() > 1 {
            "'States.ALL' must be the only error name in its 'ErrorEquals'"
        } else if index + 1 < entries.len() {
            "'States.ALL' is only supported in the last entry"
        } else {
            continue;
        };
        let location = format!("{}/{field}[{index}]/ErrorEquals", state.location);
        let first = Span::new(span.start as usize, span.start as usize + 1);
        findings.push(RULE.at(first, message).at(location));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn all_is_alone_and_last() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true,
                "Retry": [
                    {"ErrorEquals": ["States.ALL"]},
                    ^ 'States.ALL' is only supported in the last entry @ /States/T/Retry[0]/ErrorEquals
                    {"ErrorEquals": ["States.Timeout", "States.ALL"]}
                    ^ 'States.ALL' must be the only error name in its 'ErrorEquals' @ /States/T/Retry[1]/ErrorEquals
                ],
                "Catch": [{"ErrorEquals": ["E"], "Next": "T"}, {"ErrorEquals": ["States.ALL"], "Next": "T"}]}}}"#,
        );
    }
}
