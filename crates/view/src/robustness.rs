//! Every panel at every moment of small runs, and the graph of every beginning of a definition:
//! nothing panics, and the panels agree with one another.

use crate::data_flow::{Shown, data_flow};
use crate::graph::{Direction, Estimate, graph};
use crate::provenance::{DataPlace, chain};
use crate::status::{IterationPicks, graph_status};
use crate::testing::{CHARGE, play};
use crate::tree::{TreeOptions, tree};
use crate::{Catalogue, Moment, events, film, table, transport, variables, why};
use std::collections::BTreeSet;
use std::rc::Rc;

const NESTED: &str = r#"{
  "StartAt": "Both",
  "States": {
    "Both": { "Type": "Parallel", "Next": "Each", "ResultPath": "$.both", "Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "Stop" } ],
      "Branches": [
        { "StartAt": "Try", "States": { "Try": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "End": true,
            "Retry": [ { "ErrorEquals": ["States.ALL"], "IntervalSeconds": 2 } ] } } },
        { "StartAt": "Pause", "States": { "Pause": { "Type": "Wait", "Seconds": 5, "End": true } } } ] },
    "Each": { "Type": "Map", "ItemsPath": "$.list", "MaxConcurrency": 2, "Next": "Enough?", "ResultPath": "$.each",
      "ItemProcessor": { "StartAt": "Keep", "States": { "Keep": { "Type": "Pass", "Assign": { "kept.$": "$" }, "End": true } } } },
    "Enough?": { "Type": "Choice", "Choices": [ { "Variable": "$.each[1]", "IsPresent": true, "Next": "Done" } ], "Default": "Stop" },
    "Done": { "Type": "Succeed" },
    "Stop": { "Type": "Fail", "Error": "Stopped" }
  }
}"#;

const RUNS: [(&str, &str, &str); 7] = [
    (CHARGE, r#"{"day":"d"}"#, "{}"),
    (CHARGE, r#"{"day":"d"}"#, r#"{"tasks":{"Charge":[{"exitCode":7}],"Ship":[{"ecs":"OutOfMemory"}]}}"#),
    (CHARGE, "{}", "{}"),
    (NESTED, r#"{"list":[1,2,3]}"#, r#"{"tasks":{"Try":[{"throw":{"error":"E"},"times":2},{"return":{}}]}}"#),
    (NESTED, r#"{"list":[1]}"#, "{}"),
    (NESTED, r#"{"list":[]}"#, r#"{"tasks":{"Try":[{"throw":{"error":"E"}}]}}"#),
    (NESTED, r#"{"list":7}"#, "{}"),
];

#[test]
fn panels_agree_at_every_moment() {
    let english = Catalogue::english();
    for (definition, input, scenario) in RUNS {
        let played = play(definition, input, scenario);
        let states = played.end().machine().states.len();
        for cursor in played.timeline.range() {
            let run = played.timeline.at(cursor);
            let moment = Moment::of_root(&run, &played.latest);
            let status = graph_status(&moment, &IterationPicks::new());
            assert_eq!(status.counts.iter().map(|(_, count)| count).sum::<usize>(), states);
            assert!(status.nodes.iter().filter(|node| node.is_current).count() <= 1);
            let film = film::film(&moment);
            assert_eq!((film.at, film.of), (moment.last_event(), moment.whole_history().len() as u32));
            assert_eq!(events::events(&moment, &events::EventFilter::default()).len() as u32, film.of);
            let transport = transport::transport(&moment, played.timeline.outcome());
            assert_eq!((transport.at, transport.can_step_back), (film.at, cursor > 0));
            let table = table::table(&moment, &BTreeSet::new());
            let bars = table.places.iter().filter_map(|place| table::row(&moment, *place)).flat_map(|row| row.bars);
            assert!(bars.into_iter().all(|bar| bar.from <= bar.to && bar.to <= table.span));
            for visit in moment.visits() {
                look(&moment, visit, &english);
            }
        }
    }
}

/// Everything that the inspector shows of a visit.
fn look(moment: &Moment<'_>, visit: &engine::Visit, english: &Catalogue) {
    let said = english.paragraph(&why::why(moment, visit));
    assert!(!said.is_empty() && !said.contains('{'), "{said}");
    let state = moment.state_of(visit);
    why::rules(moment.machine(), state, Some(visit));
    why::attempts(moment, visit);
    variables::scopes(moment, visit);
    let shown =
        Shown { machine: moment.machine(), state, visit: Some(visit), expected_input: None, start: moment.start() };
    for stage in data_flow(&shown) {
        let Some(crate::data_flow::CardBody::Data { source, .. }) = stage.card.map(|card| card.body) else { continue };
        for row in tree(&source, &TreeOptions::default()) {
            let place = DataPlace { visit: visit.id, stage: stage.stage, path: row.path };
            assert!(!chain(moment, &place).steps.is_empty());
        }
    }
}

#[test]
fn every_beginning_of_a_definition_is_drawn() {
    for end in (0..=NESTED.len()).filter(|end| NESTED.is_char_boundary(*end)).step_by(7) {
        let (document, _) = json::parse(&NESTED[..end]);
        let (machine, _) = definition::lower(&Rc::new(document));
        for direction in [Direction::Down, Direction::Right] {
            let drawn = graph(&machine, direction, &Estimate::default());
            assert_eq!(drawn.nodes.len(), machine.states.len());
            assert!(drawn.edges.iter().all(|edge| edge.points.iter().all(|at| at.x.is_finite() && at.y.is_finite())));
        }
    }
}
