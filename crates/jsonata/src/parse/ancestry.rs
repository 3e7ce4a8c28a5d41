//! The parent operator `%`: which step's input each one means.
//!
//! A `%` becomes a slot that looks up the path for its step: one step per `%`. The step found
//! writes its input under the slot's label while the path runs, and the `%` reads it there.

use super::tree::{Kind, Node, Slot};
use crate::error::Fault;
use std::rc::Rc;

/// Hand `value`'s unresolved slots to the node it became a part of.
pub(crate) fn adopt(seeking: &mut Vec<Rc<Slot>>, value: &Node) {
    seeking.extend(value.step.seeking.iter().cloned());
    if let Kind::Parent(slot) = &value.kind {
        seeking.push(slot.clone());
    }
}

/// Look for the slots of the last step's `%` among the steps before it.
pub(crate) fn resolve(steps: &mut [Node], path_seeking: &mut Vec<Rc<Slot>>) -> Result<(), Fault> {
    let Some((last, before)) = steps.split_last_mut() else { return Ok(()) };
    let mut slots = last.step.seeking.clone();
    if let Kind::Parent(slot) = &last.kind {
        slots.push(slot.clone());
    }
    for slot in slots {
        let mut index = before.len();
        while slot.level.get() > 0 {
            if index == 0 {
                path_seeking.push(slot);
                break;
            }
            index -= 1;
            // Steps that only bind `@` share one context: the first of them counts.
            while index > 0 && before[index].step.focus.is_some() && before[index - 1].step.focus.is_some() {
                index -= 1;
            }
            seek(&mut before[index], &slot)?;
        }
    }
    Ok(())
}

/// Go one step up; at level 0 the step is found.
pub(crate) fn seek(node: &mut Node, slot: &Rc<Slot>) -> Result<(), Fault> {
    match &mut node.kind {
        Kind::Name(..) | Kind::Wildcard => {
            slot.level.set(slot.level.get() - 1);
            if slot.level.get() == 0 {
                // Two slots that mean the same step share one label.
                if let Some(known) = &node.step.ancestor {
                    slot.label.set(known.label.get());
                }
                node.step.ancestor = Some(slot.clone());
                node.step.is_tuple = true;
            }
        }
        Kind::Parent(_) => slot.level.set(slot.level.get() + 1),
        Kind::Block { expressions, .. } => {
            if let Some(last) = expressions.last_mut() {
                node.step.is_tuple = true;
                seek(last, slot)?;
            }
        }
        Kind::Path { steps, .. } => {
            node.step.is_tuple = true;
            let mut steps = steps.iter_mut().rev();
            if let Some(last) = steps.next() {
                seek(last, slot)?;
            }
            while slot.level.get() > 0 {
                let Some(step) = steps.next() else { break };
                seek(step, slot)?;
            }
        }
        _ => {
            return Err(Fault::new("S0217").token(node.type_name()).position_or(node.position).span(node.span));
        }
    }
    Ok(())
}
