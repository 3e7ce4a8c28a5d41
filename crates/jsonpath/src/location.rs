//! The place of one value in a document.

use json::{Text, Value};
use std::fmt;

/// One step down into a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The member of an object.
    Key(Text),
    /// The element of an array, counted from 0.
    Index(usize),
}

/// The place of one value in a document: the steps that lead to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location(pub Vec<Step>);

impl Location {
    /// The value at this place.
    pub fn get<'v>(&self, root: &'v Value) -> Option<&'v Value> {
        self.0.iter().try_fold(root, |value, step| step.of(value))
    }

    /// As a person would type it: `$.a[0]['b c']`.
    pub fn dotted(&self) -> String {
        let mut out = String::from("$");
        for step in &self.0 {
            match step {
                Step::Key(key) if is_plain_name(key) => {
                    out.push('.');
                    out.push_str(key);
                }
                _ => out.push_str(&step.to_string()),
            }
        }
        out
    }
}

impl Step {
    /// The value one step down.
    pub fn of<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        match self {
            Self::Key(key) => value.get(key),
            Self::Index(index) => value.at(*index),
        }
    }
}

/// In brackets, as the library prints it: `['a']` or `[0]`.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write!(f, "['{}']", escape(key)),
            Self::Index(index) => write!(f, "[{index}]"),
        }
    }
}

/// In brackets: `$['a'][0]`.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        self.0.iter().try_for_each(|step| step.fmt(f))
    }
}

/// A key as it stands between single quotes.
fn escape(key: &str) -> String {
    key.replace('\\', r"\\").replace('\'', r"\'")
}

/// Can the key follow a dot in every reader of paths?
fn is_plain_name(key: &str) -> bool {
    let mut chars = key.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() || c == '_') && chars.all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_prints_in_brackets_and_with_dots() {
        let location = Location(vec![Step::Key("a".into()), Step::Index(0), Step::Key("it's".into())]);
        assert_eq!(location.to_string(), r"$['a'][0]['it\'s']");
        assert_eq!(location.dotted(), r"$.a[0]['it\'s']");
    }
}
