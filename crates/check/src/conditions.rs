//! What conditions say, and what follows from them.

use definition::{Comparator, Comparison, ComparisonOperator, Condition, Operand, OperandType};
use json::Value;

/// Do two conditions say the same?
pub(crate) fn is_same(one: &Condition, other: &Condition) -> bool {
    match (one, other) {
        (Condition::Compare(one), Condition::Compare(other)) => {
            one.variable.value.text() == other.variable.value.text()
                && one.operator == other.operator
                && same_operand(&one.operand, &other.operand)
        }
        (Condition::And(one), Condition::And(other)) | (Condition::Or(one), Condition::Or(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Condition::Not(one), Condition::Not(other)) => is_same(one, other),
        (Condition::Jsonata(one), Condition::Jsonata(other)) => one.value.text() == other.value.text(),
        (Condition::Bool(one), Condition::Bool(other)) => one == other,
        _ => false,
    }
}

fn same_operand(one: &Operand, other: &Operand) -> bool {
    match (one, other) {
        (Operand::Literal(one), Operand::Literal(other)) => one == other,
        (Operand::Path(one), Operand::Path(other)) => one.value.text() == other.value.text(),
        _ => false,
    }
}

/// Does `other` match only where `one` matches?
pub(crate) fn is_implied(one: &Condition, other: &Condition) -> bool {
    if is_same(one, other) || matches!(one, Condition::Bool(true)) {
        return true;
    }
    match (one, other) {
        (Condition::Compare(one), Condition::Compare(other)) => holds_more(one, other),
        (one, Condition::And(parts)) => parts.iter().any(|part| is_implied(one, part)),
        (Condition::Or(parts), other) => parts.iter().any(|part| is_implied(part, other)),
        _ => false,
    }
}

/// `a < 10` holds wherever `a < 5` does, and `a matches x*` wherever `a = xy` does.
fn holds_more(one: &Comparison, other: &Comparison) -> bool {
    if one.variable.value.text() != other.variable.value.text() {
        return false;
    }
    let (Operand::Literal(wide), Operand::Literal(narrow)) = (&one.operand, &other.operand) else { return false };
    match (one.operator, other.operator) {
        (
            ComparisonOperator::Compare { operand: OperandType::Numeric, comparator: wider, .. },
            ComparisonOperator::Compare { operand: OperandType::Numeric, comparator: narrower, .. },
        ) => match (wide, narrow) {
            (Value::Number(wide), Value::Number(narrow)) => is_wider(wider, wide.as_f64(), narrower, narrow.as_f64()),
            _ => false,
        },
        (
            ComparisonOperator::StringMatches,
            ComparisonOperator::Compare { operand: OperandType::String, comparator: Comparator::Equals, .. },
        ) => matches!((wide.as_str(), narrow.as_str()), (Some("*"), Some(_))),
        _ => false,
    }
}

fn is_wider(wider: Comparator, wide: f64, narrower: Comparator, narrow: f64) -> bool {
    use Comparator::{Equals, GreaterThan, GreaterThanEquals, LessThan, LessThanEquals};
    match (wider, narrower) {
        (LessThan, LessThan | LessThanEquals | Equals) => narrow < wide || narrower == LessThan && narrow == wide,
        (LessThanEquals, LessThan | LessThanEquals | Equals) => narrow <= wide,
        (GreaterThan, GreaterThan | GreaterThanEquals | Equals) => {
            narrow > wide || narrower == GreaterThan && narrow == wide
        }
        (GreaterThanEquals, GreaterThan | GreaterThanEquals | Equals) => narrow >= wide,
        _ => false,
    }
}

/// Each rule or part is compared with so many before it: thousands of them come from a generator.
pub(crate) const MAX_COMPARED: usize = 30;

/// Is the condition false, whatever the data?
pub(crate) fn is_never(condition: &Condition) -> bool {
    match condition {
        Condition::Bool(value) => !value,
        Condition::And(parts) => parts.iter().any(is_never) || any_pair(parts, exclude_each_other),
        Condition::Or(parts) => !parts.is_empty() && parts.iter().all(is_never),
        Condition::Not(part) => is_always(part),
        _ => false,
    }
}

/// Is the condition true, whatever the data (unless there is nothing at a path that it compares)?
pub(crate) fn is_always(condition: &Condition) -> bool {
    match condition {
        Condition::Bool(value) => *value,
        Condition::And(parts) => !parts.is_empty() && parts.iter().all(is_always),
        Condition::Or(parts) => parts.iter().any(is_always) || any_pair(parts, leave_nothing_else),
        Condition::Not(part) => is_never(part),
        _ => false,
    }
}

/// Does a relation hold between a part and one before it?
fn any_pair(parts: &[Condition], holds: fn(&Condition, &Condition) -> bool) -> bool {
    (1..parts.len())
        .any(|end| parts[end.saturating_sub(MAX_COMPARED)..end].iter().any(|earlier| holds(earlier, &parts[end])))
}

/// Does one of two conditions of an `Or` always match?
fn leave_nothing_else(one: &Condition, other: &Condition) -> bool {
    match (one, other) {
        // Not a or not b, where a and b exclude each other: meant was "neither a nor b".
        (Condition::Not(one), Condition::Not(other)) => exclude_each_other(one, other),
        (Condition::Not(part), whole) | (whole, Condition::Not(part)) => is_same(part, whole),
        (Condition::Compare(one), Condition::Compare(other)) => {
            one.variable.value.text() == other.variable.value.text()
                && one.operator == other.operator
                && !matches!(one.operator, ComparisonOperator::Compare { .. } | ComparisonOperator::StringMatches)
                && !same_operand(&one.operand, &other.operand)
        }
        _ => false,
    }
}

/// Can two comparisons of an `And` never match together?
pub(crate) fn exclude_each_other(one: &Condition, other: &Condition) -> bool {
    let (Condition::Compare(one), Condition::Compare(other)) = (one, other) else { return false };
    if one.variable.value.text() != other.variable.value.text() {
        return false;
    }
    let (Operand::Literal(left), Operand::Literal(right)) = (&one.operand, &other.operand) else { return false };
    match (one.operator, other.operator) {
        (a, b) if a == b && is_equality(a) => left != right,
        (
            ComparisonOperator::Compare { operand: OperandType::Numeric, comparator: a, .. },
            ComparisonOperator::Compare { operand: OperandType::Numeric, comparator: b, .. },
        ) => match (left, right) {
            (Value::Number(left), Value::Number(right)) => {
                leaves_nothing(a, left.as_f64(), b, right.as_f64())
                    || leaves_nothing(b, right.as_f64(), a, left.as_f64())
            }
            _ => false,
        },
        (ComparisonOperator::Compare { operand: a, .. }, ComparisonOperator::Compare { operand: b, .. }) => {
            are_distinct_types(a, b)
        }
        _ => false,
    }
}

fn is_equality(operator: ComparisonOperator) -> bool {
    match operator {
        ComparisonOperator::Compare { comparator, .. } => comparator == Comparator::Equals,
        ComparisonOperator::IsPresent | ComparisonOperator::IsNull | ComparisonOperator::IsType(_) => true,
        ComparisonOperator::StringMatches => false,
    }
}

/// `x < 3` and `x > 5`.
fn leaves_nothing(a: Comparator, left: f64, b: Comparator, right: f64) -> bool {
    use Comparator::{Equals, GreaterThan, GreaterThanEquals, LessThan, LessThanEquals};
    match (a, b) {
        (LessThan, GreaterThan | GreaterThanEquals | Equals) => right >= left,
        (LessThanEquals, GreaterThan) => right >= left,
        (LessThanEquals, GreaterThanEquals | Equals) => right > left,
        (GreaterThan, Equals) => right <= left,
        (GreaterThanEquals, Equals) => right < left,
        _ => false,
    }
}

/// No value is both a number and a string. A timestamp is a string.
fn are_distinct_types(one: OperandType, other: OperandType) -> bool {
    let base = |kind| if kind == OperandType::Timestamp { OperandType::String } else { kind };
    base(one) != base(other)
}
