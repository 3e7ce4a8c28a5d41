//! What can go wrong, in the reference's words.

use text::Span;

/// The code of an [`Error`] for a result that is a function, or holds one: JSON cannot carry it.
/// Step Functions says "returned an unsupported result type".
pub const UNSUPPORTED_RESULT: &str = "UnsupportedResult";

/// Why an expression could not be parsed or evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    /// The reference's code, such as `T2001`; [`UNSUPPORTED_RESULT`] is our own.
    pub code: &'static str,
    /// The reference's message, word for word.
    pub message: String,
    /// The innermost place it happened at, in bytes of the expression.
    pub span: Span,
    /// The position the reference reports, in UTF-16 units: the end of the token it blames.
    pub position: Option<usize>,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for Error {}
