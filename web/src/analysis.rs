//! What follows from the definition's text alone.

use crate::samples::known_diagnosis;
use crate::shared::Shared;
use crate::state::{Machine, Silenced};
use check::{Diagnosis, Memory, Options, diagnose, diagnose_in_steps};
use definition::StateMachine;
use json::{Text, Value};
use std::pin::Pin;
use std::rc::Rc;
use text::{Diagnostic, LineIndex, Severity};

/// A definition's text, read.
pub(crate) struct Analysis {
    /// The text.
    pub text: Text,
    /// Its lines.
    pub lines: LineIndex,
    /// The machine; holds whatever could be read.
    pub machine: Rc<StateMachine>,
    /// What is wrong or doubtful, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// For the reading after the next edit.
    pub memory: Memory,
}

impl Analysis {
    pub(crate) fn new(text: &Text, silenced: &Silenced) -> Self {
        Self::of(text, diagnose(text, &options(silenced)))
    }

    /// Of a text that has not been read yet: nothing is known, and nothing is wrong.
    pub(crate) fn unread() -> Self {
        Self::of(&Text::default(), Diagnosis::unread())
    }

    /// As [`Self::new`], in steps; `pause` is awaited between them. What an edit has left as it was in the text
    /// `before` is not read again.
    pub(crate) async fn in_steps(
        text: &Text,
        silenced: &Silenced,
        before: Option<&Self>,
        pause: impl AsyncFn(),
    ) -> Self {
        let options = options(silenced);
        if let Some(known) = known_diagnosis(text, &options) {
            return Self::of(text, known);
        }
        // In a box, so that the compiler leaves it in the second part of the program.
        let before = before.map(|before| &before.memory);
        let reading: Pin<Box<dyn Future<Output = Diagnosis> + '_>> =
            Box::pin(diagnose_in_steps(text, &options, before, pause));
        Self::of(text, reading.await)
    }

    fn of(text: &Text, diagnosis: Diagnosis) -> Self {
        let Diagnosis { machine, mut diagnostics, memory } = diagnosis;
        diagnostics.sort_by_key(|found| (found.span, found.severity));
        Self { text: text.clone(), lines: LineIndex::new(text), machine, diagnostics, memory }
    }

    /// How many of a severity.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|found| found.severity == severity).count()
    }

    /// Can it run?
    pub(crate) fn is_valid(&self) -> bool {
        self.count(Severity::Error) == 0
    }

    /// Line of an offset, counted from 1.
    pub(crate) fn line(&self, offset: u32) -> u32 {
        self.lines.line_column(offset as usize).line as u32 + 1
    }
}

/// Another machine of the workspace, read.
#[derive(Clone, PartialEq)]
pub(crate) struct MachineAnalysis {
    /// Its name.
    pub name: Text,
    /// Is it Express?
    pub is_express: bool,
    /// Its definition.
    pub analysis: Shared<Analysis>,
}

impl MachineAnalysis {
    /// The machines, read; what is in `known` already is not read again.
    pub(crate) fn all(machines: &[Machine], known: &[Self]) -> Vec<Self> {
        let read = |machine: &Machine| {
            let known = known.iter().find(|known| known.analysis.text == machine.definition);
            let analysis = known.map(|known| known.analysis.clone());
            Self {
                name: machine.name.clone(),
                is_express: machine.is_express,
                analysis: analysis
                    .unwrap_or_else(|| Shared::new(Analysis::new(&machine.definition, &Silenced::default()))),
            }
        };
        machines.iter().map(read).collect()
    }
}

/// The rules that are heard.
pub(crate) fn options(silenced: &Silenced) -> Options {
    Options { silenced: (**silenced).clone(), ..Options::default() }
}

/// An input's text, read.
pub(crate) struct InputAnalysis {
    /// Its lines.
    pub lines: LineIndex,
    /// The value; `None` when the text is no JSON.
    pub value: Option<Value>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl InputAnalysis {
    pub(crate) fn new(text: &Text) -> Self {
        let (document, diagnostics) = json::parse(text);
        let value = diagnostics.is_empty().then(|| document.root.as_ref().map(json::Node::to_value)).flatten();
        Self { lines: LineIndex::new(text), value, diagnostics }
    }
}
