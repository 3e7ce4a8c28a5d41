//! A Choice that makes no difference.

use crate::part::Part;
use crate::{Check, Rule};
use definition::State;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_SAME_TARGET",
    "When all rules and the Default lead to one state, the Choice decides nothing.",
    "The specification, \"Choice State\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(choice) = state.choice() else { return };
    let Some(default) = &choice.default else { return };
    let decides = choice.rules.iter().any(|rule| {
        // A rule may be there for what it assigns or puts out.
        rule.next.as_ref().is_none_or(|next| next.name != default.name)
            || !rule.assign.is_empty()
            || rule.output.is_some()
    });
    if !decides && !choice.rules.is_empty() {
        let message = format!("All rules and the Default lead to \"{}\"", default.name);
        findings.push(RULE.at(state.name_span, message).at(state.location.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_choice_decides() {
        check(
            &RULE,
            r#"{"StartAt": "C", "States": {"A": {"Type": "Succeed"},
                "C": {"Type": "Choice", "Default": "A", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "A"}]}}}
                ^^^ All rules and the Default lead to "A" @ /States/C"#,
        );
    }
}
