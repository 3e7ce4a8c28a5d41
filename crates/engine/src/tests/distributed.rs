//! Distributed Maps.

use super::{events, finished, history, outcome, output, start, task};
use crate::{Run, WorkflowType};
use json::Value;

fn map(fields: &str, states: &str) -> String {
    format!(
        r#"{{"M":{{"Type":"Map","End":true{fields},"ItemProcessor":{{"ProcessorConfig":{{"Mode":"DISTRIBUTED",
        "ExecutionType":"EXPRESS"}},"StartAt":"I","States":{states}}}}}}}"#
    )
}

const PASS: &str = r#"{"I":{"Type":"Pass","End":true}}"#;

fn failing() -> String {
    format!(r#"{{"I":{}}}"#, task(r#""End":true"#))
}

#[test]
fn the_parent_knows_nothing_of_the_children_but_their_results() {
    let run = finished(start(&map(r#","MaxConcurrency":2"#, PASS), "[1,2,3]", "{}"));
    let expected = "2<0 MapStateEntered, 3<2 MapStateStarted(3), 4<3 MapRunStarted, 5<4 MapRunSucceeded, \
        6<5 MapStateSucceeded, 7<4 MapStateExited, 8<7 ExecutionSucceeded";
    assert_eq!(events(run.root()), expected);
    assert_eq!(output(&run).to_string(), "[1,2,3]");
    let children: Vec<_> = run.executions().skip(1).collect();
    assert_eq!(children.len(), 3);
    assert_eq!(children[1].item(), Some(1));
    assert_eq!(children[1].workflow_type, WorkflowType::Express);
    assert_eq!(events(children[1]), "2<0 PassStateEntered, 3<2 PassStateExited, 4<3 ExecutionSucceeded");
}

#[test]
fn items_are_read_batched_and_written() {
    let reader = |config: &str| {
        format!(
            r#","ItemReader":{{"Resource":"arn:aws:states:::s3:getObject","Parameters":{{"Bucket":"b","Key":"k"}},
            "ReaderConfig":{config}}}"#
        )
    };
    for (fields, object, expected) in [
        (reader(r#"{"InputType":"JSON"}"#), "[1,2]", "[1,2]"),
        (reader(r#"{"InputType":"JSON","MaxItems":1}"#), "[1,2]", "[1]"),
        (reader(r#"{"InputType":"JSONL"}"#), "1\\n2\\n", "[1,2]"),
        (reader(r#"{"InputType":"CSV","CSVHeaderLocation":"FIRST_ROW"}"#), "a,b\\n1,2\\n", r#"[{"a":"1","b":"2"}]"#),
        (
            reader(r#"{"InputType":"JSON"}"#) + r#","ItemBatcher":{"MaxItemsPerBatch":2,"BatchInput":{"x":1}}"#,
            "[1,2,3]",
            r#"[{"BatchInput":{"x":1},"Items":[1,2]},{"BatchInput":{"x":1},"Items":[3]}]"#,
        ),
        (
            reader(r#"{"InputType":"JSON"}"#) + r#","ItemSelector":{"s.$":"$$.Map.Item.Source"}"#,
            "[1]",
            r#"[{"s":"S3://b/k"}]"#,
        ),
    ] {
        let script = format!(r#"{{"s3":{{"b/k":"{object}"}}}}"#);
        assert_eq!(outcome(&map(&fields, PASS), "{}", &script), expected, "{fields}");
    }
    let missing = outcome(&map(&reader(r#"{"InputType":"JSON"}"#), PASS), "{}", "{}");
    assert!(missing.starts_with("States.ItemReaderFailed: "), "{missing}");
    let history = history(&map(&reader(r#"{"InputType":"JSON"}"#), PASS), "{}", "{}");
    assert!(history.ends_with(
        "3<2 MapStateStarted(0), 4<3 MapRunStarted, 5<4 MapRunFailed, 6<5 MapStateFailed, 7<6 ExecutionFailed"
    ));
}

#[test]
fn failures_are_tolerated_up_to_the_threshold() {
    let script = r#"{"I":[1,{"Error":"E"},{"Error":"E"},1]}"#;
    for (fields, fails) in [
        ("", true),
        (r#","ToleratedFailureCount":1"#, true),
        (r#","ToleratedFailureCount":2"#, false),
        (r#","ToleratedFailurePercentage":49"#, true),
        (r#","ToleratedFailurePercentage":50"#, false),
    ] {
        let states = map(fields, &failing());
        let run: Run = finished(start(&states, "[1,2,3,4]", script));
        let told = run.root().failure.as_ref().and_then(|failure| failure.error.as_deref());
        assert_eq!(told, fails.then_some("States.ExceedToleratedFailureThreshold"), "{fields}");
        let results = run.root().output.as_ref().map(|output| output.as_array().map_or(0, |results| results.len()));
        assert_eq!(results, (!fails).then_some(4), "what is tolerated is told");
    }
}

#[test]
fn the_members_of_an_object_are_items() {
    let reader = r#","ItemReader":{"Resource":"arn:aws:states:::s3:getObject","Parameters":{"Bucket":"b","Key":"k"},
        "ReaderConfig":{"InputType":"JSON","ItemsPointer":"/o"}}"#;
    let selector = r#","ItemSelector":{"k.$":"$$.Map.Item.Key","v.$":"$$.Map.Item.Value"}"#;
    let script = r#"{"s3":{"b/k":"{\"o\":{\"a\":1}}"}}"#;
    let pair = r#"[{"Key":"a","Value":1}]"#;
    for (fields, input, expected) in [
        (String::new(), r#"{"a":1}"#, pair),
        (r#","ItemsPath":"$.o""#.into(), r#"{"o":{"a":1}}"#, pair),
        (selector.into(), r#"{"a":1}"#, r#"[{"k":"a","v":1}]"#),
        (reader.into(), "{}", pair),
        (format!("{reader}{selector}"), "{}", r#"[{"k":"a","v":1}]"#),
        (r#","QueryLanguage":"JSONata","Items":"{% $states.input.o %}""#.into(), r#"{"o":{"a":1}}"#, pair),
        (String::new(), "1", r#"States.Runtime: Reference path "$" must point to array."#),
    ] {
        assert_eq!(outcome(&map(&fields, PASS), input, script), expected, "{fields}");
    }
}

#[test]
fn the_writer_transforms_results_and_failures_stay_whole() {
    let writer = |transformation: &str| {
        format!(
            r#","ToleratedFailureCount":1,"ResultWriter":{{"WriterConfig":{{"Transformation":"{transformation}","OutputType":"JSON"}}}}"#
        )
    };
    let script = r#"{"I":[[1,2],{"Error":"E","Cause":"c"}]}"#;
    for (fields, expected) in [
        (r#","ToleratedFailureCount":1"#.into(), r#"[[1,2],E]"#),
        (writer("COMPACT"), "[[1,2],E]"),
        (writer("FLATTEN"), "[1,2,E]"),
        (writer("NONE"), r#"["[1,2]",E]"#),
    ] {
        let results = output(&finished(start(&map(&fields, &failing()), "[0,0]", script)));
        let told =
            results.as_array().unwrap().iter().map(|result| match result.get("Status").and_then(Value::as_str) {
                Some("FAILED") => result.get("Error").unwrap().as_str().unwrap().to_owned(),
                Some(_) => result.get("Output").unwrap().to_string(),
                None => result.to_string(),
            });
        assert_eq!(format!("[{}]", told.collect::<Vec<_>>().join(",")), expected, "{fields}");
    }
}

#[test]
fn results_go_to_s3_with_a_manifest() {
    let writer =
        r#","ResultWriter":{"Resource":"arn:aws:states:::s3:putObject","Parameters":{"Bucket":"b","Prefix":"p"}}"#;
    let run = finished(start(&map(writer, PASS), "[1,2]", "{}"));
    let details = output(&run).get("ResultWriterDetails").cloned().unwrap();
    let key = details.get("Key").unwrap().as_str().unwrap().to_owned();
    assert!(key.starts_with("p/") && key.ends_with("/manifest.json"), "{key}");
    let manifest = String::from_utf8(run.world().object("b", &key).unwrap()).unwrap();
    let manifest = json::parse_value(&manifest).unwrap();
    let file = manifest.get("ResultFiles").unwrap().get("SUCCEEDED").unwrap().at(0).unwrap().get("Key").unwrap();
    let results = String::from_utf8(run.world().object("b", file.as_str().unwrap()).unwrap()).unwrap();
    assert_eq!(json::parse_value(&results).unwrap().as_array().unwrap().len(), 2);
}
