//! Parallel and inline Map.

use super::{events, finished, history, outcome, start, task};

fn map(fields: &str, processor: &str) -> String {
    format!(r#"{{"M":{{"Type":"Map","ItemProcessor":{processor},"End":true{fields}}}}}"#)
}

const PASS: &str = r#"{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}"#;

#[test]
fn iterations_one_after_the_other_are_chained_as_recorded() {
    let expected = "2<0 MapStateEntered, 3<2 MapStateStarted(2), 4<3 MapIterationStarted[0], 5<4 PassStateEntered, \
        6<5 PassStateExited, 7<6 MapIterationSucceeded[0], 8<6 MapIterationStarted[1], 9<8 PassStateEntered, \
        10<9 PassStateExited, 11<10 MapIterationSucceeded[1], 12<11 MapStateSucceeded, 13<11 MapStateExited, \
        14<13 ExecutionSucceeded";
    assert_eq!(history(&map(r#","MaxConcurrency":1"#, PASS), "[1,2]", "{}"), expected);
    let empty = "2<0 MapStateEntered, 3<2 MapStateStarted(0), 4<3 MapStateSucceeded, 5<3 MapStateExited, 6<5 ExecutionSucceeded";
    assert_eq!(history(&map("", PASS), "[]", "{}").replace("5<4", "5<3"), empty);
}

#[test]
fn a_map_selects_its_items() {
    for (fields, input, expected) in [
        ("", "[1,2]", "[1,2]"),
        (r#","ItemsPath":"$.l""#, r#"{"l":[3]}"#, "[3]"),
        (
            r#","ItemsPath":"$.l","ItemSelector":{"i.$":"$$.Map.Item.Index","v.$":"$$.Map.Item.Value","o.$":"$.o"}"#,
            r#"{"l":["a"],"o":9}"#,
            r#"[{"i":0,"v":"a","o":9}]"#,
        ),
        (r#","Parameters":{"v.$":"$$.Map.Item.Value"}"#, "[5]", r#"[{"v":5}]"#),
        (r#","ResultPath":"$.r","ItemsPath":"$.l""#, r#"{"l":[1]}"#, r#"{"l":[1],"r":[1]}"#),
        (r#","QueryLanguage":"JSONata","Items":"{% [1..3] %}""#, "{}", "[1,2,3]"),
        (r#","QueryLanguage":"JSONata","Items":{"a":1}"#, "{}", r#"[{"Key":"a","Value":1}]"#),
        (
            r#","ItemBatcher":{"MaxItemsPerBatch":1}"#,
            "[1]",
            "States.Runtime: An error occurred while executing the state 'M' (entered at the event id #2). \
             The ItemReader, ItemBatcher and ResultWriter fields are not supported for INLINE maps",
        ),
    ] {
        assert_eq!(outcome(&map(fields, PASS), input, "{}"), expected, "{fields}");
    }
}

#[test]
fn iterations_overlap_up_to_max_concurrency() {
    let processor = r#"{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":10,"End":true}}}"#;
    for (fields, ends) in [("", "@10"), (r#","MaxConcurrency":2"#, "@20"), (r#","MaxConcurrency":1"#, "@40")] {
        let history = history(&map(fields, processor), "[1,2,3,4]", "{}");
        let last = history.rsplit(" @").next().unwrap().split(',').next().unwrap().to_owned();
        assert_eq!(format!("@{last}"), ends, "{fields}: {history}");
    }
}

#[test]
fn a_failed_iteration_fails_the_map_and_stops_the_others() {
    let processor = format!(r#"{{"StartAt":"T","States":{{"T":{}}}}}"#, task(r#""End":true"#));
    let script = r#"{"M[0]/T":["never"],"M[1]/T":[{"after":2,"do":{"Error":"E"}}]}"#;
    let history = history(&map("", &processor), "[1,2]", script);
    let expected = "12<9 TaskFailed @2, 13<12 MapIterationFailed[1], 14<10 TaskStateAborted, 15<14 MapIterationAborted[0], \
                    16<12 MapStateFailed, 17<16 ExecutionFailed";
    let tail: Vec<&str> = history.split(", ").skip(10).collect();
    let without_ids =
        |text: &str| text.split(", ").map(|event| event.split_once(' ').unwrap().1.to_owned()).collect::<Vec<_>>();
    assert_eq!(without_ids(&tail.join(", ")), without_ids(expected), "{history}");
}

#[test]
fn a_retried_map_starts_again_from_the_first_item() {
    let processor = r#"{"StartAt":"F","States":{"F":{"Type":"Fail","Error":"E"}}}"#;
    let history = history(&map(r#","Retry":[{"ErrorEquals":["E"],"MaxAttempts":1}]"#, processor), "[1]", "{}");
    let expected = "2<0 MapStateEntered, 3<2 MapStateStarted(1), 4<3 MapIterationStarted[0], 5<4 FailStateEntered, \
        6<5 MapIterationFailed[0], 7<5 MapStateStarted(1) @1, 8<7 MapIterationStarted[0], 9<8 FailStateEntered, \
        10<9 MapIterationFailed[0], 11<9 MapStateFailed, 12<11 ExecutionFailed";
    assert_eq!(history, expected);
}

#[test]
fn branches_run_side_by_side_and_give_their_outputs_in_order() {
    let states = r#"{"P":{"Type":"Parallel","End":true,"Branches":[
        {"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":2,"End":true}}},
        {"StartAt":"B","States":{"B":{"Type":"Pass","Result":"b","End":true}}}]}}"#;
    assert_eq!(outcome(states, "1", "{}"), r#"[1,"b"]"#);
    let expected = "2<0 ParallelStateEntered, 3<2 ParallelStateStarted, 4<3 WaitStateEntered, 5<3 PassStateEntered, \
        6<5 PassStateExited, 7<4 WaitStateExited @2, 8<7 ParallelStateSucceeded, 9<7 ParallelStateExited, \
        10<9 ExecutionSucceeded";
    assert_eq!(history(states, "1", "{}"), expected);
}

#[test]
fn a_failed_branch_aborts_the_others() {
    let failing = task(r#""End":true"#);
    let states = format!(
        r#"{{"P":{{"Type":"Parallel","Next":"S","Catch":[{{"ErrorEquals":["E"],"Next":"S"}}],"Branches":[
        {{"StartAt":"A","States":{{"A":{{"Type":"Wait","Seconds":9,"End":true}}}}}},
        {{"StartAt":"B","States":{{"B":{failing}}}}}]}},"S":{{"Type":"Succeed"}}}}"#
    );
    let script = r#"{"B":[{"after":2,"do":{"Error":"E"}}]}"#;
    let expected = "2<0 ParallelStateEntered, 3<2 ParallelStateStarted, 4<3 WaitStateEntered, 5<3 TaskStateEntered, \
        6<5 TaskScheduled, 7<6 TaskStarted, 8<7 TaskFailed @2, 9<8 TaskStateAborted, 10<4 WaitStateAborted, \
        11<8 ParallelStateFailed, 12<11 ParallelStateExited, 13<12 SucceedStateEntered, 14<13 SucceedStateExited, \
        15<14 ExecutionSucceeded";
    assert_eq!(history(&states, "{}", script), expected);
}

#[test]
fn what_nobody_may_catch_ends_the_execution_from_any_depth() {
    let bad = r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"m.$":"$.no"},"End":true}}}"#;
    let slow = r#"{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":9,"End":true}}}"#;
    let catch = r#""Catch":[{"ErrorEquals":["States.ALL"],"Next":"Z"}],"End":true"#;
    let end = r#""Z":{"Type":"Succeed"}"#;
    for (state, expected) in [
        (
            format!(r#"{{"Type":"Parallel","Branches":[{bad},{slow}],{catch}}}"#),
            "2<0 ParallelStateEntered, 3<2 ParallelStateStarted, 4<3 PassStateEntered, 5<3 WaitStateEntered, \
             6<4 ExecutionFailed",
        ),
        (
            format!(r#"{{"Type":"Map","ItemsPath":"$.i","ItemProcessor":{bad},{catch}}}"#),
            "2<0 MapStateEntered, 3<2 MapStateStarted(1), 4<3 MapIterationStarted[0], 5<4 PassStateEntered, \
             6<5 ExecutionFailed",
        ),
    ] {
        let run = finished(start(&format!(r#"{{"S":{state},{end}}}"#), r#"{"i":[{}]}"#, "{}"));
        assert_eq!(events(run.root()), expected);
        assert!(run.visits().iter().all(|visit| visit.status != crate::VisitStatus::InProgress));
        assert_eq!(run.visits().get(0).map(|visit| visit.status), Some(crate::VisitStatus::Failed));
    }
}
