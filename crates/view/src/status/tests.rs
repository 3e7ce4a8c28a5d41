use super::*;
use crate::Moment;
use crate::graph::EdgeKind;
use crate::testing::{CHARGE, Played, play, types};

fn status_at(played: &Played, event: u32) -> GraphStatus {
    let run = played.at(event);
    graph_status(&Moment::of_root(&run, &played.latest), &IterationPicks::new())
}

fn statuses(status: &GraphStatus) -> Vec<Status> {
    status.nodes.iter().map(|node| node.status).collect()
}

const DECLINED: &str = r#"{"tasks":{"Charge":[{"exitCode":7}]}}"#;

#[test]
fn nodes_tokens_and_edges_follow_the_run() {
    let played = play(CHARGE, r#"{"day":"d"}"#, DECLINED);
    let types = types(&played.latest);
    let submitted = types.iter().rposition(|name| name == "TaskSubmitted").unwrap() as u32 + 1;
    let status = status_at(&played, submitted);
    use Status::*;
    assert_eq!(statuses(&status), [CaughtError, Succeeded, InProgress, NotStarted]);
    assert_eq!(status.counts, [(NotStarted, 1), (InProgress, 1), (Succeeded, 1), (CaughtError, 1)]);
    let taken: Vec<EdgeKind> = status.taken.iter().map(|taken| taken.edge.kind).collect();
    assert_eq!(taken, [EdgeKind::Start, EdgeKind::Catch(0), EdgeKind::Rule(0)]);
    assert!(status.nodes[2].is_current && !status.nodes[0].is_current);
    let token = status.tokens[0];
    assert_eq!((status.tokens.len(), token.state, token.edge.unwrap().kind), (1, StateId(2), EdgeKind::Rule(0)));
}

#[test]
fn a_token_waits_between_two_states() {
    let played = play(CHARGE, r#"{"day":"d"}"#, DECLINED);
    let exited = types(&played.latest).iter().position(|name| name == "ChoiceStateExited").unwrap() as u32 + 1;
    let status = status_at(&played, exited);
    assert_eq!(status.nodes[2].status, Status::NotStarted);
    assert_eq!(
        status.tokens,
        [Token { edge: Some(EdgeId { from: Some(StateId(1)), kind: EdgeKind::Rule(0) }), state: StateId(2) }]
    );
}

#[test]
fn before_and_after_the_run_there_is_no_token() {
    let played = play(CHARGE, r#"{"day":"d"}"#, "{}");
    let before = played.timeline.at(0);
    let status = graph_status(&Moment::of_root(&before, &played.latest), &IterationPicks::new());
    assert!(!status.is_started && status.tokens.is_empty() && status.taken.is_empty());
    let status = graph_status(&played.end(), &IterationPicks::new());
    assert!(status.is_ended && status.tokens.is_empty());
}

const MAP: &str = r#"{
  "StartAt": "Each",
  "States": {
    "Each": { "Type": "Map", "MaxConcurrency": 1, "End": true,
      "ItemProcessor": { "StartAt": "Odd?", "States": {
        "Odd?": { "Type": "Choice", "Choices": [ { "Variable": "$", "NumericEquals": 3, "Next": "Bad" } ], "Default": "Good" },
        "Good": { "Type": "Pass", "End": true },
        "Bad": { "Type": "Fail" } } } }
  }
}"#;

#[test]
fn the_graph_shows_one_iteration_of_a_map() {
    let played = play(MAP, "[1,2,3,4]", "{}");
    let end = played.end();
    use Status::*;
    let followed = graph_status(&end, &IterationPicks::new());
    assert_eq!(statuses(&followed), [Failed, Succeeded, NotStarted, Failed]);
    let iterations = followed.nodes[0].iterations.clone().unwrap();
    assert_eq!((iterations.total, iterations.succeeded, iterations.failed, iterations.shown), (4, 2, vec![2], Some(2)));
    let first = graph_status(&end, &IterationPicks::from([(StateId(0), 0)]));
    assert_eq!(statuses(&first), [Failed, Succeeded, Succeeded, NotStarted]);
    assert_eq!(first.nodes[1].visits, 1);
}
