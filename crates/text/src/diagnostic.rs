//! One diagnostic type for every checker and every renderer.

use crate::{Edit, Span};
use std::borrow::Cow;

/// How much a diagnostic matters. Only `Error` makes a definition unusable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// AWS refuses the definition.
    Error,
    /// AWS accepts it, and it is probably not what was meant.
    Warning,
    /// Worth knowing.
    Information,
}

/// A second place that explains a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where, in the document.
    pub span: Span,
    /// What to see there.
    pub message: String,
}

/// A change that would resolve a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// A verb phrase for a button: "Change to `TaskA`".
    pub title: String,
    /// The text edits, applied together.
    pub edits: Vec<Edit>,
}

/// One finding about a document: what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// AWS's code where AWS would refuse (`SCHEMA_VALIDATION_FAILED`), else our own (`LINT_…`).
    pub code: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence, in AWS's words where AWS has them.
    pub message: String,
    /// Where, in the document.
    pub span: Span,
    /// Further places.
    pub labels: Vec<Label>,
    /// What to do about it, one sentence.
    pub help: Option<String>,
    /// Changes that would resolve it, best first.
    pub fixes: Vec<Fix>,
    /// AWS's location, such as `/States/A/Next`; absent where AWS gives none.
    pub location: Option<String>,
    /// Where the rule comes from: a section of the specification, an AWS page, a recording.
    pub source: Option<&'static str>,
}

impl Diagnostic {
    /// A diagnostic with nothing but the required parts.
    pub fn new(severity: Severity, code: impl Into<Cow<'static, str>>, message: impl Into<String>, span: Span) -> Self {
        Self {
            code: code.into(),
            severity,
            message: message.into(),
            span,
            labels: Vec::new(),
            help: None,
            fixes: Vec::new(),
            location: None,
            source: None,
        }
    }

    /// An error with the given code.
    pub fn error(code: impl Into<Cow<'static, str>>, message: impl Into<String>, span: Span) -> Self {
        Self::new(Severity::Error, code, message, span)
    }

    /// A warning with the given code.
    pub fn warning(code: impl Into<Cow<'static, str>>, message: impl Into<String>, span: Span) -> Self {
        Self::new(Severity::Warning, code, message, span)
    }

    /// With AWS's location.
    #[must_use]
    pub fn at(mut self, location: impl Into<String>) -> Self {
        self.location = Some(location.into());
        self
    }

    /// With a sentence that says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a change that would resolve it.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fixes.push(Fix { title: title.into(), edits });
        self
    }

    /// With a further place.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// The same finding in a text in which everything stands so many bytes further on.
    #[must_use]
    pub fn moved(mut self, by: i64) -> Self {
        let edits = self.fixes.iter_mut().flat_map(|fix| &mut fix.edits).map(|edit| &mut edit.span);
        let labels = self.labels.iter_mut().map(|label| &mut label.span);
        for span in edits.chain(labels).chain([&mut self.span]) {
            *span = span.moved(by);
        }
        self
    }

    /// With the source of the rule.
    #[must_use]
    pub fn source(mut self, source: &'static str) -> Self {
        self.source = Some(source);
        self
    }
}
