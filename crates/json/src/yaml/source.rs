//! From the reader's character counts to byte offsets.

use text::Span;

/// Every so many characters, the byte offset is kept.
const STRIDE: usize = 32;

/// The byte offsets of a text's characters.
pub(super) struct Source<'t> {
    pub(super) text: &'t str,
    checkpoints: Vec<u32>,
}

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let checkpoints = text.char_indices().step_by(STRIDE).map(|(at, _)| at as u32).collect();
        Self { text, checkpoints }
    }

    /// The byte offset of a character, counted from 0; the end when there are not so many.
    pub(super) fn offset(&self, index: usize) -> usize {
        let Some(&checkpoint) = self.checkpoints.get(index / STRIDE) else { return self.text.len() };
        let checkpoint = checkpoint as usize;
        let rest = self.text[checkpoint..].char_indices().nth(index % STRIDE);
        rest.map_or(self.text.len(), |(at, _)| checkpoint + at)
    }

    pub(super) fn span(&self, span: saphyr_parser::Span) -> Span {
        Span::new(self.offset(span.start.index()), self.offset(span.end.index()))
    }
}
