//! Scopes of variables while an expression runs.

use crate::parse::Symbol;
use crate::value::Item;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// One scope: a block, a call, or the names a tuple binds.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    parent: Option<Rc<Frame>>,
    bindings: RefCell<Vec<(Symbol, Item)>>,
    /// Does a function hold it? Such frames can form rings, which the evaluation breaks at its end.
    pub(crate) is_captured: Cell<bool>,
}

impl Frame {
    pub(crate) fn new(parent: &Rc<Frame>) -> Rc<Self> {
        Self::with(parent, Vec::new())
    }

    pub(crate) fn with(parent: &Rc<Frame>, bindings: Vec<(Symbol, Item)>) -> Rc<Self> {
        Rc::new(Self { parent: Some(parent.clone()), bindings: RefCell::new(bindings), is_captured: Cell::new(false) })
    }

    pub(crate) fn bind(&self, name: Symbol, value: Item) {
        let mut bindings = self.bindings.borrow_mut();
        match bindings.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => bindings.push((name, value)),
        }
    }

    /// The value bound here or further out; a name bound to undefined hides what is further out.
    pub(crate) fn lookup(&self, name: Symbol) -> Option<Item> {
        let mut frame = Some(self);
        while let Some(current) = frame {
            if let Some((_, value)) = current.bindings.borrow().iter().find(|(known, _)| *known == name) {
                return Some(value.clone());
            }
            frame = current.parent.as_deref();
        }
        None
    }

    /// Let go of everything that is bound here.
    pub(crate) fn clear(&self) {
        let bindings = self.bindings.take();
        drop(bindings);
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        for (_, item) in self.bindings.get_mut() {
            crate::value::release_item(item);
        }
    }
}
