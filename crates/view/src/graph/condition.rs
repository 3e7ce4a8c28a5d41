//! A Choice rule's condition in few words, for the label of its edge.

use crate::Message;
use definition::{Choice, Comparator, Comparison, ComparisonOperator, Condition, Operand, OperandType};
use json::Value;
use std::collections::BTreeMap;

/// The condition of a rule.
pub(crate) fn condition(choice: &Choice, condition: &Condition) -> Message {
    Words { short_names: short_names(choice) }.condition(condition)
}

struct Words {
    /// What each path is called: its last name, where no other path of the state ends in the same.
    short_names: BTreeMap<String, String>,
}

impl Words {
    fn condition(&self, condition: &Condition) -> Message {
        match condition {
            Condition::Compare(comparison) => self.comparison(comparison),
            Condition::And(inner) => self.combined("condition.and", inner, "condition.always"),
            Condition::Or(inner) => self.combined("condition.or", inner, "condition.never"),
            Condition::Not(inner) => Message::new("condition.not").with("inner", self.condition(inner)),
            Condition::Jsonata(expression) => {
                Message::new("condition.expression").text("expression", expression.value.text().trim())
            }
            Condition::Bool(true) => Message::new("condition.always"),
            Condition::Bool(false) => Message::new("condition.never"),
            Condition::Invalid => Message::new("condition.unreadable"),
        }
    }

    fn combined(&self, key: &'static str, inner: &[Condition], of_none: &'static str) -> Message {
        let parts = inner.iter().map(|part| self.condition(part));
        parts
            .reduce(|left, right| Message::new(key).with("left", left).with("right", right))
            .unwrap_or_else(|| Message::new(of_none))
    }

    fn comparison(&self, comparison: &Comparison) -> Message {
        let left = self.name(comparison.variable.value.text());
        let message = |key| Message::new(key).text("left", left.clone());
        let is_true = !matches!(&comparison.operand, Operand::Literal(Value::Bool(false)));
        match comparison.operator {
            ComparisonOperator::Compare { comparator, .. } => {
                message("condition.compare").text("sign", sign(comparator)).text("right", self.operand(comparison))
            }
            ComparisonOperator::StringMatches => message("condition.matches").text("right", self.operand(comparison)),
            ComparisonOperator::IsPresent if is_true => message("condition.present"),
            ComparisonOperator::IsPresent => message("condition.not_present"),
            ComparisonOperator::IsNull if is_true => message("condition.null"),
            ComparisonOperator::IsNull => message("condition.not_null"),
            ComparisonOperator::IsType(operand) => {
                let key = if is_true { "condition.type" } else { "condition.not_type" };
                message(key).with("type", Message::new(type_key(operand)))
            }
        }
    }

    fn operand(&self, comparison: &Comparison) -> String {
        match &comparison.operand {
            Operand::Path(path) => self.name(path.value.text()),
            Operand::Literal(Value::String(text)) if comparison.operator == ComparisonOperator::StringMatches => {
                text.to_string()
            }
            Operand::Literal(value) => value.to_string(),
        }
    }

    fn name(&self, path: &str) -> String {
        self.short_names.get(path).cloned().unwrap_or_else(|| path.into())
    }
}

fn sign(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Equals => "=",
        Comparator::LessThan => "<",
        Comparator::GreaterThan => ">",
        Comparator::LessThanEquals => "≤",
        Comparator::GreaterThanEquals => "≥",
    }
}

fn type_key(operand: OperandType) -> &'static str {
    match operand {
        OperandType::String => "type.string",
        OperandType::Numeric => "type.numeric",
        OperandType::Boolean => "type.boolean",
        OperandType::Timestamp => "type.timestamp",
    }
}

fn short_names(choice: &Choice) -> BTreeMap<String, String> {
    let mut paths = Vec::new();
    choice.rules.iter().for_each(|rule| collect_paths(&rule.condition, &mut paths));
    paths.sort_unstable();
    paths.dedup();
    let last_names: Vec<&str> = paths.iter().map(|path| last_name(path)).collect();
    let is_unique = |name: &&str| last_names.iter().filter(|other| *other == name).count() == 1;
    let short = paths.iter().zip(&last_names).filter(|(_, name)| is_unique(name));
    short.map(|(path, name)| ((*path).to_owned(), (*name).to_owned())).collect()
}

fn collect_paths<'c>(condition: &'c Condition, paths: &mut Vec<&'c str>) {
    match condition {
        Condition::Compare(comparison) => {
            paths.push(comparison.variable.value.text());
            if let Operand::Path(path) = &comparison.operand {
                paths.push(path.value.text());
            }
        }
        Condition::And(inner) | Condition::Or(inner) => inner.iter().for_each(|inner| collect_paths(inner, paths)),
        Condition::Not(inner) => collect_paths(inner, paths),
        Condition::Jsonata(_) | Condition::Bool(_) | Condition::Invalid => {}
    }
}

/// `Cause` of `$.error.Cause`; the whole path when it does not end in a plain name.
fn last_name(path: &str) -> &str {
    let last = path.rsplit('.').next().unwrap_or(path);
    let is_plain = !last.is_empty() && !last.contains(['[', ']', '$', '\'', '(', '?']);
    if is_plain { last } else { path }
}
