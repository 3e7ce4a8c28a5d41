//! What stays the same while nothing is to change.

use crate::shared::Shared;
use std::rc::Rc;
use yew::prelude::*;

/// The value, as it was first seen for as long as it stays equal: then whoever shows it need not render again.
#[hook]
pub(crate) fn use_stable<T: PartialEq + 'static>(value: Rc<T>) -> Shared<T> {
    let first = use_mut_ref(|| value.clone());
    let mut first = first.borrow_mut();
    if !Rc::ptr_eq(&first, &value) && **first != *value {
        *first = value;
    }
    Shared::from(first.clone())
}

/// The value; as long as it is held, the one from before.
#[hook]
pub(crate) fn use_held<T: Clone + 'static>(value: T, is_held: bool) -> T {
    let last = use_mut_ref(|| value.clone());
    if !is_held {
        *last.borrow_mut() = value;
    }
    last.borrow().clone()
}
