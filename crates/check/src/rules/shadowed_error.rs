//! A Retrier or Catcher that an earlier one leaves nothing for.

use crate::error_entries::{ErrorEntry, error_entries};
use crate::part::Part;
use crate::{Check, Rule};
use definition::State;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_SHADOWED_CATCH",
    "Retriers and Catchers are tried in order: one whose errors an earlier one matches is never used.",
    "The specification, \"Fallback states\"; developer guide: States.TaskFailed matches any error except States.Timeout",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for entries in error_entries(state) {
        for (index, entry) in entries.iter().enumerate() {
            let earlier = &entries[..index];
            let covering: Option<Vec<_>> = entry.names.iter().map(|name| covering(earlier, name)).collect();
            if let Some([first, ..]) = covering.as_deref() {
                let finding =
                    RULE.at(entry.span.head(), "This entry is never used: an earlier one matches all of its errors");
                findings.push(finding.at(entry.location.clone()).label(first.span.head(), "this one comes first"));
            }
        }
    }
}

fn covering<'e, 'a>(earlier: &'e [ErrorEntry<'a>], name: &str) -> Option<&'e ErrorEntry<'a>> {
    earlier.iter().find(|entry| entry.names.iter().any(|known| covers(known, name)))
}

/// What comes after States.ALL is refused by another rule.
fn covers(earlier: &str, name: &str) -> bool {
    earlier == name || earlier == "States.TaskFailed" && !name.starts_with("States.")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn the_first_match_wins() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true, "Catch": [
                {"ErrorEquals": ["States.TaskFailed"], "Next": "T"},
                {"ErrorEquals": ["My.Error", "States.TaskFailed"], "Next": "T"},
                ^ This entry is never used: an earlier one matches all of its errors @ /States/T/Catch[1]
                {"ErrorEquals": ["States.Timeout"], "Next": "T"}]}}}"#,
        );
    }
}
