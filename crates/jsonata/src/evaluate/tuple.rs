//! Paths that bind names: `@` the focus, `#` the index, and the labels of `%`.
//!
//! Instead of bare items, tuples travel: the item, and what was bound on its way.

use super::{Evaluated, Evaluation, Frame};
use crate::error::Fault;
use crate::parse::{Kind, Node, Symbol};
use crate::value::{Item, Marks};
use json::Text;
use std::rc::Rc;

/// An item and the names bound on its way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tuple {
    pub(crate) item: Item,
    pub(crate) bindings: Vec<(Symbol, Item)>,
}

impl Tuple {
    pub(super) fn of(item: Item) -> Self {
        Self { item, bindings: Vec::new() }
    }

    pub(super) fn bind(&mut self, name: Symbol, value: Item) {
        match self.bindings.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.bindings.push((name, value)),
        }
    }

    /// Take over another tuple's item and names.
    fn assign(&mut self, other: &Tuple) {
        self.item = other.item.clone();
        for (name, value) in &other.bindings {
            self.bind(*name, value.clone());
        }
    }

    /// The scope in which what follows this item is evaluated.
    pub(super) fn frame(&self, parent: &Rc<Frame>) -> Rc<Frame> {
        Frame::with(parent, self.bindings.clone())
    }

    // In the reference a tuple is an object, and sometimes it shows as one.
    pub(crate) fn member(&self, key: &str) -> Option<Item> {
        (key == "@").then(|| self.item.clone())
    }

    pub(crate) fn members(&self) -> Vec<(Text, Item)> {
        vec![("@".into(), self.item.clone())]
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        crate::value::release_item(&mut self.item);
    }
}

/// The tuples of a tuple stream, or an item as the only tuple.
pub(super) fn as_tuple(item: Item) -> Rc<Tuple> {
    match item {
        Item::Tuple(tuple) => tuple,
        other => Rc::new(Tuple::of(other)),
    }
}

pub(super) fn stream(tuples: Vec<Item>) -> Item {
    Item::list(tuples, Marks { is_tuple_stream: true, ..Marks::SEQUENCE })
}

/// `#$name` behind a predicate: number what is left.
pub(super) fn number(item: Item, name: Symbol) -> Item {
    let Item::List(list) = item else { return item };
    let mut list = Rc::unwrap_or_clone(list);
    for (at, item) in list.items.iter_mut().enumerate() {
        let mut tuple = Tuple::clone(&as_tuple(std::mem::take(item)));
        tuple.bind(name, Item::from(at));
        *item = Item::Tuple(Rc::new(tuple));
    }
    Item::List(Rc::new(list))
}

/// What a step that binds names starts from.
enum Source {
    Items(Vec<Item>),
    Tuples(Item),
}

impl Source {
    fn into_item(self) -> Item {
        match self {
            Self::Items(items) => Item::sequence(items),
            Self::Tuples(tuples) => tuples,
        }
    }
}

impl Evaluation<'_> {
    #[inline(never)]
    pub(super) fn tuple_path(
        &mut self,
        node: &Node,
        steps: &[Node],
        keeps_singleton: bool,
        input: &Item,
        frame: &Rc<Frame>,
    ) -> Evaluated {
        let first_tuple = steps.iter().position(|step| step.step.is_tuple).unwrap_or(steps.len());
        let (plain, mut binding) = steps.split_at(first_tuple);
        let items = if !plain.is_empty() {
            match self.plain_steps(plain, keeps_singleton, input, frame)? {
                Ok(items) => items,
                Err(result) => return self.grouped(node, result, frame),
            }
        } else {
            let is_sequence = input.is_array() && !matches!(steps[0].kind, Kind::Variable(_));
            let items = if is_sequence { input.as_items().to_vec() } else { vec![input.clone()] };
            if steps[0].is_constructor {
                binding = &steps[1..];
                self.constructor(&steps[0], items, frame)?
            } else {
                items
            }
        };
        let mut source = Source::Items(items);
        for step in binding {
            source = Source::Tuples(self.tuple_step(step, source, frame)?);
        }
        self.settle_tuples(node, source.into_item(), keeps_singleton, frame)
    }

    /// A constructor at the start is evaluated as a whole, and nothing is bound; with `@` the
    /// reference even goes on with what it had before.
    fn constructor(&mut self, step: &Node, items: Vec<Item>, frame: &Rc<Frame>) -> Result<Vec<Item>, Fault> {
        let made = self.eval(step, &Item::sequence(items.clone()), frame)?;
        Ok(if step.step.focus.is_some() { items } else { made.as_items().to_vec() })
    }

    fn settle_tuples(&mut self, node: &Node, tuples: Item, keeps_singleton: bool, frame: &Rc<Frame>) -> Evaluated {
        if let Some(group) = &node.group {
            return self.group(group, tuples, frame);
        }
        if node.step.is_tuple {
            return Ok(tuples);
        }
        let items = tuples.as_items().iter().map(|item| as_tuple(item).item.clone()).collect();
        Ok(Item::list(items, Marks { keeps_singleton, ..Marks::SEQUENCE }))
    }

    fn tuple_step(&mut self, step: &Node, source: Source, frame: &Rc<Frame>) -> Evaluated {
        if let Kind::Sort(terms) = &step.kind {
            let sorted = match source {
                Source::Tuples(tuples) => self.sort(step, terms, tuples, frame)?,
                Source::Items(items) => {
                    let sorted = self.sort(step, terms, Item::sequence(items), frame)?;
                    stream(
                        sorted.as_items().iter().enumerate().map(|(at, item)| sorted_tuple(step, at, item)).collect(),
                    )
                }
            };
            return self.stages(&step.step.stages, sorted, frame);
        }
        let sources: Vec<Rc<Tuple>> = source.into_item().as_items().iter().map(as_tuple).collect();
        let mut results = Vec::new();
        for source in sources {
            let result = self.eval(step, &source.item, &source.frame(frame))?;
            self.extend_tuples(step, &source, result, &mut results)?;
        }
        self.stages(&step.step.stages, stream(results), frame)
    }

    /// One tuple for each item that came out for `source`.
    fn extend_tuples(
        &mut self,
        step: &Node,
        source: &Rc<Tuple>,
        result: Item,
        out: &mut Vec<Item>,
    ) -> Result<(), Fault> {
        if result.is_undefined() {
            return Ok(());
        }
        let is_stream = result.is_tuple_stream();
        for (at, item) in result.as_items().iter().enumerate() {
            self.spend(1)?;
            let mut tuple = Tuple::clone(source);
            if is_stream {
                tuple.assign(&as_tuple(item));
            } else {
                match step.step.focus {
                    Some(name) => tuple.bind(name, item),
                    None => tuple.item = item,
                }
                if let Some(name) = step.step.index {
                    tuple.bind(name, Item::from(at));
                }
                if let Some(slot) = &step.step.ancestor {
                    tuple.bind(slot.label.get(), source.item.clone());
                }
            }
            out.push(Item::Tuple(Rc::new(tuple)));
        }
        Ok(())
    }
}

fn sorted_tuple(step: &Node, at: usize, item: Item) -> Item {
    let mut tuple = Tuple::of(item);
    if let Some(name) = step.step.index {
        tuple.bind(name, Item::from(at));
    }
    Item::Tuple(Rc::new(tuple))
}
