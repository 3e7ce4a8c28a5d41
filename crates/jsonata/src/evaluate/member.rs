//! Members of objects by name.

use crate::parse::MemberCache;
use crate::value::{Item, Items, from_json};
use json::{Object, Text, Value};
use std::rc::Rc;

/// The member called `key`; of an array, the sequence of its items' members.
pub(crate) fn lookup(item: &Item, key: &str) -> Item {
    lookup_with(item, &|object| object.get(key).map(from_json), key)
}

/// As [`lookup`], faster where objects of one kind follow each other.
pub(crate) fn lookup_cached(item: &Item, key: &Text, cache: &MemberCache) -> Item {
    lookup_with(item, &|object| member(object, key, cache).map(from_json), key)
}

fn lookup_with(item: &Item, get: &dyn Fn(&Object) -> Option<Item>, key: &str) -> Item {
    match item {
        Item::Object(object) => get(object).unwrap_or_default(),
        Item::Record(record) => record.get(key).cloned().unwrap_or_default(),
        Item::Array(_) | Item::List(_) => {
            let mut out = Vec::new();
            lookup_all(item.as_items(), get, key, &mut out, 0);
            Item::sequence(out)
        }
        Item::Tuple(tuple) => tuple.member(key).unwrap_or_default(),
        _ => Item::Undefined,
    }
}

/// Arrays nest no deeper than this while names are looked up in them; JSON's own limit.
const MAX_NESTED: u32 = json::MAX_DEPTH;

fn lookup_all(items: Items<'_>, get: &dyn Fn(&Object) -> Option<Item>, key: &str, out: &mut Vec<Item>, depth: u32) {
    for item in items.iter() {
        match &item {
            Item::Array(_) | Item::List(_) if depth < MAX_NESTED => {
                lookup_all(item.as_items(), get, key, out, depth + 1);
            }
            Item::Array(_) | Item::List(_) => {}
            other => match lookup_with(other, get, key) {
                Item::Undefined => {}
                found => match found.items() {
                    Some(items) => items.append_to(out),
                    None => out.push(found),
                },
            },
        }
    }
}

/// The member of an object, looked for first where it was found last: records that were read
/// together share their keys' text, so that a pointer tells.
#[inline]
pub(crate) fn member<'o>(object: &'o Object, key: &Text, cache: &MemberCache) -> Option<&'o Value> {
    let place = cache.place.get() as usize;
    if let (Some((found, value)), Some(known)) = (object.entry_at(place), &*cache.key.borrow())
        && Rc::ptr_eq(found, known)
    {
        return Some(value);
    }
    let (place, (found, value)) = find(object, key)?;
    cache.place.set(place as u32);
    *cache.key.borrow_mut() = Some(found.clone());
    Some(value)
}

fn find<'o>(object: &'o Object, key: &str) -> Option<(usize, (&'o Text, &'o Value))> {
    // Large objects have an index, which gives no place: they go without the short cut.
    if object.len() >= 16 {
        let value = object.get(key)?;
        let place = object.values().position(|other| std::ptr::eq(other, value))?;
        return object.entry_at(place).map(|entry| (place, entry));
    }
    object.iter().enumerate().find(|(_, (name, _))| &***name == key)
}
