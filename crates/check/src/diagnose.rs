//! From a text to everything that is to be said about it.

use crate::judgements::Judgements;
use crate::{Options, check_in_steps};
use definition::StateMachine;
use host::at_once;
use json::Document;
use std::rc::Rc;
use text::{Diagnostic, Severity, Span};

/// What could be read of a text, and what is to be said about it.
#[derive(Clone, Debug)]
pub struct Diagnosis {
    /// What could be read.
    pub machine: Rc<StateMachine>,
    /// What is to be said, in AWS's order.
    pub diagnostics: Vec<Diagnostic>,
    /// For the reading after the next edit.
    pub memory: Memory,
}

/// What one reading of a text leaves for the next: after an edit most of it still holds.
#[derive(Clone, Debug)]
pub struct Memory {
    machine: Rc<StateMachine>,
    /// What could not be parsed, or only with a hint.
    syntax: Vec<Diagnostic>,
    /// What was found in each state, the last time that the text could be parsed.
    judgements: Option<Rc<Judgements>>,
}

impl Memory {
    /// What can be read of the text after an edit; nothing is checked.
    pub fn machine(&self, source: &str) -> Rc<StateMachine> {
        if *source == *self.machine.document.text {
            return self.machine.clone();
        }
        Rc::new(definition::lower_again(&Rc::new(self.parse(source).0), &self.machine).0)
    }

    fn parse(&self, source: &str) -> (Document, Vec<Diagnostic>) {
        json::parse_again(source, &self.machine.document, &self.syntax)
    }
}

impl Diagnosis {
    /// Of a text that has not been read yet: nothing is known, and nothing is wrong.
    pub fn unread() -> Self {
        Self::known("", Vec::new())
    }

    /// Of a text that parses without a hint, and of which is known already what is to be said: no rule is asked.
    pub fn known(source: &str, diagnostics: Vec<Diagnostic>) -> Self {
        let machine = Rc::new(definition::lower(&Rc::new(json::parse_any(source).0)).0);
        let memory = Memory { machine: machine.clone(), syntax: Vec::new(), judgements: None };
        Self { machine, diagnostics, memory }
    }
}

/// Parse, lower and check a text.
pub fn diagnose(source: &str, options: &Options) -> Diagnosis {
    at_once(diagnose_in_steps(source, options, None, async || {}))
}

/// As [`diagnose`], after an edit: what the edit has left as it was is taken from the reading before. The result is
/// the same.
pub fn diagnose_again(source: &str, options: &Options, before: &Memory) -> Diagnosis {
    at_once(diagnose_in_steps(source, options, Some(before), async || {}))
}

/// As [`diagnose`] or [`diagnose_again`]; `pause` is awaited between the steps, so that a page stays responsive while
/// a large text is read. A step takes a few milliseconds for a thousand states.
pub async fn diagnose_in_steps(
    source: &str,
    options: &Options,
    before: Option<&Memory>,
    pause: impl AsyncFn(),
) -> Diagnosis {
    let (document, syntax) = match before {
        Some(before) => before.parse(source),
        None => json::parse_any(source),
    };
    pause().await;
    let document = Rc::new(document);
    let (machine, reading) = match before {
        Some(before) => definition::lower_again(&document, &before.machine),
        None => definition::lower(&document),
    };
    let machine = Rc::new(machine);
    pause().await;
    let mut memory =
        Memory { machine: machine.clone(), syntax, judgements: before.and_then(|before| before.judgements.clone()) };
    if memory.syntax.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        // What is missing in a text that cannot be parsed may only be hidden.
        return Diagnosis { machine, diagnostics: memory.syntax.clone(), memory };
    }
    if let Some(diagnostic) = not_an_object(&document) {
        return Diagnosis { machine, diagnostics: vec![diagnostic], memory };
    }
    let (found, judgements) = check_in_steps(&machine, options, memory.judgements.as_deref(), pause).await;
    memory.judgements = Some(Rc::new(judgements));
    let hints = memory.syntax.iter().filter(|hint| !options.silenced.contains(&*hint.code)).cloned();
    Diagnosis { diagnostics: reading.into_iter().chain(found).chain(hints).collect(), machine, memory }
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
