//! Child executions: items of a distributed Map, and machines that a task started.

use crate::Moment;
use definition::{ContainerId, Owner, Resource, State, StateId, StateMachine};
use engine::{Execution, ExecutionId, ExecutionStatus, VisitId};
use json::{Node, Text};

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

/// The child executions that a visit started, in the order of starting; of a distributed Map there may be thousands,
/// of which only those that are looked at need be made.
pub fn children<'a>(moment: &Moment<'a>, visit: VisitId) -> impl Iterator<Item = ChildView> + use<'a> {
    let moment = *moment;
    started_by(&moment, visit).map(move |child| ChildView {
        execution: child.id,
        name: child.name.clone(),
        machine: child.machine_name.clone(),
        item: child.item(),
        status: child.status,
        started_after: moment.since_start(child.start),
        duration: child.stop.map(|stop| stop.millis - child.start.millis),
    })
}

/// How many child executions a visit started.
pub fn child_count(moment: &Moment<'_>, visit: VisitId) -> usize {
    started_by(moment, visit).count()
}

/// What the execution that is looked at runs of its definition: all, or the item processor of a distributed Map.
pub fn container_run(moment: &Moment<'_>) -> ContainerId {
    let execution = moment.execution();
    let starter = execution.item().and(execution.started_by).and_then(|visit| moment.visit(visit));
    let processor = starter.and_then(|visit| moment.state_of(visit).containers().first().copied());
    processor.unwrap_or(moment.machine().root().id)
}

/// Does a state stand in a container, however deep?
pub(crate) fn is_inside(machine: &StateMachine, state: StateId, container: ContainerId) -> bool {
    let mut at = machine.state(state).container;
    while at != container {
        match machine.container(at).owner {
            Owner::Machine => return false,
            Owner::Branch(outer, _) | Owner::ItemProcessor(outer) => at = machine.state(outer).container,
        }
    }
    true
}

/// Names of the machines that a definition starts by a constant ARN, each once.
pub fn machines_started(machine: &StateMachine) -> Vec<Text> {
    let mut names: Vec<Text> = Vec::new();
    for arn in
        machine.states.iter().filter(|state| starts_execution(state)).filter_map(|state| started_arn(machine, state))
    {
        let name = arn.rsplit(':').next().unwrap_or(arn);
        let is_constant = !name.is_empty() && !name.contains(['{', '$', '%']);
        if is_constant && !names.iter().any(|known| **known == *name) {
            names.push(name.into());
        }
    }
    names
}

fn starts_execution(state: &State) -> bool {
    matches!(state.task().map(|task| &task.resource), Some(Resource::Service { service, action, .. })
        if matches!(&**service, "states" | "aws-sdk:sfn") && &**action == "startExecution")
}

/// `StateMachineArn` of a state's `Parameters` or `Arguments`, as it is written.
fn started_arn<'a>(machine: &'a StateMachine, state: &State) -> Option<&'a str> {
    let written = find(machine.document.root.as_ref()?, &|node| node.span == state.span)?;
    let sent = written.get("Parameters").or_else(|| written.get("Arguments"))?;
    sent.get("StateMachineArn")?.as_str()
}

/// The first node, from the outside in, that is the one.
fn find<'a>(node: &'a Node, is_it: &dyn Fn(&Node) -> bool) -> Option<&'a Node> {
    if is_it(node) {
        return Some(node);
    }
    let of_members = || node.members().iter().find_map(|member| find(&member.value, is_it));
    of_members().or_else(|| node.items().iter().find_map(|item| find(item, is_it)))
}

/// The executions that a visit started.
pub(crate) fn started_by<'a>(moment: &Moment<'a>, visit: VisitId) -> impl Iterator<Item = &'a Execution> + use<'a> {
    moment.run.executions().filter(move |execution| execution.started_by == Some(visit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;
    use crate::status::{IterationPicks, Status, graph_status};
    use crate::table::{RowId, row, table};
    use crate::testing::play;
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
    fn a_definition_names_the_machines_that_it_starts() {
        let start = |arn: &str, next: &str| {
            format!(
                r#"{{"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Parameters": {{"StateMachineArn": "{arn}"}}, {next}}}"#
            )
        };
        let child = "arn:aws:states:us-east-1:111111111111:stateMachine:Child";
        let (a, b, c) =
            (start(child, r#""Next": "B""#), start(child, r#""Next": "C""#), start("${ChildArn}", r#""End": true"#));
        let machine =
            crate::testing::machine(&format!(r#"{{"StartAt": "A", "States": {{"A": {a}, "B": {b}, "C": {c}}}}}"#));
        assert_eq!(machines_started(&machine), ["Child".into()]);
    }

    #[test]
    fn items_of_a_distributed_map_are_children() {
        let played = play(DISTRIBUTED, "[1,2,3]", "{}");
        let end = played.end();
        let each = end.visits().next().unwrap().id;
        let items: Vec<(Option<u32>, ExecutionStatus)> =
            children(&end, each).map(|child| (child.item, child.status)).collect();
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
    fn an_item_runs_the_item_processor_alone() {
        let played = play(DISTRIBUTED, "[1,2,3]", "{}");
        let second = Moment { execution: engine::ExecutionId(2), ..played.end() };
        assert_eq!(container_run(&played.end()), ContainerId(0));
        assert_eq!(container_run(&second), ContainerId(1));
        let status = graph_status(&second, &IterationPicks::new());
        let counts = [(Status::NotStarted, 1), (Status::Succeeded, 1), (Status::Failed, 1)];
        assert_eq!(status.counts, counts);
        let (last, estimate) = (crate::graph::LastLayout::default(), crate::graph::Estimate::default());
        let (machine, down) = (second.machine(), crate::graph::Direction::Down);
        let drawing = crate::graph::draw_in_steps(machine, ContainerId(1), down, &estimate, last, async || {});
        let graph = host::at_once(drawing).0;
        let names: Vec<&str> = graph.nodes.iter().map(|node| &*node.name).collect();
        assert_eq!(names, ["Odd?", "Good", "Bad"]);
        assert!(graph.start.is_some() && graph.end.is_some() && graph.nodes.iter().all(|node| node.parent.is_none()));
    }

    #[test]
    fn the_table_shows_children_as_rows() {
        let played = play(DISTRIBUTED, "[1,2,3]", "{}");
        let end = played.end();
        let each = end.visits().next().unwrap().id;
        let table = table(&end, &BTreeSet::from([RowId::Inside(each, 1)]));
        let rows: Vec<_> = table.places.iter().filter_map(|place| row(&end, *place)).collect();
        let names: Vec<String> = rows.iter().map(|row| Catalogue::english().text(&row.name)).collect();
        assert_eq!(names, ["Each", "#0", "#1", "Odd?", "Bad", "#2"]);
    }
}
