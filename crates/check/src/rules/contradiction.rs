//! A condition that is never true.

use crate::conditions::is_never;
use crate::part::Part;
use crate::{Check, Rule};
use definition::State;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_CONTRADICTION",
    "An And whose parts exclude each other never matches, nor does a condition that is simply false.",
    "The specification, \"Boolean expression\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for (index, rule) in state.choice().iter().flat_map(|choice| choice.rules.iter()).enumerate() {
        if is_never(&rule.condition) {
            let finding = RULE.at(rule.span.head(), "This rule never matches: its conditions exclude each other");
            findings.push(finding.at(format!("{}/Choices[{index}]", state.location)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    fn and(one: &str, other: &str, mark: &str) -> String {
        format!(
            "{{\"StartAt\": \"C\", \"States\": {{\"C\": {{\"Type\": \"Choice\", \"Choices\": [\n{{\"Next\": \"C\", \"And\": [{{\"Variable\": \"$.x\", {one}}}, {{\"Variable\": \"$.x\", {other}}}]}}\n{mark}]}}}}}}"
        )
    }

    #[test]
    fn parts_that_exclude_each_other_never_match() {
        let mark = "^ This rule never matches: its conditions exclude each other @ /States/C/Choices[0]\n";
        for (one, other) in [
            (r#""StringEquals": "a""#, r#""StringEquals": "b""#),
            (r#""NumericLessThan": 3"#, r#""NumericGreaterThan": 5"#),
            (r#""NumericEquals": 3"#, r#""StringEquals": "3""#),
            (r#""IsPresent": true"#, r#""IsPresent": false"#),
        ] {
            check(&RULE, &and(one, other, mark));
        }
    }

    #[test]
    fn ranges_may_meet() {
        for (one, other) in [
            (r#""NumericLessThan": 5"#, r#""NumericGreaterThan": 3"#),
            (r#""NumericLessThanEquals": 3"#, r#""NumericEquals": 3"#),
            (r#""StringEquals": "2026-01-01T00:00:00Z""#, r#""TimestampLessThan": "2027-01-01T00:00:00Z""#),
        ] {
            check(&RULE, &and(one, other, ""));
        }
    }
}
