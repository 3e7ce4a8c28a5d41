//! A value as a tree of rows, with what changed marked.

mod build;
mod change;
mod search;

pub use build::tree;
pub use change::{ChangeCounts, changes};
pub use search::search;

use crate::Message;
use json::{Text, Value};
use jsonpath::{Location, Step};
use std::collections::BTreeSet;

/// One step into a shown value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TreeStep {
    /// Into a member of an object.
    Key(Text),
    /// Into an element of an array, counted from 0.
    Index(usize),
    /// Into the JSON that a string holds, such as a task's `Cause`.
    Parsed,
}

/// The place of a row in a shown value; ordered, so that it can key a set.
pub type TreePath = Vec<TreeStep>;

/// What a person did to a tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TreeOptions {
    /// Are unchanged keys folded into one row?
    pub changes_only: bool,
    /// Rows that were opened or closed by hand, against what they do by themselves.
    pub toggled: BTreeSet<TreePath>,
    /// Rows that must be in view: what a highlighted expression read or wrote.
    pub reveal: Vec<TreePath>,
}

/// What a tree shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TreeSource {
    /// The value.
    pub value: Value,
    /// What it was before, when the tree shows changes.
    pub before: Option<Value>,
    /// Keys at the top whose values are written in the definition: they are folded into one row.
    pub fixed: Vec<Text>,
}

/// A line of a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeRow {
    /// Its place; of the last value of a chain.
    pub path: TreePath,
    /// How far it is indented.
    pub depth: u32,
    /// What it shows.
    pub content: RowContent,
    /// What changed here.
    pub mark: Option<Mark>,
    /// Can it be opened, and is it?
    pub is_open: Option<bool>,
}

/// What a row shows.
#[derive(Clone, Debug, PartialEq)]
pub enum RowContent {
    /// A value, with the keys that lead to it: several for a chain of only children.
    Value {
        /// `["Overrides", "ContainerOverrides[0]", "Environment[0]"]`
        keys: Vec<String>,
        /// The value.
        value: Value,
        /// What it was before, for a replaced one.
        old: Option<Value>,
        /// Is it a string that holds JSON?
        is_json_text: bool,
    },
    /// Rows folded into one: "3 unchanged: jobId, businessDate, shops".
    Fold(Message),
}

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `+`
    Added,
    /// `~`
    Replaced,
    /// `−`
    Dropped,
}

impl TreeRow {
    /// The keys of the row on one line; the middle of a long chain is left out.
    pub fn label(&self) -> String {
        let RowContent::Value { keys, .. } = &self.content else { return String::new() };
        match &keys[..] {
            [] => String::new(),
            [only] => only.clone(),
            [first, last] => format!("{first} › {last}"),
            [first, .., last] => format!("{first} › … › {last}"),
        }
    }
}

/// The place of a JSON path's match as a place in a tree.
pub fn tree_path(location: &Location) -> TreePath {
    let step = |step: &Step| match step {
        Step::Key(key) => TreeStep::Key(key.clone()),
        Step::Index(index) => TreeStep::Index(*index),
    };
    location.0.iter().map(step).collect()
}

/// The value at a place; goes through JSON texts.
pub fn value_at(root: &Value, path: &[TreeStep]) -> Option<Value> {
    let Some((step, rest)) = path.split_first() else { return Some(root.clone()) };
    match step {
        TreeStep::Key(key) => value_at(root.get(key)?, rest),
        TreeStep::Index(index) => value_at(root.at(*index)?, rest),
        TreeStep::Parsed => value_at(&json_text(root)?, rest),
    }
}

/// The array or object that a string holds as JSON.
pub fn json_text(value: &Value) -> Option<Value> {
    let text = value.as_str()?.trim_start();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    json::parse_value(text).ok()
}

/// A place as a person would type it: `$.error.Cause`, `$[0]`; what is inside a JSON text follows an arrow.
pub fn path_text(path: &[TreeStep]) -> String {
    let mut out = String::from("$");
    for part in path.split(|step| *step == TreeStep::Parsed).enumerate() {
        let (index, steps) = part;
        let steps = steps.iter().map(|step| match step {
            TreeStep::Index(index) => Step::Index(*index),
            TreeStep::Key(key) => Step::Key(key.clone()),
            TreeStep::Parsed => Step::Key("".into()),
        });
        let dotted = Location(steps.collect()).dotted();
        if index > 0 {
            out.push_str(" → ");
        }
        out.push_str(if index > 0 { dotted.trim_start_matches(['$', '.']) } else { &dotted[1..] });
    }
    out
}
