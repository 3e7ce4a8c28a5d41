//! Retry, Catch, Fail and timeouts.

use super::{events, finished, history, in_state, outcome, start, task};

fn retrying(retry: &str, attempts: &str) -> String {
    let states = format!(r#"{{"T":{}}}"#, task(&format!(r#""Retry":{retry},"End":true"#)));
    history(&states, "{}", &format!(r#"{{"T":{attempts}}}"#))
}

#[test]
fn a_retry_adds_no_event_of_its_own() {
    let expected = "2<0 TaskStateEntered, 3<2 TaskScheduled, 4<3 TaskStarted, 5<4 TaskFailed, 6<5 TaskScheduled @1, \
                    7<6 TaskStarted, 8<7 TaskSucceeded, 9<8 TaskStateExited, 10<9 ExecutionSucceeded";
    assert_eq!(retrying(r#"[{"ErrorEquals":["States.ALL"]}]"#, r#"[{"Error":"E"},"echo"]"#), expected);
}

#[test]
fn intervals_grow_up_to_the_cap_and_stop_after_max_attempts() {
    for (retry, expected) in [
        (r#"{"ErrorEquals":["E"]}"#, "1 3 7"),
        (r#"{"ErrorEquals":["E"],"IntervalSeconds":3,"BackoffRate":1}"#, "3 6 9"),
        (r#"{"ErrorEquals":["E"],"IntervalSeconds":2,"BackoffRate":1.5,"MaxAttempts":2}"#, "2 5"),
        (r#"{"ErrorEquals":["E"],"MaxDelaySeconds":3,"MaxAttempts":4}"#, "1 3 6 9"),
        (r#"{"ErrorEquals":["E"],"MaxAttempts":0}"#, ""),
        (r#"{"ErrorEquals":["Other"]}"#, ""),
        (r#"{"ErrorEquals":["States.TaskFailed"],"MaxAttempts":1}"#, "1"),
        (r#"{"ErrorEquals":["States.Timeout"]}"#, ""),
        (r#"{"ErrorEquals":["States.Runtime"]}"#, ""),
    ] {
        let history = retrying(&format!("[{retry}]"), r#"[{"Error":"E"}]"#);
        let times: Vec<&str> = history.split(" @").skip(1).map(|rest| rest.split(',').next().unwrap()).collect();
        assert_eq!(times.join(" "), expected, "{retry}");
    }
}

#[test]
fn each_retrier_has_a_budget_of_its_own() {
    let retry = r#"[{"ErrorEquals":["A"],"MaxAttempts":1,"IntervalSeconds":10},
                    {"ErrorEquals":["B"],"MaxAttempts":1,"IntervalSeconds":20}]"#;
    let history = retrying(retry, r#"[{"Error":"A"},{"Error":"B"},{"Error":"A"}]"#);
    assert_eq!(history.matches("TaskScheduled").count(), 3, "{history}");
    assert!(history.contains("TaskScheduled @10") && history.contains("TaskScheduled @30"), "{history}");
    assert!(history.ends_with("11<10 TaskFailed, 12<11 ExecutionFailed"), "{history}");
}

#[test]
fn jitter_stays_below_the_interval_and_repeats_with_the_seed() {
    let states = format!(
        r#"{{"T":{}}}"#,
        task(r#""Retry":[{"ErrorEquals":["E"],"IntervalSeconds":100,"JitterStrategy":"FULL"}],"End":true"#)
    );
    let once = history(&states, "{}", r#"{"T":[{"Error":"E"},"echo"]}"#);
    assert_eq!(once, history(&states, "{}", r#"{"T":[{"Error":"E"},"echo"]}"#));
    let (_, at) = once.split_once("TaskScheduled @").unwrap();
    let at: f64 = at.split(',').next().unwrap().parse().unwrap();
    assert!(at > 0.0 && at < 100.0 && at.fract() != 0.0, "{at}");
}

#[test]
fn a_catcher_gets_the_state_input_and_the_error_output() {
    for (catcher, error, expected) in [
        (r#"{"ErrorEquals":["E"],"Next":"S"}"#, r#"{"Error":"E","Cause":"c"}"#, r#"{"Error":"E","Cause":"c"}"#),
        (r#"{"ErrorEquals":["E"],"Next":"S"}"#, r#"{"Error":"E"}"#, r#"{"Error":"E","Cause":""}"#),
        (r#"{"ErrorEquals":["States.ALL"],"Next":"S"}"#, r#"{"Error":null}"#, r#"{"Error":null,"Cause":null}"#),
        (
            r#"{"ErrorEquals":["States.ALL"],"ResultPath":"$.e","Next":"S"}"#,
            r#"{"Error":"E","Cause":"c"}"#,
            r#"{"a":1,"e":{"Error":"E","Cause":"c"}}"#,
        ),
        (r#"{"ErrorEquals":["States.ALL"],"ResultPath":null,"Next":"S"}"#, r#"{"Error":"E"}"#, r#"{"a":1}"#),
        (r#"{"ErrorEquals":["F","States.TaskFailed"],"Next":"S"}"#, r#"{"Error":"E"}"#, r#"{"Error":"E","Cause":""}"#),
    ] {
        let fields = format!(r#""Catch":[{catcher}],"OutputPath":"$.none","ResultSelector":{{}},"End":true"#);
        let states = format!(r#"{{"T":{},"S":{{"Type":"Succeed"}}}}"#, task(&fields));
        assert_eq!(outcome(&states, r#"{"a":1}"#, &format!(r#"{{"T":[{error}]}}"#)), expected, "{catcher}");
    }
}

#[test]
fn runtime_errors_are_never_caught() {
    let states = format!(
        r#"{{"T":{},"S":{{"Type":"Succeed"}}}}"#,
        task(
            r#""OutputPath":"$.no","Catch":[{"ErrorEquals":["States.Runtime"],"Next":"S"},{"ErrorEquals":["States.ALL"],"Next":"S"}],"End":true"#
        )
    );
    let cause = "Invalid path '$.no' : No results for path: $['no']";
    assert_eq!(outcome(&states, "{}", "{}"), format!("States.Runtime: {}", in_state("T", 2, cause)));
}

#[test]
fn a_fail_state_takes_error_and_cause_from_anywhere() {
    for (fields, input, expected) in [
        (r#","Error":"E","Cause":"c""#, "{}", "E: c"),
        ("", "{}", "-: -"),
        (r#","ErrorPath":"$.e","CausePath":"States.Format('{}!', $.c)""#, r#"{"e":"E","c":1}"#, "E: 1!"),
        (r#","QueryLanguage":"JSONata","Error":"{% 'E' & 1 %}""#, "{}", "E1: -"),
    ] {
        assert_eq!(outcome(&format!(r#"{{"F":{{"Type":"Fail"{fields}}}}}"#), input, "{}"), expected, "{fields}");
    }
    assert_eq!(history(r#"{"F":{"Type":"Fail"}}"#, "{}", "{}"), "2<0 FailStateEntered, 3<2 ExecutionFailed");
}

#[test]
fn a_task_times_out_without_a_cause() {
    for (fields, attempt, expected) in [
        (r#""TimeoutSeconds":5"#, r#""never""#, "5<4 TaskTimedOut @5, 6<5 ExecutionFailed"),
        (
            r#""TimeoutSeconds":5"#,
            r#"{"after":4,"do":1}"#,
            "5<4 TaskSucceeded @4, 6<5 TaskStateExited, 7<6 ExecutionSucceeded",
        ),
        (r#""TimeoutSecondsPath":"$.t""#, r#""never""#, "5<4 TaskTimedOut @3, 6<5 ExecutionFailed"),
        (r#""HeartbeatSeconds":2"#, r#"{"beats":[1,2.5],"after":100}"#, "5<4 TaskTimedOut @4.5, 6<5 ExecutionFailed"),
        (
            r#""HeartbeatSeconds":2,"Catch":[{"ErrorEquals":["States.HeartbeatTimeout"],"Next":"S"}]"#,
            r#""never""#,
            "5<4 TaskTimedOut @2, 6<5 TaskStateExited, 7<6 SucceedStateEntered, 8<7 SucceedStateExited, 9<8 ExecutionSucceeded",
        ),
    ] {
        let states = format!(r#"{{"T":{},"S":{{"Type":"Succeed"}}}}"#, task(&format!(r#"{fields},"End":true"#)));
        let history = history(&states, r#"{"t":3}"#, &format!(r#"{{"T":[{attempt}]}}"#));
        let start = "2<0 TaskStateEntered, 3<2 TaskScheduled, 4<3 TaskStarted, ";
        assert_eq!(history, format!("{start}{expected}"), "{fields}");
    }
    let states = format!(r#"{{"T":{}}}"#, task(r#""HeartbeatSeconds":2,"End":true"#));
    assert_eq!(outcome(&states, "{}", r#"{"T":["never"]}"#), "States.Timeout: -");
}

#[test]
fn an_execution_times_out_as_a_whole() {
    let text = r#"{"StartAt":"W","TimeoutSeconds":5,"States":{"W":{"Type":"Wait","Seconds":9,"End":true}}}"#;
    let run = finished(start(text, "{}", "{}"));
    assert_eq!(events(run.root()), "2<0 WaitStateEntered, 3<0 ExecutionTimedOut @5");
    assert_eq!(run.root().status.name(), "TIMED_OUT");
}

#[test]
fn what_is_not_mocked_or_not_sendable_fails_the_execution() {
    let caught = r#""Catch":[{"ErrorEquals":["States.ALL"],"Next":"S"}],"End":true"#;
    let states = format!(r#"{{"T":{},"S":{{"Type":"Succeed"}}}}"#, task(caught));
    let unmocked = format!("States.Runtime: {}", in_state("T", 2, "not mocked"));
    assert_eq!(outcome(&states, "{}", r#"{"T":["unmocked"]}"#), unmocked);
    let refused = format!("States.Runtime: {}", in_state("T", 2, "no"));
    assert_eq!(outcome(&states, r#"{"refuse":"no"}"#, "{}"), refused);
    assert_eq!(history(&states, r#"{"refuse":"no"}"#, "{}"), "2<0 TaskStateEntered, 3<2 ExecutionFailed");
}
