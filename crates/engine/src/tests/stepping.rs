//! Steps, snapshots, timelines, stop and quotas.

use super::{events, finished, history, start, task};
use crate::{Failure, Run, StepOutcome, Timeline, event_json};
use host::{Random, Seed};

const MIXED: &str = r#"{
    "P":{"Type":"Parallel","Next":"M","Branches":[
        {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","TimeoutSeconds":50,
            "Retry":[{"ErrorEquals":["States.ALL"],"JitterStrategy":"FULL"}],"End":true}}},
        {"StartAt":"B","States":{"B":{"Type":"Wait","Seconds":3,"End":true}}}]},
    "M":{"Type":"Map","MaxConcurrency":2,"Next":"D","ItemSelector":{"u.$":"States.UUID()"},
        "ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}},
    "D":{"Type":"Map","End":true,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},
        "StartAt":"W","States":{"W":{"Type":"Wait","Seconds":1,"End":true}}}}}"#;
const SCRIPT: &str = r#"{"A":[{"after":2,"do":{"Error":"E"}},{"after":5,"do":1}]}"#;

/// Everything that was recorded, in the order of happening.
fn journal(run: &Run) -> Vec<String> {
    let event = |(execution, event): &(_, _)| event_json(run.event(*execution, *event).unwrap()).to_string();
    run.journal().iter().map(event).collect()
}

#[test]
fn a_step_leaves_one_event_at_most_outside_of_aborts() {
    let mut run = start(MIXED, "{}", SCRIPT);
    let mut before = 0;
    while run.step() == StepOutcome::Stepped {
        let now = run.journal().len();
        assert!(now <= before + 1 || run.executions().count() > 1, "step {}", run.steps());
        before = now;
    }
}

#[test]
fn every_snapshot_replays_to_the_same_end() {
    let whole = finished(start(MIXED, "{}", SCRIPT));
    assert_eq!(journal(&whole), journal(&finished(start(MIXED, "{}", SCRIPT))));
    let mut run = start(MIXED, "{}", SCRIPT);
    while run.step() == StepOutcome::Stepped {
        let snapshot = run.clone();
        assert_eq!(journal(&finished(snapshot)), journal(&whole), "from step {}", run.steps());
    }
}

#[test]
fn a_timeline_goes_back_and_forth() {
    let items: Vec<u32> = (0..200).collect();
    let states = r#"{"M":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":1,"End":true}}}}}"#;
    let mut timeline = Timeline::new(start(states, &format!("{items:?}"), "{}"));
    assert_eq!(timeline.extend(u32::MAX), StepOutcome::Ended);
    let last = *timeline.range().end();
    for cursor in [0, 1, 127, 128, 129, 500, last - 1, last, last + 5] {
        let run = timeline.at(cursor);
        assert_eq!(run.steps(), cursor.min(last));
        let id = timeline.event_at(crate::ExecutionId(0), cursor);
        assert_eq!(id as usize, run.root().history.len(), "{cursor}");
        assert_eq!(id == 0, timeline.cursor_of(crate::ExecutionId(0), id).is_none());
    }
    let branch = timeline.branch(10, |run| assert!(run.stop(Failure::new("Stopped", "by a person"))));
    assert_eq!(branch.at(4).root().history.len(), timeline.at(4).root().history.len());
    assert_eq!(branch.latest().root().status.name(), "ABORTED");
}

#[test]
fn a_stopped_execution_points_at_no_event_and_lets_go_of_everything() {
    let mut run = start(&format!(r#"{{"T":{}}}"#, task(r#""End":true"#)), "{}", r#"{"T":["never"]}"#);
    run.run_to_end(1000);
    assert!(run.stop(Failure::new("E", "c")));
    assert!(!run.stop(Failure::default()));
    assert!(events(run.root()).ends_with("4<3 TaskStarted, 5<0 ExecutionAborted"));
    assert_eq!(run.run_to_end(1000), StepOutcome::Ended);
}

#[test]
fn a_history_ends_at_25000_events() {
    let states = r#"{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}"#;
    let run = finished(start(states, "{}", "{}"));
    assert_eq!(run.root().history.len(), 25_000);
    assert!(events(run.root()).ends_with("25000<24999 ExecutionFailed"));
}

#[test]
fn generated_machines_never_panic_and_repeat_themselves() {
    for seed in 0..300 {
        let mut random = Seed(seed).stream();
        let states = states(&mut random, 3);
        let text = format!(r#"{{"StartAt":"S0","States":{states}}}"#);
        let mut run = start_lenient(&text);
        let again = run.clone();
        run.run_to_end(3000);
        let mut again = again;
        again.run_to_end(3000);
        assert_eq!(journal(&run), journal(&again), "{text}");
    }
}

fn start_lenient(text: &str) -> Run {
    let machine = definition::lower(&std::rc::Rc::new(json::parse(text).0)).0;
    let world = Box::new(super::script::Script::new(r#"{"S1":[{"Error":"E"},"echo"],"S2":[{"after":1,"do":2}]}"#));
    let input = json::parse_value(r#"{"a":[1,2,{"b":"x"}],"n":3}"#).unwrap();
    Run::new(std::rc::Rc::new(machine), input, crate::Options::default(), world)
}

/// Four states that go to one another, with fields picked at random, right and wrong ones.
fn states(random: &mut Random, depth: u32) -> String {
    let states: Vec<String> = (0..4).map(|n| format!(r#""S{n}":{}"#, state(random, depth))).collect();
    format!("{{{}}}", states.join(","))
}

fn state(random: &mut Random, depth: u32) -> String {
    let types = if depth == 0 { 6 } else { 8 };
    let own = match random.below(types) {
        0 | 1 => r#""Type":"Pass""#.to_owned(),
        2 => task("").trim_matches(['{', '}']).to_owned(),
        3 => r#""Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":3,"Next":"S1"}],"Default":"S2""#.into(),
        4 => r#""Type":"Wait","SecondsPath":"$.n""#.into(),
        5 => r#""Type":"Fail","ErrorPath":"$.a[2].b""#.into(),
        6 => {
            let branches: Vec<String> =
                (0..2).map(|_| format!(r#"{{"StartAt":"S0","States":{}}}"#, states(random, depth - 1))).collect();
            format!(r#""Type":"Parallel","Branches":[{}]"#, branches.join(","))
        }
        _ => {
            let mode = ["INLINE", "DISTRIBUTED"][random.below(2) as usize];
            let states = states(random, depth - 1);
            format!(
                r#""Type":"Map","ItemsPath":"$.a","ItemProcessor":{{"ProcessorConfig":{{"Mode":"{mode}"}},"StartAt":"S1","States":{states}}}"#
            )
        }
    };
    let fields = [
        r#""End":true"#,
        r#""Next":"S2""#,
        r#""Next":"S3""#,
        r#""Next":"Nowhere""#,
        r#""Parameters":{"a.$":"$.a","n.$":"States.MathAdd($.n, 1)"}"#,
        r#""ResultPath":"$.a[1]""#,
        r#""ResultPath":"$.n.x""#,
        r#""OutputPath":"$.none""#,
        r#""Retry":[{"ErrorEquals":["States.ALL"]}]"#,
        r#""Catch":[{"ErrorEquals":["States.ALL"],"Next":"S3"}]"#,
        r#""Assign":{"v.$":"$"}"#,
        r#""TimeoutSeconds":1"#,
    ];
    let mut members = vec![own];
    for _ in 0..3 {
        members.push(fields[random.below(fields.len() as u64) as usize].to_owned());
    }
    format!("{{{}}}", members.join(","))
}

#[test]
fn timeouts_of_ended_tasks_do_not_pile_up() {
    let states = format!(
        r#"{{"T":{},"C":{{"Type":"Choice","Choices":[{{"Variable":"$","IsPresent":true,"Next":"T"}}]}}}}"#,
        task(r#""TimeoutSeconds":99999,"Next":"C""#)
    );
    let mut run = start(&states, "{}", "{}");
    run.run_to_end(20_000);
    assert!(run.root().history.len() > 10_000);
    assert!(run.agenda.len() < 600, "{}", run.agenda.len());
}

#[test]
fn an_event_knows_when_it_happened() {
    let states = r#"{"W":{"Type":"Wait","Seconds":1.5,"End":true}}"#;
    assert_eq!(history(states, "{}", "{}"), "2<0 WaitStateEntered, 3<2 WaitStateExited @1.5, 4<3 ExecutionSucceeded");
}
