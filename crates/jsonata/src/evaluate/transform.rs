//! The transform operator: `| pattern | update, delete |`.
//!
//! The input is copied, so that every object in it has an address of its own. The pattern picks
//! objects of the copy; their new members are noted by address, and applied at the end.

use super::{Evaluated, Evaluation, Frame};
use crate::error::Fault;
use crate::parse::{Node, Symbol, TransformNode};
use crate::value::{Item, NumberIndex, Record, members, sort_keys};
use json::Text;
use std::rc::Rc;

/// The new members of the objects that were changed.
#[derive(Default)]
struct Changes {
    changed: Vec<Vec<(Text, Item)>>,
    /// Where in `changed`, by the address of the object.
    places: NumberIndex,
}

impl Changes {
    fn members<'c>(&'c self, record: &'c Rc<Record>) -> &'c [(Text, Item)] {
        self.places.get(&address(record)).map_or(record.members(), |&at| &self.changed[at])
    }

    fn members_mut(&mut self, record: &Rc<Record>) -> &mut Vec<(Text, Item)> {
        let at = *self.places.entry(address(record)).or_insert(self.changed.len());
        if at == self.changed.len() {
            self.changed.push(record.members().to_vec());
        }
        &mut self.changed[at]
    }
}

fn address(record: &Rc<Record>) -> u64 {
    Rc::as_ptr(record) as usize as u64
}

impl Evaluation<'_> {
    #[inline(never)]
    pub(super) fn transform(&mut self, node: &TransformNode, input: Item, frame: &Rc<Frame>) -> Evaluated {
        if input.is_undefined() {
            return Ok(Item::Undefined);
        }
        let copy = self.clone_input(node, input, frame)?;
        let matches = self.eval(&node.pattern, &copy, frame)?;
        let mut changes = Changes::default();
        let matches = if matches.is_undefined() { Item::array(Vec::new()) } else { matches };
        for matched in matches.as_items().iter() {
            self.change(node, &matched, frame, &mut changes)?;
        }
        self.applied(&copy, &changes, json::MAX_DEPTH)
    }

    fn clone_input(&mut self, node: &TransformNode, input: Item, frame: &Rc<Frame>) -> Evaluated {
        let Item::Function(clone) = self.lookup(Symbol::CLONE, frame) else {
            return Err(Fault::new("T2013").position_or(node.position));
        };
        let copy = self.apply(&clone, vec![input], &Item::Null)?;
        self.fresh(&copy, json::MAX_DEPTH)
    }

    /// A copy in which no two objects are one.
    fn fresh(&mut self, item: &Item, depth: u32) -> Evaluated {
        if depth == 0 {
            return Err(self.too_deep());
        }
        self.spend(1)?;
        match item {
            Item::Array(_) | Item::List(_) => {
                let mut items = Vec::with_capacity(item.as_items().len());
                for item in item.as_items().iter() {
                    items.push(self.fresh(&item, depth - 1)?);
                }
                Ok(Item::array(items))
            }
            Item::Object(_) | Item::Record(_) => {
                let mut copied = members(item);
                for (_, value) in &mut copied {
                    *value = self.fresh(value, depth - 1)?;
                }
                Ok(Item::record(copied))
            }
            other => Ok(other.clone()),
        }
    }

    fn change(
        &mut self,
        node: &TransformNode,
        matched: &Item,
        frame: &Rc<Frame>,
        changes: &mut Changes,
    ) -> Result<(), Fault> {
        let current = self.applied(matched, changes, json::MAX_DEPTH)?;
        let update = self.eval(&node.update, &current, frame)?;
        if !matches!(update, Item::Undefined | Item::Object(_) | Item::Record(_)) {
            return Err(Fault::new("T2011").position_or(node.update.position).span(node.update.span).value(&update));
        }
        note_update(matched, &update, changes);
        if let Some(delete) = &node.delete {
            let current = self.applied(matched, changes, json::MAX_DEPTH)?;
            for key in self.keys_to_delete(delete, &current, frame)? {
                if let Some(members) = changed_members(matched, changes) {
                    members.retain(|(known, _)| *known != key);
                }
            }
        }
        Ok(())
    }

    fn keys_to_delete(&mut self, delete: &Node, current: &Item, frame: &Rc<Frame>) -> Result<Vec<Text>, Fault> {
        let keys = self.eval(delete, current, frame)?;
        if keys.is_undefined() {
            return Ok(Vec::new());
        }
        let texts: Option<Vec<Text>> = keys.as_items().iter().map(|key| key.text().cloned()).collect();
        texts.ok_or_else(|| Fault::new("T2012").position_or(delete.position).span(delete.span).value(&keys))
    }

    /// The item with all changes below it.
    fn applied(&mut self, item: &Item, changes: &Changes, depth: u32) -> Evaluated {
        if changes.changed.is_empty() {
            return Ok(item.clone());
        }
        if depth == 0 {
            return Err(self.too_deep());
        }
        self.spend(1)?;
        match item {
            Item::List(list) => {
                let mut items = Vec::with_capacity(list.items.len());
                for item in &list.items {
                    items.push(self.applied(item, changes, depth - 1)?);
                }
                Ok(Item::array(items))
            }
            Item::Record(record) => {
                let mut members = changes.members(record).to_vec();
                for (_, value) in &mut members {
                    *value = self.applied(value, changes, depth - 1)?;
                }
                Ok(Item::record(members))
            }
            other => Ok(other.clone()),
        }
    }
}

/// The members of a matched object, noted for change.
fn changed_members<'c>(matched: &Item, changes: &'c mut Changes) -> Option<&'c mut Vec<(Text, Item)>> {
    let Item::Record(record) = matched else { return None };
    Some(changes.members_mut(record))
}

fn note_update(matched: &Item, update: &Item, changes: &mut Changes) {
    if update.is_undefined() {
        return;
    }
    let Some(current) = changed_members(matched, changes) else { return };
    for (key, value) in members(update) {
        match current.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => *known = value,
            None => current.push((key, value)),
        }
    }
    sort_keys(current);
}
