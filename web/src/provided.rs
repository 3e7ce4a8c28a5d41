//! Values that a component reads wherever it stands below the one that provides them, each known by its type.
//!
//! Yew's contexts do the same, but compile a component and a hook, about 6 KB, once more for each type.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// The values that are provided, and who reads them.
#[derive(Clone, Default)]
pub(crate) struct Provided(Rc<RefCell<Vec<Slot>>>);

struct Slot {
    kind: TypeId,
    value: Option<Rc<dyn Any>>,
    readers: Vec<(usize, UseForceUpdateHandle)>,
    next_reader: usize,
}

/// The same values, whatever they are.
impl PartialEq for Provided {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A component that reads a value; it does no longer when this is dropped.
struct Reading {
    provided: Provided,
    kind: TypeId,
    reader: usize,
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.provided.slot(self.kind, |slot| slot.readers.retain(|(reader, _)| *reader != self.reader));
    }
}

impl Provided {
    /// Provides a value from now on. Who reads it renders again when it is another one.
    pub(crate) fn set<T: PartialEq + 'static>(&self, value: T) {
        let kind = TypeId::of::<T>();
        let before = self.value(kind);
        let is_same = before.is_some_and(|before| before.downcast_ref::<T>() == Some(&value));
        if !is_same {
            self.replace(kind, Rc::new(value));
        }
    }

    fn replace(&self, kind: TypeId, value: Rc<dyn Any>) {
        let readers = self.slot(kind, |slot| {
            slot.value = Some(value);
            slot.readers.clone()
        });
        readers.iter().for_each(|(_, reader)| reader.force_update());
    }

    fn value(&self, kind: TypeId) -> Option<Rc<dyn Any>> {
        self.slot(kind, |slot| slot.value.clone())
    }

    fn read(&self, kind: TypeId, update: UseForceUpdateHandle) -> Reading {
        let reader = self.slot(kind, |slot| {
            slot.next_reader += 1;
            slot.readers.push((slot.next_reader, update));
            slot.next_reader
        });
        Reading { provided: self.clone(), kind, reader }
    }

    fn slot<R>(&self, kind: TypeId, act: impl FnOnce(&mut Slot) -> R) -> R {
        let mut slots = self.0.borrow_mut();
        let at = slots.iter().position(|slot| slot.kind == kind).unwrap_or_else(|| {
            slots.push(Slot { kind, value: None, readers: Vec::new(), next_reader: 0 });
            slots.len() - 1
        });
        act(&mut slots[at])
    }
}

/// The value of a type that a component above provides.
#[hook]
pub(crate) fn use_provided<T: Clone + 'static>() -> T {
    let value = use_value(TypeId::of::<T>());
    value.downcast_ref::<T>().expect("a value is kept by its type").clone()
}

#[hook]
fn use_value(kind: TypeId) -> Rc<dyn Any> {
    let provided = use_provider();
    let update = use_force_update();
    let _reading = use_mut_ref(|| provided.read(kind, update));
    provided.value(kind).expect("the app provides it")
}

/// Where to provide a value for all components.
#[hook]
pub(crate) fn use_provider() -> Provided {
    use_context::<Provided>().expect("the app provides it")
}
