//! A definition while several edits are made to it, one after the other.

use json::edit::Step;
use json::{Document, Node, Value};
use std::ops::Range;
use text::{Edit, Span};

/// The text after some edits, and which parts of it are still the original's.
///
/// Later edits speak of the text as the earlier ones left it, so each may rely on a document that
/// was read anew; in the end all of them are one set of edits of the original.
pub(crate) struct Draft {
    pieces: Vec<Piece>,
    document: Document,
    original_length: usize,
}

enum Piece {
    /// A part of the original.
    Kept(Range<usize>),
    New(String),
}

impl Draft {
    pub(crate) fn of(document: &Document) -> Self {
        let length = document.text.len();
        Self { pieces: vec![Piece::Kept(0..length)], document: document.clone(), original_length: length }
    }

    /// The node at a path, as the text stands now.
    pub(crate) fn node(&self, path: &[Step<'_>]) -> Option<&Node> {
        json::edit::follow(self.document.root.as_ref()?, path)
    }

    /// Set the value at a path.
    pub(crate) fn set(&mut self, path: &[Step<'_>], value: impl Into<Value>) {
        self.apply(&json::edit::set(&self.document, path, &value.into()));
    }

    /// Set a member of the object at a path, giving it another key if `old` is there instead.
    pub(crate) fn replace_member(&mut self, parent: &[Step<'_>], old: &str, key: &str, value: impl Into<Value>) {
        let at = |key| [parent, &[Step::Key(key)]].concat();
        if self.node(&at(old)).is_some() && self.node(&at(key)).is_none() {
            self.apply(&json::edit::rename(&self.document, &at(old), key));
        }
        self.set(&at(key), value);
    }

    /// Insert a member before the entry that is now at `place`.
    pub(crate) fn insert(&mut self, parent: &[Step<'_>], place: usize, key: &str, value: &Value) {
        self.apply(&json::edit::insert(&self.document, parent, place, key, value));
    }

    /// Remove the member or item at a path.
    pub(crate) fn remove(&mut self, path: &[Step<'_>]) {
        self.apply(&json::edit::remove(&self.document, path));
    }

    /// All edits so far, as edits of the original.
    pub(crate) fn into_edits(self) -> Vec<Edit> {
        let (mut edits, mut at, mut new) = (Vec::new(), 0, String::new());
        let end = Piece::Kept(self.original_length..self.original_length);
        for piece in self.pieces.into_iter().chain([end]) {
            match piece {
                Piece::New(text) => new.push_str(&text),
                Piece::Kept(range) => {
                    if at < range.start || !new.is_empty() {
                        edits.push(Edit::replace(Span::new(at, range.start), std::mem::take(&mut new)));
                    }
                    at = range.end;
                }
            }
        }
        edits
    }

    fn apply(&mut self, edits: &[Edit]) {
        let mut ordered: Vec<&Edit> = edits.iter().collect();
        ordered.sort_by_key(|edit| edit.span);
        // From the end, so that what is before keeps its place.
        for edit in ordered.into_iter().rev() {
            let from = self.split_at(edit.span.start as usize);
            let to = self.split_at(edit.span.end as usize);
            self.pieces.splice(from..to, [Piece::New(edit.replacement.clone())]);
        }
        if !edits.is_empty() {
            self.document = json::parse_any(&text::apply(&self.document.text, edits)).0;
        }
    }
    /// The index of the piece that starts at an offset of the text as it stands now.
    fn split_at(&mut self, offset: usize) -> usize {
        let mut start = 0;
        for index in 0..self.pieces.len() {
            let length = self.pieces[index].len();
            if offset <= start {
                return index;
            }
            if offset < start + length {
                let rest = self.pieces[index].split_off(offset - start);
                self.pieces.insert(index + 1, rest);
                return index + 1;
            }
            start += length;
        }
        self.pieces.len()
    }
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Self::Kept(range) => range.len(),
            Self::New(text) => text.len(),
        }
    }

    /// Keeps what is before an offset, and gives the rest.
    fn split_off(&mut self, offset: usize) -> Self {
        match self {
            Self::Kept(range) => {
                let rest = range.start + offset..range.end;
                range.end = rest.start;
                Self::Kept(rest)
            }
            Self::New(text) => Self::New(text.split_off(offset)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_edits_see_earlier_ones_and_all_are_edits_of_the_original() {
        let text = "{\n  \"a\": 1, // kept\n  \"b\": [1, 2, 3]\n}";
        let document = json::parse(text).0;
        let mut draft = Draft::of(&document);
        draft.set(&["c".into()], 7);
        draft.remove(&["b".into(), 0.into()]);
        draft.remove(&["b".into(), 0.into()]);
        draft.set(&["c".into()], "end");
        draft.replace_member(&[], "a", "A", true);
        let edits = draft.into_edits();
        assert_eq!(text::apply(text, &edits), "{\n  \"A\": true, // kept\n  \"b\": [3],\n  \"c\": \"end\"\n}");
        assert!(edits.iter().all(|edit| edit.span.end as usize <= text.len()));
    }

    #[test]
    fn a_draft_without_edits_changes_nothing() {
        assert_eq!(Draft::of(&json::parse("{}").0).into_edits(), []);
    }
}
