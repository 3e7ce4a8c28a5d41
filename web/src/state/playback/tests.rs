//! A run is stepped, sought and branched.

use super::*;
use crate::samples::SAMPLES;
use crate::state::Workspace;
use engine::EventDetails;
use services::scenario;

fn setup(scenario: &str) -> Setup {
    let diagnosis = check::diagnose(SAMPLES[0].definition, &check::Options::default());
    Setup {
        machine: diagnosis.machine,
        input: json::parse_value(SAMPLES[0].input).unwrap(),
        machines: Vec::new(),
        workspace: Rc::new(Workspace { scenario: Rc::new(scenario::parse(scenario).0), ..SAMPLES[0].workspace("w") }),
    }
}

fn usual() -> Setup {
    setup(SAMPLES[0].scenario)
}

fn after(acts: impl IntoIterator<Item = Act>) -> Rc<Session> {
    let opened = Rc::new(Session::new(0)).reduce(Act::Open(Some(usual()), 0));
    acts.into_iter().fold(opened, |session, act| session.reduce(act))
}

/// Type and state of the event where a session stands.
fn place(session: &Session) -> String {
    let run = session.run().unwrap();
    let Some(&(execution, event)) = run.journal().last() else { return "start".into() };
    let event = run.event(execution, event).unwrap();
    let state = event.visit.and_then(|visit| run.visit(visit)).map(|visit| visit.state);
    let name = state.map(|state| run.root().machine().state(state).name.to_string());
    [Some(event.details.type_name()), name].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[test]
fn each_step_adds_one_event_and_can_be_taken_back() {
    let mut session = after([]);
    let mut places = vec![place(&session)];
    while session.can_step() {
        let next = session.clone().reduce(Act::Step);
        if next.frame() == session.frame() {
            break;
        }
        session = next;
        places.push(place(&session));
    }
    assert_eq!(places.len(), 17, "{places:?}");
    for expected in places.iter().rev().skip(1) {
        session = session.reduce(Act::StepBack);
        assert_eq!(place(&session), *expected);
    }
    assert_eq!(session.frame(), 0);
}

#[test]
fn what_a_person_did_is_shown_at_once_and_changes_nothing_before() {
    let paused = after([Act::Step, Act::Step, Act::Step]);
    let before = place(&paused);
    let built = paused.reduce(Act::StepOnceBuilt).reduce(Act::Rebuild(Some(usual())));
    assert_eq!(built.frame(), 4);
    assert_eq!(place(&built.reduce(Act::StepBack)), before);
}

#[test]
fn over_stops_where_the_state_at_hand_has_ended() {
    for (acts, expected) in [
        (vec![Act::Over], "TaskStateExited ECS_TaskA"),
        (vec![Act::Step, Act::Over], "TaskStateExited ECS_TaskA"),
        (vec![Act::Step, Act::Step, Act::Step, Act::Over], "TaskStateExited ECS_TaskA"),
        (vec![Act::Over, Act::Over], "ChoiceStateExited 警告判定(A)"),
        (vec![Act::Over, Act::Over, Act::Over], "TaskStateExited ECS_TaskB"),
        (vec![Act::Out], "ExecutionSucceeded"),
        (vec![Act::ToEnd], "ExecutionSucceeded"),
        (vec![Act::ToEnd, Act::Seek(0)], "start"),
        (vec![Act::Seek(5)], "TaskSubmitted ECS_TaskA"),
    ] {
        let shown = acts.len();
        assert_eq!(place(&after(acts)), expected, "after {shown} acts");
    }
}

#[test]
fn over_goes_back_to_where_the_state_at_hand_was_entered() {
    for (acts, expected) in [
        (vec![Act::OverBack], "start"),
        (vec![Act::Step, Act::OverBack], "start"),
        (vec![Act::Over, Act::OverBack], "TaskStateEntered ECS_TaskA"),
        (vec![Act::Over, Act::OverBack, Act::OverBack], "ExecutionStarted"),
        (vec![Act::Over, Act::Over, Act::OverBack], "ChoiceStateEntered 警告判定(A)"),
        (vec![Act::Over, Act::Over, Act::OverBack, Act::OverBack], "TaskStateEntered ECS_TaskA"),
        (vec![Act::Over, Act::Over, Act::OutBack], "start"),
    ] {
        let shown = acts.len();
        assert_eq!(place(&after(acts)), expected, "after {shown} acts");
    }
}

/// A Map around a Parallel, whose branch starts a machine with a Map of its own.
fn nested() -> Setup {
    let machine = |text: &str| check::diagnose(text, &check::Options::default()).machine;
    let child = r#"{"StartAt":"Inner","States":{"Inner":{"Type":"Map","ItemsPath":"$.list","End":true,
        "ItemProcessor":{"StartAt":"Leaf","States":{"Leaf":{"Type":"Pass","End":true}}}}}}"#;
    let text = r#"{"StartAt":"Outer","States":{"Outer":{"Type":"Map","ItemsPath":"$","Next":"Last","ItemProcessor":{"StartAt":"Both","States":{
        "Both":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"Start","States":{"Start":{"Type":"Task","End":true,
            "Resource":"arn:aws:states:::states:startExecution.sync:2",
            "Parameters":{"StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:Child","Input":{"list":[1,2]}}}}}]}}}},
        "Last":{"Type":"Succeed"}}}"#;
    let workspace = Rc::new(SAMPLES[1].workspace("w"));
    let kind = engine::WorkflowType::Standard;
    let child = engine::NamedMachine { name: "Child".into(), machine: machine(child), workflow_type: kind };
    Setup { machine: machine(text), input: json::parse_value("[1]").unwrap(), machines: vec![child], workspace }
}

#[test]
fn out_leaves_iterations_branches_and_child_executions_one_by_one() {
    let opened = Rc::new(Session::new(0)).reduce(Act::Open(Some(nested()), 0));
    let types = |session: &Session| {
        let run = session.run().unwrap();
        let &(execution, event) = run.journal().last().unwrap();
        run.event(execution, event).unwrap().details.type_name()
    };
    let mut session = opened;
    while types(&session.clone().reduce(Act::Step)) != "PassStateEntered" {
        let next = session.clone().reduce(Act::Step);
        assert_ne!(next.frame(), session.frame(), "Leaf is entered");
        session = next;
    }
    let inside = session.reduce(Act::Step);
    let way = |act: fn() -> Act, times: usize| {
        (0..times).scan(inside.clone(), move |at, _| {
            *at = at.clone().reduce(act());
            Some(types(at))
        })
    };
    let out: Vec<String> = way(|| Act::Out, 4).collect();
    assert_eq!(out, ["MapStateExited", "TaskStateExited", "ParallelStateExited", "MapStateExited"]);
    let back: Vec<String> = way(|| Act::OutBack, 4).collect();
    assert_eq!(back, ["MapStateEntered", "TaskStateEntered", "ParallelStateEntered", "MapStateEntered"]);
}

#[test]
fn a_change_keeps_what_agrees_and_goes_back_to_where_the_runs_part() {
    let other = setup(
        r#"{"startTime":"2026-04-13T01:00:00Z","tasks":{"ECS_TaskA":[{"ecs":{"exitCode":1},"duration":"4m12s"}]}}"#,
    );
    let session = after([Act::Seek(5), Act::Rebuild(Some(other.clone()))]);
    assert_eq!(place(&session), "TaskSubmitted ECS_TaskA");
    let session = after([Act::ToEnd, Act::Rebuild(Some(other))]);
    assert_eq!(place(&session), "TaskSubmitted ECS_TaskA");
    let session = session.reduce(Act::ToEnd);
    let run = session.run().unwrap();
    let last = run.root().history.last().unwrap();
    assert!(matches!(last.details, EventDetails::ExecutionFailed(_)));
}

#[test]
fn a_definition_that_cannot_run_for_a_while_loses_no_place() {
    let session = after([Act::Seek(9), Act::Rebuild(None)]);
    assert!(session.run().is_none() && !session.can_step());
    assert_eq!(place(&session.reduce(Act::Rebuild(Some(usual())))), "ChoiceStateExited 警告判定(A)");
}

#[test]
fn playing_follows_the_clock() {
    let tick = |millis| Act::Tick { elapsed_millis: millis, speed: 60.0 };
    let session = after([Act::Play, tick(16.0)]);
    assert_eq!(place(&session), "TaskSubmitted ECS_TaskA", "what happens at once is shown at once");
    assert!(session.is_moving());
    let session = session.reduce(tick(4000.0));
    assert_eq!(place(&session), "TaskSubmitted ECS_TaskA", "the task still runs");
    let session = session.reduce(tick(1000.0));
    assert_eq!(place(&session), "TaskSubmitted ECS_TaskB");
    let session = session.reduce(tick(60_000.0));
    assert_eq!(place(&session), "ExecutionSucceeded");
    assert!(!session.is_moving());
}

#[test]
fn a_run_that_moves_by_itself_stops_before_a_breakpoint() {
    let machine = usual().machine;
    let state = machine.find_anywhere("ECS_TaskB").unwrap().id;
    let breakpoints = Act::Breakpoints(Rc::new(vec![Breakpoint::State(state)]));
    for act in [Act::ToEnd, Act::Out] {
        let session = after([breakpoints.clone(), act]);
        assert_eq!(place(&session), "TaskStateEntered ECS_TaskB");
        assert_eq!(place(&session.reduce(Act::ToEnd)), "ExecutionSucceeded", "it goes on from there");
    }
    let fast = Act::Tick { elapsed_millis: 100_000.0, speed: 60.0 };
    let session = after([breakpoints, Act::Play, fast]);
    assert!(!session.is_moving());
    assert_eq!(place(&session), "TaskStateEntered ECS_TaskB");
}

const ONE_AT_A_TIME: [&str; 3] = [
    r#"{"startTime":"2026-04-13T01:00:00Z","tasks":{"ECS_TaskA":[{"ecs":{"exitCode":1}}]}}"#,
    r#"{"startTime":"2026-04-13T01:00:00Z","tasks":{"ECS_TaskA":[{"ecs":{"exitCode":2}}]}}"#,
    r#"{"startTime":"2026-04-13T01:00:00Z","tasks":{"ECS_TaskA":[{"ecs":{"exitCode":3}}]}}"#,
];

fn former(session: &Session) -> Option<Rc<Workspace>> {
    session.former().map(|former| former.workspace().clone())
}

#[test]
fn the_run_that_was_looked_at_is_kept_when_a_change_branches_it() {
    let [one, two, three] = ONE_AT_A_TIME.map(setup);
    let change = |setup: &Setup| Act::Rebuild(Some(setup.clone()));
    assert!(former(&after([change(&one)])).is_none(), "nobody looked at the run before");
    let session = after([Act::ToEnd, change(&one), change(&two)]);
    assert_eq!(former(&session), Some(usual().workspace), "what was only typed on the way is not kept");
    let session = session.reduce(Act::Step).reduce(change(&three));
    assert_eq!(former(&session), Some(two.workspace.clone()));
    let session = session.reduce(change(&two));
    assert_eq!(former(&session), Some(three.workspace), "they change places");
    assert!(former(&session.reduce(Act::Forget)).is_none());
}

#[test]
fn coverage_is_of_all_runs_that_were_played_and_of_one_definition() {
    let fine = r#"{"tasks":{"ECS_TaskA":[{"exitCode":0}]}}"#;
    let session = after([Act::ToEnd, Act::Rebuild(Some(setup(fine))), Act::ToEnd]);
    let machine = session.recording().unwrap().latest().root().machine().clone();
    let coverage = session.coverage(&machine);
    assert_eq!((coverage.runs, coverage.state(StateId(0)).runs, coverage.state(StateId(1)).runs), (2, 2, 1));
    // The same run again is no other run.
    let again = session.clone().reduce(Act::Rebuild(Some(usual()))).reduce(Act::ToEnd);
    let machine = again.recording().unwrap().latest().root().machine().clone();
    assert_eq!(again.coverage(&machine).runs, 2);
    let mut other = setup(fine);
    let definition = format!("{} ", other.workspace.definition).into();
    other.workspace = Rc::new(Workspace { definition, ..(*other.workspace).clone() });
    let changed = session.reduce(Act::Rebuild(Some(other.clone()))).reduce(Act::ToEnd);
    assert_eq!(changed.coverage(&other.machine).runs, 1);
}

#[test]
fn comparing_plays_both_runs_to_their_ends_and_moves_neither() {
    let [one, ..] = ONE_AT_A_TIME.map(setup);
    let mut session = after([Act::Step, Act::Rebuild(Some(one)), Act::Compare(true)]);
    assert!(session.is_busy() && !session.is_moving());
    while session.is_busy() {
        session = session.reduce(Act::Tick { elapsed_millis: 16.0, speed: 1.0 });
    }
    assert_eq!(session.frame(), 1);
    assert!(session.recording().unwrap().is_over() && session.former().unwrap().is_over());
}

#[test]
fn a_run_goes_to_the_state_that_is_pointed_at() {
    let state = usual().machine.find_anywhere("ECS_TaskB").unwrap().id;
    let session = after([Act::RunTo(state)]);
    assert_eq!(place(&session), "TaskStateEntered ECS_TaskB");
    assert_eq!(place(&session.reduce(Act::RunTo(state))), "ExecutionSucceeded", "it is not entered again");
}

#[test]
fn a_frame_is_found_by_its_virtual_time() {
    let session = after([Act::ToEnd]);
    let recording = session.recording().unwrap();
    let start = recording.time(0);
    let at = |millis: i64| recording.frame_at(host::Timestamp { millis: start.millis + millis });
    for millis in [0, 1, 60_000, 252_000, 300_000, 10_000_000] {
        let frame = at(millis);
        assert!(recording.time(frame).millis <= start.millis + millis);
        let is_last = frame == recording.last_frame();
        assert!(is_last || recording.time(frame + 1).millis > start.millis + millis, "{millis}");
    }
}
