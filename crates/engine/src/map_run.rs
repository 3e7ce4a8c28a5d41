//! Map Runs: the child executions of a distributed Map, and what came of them.

use crate::EventId;
use json::{Array, Text};

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
    /// The children that failed, by item or batch.
    pub(crate) failed: Vec<u32>,
    pub(crate) tolerance: Tolerance,
    /// With an ItemBatcher, the inputs of the children: their items went into them.
    pub(crate) batches: Option<Array>,
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
