//! The workflows that come with the page.

use crate::state::Workspace;
use host::Timestamp;

/// Start of a run when nothing else is chosen: an ordinary Monday morning, 2026-04-13T01:00:00Z.
const START_MILLIS: i64 = 1_776_042_000_000;

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
            scenario: json::parse_value(self.scenario).unwrap_or_default(),
            seed: 1,
            start: Timestamp::from_millis(START_MILLIS),
        }
    }
}
