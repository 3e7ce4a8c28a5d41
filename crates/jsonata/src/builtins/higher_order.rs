//! Functions that call functions.

use super::{Arguments, is_truthy};
use crate::error::Fault;
use crate::evaluate::{Evaluated, Evaluation, Function};
use crate::value::Item;

/// The items and the function; `None` when there are no items to go over.
fn parts(arguments: &[Item]) -> Option<(&Item, &Function)> {
    let items = arguments.first().filter(|item| !item.is_undefined())?;
    Some((items, arguments.get(1)?.function()?))
}

/// Call with the item, and with its place and the whole array if the function asks for them.
fn call(evaluation: &mut Evaluation<'_>, function: &Function, item: Item, at: usize, all: &Item) -> Evaluated {
    evaluation.spend(1)?;
    let arity = function.arity();
    let mut arguments = Vec::with_capacity(arity.clamp(1, 3));
    arguments.push(item);
    if arity >= 2 {
        arguments.push(Item::from(at));
    }
    if arity >= 3 {
        arguments.push(all.clone());
    }
    evaluation.apply(function, arguments, &Item::Null)
}

pub(super) fn map(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some((items, function)) = parts(&arguments) else { return Ok(Item::Undefined) };
    let mut results = Vec::with_capacity(items.as_items().len());
    for (at, item) in items.as_items().iter().enumerate() {
        let result = call(evaluation, function, item, at, items)?;
        if !result.is_undefined() {
            results.push(result);
        }
    }
    Ok(Item::sequence(results))
}

pub(super) fn filter(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some((items, function)) = parts(&arguments) else { return Ok(Item::Undefined) };
    let mut kept = Vec::new();
    for (at, item) in items.as_items().iter().enumerate() {
        if is_truthy(&call(evaluation, function, item.clone(), at, items)?)? {
            kept.push(item);
        }
    }
    Ok(Item::sequence(kept))
}

pub(super) fn single(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(items) = arguments.first().filter(|item| !item.is_undefined()) else { return Ok(Item::Undefined) };
    let function = arguments.get(1).and_then(Item::function);
    let mut found = None;
    for (at, item) in items.as_items().iter().enumerate() {
        let fits = match function {
            Some(function) => is_truthy(&call(evaluation, function, item.clone(), at, items)?)?,
            None => true,
        };
        if fits && found.replace(item).is_some() {
            return Err(Fault::new("D3138").index(at));
        }
    }
    found.ok_or_else(|| Fault::new("D3139"))
}

pub(super) fn reduce(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some((items, function)) = parts(&arguments) else { return Ok(Item::Undefined) };
    let arity = function.arity();
    if arity < 2 {
        return Err(Fault::new("D3050").index(1));
    }
    let sequence = items.as_items();
    let initial = arguments.get(2).cloned().unwrap_or_default();
    let starts_with_first = initial.is_undefined() && !sequence.is_empty();
    let mut result = if starts_with_first { sequence.get(0) } else { initial };
    for at in usize::from(starts_with_first)..sequence.len() {
        evaluation.spend(1)?;
        let mut arguments = Vec::with_capacity(arity.min(4));
        arguments.push(result);
        arguments.push(sequence.get(at));
        if arity >= 3 {
            arguments.push(Item::from(at));
        }
        if arity >= 4 {
            arguments.push(items.clone());
        }
        result = evaluation.apply(function, arguments, &Item::Null)?;
    }
    Ok(result)
}
