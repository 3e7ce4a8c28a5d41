//! JSONPath in the dialect that AWS uses, and reference paths.
//!
//! AWS evaluates paths with the Java library Jayway JsonPath; its grammar, its results and
//! its error texts are what a workflow sees, so they are what this crate gives. Where the
//! library is odd, the odd rule is implemented and its comment says so.
//!
//! - [`Path`] is `$…` over one document; [`QualifiedPath`] also knows the roots of the Amazon
//!   States Language: `$…` the input, `$$…` the Context Object, `$name…` a variable.
//! - [`ReferencePath`] is the subset that can be written to, for `ResultPath`.

mod arguments;
mod cursor;
mod error;
mod eval;
mod filter;
mod filter_parser;
mod function;
mod lenient;
mod literal;
mod location;
mod parser;
mod path;
mod qualified;
mod reference;
#[cfg(test)]
mod tests;
mod token;

pub use error::{Error, EvalError};
pub use location::{Location, Step};
pub use path::{Match, Path};
pub use qualified::{Data, QualifiedPath, Root};
pub use reference::{PutError, ReferencePath};
