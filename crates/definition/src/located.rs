//! An expression together with its place in the document.

use json::StringNode;
use std::rc::Rc;
use text::Span;

/// A parsed expression and where it stands.
#[derive(Clone, Debug)]
pub struct Located<T> {
    /// The expression.
    pub value: T,
    /// The string it was read from, quotes included.
    pub span: Span,
    /// Apart, because running needs the expression only and templates hold many of them.
    string: Rc<StringNode>,
    /// Bytes of the string before the expression (`{% ` of a JSONata expression).
    skipped: u32,
}

impl<T> Located<T> {
    pub(crate) fn new(value: T, span: Span, string: &StringNode, skipped: usize) -> Self {
        Self { value, span, string: Rc::new(string.clone()), skipped: skipped as u32 }
    }

    /// The place in the document of a range inside the expression.
    pub fn source_span(&self, inner: Span) -> Span {
        expression_span(&self.string, self.skipped as usize, inner)
    }

    /// The whole string as it stands in the document, without its quotes and escapes.
    pub fn text(&self) -> &str {
        &self.string.value
    }
}

/// The place in the document of `inner`, a range of the expression that starts `skipped` bytes into `string`.
pub(crate) fn expression_span(string: &StringNode, skipped: usize, inner: Span) -> Span {
    string.source_span(Span::new(inner.start as usize + skipped, inner.end as usize + skipped))
}
