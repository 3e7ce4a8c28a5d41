//! One path compared as a text here and as a number there.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{ComparisonOperator, Condition, OperandType, State};
use std::collections::BTreeMap;
use text::{Diagnostic, Span};

pub(super) const RULE: Rule = Rule::information(
    "LINT_MIXED_TYPES",
    "A comparison matches only values of its own type: StringEquals \"1\" does not match the number 1.",
    "The specification, \"Choice State\": data-test expressions",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(choice) = state.choice() else { return };
    let mut types = BTreeMap::new();
    for (index, rule) in choice.rules.iter().enumerate() {
        let mut found = Vec::new();
        search(&rule.condition, &mut types, &mut found);
        let location = || format!("{}/Choices[{index}]", state.location);
        findings.extend(found.into_iter().map(|finding| finding.at(location())));
    }
}

/// The first type that each path is compared as; none once somebody asks which type it has.
type Types<'a> = BTreeMap<&'a str, Option<(OperandType, Span)>>;

fn search<'a>(condition: &'a Condition, types: &mut Types<'a>, findings: &mut Vec<Diagnostic>) {
    let comparison = match condition {
        Condition::Compare(comparison) => comparison,
        Condition::And(parts) | Condition::Or(parts) => {
            return parts.iter().for_each(|part| search(part, types, findings));
        }
        Condition::Not(part) => return search(part, types, findings),
        _ => return,
    };
    let path = comparison.variable.value.text();
    let operand = match comparison.operator {
        ComparisonOperator::Compare { operand, .. } => operand,
        ComparisonOperator::StringMatches => OperandType::String,
        ComparisonOperator::IsType(_) => {
            types.insert(path, None);
            return;
        }
        _ => return,
    };
    match types.entry(path).or_insert(Some((operand, comparison.operator_span))) {
        Some((first, span)) if base(*first) != base(operand) => {
            let message = format!("{path} is compared as {} here and as {} before", operand.name(), first.name());
            findings.push(RULE.at(comparison.operator_span, message).label(*span, "before"));
        }
        _ => {}
    }
}

/// A timestamp is a text.
fn base(operand: OperandType) -> OperandType {
    if operand == OperandType::Timestamp { OperandType::String } else { operand }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_value_has_one_type() {
        check(
            &RULE,
            r#"{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [
                {"Variable": "$.x", "StringEquals": "1", "Next": "C"}, {"Variable": "$.t", "StringEquals": "", "Next": "C"},
                {"Variable": "$.t", "TimestampEquals": "2026-01-01T00:00:00Z", "Next": "C"},
                {"Variable": "$.x", "Next": "C", "NumericEquals": 2}]}}}
                                                 ^^^^^^^^^^^^^^^ $.x is compared as Numeric here and as String before @ /States/C/Choices[3]"#,
        );
    }

    #[test]
    fn whoever_asks_for_the_type_knows() {
        check(
            &RULE,
            r#"{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [
                {"And": [{"Variable": "$.x", "IsString": true}, {"Variable": "$.x", "StringEquals": "1"}], "Next": "C"},
                {"Variable": "$.x", "NumericEquals": 2, "Next": "C"}]}}}"#,
        );
    }
}
