//! `States.ALL` beside or before others.

use crate::error_entries::{ErrorEntry, error_entries};
use crate::part::Part;
use crate::{Check, Rule};
use definition::State;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "States.ALL stands alone in its ErrorEquals, and only in the last Retrier and the last Catcher.",
    "The specification, \"Retrying after error\" and \"Fallback states\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for entries in error_entries(state) {
        for (index, entry) in entries.iter().enumerate() {
            let is_last = index + 1 == entries.len();
            if let Some(message) = complaint(entry, is_last) {
                findings.push(RULE.at(entry.span.head(), message).at(format!("{}/ErrorEquals", entry.location)));
            }
        }
    }
}

fn complaint(entry: &ErrorEntry<'_>, is_last: bool) -> Option<&'static str> {
    if !entry.names.iter().any(|name| &**name == "States.ALL") {
        None
    } else if entry.names.len() > 1 {
        Some("'States.ALL' must be the only error name in its 'ErrorEquals'")
    } else if !is_last {
        Some("'States.ALL' is only supported in the last entry")
    } else {
        None
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
