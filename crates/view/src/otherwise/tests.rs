use super::*;
use crate::Catalogue;
use crate::testing::{CHARGE, Played, play};

fn offered(played: &Played, state: &str) -> Vec<String> {
    let english = Catalogue::english();
    let found = otherwise(&played.timeline, played.visit(state).id, 12);
    found.iter().map(|other| english.text(&other.says)).collect()
}

#[test]
fn another_exit_code_takes_another_way() {
    let played = play(CHARGE, r#"{"day":"d"}"#, r#"{"tasks":{"Charge":[{"exitCode":7}]}}"#);
    assert_eq!(offered(&played, "Was it declined?"), ["If Charge exits with 1, Was it declined? goes to Give up."]);
    assert_eq!(offered(&played, "Charge")[0], "If Charge exits with 0, it goes to Ship.");
}

#[test]
fn what_is_offered_does_what_it_says() {
    let played = play(CHARGE, r#"{"day":"d"}"#, r#"{"tasks":{"Charge":[{"exitCode":1}]}}"#);
    let found = otherwise(&played.timeline, played.visit("Was it declined?").id, 12);
    let OtherwiseChange::Scenario(entries) = &found[0].change else { panic!("{found:?}") };
    let mut scenario = Scenario::default();
    entries.iter().for_each(|(key, entry)| scenario.set_entries(key.clone(), entry.clone()));
    let again = play(CHARGE, r#"{"day":"d"}"#, &services::scenario::print(&scenario));
    assert_eq!(again.end().execution().status, found[0].status);
    assert_eq!(&*again.end().state_of(again.visit("Ship")).name, "Ship");
}

#[test]
fn what_happens_anyway_is_not_offered() {
    let scenario = r#"{"tasks":{"Charge":[{"exitCode":7}]}}"#;
    let played = play(CHARGE, r#"{"day":"d"}"#, scenario);
    let whole = offered(&played, "Was it declined?");
    // A run that stands right after the visit says the same as one that was played to its end.
    let exited = played.visit("Was it declined?").ended.unwrap();
    let cursor = played.timeline.cursor_of(engine::ExecutionId(0), exited).unwrap();
    let part = Played { timeline: played.timeline.branch(cursor, |_| {}), latest: played.at(exited) };
    assert_eq!(offered(&part, "Was it declined?"), whole);
    // Another value that leads to the same state is no other outcome.
    assert!(!whole.iter().any(|says| says.ends_with("goes to Ship.")), "{whole:?}");
}

#[test]
fn a_choice_over_the_input_offers_another_value() {
    let definition = r#"{"StartAt":"C","States":{
        "C":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericGreaterThan":10,"Next":"Big"}],"Default":"Small"},
        "Big":{"Type":"Succeed"},"Small":{"Type":"Succeed"}}}"#;
    let played = play(definition, r#"{"n":3,"m":[1]}"#, "{}");
    assert_eq!(offered(&played, "C"), ["If $.n of the input is 11, C goes to Big."]);
}

#[test]
fn a_state_that_depends_on_nothing_has_no_other_way() {
    let played = play(r#"{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}"#, "{}", "{}");
    assert_eq!(offered(&played, "P"), [""; 0]);
}

#[test]
fn where_no_single_task_decides_all_are_changed() {
    let task = |name: &str| {
        format!(
            r#"{{"StartAt":"{name}","States":{{"{name}":{{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync",
            "Parameters":{{"TaskDefinition":"{name}"}},"Catch":[{{"ErrorEquals":["States.ALL"],"Next":"{name} failed"}}],"End":true}},
            "{name} failed":{{"Type":"Pass","Result":{{"Containers":[{{"ExitCode":99}}]}},"End":true}}}}}}"#
        )
    };
    let compare = |at: usize| format!(r#"{{"Variable":"$[{at}].Containers[0].ExitCode","NumericEquals":0}}"#);
    let definition = format!(
        r#"{{"StartAt":"P","States":{{"P":{{"Type":"Parallel","Branches":[{},{}],"Next":"C"}},
        "C":{{"Type":"Choice","Choices":[{{"Or":[{},{}],"Next":"Good"}}],"Default":"Bad"}},
        "Good":{{"Type":"Succeed"}},"Bad":{{"Type":"Fail"}}}}}}"#,
        task("L"),
        task("R"),
        compare(0),
        compare(1)
    );
    let played = play(&definition, "{}", "{}");
    assert_eq!(offered(&played, "C"), ["If L, R exit with 1, C goes to Bad."]);
}

/// A task of Lambda, with more fields.
fn lambda(fields: &str) -> String {
    format!(
        r#"{{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{{"FunctionName":"f"}},{fields}}}"#
    )
}

fn machine_of(states: &[(&str, &str)]) -> String {
    let ends = [
        ("Good", r#"{"Type":"Succeed"}"#),
        ("Bad", r#"{"Type":"Fail","Error":"E"}"#),
        ("Late", r#"{"Type":"Succeed"}"#),
    ];
    let all: Vec<String> = states.iter().chain(&ends).map(|(name, state)| format!(r#""{name}":{state}"#)).collect();
    format!(r#"{{"StartAt":"{}","States":{{{}}}}}"#, states[0].0, all.join(","))
}

fn offers(states: &[(&str, &str)], input: &str, scenario: &str, state: &str, expected: &[&str]) {
    let played = play(&machine_of(states), input, scenario);
    assert_eq!(offered(&played, state), expected, "{states:?} {scenario}");
}

#[test]
fn a_task_offers_the_errors_that_are_waited_for() {
    let caught = lambda(
        r#""TimeoutSeconds":9,"Next":"Good","Catch":[{"ErrorEquals":["Rejected"],"Next":"Bad"},{"ErrorEquals":["States.Timeout"],"Next":"Late"}]"#,
    );
    offers(
        &[("Do", &caught)],
        "{}",
        "{}",
        "Do",
        &[
            "If Do fails with Rejected, it goes to Bad.",
            "If Do does not end in time, it goes to Late.",
            "If Do fails, the execution fails in Do.",
        ],
    );
    let token = r#"{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","HeartbeatSeconds":5,"Next":"Good",
        "Parameters":{"QueueUrl":"https://q","MessageBody":{"t.$":"$$.Task.Token"}},"Catch":[{"ErrorEquals":["States.HeartbeatTimeout"],"Next":"Late"}]}"#;
    let expected = ["If Ask succeeds, it goes to Good.", "If Ask fails, the execution fails in Ask."];
    offers(&[("Ask", token)], "{}", "{}", "Ask", &expected);
}

#[test]
fn a_task_whose_retries_are_used_up_offers_its_last_attempt() {
    let tried = lambda(r#""Next":"Good","Retry":[{"ErrorEquals":["States.ALL"],"MaxAttempts":2}]"#);
    let throws = r#"{"tasks":{"Do":[{"throw":{"error":"E"}}]}}"#;
    offers(&[("Do", &tried)], "{}", throws, "Do", &["If attempt 3 of Do succeeds, it goes to Good."]);
    let once = lambda(r#""Next":"Good""#);
    offers(&[("Do", &once)], "{}", throws, "Do", &["If Do succeeds, it goes to Good."]);
}

#[test]
fn a_choice_offers_what_a_task_could_have_given() {
    let asks = lambda(r#""OutputPath":"$.Payload","Next":"Fit""#);
    let fit =
        r#"{"Type":"Choice","Choices":[{"Variable":"$.score","NumericLessThan":5,"Next":"Bad"}],"Default":"Good"}"#;
    let scenario = r#"{"tasks":{"Ask":[{"return":{"Payload":{"score":8}}}]}}"#;
    offers(
        &[("Ask", &asks), ("Fit", fit)],
        "{}",
        scenario,
        "Fit",
        &["If Ask gives 4 at $.Payload.score, Fit goes to Bad."],
    );
}

#[test]
fn a_choice_over_a_variable_offers_what_it_was_assigned_from() {
    let keep = r#"{"Type":"Pass","Assign":{"limit.$":"$.limit"},"Next":"Fit"}"#;
    let fit =
        r#"{"Type":"Choice","Choices":[{"Variable":"$limit","NumericGreaterThan":5,"Next":"Good"}],"Default":"Bad"}"#;
    offers(
        &[("Keep", keep), ("Fit", fit)],
        r#"{"limit":1}"#,
        "{}",
        "Fit",
        &["If $.limit of the input is 6, Fit goes to Good."],
    );
}

#[test]
fn a_choice_compares_with_another_path() {
    let fit = r#"{"Type":"Choice","Choices":[{"Variable":"$.n","NumericGreaterThanPath":"$.most","Next":"Bad"}],"Default":"Good"}"#;
    offers(&[("Fit", fit)], r#"{"n":1,"most":7}"#, "{}", "Fit", &["If $.n of the input is 8, Fit goes to Bad."]);
}

#[test]
fn a_choice_in_jsonata_offers_values_near_its_constants() {
    for (condition, input, expected) in [
        ("$states.input.n > 10", r#"{"n":3}"#, &["If $.n of the input is 11, Fit goes to Good."][..]),
        (
            "$states.input.kind = 'gold'",
            r#"{"kind":"iron"}"#,
            &["If $.kind of the input is \"gold\", Fit goes to Good."],
        ),
        ("$states.input.ok", r#"{"ok":false}"#, &["If $.ok of the input is true, Fit goes to Good."]),
    ] {
        let fit = format!(
            r#"{{"Type":"Choice","QueryLanguage":"JSONata","Choices":[{{"Condition":"{{% {condition} %}}","Next":"Good"}}],"Default":"Bad"}}"#
        );
        offers(&[("Fit", &fit)], input, "{}", "Fit", expected);
    }
}

#[test]
fn a_path_that_found_nothing_offers_a_value_there() {
    let read = r#"{"Type":"Pass","Parameters":{"id.$":"$.order.id"},"Next":"Good"}"#;
    offers(
        &[("Read", read)],
        r#"{"order":{}}"#,
        "{}",
        "Read",
        &["If the input has $.order.id, such as \"\", Read goes to Good."],
    );
}

#[test]
fn a_map_offers_the_iteration_that_failed() {
    let price = lambda(r#""End":true"#);
    let each = format!(
        r#"{{"Type":"Map","ItemsPath":"$","Next":"Good","Catch":[{{"ErrorEquals":["States.ALL"],"Next":"Bad"}}],
        "ItemProcessor":{{"StartAt":"Price","States":{{"Price":{price}}}}}}}"#
    );
    let fails = r#"{"tasks":{"Each[1]/Price":[{"throw":{"error":"E"}}]}}"#;
    offers(&[("Each", &each)], "[1,2]", fails, "Each", &["If Price succeeds in Each[1]/Price, Each goes to Good."]);
    offers(&[("Each", &each)], "[1,2]", "{}", "Each", &["If Price fails in Each[0]/Price, Each goes to Bad."]);
}

#[test]
fn a_map_beyond_its_failure_threshold_offers_that_all_succeed() {
    let price = lambda(r#""End":true"#);
    let each = format!(
        r#"{{"Type":"Map","ItemsPath":"$","Next":"Good","ToleratedFailureCount":0,
        "ItemProcessor":{{"ProcessorConfig":{{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"}},"StartAt":"Price","States":{{"Price":{price}}}}}}}"#
    );
    let fails = r#"{"tasks":{"Price":[{"throw":{"error":"E"}}]}}"#;
    let expected = ["If Price succeeds in every iteration, Each goes to Good."];
    offers(&[("Each", &each)], "[1,2]", fails, "Each", &expected);
}
