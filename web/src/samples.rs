//! The workflows that come with the page.

use crate::messages::Messages;
use crate::state::{Breakpoints, Change, Workspace};
use services::scenario;
use std::rc::Rc;

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

#[cfg(test)]
mod tests {
    use super::*;

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
