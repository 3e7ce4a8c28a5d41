//! Child executions: items of a distributed Map, and machines that a task started.

use crate::Moment;
use engine::{Execution, ExecutionId, ExecutionStatus, VisitId};
use json::Text;

/// A child execution.
#[derive(Clone, Debug, PartialEq)]
pub struct ChildView {
    /// Which.
    pub execution: ExecutionId,
    /// Its name.
    pub name: Text,
    /// Name of its state machine.
    pub machine: Text,
    /// The item or batch of a distributed Map, counted from 0.
    pub item: Option<u32>,
    /// Where it stands.
    pub status: ExecutionStatus,
    /// When it started, in milliseconds since the execution that is looked at.
    pub started_after: i64,
    /// How long it took, in milliseconds; `None` while it runs.
    pub duration: Option<i64>,
}

/// The child executions that a visit started, in the order of starting.
pub fn children(moment: &Moment<'_>, visit: VisitId) -> Vec<ChildView> {
    started_by(moment, visit)
        .map(|child| ChildView {
            execution: child.id,
            name: child.name.clone(),
            machine: child.machine_name.clone(),
            item: child.item(),
            status: child.status,
            started_after: moment.since_start(child.start),
            duration: child.stop.map(|stop| stop.millis - child.start.millis),
        })
        .collect()
}

/// The executions that a visit started.
pub(crate) fn started_by<'a>(moment: &Moment<'a>, visit: VisitId) -> impl Iterator<Item = &'a Execution> {
    moment.run.executions().filter(move |execution| execution.started_by == Some(visit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;
    use crate::status::{IterationPicks, Status, graph_status};
    use crate::table::{RowId, table};
    use crate::testing::play;
    use definition::StateId;
    use std::collections::BTreeSet;

    const DISTRIBUTED: &str = r#"{
      "StartAt": "Each",
      "States": { "Each": { "Type": "Map", "End": true, "ToleratedFailurePercentage": 100,
        "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
          "StartAt": "Odd?", "States": {
            "Odd?": { "Type": "Choice", "Choices": [ { "Variable": "$", "NumericEquals": 2, "Next": "Bad" } ], "Default": "Good" },
            "Good": { "Type": "Pass", "End": true }, "Bad": { "Type": "Fail", "Error": "E" } } } } }
    }"#;

    #[test]
    fn items_of_a_distributed_map_are_children() {
        let played = play(DISTRIBUTED, "[1,2,3]", "{}");
        let end = played.end();
        let each = end.visits().next().unwrap().id;
        let items: Vec<(Option<u32>, ExecutionStatus)> =
            children(&end, each).iter().map(|child| (child.item, child.status)).collect();
        use ExecutionStatus::*;
        assert_eq!(items, [(Some(0), Succeeded), (Some(1), Failed), (Some(2), Succeeded)]);
    }

    #[test]
    fn the_graph_shows_one_child_of_a_distributed_map() {
        let played = play(DISTRIBUTED, "[1,2,3]", "{}");
        let second = graph_status(&played.end(), &IterationPicks::from([(StateId(0), 1)]));
        let statuses: Vec<Status> = second.nodes.iter().map(|node| node.status).collect();
        assert_eq!(statuses, [Status::Succeeded, Status::Succeeded, Status::NotStarted, Status::Failed]);
        let iterations = second.nodes[0].iterations.clone().unwrap();
        assert_eq!(
            (iterations.total, iterations.succeeded, iterations.failed, iterations.shown),
            (3, 2, vec![1], Some(1))
        );
    }

    #[test]
    fn the_table_shows_children_as_rows() {
        let played = play(DISTRIBUTED, "[1,2,3]", "{}");
        let end = played.end();
        let each = end.visits().next().unwrap().id;
        let rows = table(&end, &BTreeSet::from([RowId::Inside(each, 1)])).rows;
        let names: Vec<String> = rows.iter().map(|row| Catalogue::english().text(&row.name)).collect();
        assert_eq!(names, ["Each", "#0", "#1", "Odd?", "Bad", "#2"]);
    }
}
