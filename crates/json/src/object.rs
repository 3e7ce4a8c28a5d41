//! The shared object, with its keys in the order they came.

use crate::{Text, Value};
use std::cell::Cell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

/// From this many members on, an object keeps an index of its keys.
const INDEXED_FROM: usize = 16;

/// A shared object. Keys keep the order of their first insertion.
#[derive(Clone, Debug, Default)]
pub struct Object(Rc<Node>);

type Index = HashMap<Text, u32, KeyHashing>;

/// Hashes keys and other short texts.
pub(crate) type KeyHashing = BuildHasherDefault<KeyHasher>;

#[derive(Clone, Debug, Default)]
struct Node {
    members: Vec<(Text, Value)>,
    /// Place of each key, only for large objects; never iterated.
    index: Option<Box<Index>>,
    /// Deepest member plus one; kept as members are added.
    depth: u32,
    /// Length of the compact text; 0 until somebody asks.
    bytes: Cell<u32>,
}

impl Object {
    /// An empty object.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty object with room for `capacity` members.
    pub fn with_capacity(capacity: usize) -> Self {
        Self(Rc::new(Node { members: Vec::with_capacity(capacity), ..Node::default() }))
    }

    /// Number of members.
    pub fn len(&self) -> usize {
        self.0.members.len()
    }

    /// Has it no members?
    pub fn is_empty(&self) -> bool {
        self.0.members.is_empty()
    }

    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.position(key).map(|at| &self.0.members[at].1)
    }

    /// Is there a member called `key`?
    pub fn contains_key(&self, key: &str) -> bool {
        self.0.position(key).is_some()
    }

    /// The key and value at a place in the order.
    pub fn entry_at(&self, place: usize) -> Option<(&Text, &Value)> {
        self.0.members.get(place).map(|(key, value)| (key, value))
    }

    /// Set a member: a key that is there keeps its place, a new one goes last.
    /// Copies the object (not its values) first when it is shared.
    pub fn insert(&mut self, key: impl Into<Text>, value: Value) {
        Rc::make_mut(&mut self.0).insert(key.into(), value);
    }

    /// Remove a member and give its value.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let at = self.0.position(key)?;
        let node = Rc::make_mut(&mut self.0);
        let (_, value) = node.members.remove(at);
        node.index = None;
        node.depth = node.members.iter().map(|(_, value)| value.depth()).max().unwrap_or(0);
        node.bytes.set(0);
        Some(value)
    }

    /// Members in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Text, &Value)> + ExactSizeIterator {
        self.0.members.iter().map(|(key, value)| (key, value))
    }

    /// Keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Text> + ExactSizeIterator {
        self.0.members.iter().map(|(key, _)| key)
    }

    /// Values in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Value> + ExactSizeIterator {
        self.0.members.iter().map(|(_, value)| value)
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
        let commas = self.len().saturating_sub(1);
        let members: usize = self.iter().map(|(key, value)| crate::print::quoted_len(key) + 1 + value.bytes()).sum();
        let bytes = 2 + commas + members;
        self.0.bytes.set(u32::try_from(bytes).unwrap_or(0));
        bytes
    }

    /// Do both share one allocation?
    pub fn is_same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Node {
    fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(key).map(|&at| at as usize),
            None => self.members.iter().position(|(name, _)| &**name == key),
        }
    }

    fn insert(&mut self, key: Text, value: Value) {
        self.depth = self.depth.max(value.depth());
        self.bytes.set(0);
        if let Some(at) = self.position(&key) {
            self.members[at].1 = value;
            return;
        }
        if let Some(index) = &mut self.index {
            index.insert(key.clone(), self.members.len() as u32);
        }
        self.members.push((key, value));
        if self.index.is_none() && self.members.len() >= INDEXED_FROM {
            let index: Index = (0..).zip(&self.members).map(|(at, (key, _))| (key.clone(), at)).collect();
            self.index = Some(Box::new(index));
        }
    }
}

/// Equal whatever the order of the keys.
impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other)
            || self.len() == other.len() && self.iter().all(|(key, value)| other.get(key) == Some(value))
    }
}

impl FromIterator<(Text, Value)> for Object {
    fn from_iter<I: IntoIterator<Item = (Text, Value)>>(members: I) -> Self {
        let members = members.into_iter();
        let mut node = Node { members: Vec::with_capacity(members.size_hint().0), ..Node::default() };
        for (key, value) in members {
            node.insert(key, value);
        }
        Self(Rc::new(node))
    }
}

impl<K: Into<Text>> Extend<(K, Value)> for Object {
    fn extend<I: IntoIterator<Item = (K, Value)>>(&mut self, members: I) {
        members.into_iter().for_each(|(key, value)| self.insert(key, value));
    }
}

/// A fast hash for short keys, the same in every run (FxHash's mixing step).
#[derive(Default)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}
