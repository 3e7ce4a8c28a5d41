//! Definitions with a caret in them.

use definition::StateMachine;
use std::rc::Rc;

/// The machine of a text in which `‸` marks the caret, and the caret's offset.
pub(crate) fn caret(text: &str) -> (StateMachine, usize) {
    let offset = text.find('‸').expect("the text has a caret");
    (machine(&text.replace('‸', "")), offset)
}

pub(crate) fn machine(text: &str) -> StateMachine {
    definition::lower(&Rc::new(json::parse_any(text).0)).0
}
