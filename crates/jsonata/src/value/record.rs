//! Objects that an evaluation makes.

use super::{Item, KeyIndex, drop};
use json::Text;
use std::cell::OnceCell;

/// From this many members on, a look-up builds an index of the keys.
const INDEXED_FROM: usize = 16;

/// An object made by the evaluation, its keys in the order JavaScript would give them.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    members: Vec<(Text, Item)>,
    index: OnceCell<KeyIndex>,
}

impl Record {
    /// From members whose keys differ. Keys that are array indices come first, in numeric
    /// order, as in every JavaScript object.
    pub(crate) fn new(mut members: Vec<(Text, Item)>) -> Self {
        sort_keys(&mut members);
        Self { members, index: OnceCell::new() }
    }

    pub(crate) fn members(&self) -> &[(Text, Item)] {
        &self.members
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Item> {
        if self.members.len() < INDEXED_FROM {
            return self.members.iter().find(|(name, _)| &**name == key).map(|(_, item)| item);
        }
        let index = self
            .index
            .get_or_init(|| self.members.iter().enumerate().map(|(at, (key, _))| (key.clone(), at)).collect());
        index.get(key).map(|&at| &self.members[at].1)
    }
}

/// Bring keys that are array indices to the front, in numeric order, as JavaScript keeps them.
pub(crate) fn sort_keys(members: &mut [(Text, Item)]) {
    if members.len() > 1 && members.iter().any(|(key, _)| is_index(key).is_some()) {
        members.sort_by_key(|(key, _)| is_index(key).unwrap_or(u32::MAX));
    }
}

/// The array index that `key` spells: `0`, `17`, but not `017` or `4294967295`.
fn is_index(key: &str) -> Option<u32> {
    let bytes = key.as_bytes();
    if !bytes.first()?.is_ascii_digit() || (bytes[0] == b'0' && bytes.len() > 1) {
        return None;
    }
    key.parse().ok().filter(|&index: &u32| index != u32::MAX)
}

impl Drop for Record {
    fn drop(&mut self) {
        drop::release_members(&mut self.members);
    }
}
