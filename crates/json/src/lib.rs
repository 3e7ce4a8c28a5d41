//! JSON: the shared [`Value`] that flows through a run, and the spanned
//! [`Document`] that a person edits.
//!
//! A `Value` is cloned in constant time (`Rc`), keeps the order of keys, prints
//! numbers as AWS prints them, and knows the size of its text without walking it twice.

mod again;
mod any;
mod array;
mod document;
mod document_parser;
pub mod edit;
mod java;
mod layout;
mod number;
mod object;
mod print;
mod scan;
mod value;
mod value_parser;
mod yaml;

pub use any::{detect, parse_again, parse_any};
pub use array::Array;
pub use document::{Document, Member, Node, NodeKind, StringNode, Syntax};
pub use document_parser::parse;
pub use java::print_java;
pub use layout::{convert, format};
pub use number::Number;
pub use object::Object;
pub use print::{print, print_pretty, quote};
pub use scan::SyntaxError;
pub use value::{Text, Value};
pub use value_parser::parse_value;
pub use yaml::{parse_yaml, print_yaml};

/// How deep arrays and objects may nest, in levels. Deeper text is refused when it is
/// parsed, and whoever builds values in a loop checks [`Value::depth`] against it, so that
/// walking a value never exhausts the stack (1 MiB in a browser). Jackson, which AWS uses,
/// has the same limit.
pub const MAX_DEPTH: u32 = 1000;
