//! Choice rules.

use super::ValueKind::*;
use super::{Field, Shape};
use crate::OperandType;

/// What only a rule of the state itself has.
pub(super) const RULE_ONLY: &[Field] = &[
    Field::new("Condition", Condition, "The rule matches when it gives true.").required().jsonata(),
    Field::new("Next", StateName, "The state that runs when the rule matches.").required(),
    Field::new("Assign", ObjectTemplate, "Sets variables when the rule matches."),
    Field::new("Output", Template, "The state output when the rule matches.").jsonata(),
];

/// What nested conditions have too.
pub(super) const CONDITIONS: &[Field] = &[
    Field::new("Comment", Text, "A note for people; it has no effect."),
    Field::new("Variable", ReferencePath, "The value to compare.").json_path(),
    Field::new("And", Objects(Shape::NestedRule, false), "Matches when all conditions match.").json_path(),
    Field::new("Or", Objects(Shape::NestedRule, false), "Matches when one of the conditions matches.").json_path(),
    Field::new("Not", Object(Shape::NestedRule), "Matches when the condition does not match.").json_path(),
    Field::new("IsPresent", Boolean, "Is there a value at Variable?").json_path(),
    Field::new("IsNull", Boolean, "Is it null?").json_path(),
    Field::new("IsString", Boolean, "Is it a string?").json_path(),
    Field::new("IsNumeric", Boolean, "Is it a number?").json_path(),
    Field::new("IsBoolean", Boolean, "Is it true or false?").json_path(),
    Field::new("IsTimestamp", Boolean, "Is it an RFC 3339 timestamp?").json_path(),
    Field::new(
        "StringMatches",
        Operand(OperandType::String),
        "Does it match a pattern in which * stands for any text?",
    )
    .json_path(),
    literal("StringEquals", OperandType::String),
    path("StringEqualsPath"),
    literal("StringLessThan", OperandType::String),
    path("StringLessThanPath"),
    literal("StringGreaterThan", OperandType::String),
    path("StringGreaterThanPath"),
    literal("StringLessThanEquals", OperandType::String),
    path("StringLessThanEqualsPath"),
    literal("StringGreaterThanEquals", OperandType::String),
    path("StringGreaterThanEqualsPath"),
    literal("NumericEquals", OperandType::Numeric),
    path("NumericEqualsPath"),
    literal("NumericLessThan", OperandType::Numeric),
    path("NumericLessThanPath"),
    literal("NumericGreaterThan", OperandType::Numeric),
    path("NumericGreaterThanPath"),
    literal("NumericLessThanEquals", OperandType::Numeric),
    path("NumericLessThanEqualsPath"),
    literal("NumericGreaterThanEquals", OperandType::Numeric),
    path("NumericGreaterThanEqualsPath"),
    literal("BooleanEquals", OperandType::Boolean),
    path("BooleanEqualsPath"),
    literal("TimestampEquals", OperandType::Timestamp),
    path("TimestampEqualsPath"),
    literal("TimestampLessThan", OperandType::Timestamp),
    path("TimestampLessThanPath"),
    literal("TimestampGreaterThan", OperandType::Timestamp),
    path("TimestampGreaterThanPath"),
    literal("TimestampLessThanEquals", OperandType::Timestamp),
    path("TimestampLessThanEqualsPath"),
    literal("TimestampGreaterThanEquals", OperandType::Timestamp),
    path("TimestampGreaterThanEqualsPath"),
];

const fn literal(name: &'static str, operand: OperandType) -> Field {
    Field::new(name, Operand(operand), "Compares the value at Variable with a constant.").json_path()
}

const fn path(name: &'static str) -> Field {
    Field::new(name, ReferencePath, "Compares the value at Variable with the value at another path.").json_path()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ComparisonOperator;

    #[test]
    fn every_comparison_operator_is_a_field() {
        for operator in ComparisonOperator::all() {
            assert!(CONDITIONS.iter().any(|field| field.name == operator.name()), "{}", operator.name());
        }
    }
}
