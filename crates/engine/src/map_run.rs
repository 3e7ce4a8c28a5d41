//! Map Runs: the child executions of a distributed Map, and what came of them.

use crate::join::Items;
use crate::strand::StrandId;
use crate::{EventId, Run};
use json::{Array, Text, Value};

/// A Map Run in progress.
#[derive(Clone, Debug)]
pub(crate) struct MapRun {
    pub(crate) arn: Text,
    /// The last part of the ARN, which also names the folder of the results.
    pub(crate) uuid: Text,
    /// MapRunStarted
    pub(crate) started: EventId,
    /// Child executions that have not ended.
    pub(crate) running: u32,
    /// Most child executions at the same time.
    pub(crate) limit: u32,
    /// Items of children that failed.
    pub(crate) failed_items: u32,
    pub(crate) tolerance: Tolerance,
    /// With an ItemBatcher, the inputs of the children: their items went into them.
    pub(crate) batches: Option<Array>,
}

impl MapRun {
    /// A Map Run of which nothing has started yet.
    pub(crate) fn new(arn: Text, started: EventId, limit: u32, tolerance: Tolerance) -> Self {
        let uuid = arn.rsplit(':').next().unwrap_or_default().into();
        Self { arn, uuid, started, running: 0, limit, failed_items: 0, tolerance, batches: None }
    }
}

impl Run {
    /// The Map Run of the distributed Map that a strand is in.
    pub(crate) fn map_run(&self, id: StrandId) -> Option<&MapRun> {
        self.strand(id).join.as_ref()?.map_run.as_ref()
    }

    pub(crate) fn map_run_mut(&mut self, id: StrandId) -> Option<&mut MapRun> {
        self.strand_mut(id).join.as_mut()?.map_run.as_mut()
    }

    /// The items of the Map that a strand is in.
    pub(crate) fn map_items(&self, id: StrandId) -> Option<&Items> {
        self.strand(id).join.as_ref()?.items.as_ref()
    }

    pub(crate) fn map_items_mut(&mut self, id: StrandId) -> Option<&mut Items> {
        self.strand_mut(id).join.as_mut()?.items.as_mut()
    }

    /// The effective input of the Map that a strand is in.
    pub(crate) fn map_input(&self, id: StrandId) -> Value {
        self.map_items(id).map(|items| items.input.clone()).unwrap_or_default()
    }
}

/// How many items may fail: `ToleratedFailureCount` and `ToleratedFailurePercentage`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Tolerance {
    pub(crate) count: u32,
    pub(crate) percentage: f64,
}

impl Tolerance {
    /// Is the run failed with this many failed items? Passing either threshold fails it; without
    /// any declared, the first failed item does.
    pub(crate) fn is_exceeded(self, failed: u32, total: u32) -> bool {
        let percentage = 100.0 * f64::from(failed) / f64::from(total.max(1));
        let by_count = failed > self.count;
        let by_percentage = percentage > self.percentage;
        match (self.count, self.percentage > 0.0) {
            (0, true) => by_percentage,
            (_, false) => by_count,
            (_, true) => by_count || by_percentage,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tolerance;

    #[test]
    fn either_threshold_fails_the_run() {
        for (count, percentage, failed, total, exceeded) in [
            (0, 0.0, 0, 10, false),
            (0, 0.0, 1, 10, true),
            (2, 0.0, 2, 10, false),
            (2, 0.0, 3, 10, true),
            (0, 50.0, 5, 10, false),
            (0, 50.0, 6, 10, true),
            (1, 50.0, 2, 10, true),
            (5, 10.0, 2, 10, true),
            (0, 100.0, 10, 10, false),
        ] {
            let tolerance = Tolerance { count, percentage };
            assert_eq!(tolerance.is_exceeded(failed, total), exceeded, "{tolerance:?} {failed}/{total}");
        }
    }
}
