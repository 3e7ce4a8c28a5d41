//! JSONata as the reference implementation (jsonata-js 2.2) evaluates it, and as Step Functions
//! restricts and extends it.
//!
//! [`Expression::parse`] compiles a text once; [`Expression::eval`] runs it any number of times.
//! Errors carry the reference's code, message and position, and a span for the editor. An
//! evaluation is a pure function of its arguments: time and chance come from the [`host::Host`],
//! variables from the [`Scope`], and [`Limits`] end what would not end by itself.

mod builtins;
mod catalogue;
mod error;
mod evaluate;
mod expression;
mod messages;
mod parse;
mod references;
mod signature;
#[cfg(test)]
mod tests;
mod trace;
mod value;

pub use catalogue::{Builtin, builtins};
pub use error::{BEYOND_LIMIT, Error, UNSUPPORTED_RESULT};
pub use expression::{Dialect, Expression, Limits, NoVariables, Scope};
pub use references::{Call, TopLevelReference, VariableReference};
pub use trace::{InputNode, Origin, Segment, Trace, TracedValue};
