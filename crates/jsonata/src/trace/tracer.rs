//! Gathers a trace while an expression is evaluated.

use super::origins;
use super::{InputNode, Segment, Trace, TracedValue};
use crate::Dialect;
use crate::value::{Item, NumberIndex, Record, from_json, to_json};
use json::{Text, Value};
use std::ops::Range;
use std::rc::Rc;
use text::Span;

/// Values a trace keeps at most; a loop over a long array would fill the memory.
const MAX_VALUES: usize = 10_000;
/// Nodes of the input that are told apart by their address, at most.
const MAX_NODES: usize = 100_000;

/// Which reads a part of the result was made from: a range of [`Tracer::reads`].
pub(super) type Reads = Range<usize>;

/// An object that the expression made.
struct Made {
    #[expect(dead_code, reason = "held so that its address stays its own")]
    record: Rc<Record>,
    members: Vec<(Text, Reads)>,
}

/// What is known so far. Addresses tell where a value came from: values are shared, so a value
/// that was only passed on is still the same allocation.
#[derive(Default)]
pub(crate) struct Tracer {
    trace: Trace,
    /// The nodes of the input, and which of them is at an address.
    nodes: Vec<InputNode>,
    places: NumberIndex,
    /// Each look at the input, in order.
    pub(super) reads: Vec<(InputNode, Value)>,
    /// The objects the expression made, with the reads behind each of their members, and which of
    /// them is at an address; they are kept, so that their addresses stay their own.
    made: Vec<Made>,
    made_places: NumberIndex,
}

impl Tracer {
    /// A sub-expression has a value.
    pub(crate) fn record(&mut self, span: Span, item: &Item) {
        if self.trace.values.len() >= MAX_VALUES {
            self.trace.truncated = true;
            return;
        }
        let value = to_json(item, Dialect::StepFunctions).ok().flatten();
        self.trace.values.push(TracedValue { span, value });
    }

    /// A variable from outside has this value; the top-level input has no name.
    pub(crate) fn know_variable(&mut self, name: &str, value: &Value) {
        let node = InputNode { variable: name.to_owned(), path: Vec::new() };
        self.know(value, node);
    }

    fn know(&mut self, value: &Value, node: InputNode) {
        if self.nodes.len() >= MAX_NODES {
            return;
        }
        match value {
            Value::Array(array) => {
                for (at, item) in array.iter().enumerate() {
                    self.know(item, node.with(Segment::Index(at)));
                }
            }
            Value::Object(object) => {
                for (key, member) in object.iter() {
                    self.know(member, node.with(Segment::Key(key.clone())));
                }
            }
            _ => {}
        }
        if let Some(address) = address(&from_json(value)) {
            self.places.entry(address).or_insert(self.nodes.len());
            self.nodes.push(node);
        }
    }

    /// A variable from outside was read.
    pub(crate) fn read_variable(&mut self, name: &str, item: &Item) {
        if let Ok(Some(value)) = to_json(item, Dialect::StepFunctions) {
            self.reads.push((InputNode { variable: name.to_owned(), path: Vec::new() }, value));
        }
    }

    /// A member was looked up in an item, or in each item of an array.
    pub(crate) fn read_member(&mut self, item: &Item, name: &Text) {
        match item {
            Item::Object(object) => {
                let (Some(node), Some(value)) = (self.node(item), object.get(name)) else { return };
                self.reads.push((node.with(Segment::Key(name.clone())), value.clone()));
            }
            Item::Array(array) => {
                for value in array.iter().filter(|value| value.as_object().is_some()) {
                    self.read_member(&from_json(value), name);
                }
            }
            _ => {}
        }
    }

    /// How many reads there were so far.
    pub(crate) fn read_count(&self) -> usize {
        self.reads.len()
    }

    /// The expression made an object; `members` tells the reads behind each of its members.
    pub(crate) fn made(&mut self, record: &Rc<Record>, members: Vec<(Text, Reads)>) {
        self.made_places.insert(Rc::as_ptr(record) as usize as u64, self.made.len());
        self.made.push(Made { record: record.clone(), members });
    }

    /// The node of the input that an item is, if it is one.
    pub(super) fn node(&self, item: &Item) -> Option<&InputNode> {
        self.places.get(&address(item)?).map(|&at| &self.nodes[at])
    }

    /// The reads behind the members of an object that the expression made.
    pub(super) fn reads_of_members(&self, record: &Rc<Record>) -> Option<&[(Text, Reads)]> {
        self.made_places.get(&(Rc::as_ptr(record) as usize as u64)).map(|&at| &self.made[at].members[..])
    }

    /// The trace, with the origins of the result.
    pub(crate) fn finish(mut self, result: Option<&Item>) -> Trace {
        if let Some(item) = result {
            self.trace.origins = origins::find(&self, item);
        }
        self.trace
    }
}

/// What tells this value from all others: where its contents are. Empty arrays and objects,
/// empty strings and scalars have no place of their own.
fn address(item: &Item) -> Option<u64> {
    let address = match item {
        Item::Array(array) if !array.is_empty() => Some(array.as_ptr() as usize),
        Item::Object(object) => object.entry_at(0).map(|(key, _)| std::ptr::from_ref(key) as usize),
        Item::String(text) if !text.is_empty() => Some(text.as_ptr() as usize),
        _ => None,
    };
    address.map(|address| address as u64)
}

impl InputNode {
    /// A node below this one.
    fn with(&self, segment: Segment) -> Self {
        let mut path = self.path.clone();
        path.push(segment);
        Self { variable: self.variable.clone(), path }
    }

    /// Is the other node inside this one?
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.variable == other.variable && self.path.len() < other.path.len() && other.path.starts_with(&self.path)
    }
}
