//! What can be wrong with a call, and what can go wrong when it is evaluated.

use std::fmt;
use text::Span;

/// What sort of error it is; who reports it chooses AWS's error name by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text is no call.
    Syntax,
    /// A backslash before a character that may not be escaped.
    Escape,
    /// There is no function of that name.
    UnknownFunction,
    /// Too few or too many arguments.
    ArgumentCount,
    /// Calls nest deeper than AWS allows.
    Nesting,
    /// An argument that starts with `$` is no path.
    InvalidPath,
    /// At run time: a path found nothing (`States.Runtime`).
    PathNotFound,
    /// At run time: the function refused its arguments (`States.IntrinsicFailure`).
    Failure,
}

/// Why a call cannot be parsed, or gave no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What sort of error it is.
    pub kind: ErrorKind,
    /// One sentence.
    pub message: String,
    /// The offending part of the call's text.
    pub span: Span,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
