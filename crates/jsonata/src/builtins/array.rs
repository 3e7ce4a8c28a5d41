//! Array functions, and the aggregations over arrays of numbers.

use super::Arguments;
use crate::error::Fault;
use crate::evaluate::{Evaluated, Evaluation, Function, merge_sort};
use crate::value::{Item, Items, KeyIndex, Marks, NumberIndex, compare_text, deep_equal};
use std::cmp::Ordering;
use std::rc::Rc;

fn numbers(arguments: &[Item]) -> Option<Vec<f64>> {
    Some(arguments[0].items()?.iter().map(|item| item.number().unwrap_or(f64::NAN)).collect())
}

pub(super) fn sum(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    Ok(numbers(&arguments).map(|numbers| total(&numbers)).into())
}

// From 0, as `Iterator::sum` starts at -0.
fn total(numbers: &[f64]) -> f64 {
    numbers.iter().fold(0.0, |total, number| total + number)
}

pub(super) fn average(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    Ok(some_numbers(&arguments).map(|numbers| total(&numbers) / numbers.len() as f64).into())
}

pub(super) fn max(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    Ok(some_numbers(&arguments).map(|numbers| extreme(&numbers, |a, b| a > b)).into())
}

pub(super) fn min(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    Ok(some_numbers(&arguments).map(|numbers| extreme(&numbers, |a, b| a < b)).into())
}

fn some_numbers(arguments: &[Item]) -> Option<Vec<f64>> {
    numbers(arguments).filter(|numbers| !numbers.is_empty())
}

fn extreme(numbers: &[f64], is_better: impl Fn(f64, f64) -> bool) -> f64 {
    numbers
        .iter()
        .copied()
        .reduce(|best, number| if number.is_nan() || is_better(number, best) { number } else { best })
        .unwrap_or(f64::NAN)
}

pub(super) fn count(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    Ok(Item::from(arguments[0].items().map_or(0, Items::len)))
}

pub(super) fn append(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let [first, second] = [0, 1].map(|at| arguments.get(at).cloned().unwrap_or_default());
    if first.is_undefined() {
        return Ok(second);
    }
    if second.is_undefined() {
        return Ok(first);
    }
    evaluation.spend((first.as_items().len() + second.as_items().len()) as u64 / 8)?;
    drop(arguments);
    // Grow the first array in place when nobody else holds it.
    let mut items = match first {
        Item::List(list) if list.items.len() > 8 => {
            Rc::try_unwrap(list).map_or_else(|list| list.items.clone(), |mut list| std::mem::take(&mut list.items))
        }
        other => other.as_items().to_vec(),
    };
    second.as_items().append_to(&mut items);
    Ok(Item::array(items))
}

pub(super) fn reverse(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(items) = arguments[0].items().filter(|items| items.len() > 1) else { return Ok(arguments[0].clone()) };
    evaluation.spend(items.len() as u64)?;
    let mut items = items.to_vec();
    items.reverse();
    Ok(Item::array(items))
}

pub(super) fn shuffle(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(items) = arguments[0].items().filter(|items| items.len() > 1) else { return Ok(arguments[0].clone()) };
    evaluation.spend(items.len() as u64)?;
    let mut items = items.to_vec();
    for at in (1..items.len()).rev() {
        items.swap(at, evaluation.host.random.below(at as u64 + 1) as usize);
    }
    Ok(Item::array(items))
}

pub(super) fn distinct(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(items) = arguments[0].items().filter(|items| items.len() > 1) else { return Ok(arguments[0].clone()) };
    let mut kept: Vec<Item> = Vec::new();
    let mut seen = Seen::default();
    for item in items.iter() {
        if seen.scalar(&item) {
            continue;
        }
        if is_scalar(&item) {
            kept.push(item);
            continue;
        }
        let mut is_known = false;
        for other in kept.iter().filter(|other| !is_scalar(other)) {
            evaluation.spend(1)?;
            is_known = deep_equal(&item, other, json::MAX_DEPTH).ok_or_else(|| evaluation.too_deep())?;
            if is_known {
                break;
            }
        }
        if !is_known {
            kept.push(item);
        }
    }
    let is_sequence = arguments[0].is_sequence();
    Ok(Item::list(kept, Marks { is_sequence, ..Marks::PLAIN }))
}

fn is_scalar(item: &Item) -> bool {
    matches!(item, Item::String(_)) || item.number().is_some_and(|number| !number.is_nan())
}

/// The scalars seen so far, so that long lists of them need no comparison of each with each.
#[derive(Default)]
struct Seen {
    texts: KeyIndex,
    numbers: NumberIndex,
}

impl Seen {
    /// Was this scalar seen before? Other values never were.
    fn scalar(&mut self, item: &Item) -> bool {
        match item {
            Item::String(text) => self.texts.insert(text.clone(), 0).is_some(),
            // Adding 0 makes one of the two zeros.
            _ => match item.number() {
                Some(number) if !number.is_nan() => self.numbers.insert((number + 0.0).to_bits(), 0).is_some(),
                _ => false,
            },
        }
    }
}

pub(super) fn zip(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let length = arguments.iter().map(|argument| argument.items().map_or(0, Items::len)).min().unwrap_or(0);
    evaluation.spend((length * arguments.len()) as u64)?;
    let rows = (0..length).map(|at| Item::array(arguments.iter().map(|column| column.as_items().get(at)).collect()));
    Ok(Item::array(rows.collect()))
}

pub(super) fn sort(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(items) = arguments[0].items().filter(|items| items.len() > 1) else { return Ok(arguments[0].clone()) };
    let items = items.to_vec();
    let order = match arguments.get(1) {
        Some(Item::Function(comparator)) => sort_by(evaluation, &items, comparator)?,
        _ => sort_plain(evaluation, &items)?,
    };
    Ok(Item::array(order.into_iter().map(|at| items[at].clone()).collect()))
}

fn sort_by(evaluation: &mut Evaluation<'_>, items: &[Item], comparator: &Function) -> Result<Vec<usize>, Fault> {
    merge_sort(items.len(), |a, b| {
        let verdict = evaluation.apply(comparator, vec![items[a].clone(), items[b].clone()], &Item::Null)?;
        Ok(super::is_javascript_truthy(&verdict))
    })
}

fn sort_plain(evaluation: &mut Evaluation<'_>, items: &[Item]) -> Result<Vec<usize>, Fault> {
    evaluation.spend(items.len() as u64)?;
    for item in items {
        if let Some(number) = item.number().filter(|number| number.is_infinite()) {
            return Err(Fault::new("D1001").value(&Item::Number(number)));
        }
    }
    if items.iter().all(|item| item.number().is_some_and(|number| !number.is_nan())) {
        let numbers: Vec<f64> = items.iter().filter_map(Item::number).collect();
        merge_sort(items.len(), |a, b| Ok(numbers[a] > numbers[b]))
    } else if items.iter().all(|item| item.text().is_some()) {
        let texts: Vec<&str> = items.iter().filter_map(|item| item.text().map(|text| &**text)).collect();
        merge_sort(items.len(), |a, b| Ok(compare_text(texts[a], texts[b]) == Ordering::Greater))
    } else {
        Err(Fault::new("D3070").index(1))
    }
}
