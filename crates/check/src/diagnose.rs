//! From a text to everything that is to be said about it.

use crate::{Options, check_in_steps};
use definition::StateMachine;
use host::at_once;
use json::Document;
use std::rc::Rc;
use text::{Diagnostic, Severity, Span};

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
    at_once(diagnose_in_steps(source, options, async || {}))
}

/// As [`diagnose`]; `pause` is awaited between the steps, so that a page stays responsive while a
/// large text is read. A step takes a few milliseconds for a thousand states.
pub async fn diagnose_in_steps(source: &str, options: &Options, pause: impl AsyncFn()) -> Diagnosis {
    let (document, syntax) = json::parse_any(source);
    pause().await;
    let document = Rc::new(document);
    let (machine, reading) = definition::lower(&document);
    pause().await;
    let diagnostics = if syntax.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        // What is missing in a text that cannot be parsed may only be hidden.
        syntax
    } else if let Some(diagnostic) = not_an_object(&document) {
        vec![diagnostic]
    } else {
        let found = check_in_steps(&machine, options, pause).await;
        let hints = syntax.into_iter().filter(|hint| !options.silenced.contains(&*hint.code));
        reading.into_iter().chain(found).chain(hints).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(source: &str) -> Vec<String> {
        diagnose(source, &Options::default()).diagnostics.iter().map(|diagnostic| diagnostic.code.to_string()).collect()
    }

    #[test]
    fn a_broken_text_is_only_a_broken_text() {
        assert_eq!(codes("{\"StartAt\": }"), ["INVALID_JSON_DESCRIPTION"]);
        assert_eq!(codes("[]"), ["SCHEMA_VALIDATION_FAILED"]);
    }

    #[test]
    fn a_hint_about_yaml_does_not_hide_the_rest() {
        let found = codes("StartAt: A\nComment: yes\nStates:\n  B:\n    Type: Succeed\n");
        assert!(found.contains(&"MISSING_TRANSITION_TARGET".to_owned()), "{found:?}");
        assert!(found.contains(&"LINT_YAML_TRAP".to_owned()), "{found:?}");
    }

    #[test]
    fn nothing_panics_on_a_text_being_typed() {
        let source = r#"{"QueryLanguage":"JSONata","StartAt":"警","States":{"警":{"Type":"Map","Items":"{% $states.input.a[0] %}",
            "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"T","States":{"T":{"Type":"Task","QueryLanguage":"JSONPath",
            "Resource":"arn:aws:states:::lambda:invoke","Parameters":{"a.$":"States.Format('{}',$.x)"},"Retry":[{"ErrorEquals":["States.ALL"]}],
            "Catch":[{"ErrorEquals":[],"Next":"T"}],"Next":"C"},"C":{"Type":"Choice","Choices":[{"And":[{"Variable":"$.a","IsNull":true}]}]}}}}}}"#;
        for at in (0..=source.len()).filter(|&at| source.is_char_boundary(at)) {
            for text in [&source[..at], &source[at..]] {
                let diagnosis = diagnose(text, &Options::default());
                crate::render("x", text, &diagnosis.diagnostics);
            }
        }
    }
}
