//! A test for presence that comes after the path was used.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{Comparison, ComparisonOperator, Condition, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_LATE_PRESENCE",
    "A comparison of a path that is not there fails with States.Runtime: IsPresent must come before it.",
    "Developer guide, \"Choice workflow state\": IsPresent; a path without a value ends the execution with States.Runtime",
    Check::State(check),
);

/// A later test is compared with so many comparisons before it: more come from a generator.
const MAX_COMPARED: usize = 100;

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(choice) = state.choice() else { return };
    let mut compared: Vec<&Comparison> = Vec::new();
    let mut guarded: Vec<&Comparison> = Vec::new();
    for (index, rule) in choice.rules.iter().enumerate() {
        for comparison in in_order(&rule.condition) {
            let is_same = |earlier: &&&Comparison| earlier.variable.value.text() == comparison.variable.value.text();
            if comparison.operator != ComparisonOperator::IsPresent {
                compared.push(comparison);
                continue;
            }
            let recent = &compared[compared.len().saturating_sub(MAX_COMPARED)..];
            if let (Some(first), None) = (recent.iter().find(is_same), guarded.iter().find(is_same)) {
                let path = comparison.variable.value.text();
                let message = format!("{path} is compared before this test: if it is not there, that fails already");
                let finding = RULE.at(comparison.operator_span, message);
                let finding = finding.at(format!("{}/Choices[{index}]", state.location));
                findings.push(finding.label(first.operator_span, "compared here"));
            }
            guarded.push(comparison);
        }
    }
}

/// The comparisons of a condition, as they are tried.
fn in_order(condition: &Condition) -> Vec<&Comparison> {
    match condition {
        Condition::Compare(comparison) => vec![comparison],
        Condition::And(parts) | Condition::Or(parts) => parts.iter().flat_map(in_order).collect(),
        Condition::Not(part) => in_order(part),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    fn choice(rules: &str) -> String {
        format!("{{\"StartAt\": \"C\", \"States\": {{\"C\": {{\"Type\": \"Choice\", \"Choices\": [{rules}]}}}}}}")
    }

    #[test]
    fn presence_is_tested_first() {
        check(
            &RULE,
            &choice(
                r#"{"And": [{"Variable": "$.x", "NumericEquals": 1}, {"Variable": "$.x",
                        "IsPresent": true}], "Next": "C"}
                        ^^^^^^^^^^^ $.x is compared before this test: if it is not there, that fails already @ /States/C/Choices[0]
                "#,
            ),
        );
    }

    #[test]
    fn a_test_before_or_of_another_path_is_fine() {
        for rules in [
            r#"{"And": [{"Variable": "$.x", "IsPresent": true}, {"Variable": "$.x", "NumericEquals": 1}], "Next": "C"},
               {"Not": {"Variable": "$.x", "IsPresent": true}, "Next": "C"}"#,
            r#"{"Variable": "$.x", "NumericEquals": 1, "Next": "C"}, {"Variable": "$.y", "IsPresent": true, "Next": "C"}"#,
        ] {
            check(&RULE, &choice(rules));
        }
    }
}
