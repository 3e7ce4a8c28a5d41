//! Payload templates: `Parameters`, `Arguments`, `ResultSelector`, `Output`, `Assign` and the like.

use crate::Located;
use intrinsics::Call;
use json::{Text, Value};
use jsonata::Expression;
use jsonpath::QualifiedPath;
use text::Span;

/// A value with expressions in it.
#[derive(Clone, Debug)]
pub enum Template {
    /// No expression inside: the value itself, shared.
    Literal(Value),
    /// A member whose key ended in `.$`: a path
    Path(Located<QualifiedPath>),
    /// A member whose key ended in `.$`: an intrinsic function
    Intrinsic(Located<Call>),
    /// A `{% … %}` string
    Jsonata(Located<Expression>),
    /// An array with expressions inside
    Array(Vec<Template>),
    /// An object with expressions inside; the keys are without their `.$`
    Object(Vec<(Text, Template)>),
    /// An expression that could not be parsed.
    Invalid,
}

impl Template {
    /// Has it an expression inside?
    pub fn is_dynamic(&self) -> bool {
        !matches!(self, Self::Literal(_))
    }

    /// Is it a path or an intrinsic, whose key ends in `.$`?
    pub fn has_dollar_key(&self) -> bool {
        matches!(self, Self::Path(_) | Self::Intrinsic(_))
    }
}

/// One variable of an `Assign`.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// The variable's name, without `$` and without `.$`.
    pub name: Text,
    /// Place of the name, quotes included.
    pub name_span: Span,
    /// Its value.
    pub value: Template,
}
