//! The workflows that come with the page.

use crate::state::Workspace;
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

/// All of them; the first is what a first visit shows.
pub(crate) const SAMPLES: &[Sample] = &[Sample {
    title: "sample-warning",
    definition: include_str!("../samples/warning-exit-code.asl.json"),
    input: include_str!("../samples/warning-exit-code.input.json"),
    scenario: include_str!("../samples/warning-exit-code.scenario.json"),
}];

impl Sample {
    /// As a workspace called `name`.
    pub(crate) fn workspace(&self, name: &str) -> Workspace {
        Workspace {
            name: name.into(),
            definition: self.definition.into(),
            input: self.input.into(),
            scenario: Rc::new(scenario::parse(self.scenario).0),
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
