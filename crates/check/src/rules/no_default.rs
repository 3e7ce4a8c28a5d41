//! A Choice that may find no rule.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{Choice, Comparator, Comparison, ComparisonOperator, Condition, Operand, OperandType, State};
use json::Value;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_NO_DEFAULT",
    "A Choice without Default fails with States.Runtime when no rule matches.",
    "The specification, \"Choice State\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(choice) = state.choice().filter(|choice| choice.default.is_none() && !choice.rules.is_empty()) else {
        return;
    };
    if !is_exhaustive(choice) {
        let finding = RULE.at(state.name_span, "When no rule matches, the execution fails with States.Runtime");
        findings.push(finding.at(state.location.clone()).help("Add a Default."));
    }
}

/// Do the rules provably leave nothing over? A condition and its opposite do, and a condition
/// that is always true.
fn is_exhaustive(choice: &Choice) -> bool {
    let conditions: Vec<_> = choice.rules.iter().map(|rule| &rule.condition).collect();
    // What could not be read, or is JSONata, may be exhaustive for all anyone can tell.
    if conditions.iter().any(|condition| matches!(condition, Condition::Invalid | Condition::Bool(true))) {
        return true;
    }
    let texts: Vec<_> = conditions.iter().filter_map(|condition| jsonata_text(condition)).collect();
    let opposite_texts = texts.iter().any(|text| texts.iter().any(|other| is_negation(text, other)));
    let comparisons: Vec<_> = conditions.iter().filter_map(|condition| comparison(condition)).collect();
    let opposites = comparisons.iter().any(|one| comparisons.iter().any(|other| are_opposite(*one, *other)));
    opposites || opposite_texts
}

fn jsonata_text(condition: &Condition) -> Option<&str> {
    match condition {
        Condition::Jsonata(expression) => Some(expression.value.text()),
        _ => None,
    }
}

fn is_negation(text: &str, other: &str) -> bool {
    other.strip_prefix("$not(").and_then(|rest| rest.strip_suffix(')')) == Some(text)
}

/// A comparison, and whether it is negated.
fn comparison(condition: &Condition) -> Option<(&Comparison, bool)> {
    match condition {
        Condition::Compare(comparison) => Some((comparison, false)),
        Condition::Not(inner) => comparison(inner).map(|(comparison, negated)| (comparison, !negated)),
        _ => None,
    }
}

fn are_opposite((one, one_negated): (&Comparison, bool), (other, other_negated): (&Comparison, bool)) -> bool {
    if one.variable.value.text() != other.variable.value.text() {
        return false;
    }
    let same = one.operator == other.operator && operand(one).is_some() && operand(one) == operand(other);
    if same && one_negated != other_negated {
        return true;
    }
    if one_negated || other_negated {
        return false;
    }
    let (Some(one_operand), Some(other_operand)) = (operand(one), operand(other)) else { return false };
    match (one.operator, other.operator) {
        (a, b) if a == b && is_boolean_test(a) => *one_operand != *other_operand,
        (
            ComparisonOperator::Compare { operand, comparator, .. },
            ComparisonOperator::Compare { operand: o, comparator: c, .. },
        ) => {
            // Values of another type match neither, but whoever writes this has thought of the type.
            operand == o && one_operand == other_operand && are_complements(comparator, c)
        }
        _ => false,
    }
}

fn operand(comparison: &Comparison) -> Option<&Value> {
    match &comparison.operand {
        Operand::Literal(value) => Some(value),
        Operand::Path(_) => None,
    }
}

/// Operators whose operand is true or false, and that match one of the two.
fn is_boolean_test(operator: ComparisonOperator) -> bool {
    match operator {
        ComparisonOperator::IsPresent | ComparisonOperator::IsNull | ComparisonOperator::IsType(_) => true,
        ComparisonOperator::Compare { operand, .. } => operand == OperandType::Boolean,
        ComparisonOperator::StringMatches => false,
    }
}

fn are_complements(one: Comparator, other: Comparator) -> bool {
    use Comparator::{GreaterThan, GreaterThanEquals, LessThan, LessThanEquals};
    matches!(
        (one, other),
        (LessThan, GreaterThanEquals)
            | (GreaterThanEquals, LessThan)
            | (GreaterThan, LessThanEquals)
            | (LessThanEquals, GreaterThan)
    )
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    fn choice(rules: &str) -> String {
        format!("{{\"StartAt\": \"C\", \"States\": {{\n\"C\": {{\"Type\": \"Choice\", \"Choices\": [{rules}]}}}}}}")
    }

    #[test]
    fn what_is_left_over_fails() {
        let source = choice(r#"{"Variable": "$.a", "StringEquals": "x", "Next": "C"}"#);
        check(
            &RULE,
            &format!("{source}\n^^^ When no rule matches, the execution fails with States.Runtime @ /States/C"),
        );
    }

    #[test]
    fn opposites_leave_nothing_over() {
        for rules in [
            r#"{"Variable": "$.a", "BooleanEquals": true, "Next": "C"}, {"Variable": "$.a", "BooleanEquals": false, "Next": "C"}"#,
            r#"{"Variable": "$.a", "IsPresent": true, "Next": "C"}, {"Variable": "$.a", "IsPresent": false, "Next": "C"}"#,
            r#"{"Variable": "$.a", "NumericLessThan": 5, "Next": "C"}, {"Variable": "$.a", "NumericGreaterThanEquals": 5, "Next": "C"}"#,
            r#"{"Variable": "$.a", "StringEquals": "x", "Next": "C"}, {"Not": {"Variable": "$.a", "StringEquals": "x"}, "Next": "C"}"#,
        ] {
            check(&RULE, &choice(rules));
        }
    }
}
