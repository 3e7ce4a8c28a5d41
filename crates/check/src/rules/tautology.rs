//! A condition that is always true.

use crate::conditions::is_always;
use crate::part::Part;
use crate::{Check, Rule};
use definition::{Condition, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_TAUTOLOGY",
    "An Or of `not a` and `not b` matches everything when no value is both: neither of them is an And.",
    "The specification, \"Boolean expression\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for (index, rule) in state.choice().iter().flat_map(|choice| choice.rules.iter()).enumerate() {
        // A `Condition` of true is meant to be always true.
        if !matches!(rule.condition, Condition::Bool(_)) && is_always(&rule.condition) {
            let finding = RULE.at(rule.span.head(), "This rule matches whatever the value is");
            findings.push(finding.at(format!("{}/Choices[{index}]", state.location)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    fn rule(condition: &str, mark: &str) -> String {
        format!(
            "{{\"StartAt\": \"C\", \"States\": {{\"C\": {{\"Type\": \"Choice\", \"Choices\": [\n{{\"Next\": \"C\", {condition}}}\n{mark}]}}}}}}"
        )
    }

    const A: &str = r#"{"Variable": "$.x", "StringEquals": "a"}"#;
    const B: &str = r#"{"Variable": "$.x", "StringEquals": "b"}"#;
    const PRESENT: &str = r#"{"Variable": "$.x", "IsPresent": true}"#;
    const ABSENT: &str = r#"{"Variable": "$.x", "IsPresent": false}"#;

    #[test]
    fn what_excludes_nothing_always_matches() {
        let mark = "^ This rule matches whatever the value is @ /States/C/Choices[0]\n";
        for condition in [
            format!(r#""Or": [{{"Not": {A}}}, {{"Not": {B}}}]"#),
            format!(r#""Or": [{A}, {{"Not": {A}}}]"#),
            format!(r#""Or": [{PRESENT}, {ABSENT}]"#),
            format!(r#""Not": {{"And": [{A}, {B}]}}"#),
        ] {
            check(&RULE, &rule(&condition, mark));
        }
    }

    #[test]
    fn what_excludes_something_may_not_match() {
        for condition in [
            format!(r#""Or": [{A}, {B}]"#),
            format!(r#""Or": [{A}, {{"Not": {B}}}]"#),
            format!(r#""And": [{{"Not": {A}}}, {{"Not": {B}}}]"#),
            format!(r#""Or": [{PRESENT}, {A}]"#),
            r#""Or": [{"Variable": "$.x", "NumericLessThan": 5}, {"Variable": "$.x", "NumericGreaterThanEquals": 5}]"#
                .to_owned(),
        ] {
            check(&RULE, &rule(&condition, ""));
        }
    }
}
