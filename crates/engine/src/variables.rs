//! Workflow variables and their scopes.

use json::{Object, Text, Value};
use std::rc::Rc;

/// The variables that a state can read: its own scope's, then those of the scopes around it.
/// `clone` copies pointers.
///
/// A branch or iteration has a scope of its own. It reads the outer variables as they were
/// when it began (the outer states wait meanwhile) and never writes them.
#[derive(Clone, Debug, Default)]
pub struct Variables {
    own: Object,
    outer: Option<Rc<Variables>>,
}

impl Variables {
    /// The value of `$name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.own.get(name).or_else(|| self.outer.as_deref()?.get(name))
    }

    /// Set a variable of this scope.
    pub fn set(&mut self, name: Text, value: Value) {
        self.own.insert(name, value);
    }

    /// A new scope inside this one.
    #[must_use]
    pub fn inner(&self) -> Self {
        Self { own: Object::new(), outer: Some(Rc::new(self.clone())) }
    }

    /// The variables of this scope alone.
    pub fn own(&self) -> &Object {
        &self.own
    }

    /// The scope around this one.
    pub fn outer(&self) -> Option<&Variables> {
        self.outer.as_deref()
    }

    /// Variables from an object, one a member.
    pub fn from_object(own: Object) -> Self {
        Self { own, outer: None }
    }

    /// All visible variables as one object, the outermost first; an inner one hides an outer one.
    pub fn to_object(&self) -> Object {
        let mut all = self.outer().map(Variables::to_object).unwrap_or_default();
        for (name, value) in self.own.iter() {
            all.insert(name.clone(), value.clone());
        }
        all
    }

    /// Size of all values together, in bytes of their JSON texts.
    pub fn bytes(&self) -> usize {
        self.own.values().map(Value::bytes).sum::<usize>() + self.outer().map_or(0, Variables::bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inner_scope_reads_the_outer_one_and_leaves_it_alone() {
        let mut outer = Variables::default();
        outer.set("x".into(), Value::from(1));
        let mut inner = outer.inner();
        inner.set("y".into(), Value::from(2));
        assert_eq!(inner.get("x"), Some(&Value::from(1)));
        assert_eq!(inner.get("y"), Some(&Value::from(2)));
        assert_eq!(outer.get("y"), None);
        assert_eq!(Value::from(inner.to_object()).to_string(), r#"{"x":1,"y":2}"#);
    }
}
