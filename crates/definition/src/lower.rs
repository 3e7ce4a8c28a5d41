//! From a document to a machine.

use crate::{Container, Owner, QueryLanguage, State, StateMachine, container};
use json::{Document, Node, NodeKind};
use std::rc::Rc;
use text::{Diagnostic, Span};

/// What has been lowered so far.
#[derive(Default)]
pub(crate) struct Lowering {
    pub(crate) states: Vec<State>,
    pub(crate) containers: Vec<Container>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Lower a document. Never fails; the diagnostics say which expressions could not be read.
pub fn lower(document: &Rc<Document>) -> (StateMachine, Vec<Diagnostic>) {
    let empty = Node { span: Span::default(), kind: NodeKind::Missing };
    let root = document.root.as_ref().unwrap_or(&empty);
    let query_language =
        root.get("QueryLanguage").and_then(Node::as_str).and_then(QueryLanguage::parse).unwrap_or_default();
    let mut lowering = Lowering::default();
    container::lower(&mut lowering, root, Owner::Machine, String::new(), query_language);
    let machine = StateMachine {
        document: document.clone(),
        comment: root.get("Comment").and_then(Node::as_string).map(|comment| comment.value.clone()),
        query_language,
        timeout_seconds: match root.get("TimeoutSeconds").map(|node| &node.kind) {
            Some(NodeKind::Number(number)) => number.as_i64().and_then(|seconds| u64::try_from(seconds).ok()),
            _ => None,
        },
        states: lowering.states,
        containers: lowering.containers,
    };
    (machine, lowering.diagnostics)
}
