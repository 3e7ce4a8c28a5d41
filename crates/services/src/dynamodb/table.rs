//! In-memory tables.

use json::{Object, Text, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// All tables by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tables(Rc<BTreeMap<Text, Table>>);

/// One table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// Names of its key attributes, once known.
    key: Vec<Text>,
    /// Items by the JSON text of their key.
    items: BTreeMap<Text, Object>,
}

impl Tables {
    /// The table of this name, made if need be.
    pub(crate) fn table(&mut self, name: &str) -> &mut Table {
        Rc::make_mut(&mut self.0).entry(name.into()).or_default()
    }
}

impl Table {
    /// The item with this key.
    pub(crate) fn get(&mut self, key: &Object) -> Option<&Object> {
        self.know_key(key);
        self.items.get(&self.key_of(key))
    }

    /// The item with the key of this one.
    pub(crate) fn like(&mut self, item: &Object) -> Option<&Object> {
        if self.key.is_empty() {
            self.key = usual_key(item);
        }
        self.items.get(&self.key_of(item))
    }

    /// Put an item in the place of the one with its key.
    pub(crate) fn put(&mut self, item: Object) {
        if self.key.is_empty() {
            self.key = usual_key(&item);
        }
        self.items.insert(self.key_of(&item), item);
    }

    /// Remove the item with this key.
    pub(crate) fn remove(&mut self, key: &Object) {
        self.know_key(key);
        self.items.remove(&self.key_of(key));
    }

    /// A `Key` names the key attributes; items that came before it are sorted anew.
    fn know_key(&mut self, key: &Object) {
        let mut names: Vec<Text> = key.keys().cloned().collect();
        names.sort();
        if names != self.key {
            self.key = names;
            let items = std::mem::take(&mut self.items);
            self.items = items.into_values().map(|item| (self.key_of(&item), item)).collect();
        }
    }

    fn key_of(&self, item: &Object) -> Text {
        let values: Vec<Value> = self.key.iter().map(|name| item.get(name).cloned().unwrap_or_default()).collect();
        json::print(&values.into()).into()
    }
}

fn usual_key(item: &Object) -> Vec<Text> {
    let has = |name: &str| item.keys().find(|key| key.eq_ignore_ascii_case(name)).cloned();
    if let Some(partition) = has("pk") {
        return [Some(partition), has("sk")].into_iter().flatten().collect();
    }
    has("id").or_else(|| item.keys().next().cloned()).into_iter().collect()
}
