//! A Choice rule that an earlier one leaves nothing for.

use crate::conditions::{MAX_COMPARED, is_implied};
use crate::part::Part;
use crate::{Check, Rule};
use definition::State;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_SHADOWED_RULE",
    "The first Choice rule that matches wins: one that matches only where an earlier one does is never used.",
    "The specification, \"Choice State\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(choice) = state.choice() else { return };
    for (index, rule) in choice.rules.iter().enumerate() {
        if let Some(earlier) = choice.rules[index.saturating_sub(MAX_COMPARED)..index]
            .iter()
            .find(|earlier| is_implied(&earlier.condition, &rule.condition))
        {
            let finding = RULE.at(rule.span.head(), "This rule is never used: an earlier one matches whenever it does");
            let finding = finding.at(format!("{}/Choices[{index}]", state.location));
            findings.push(finding.label(earlier.span.head(), "this one comes first"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    fn rules(rules: &str) -> String {
        format!("{{\"StartAt\": \"C\", \"States\": {{\"C\": {{\"Type\": \"Choice\", \"Choices\": [\n{rules}\n]}}}}}}")
    }

    #[test]
    fn what_an_earlier_rule_matches_is_never_used() {
        for (first, second) in [
            (r#""StringEquals": "a""#, r#""StringEquals": "a""#),
            (r#""NumericLessThan": 10"#, r#""NumericLessThan": 5"#),
            (r#""NumericGreaterThanEquals": 3"#, r#""NumericEquals": 3"#),
            (r#""StringMatches": "*""#, r#""StringEquals": "a""#),
        ] {
            let source = format!(
                "{{\"Variable\": \"$.x\", {first}, \"Next\": \"C\"}},\n{{\"Variable\": \"$.x\", {second}, \"Next\": \"C\"}}\n^ This rule is never used: an earlier one matches whenever it does @ /States/C/Choices[1]"
            );
            check(&RULE, &rules(&source));
        }
    }

    #[test]
    fn what_may_still_match_is_used() {
        for (first, second) in [
            (r#""NumericLessThan": 5"#, r#""NumericLessThan": 10"#),
            (r#""NumericLessThan": 5"#, r#""NumericEquals": 5"#),
            (r#""StringEquals": "a""#, r#""StringEquals": "b""#),
            (r#""IsPresent": true"#, r#""StringEquals": "b""#),
        ] {
            let source = format!(
                "{{\"Variable\": \"$.x\", {first}, \"Next\": \"C\"}},\n{{\"Variable\": \"$.x\", {second}, \"Next\": \"C\"}}"
            );
            check(&RULE, &rules(&source));
        }
    }
}
