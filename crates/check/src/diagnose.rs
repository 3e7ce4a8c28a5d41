//! From a text to everything that is to be said about it.

use crate::{Options, check};
use definition::StateMachine;
use json::Document;
use std::rc::Rc;
use text::{Diagnostic, Span};

/// A text, what could be read of it, and what is to be said about it.
#[derive(Clone, Debug)]
pub struct Diagnosis {
    /// What could be read.
    pub machine: StateMachine,
    /// What is to be said, in AWS's order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parse, lower and check a text.
pub fn diagnose(source: &str, options: &Options) -> Diagnosis {
    let (document, syntax) = json::parse_any(source);
    let document = Rc::new(document);
    let (machine, reading) = definition::lower(&document);
    let diagnostics = if !syntax.is_empty() {
        // What is missing in a text that cannot be parsed may only be hidden.
        syntax
    } else if let Some(diagnostic) = not_an_object(&document) {
        vec![diagnostic]
    } else {
        reading.into_iter().chain(check(&machine, options)).collect()
    };
    Diagnosis { machine, diagnostics }
}

/// AWS says this of a blank text and of one whose value is no object (recorded: test_sfn_api_validation).
fn not_an_object(document: &Document) -> Option<Diagnostic> {
    let span = match &document.root {
        Some(root) if root.is_object() => return None,
        Some(root) => root.span,
        None => Span::new(0, document.text.len()),
    };
    Some(Diagnostic::error("SCHEMA_VALIDATION_FAILED", "Definition must be a valid JSON object", span))
}
