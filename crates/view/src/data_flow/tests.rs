use super::*;
use crate::Catalogue;
use crate::testing::{CHARGE, Played, play, value};
use crate::tree::{RowContent, TreeOptions, tree};

/// One line a stage: tone, name, chips, sentence; then its card.
fn drawn(played: &Played, name: &str) -> Vec<String> {
    let end = played.end();
    let visit = played.visit(name);
    let shown = Shown {
        machine: end.machine(),
        state: end.state_of(visit),
        visit: Some(visit),
        expected_input: None,
        start: end.start(),
    };
    data_flow(&shown).iter().map(line).collect()
}

fn line(stage: &StageView) -> String {
    let english = Catalogue::english();
    let chips: Vec<&str> = stage.chips.iter().map(|chip| &*chip.text).collect();
    let says = stage.says.as_ref().map_or(String::new(), |says| format!(" · {}", english.text(says)));
    let chips = if chips.is_empty() { String::new() } else { format!(" [{}]", chips.join(" ")) };
    let card = stage.card.as_ref().map_or(String::new(), |card| format!(" | {}", card_text(card)));
    format!("{:?} {}{chips}{says}{card}", stage.tone, english.text(&stage.name))
}

fn card_text(card: &Card) -> String {
    let english = Catalogue::english();
    let title = english.text(&card.title);
    match &card.body {
        CardBody::Data { source, changes, .. } => {
            let marks = format!("+{} ~{} -{}", changes.added, changes.replaced, changes.dropped);
            let value = source.value.to_string();
            let short: String = value.chars().take(40).collect();
            format!("{title} {marks} {short}")
        }
        CardBody::Same { goes_to, .. } => {
            format!("{title} same{}", goes_to.as_ref().map_or(String::new(), |to| format!(". {}", english.text(to))))
        }
        CardBody::Waiting(message) => format!("{title} {}", english.text(message)),
        CardBody::Failure { error, cause } => {
            format!("{title} {} {}", error.as_deref().unwrap_or_default(), cause.as_deref().unwrap_or_default())
        }
    }
}

#[test]
fn a_caught_error_is_shown_stage_by_stage() {
    let played =
        play(CHARGE, r#"{"day":"2026-04-12","id":7}"#, r#"{"tasks":{"Charge":[{"exitCode":7,"duration":"3m27s"}]}}"#);
    let lines = drawn(&played, "Charge");
    let expected = [
        r#"Plain State input · Execution input | State input +0 ~0 -0 {"day":"2026-04-12","id":7}"#,
        "Unused InputPath · not set: all of it passes",
        r#"Plain Parameters [$.day] · fills Value | Request +4 ~0 -0 {"LaunchType":"FARGATE","Cluster":"c","T"#,
        r#"Plain Sent to ECS [ecs:runTask.sync] | Sent +1 ~0 -0 {"LaunchType":"FARGATE","Cluster":"c","T"#,
        r#"Caught Error from ECS · after 4 min 12 s | Error +0 ~0 -0 {"Error":"States.TaskFailed","Cause":"{\"#,
        "Unused ResultSelector · skipped: the task failed",
        r#"Plain Catch 1 · ResultPath [$.error] · adds the error here, beside the state input | After ResultPath +1 ~0 -0 {"day":"2026-04-12","id":7,"error":{"Err"#,
        "Unused OutputPath · not set: all of it passes",
        "Plain State output | State output same. Becomes the input of Was it declined?",
    ];
    assert_eq!(lines, expected, "{lines:#?}");
}

#[test]
fn a_result_that_replaces_the_input_is_noticed() {
    let played = play(CHARGE, r#"{"day":"2026-04-12"}"#, "{}");
    let lines = drawn(&played, "Charge");
    assert!(
        lines.contains(&"Notice ResultPath · not set: the result replaces the whole input".to_owned()),
        "{lines:#?}"
    );
}

#[test]
fn a_stage_that_failed_is_the_last_one() {
    let played = play(CHARGE, r#"{"date":"2026-04-12"}"#, "{}");
    let lines = drawn(&played, "Charge");
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(lines[2].starts_with("Failed Parameters [$.day]"), "{}", lines[2]);
    assert!(lines[2].contains("The JSONPath '$.day' specified for the field 'Value.$' could not be found"));
}

#[test]
fn before_a_state_runs_its_stages_wait() {
    let played = play(CHARGE, r#"{"day":"d"}"#, "{}");
    let end = played.end();
    let input = value(r#"{"day":"d"}"#);
    let state = end.machine().find_anywhere("Charge").unwrap();
    let shown = Shown { machine: end.machine(), state, visit: None, expected_input: Some(&input), start: end.start() };
    let lines: Vec<String> = data_flow(&shown).iter().map(line).collect();
    assert_eq!(lines[2], "Waiting Parameters [$.day] · fills Value | Request Not yet. Press Step.");
    assert_eq!(lines[3], "Waiting ECS answers | Result Not yet.");
    assert_eq!(lines.last().unwrap(), "Waiting State output | State output Not yet.");
}

#[test]
fn what_the_definition_fixes_is_one_row_of_the_request() {
    let played = play(CHARGE, r#"{"day":"2026-04-12"}"#, "{}");
    let end = played.end();
    let visit = played.visit("Charge");
    let (machine, state) = (end.machine(), end.state_of(visit));
    let shown = Shown { machine, state, visit: Some(visit), expected_input: None, start: end.start() };
    let stages = data_flow(&shown);
    let Some(CardBody::Data { source, .. }) = stages[2].card.as_ref().map(|card| &card.body) else { panic!() };
    let rows = tree(source, &TreeOptions { changes_only: true, ..TreeOptions::default() });
    let english = Catalogue::english();
    let RowContent::Fold(fold) = &rows[0].content else { panic!("{rows:?}") };
    assert_eq!(english.text(fold), "3 fixed values: LaunchType, Cluster, TaskDefinition");
    assert_eq!(rows[1].label(), "Overrides › ContainerOverrides[0]");
}

const EVERY_KIND: &str = r#"{
  "StartAt": "Shape",
  "States": {
    "Shape": { "Type": "Pass", "Parameters": { "list.$": "$.list", "n.$": "States.ArrayLength($.list)" }, "ResultPath": "$.shaped", "Next": "Each" },
    "Each": { "Type": "Map", "ItemsPath": "$.shaped.list", "ItemSelector": { "v.$": "$$.Map.Item.Value" },
      "ItemProcessor": { "StartAt": "Double", "States": { "Double": { "Type": "Pass", "End": true } } },
      "ResultSelector": { "all.$": "$" }, "ResultPath": null, "Next": "Wait" },
    "Wait": { "Type": "Wait", "Seconds": 90, "Next": "Both" },
    "Both": { "Type": "Parallel", "Parameters": { "n.$": "$.shaped.n" },
      "Branches": [ { "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } } ],
      "Assign": { "count.$": "$[0].n" }, "OutputPath": "$[0]", "Next": "Stop" },
    "Stop": { "Type": "Fail", "Error": "E", "Cause": "C" }
  }
}"#;

#[test]
fn every_kind_of_state_has_its_stages() {
    let played = play(EVERY_KIND, r#"{"list":[1,2]}"#, "{}");
    for (state, expected) in [
        (
            "Shape",
            &[
                r#"Plain State input · Execution input | State input +0 ~0 -0 {"list":[1,2]}"#,
                "Unused InputPath · not set: all of it passes",
                r#"Plain Parameters [$.list States.ArrayLength($.list)] · fill 2 values | After Parameters +2 ~0 -0 {"list":[1,2],"n":2}"#,
                r#"Plain ResultPath [$.shaped] · adds the result here, beside the state input | After ResultPath +1 ~0 -0 {"list":[1,2],"shaped":{"list":[1,2],"n""#,
                "Unused OutputPath · not set: all of it passes",
                "Plain State output | State output same. Becomes the input of Each",
            ][..],
        ),
        (
            "Each",
            &[
                r#"Plain State input | State input +0 ~0 -0 {"list":[1,2],"shaped":{"list":[1,2],"n""#,
                "Unused InputPath · not set: all of it passes",
                "Plain ItemsPath [$.shaped.list] | After ItemsPath +0 ~0 -0 [1,2]",
                "Plain ItemSelector [$$.Map.Item.Value] · makes the input of each iteration",
                r#"Plain Results of the iterations | Result +0 ~0 -0 [{"v":1},{"v":2}]"#,
                r#"Plain ResultSelector [$] · fills all | After ResultSelector +1 ~0 -0 {"all":[{"v":1},{"v":2}]}"#,
                "Unused ResultPath · null: the result is dropped, the input goes on",
                "Unused OutputPath · not set: all of it passes",
            ][..],
        ),
        (
            "Wait",
            &[
                r#"Plain State input | State input +0 ~0 -0 {"list":[1,2],"shaped":{"list":[1,2],"n""#,
                "Unused InputPath · not set: all of it passes",
                "Plain Seconds · waits 1 min 30 s",
                "Unused OutputPath · not set: all of it passes",
                "Plain State output | State output same. Becomes the input of Both",
            ][..],
        ),
        (
            "Both",
            &[
                r#"Plain State input | State input +0 ~0 -0 {"list":[1,2],"shaped":{"list":[1,2],"n""#,
                "Unused InputPath · not set: all of it passes",
                r#"Plain Parameters [$.shaped.n] · fills n | After Parameters +1 ~0 -0 {"n":2}"#,
                r#"Plain Results of the branches | Result +0 ~0 -0 [{"n":2}]"#,
                "Unused ResultSelector · not set: all of it passes",
                "Notice ResultPath · not set: the result replaces the whole input",
                r#"Plain OutputPath [$[0]] | After OutputPath +0 ~0 -0 {"n":2}"#,
                r#"Plain Assign [$[0].n] | Variables assigned +1 ~0 -0 {"count":2}"#,
                "Plain State output | State output same. Becomes the input of Stop",
            ][..],
        ),
        (
            "Stop",
            &[
                r#"Plain State input | State input +0 ~0 -0 {"n":2}"#,
                "Failed Error · Ends the execution, the branch or the iteration with an error. | Error E C",
            ][..],
        ),
    ] {
        let lines = drawn(&played, state);
        assert_eq!(&lines[..expected.len().min(lines.len())], expected, "{lines:#?}");
    }
}

const JSONATA: &str = r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Both",
  "States": {
    "Both": { "Type": "Parallel", "Arguments": { "n": "{% $states.input.n * 2 %}", "fixed": 1 },
      "Branches": [ { "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } } ],
      "Assign": { "twice": "{% $states.result[0].n %}" }, "Output": "{% $states.result[0] %}", "Next": "Pick" },
    "Pick": { "Type": "Choice", "Choices": [ { "Condition": "{% $twice > 3 %}", "Next": "Done", "Output": { "big": "{% $twice %}" } } ], "Default": "Done" },
    "Done": { "Type": "Succeed" }
  }
}"#;

#[test]
fn jsonata_states_have_arguments_assign_and_output() {
    let played = play(JSONATA, r#"{"n":2}"#, "{}");
    for (state, expected) in [
        (
            "Both",
            &[
                r#"Plain State input · Execution input | State input +0 ~0 -0 {"n":2}"#,
                r#"Plain Arguments [$states.input.n * 2] · fills n | After Arguments +2 ~0 -0 {"n":4,"fixed":1}"#,
                r#"Plain Results of the branches | Result +0 ~0 -0 [{"n":4,"fixed":1}]"#,
                r#"Plain Assign [$states.result[0].n] | Variables assigned +1 ~0 -0 {"twice":4}"#,
                r#"Plain Output [$states.result[0]] | State output +0 ~0 -0 {"n":4,"fixed":1}"#,
            ][..],
        ),
        (
            "Pick",
            &[
                r#"Plain State input | State input +0 ~0 -0 {"n":4,"fixed":1}"#,
                r#"Plain Output [$twice] | State output +0 ~0 -0 {"big":4}"#,
            ][..],
        ),
    ] {
        let lines = drawn(&played, state);
        assert_eq!(lines, expected, "{lines:#?}");
    }
}

#[test]
fn a_state_that_fails_keeps_the_stages_before() {
    let choice = |rules: &str| {
        format!(
            r#"{{"StartAt":"S","States":{{"S":{{"Type":"Choice","InputPath":"$.a","Choices":[{rules}]}},"E":{{"Type":"Succeed"}}}}}}"#
        )
    };
    let none = choice(r#"{"Variable":"$.n","NumericEquals":5,"Next":"E"}"#);
    let missing = choice(r#"{"Variable":"$.m","NumericEquals":5,"Next":"E"}"#);
    let jsonata = r#"{"QueryLanguage":"JSONata","StartAt":"S","States":{"S":{"Type":"Choice","Choices":[{"Condition":"{% 1 %}","Next":"E"}]},"E":{"Type":"Succeed"}}}"#;
    for (definition, before, failing) in [
        (none.as_str(), r#"Plain InputPath [$.a] | After InputPath +0 ~0 -0 {"n":1,"list":[1]}"#, "Failed Choices | "),
        (&missing, r#"Plain InputPath [$.a] | After InputPath +0 ~0 -0 {"n":1,"list":[1]}"#, "Failed Choices | "),
        (
            jsonata,
            r#"Plain State input · Execution input | State input +0 ~0 -0 {"a":{"n":1,"list":[1]}}"#,
            "Failed Choices | ",
        ),
    ] {
        let lines = drawn(&play(definition, r#"{"a":{"n":1,"list":[1]}}"#, "{}"), "S");
        let at = lines.iter().position(|line| line == before).unwrap_or_else(|| panic!("{lines:#?}"));
        assert!(lines[at + 1].starts_with(failing) && at + 2 == lines.len(), "{lines:#?}");
    }
}
