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
    entries.iter().for_each(|(key, entry)| scenario.set_entries(key.clone(), vec![entry.clone()]));
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
