//! Infix operators and the minus sign.

use super::{Evaluated, Evaluation, Frame};
use crate::builtins::{append_text, is_truthy};
use crate::error::Fault;
use crate::parse::{Comparison, Kind, Node, Operator};
use crate::value::{Item, compare_text, deep_equal};
use std::cmp::Ordering;
use std::rc::Rc;

/// The longest range that `..` makes.
const MAX_RANGE: f64 = 1e7;

/// What a number counts for the limit of memory.
const BYTES_OF_NUMBER: u64 = 8;
impl Evaluation<'_> {
    #[inline(never)]
    pub(super) fn binary(
        &mut self,
        node: &Node,
        operator: Operator,
        left: &Node,
        right: &Node,
        input: &Item,
        frame: &Rc<Frame>,
    ) -> Evaluated {
        if let (Operator::Concatenate, None) = (operator, &self.tracer) {
            let mut text = String::new();
            self.concatenate_all(node, left, right, input, frame, &mut text)?;
            return Ok(text.into());
        }
        let left = self.eval(left, input, frame)?;
        if matches!(operator, Operator::And | Operator::Or) {
            // The reference blames the operator for whatever goes wrong on its right.
            return self.boolean(operator, &left, right, input, frame).map_err(|fault| blame(fault, node, operator));
        }
        let right = self.eval(right, input, frame)?;
        self.compute(operator, &left, &right).map_err(|fault| blame(fault, node, operator))
    }

    #[inline(never)]
    fn boolean(&mut self, operator: Operator, left: &Item, right: &Node, input: &Item, frame: &Rc<Frame>) -> Evaluated {
        let left = is_truthy(left)?;
        if left == (operator == Operator::Or) {
            return Ok(Item::Bool(left));
        }
        let right = self.eval(right, input, frame)?;
        is_truthy(&right).map(Item::Bool)
    }

    #[inline(never)]
    fn compute(&mut self, operator: Operator, left: &Item, right: &Item) -> Evaluated {
        match operator {
            Operator::Equal | Operator::NotEqual => self.equal(operator, left, right),
            Operator::Compare(comparison) => compare(comparison, left, right),
            Operator::Concatenate => self.concatenate(left, right),
            Operator::Range => self.range(left, right),
            Operator::In => Ok(Item::Bool(is_in(left, right))),
            _ => arithmetic(operator, left, right),
        }
    }

    fn equal(&mut self, operator: Operator, left: &Item, right: &Item) -> Evaluated {
        if left.is_undefined() || right.is_undefined() {
            return Ok(Item::Bool(false));
        }
        let equal = deep_equal(left, right, json::MAX_DEPTH).ok_or_else(|| self.too_deep())?;
        Ok(Item::Bool(equal == (operator == Operator::Equal)))
    }

    /// `a & b & c` goes into one text, without a text for each `&`.
    #[inline(never)]
    fn concatenate_all(
        &mut self,
        node: &Node,
        left: &Node,
        right: &Node,
        input: &Item,
        frame: &Rc<Frame>,
        out: &mut String,
    ) -> Result<(), Fault> {
        let mut pending = None;
        match &left.kind {
            Kind::Binary { operator: Operator::Concatenate, left: a, right: b }
                if left.is_bare() && self.is_shallow() =>
            {
                self.descend().map_err(|fault| fault.span(left.span))?;
                self.concatenate_all(left, a, b, input, frame, out)?;
                self.ascend();
            }
            _ => pending = Some(self.eval(left, input, frame)?),
        }
        let last = self.eval(right, input, frame)?;
        for item in pending.iter().chain([&last]) {
            append_text(item, out).map_err(|fault| blame(fault, node, Operator::Concatenate).span_or(node.span))?;
        }
        self.hold(out.len() as u64)?;
        self.spend(1 + out.len() as u64 / 256)
    }

    fn concatenate(&mut self, left: &Item, right: &Item) -> Evaluated {
        let mut text = String::new();
        append_text(left, &mut text)?;
        append_text(right, &mut text)?;
        self.hold(text.len() as u64)?;
        self.spend(text.len() as u64 / 64)?;
        Ok(text.into())
    }

    fn range(&mut self, left: &Item, right: &Item) -> Evaluated {
        let left = whole(left, "T2003")?;
        let right = whole(right, "T2004")?;
        let (Some(left), Some(right)) = (left, right) else { return Ok(Item::Undefined) };
        if left > right {
            return Ok(Item::Undefined);
        }
        let size = right - left + 1.0;
        if size > MAX_RANGE {
            return Err(Fault::new("D2014").value(&Item::Number(size)));
        }
        self.hold(size as u64 * BYTES_OF_NUMBER)?;
        self.spend(size as u64)?;
        Ok(Item::sequence((0..size as u64).map(|offset| Item::Number(left + offset as f64)).collect()))
    }

    #[inline(never)]
    pub(super) fn negate(&mut self, node: &Node, operand: &Node, input: &Item, frame: &Rc<Frame>) -> Evaluated {
        let operand = self.eval(operand, input, frame)?;
        match finite(&operand)? {
            Some(number) => Ok(Item::Number(-number)),
            None if operand.is_undefined() => Ok(operand),
            None => Err(Fault::new("D1002").position_or(node.position).token("-").value(&operand)),
        }
    }
}

fn blame(fault: Fault, node: &Node, operator: Operator) -> Fault {
    if fault.code() == "U1001" {
        return fault;
    }
    fault.position_over(node.position).token(operator.text())
}

/// The number; `None` for other values and for NaN, an error for infinities.
fn finite(item: &Item) -> Result<Option<f64>, Fault> {
    match item.number() {
        Some(number) if number.is_infinite() => Err(Fault::new("D1001").value(&Item::Number(number))),
        Some(number) if number.is_nan() => Ok(None),
        number => Ok(number),
    }
}

fn arithmetic(operator: Operator, left: &Item, right: &Item) -> Evaluated {
    let operand = |item: &Item, code| match finite(item)? {
        None if !item.is_undefined() => Err(Fault::new(code).value(item)),
        number => Ok(number),
    };
    let (left, right) = (operand(left, "T2001")?, operand(right, "T2002")?);
    let (Some(left), Some(right)) = (left, right) else { return Ok(Item::Undefined) };
    Ok(Item::Number(match operator {
        Operator::Add => left + right,
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide => left / right,
        _ => left % right,
    }))
}

fn compare(comparison: Comparison, left: &Item, right: &Item) -> Evaluated {
    let is_comparable = |item: &Item| matches!(item, Item::Undefined | Item::String(_)) || item.number().is_some();
    if !is_comparable(left) || !is_comparable(right) {
        return Err(Fault::new("T2010"));
    }
    if left.is_undefined() || right.is_undefined() {
        return Ok(Item::Undefined);
    }
    let order = match (left, right) {
        (Item::String(left), Item::String(right)) => Some(compare_text(left, right)),
        _ => match (left.number(), right.number()) {
            (Some(left), Some(right)) => left.partial_cmp(&right),
            _ => return Err(Fault::new("T2009").value(left).value2(right)),
        },
    };
    Ok(Item::Bool(order.is_some_and(|order| match comparison {
        Comparison::Less => order == Ordering::Less,
        Comparison::LessOrEqual => order != Ordering::Greater,
        Comparison::Greater => order == Ordering::Greater,
        Comparison::GreaterOrEqual => order != Ordering::Less,
    })))
}

/// Is `left` one of the items of `right`, by identity as JavaScript's `===` has it?
fn is_in(left: &Item, right: &Item) -> bool {
    if left.is_undefined() || right.is_undefined() {
        return false;
    }
    right.as_items().iter().any(|item| match (&item, left) {
        (Item::Object(a), Item::Object(b)) => a.is_same(b),
        (Item::Array(a), Item::Array(b)) => a.is_same(b),
        (Item::List(a), Item::List(b)) => Rc::ptr_eq(a, b),
        (Item::Record(a), Item::Record(b)) => Rc::ptr_eq(a, b),
        (Item::Array(_) | Item::List(_) | Item::Object(_) | Item::Record(_), _) => false,
        (a, b) => deep_equal(a, b, 1).unwrap_or(false),
    })
}

/// A whole number; `None` for undefined.
fn whole(item: &Item, code: &'static str) -> Result<Option<f64>, Fault> {
    match item.number() {
        Some(number) if number.is_finite() && number.fract() == 0.0 => Ok(Some(number)),
        None if item.is_undefined() => Ok(None),
        _ => Err(Fault::new(code).value(item)),
    }
}
