//! Array constructors.

use super::{Evaluated, Evaluation, Frame};
use crate::parse::{Kind, Node};
use crate::value::{Item, Marks};
use std::rc::Rc;

impl Evaluation<'_> {
    /// `[a, b]`: values that are arrays are joined in, but a constructor written inside stays whole.
    #[inline(never)]
    pub(super) fn array(&mut self, nodes: &[Node], is_constructed: bool, input: &Item, frame: &Rc<Frame>) -> Evaluated {
        let mut items = Vec::with_capacity(nodes.len());
        for node in nodes {
            let value = self.eval(node, input, frame)?;
            if value.is_undefined() {
                continue;
            }
            match value {
                Item::List(list) if !matches!(node.kind, Kind::Array(_)) => match Rc::try_unwrap(list) {
                    Ok(mut list) => items.append(&mut list.items),
                    Err(list) => items.extend_from_slice(&list.items),
                },
                Item::Array(_) if !matches!(node.kind, Kind::Array(_)) => value.as_items().append_to(&mut items),
                single => items.push(single),
            }
        }
        Ok(Item::list(items, Marks { is_constructed, ..Marks::PLAIN }))
    }
}
