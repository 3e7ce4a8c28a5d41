//! Tail calls: the last call of a lambda is made by its caller, so that endless recursion in
//! that place does not grow the stack.

use super::tree::{Kind, Node};
use std::rc::Rc;

/// Mark the calls in tail position of a lambda's body.
pub(crate) fn mark(node: Node) -> Node {
    let Node { kind, span, position, keep_array, is_constructor, predicates, group, step } = node;
    let kind = match kind {
        Kind::Call { .. } if predicates.is_empty() => {
            let call = Node { kind, span, position, keep_array, is_constructor, predicates, group, step };
            return Node::new(Kind::TailCall(Rc::new(call)), span, position);
        }
        Kind::Condition { condition, then, otherwise } => Kind::Condition {
            condition,
            then: Box::new(mark(*then)),
            otherwise: otherwise.map(|otherwise| Box::new(mark(*otherwise))),
        },
        Kind::Block { mut expressions, binds } => {
            if let Some(last) = expressions.pop() {
                expressions.push(mark(last));
            }
            Kind::Block { expressions, binds }
        }
        other => other,
    };
    Node { kind, span, position, keep_array, is_constructor, predicates, group, step }
}
