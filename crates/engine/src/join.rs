//! A Parallel or Map that waits for its branches, iterations or child executions.

use crate::Log;
use crate::map_run::MapRun;
use crate::strand::StrandId;
use json::{Array, Object, Text, Value};

/// What a Parallel or Map state waits for.
#[derive(Clone, Debug)]
pub(crate) struct Join {
    /// Results so far, by branch or iteration.
    pub(crate) results: Log<Option<Value>>,
    /// How many are not done.
    pub(crate) open: u32,
    /// Branches and iterations in progress, in the order of starting.
    pub(crate) running: Vec<StrandId>,
    /// The items of a Map.
    pub(crate) items: Option<Items>,
    /// The Map Run of a distributed Map.
    pub(crate) map_run: Option<MapRun>,
}

/// `Map.Item.Source` of items from the state's input (Developer Guide, Context object).
const STATE_DATA: &str = "STATE_DATA";

/// The items of a Map.
#[derive(Clone, Debug)]
pub(crate) struct Items {
    /// The items themselves.
    pub(crate) values: Array,
    /// Keys, when the items are the members of an object.
    pub(crate) keys: Option<Array>,
    /// The next to start.
    pub(crate) next: u32,
    /// The state's effective input, for the ItemSelector.
    pub(crate) input: Value,
    /// Where an ItemReader read them from: `Map.Item.Source`.
    pub(crate) source: Option<Text>,
}

impl Items {
    /// Items that are an array of the state data, or are still to be read.
    pub(crate) fn of(values: Array, input: Value) -> Self {
        Self { values, keys: None, next: 0, input, source: None }
    }

    /// `Map.Item` of the Context Object.
    pub(crate) fn item(&self, index: u32) -> Value {
        let place = index as usize;
        let mut item = Object::with_capacity(4);
        item.insert("Index", Value::from(index));
        if let Some(key) = self.keys.as_ref().and_then(|keys| keys.get(place)) {
            item.insert("Key", key.clone());
        }
        item.insert("Value", self.values.get(place).cloned().unwrap_or_default());
        item.insert("Source", Value::String(self.source.clone().unwrap_or_else(|| STATE_DATA.into())));
        item.into()
    }
}

impl Join {
    pub(crate) fn new(count: u32) -> Self {
        Self {
            results: (0..count).map(|_| None).collect(),
            open: count,
            running: Vec::new(),
            items: None,
            map_run: None,
        }
    }

    /// Of a Map, before or without its Map Run.
    pub(crate) fn of_items(count: u32, items: Items) -> Self {
        Self { items: Some(items), ..Self::new(count) }
    }

    /// All results in order.
    pub(crate) fn output(&self) -> Value {
        Value::Array(self.results.iter().map(|result| result.clone().unwrap_or_default()).collect())
    }
}
