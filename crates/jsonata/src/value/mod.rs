//! What flows between sub-expressions: JSON, and what JSON cannot say.

mod compare;
mod convert;
mod drop;
mod iterate;
mod key_index;
mod list;
mod number_text;
mod record;

pub(crate) use compare::{compare_text, deep_equal};
pub(crate) use convert::{NotJson, from_json, to_json};
pub(crate) use drop::release_item;
pub(crate) use iterate::{Items, members};
pub(crate) use key_index::{KeyIndex, NumberIndex};
pub(crate) use list::{List, Marks};
pub(crate) use number_text::{fixed_text, number_text, precision_15};
pub(crate) use record::{Record, sort_keys};

use crate::evaluate::{Function, Tuple};
use json::{Array, Number, Object, Text};
use std::rc::Rc;

/// A value during evaluation. `clone` copies a pointer, never the data.
#[derive(Clone, Debug, Default)]
pub(crate) enum Item {
    /// JSONata's undefined: no value.
    #[default]
    Undefined,
    Null,
    Bool(bool),
    /// A number; unlike in JSON it may be infinite or not a number.
    Number(f64),
    /// A number from the input whose digits or form a double would lose.
    Exact(Number),
    String(Text),
    /// An array of the input.
    Array(Array),
    /// An array that the evaluation made, often a sequence.
    List(Rc<List>),
    /// An object of the input.
    Object(Object),
    /// An object that the evaluation made.
    Record(Rc<Record>),
    Function(Function),
    /// An item on its way through a path that binds names, with those names.
    Tuple(Rc<Tuple>),
}

impl Item {
    pub(crate) fn string(text: impl Into<Text>) -> Self {
        Self::String(text.into())
    }

    pub(crate) fn list(items: Vec<Item>, marks: Marks) -> Self {
        Self::List(Rc::new(List { items, marks }))
    }

    /// A sequence of items, as evaluation makes them.
    pub(crate) fn sequence(items: Vec<Item>) -> Self {
        Self::list(items, Marks::SEQUENCE)
    }

    /// A plain array, which keeps its brackets even around one item.
    pub(crate) fn array(items: Vec<Item>) -> Self {
        Self::list(items, Marks::PLAIN)
    }

    pub(crate) fn record(members: Vec<(Text, Item)>) -> Self {
        Self::Record(Rc::new(Record::new(members)))
    }

    pub(crate) fn is_undefined(&self) -> bool {
        matches!(self, Self::Undefined)
    }

    pub(crate) fn is_array(&self) -> bool {
        matches!(self, Self::Array(_) | Self::List(_))
    }

    /// The items, if this is an array of either kind.
    pub(crate) fn items(&self) -> Option<Items<'_>> {
        match self {
            Self::Array(array) => Some(Items::Json(array)),
            Self::List(list) => Some(Items::Made(&list.items)),
            _ => None,
        }
    }

    /// The items of an array; any other value as its own single item.
    pub(crate) fn as_items(&self) -> Items<'_> {
        self.items().unwrap_or_else(|| Items::Made(std::slice::from_ref(self)))
    }

    /// The list, if the evaluation made this array.
    pub(crate) fn as_list(&self) -> Option<&List> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    pub(crate) fn is_sequence(&self) -> bool {
        self.as_list().is_some_and(|list| list.marks.is_sequence)
    }

    pub(crate) fn is_tuple_stream(&self) -> bool {
        self.as_list().is_some_and(|list| list.marks.is_tuple_stream)
    }

    /// The number, whether finite or not.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Exact(number) => Some(number.as_f64()),
            _ => None,
        }
    }

    pub(crate) fn text(&self) -> Option<&Text> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn function(&self) -> Option<&Function> {
        match self {
            Self::Function(function) => Some(function),
            _ => None,
        }
    }

    /// The member of an object of either kind.
    pub(crate) fn member(&self, key: &str) -> Option<Item> {
        match self {
            Self::Object(object) => object.get(key).map(from_json),
            Self::Record(record) => record.get(key).cloned(),
            _ => None,
        }
    }
}

impl From<f64> for Item {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Item {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl From<bool> for Item {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<String> for Item {
    fn from(text: String) -> Self {
        Self::String(text.into())
    }
}

impl From<&str> for Item {
    fn from(text: &str) -> Self {
        Self::String(text.into())
    }
}

impl From<Text> for Item {
    fn from(text: Text) -> Self {
        Self::String(text)
    }
}

impl<T: Into<Item>> From<Option<T>> for Item {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Undefined, Into::into)
    }
}
