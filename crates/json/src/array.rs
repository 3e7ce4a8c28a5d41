//! The shared array.

use crate::Value;
use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;

/// A shared array; reads like a slice of values.
#[derive(Clone, Debug, Default)]
pub struct Array(Rc<Node>);

#[derive(Clone, Debug, Default)]
struct Node {
    items: Vec<Value>,
    /// Deepest item plus one; kept as items are added.
    depth: u32,
    /// Length of the compact text; 0 until somebody asks.
    bytes: Cell<u32>,
}

impl Array {
    /// An empty array.
    pub fn new() -> Self {
        Self::default()
    }

    /// Add an item at the end. Copies the array first when it is shared.
    pub fn push(&mut self, value: Value) {
        let node = Rc::make_mut(&mut self.0);
        node.depth = node.depth.max(value.depth());
        node.bytes.set(0);
        node.items.push(value);
    }

    /// Replace the item at `index`; false when there is none.
    pub fn set(&mut self, index: usize, value: Value) -> bool {
        let node = Rc::make_mut(&mut self.0);
        let Some(slot) = node.items.get_mut(index) else { return false };
        *slot = value;
        node.depth = deepest(&node.items);
        node.bytes.set(0);
        true
    }

    /// The items, as a vector of their own.
    pub fn to_vec(&self) -> Vec<Value> {
        self.0.items.clone()
    }

    /// Levels of nesting, this one included.
    pub fn depth(&self) -> u32 {
        self.0.depth + 1
    }

    /// Length of the compact text in bytes.
    pub fn bytes(&self) -> usize {
        let known = self.0.bytes.get();
        if known != 0 {
            return known as usize;
        }
        let commas = self.0.items.len().saturating_sub(1);
        let bytes = 2 + commas + self.0.items.iter().map(Value::bytes).sum::<usize>();
        self.0.bytes.set(u32::try_from(bytes).unwrap_or(0));
        bytes
    }

    /// Do both share one allocation?
    pub fn is_same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

fn deepest(items: &[Value]) -> u32 {
    items.iter().map(Value::depth).max().unwrap_or(0)
}

impl Deref for Array {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        &self.0.items
    }
}

impl PartialEq for Array {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || self.0.items == other.0.items
    }
}

impl From<Vec<Value>> for Array {
    fn from(items: Vec<Value>) -> Self {
        let depth = deepest(&items);
        Self(Rc::new(Node { items, depth, bytes: Cell::new(0) }))
    }
}

impl FromIterator<Value> for Array {
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Self {
        items.into_iter().collect::<Vec<_>>().into()
    }
}

impl<'a> IntoIterator for &'a Array {
    type Item = &'a Value;
    type IntoIter = std::slice::Iter<'a, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.items.iter()
    }
}
