//! The fields that hold a number, a path to one, or an expression that gives one.

use crate::Located;
use jsonata::Expression;
use jsonpath::QualifiedPath;

/// A number, or where it comes from.
#[derive(Clone, Debug)]
pub enum NumberField {
    /// The number itself.
    Literal(f64),
    /// The `…Path` twin of the field.
    Path(Located<QualifiedPath>),
    /// A JSONata expression.
    Jsonata(Located<Expression>),
    /// Something else, a `${Substitution}` for instance.
    Invalid,
}
