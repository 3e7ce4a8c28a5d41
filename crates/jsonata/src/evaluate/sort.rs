//! The order-by clause `^(…)`, and the merge sort behind it and `$sort`.

use super::tuple::as_tuple;
use super::{Evaluated, Evaluation, Frame};
use crate::error::Fault;
use crate::parse::{Node, SortTerm};
use crate::value::{Item, compare_text};
use std::cmp::Ordering;
use std::rc::Rc;

impl Evaluation<'_> {
    #[inline(never)]
    pub(super) fn sort(&mut self, node: &Node, terms: &[SortTerm], input: Item, frame: &Rc<Frame>) -> Evaluated {
        let is_tuple_stream = input.is_tuple_stream();
        let items = input.as_items();
        if items.len() <= 1 {
            return Ok(input);
        }
        let items = items.to_vec();
        // Each term is evaluated at most once for each item.
        let mut keys: Vec<Vec<Option<Item>>> = vec![vec![None; items.len()]; terms.len()];
        let order = merge_sort(items.len(), |left, right| {
            self.spend(1)?;
            for (term, keys) in terms.iter().zip(&mut keys) {
                for at in [left, right] {
                    if keys[at].is_none() {
                        keys[at] = Some(self.sort_key(term, &items[at], is_tuple_stream, frame)?);
                    }
                }
                let (Some(a), Some(b)) = (&keys[left], &keys[right]) else { continue };
                let order = compare(a, b, term.is_descending)
                    .map_err(|fault| fault.position_or(node.position).span(term.expression.span))?;
                if order != Ordering::Equal {
                    return Ok(order == Ordering::Greater);
                }
            }
            Ok(false)
        })?;
        Ok(Item::array(order.into_iter().map(|at| items[at].clone()).collect()))
    }

    fn sort_key(&mut self, term: &SortTerm, item: &Item, is_tuple: bool, frame: &Rc<Frame>) -> Evaluated {
        if !is_tuple {
            return self.eval(&term.expression, item, frame);
        }
        let tuple = as_tuple(item.clone());
        self.eval(&term.expression, &tuple.item, &tuple.frame(frame))
    }
}

/// Undefined goes last, whatever the direction.
fn compare(a: &Item, b: &Item, is_descending: bool) -> Result<Ordering, Fault> {
    let order = match (a, b) {
        (Item::Undefined, Item::Undefined) => return Ok(Ordering::Equal),
        (Item::Undefined, _) => return Ok(Ordering::Greater),
        (_, Item::Undefined) => return Ok(Ordering::Less),
        (Item::String(a), Item::String(b)) => compare_text(a, b),
        _ => match (a.number(), b.number()) {
            (Some(a), Some(b)) if a < b => Ordering::Less,
            (Some(a), Some(b)) if a == b => Ordering::Equal,
            (Some(_), Some(_)) => Ordering::Greater,
            _ => return Err(mismatch(a, b)),
        },
    };
    Ok(if is_descending { order.reverse() } else { order })
}

fn mismatch(a: &Item, b: &Item) -> Fault {
    let is_sortable = |item: &Item| item.number().is_some() || item.text().is_some();
    if is_sortable(a) && is_sortable(b) {
        return Fault::new("T2007").value(a).value2(b);
    }
    Fault::new("T2008").value(if is_sortable(a) { b } else { a })
}

/// The order in which `length` items sort; `is_greater(a, b)` says that `a` comes after `b`.
///
/// The very sequence of comparisons the reference makes, so that a comparator with errors or
/// contradictions gives the same.
pub(crate) fn merge_sort(
    length: usize,
    mut is_greater: impl FnMut(usize, usize) -> Result<bool, Fault>,
) -> Result<Vec<usize>, Fault> {
    let mut order: Vec<usize> = (0..length).collect();
    let mut scratch = Vec::with_capacity(length);
    sort_part(&mut order, &mut scratch, &mut is_greater)?;
    Ok(order)
}

fn sort_part(
    order: &mut [usize],
    scratch: &mut Vec<usize>,
    is_greater: &mut dyn FnMut(usize, usize) -> Result<bool, Fault>,
) -> Result<(), Fault> {
    if order.len() <= 1 {
        return Ok(());
    }
    let (left, right) = order.split_at_mut(order.len() / 2);
    sort_part(left, scratch, is_greater)?;
    sort_part(right, scratch, is_greater)?;
    scratch.clear();
    let (mut l, mut r) = (0, 0);
    while l < left.len() && r < right.len() {
        if is_greater(left[l], right[r])? {
            scratch.push(right[r]);
            r += 1;
        } else {
            scratch.push(left[l]);
            l += 1;
        }
    }
    scratch.extend_from_slice(&left[l..]);
    scratch.extend_from_slice(&right[r..]);
    order.copy_from_slice(scratch);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_keep_their_order() {
        let keys = [3, 1, 2, 1, 3, 2, 1];
        let order = merge_sort(keys.len(), |a, b| Ok(keys[a] > keys[b])).unwrap();
        assert_eq!(order, [1, 3, 6, 2, 5, 0, 4]);
    }

    #[test]
    fn a_comparator_that_always_swaps_reverses() {
        assert_eq!(merge_sort(5, |_, _| Ok(true)).unwrap(), [4, 3, 2, 1, 0]);
    }
}
