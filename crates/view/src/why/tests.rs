use super::*;
use crate::testing::{CHARGE, Played, play};
use crate::{Catalogue, Moment};
use definition::StateMachine;

/// Why the last visit of a state went where it went.
fn said(played: &Played, name: &str) -> String {
    Catalogue::english().paragraph(&why(&played.end(), played.visit(name)))
}

/// Why the run stands where it stands after an event.
fn said_at(played: &Played, event: u32) -> String {
    let run = played.at(event);
    let moment = Moment::of_root(&run, &played.latest);
    let visit = run.visits().last().unwrap();
    Catalogue::english().paragraph(&why(&moment, visit))
}

const DAY: &str = r#"{"day":"d"}"#;

#[test]
fn a_task_says_how_its_container_ended() {
    for (code, charge) in [
        (0, "Container app exited with 0, so the task succeeded. Next is Ship."),
        (
            7,
            "Container app exited with 7, so the task failed. No Retry is defined. Catch 1 (States.ALL) put the error at $.error and went to Was it declined?.",
        ),
    ] {
        let played = play(CHARGE, DAY, &format!(r#"{{"tasks":{{"Charge":[{{"exitCode":{code}}}]}}}}"#));
        assert_eq!(said(&played, "Charge"), charge);
    }
}

#[test]
fn a_choice_says_which_text_matched() {
    for (code, expected) in [
        (7, r#"Rule 1 matched, because $.error.Cause contains "ExitCode":7. Next is Ship."#),
        (71, r#"Rule 1 matched, because $.error.Cause contains "ExitCode":7, here as the start of 71. Next is Ship."#),
        (1, "The rule did not match, so Default is used. Next is Give up."),
    ] {
        let played = play(CHARGE, DAY, &format!(r#"{{"tasks":{{"Charge":[{{"exitCode":{code}}}]}}}}"#));
        assert_eq!(said(&played, "Was it declined?"), expected);
    }
}

#[test]
fn the_end_of_a_run_says_so() {
    let played = play(CHARGE, DAY, r#"{"tasks":{"Charge":[{"exitCode":1}]}}"#);
    assert_eq!(said(&played, "Give up"), "This state ends the execution with the error Declined.");
    let played = play(CHARGE, DAY, "{}");
    assert!(said(&played, "Ship").ends_with("The execution ends here."), "{}", said(&played, "Ship"));
}

#[test]
fn a_running_task_says_until_when() {
    let played = play(CHARGE, DAY, r#"{"tasks":{"Charge":[{"exitCode":0,"duration":"15s"}]}}"#);
    assert_eq!(said_at(&played, 5), "Charge runs until 1:00. Step jumps there.");
}

fn retried(retry: &str) -> String {
    format!(
        r#"{{"StartAt":"T","States":{{"T":{{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
        "Parameters":{{"FunctionName":"f"}},"End":true,"Retry":[{retry}]}}}}}}"#
    )
}

#[test]
fn a_retry_says_its_arithmetic() {
    let fails = r#"{"tasks":{"T":[{"throw":{"error":"E","cause":"c"}}]}}"#;
    for (retry, attempt, expected) in [
        (
            r#"{"ErrorEquals":["E"],"IntervalSeconds":3}"#,
            0,
            "Attempt 2 of 4 starts in 3 s: 3 s, without jitter. Retrier 1 matched E.",
        ),
        (
            r#"{"ErrorEquals":["E"],"IntervalSeconds":3}"#,
            1,
            "Attempt 3 of 4 starts in 6 s: 3 s × 2.0, without jitter. Retrier 1 matched E.",
        ),
        (
            r#"{"ErrorEquals":["E"],"IntervalSeconds":3,"MaxDelaySeconds":4}"#,
            2,
            "Attempt 4 of 4 starts in 4 s: 3 s × 2.0 × 2.0, but MaxDelaySeconds allows 4 s. Retrier 1 matched E.",
        ),
    ] {
        let played = play(&retried(retry), "{}", fails);
        let attempts = attempts(&played.end(), played.visit("T"));
        assert_eq!(attempts.len(), 4);
        let sentence = attempts[attempt].retry.as_ref().map(|retry| Catalogue::english().text(retry));
        assert_eq!(sentence.as_deref(), Some(expected));
    }
    let played = play(&retried(r#"{"ErrorEquals":["E"],"IntervalSeconds":3}"#), "{}", fails);
    assert_eq!(
        said(&played, "T"),
        "The task failed with E: c. Retrier 1 has used up its 3 retries. No Catch is defined, so the execution failed."
    );
    let played = play(&retried(r#"{"ErrorEquals":["Other"]}"#), "{}", fails);
    assert!(said(&played, "T").contains("No retrier matches E."));
}

fn choice(rule: &str) -> String {
    format!(
        r#"{{"StartAt":"C","States":{{"C":{{"Type":"Choice","Choices":[{{{rule},"Next":"Y"}}],"Default":"N"}},
        "Y":{{"Type":"Succeed"}},"N":{{"Type":"Succeed"}}}}}}"#
    )
}

#[test]
fn each_kind_of_condition_has_its_sentence() {
    for (rule, expected) in [
        (r#""Variable":"$.n","NumericEquals":3"#, "Rule 1 matched, because $.n is 3 (NumericEquals 3)."),
        (
            r#""Or":[{"Variable":"$.n","NumericEquals":4},{"Variable":"$.s","StringEquals":"x"}]"#,
            r#"Rule 1 matched: of its Or, condition 2 holds, because $.s is "x"."#,
        ),
        (
            r#""And":[{"Variable":"$.n","NumericEquals":3},{"Variable":"$.s","IsPresent":true}]"#,
            "Rule 1 matched: all 2 conditions of its And hold.",
        ),
        (
            r#""Not":{"Variable":"$.n","NumericEquals":4}"#,
            "Rule 1 matched: the condition inside Not does not hold, because $.n is 3.",
        ),
    ] {
        let played = play(&choice(rule), r#"{"n":3,"s":"x"}"#, "{}");
        assert_eq!(said(&played, "C"), format!("{expected} Next is Y."));
    }
}

#[test]
fn rules_show_both_sides() {
    let played = play(
        &choice(r#""Or":[{"Variable":"$.n","NumericEquals":4},{"Variable":"$.m","IsPresent":true}]"#),
        r#"{"n":3}"#,
        "{}",
    );
    let end = played.end();
    let visit = played.visit("C");
    let views = rules(end.machine(), end.state_of(visit), Some(visit));
    assert_eq!(views.iter().map(|view| view.verdict).collect::<Vec<_>>(), [Verdict::NotMatched, Verdict::Matched]);
    let Some(ConditionView::Group { kind: GroupKind::Or, parts, .. }) = &views[0].condition else { panic!() };
    let ConditionView::Comparison { path, value, operand, verdict, .. } = &parts[0] else { panic!() };
    assert_eq!((&**path, value, operand, *verdict), ("$.n", &Some(3.into()), &Some(4.into()), Verdict::NotMatched));
    let before = rules(end.machine(), end.state_of(visit), None);
    assert!(before.iter().all(|view| view.verdict == Verdict::NotReached));
}

/// A first pair of jobs, and a last one whose result takes the place of theirs.
const LOST: &str = r#"{
  "StartAt": "Pair",
  "States": {
    "Pair": { "Type": "Parallel", "Next": "Tidy up", "Branches": [
      { "StartAt": "L", "States": { "L": { "Type": "Pass", "Result": { "code": 1 }, "End": true } } },
      { "StartAt": "R", "States": { "R": { "Type": "Pass", "Result": { "code": 0 }, "End": true } } } ] },
    "Tidy up": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "Next": "Judge" },
    "Judge": { "Type": "Choice", "Choices": [ { "Variable": "$[0].code", "NumericEquals": 1, "Next": "Bad" } ], "Default": "Good" },
    "Bad": { "Type": "Fail" }, "Good": { "Type": "Succeed" }
  }
}"#;

#[test]
fn a_lost_value_is_traced_to_the_state_that_lost_it() {
    let played = play(LOST, "{}", "{}");
    let said = said(&played, "Judge");
    assert!(said.starts_with("$[0].code found nothing: the state input is an object with "), "{said}");
    assert!(
        said.contains(
            "It was 1 in the input of Tidy up, which has no ResultPath: its result replaced its whole input."
        ),
        "{said}"
    );
    assert!(said.ends_with("So the execution failed with States.Runtime."), "{said}");
}

#[test]
fn a_result_that_cannot_be_placed_says_what_is_in_the_way() {
    let definition = r#"{"StartAt":"P","States":{"P":{"Type":"Pass","Result":1,"ResultPath":"$.a.b","End":true}}}"#;
    let played = play(definition, r#"{"a":"text"}"#, "{}");
    let said = said(&played, "P");
    assert!(said.starts_with("ResultPath $.a.b cannot be written: $.a is of type string."), "{said}");
}

#[test]
fn dead_ends_are_described() {
    for (input, path, expected) in [
        (r#"{"a":1}"#, "$.b", "$.b found nothing: the state input has no b."),
        (r#"{"a":[1]}"#, "$.a[3]", "$.a[3] found nothing: $.a has 1 item, and no [3]."),
        ("[1,2]", "$.x", "$.x found nothing: the state input is an array of 2 items, not an object."),
        (r#"{"a":"s"}"#, "$.a.b", "$.a.b found nothing: $.a is of type string."),
    ] {
        let definition = choice(&format!(r#""Variable":"{path}","NumericEquals":1"#));
        let played = play(&definition, input, "{}");
        assert!(said(&played, "C").starts_with(expected), "{}", said(&played, "C"));
    }
}

fn seed(name: &str) -> Option<std::rc::Rc<StateMachine>> {
    // The users' own definitions lie outside the repository.
    #[expect(clippy::disallowed_methods, reason = "a test reads its data")]
    let text = std::fs::read_to_string(format!("../../../shared/seeds/definitions/{name}.asl.json")).ok()?;
    Some(crate::testing::machine(&text))
}

#[test]
#[expect(clippy::disallowed_macros, reason = "a test that is skipped says so")]
fn the_job_that_always_runs_last_loses_the_branches_results() {
    let Some(machine) = seed("parallel-always-run-last") else {
        println!("skipped: the seeds are not here");
        return;
    };
    let played = play(&machine.document.text, "{}", "{}");
    let said = said(&played, "判定");
    assert!(said.contains("in the input of 後行ジョブ, which has no ResultPath"), "{said}");
}
