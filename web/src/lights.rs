//! What lights up in the data: where the traced value came from, and what an expression read.

use crate::snapshot::Snapshot;
use crate::state::Trace;
use engine::VisitId;
use view::data_flow::StageName;
use view::provenance::{Chain, DataPlace, chain};
use view::tree::TreePath;

/// What lights up in the data.
#[derive(Debug, Default)]
pub(crate) struct Lights {
    trace: Trace,
    /// From where the traced value began to the value itself.
    pub chain: Chain,
}

/// How a row of a tree lights up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Light {
    /// It is the traced value.
    Traced,
    /// The traced value came from it; how many hops before.
    Source(usize),
    /// The expression under the pointer read it.
    Read,
}

impl Lights {
    pub(crate) fn of(trace: &Trace, snapshot: Option<&Snapshot>) -> Self {
        // A visit that is not there at the cursor has no data to trace.
        let traced =
            snapshot.zip(trace.traced.as_ref()).filter(|(snapshot, place)| snapshot.run.visit(place.visit).is_some());
        let chain = traced.map(|(snapshot, place)| chain(&snapshot.moment(), place)).unwrap_or_default();
        Self { trace: trace.clone(), chain }
    }

    /// The traced value.
    pub(crate) fn traced(&self) -> Option<&DataPlace> {
        self.trace.traced.as_ref().filter(|_| !self.chain.steps.is_empty())
    }

    /// How the row at a place lights up.
    pub(crate) fn at(&self, place: &DataPlace) -> Option<Light> {
        if self.traced() == Some(place) {
            return Some(Light::Traced);
        }
        let source = self.chain.places.iter().position(|known| known == place);
        let other = || self.chain.others.contains(place).then_some(self.chain.places.len());
        let read = || self.trace.pointed.contains(place).then_some(Light::Read);
        source.or_else(other).map(Light::Source).or_else(read)
    }

    /// The places of one stage that must be in view.
    pub(crate) fn inside(&self, visit: VisitId, stage: StageName) -> Vec<TreePath> {
        let all = self.chain.places.iter().chain(&self.chain.others).chain(&self.trace.pointed);
        all.filter(|place| place.visit == visit && place.stage == stage).map(|place| place.path.clone()).collect()
    }
}
