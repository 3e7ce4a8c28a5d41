//! What a Choice looks at, and the values near those it compares with.

use crate::tree::{TreePath, TreeStep, tree_path};
use definition::{Comparison, ComparisonOperator, Condition, Operand, State};
use engine::Visit;
use json::{Text, Value};
use jsonata::Expression;
use jsonpath::{Location, QualifiedPath, ReferencePath, Root};

/// A place that a Choice looks at.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LookedAt {
    /// In its input.
    Input(TreePath),
    /// In a variable.
    Variable(Text, TreePath),
}

/// A state that decides, with what its conditions are made of. One that is no Choice has none.
pub(super) struct Decider<'a> {
    visit: &'a Visit,
    comparisons: Vec<&'a Comparison>,
    expressions: Vec<&'a Expression>,
}

impl<'a> Decider<'a> {
    pub(super) fn new(state: &'a State, visit: &'a Visit) -> Self {
        let mut decider = Self { visit, comparisons: Vec::new(), expressions: Vec::new() };
        let rules = state.choice().map(|choice| choice.rules.iter()).into_iter().flatten();
        rules.for_each(|rule| decider.collect(&rule.condition));
        decider
    }

    fn collect(&mut self, condition: &'a Condition) {
        match condition {
            Condition::Compare(comparison) => self.comparisons.push(comparison),
            Condition::And(parts) | Condition::Or(parts) => parts.iter().for_each(|part| self.collect(part)),
            Condition::Not(part) => self.collect(part),
            Condition::Jsonata(expression) => self.expressions.push(&expression.value),
            Condition::Bool(_) | Condition::Invalid => {}
        }
    }

    /// All places it looks at, in the order of its rules.
    pub(super) fn looked_at(&self) -> Vec<LookedAt> {
        let compared = self.comparisons.iter().flat_map(|comparison| {
            let other = match &comparison.operand {
                Operand::Path(path) => place(&path.value),
                Operand::Literal(_) => None,
            };
            place(&comparison.variable.value).into_iter().chain(other)
        });
        let named = self.expressions.iter().flat_map(|expression| expression.variables()).filter_map(|reference| {
            let keys = reference.path.iter().map(|key| TreeStep::Key(key.as_str().into()));
            match (reference.name.as_str(), reference.path.first().map(String::as_str)) {
                ("states", Some("input")) => Some(LookedAt::Input(keys.skip(1).collect())),
                ("states", _) => None,
                (name, _) => Some(LookedAt::Variable(name.into(), keys.collect())),
            }
        });
        let mut places: Vec<LookedAt> = Vec::new();
        for place in compared.chain(named) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    /// Values at and on both sides of what it compares with, but `present`.
    pub(super) fn near(&self, present: Option<&Value>) -> Vec<Value> {
        let compared = self.comparisons.iter().flat_map(|comparison| self.near_comparison(comparison, present));
        let spoken = self.expressions.iter().flat_map(|expression| constants(expression.text()));
        let spoken =
            spoken.flat_map(|value| beside(&value)).chain(flipped(present).filter(|_| !self.expressions.is_empty()));
        let mut values: Vec<Value> = Vec::new();
        for value in compared.chain(spoken) {
            if present != Some(&value) && !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    fn near_comparison(&self, comparison: &Comparison, present: Option<&Value>) -> Vec<Value> {
        let Some(operand) = self.operand(&comparison.operand) else { return Vec::new() };
        match (comparison.operator, &operand) {
            (ComparisonOperator::Compare { .. }, operand) => beside(operand),
            (ComparisonOperator::StringMatches, Value::String(text)) => vec![text.replace('*', "").into(), "".into()],
            (ComparisonOperator::IsNull, _) => vec![Value::Null],
            _ => flipped(present).collect(),
        }
    }

    fn operand(&self, operand: &Operand) -> Option<Value> {
        match operand {
            Operand::Literal(value) => Some(value.clone()),
            Operand::Path(path) => match place(&path.value)? {
                LookedAt::Input(path) => crate::tree::value_at(&self.visit.flow.input, &path),
                LookedAt::Variable(name, path) => crate::tree::value_at(self.visit.variables.get(&name)?, &path),
            },
        }
    }

    /// The whole numbers that its conditions speak of, those inside texts included.
    pub(super) fn numbers(&self) -> Vec<i64> {
        let digits = |text: &str| -> Vec<i64> {
            text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
        };
        let compared = self.comparisons.iter().flat_map(|comparison| match &comparison.operand {
            Operand::Literal(Value::String(text)) => digits(text),
            Operand::Literal(other) => other.as_i64().into_iter().collect(),
            Operand::Path(_) => Vec::new(),
        });
        compared.chain(self.expressions.iter().flat_map(|expression| digits(expression.text()))).collect()
    }

    /// The texts that its conditions compare with and that may be error names.
    pub(super) fn names(&self) -> Vec<Text> {
        let compared = self.comparisons.iter().filter_map(|comparison| match &comparison.operand {
            Operand::Literal(Value::String(text)) => Some(text.clone()),
            _ => None,
        });
        let spoken = self.expressions.iter().flat_map(|expression| constants(expression.text()));
        let spoken = spoken.filter_map(|value| value.as_str().map(Text::from));
        let is_name =
            |text: &Text| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '_');
        compared.chain(spoken).filter(is_name).collect()
    }
}

fn place(path: &QualifiedPath) -> Option<LookedAt> {
    let steps = |text: &str| Some(tree_path(&Location(ReferencePath::parse(text).ok()?.steps().to_vec())));
    match path.root() {
        Root::Input => Some(LookedAt::Input(steps(path.text())?)),
        Root::Variable(name) => {
            let rest = path.text().strip_prefix('$')?.strip_prefix(&**name)?;
            Some(LookedAt::Variable(name.clone(), steps(&format!("${rest}"))?))
        }
        Root::Context => None,
    }
}

/// A value, and those on both sides of it.
fn beside(value: &Value) -> Vec<Value> {
    match value {
        Value::Number(number) => {
            let near = number.as_f64();
            [near, near + 1.0, near - 1.0].into_iter().map(whole).collect()
        }
        Value::Bool(value) => vec![(*value).into(), (!value).into()],
        Value::String(text) => vec![text.clone().into(), "".into()],
        _ => Vec::new(),
    }
}

fn flipped(present: Option<&Value>) -> impl Iterator<Item = Value> {
    present.and_then(Value::as_bool).map(|value| (!value).into()).into_iter()
}

/// A whole number stays one.
fn whole(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 { Value::from(value as i64) } else { value.into() }
}

/// The numbers and texts that stand in a JSONata expression.
fn constants(text: &str) -> Vec<Value> {
    let mut found = Vec::new();
    // Between quotes are the odd parts; a text with quotes of both kinds is rare, and only makes a worse guess.
    for (at, part) in text.split(['"', '\'']).enumerate() {
        if at % 2 == 1 {
            found.push(Value::from(part));
            continue;
        }
        let words = part.split(|c: char| !(c.is_alphanumeric() || "._$".contains(c)));
        let numbers = words.filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        found.extend(numbers.filter_map(|word| json::parse_value(word).ok()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_of_an_expression_are_its_numbers_and_texts() {
        for (text, expected) in [
            ("$states.input.n > 10", "[10]"),
            ("$a1 = 'x' and $b.c2 >= 2.5", r#"["x",2.5]"#),
            (r#"$x in ["on", "off"]"#, r#"["on","off"]"#),
            ("$not($ok)", "[]"),
        ] {
            assert_eq!(Value::from(constants(text)).to_string(), expected, "{text}");
        }
    }

    #[test]
    fn values_beside_another_are_of_its_kind() {
        for (value, expected) in
            [("10", "[10,11,9]"), ("true", "[true,false]"), (r#""x""#, r#"["x",""]"#), ("null", "[]")]
        {
            let value = json::parse_value(value).unwrap();
            assert_eq!(Value::from(beside(&value)).to_string(), expected);
        }
    }
}
