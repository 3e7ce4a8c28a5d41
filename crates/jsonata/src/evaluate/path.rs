//! Paths: each step is applied to every item that came out of the step before.

use super::member::member;
use super::{Evaluated, Evaluation, Frame};
use crate::error::Fault;
use crate::parse::{Kind, MemberCache, Node, Stage};
use crate::value::{Item, Marks, from_json};
use json::{Text, Value};
use std::rc::Rc;

/// What is on its way through a path.
enum Flow {
    /// One item that is no array, or an array that was constructed and stays whole.
    One(Item),
    /// An array that is the result as it is; its items are what the next step gets.
    Whole(Item),
    /// The items of a sequence.
    Many(Vec<Item>),
}

impl Evaluation<'_> {
    #[inline(never)]
    pub(super) fn path(
        &mut self,
        node: &Node,
        steps: &[Node],
        keeps_singleton: bool,
        input: &Item,
        frame: &Rc<Frame>,
    ) -> Evaluated {
        if steps.iter().any(|step| step.step.is_tuple) {
            return self.tuple_path(node, steps, keeps_singleton, input, frame);
        }
        let flow = self.flow_through(steps, true, input, frame)?;
        self.grouped(node, settle(flow, keeps_singleton), frame)
    }

    /// The path's result, or what its group-by clause makes of it.
    pub(super) fn grouped(&mut self, node: &Node, result: Item, frame: &Rc<Frame>) -> Evaluated {
        match &node.group {
            Some(group) => self.group(group, result, frame),
            None => Ok(result),
        }
    }

    #[inline(never)]
    fn flow_through(
        &mut self,
        steps: &[Node],
        is_whole_path: bool,
        input: &Item,
        frame: &Rc<Frame>,
    ) -> Result<Flow, Fault> {
        let mut flow = if input.is_array() && !matches!(steps[0].kind, Kind::Variable(_)) {
            Flow::Whole(input.clone())
        } else {
            Flow::One(input.clone())
        };
        for (at, step) in steps.iter().enumerate() {
            let is_last = is_whole_path && at + 1 == steps.len();
            flow = if at == 0 && step.is_constructor {
                let result = self.eval(step, &flow.into_sequence(), frame)?;
                constructed(result, is_last)
            } else {
                self.step(step, &flow, is_last, frame)?
            };
            if flow.is_empty() {
                break;
            }
        }
        Ok(flow)
    }

    /// The items that come out of steps which bind nothing, for those that do; or the path's
    /// result when nothing comes out.
    pub(super) fn plain_steps(
        &mut self,
        steps: &[Node],
        keeps_singleton: bool,
        input: &Item,
        frame: &Rc<Frame>,
    ) -> Result<Result<Vec<Item>, Item>, Fault> {
        let flow = self.flow_through(steps, false, input, frame)?;
        Ok(match flow {
            empty if empty.is_empty() => Err(settle(empty, keeps_singleton)),
            Flow::One(item) => Ok(vec![item]),
            Flow::Whole(item) => Ok(item.as_items().to_vec()),
            Flow::Many(items) => Ok(items),
        })
    }

    #[inline(never)]
    fn step(&mut self, step: &Node, flow: &Flow, is_last: bool, frame: &Rc<Frame>) -> Result<Flow, Fault> {
        if let Kind::Sort(terms) = &step.kind {
            let sorted = self.sort(step, terms, flow.to_item(), frame)?;
            return Ok(Flow::Whole(self.stages(&step.step.stages, sorted, frame)?));
        }
        if let (Kind::Name(name, cache), true, None) = (&step.kind, step.step.stages.is_empty(), &self.tracer) {
            self.spend(1)?;
            return self.name_step(name, cache, flow, is_last);
        }
        let mut results = Results::new(is_last);
        match flow {
            Flow::One(item) => results.add(self.step_result(step, item, frame)?),
            Flow::Whole(item) => {
                for item in item.as_items().iter() {
                    results.add(self.step_result(step, &item, frame)?);
                }
            }
            Flow::Many(items) => {
                for item in items {
                    results.add(self.step_result(step, item, frame)?);
                }
            }
        }
        Ok(results.finish())
    }

    #[inline(never)]
    fn step_result(&mut self, step: &Node, item: &Item, frame: &Rc<Frame>) -> Evaluated {
        let mut result = self.eval(step, item, frame)?;
        for stage in &step.step.stages {
            if let Stage::Filter(predicate) = stage {
                result = self.filter(predicate, result, frame)?;
            }
        }
        Ok(result)
    }

    /// The commonest step: a name, with nothing hung on it.
    #[inline(never)]
    fn name_step(&mut self, name: &Text, cache: &MemberCache, flow: &Flow, is_last: bool) -> Result<Flow, Fault> {
        let mut results = Results::new(is_last);
        match flow {
            Flow::One(item) => {
                results.add(named(item, name, cache));
            }
            Flow::Whole(Item::Array(values)) => {
                self.spend(values.len() as u64)?;
                for value in values {
                    match value {
                        Value::Object(object) => {
                            if let Some(found) = member(object, name, cache) {
                                results.add_json(found);
                            }
                        }
                        Value::Array(_) => results.add(named(&from_json(value), name, cache)),
                        _ => {}
                    }
                }
            }
            Flow::Whole(item) => {
                self.spend(item.as_items().len() as u64)?;
                for item in item.as_items().iter() {
                    results.add(named(&item, name, cache));
                }
            }
            Flow::Many(items) => {
                self.spend(items.len() as u64)?;
                for item in items {
                    results.add(named(item, name, cache));
                }
            }
        }
        Ok(results.finish())
    }

    #[inline(never)]
    pub(super) fn stages(&mut self, stages: &[Stage], mut item: Item, frame: &Rc<Frame>) -> Evaluated {
        for stage in stages {
            item = match stage {
                Stage::Filter(predicate) => self.filter(predicate, item, frame)?,
                Stage::Index(name) => super::tuple::number(item, *name),
            };
        }
        Ok(item)
    }
}

/// A name over one item, with the rule for sequences applied.
fn named(item: &Item, name: &Text, cache: &MemberCache) -> Item {
    match super::member::lookup_cached(item, name, cache) {
        Item::List(list) if list.marks.is_sequence => super::unwrap_sequence(Item::List(list), false),
        found => found,
    }
}

impl Flow {
    fn is_empty(&self) -> bool {
        match self {
            Self::One(item) => item.is_undefined(),
            Self::Whole(item) => item.items().is_some_and(|items| items.is_empty()),
            Self::Many(items) => items.is_empty(),
        }
    }

    fn to_item(&self) -> Item {
        match self {
            Self::One(item) => Item::sequence(vec![item.clone()]),
            Self::Whole(item) => item.clone(),
            Self::Many(items) => Item::sequence(items.clone()),
        }
    }

    fn into_sequence(self) -> Item {
        match self {
            Self::One(item) => Item::sequence(vec![item]),
            Self::Whole(item) => item,
            Self::Many(items) => Item::sequence(items),
        }
    }
}

/// The first step was an array constructor. What a predicate made of it goes on only as an
/// array, or as the characters of a string: the reference asks for its length.
fn constructed(result: Item, is_last: bool) -> Flow {
    match &result {
        Item::Array(_) | Item::List(_) => Flow::Whole(result),
        _ if is_last => Flow::One(result),
        Item::String(text) => Flow::Many(text.chars().map(|c| Item::string(c.to_string())).collect()),
        _ => Flow::Many(Vec::new()),
    }
}

/// The path's result as a value.
fn settle(flow: Flow, keeps_singleton: bool) -> Item {
    match flow {
        Flow::One(item) if !keeps_singleton || item.is_undefined() => item,
        Flow::One(item) => kept(vec![item]),
        Flow::Whole(item) => match &item {
            Item::List(list) if keeps_singleton && list.marks.is_constructed && !list.marks.is_sequence => {
                kept(vec![item])
            }
            Item::List(list) if keeps_singleton && list.marks.is_sequence && !list.marks.keeps_singleton => {
                kept(list.items.clone())
            }
            _ => item,
        },
        Flow::Many(items) if keeps_singleton => kept(items),
        Flow::Many(items) => Item::sequence(items),
    }
}

fn kept(items: Vec<Item>) -> Item {
    Item::list(items, Marks { keeps_singleton: true, ..Marks::SEQUENCE })
}

/// Gathers the results of one step, flattened by one level. The last step's only result, when it
/// is a plain array, is the path's result as it is.
struct Results {
    is_last: bool,
    count: usize,
    first: Item,
    items: Vec<Item>,
}

impl Results {
    fn new(is_last: bool) -> Self {
        Self { is_last, count: 0, first: Item::Undefined, items: Vec::new() }
    }

    #[inline]
    fn add(&mut self, result: Item) {
        if result.is_undefined() {
            return;
        }
        self.count += 1;
        if self.count == 1 {
            self.first = result;
            return;
        }
        if self.count == 2 {
            let first = std::mem::take(&mut self.first);
            self.flatten(first);
        }
        self.flatten(result);
    }

    #[inline]
    fn add_json(&mut self, value: &Value) {
        match value {
            Value::Array(array) if self.count >= 2 => {
                self.count += 1;
                self.items.extend(array.iter().map(from_json));
            }
            _ => self.add(from_json(value)),
        }
    }

    #[inline]
    fn flatten(&mut self, result: Item) {
        match result {
            Item::List(list) if !list.marks.is_constructed => match Rc::try_unwrap(list) {
                Ok(mut list) => self.items.append(&mut list.items),
                Err(list) => self.items.extend_from_slice(&list.items),
            },
            Item::Array(array) => self.items.extend(array.iter().map(from_json)),
            single => self.items.push(single),
        }
    }

    fn finish(mut self) -> Flow {
        if self.count != 1 {
            return Flow::Many(self.items);
        }
        let only = std::mem::take(&mut self.first);
        let is_plain = matches!(&only, Item::Array(_)) || only.as_list().is_some_and(|list| !list.marks.is_sequence);
        let is_constructed = only.as_list().is_some_and(|list| list.marks.is_constructed);
        if !only.is_array() || is_constructed && !self.is_last {
            return Flow::One(only);
        }
        if is_plain && (self.is_last || only.as_items().len() > 1) {
            return Flow::Whole(only);
        }
        self.flatten(only);
        Flow::Many(self.items)
    }
}
