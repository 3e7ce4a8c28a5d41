use super::*;
use crate::Catalogue;
use std::rc::Rc;

fn drawn(definition: &str) -> Graph {
    drawn_as(definition, Direction::Down)
}

fn drawn_as(definition: &str, direction: Direction) -> Graph {
    let (document, diagnostics) = json::parse(definition);
    assert_eq!(diagnostics, [], "{definition}");
    let (machine, _) = definition::lower(&Rc::new(document));
    graph(&machine, direction, &Estimate::default())
}

const ORDER: &str = r#"{
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync",
      "Catch": [{ "ErrorEquals": ["States.Timeout", "States.TaskFailed"], "Next": "Was it declined?" }],
      "Next": "Ship"
    },
    "Was it declined?": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.error.Cause", "StringMatches": "*\"ExitCode\":7*", "Next": "Charge" },
        { "And": [
            { "Variable": "$.a.total", "NumericGreaterThan": 10 },
            { "Not": { "Variable": "$.b.total", "IsPresent": true } } ], "Next": "Ship" }
      ],
      "Default": "Give up"
    },
    "Ship": {
      "Type": "Parallel",
      "Branches": [
        { "StartAt": "Pack", "States": { "Pack": { "Type": "Pass", "Next": "Send" }, "Send": { "Type": "Pass", "End": true } } },
        { "StartAt": "Bill", "States": { "Bill": { "Type": "Pass", "End": true } } }
      ],
      "End": true
    },
    "Give up": { "Type": "Fail" }
  }
}"#;

#[test]
fn every_state_and_transition_is_drawn() {
    let graph = drawn(ORDER);
    let names: Vec<&str> = graph.nodes.iter().map(|node| &*node.name).collect();
    assert_eq!(names, ["Charge", "Was it declined?", "Ship", "Pack", "Send", "Bill", "Give up"]);
    assert_eq!(graph.edges.len(), 11);
    assert!(graph.edges.iter().all(|edge| edge.points.len() >= 2 && edge.path().starts_with('M')));
    assert!(graph.start.is_some() && graph.end.is_some());
}

#[test]
fn nodes_say_what_they_are() {
    let graph = drawn(ORDER);
    let shapes: Vec<(Shape, &str)> = graph.nodes.iter().map(|node| (node.shape, &*node.service)).collect();
    assert_eq!(
        shapes[..3],
        [(Shape::Rectangle, "ECS: RunTask"), (Shape::Pointed, "Choice"), (Shape::Container, "Parallel")]
    );
    assert_eq!(shapes[6], (Shape::Round, "Fail"));
}

#[test]
fn labels_say_the_condition() {
    let graph = drawn(ORDER);
    let english = Catalogue::english();
    let labels: Vec<(String, String)> = graph
        .edges
        .iter()
        .filter_map(|edge| edge.label.as_ref())
        .map(|label| (english.text(&label.short), english.text(&label.full)))
        .collect();
    let expected = [
        ("Catch 1", "Catch 1 · States.Timeout, States.TaskFailed"),
        ("Rule 1", r#"Cause matches *"ExitCode":7*"#),
        ("Rule 2", "$.a.total > 10 and not ($.b.total is present)"),
        ("Default", "Default"),
    ];
    let mut labels: Vec<(&str, &str)> = labels.iter().map(|(short, full)| (&**short, &**full)).collect();
    labels.sort_by_key(|(short, _)| expected.iter().position(|(known, _)| known == short));
    assert_eq!(labels, expected);
}

#[test]
fn what_is_in_a_container_stands_inside_it() {
    for direction in [Direction::Down, Direction::Right] {
        let graph = drawn_as(ORDER, direction);
        for node in &graph.nodes {
            let Some(parent) = node.parent.and_then(|parent| graph.node(parent)) else { continue };
            let inside = parent.bounds.x < node.bounds.x && node.bounds.right() < parent.bounds.right();
            assert!(inside && node.bounds.bottom() < parent.bounds.bottom(), "{} in {}", node.name, parent.name);
            assert!(parent.lanes.iter().any(|lane| lane.bounds.overlaps(node.bounds)));
        }
    }
}

#[test]
fn names_are_never_cut() {
    let name = "並列ジョブの結果を最後にまとめて判定するとても長い名前のステート";
    let graph = drawn(&format!(r#"{{"StartAt":"{name}","States":{{"{name}":{{"Type":"Succeed"}}}}}}"#));
    let node = &graph.nodes[0];
    assert_eq!(node.lines.concat(), name);
    assert!(node.lines.len() > 1 && node.bounds.width <= 320.0 && node.bounds.height > 48.0);
}

#[test]
fn a_broken_definition_is_drawn_as_far_as_it_goes() {
    let english = Catalogue::english();
    let graph = drawn(
        r#"{"StartAt":"Nowhere","States":{"A":{"Type":"Task","Next":"B"},"C":{"Type":"What"},"M":{"Type":"Map","End":true}}}"#,
    );
    assert_eq!(graph.nodes.len(), 3);
    assert_eq!(english.text(&graph.start.unwrap().label), "Start: Nowhere?");
    for nothing in ["{}", "[]", r#"{"States":{}}"#, r#"{"States":7}"#] {
        assert_eq!(drawn(nothing).nodes, []);
    }
}

#[test]
fn what_was_drawn_last_changes_nothing_of_what_is_drawn_next() {
    let mut last = LastLayout::default();
    let texts = [
        ORDER.to_owned(),
        ORDER.replace("\"Charge\"", "\"Charge the card\""),
        ORDER.replace("*7*", "*8*"),
        ORDER.to_owned(),
    ];
    for text in texts {
        for direction in [Direction::Down, Direction::Right] {
            let machine = definition::lower(&Rc::new(json::parse(&text).0)).0;
            let surface = Estimate::default();
            let root = machine.root().id;
            let drawing = draw_in_steps(&machine, root, direction, &surface, last.clone(), async || {});
            let (again, layout) = host::at_once(drawing);
            last = layout;
            assert_eq!(again, drawn_as(&text, direction), "{text}");
        }
    }
}

#[test]
fn an_edge_is_within_its_bounds() {
    for edge in drawn(ORDER).edges {
        let bounds = edge.bounds();
        assert!(edge.points.iter().all(|&point| bounds.contains(point)), "{:?}", edge.id);
        assert!(edge.label.is_none_or(|label| bounds.overlaps(label.bounds)), "{:?}", edge.id);
    }
}
