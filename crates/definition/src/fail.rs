//! Fail.

use crate::fields::Fields;
use crate::{Located, Template};
use json::Text;
use jsonata::Expression;

/// The fields that only a Fail has.
#[derive(Clone, Debug)]
pub struct Fail {
    /// `Error` or `ErrorPath`
    pub error: Option<TextField>,
    /// `Cause` or `CausePath`
    pub cause: Option<TextField>,
}

/// A text, or where it comes from.
#[derive(Clone, Debug)]
pub enum TextField {
    /// The text itself.
    Literal(Text),
    /// The `…Path` twin of the field: a path or an intrinsic.
    Path(Template),
    /// A JSONata expression.
    Jsonata(Located<Expression>),
    /// Something that is no text.
    Invalid,
}

pub(crate) fn lower(fields: &mut Fields<'_>) -> Fail {
    Fail { error: fields.text("Error"), cause: fields.text("Cause") }
}
