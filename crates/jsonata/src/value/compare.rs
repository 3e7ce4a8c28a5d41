//! Equality and order.

use super::{Item, members};
use std::cmp::Ordering;

/// Deep equality; functions are equal only to themselves. `None` when the values nest deeper than `depth`.
pub(crate) fn deep_equal(a: &Item, b: &Item, depth: u32) -> Option<bool> {
    if depth == 0 {
        return None;
    }
    Some(match (a, b) {
        (Item::Null, Item::Null) | (Item::Undefined, Item::Undefined) => true,
        (Item::Bool(a), Item::Bool(b)) => a == b,
        (Item::String(a), Item::String(b)) => a == b,
        (Item::Object(a), Item::Object(b)) if a.is_same(b) => true,
        (Item::Array(a), Item::Array(b)) if a.is_same(b) => true,
        (Item::Function(a), Item::Function(b)) => a.is_same(b),
        (Item::Number(_) | Item::Exact(_), Item::Number(_) | Item::Exact(_)) => a.number() == b.number(),
        (Item::Array(_) | Item::List(_), Item::Array(_) | Item::List(_)) => return equal_arrays(a, b, depth),
        (Item::Object(_) | Item::Record(_), Item::Object(_) | Item::Record(_)) => return equal_objects(a, b, depth),
        _ => false,
    })
}

fn equal_arrays(a: &Item, b: &Item, depth: u32) -> Option<bool> {
    let (a, b) = (a.as_items(), b.as_items());
    if a.len() != b.len() {
        return Some(false);
    }
    for (a, b) in a.iter().zip(b.iter()) {
        if !deep_equal(&a, &b, depth - 1)? {
            return Some(false);
        }
    }
    Some(true)
}

fn equal_objects(a: &Item, b: &Item, depth: u32) -> Option<bool> {
    let a = members(a);
    if a.len() != member_count(b) {
        return Some(false);
    }
    for (key, a) in &a {
        let Some(b) = b.member(key) else { return Some(false) };
        if !deep_equal(a, &b, depth - 1)? {
            return Some(false);
        }
    }
    Some(true)
}

fn member_count(item: &Item) -> usize {
    match item {
        Item::Object(object) => object.len(),
        Item::Record(record) => record.members().len(),
        _ => 0,
    }
}

/// The order of two strings as JavaScript compares them: by UTF-16 units.
pub(crate) fn compare_text(a: &str, b: &str) -> Ordering {
    let differs = a.bytes().zip(b.bytes()).find(|(a, b)| a != b);
    match differs {
        // Only characters from U+E000 on sort differently by bytes than by UTF-16 units.
        Some((a_byte, b_byte)) if a_byte >= 0xEE && b_byte >= 0xEE => a.encode_utf16().cmp(b.encode_utf16()),
        _ => a.cmp(b),
    }
}
