//! One view of arrays and objects, whether they came in or were made here.

use super::{Item, from_json, sort_keys};
use json::{Text, Value};

/// The items of an array of either kind.
#[derive(Clone, Copy)]
pub(crate) enum Items<'a> {
    Json(&'a [Value]),
    Made(&'a [Item]),
}

impl<'a> Items<'a> {
    pub(crate) fn len(self) -> usize {
        match self {
            Self::Json(values) => values.len(),
            Self::Made(items) => items.len(),
        }
    }

    pub(crate) fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The item at `index`; undefined when there is none.
    pub(crate) fn get(self, index: usize) -> Item {
        match self {
            Self::Json(values) => values.get(index).map_or(Item::Undefined, from_json),
            Self::Made(items) => items.get(index).cloned().unwrap_or_default(),
        }
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Item> + 'a {
        (0..self.len()).map(move |index| self.get(index))
    }

    pub(crate) fn to_vec(self) -> Vec<Item> {
        let mut items = Vec::new();
        self.append_to(&mut items);
        items
    }

    pub(crate) fn append_to(self, out: &mut Vec<Item>) {
        match self {
            Self::Json(values) => out.extend(values.iter().map(from_json)),
            Self::Made(items) => out.extend_from_slice(items),
        }
    }
}

/// The members of an object of either kind, in JavaScript's order; none for other values.
pub(crate) fn members(item: &Item) -> Vec<(Text, Item)> {
    match item {
        Item::Record(record) => record.members().to_vec(),
        Item::Object(object) => {
            let mut members: Vec<_> = object.iter().map(|(key, value)| (key.clone(), from_json(value))).collect();
            sort_keys(&mut members);
            members
        }
        Item::Tuple(tuple) => tuple.members(),
        _ => Vec::new(),
    }
}
