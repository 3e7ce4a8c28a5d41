//! Filters: `[?(@.price < 10 && @.tags contains 'x')]`.

use crate::error::{Reason, Severity};
use crate::eval::{Evaluation, Mode};
use crate::literal::{Literal, has, java_equal, loosely_equal, order, pattern_input};
use crate::{EvalError, Path};
use json::Value;
use std::cmp::Ordering;

/// What a filter says.
#[derive(Clone, Debug)]
pub(crate) enum Expression {
    Or(Vec<Expression>),
    And(Vec<Expression>),
    Not(Box<Expression>),
    /// A path alone: is there a value, even `null`?
    Exists {
        path: Path,
        expected: bool,
    },
    Compare {
        left: Operand,
        operator: Operator,
        right: Operand,
    },
}

/// A side of a comparison.
#[derive(Clone, Debug)]
pub(crate) enum Operand {
    Path(Path),
    Literal(Literal),
}

/// The operators there are; those that only Java programs can use give no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Equal,
    NotEqual,
    StrictEqual,
    StrictNotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Matches,
    In,
    NotIn,
    Contains,
    Size,
    Empty,
    SubsetOf,
    AnyOf,
    NoneOf,
    Exists,
    /// `all`, `type` and `matches` need an operand that no text can express.
    Never,
}

/// Steps of a pattern that cost as much as visiting one value.
const STEPS_A_VISIT: u64 = 8;

/// One value being tested.
pub(crate) struct Filtering<'f> {
    pub(crate) evaluation: &'f Evaluation<'f>,
    pub(crate) item: &'f Value,
}

/// Why a test has no answer.
enum Fault {
    /// The operands do not fit the operator: the whole filter does not hold.
    Invalid,
    /// The whole evaluation fails.
    Fatal(EvalError),
}

type Test = Result<bool, Fault>;

impl Operator {
    /// The operator with that name, in capital letters.
    pub(crate) fn called(name: &str) -> Option<Self> {
        Some(match name {
            "==" => Self::Equal,
            "!=" => Self::NotEqual,
            "===" => Self::StrictEqual,
            "!==" => Self::StrictNotEqual,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::Greater,
            ">=" => Self::GreaterOrEqual,
            "=~" => Self::Matches,
            "IN" => Self::In,
            "NIN" => Self::NotIn,
            "CONTAINS" => Self::Contains,
            "SIZE" => Self::Size,
            "EMPTY" => Self::Empty,
            "SUBSETOF" => Self::SubsetOf,
            "ANYOF" => Self::AnyOf,
            "NONEOF" => Self::NoneOf,
            "EXISTS" => Self::Exists,
            "ALL" | "TYPE" | "MATCHES" => Self::Never,
            _ => return None,
        })
    }
}

impl Filtering<'_> {
    /// Does the filter let the value pass?
    pub(crate) fn accepts(&self, expression: &Expression) -> Result<bool, EvalError> {
        match self.test(expression) {
            Ok(holds) => Ok(holds),
            Err(Fault::Invalid) => Ok(false),
            Err(Fault::Fatal(error)) => Err(error),
        }
    }

    fn test(&self, expression: &Expression) -> Test {
        match expression {
            Expression::Or(parts) => self.first_that_is(true, parts),
            Expression::And(parts) => self.first_that_is(false, parts),
            Expression::Not(part) => self.test(part).map(|holds| !holds),
            Expression::Exists { path, expected } => self.exists(path).map(|exists| exists == *expected),
            Expression::Compare { left, operator, right } => {
                self.compare(&self.value(left)?, *operator, &self.value(right)?)
            }
        }
    }

    fn first_that_is(&self, wanted: bool, parts: &[Expression]) -> Test {
        for part in parts {
            if self.test(part)? == wanted {
                return Ok(wanted);
            }
        }
        Ok(!wanted)
    }

    /// Even a path from `$` is tested on the item (so does the library).
    fn exists(&self, path: &Path) -> Test {
        match self.evaluation.inner(path, self.item, Mode::Exists).0 {
            Ok(_) => Ok(true),
            Err(error) if error.severity() == Severity::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    fn value(&self, operand: &Operand) -> Result<Literal, Fault> {
        let path = match operand {
            Operand::Literal(literal) => return Ok(literal.clone()),
            Operand::Path(path) => path,
        };
        let start = if path.starts_at_document() { self.evaluation.document() } else { self.item };
        let mode = if self.evaluation.mode() == Mode::Exists { Mode::Exists } else { Mode::Value };
        let result = match path.follow(start) {
            Some(value) => Ok(value.clone()),
            None => self.evaluation.inner(path, start, mode).0,
        };
        match result {
            Ok(value) => Ok(Literal::found(value)),
            Err(error) if error.severity() == Severity::NotFound => Ok(Literal::Undefined),
            Err(error) => Err(error.into()),
        }
    }

    fn compare(&self, left: &Literal, operator: Operator, right: &Literal) -> Test {
        match operator {
            Operator::Equal => self.equal(left, right),
            Operator::NotEqual => self.equal(left, right).map(|equal| !equal),
            Operator::StrictEqual => self.strict_equal(left, right),
            Operator::StrictNotEqual => self.strict_equal(left, right).map(|equal| !equal),
            Operator::Less => Ok(order(left, right).is_some_and(Ordering::is_lt)),
            Operator::LessOrEqual => Ok(order(left, right).is_some_and(Ordering::is_le)),
            Operator::Greater => Ok(order(left, right).is_some_and(Ordering::is_gt)),
            Operator::GreaterOrEqual => Ok(order(left, right).is_some_and(Ordering::is_ge)),
            Operator::Matches => self.matches(left, right),
            Operator::In => self.is_in(left, right),
            Operator::NotIn => self.is_in(left, right).map(|found| !found),
            Operator::Contains => self.contains(left, right),
            Operator::Size => self.size(left, right),
            Operator::Empty => self.empty(left, right),
            Operator::SubsetOf => self.sets(left, right, |left, right| left.iter().all(|item| has(right, item))),
            Operator::AnyOf => self.sets(left, right, |left, right| left.iter().any(|item| has(right, item))),
            Operator::NoneOf => self.sets(left, right, |left, right| !left.iter().any(|item| has(right, item))),
            Operator::Exists => match (left, right) {
                (Literal::Bool(left), Literal::Bool(right)) => Ok(left == right),
                (Literal::Bool(_), _) | (_, Literal::Bool(_)) => Err(Fault::Invalid),
                _ => Err(self.fatal(Reason::NestedList)),
            },
            Operator::Never => Err(Fault::Invalid),
        }
    }

    fn equal(&self, left: &Literal, right: &Literal) -> Test {
        match (left, right) {
            // A literal on the left is still text for the library, which equals no value.
            (Literal::Json { parsed: false, .. }, Literal::Json { .. }) => Ok(false),
            (Literal::Json { value: left, .. }, Literal::Json { value: right, .. }) => {
                let right = right.as_ref().ok_or_else(|| self.fatal(Reason::NotALiteral))?;
                Ok(left.as_ref().is_some_and(|left| java_equal(left, right)))
            }
            _ => Ok(loosely_equal(left, right)),
        }
    }

    fn strict_equal(&self, left: &Literal, right: &Literal) -> Test {
        if std::mem::discriminant(left) == std::mem::discriminant(right) { self.equal(left, right) } else { Ok(false) }
    }

    fn matches(&self, left: &Literal, right: &Literal) -> Test {
        let (pattern, text) = match (left, right) {
            (Literal::Pattern(_), Literal::Pattern(_)) => return Ok(false),
            (Literal::Pattern(pattern), text) | (text, Literal::Pattern(pattern)) => (pattern, text),
            _ => return Ok(false),
        };
        if let Literal::Json { value: Some(Value::Array(_)), .. } = text {
            for item in self.items(text)? {
                if self.matches_one(pattern, &item)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        self.matches_one(pattern, text)
    }

    fn matches_one(&self, pattern: &pattern::Pattern, literal: &Literal) -> Test {
        let text = pattern_input(literal);
        let mut steps = self.evaluation.visits_left() * STEPS_A_VISIT;
        let before = steps;
        let found = pattern.find_at(&text, 0, &mut steps).map_err(|_| self.fatal(Reason::TooMuchWork))?;
        self.evaluation.spend(((before - steps) / STEPS_A_VISIT) as u32)?;
        Ok(found.is_some())
    }

    fn is_in(&self, left: &Literal, right: &Literal) -> Test {
        match right {
            Literal::Json { value: Some(Value::Object(_)), .. } => Ok(false),
            Literal::Json { .. } => Ok(has(&self.items(right)?, left)),
            _ => Err(Fault::Invalid),
        }
    }

    fn contains(&self, left: &Literal, right: &Literal) -> Test {
        match (left, right) {
            (Literal::String(left), Literal::String(right)) => Ok(left.contains(&**right)),
            (Literal::Json { value: Some(Value::Object(_)), .. }, _) => Ok(false),
            (Literal::Json { .. }, _) => Ok(has(&self.items(left)?, right)),
            _ => Ok(false),
        }
    }

    fn size(&self, left: &Literal, right: &Literal) -> Test {
        let Literal::Number(expected, _) = right else { return Ok(false) };
        let length = match left {
            Literal::String(text) => text.encode_utf16().count() as f64,
            Literal::Json { value: Some(Value::Array(items)), .. } => items.len() as f64,
            Literal::Json { value: Some(_), .. } => -1.0,
            Literal::Json { value: None, .. } => return Err(self.fatal(Reason::NotALiteral)),
            _ => return Ok(false),
        };
        Ok(length == expected.as_f64().trunc())
    }

    fn empty(&self, left: &Literal, right: &Literal) -> Test {
        let is_empty = match left {
            Literal::String(text) => text.is_empty(),
            Literal::Json { value: Some(Value::Array(items)), .. } => items.is_empty(),
            Literal::Json { value: Some(_), .. } => return Err(self.fatal(Reason::EmptyOfObject)),
            Literal::Json { value: None, .. } => return Err(self.fatal(Reason::NotALiteral)),
            _ => return Ok(false),
        };
        match right {
            Literal::Bool(expected) => Ok(is_empty == *expected),
            _ => Err(Fault::Invalid),
        }
    }

    fn sets(&self, left: &Literal, right: &Literal, test: fn(&[Literal], &[Literal]) -> bool) -> Test {
        let mut lists = [Vec::new(), Vec::new()];
        for (list, side) in lists.iter_mut().zip([right, left]) {
            match side {
                Literal::Json { value: Some(Value::Object(_)), .. } => return Ok(false),
                Literal::Json { .. } => *list = self.items(side)?,
                _ => return Err(Fault::Invalid),
            }
        }
        let [right, left] = lists;
        Ok(test(&left, &right))
    }

    fn items(&self, list: &Literal) -> Result<Vec<Literal>, Fault> {
        match list {
            Literal::Json { value: Some(Value::Array(items)), .. } => {
                items.iter().map(|item| Literal::item(item).ok_or_else(|| self.fatal(Reason::NestedList))).collect()
            }
            _ => Err(self.fatal(Reason::NotALiteral)),
        }
    }

    fn fatal(&self, reason: Reason) -> Fault {
        Fault::Fatal(self.evaluation.path().error(reason))
    }
}

impl From<EvalError> for Fault {
    fn from(error: EvalError) -> Self {
        if error.severity() == Severity::Fatal { Self::Fatal(error) } else { Self::Invalid }
    }
}
