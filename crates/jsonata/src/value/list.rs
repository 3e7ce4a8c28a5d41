//! Arrays that an evaluation makes, and the marks the language's rules hang on them.

use super::{Item, drop};

/// An array made by the evaluation.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    pub(crate) items: Vec<Item>,
    pub(crate) marks: Marks,
}

/// What the language's rules want to know about an array.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks {
    /// A result sequence: of one item it is that item, of none it is undefined.
    pub(crate) is_sequence: bool,
    /// A sequence that keeps its brackets around one item, because `[]` asked for it.
    pub(crate) keeps_singleton: bool,
    /// Written as `[…]` inside a path: not flattened into the path's result.
    pub(crate) is_constructed: bool,
    /// The wrapper around an array that is the top-level input.
    pub(crate) is_outer_wrapper: bool,
    /// Its items are tuples: items with the names bound by `@`, `#` and `%`.
    pub(crate) is_tuple_stream: bool,
}

impl Marks {
    pub(crate) const PLAIN: Self = Self {
        is_sequence: false,
        keeps_singleton: false,
        is_constructed: false,
        is_outer_wrapper: false,
        is_tuple_stream: false,
    };
    pub(crate) const SEQUENCE: Self = Self { is_sequence: true, ..Self::PLAIN };
}

impl Drop for List {
    fn drop(&mut self) {
        drop::release(&mut self.items);
    }
}
