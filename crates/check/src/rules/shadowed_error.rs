//! A Retrier or Catcher that an earlier one leaves nothing for.

use crate::context::Context;
use crate::{Check, Rule};
use definition::State;
use json::Text;
use text::{Diagnostic, Span};

pub(super) const RULE: Rule = Rule::warning(
    "LINT_SHADOWED_CATCH",
    "Retriers and Catchers are tried in order: one whose errors an earlier one matches is never used.",
    "The specification, \"Fallback states\"; developer guide: States.TaskFailed matches any error except States.Timeout",
    Check::State(check),
);

fn check(_: &Context<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let retriers: Vec<_> = state.retry.iter().map(|retrier| (&retrier.error_equals[..], retrier.span)).collect();
    let catchers: Vec<_> = state.catch.iter().map(|catcher| (&catcher.error_equals[..], catcher.span)).collect();
    search(state, "Retry", &retriers, findings);
    search(state, "Catch", &catchers, findings);
}

fn search(state: &State, field: &str, entries: &[(&[Text], Span)], findings: &mut Vec<Diagnostic>) {
    let mut taken: Vec<(&Text, Span)> = Vec::new();
    for (index, (names, span)) in entries.iter().enumerate() {
        let covering =
            names.iter().map(|name| taken.iter().find(|(earlier, _)| covers(earlier, name)).map(|(_, span)| *span));
        if let Some(covering) = covering.collect::<Option<Vec<_>>>().filter(|spans| !spans.is_empty()) {
            let first = |span: Span| Span::new(span.start as usize, span.start as usize + 1);
            let finding = RULE.at(first(*span), "This entry is never used: an earlier one matches all of its errors");
            let finding = finding.label(first(covering[0]), "this one comes first");
            findings.push(finding.at(format!("{}/{field}[{index}]", state.location)));
        }
        taken.extend(names.iter().map(|name| (name, *span)));
    }
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
