//! The comparisons of Choice rules.
//!
//! A value of the wrong type on either side makes a comparison false, never an error
//! (recorded: `choice_operators/*`).

use crate::errors::Fault;
use crate::evaluator::Evaluator;
use crate::{ConditionOutcome, Evidence};
use definition::{Comparator, Comparison, ComparisonOperator, Operand, OperandType};
use host::Timestamp;
use json::Value;
use std::cmp::Ordering;

/// Compare what `Variable` finds in `input`.
pub(crate) fn test(
    evaluator: &Evaluator<'_>,
    comparison: &Comparison,
    input: &Value,
) -> Result<ConditionOutcome, Fault> {
    let variable = evaluator.find(&comparison.variable, input);
    let operand = match &comparison.operand {
        Operand::Literal(value) => Some(value.clone()),
        Operand::Path(path) => evaluator.find(path, input),
    };
    let holds = match (comparison.operator, &variable) {
        (ComparisonOperator::IsPresent, _) => variable.is_some() == wants_true(operand.as_ref()),
        (_, None) => {
            let path = comparison.variable.text();
            let cause =
                format!("Invalid path '{path}': The choice state's condition path references an invalid value.");
            return Err(Fault { span: Some(comparison.variable.span), ..evaluator.runtime(cause) });
        }
        (operator, Some(value)) => match &operand {
            Some(operand) => holds(operator, value, operand),
            None => {
                let path = match &comparison.operand {
                    Operand::Path(path) => path.text(),
                    Operand::Literal(_) => "",
                };
                let cause =
                    format!("Invalid path '{path}': The choice state's condition path references an invalid value.");
                return Err(evaluator.runtime(cause));
            }
        },
    };
    Ok(ConditionOutcome { holds, evidence: Evidence::Compared { variable, operand } })
}

fn holds(operator: ComparisonOperator, value: &Value, operand: &Value) -> bool {
    match operator {
        ComparisonOperator::Compare { operand: kind, comparator, .. } => {
            order(kind, value, operand).is_some_and(|order| accepts(comparator, order))
        }
        ComparisonOperator::StringMatches => match (value.as_str(), operand.as_str()) {
            (Some(text), Some(pattern)) => matches(text, pattern),
            _ => false,
        },
        ComparisonOperator::IsNull => value.is_null() == wants_true(Some(operand)),
        ComparisonOperator::IsType(kind) => is_type(kind, value) == wants_true(Some(operand)),
        ComparisonOperator::IsPresent => wants_true(Some(operand)),
    }
}

fn wants_true(operand: Option<&Value>) -> bool {
    operand.and_then(Value::as_bool) != Some(false)
}

/// `None` when one side is not of the type.
fn order(kind: OperandType, value: &Value, operand: &Value) -> Option<Ordering> {
    match kind {
        OperandType::String => Some(utf16_order(value.as_str()?, operand.as_str()?)),
        OperandType::Numeric => value.as_number()?.partial_cmp(operand.as_number()?),
        OperandType::Boolean => Some(value.as_bool()?.cmp(&operand.as_bool()?)),
        OperandType::Timestamp => Some(Timestamp::parse(value.as_str()?)?.cmp(&Timestamp::parse(operand.as_str()?)?)),
    }
}

/// Java compares strings by their UTF-16 units.
fn utf16_order(a: &str, b: &str) -> Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

fn accepts(comparator: Comparator, order: Ordering) -> bool {
    match comparator {
        Comparator::Equals => order.is_eq(),
        Comparator::LessThan => order.is_lt(),
        Comparator::GreaterThan => order.is_gt(),
        Comparator::LessThanEquals => order.is_le(),
        Comparator::GreaterThanEquals => order.is_ge(),
    }
}

fn is_type(kind: OperandType, value: &Value) -> bool {
    match kind {
        OperandType::String => value.as_str().is_some(),
        OperandType::Numeric => value.as_number().is_some(),
        OperandType::Boolean => value.as_bool().is_some(),
        OperandType::Timestamp => value.as_str().and_then(Timestamp::parse).is_some(),
    }
}

/// `*` stands for any text; `\*` and `\\` for the characters themselves.
fn matches(text: &str, pattern: &str) -> bool {
    let mut pieces = split_pattern(pattern);
    let last = pieces.pop().unwrap_or_default();
    let Some((first, middle)) = pieces.split_first() else { return text == last };
    let Some(mut rest) = text.strip_prefix(first.as_str()) else { return false };
    for piece in middle {
        let Some(at) = rest.find(piece.as_str()) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last.as_str())
}

/// The texts between the wildcards; one more than there are wildcards.
fn split_pattern(pattern: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        let literal = match c {
            '*' => {
                pieces.push(String::new());
                continue;
            }
            '\\' => chars.next_if(|next| matches!(next, '*' | '\\')).unwrap_or(c),
            c => c,
        };
        if let Some(piece) = pieces.last_mut() {
            piece.push(literal);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn string_matches_knows_wildcards_and_escapes() {
        for (text, pattern, expected) in [
            ("foo23.log", "foo*.log", true),
            ("zebra.log", "*.log", true),
            ("foobar.zebra", "foo*.*", true),
            ("foo", "foo", true),
            ("foo", "fo", false),
            ("", "", true),
            ("", "*", true),
            ("aXbXc", "a*b*c", true),
            ("abc", "a*b*b*c", false),
            ("aba", "ab*ba", false),
            ("a*b", r"a\*b", true),
            ("axb", r"a\*b", false),
            (r"a\b", r"a\\b", true),
            ("日本語", "日*語", true),
        ] {
            assert_eq!(matches(text, pattern), expected, "{text} ~ {pattern}");
        }
    }
}
