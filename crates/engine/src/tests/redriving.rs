//! Redrive.

use super::{events, finished, output, start, task};
use crate::{Run, StepOutcome};

/// Run to the failure, redrive, run to the end; what was redriven is the history from ExecutionRedriven on.
fn redriven(states: &str, input: &str, script: &str) -> (Run, String) {
    let mut run = finished(start(states, input, script));
    assert_eq!(run.root().status.name(), "FAILED");
    assert!(run.redrive());
    let run = finished(run);
    let events = events(run.root());
    let from = events.find("ExecutionRedriven").unwrap();
    let tail = events[from..].split(", ").map(|event| event.rsplit(' ').next().unwrap()).collect::<Vec<_>>().join(", ");
    (run, tail)
}

#[test]
fn a_failed_task_is_tried_again_with_new_retries() {
    let states = format!(
        r#"{{"A":{{"Type":"Pass","Next":"T"}},"T":{},"Z":{{"Type":"Pass","Parameters":{{"n.$":"$$.Execution.RedriveCount"}},"End":true}}}}"#,
        task(r#""Retry":[{"ErrorEquals":["E"],"MaxAttempts":1,"IntervalSeconds":0}],"Next":"Z""#)
    );
    let (run, tail) = redriven(&states, "{}", r#"{"T":[{"Error":"E"},{"Error":"E"},{"Error":"E"},"echo"]}"#);
    let expected = "ExecutionRedriven, TaskScheduled, TaskStarted, TaskFailed, TaskScheduled, TaskStarted, TaskSucceeded, \
                    TaskStateExited, PassStateEntered, PassStateExited, ExecutionSucceeded";
    assert_eq!(tail, expected);
    assert_eq!(output(&run).to_string(), r#"{"n":1}"#);
}

#[test]
fn branches_that_succeeded_are_kept() {
    let states = format!(
        r#"{{"P":{{"Type":"Parallel","End":true,"Branches":[
            {{"StartAt":"A","States":{{"A":{{"Type":"Pass","Result":"a","End":true}}}}}},
            {{"StartAt":"B","States":{{"B":{{"Type":"Pass","Assign":{{"x":7}},"Next":"T"}},"T":{}}}}}]}}}}"#,
        task(r#""Parameters":{"x.$":"$x"},"End":true"#)
    );
    let (run, tail) = redriven(&states, "{}", r#"{"T":[{"Error":"E"},"echo"]}"#);
    let expected = "ExecutionRedriven, TaskScheduled, TaskStarted, TaskSucceeded, TaskStateExited, \
                    ParallelStateSucceeded, ParallelStateExited, ExecutionSucceeded";
    assert_eq!((tail.as_str(), output(&run).to_string().as_str()), (expected, r#"["a",{"x":7}]"#));
}

#[test]
fn iterations_that_succeeded_are_kept_and_the_rest_is_started() {
    let states = format!(
        r#"{{"M":{{"Type":"Map","MaxConcurrency":1,"End":true,"ItemProcessor":{{"StartAt":"T","States":{{"T":{}}}}}}}}}"#,
        task(r#""End":true"#)
    );
    let (run, tail) = redriven(&states, "[1,2,3]", r#"{"M[1]/T":[{"Error":"E"},"echo"]}"#);
    let expected = "ExecutionRedriven, TaskScheduled, TaskStarted, TaskSucceeded, TaskStateExited, MapIterationSucceeded[1], \
        MapIterationStarted[2], TaskStateEntered, TaskScheduled, TaskStarted, TaskSucceeded, TaskStateExited, \
        MapIterationSucceeded[2], MapStateSucceeded, MapStateExited, ExecutionSucceeded";
    assert_eq!((tail.as_str(), output(&run).to_string().as_str()), (expected, "[1,2,3]"));
}

#[test]
fn child_executions_that_succeeded_are_kept() {
    for (kind, children) in [("STANDARD", 4), ("EXPRESS", 5)] {
        let states = format!(
            r#"{{"M":{{"Type":"Map","MaxConcurrency":1,"End":true,"ItemProcessor":{{"ProcessorConfig":{{"Mode":"DISTRIBUTED",
            "ExecutionType":"{kind}"}},"StartAt":"T","States":{{"T":{}}}}}}}}}"#,
            task(r#""End":true"#)
        );
        let (run, tail) = redriven(&states, "[1,2,3]", r#"{"T":["echo",{"Error":"E"},"echo"]}"#);
        let expected =
            "ExecutionRedriven, MapRunRedriven, MapRunSucceeded, MapStateSucceeded, MapStateExited, ExecutionSucceeded";
        assert_eq!((tail.as_str(), output(&run).to_string().as_str()), (expected, "[1,2,3]"));
        assert_eq!(run.executions().count(), children, "{kind}");
    }
}

#[test]
fn a_stopped_execution_can_be_redriven_and_a_successful_one_cannot() {
    let mut run = start(r#"{"W":{"Type":"Wait","Seconds":9,"End":true}}"#, "{}", "{}");
    run.step();
    run.step();
    assert!(!run.redrive());
    assert!(run.stop(crate::Failure::default()));
    assert!(run.redrive());
    assert_eq!(run.run_to_end(100), StepOutcome::Ended);
    assert_eq!(
        events(run.root()),
        "2<0 WaitStateEntered, 3<0 ExecutionAborted, 4<0 ExecutionRedriven, 5<4 WaitStateExited @9, 6<5 ExecutionSucceeded"
    );
    assert!(!run.redrive());
}
