//! Spans, line index, diagnostics and edits: what every reader of text shares.
//!
//! Offsets are bytes of UTF-8 everywhere in the core. Only the edge (editor,
//! terminal) speaks of lines and columns, through [`LineIndex`].

mod change;
mod diagnostic;
mod edit;
mod line_index;
mod span;
mod suggest;

pub use change::Change;
pub use diagnostic::{Diagnostic, Fix, Label, Severity};
pub use edit::{Edit, apply, merge};
pub use line_index::{LineColumn, LineIndex, byte_of_utf16};
pub use span::Span;
pub use suggest::closest;
