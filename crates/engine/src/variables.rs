//! Variables, in nested scopes.

use json::{Text, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The variables that a state can read: its own scope and, through it, the outer ones.
/// `clone` copies a pointer.
#[derive(Clone, Debug, Default)]
pub struct Variables(Rc<Scope>);

#[derive(Clone, Debug, Default)]
struct Scope {
    outer: Option<Variables>,
    own: BTreeMap<Text, Value>,
}

impl Variables {
    /// The value of a variable, of the innermost scope that has it.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.own.get(name).or_else(|| self.0.outer.as_ref()?.get(name))
    }
}
