//! Object constructors and the group-by clause: `{key: value}` over one item or many.

use super::tuple::{Tuple, as_tuple};
use super::{Evaluated, Evaluation, Frame};
use crate::error::Fault;
use crate::parse::{Group, Kind, Node};
use crate::value::{Item, KeyIndex, Record};
use json::Text;
use std::rc::Rc;

/// The items that share a key.
struct Gathered {
    key: Text,
    /// Which pair of the clause gave the key.
    pair: usize,
    items: Items,
}

enum Items {
    One(Item),
    Many(Vec<Item>),
}

/// Groups by key, in the order the keys came up.
#[derive(Default)]
struct Groups {
    groups: Vec<Gathered>,
    /// Where each key is; only once there are many.
    index: KeyIndex,
}

/// From this many groups on, keys are found by an index.
const INDEXED_FROM: usize = 12;

impl Evaluation<'_> {
    #[inline(never)]
    pub(super) fn group(&mut self, clause: &Group, input: Item, frame: &Rc<Frame>) -> Evaluated {
        let is_tuple_stream = input.is_tuple_stream();
        let mut groups = Groups::default();
        let items = input.as_items();
        // An empty array is grouped as one undefined item; an empty tuple stream is not.
        let turns = if items.is_empty() && !is_tuple_stream { 1 } else { items.len() };
        for at in 0..turns {
            self.gather(clause, items.get(at), is_tuple_stream, frame, &mut groups)?;
        }
        let mut members = Vec::with_capacity(groups.groups.len());
        let mut reads = Vec::new();
        for group in groups.groups {
            let value = &clause.pairs[group.pair].1;
            let before = self.tracer.as_ref().map(|tracer| tracer.read_count());
            let value = if is_tuple_stream {
                let tuple = reduce(group.items);
                self.eval(value, &tuple.item, &tuple.frame(frame))?
            } else {
                let context = match group.items {
                    Items::One(item) => item,
                    Items::Many(items) => Item::array(items),
                };
                self.eval(value, &context, frame)?
            };
            if let (Some(tracer), Some(before)) = (&self.tracer, before) {
                reads.push((group.key.clone(), before..tracer.read_count()));
            }
            if !value.is_undefined() {
                members.push((group.key, value));
            }
        }
        let record = Rc::new(Record::new(members));
        if let Some(tracer) = &mut self.tracer {
            tracer.made(&record, reads);
        }
        Ok(Item::Record(record))
    }

    fn gather(
        &mut self,
        clause: &Group,
        item: Item,
        is_tuple: bool,
        frame: &Rc<Frame>,
        groups: &mut Groups,
    ) -> Result<(), Fault> {
        let tuple = is_tuple.then(|| as_tuple(item.clone()));
        for (pair, (key, _)) in clause.pairs.iter().enumerate() {
            let key = match &tuple {
                Some(tuple) => self.key(key, clause, &tuple.item, &tuple.frame(frame))?,
                None => self.key(key, clause, &item, frame)?,
            };
            let Some(key) = key else { continue };
            if !groups.add(&key, pair, &item) {
                return Err(Fault::new("D1009").position_or(clause.position).span(clause.span).value(&key.into()));
            }
        }
        Ok(())
    }

    fn key(&mut self, node: &Node, clause: &Group, input: &Item, frame: &Rc<Frame>) -> Result<Option<Text>, Fault> {
        let is_bare = node.predicates.is_empty() && node.group.is_none();
        if let (Kind::Literal(Item::String(text)), true, None) = (&node.kind, is_bare, &self.tracer) {
            return Ok(Some(text.clone()));
        }
        match self.eval(node, input, frame)? {
            Item::String(text) => Ok(Some(text)),
            Item::Undefined => Ok(None),
            other => Err(Fault::new("T1003").position_or(clause.position).span(node.span).value(&other)),
        }
    }
}

impl Groups {
    /// Add an item under a key; false when another pair of the clause gave the same key.
    fn add(&mut self, key: &Text, pair: usize, item: &Item) -> bool {
        match self.find(key) {
            Some(at) if self.groups[at].pair != pair => false,
            Some(at) => {
                self.groups[at].items.append(item);
                true
            }
            None => {
                self.groups.push(Gathered { key: key.clone(), pair, items: Items::One(item.clone()) });
                if self.groups.len() == INDEXED_FROM {
                    self.index = self.groups.iter().enumerate().map(|(at, group)| (group.key.clone(), at)).collect();
                } else if self.groups.len() > INDEXED_FROM {
                    self.index.insert(key.clone(), self.groups.len() - 1);
                }
                true
            }
        }
    }

    fn find(&self, key: &Text) -> Option<usize> {
        if self.groups.len() < INDEXED_FROM {
            self.groups.iter().position(|group| group.key == *key)
        } else {
            self.index.get(key).copied()
        }
    }
}

impl Items {
    /// Append as `$append` does: arrays are joined, undefined adds nothing.
    fn append(&mut self, item: &Item) {
        if item.is_undefined() {
            return;
        }
        if let Self::One(first) = self {
            *self = match first {
                Item::Undefined => Self::One(item.clone()),
                _ => Self::Many(first.as_items().to_vec()),
            };
            if let Self::One(_) = self {
                return;
            }
        }
        if let Self::Many(items) = self {
            item.as_items().append_to(items);
        }
    }
}

/// Tuples that share a key become one tuple, each of its names with all their values.
fn reduce(items: Items) -> Tuple {
    let items = match items {
        Items::One(item) => return Tuple::clone(&as_tuple(item)),
        Items::Many(items) => items,
    };
    let mut tuples = items.into_iter().map(as_tuple);
    let first = tuples.next().unwrap_or_default();
    let mut item = Items::One(first.item.clone());
    let mut bindings: Vec<_> = first.bindings.iter().map(|(name, value)| (*name, Items::One(value.clone()))).collect();
    for tuple in tuples {
        item.append(&tuple.item);
        for (name, value) in &tuple.bindings {
            match bindings.iter_mut().find(|(known, _)| known == name) {
                Some((_, items)) => items.append(value),
                None => bindings.push((*name, Items::One(value.clone()))),
            }
        }
    }
    let bindings = bindings.into_iter().map(|(name, items)| (name, items.into_item())).collect();
    Tuple { item: item.into_item(), bindings }
}

impl Items {
    fn into_item(self) -> Item {
        match self {
            Self::One(item) => item,
            Self::Many(items) => Item::array(items),
        }
    }
}
