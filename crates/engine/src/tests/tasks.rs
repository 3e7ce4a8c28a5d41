//! Tasks by their patterns, tokens and child executions.

use super::{events, finished, history, outcome, start, start_with};
use crate::{EventDetails, NamedMachine, Options, StepOutcome, WorkflowType};
use json::{Text, Value};
use std::rc::Rc;

fn of(resource: &str) -> String {
    let states = format!(r#"{{"T":{{"Type":"Task","Resource":"{resource}","End":true}}}}"#);
    history(&states, "{}", r#"{"T":[{"after":1,"do":"echo"}]}"#)
}

#[test]
fn each_kind_of_resource_has_its_events() {
    let end = ", ExecutionSucceeded";
    for (resource, expected) in [
        ("arn:aws:states:::sns:publish", "TaskScheduled, TaskStarted, TaskSucceeded, TaskStateExited"),
        (
            "arn:aws:states:::ecs:runTask.sync",
            "TaskScheduled, TaskStarted, TaskSubmitted, TaskSucceeded, TaskStateExited",
        ),
        (
            "arn:aws:lambda:us-east-1:1:function:f",
            "LambdaFunctionScheduled, LambdaFunctionStarted, LambdaFunctionSucceeded, TaskStateExited",
        ),
        ("arn:aws:states:us-east-1:1:activity:a", "ActivityScheduled, ActivitySucceeded, TaskStateExited"),
    ] {
        let types: Vec<String> =
            of(resource).split(", ").skip(1).map(|event| event.split(' ').nth(1).unwrap().to_owned()).collect();
        assert_eq!(types.join(", "), format!("{expected}{end}"), "{resource}");
    }
}

const CALLBACK: &str = r#"{"T":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    "Parameters":{"MessageBody":{"token.$":"$$.Task.Token"}},"HeartbeatSeconds":10,"End":true}}"#;

fn token(run: &crate::Run) -> Text {
    let scheduled = run.root().history.iter().find_map(|event| match &event.details {
        EventDetails::TaskScheduled(scheduled) => Some(scheduled.parameters.clone()),
        _ => None,
    });
    scheduled.unwrap().get("MessageBody").unwrap().get("token").unwrap().as_str().unwrap().into()
}

#[test]
fn a_run_waits_for_somebody_to_answer_its_token() {
    let states = CALLBACK.replace(r#""HeartbeatSeconds":10,"#, "");
    let mut run = start(&states, "{}", r#"{"T":["never"]}"#);
    assert_eq!(run.run_to_end(1000), StepOutcome::Waiting);
    assert!(!token(&run).is_empty());
    let run = finished(start(&states, "{}", r#"{"T":[{"after":99,"do":7}]}"#));
    assert_eq!(run.root().output, Some(Value::from(7)));
}

#[test]
fn a_callback_failure_may_say_nothing() {
    let run = finished(start(CALLBACK, "{}", r#"{"T":[{"after":1,"do":{"Error":null}}]}"#));
    assert!(events(run.root()).ends_with("6<5 TaskFailed @1, 7<6 ExecutionFailed"));
    assert_eq!(run.root().failure, Some(crate::Failure::default()));
}

#[test]
fn a_child_execution_runs_beside_its_parent() {
    let child = r#"{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3,"Next":"P"},"P":{"Type":"Pass","Result":5,"End":true}}}"#;
    let machine = Rc::new(definition::lower(&Rc::new(json::parse(child).0)).0);
    let machines = vec![NamedMachine { name: "Child".into(), machine, workflow_type: WorkflowType::Standard }];
    let states = r#"{"T":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","End":true}}"#;
    let run = start_with(states, "{}", r#"{"T":[{"child":"Child"}]}"#, Options { machines, ..Options::default() });
    let run = finished(run);
    assert_eq!(run.root().output, Some(Value::from(5)));
    assert_eq!(run.executions().count(), 2);
    let child = run.executions().nth(1).unwrap();
    assert_eq!(child.started_by, Some(crate::VisitId(0)));
    assert!(events(child).ends_with("6<5 ExecutionSucceeded"), "{}", events(child));
}

#[test]
fn a_machine_that_nobody_knows_succeeds_like_any_other_service() {
    let states = r#"{"T":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","End":true}}"#;
    assert_eq!(outcome(states, "{}", r#"{"T":[{"child":"arn:aws:states:us-east-1:1:stateMachine:No"}]}"#), "{}");
}
