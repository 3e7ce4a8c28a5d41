//! A state's fields as a form: what is there, what could be, and the edits that change it.

mod read;
mod write;

pub use read::form;
pub use write::{Refused, add_field, add_item, remove, set};

use definition::StateId;
use definition::support::{Field, Shape};
use text::Span;

/// An object of the definition with its fields: a state, or a part of one.
#[derive(Clone, Debug)]
pub struct Section {
    /// What it is called: the field that holds it, with its place in a list.
    pub title: String,
    /// Where it stands.
    pub path: Vec<Key>,
    /// Which fields it has.
    pub shape: Shape,
    /// The state that it is, or is a part of.
    pub state: StateId,
    /// The fields that are there, and those that must be, in the order of the language's table.
    pub fields: Vec<FormField>,
    /// Objects inside it, and those inside lists, in the same order.
    pub sections: Vec<Section>,
    /// Fields that could be added.
    pub absent: Vec<&'static Field>,
    /// Lists that could get one more entry.
    pub lists: Vec<&'static Field>,
}

/// One step of a path that a form keeps: an [`edit::Step`](json::edit::Step) with its own text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// The member of an object.
    Member(String),
    /// The item of a list.
    Item(usize),
}

/// A field with its value.
#[derive(Clone, Debug)]
pub struct FormField {
    /// What is known about it.
    pub field: &'static Field,
    /// How it is filled in.
    pub control: Control,
    /// Its value as the control shows it; empty when it is not there.
    pub text: String,
    /// From its key to the end of its value, for the problems found there.
    pub span: Option<Span>,
}

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// A line of text.
    Line,
    /// A number.
    Number,
    /// One of a few words.
    Words(Vec<String>),
    /// The name of a state of the container.
    State {
        /// All of them.
        names: Vec<String>,
        /// May the flow end there instead? That is what an empty name says.
        may_end: bool,
    },
    /// One text a line.
    Lines,
    /// JSON, or an expression alone.
    Json,
}

/// Does this `Next` stand beside an `End`, which is what it says when it is empty?
fn is_way_on(shape: Shape, field: &Field) -> bool {
    field.name == "Next" && shape.field("End").is_some()
}

#[cfg(test)]
mod tests;
