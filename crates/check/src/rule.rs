//! What a rule is.

use crate::context::Context;
use crate::object::Object;
use crate::part::Part;
use definition::{Container, State};
use text::{Diagnostic, Severity, Span};

/// One thing that is checked.
#[derive(Debug)]
pub struct Rule {
    /// AWS's code where AWS refuses, else a `LINT_…` of our own.
    pub code: &'static str,
    /// How much a finding matters.
    pub severity: Severity,
    /// What the rule says, in one sentence.
    pub sentence: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
    /// How it is checked.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Debug)]
#[expect(private_interfaces, reason = "how a rule works is this crate's own business; that there are kinds is not")]
pub enum Check {
    /// Checked while the text is parsed or lowered; here so that the list of rules is whole.
    Reading,
    /// Each object whose fields the language defines, with nothing but the part it stands in.
    Object(fn(&Part<'_>, &Object<'_>, &mut Vec<Diagnostic>)),
    /// Each state, with nothing but the part it stands in.
    State(fn(&Part<'_>, &State, &mut Vec<Diagnostic>)),
    /// Each state, with the whole machine around it.
    StateInMachine(fn(&Context<'_>, &State, &mut Vec<Diagnostic>)),
    /// The machine, each branch and each item processor.
    Container(fn(&Context<'_>, &Container, &mut Vec<Diagnostic>)),
    /// The machine as a whole.
    Machine(fn(&Context<'_>, &mut Vec<Diagnostic>)),
}

impl Rule {
    /// A rule that AWS enforces with its most common code.
    pub(crate) const fn schema(sentence: &'static str, source: &'static str, check: Check) -> Self {
        Self::error("SCHEMA_VALIDATION_FAILED", sentence, source, check)
    }

    /// A rule that AWS enforces.
    pub(crate) const fn error(code: &'static str, sentence: &'static str, source: &'static str, check: Check) -> Self {
        Self { code, severity: Severity::Error, sentence, source, check }
    }

    /// A rule of our own, or a warning of AWS.
    pub(crate) const fn warning(
        code: &'static str,
        sentence: &'static str,
        source: &'static str,
        check: Check,
    ) -> Self {
        Self { code, severity: Severity::Warning, sentence, source, check }
    }

    /// A rule whose findings are only worth knowing.
    pub(crate) const fn information(
        code: &'static str,
        sentence: &'static str,
        source: &'static str,
        check: Check,
    ) -> Self {
        Self { code, severity: Severity::Information, sentence, source, check }
    }

    /// A finding of this rule.
    pub(crate) fn at(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.severity, self.code, message, span).source(self.source)
    }
}
