//! What can be wrong with a path, and what can go wrong when it is evaluated.

use std::fmt;
use text::Span;

/// Why a text is no path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// One sentence, in the library's words.
    pub message: String,
    /// The offending part of the path's text.
    pub span: Span,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Why a path gave no value. Prints as the library's message.
#[derive(Clone, Debug, PartialEq)]
pub struct EvalError(pub(crate) String);

impl fmt::Display for EvalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
