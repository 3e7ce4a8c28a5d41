//! What a file holds: items, and their keys where they are the members of an object.

use json::{Object, Value};

/// The items of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dataset {
    /// The items.
    pub values: Vec<Value>,
    /// The keys, when the items are the members of an object.
    pub keys: Option<Vec<Value>>,
}

impl Dataset {
    /// The first members of an object.
    pub(crate) fn of_members(members: &Object, limit: usize) -> Self {
        let keys = members.keys().take(limit).cloned().map(Value::String).collect();
        Self { values: members.values().take(limit).cloned().collect(), keys: Some(keys) }
    }

    /// Only the first items.
    #[must_use]
    pub fn truncated(mut self, limit: usize) -> Self {
        self.values.truncate(limit);
        if let Some(keys) = &mut self.keys {
            keys.truncate(limit);
        }
        self
    }

    /// The items without keys beside them, for a set of files: members are pairs.
    pub fn into_items(self) -> Vec<Value> {
        let Some(keys) = self.keys else { return self.values };
        let pairs = keys.into_iter().zip(self.values);
        pairs.map(|(key, value)| Value::from([("Key", key), ("Value", value)])).collect()
    }
}

impl From<Vec<Value>> for Dataset {
    fn from(values: Vec<Value>) -> Self {
        Self { values, keys: None }
    }
}
