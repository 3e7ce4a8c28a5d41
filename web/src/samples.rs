//! The workflows that come with the page.

mod first;

use crate::messages::Messages;
use crate::state::{Breakpoints, Change, Workspace};
use check::{Diagnosis, Options};
use services::scenario;
use std::rc::Rc;
use text::Diagnostic;

/// A workflow that comes with the page.
pub(crate) struct Sample {
    /// Key of its title in the catalogue of messages.
    pub title: &'static str,
    /// Its definition.
    pub definition: &'static str,
    /// Its input.
    pub input: &'static str,
    /// How the simulated services behave.
    pub scenario: &'static str,
}

macro_rules! sample {
    ($title:literal, $name:literal, $input:expr, $scenario:expr) => {
        Sample {
            title: $title,
            definition: include_str!(concat!("../samples/", $name, ".asl.json")),
            input: $input,
            scenario: $scenario,
        }
    };
}

/// All of them; the first is what a first visit shows.
pub(crate) const SAMPLES: &[Sample] = &[
    sample!(
        "sample-warning",
        "warning-exit-code",
        include_str!("../samples/warning-exit-code.input.json"),
        include_str!("../samples/warning-exit-code.scenario.json")
    ),
    sample!("sample-parallel", "parallel-jobs", "{}", include_str!("../samples/parallel-jobs.scenario.json")),
    sample!(
        "sample-retry",
        "retry-payment",
        include_str!("../samples/retry-payment.input.json"),
        include_str!("../samples/retry-payment.scenario.json")
    ),
    sample!("sample-map", "map-orders", include_str!("../samples/map-orders.input.json"), "{}"),
    sample!(
        "sample-approval",
        "approval",
        include_str!("../samples/approval.input.json"),
        include_str!("../samples/approval.scenario.json")
    ),
];

impl Sample {
    /// The change that opens it, under its title.
    pub(crate) fn opened(&self, messages: &Messages) -> Change {
        Change::Open(Rc::new(self.workspace(messages.text(self.title))))
    }

    /// Does a workspace hold this sample as it came?
    pub(crate) fn is_untouched(&self, workspace: &Workspace, messages: &Messages) -> bool {
        *workspace == self.workspace(messages.text(self.title))
    }

    /// As a workspace called `name`.
    pub(crate) fn workspace(&self, name: &str) -> Workspace {
        Workspace {
            name: name.into(),
            definition: self.definition.into(),
            input: self.input.into(),
            scenario: Rc::new(scenario::parse(self.scenario).0),
            machines: Rc::default(),
            edits: Vec::new(),
            breakpoints: Breakpoints::default(),
        }
    }
}

/// What the rules say about the text that a first visit shows, known without asking them: they are in the part of the
/// program that comes at the first sign of use. `None` for any other text.
pub(crate) fn known_diagnosis(text: &str, options: &Options) -> Option<Diagnosis> {
    (text == SAMPLES[0].definition).then(|| {
        let is_heard = |found: &Diagnostic| !options.silenced.contains(&*found.code);
        Diagnosis::known(text, first::findings(text).filter(is_heard).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_about_the_first_sample_is_what_the_rules_say() {
        let options = Options::default();
        let (known, mut said) =
            (known_diagnosis(SAMPLES[0].definition, &options), check::diagnose(SAMPLES[0].definition, &options));
        said.diagnostics.sort_by_key(|found| found.span);
        let mut known = known.map(|known| known.diagnostics).unwrap_or_default();
        known.sort_by_key(|found| found.span);
        assert_eq!(known, said.diagnostics);
        assert!(known_diagnosis(SAMPLES[1].definition, &options).is_none());
    }

    #[test]
    fn every_sample_is_without_a_mistake() {
        for sample in SAMPLES {
            let found = check::diagnose(sample.definition, &check::Options::default()).diagnostics;
            let errors: Vec<_> = found.iter().filter(|found| found.severity == text::Severity::Error).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", sample.title);
            assert!(json::parse_value(sample.input).is_ok(), "{}", sample.title);
            assert_eq!(scenario::parse(sample.scenario).1, [], "{}", sample.title);
        }
    }
}
