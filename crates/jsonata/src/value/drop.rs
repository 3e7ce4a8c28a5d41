//! Values nested a hundred thousand deep must not exhaust the stack when they are dropped:
//! below a certain nesting, their parts are put aside and dropped one after the other.

use super::Item;
use json::Text;
use std::cell::{Cell, RefCell};

/// Nested drops that may use the stack.
const NESTED: u32 = 64;

thread_local! {
    static OPEN: Cell<u32> = const { Cell::new(0) };
    static ASIDE: RefCell<Vec<Item>> = const { RefCell::new(Vec::new()) };
}

/// Drop the items of a list.
pub(crate) fn release(items: &mut Vec<Item>) {
    if items.iter().any(is_nested) {
        release_nested(std::mem::take(items).into_iter());
    }
}

/// Drop the members of a record.
pub(crate) fn release_members(members: &mut Vec<(Text, Item)>) {
    if members.iter().any(|(_, item)| is_nested(item)) {
        release_nested(std::mem::take(members).into_iter().map(|(_, item)| item));
    }
}

/// Drop one item that may hold others.
pub(crate) fn release_item(item: &mut Item) {
    if is_nested(item) {
        release_nested(std::iter::once(std::mem::take(item)));
    }
}

fn is_nested(item: &Item) -> bool {
    matches!(item, Item::List(_) | Item::Record(_) | Item::Function(_) | Item::Tuple(_))
}

fn release_nested(items: impl Iterator<Item = Item>) {
    let open = OPEN.get();
    if open >= NESTED {
        ASIDE.with_borrow_mut(|aside| aside.extend(items.filter(is_nested)));
        return;
    }
    OPEN.set(open + 1);
    items.for_each(drop);
    if open == 0 {
        while let Some(item) = ASIDE.with_borrow_mut(Vec::pop) {
            drop(item);
        }
    }
    OPEN.set(open);
}
