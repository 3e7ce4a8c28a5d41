//! Document paths: `a.b[0].#c`.

use crate::dynamodb::condition::Names;
use crate::dynamodb::lexer::Words;
use json::{Object, Text, Value};

/// A step into an attribute.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    Name(Text),
    Index(usize),
}

/// A path: an attribute of the item, and steps into it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Path {
    pub(super) attribute: Text,
    steps: Vec<Step>,
}

impl Path {
    pub(super) fn parse(words: &mut Words<'_>, names: &Names<'_>) -> Result<Self, String> {
        let attribute = name(words, names)?;
        let mut steps = Vec::new();
        loop {
            if words.take(".") {
                steps.push(Step::Name(name(words, names)?));
            } else if words.take("[") {
                let index = words.next().and_then(|word| word.parse().ok()).ok_or_else(|| words.syntax_error())?;
                steps.push(Step::Index(index));
                words.expect("]")?;
            } else {
                return Ok(Self { attribute, steps });
            }
        }
    }

    /// The typed attribute there.
    pub(super) fn get<'a>(&self, item: &'a Object) -> Option<&'a Value> {
        self.steps.iter().try_fold(item.get(&self.attribute)?, |value, step| match step {
            Step::Name(name) => value.get("M")?.get(name),
            Step::Index(index) => value.get("L")?.at(*index),
        })
    }

    /// Put a typed attribute there, or remove it; `false` when the path leads nowhere.
    pub(super) fn set(&self, item: &mut Object, value: Option<Value>) -> bool {
        let Some((last, inner)) = self.steps.split_last() else {
            match value {
                Some(value) => item.insert(self.attribute.clone(), value),
                None => _ = item.remove(&self.attribute),
            }
            return true;
        };
        let Some(root) = item.get(&self.attribute) else { return value.is_none() };
        match replaced(root, inner, last, value) {
            Some(changed) => {
                item.insert(self.attribute.clone(), changed);
                true
            }
            None => false,
        }
    }
}

/// `root` with another value at the end of `inner` and `last`.
fn replaced(root: &Value, inner: &[Step], last: &Step, value: Option<Value>) -> Option<Value> {
    if let Some((first, rest)) = inner.split_first() {
        let child = match first {
            Step::Name(name) => root.get("M")?.get(name)?,
            Step::Index(index) => root.get("L")?.at(*index)?,
        };
        let changed = replaced(child, rest, last, value)?;
        return replaced(root, &[], first, Some(changed));
    }
    match last {
        Step::Name(name) => {
            let mut members = root.get("M")?.as_object()?.clone();
            match value {
                Some(value) => members.insert(name.clone(), value),
                None => _ = members.remove(name),
            }
            Some(Value::from([("M", members.into())]))
        }
        Step::Index(index) => {
            let mut items = root.get("L")?.as_array()?.to_vec();
            match value {
                Some(value) if *index < items.len() => items[*index] = value,
                Some(value) => items.push(value),
                None if *index < items.len() => _ = items.remove(*index),
                None => {}
            }
            Some(Value::from([("L", items.into())]))
        }
    }
}

/// A name, or the name that `#name` stands for.
fn name(words: &mut Words<'_>, names: &Names<'_>) -> Result<Text, String> {
    let word = words.next().ok_or_else(|| words.syntax_error())?;
    if word.starts_with('#') {
        return names.name(word);
    }
    if word.starts_with(|first: char| first.is_alphabetic() || first == '_') {
        return Ok(word.into());
    }
    Err(format!("Invalid expression: Syntax error; token: \"{word}\""))
}
