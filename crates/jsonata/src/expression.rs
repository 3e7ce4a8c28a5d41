//! A compiled expression.

use crate::error::{Fault, UNSUPPORTED_RESULT};
use crate::evaluate::Evaluation;
use crate::parse::{Names, Node, parse};
use crate::references::{self, Call, References, TopLevelReference, VariableReference};
use crate::value::{Item, NotJson, from_json, to_json};
use crate::{Error, Trace};
use host::Host;
use json::Value;
use std::cell::OnceCell;
use std::rc::Rc;

/// A compiled expression; cheap to clone, never changes.
#[derive(Clone)]
pub struct Expression(Rc<Compiled>);

struct Compiled {
    text: Rc<str>,
    node: Node,
    names: Rc<Names>,
    dialect: Dialect,
    /// Worked out for the first who asks.
    references: OnceCell<References>,
}

/// Whose JSONata it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Step Functions: with `$partition`, `$range`, `$hash`, `$random(seed)`, `$uuid` and `$parse`, without `$eval`.
    #[default]
    StepFunctions,
    /// jsonata-js, for measuring against its own test suite.
    Reference,
}

/// Where the variables come from that an expression does not bind itself, such as `$states`.
pub trait Scope {
    /// The value of `$name`, if there is one.
    fn variable(&self, name: &str) -> Option<Value>;
}

/// A scope without variables.
pub struct NoVariables;

impl Scope for NoVariables {
    fn variable(&self, _name: &str) -> Option<Value> {
        None
    }
}

/// What one evaluation may spend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Sub-expressions evaluated, and items made by built-in functions.
    pub steps: u64,
    /// Sub-expressions and calls open inside one another.
    pub depth: u32,
    /// Size of one value that an expression builds: 8 bytes for a number, 1 for a character.
    pub bytes: u64,
}

impl Limits {
    /// What Step Functions allows, as far as others measured it on AWS (floci#2737): a hundred
    /// levels, `[1..873782]`, texts of 2^22 characters but not of 2^23.
    pub const STEP_FUNCTIONS: Self = Self { steps: 20_000_000, depth: 100, bytes: 6_990_256 };
}

impl Default for Limits {
    /// One or two seconds in a browser, and well inside its stack of 1 MiB.
    fn default() -> Self {
        Self { steps: 20_000_000, depth: 1000, bytes: u64::MAX }
    }
}

impl std::fmt::Debug for Expression {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Expression").field(&self.0.text).finish()
    }
}

impl Expression {
    /// Compile `text` (without `{%` and `%}`) for Step Functions.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::parse_as(text, Dialect::StepFunctions)
    }

    /// Compile `text` for a dialect.
    pub fn parse_as(text: &str, dialect: Dialect) -> Result<Self, Error> {
        let mut names = Names::default();
        let node = parse(text, &mut names).map_err(Fault::into_error)?;
        Ok(Self(Rc::new(Compiled {
            text: text.into(),
            node,
            names: Rc::new(names),
            dialect,
            references: OnceCell::new(),
        })))
    }

    /// The text it was compiled from.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The value; `None` is JSONata's undefined. Step Functions gives no input: pass `None`.
    pub fn eval(
        &self,
        input: Option<&Value>,
        scope: &dyn Scope,
        host: &mut Host,
        limits: Limits,
    ) -> Result<Option<Value>, Error> {
        self.run(input, Evaluation::new(self.0.dialect, &self.0.names, scope, host, limits)).0
    }

    /// As [`Expression::eval`], with the value of every sub-expression and where the result came from.
    pub fn eval_traced(
        &self,
        input: Option<&Value>,
        scope: &dyn Scope,
        host: &mut Host,
        limits: Limits,
    ) -> (Result<Option<Value>, Error>, Trace) {
        let mut evaluation = Evaluation::new(self.0.dialect, &self.0.names, scope, host, limits);
        evaluation.tracer = Some(Box::default());
        self.run(input, evaluation)
    }

    fn run(&self, input: Option<&Value>, mut evaluation: Evaluation<'_>) -> (Result<Option<Value>, Error>, Trace) {
        let node = &self.0.node;
        if let (Some(tracer), Some(value)) = (&mut evaluation.tracer, input) {
            tracer.know_variable("", value);
        }
        let item = evaluation.run(node, input.map_or(Item::Undefined, from_json));
        let trace = evaluation.tracer.map(|tracer| tracer.finish(item.as_ref().ok())).unwrap_or_default();
        let result =
            item.and_then(|item| result(&item, self.0.dialect)).map_err(|fault| fault.span_or(node.span).into_error());
        (result, trace)
    }

    /// Every `$name` in the text that the expression does not bind itself, functions left out.
    pub fn variables(&self) -> &[VariableReference] {
        &self.references().variables
    }

    /// Every place that reads the top-level input: a name, `$` or `$$`, which Step Functions refuses.
    pub fn top_level_references(&self) -> &[TopLevelReference] {
        &self.references().top_level
    }

    /// Every call of a function by its name.
    pub fn calls(&self) -> &[Call] {
        &self.references().calls
    }

    fn references(&self) -> &References {
        let Compiled { node, names, text, dialect, references } = &*self.0;
        references.get_or_init(|| references::collect(node, names, text, *dialect))
    }
}

fn result(item: &Item, dialect: Dialect) -> Result<Option<Value>, Fault> {
    if let Item::Function(_) = item {
        return Err(Fault::new(UNSUPPORTED_RESULT));
    }
    to_json(item, dialect).map_err(|NotJson::TooDeep| {
        Fault::new("U1001").text(format!("The result nests deeper than {} levels", json::MAX_DEPTH))
    })
}
