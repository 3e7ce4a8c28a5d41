//! Object functions, and those over any value.

use super::Arguments;
use crate::error::Fault;
use crate::evaluate::{Evaluated, Evaluation, Function};
use crate::value::{Item, KeyIndex, members, sort_keys};
use json::Text;

pub(super) fn keys(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let mut found: Vec<(Text, Item)> = Vec::new();
    collect_keys(evaluation, &arguments[0], &mut found, &mut KeyIndex::default(), json::MAX_DEPTH)?;
    sort_keys(&mut found);
    Ok(Item::sequence(found.into_iter().map(|(key, _)| key.into()).collect()))
}

fn collect_keys(
    evaluation: &mut Evaluation<'_>,
    item: &Item,
    found: &mut Vec<(Text, Item)>,
    seen: &mut KeyIndex,
    depth: u32,
) -> Result<(), Fault> {
    if depth == 0 {
        return Err(evaluation.too_deep());
    }
    match item.items() {
        Some(items) => items.iter().try_for_each(|item| collect_keys(evaluation, &item, found, seen, depth - 1)),
        None => {
            for (key, _) in members(item) {
                evaluation.spend(1)?;
                if seen.insert(key.clone(), 0).is_none() {
                    found.push((key, Item::Undefined));
                }
            }
            Ok(())
        }
    }
}

pub(super) fn lookup(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(key) = arguments.get(1).and_then(Item::text) else { return Ok(Item::Undefined) };
    Ok(crate::evaluate::lookup(&arguments[0], key))
}

pub(super) fn spread(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let item = &arguments[0];
    match item {
        Item::Object(_) | Item::Record(_) => Ok(Item::sequence(singles(item))),
        // The reference appends, and what it appends to arrays is a plain array.
        Item::Array(_) | Item::List(_) => {
            let mut out = Vec::new();
            spread_items(evaluation, item, &mut out, json::MAX_DEPTH)?;
            let is_empty = item.as_items().is_empty();
            Ok(if is_empty { Item::sequence(out) } else { Item::array(out) })
        }
        other => Ok(other.clone()),
    }
}

fn spread_items(evaluation: &mut Evaluation<'_>, item: &Item, out: &mut Vec<Item>, depth: u32) -> Result<(), Fault> {
    if depth == 0 {
        return Err(evaluation.too_deep());
    }
    for item in item.as_items().iter() {
        evaluation.spend(1)?;
        match &item {
            Item::Array(_) | Item::List(_) => spread_items(evaluation, &item, out, depth - 1)?,
            Item::Object(_) | Item::Record(_) => out.extend(singles(&item)),
            other => out.push(other.clone()),
        }
    }
    Ok(())
}

fn singles(item: &Item) -> Vec<Item> {
    members(item).into_iter().map(|member| Item::record(vec![member])).collect()
}

pub(super) fn merge(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(objects) = arguments[0].items() else { return Ok(Item::Undefined) };
    let mut merged: Vec<(Text, Item)> = Vec::new();
    let mut places = KeyIndex::default();
    for object in objects.iter() {
        for (key, value) in members(&object) {
            evaluation.spend(1)?;
            match places.get(&key) {
                Some(&at) => merged[at].1 = value,
                None => {
                    places.insert(key.clone(), merged.len());
                    merged.push((key, value));
                }
            }
        }
    }
    Ok(Item::record(merged))
}

pub(super) fn each(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let (item, Some(function)) = (&arguments[0], arguments.get(1).and_then(Item::function)) else {
        return Ok(Item::Undefined);
    };
    let mut results = Vec::new();
    for (key, value) in members(item) {
        let result = call_for_member(evaluation, function, key, value, item)?;
        if !result.is_undefined() {
            results.push(result);
        }
    }
    Ok(Item::sequence(results))
}

pub(super) fn sift(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let (item, Some(function)) = (&arguments[0], arguments.get(1).and_then(Item::function)) else {
        return Ok(Item::Undefined);
    };
    let mut kept = Vec::new();
    for (key, value) in members(item) {
        let verdict = call_for_member(evaluation, function, key.clone(), value.clone(), item)?;
        if super::is_truthy(&verdict)? {
            kept.push((key, value));
        }
    }
    Ok(if kept.is_empty() { Item::Undefined } else { Item::record(kept) })
}

fn call_for_member(
    evaluation: &mut Evaluation<'_>,
    function: &Function,
    key: Text,
    value: Item,
    object: &Item,
) -> Evaluated {
    let mut arguments = vec![value];
    if function.arity() >= 2 {
        arguments.push(key.into());
    }
    if function.arity() >= 3 {
        arguments.push(object.clone());
    }
    evaluation.apply(function, arguments, &Item::Null)
}

pub(super) fn boolean(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    match &arguments[0] {
        Item::Undefined => Ok(Item::Undefined),
        item => super::boolean_of(item).map(Item::from),
    }
}

pub(super) fn not(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    match &arguments[0] {
        Item::Undefined => Ok(Item::Undefined),
        item => super::is_truthy(item).map(|value| Item::Bool(!value)),
    }
}

pub(super) fn exists(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    Ok(Item::Bool(!arguments[0].is_undefined()))
}

pub(super) fn type_of(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    Ok(match &arguments[0] {
        Item::Undefined => return Ok(Item::Undefined),
        Item::Null => "null",
        Item::Bool(_) => "boolean",
        Item::Number(number) if number.is_infinite() => return Err(Fault::new("D1001").value(&arguments[0])),
        Item::Number(number) if number.is_nan() => "object",
        Item::Number(_) | Item::Exact(_) => "number",
        Item::String(_) => "string",
        Item::Array(_) | Item::List(_) => "array",
        Item::Object(_) | Item::Record(_) | Item::Tuple(_) => "object",
        Item::Function(_) => "function",
    }
    .into())
}

pub(super) fn error(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    Err(Fault::new("D3137").text(message(arguments.first(), "$error() function evaluated")))
}

pub(super) fn assert(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    if super::is_javascript_truthy(&arguments[0]) {
        return Ok(Item::Undefined);
    }
    Err(Fault::new("D3141").text(message(arguments.get(1), "$assert() statement failed")))
}

fn message(given: Option<&Item>, default: &str) -> String {
    let given = given.and_then(Item::text).filter(|text| !text.is_empty());
    given.map_or(default, |text| text).to_owned()
}

pub(super) fn clone(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    if arguments[0].is_undefined() {
        return Ok(Item::Undefined);
    }
    let text = super::string_of(&arguments[0], false)?;
    let value = json::parse_value(&text).map_err(|_| evaluation.too_deep())?;
    Ok(crate::value::from_json(&value))
}
