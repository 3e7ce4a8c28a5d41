//! The intrinsic functions of the Amazon States Language: `States.Format(…)` and its kin.
//!
//! [`Call::parse`] reads a call with its nested calls, paths and literals, each with its place
//! in the text; [`Call::eval`] gives its value. What each function takes is a table,
//! [`functions`], which completion, checks and the evaluator share.

mod call;
mod error;
mod eval;
mod function;
mod functions;
mod parser;
mod template;
#[cfg(test)]
mod tests;

pub use call::{Argument, ArgumentKind, Call, CallNode, SubResult};
pub use error::{Error, ErrorKind};
pub use function::{Function, Kind, Parameter, functions};
pub use jsonpath::Data;
pub use template::Template;
