//! A field of a scenario card.

use crate::scenario::Entry;
use json::{Object, Value};

/// Something of an entry that can be changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Where it stands in the entry as a scenario file writes it: `ecs/containers/0/exitCode`; empty for the whole entry.
    pub path: &'static str,
    /// What it is, in English.
    pub title: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// What holds when it is left empty, for a placeholder.
    pub usual: String,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// Many lines of text.
    Lines,
    /// A whole number from `min` to `max`.
    Integer {
        /// At least.
        min: i64,
        /// At most.
        max: i64,
    },
    /// A length of time such as `45s`.
    Duration,
    /// An error name; [`super::Controls::errors`] has the likely ones.
    ErrorName,
    /// Any JSON.
    Json,
}

impl Field {
    /// A field that holds nothing by default.
    pub fn new(path: &'static str, title: &'static str, kind: FieldKind) -> Self {
        Self { path, title, kind, usual: String::new() }
    }

    pub(super) fn usually(mut self, usual: impl Into<String>) -> Self {
        self.usual = usual.into();
        self
    }

    /// Its value in an entry; `None` when it is left empty.
    pub fn get(&self, entry: &Entry) -> Option<Value> {
        self.steps().try_fold(entry.to_value(), |value, step| match step.parse::<usize>() {
            Ok(index) => value.at(index).cloned(),
            Err(_) => value.get(step).cloned(),
        })
    }

    /// The entry with another value here, or with none. A value that does not fit leaves the entry as it is.
    pub fn set(&self, entry: &Entry, value: Option<Value>) -> Entry {
        let steps: Vec<&str> = self.steps().collect();
        let changed = with(&entry.to_value(), &steps, value);
        Entry::from_value(&changed).unwrap_or_else(|| entry.clone())
    }
}

impl Field {
    fn steps(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.path.split('/').filter(|step| !step.is_empty())
    }
}

/// `root` with another value at the end of `steps`; what is missing on the way is made.
fn with(root: &Value, steps: &[&str], value: Option<Value>) -> Value {
    let Some((step, rest)) = steps.split_first() else { return value.unwrap_or_default() };
    if let Ok(index) = step.parse::<usize>() {
        let mut items = root.as_array().map(|items| items.to_vec()).unwrap_or_default();
        items.resize_with(items.len().max(index + 1), || Object::new().into());
        items[index] = with(&items[index], rest, value);
        return items.into();
    }
    let mut members = root.as_object().cloned().unwrap_or_default();
    match (rest.is_empty(), value) {
        (true, None) => _ = members.remove(step),
        (_, value) => {
            let old = members.get(step).cloned().unwrap_or_default();
            members.insert(*step, with(&old, rest, value));
        }
    }
    members.into()
}
