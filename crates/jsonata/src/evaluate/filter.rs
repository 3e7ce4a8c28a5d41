//! Predicates: `[…]` with a number picks by place, with anything else keeps what is truthy.

use super::tuple::as_tuple;
use super::{Evaluated, Evaluation, Frame};
use crate::builtins::is_truthy;
use crate::error::Fault;
use crate::parse::{Kind, Node};
use crate::value::{Item, Items, Marks};
use std::rc::Rc;

impl Evaluation<'_> {
    #[inline(never)]
    pub(super) fn filter(&mut self, predicate: &Node, input: Item, frame: &Rc<Frame>) -> Evaluated {
        let is_tuple_stream = input.is_tuple_stream();
        if let Kind::Literal(Item::Number(number)) = predicate.kind {
            return Ok(pick(&input, number, is_tuple_stream));
        }
        let items = input.as_items();
        let mut kept = Vec::new();
        for index in 0..items.len() {
            let item = items.get(index);
            let verdict = if is_tuple_stream {
                let tuple = as_tuple(item.clone());
                self.eval(predicate, &tuple.item, &tuple.frame(frame))?
            } else {
                self.eval(predicate, &item, frame)?
            };
            for _ in 0..times_kept(&verdict, index, items.len())? {
                kept.push(item.clone());
            }
        }
        Ok(Item::list(kept, Marks { is_tuple_stream, ..Marks::SEQUENCE }))
    }
}

/// The item at a place, counted from the end when negative.
fn pick(input: &Item, number: f64, is_tuple_stream: bool) -> Item {
    let items = input.as_items();
    let item = place(number, items.len()).map_or(Item::Undefined, |at| items.get(at));
    if item.is_array() {
        return item;
    }
    let kept = if item.is_undefined() { Vec::new() } else { vec![item] };
    Item::list(kept, Marks { is_tuple_stream, ..Marks::SEQUENCE })
}

fn place(number: f64, length: usize) -> Option<usize> {
    let floor = number.floor();
    let place = if floor < 0.0 { floor + length as f64 } else { floor };
    (place >= 0.0 && place < length as f64).then_some(place as usize)
}

/// How often a predicate's value keeps the item at `index`: numbers name places, any other
/// value is true or false.
fn times_kept(verdict: &Item, index: usize, length: usize) -> Result<usize, Fault> {
    match verdict {
        Item::Bool(value) => Ok(usize::from(*value)),
        Item::Undefined => Ok(0),
        Item::Number(_) | Item::Exact(_) => Ok(usize::from(is_place(verdict, index, length)?)),
        Item::Array(_) | Item::List(_) if all_numbers(verdict.as_items())? => {
            let mut times = 0;
            for number in verdict.as_items().iter() {
                times += usize::from(is_place(&number, index, length)?);
            }
            Ok(times)
        }
        other => Ok(usize::from(is_truthy(other)?)),
    }
}

fn is_place(number: &Item, index: usize, length: usize) -> Result<bool, Fault> {
    let number = number.number().unwrap_or(f64::NAN);
    if number.is_infinite() {
        return Err(Fault::new("D1001").value(&Item::Number(number)));
    }
    Ok(place(number, length) == Some(index))
}

fn all_numbers(items: Items<'_>) -> Result<bool, Fault> {
    for item in items.iter() {
        match item.number() {
            Some(number) if number.is_infinite() => return Err(Fault::new("D1001").value(&item)),
            Some(number) if !number.is_nan() => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}
