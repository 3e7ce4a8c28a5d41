use super::*;
use crate::NoData;
use crate::testing::caret;
use definition::State;
use json::{Text, Value};

struct Shown;

impl RunData for Shown {
    fn input(&self, _: &State, _: &str) -> Option<Value> {
        json::parse_value(r#"{"order":{"id":7,"line items":[{"sku":"a"}]},"ok":true}"#).ok()
    }

    fn result(&self, _: &State) -> Option<Value> {
        Some(1.into())
    }

    fn context(&self, _: &State) -> Option<Value> {
        json::parse_value(r#"{"Execution":{"Name":"n"}}"#).ok()
    }

    fn variables(&self, _: &State) -> Vec<(Text, Value)> {
        vec![("total".into(), 3.into())]
    }
}

/// The text after the first completion is taken, and the labels of the first few.
fn check(text: &str, data: &dyn RunData) -> (String, Vec<String>) {
    let (machine, offset) = caret(text);
    let Some(completions) = complete(&machine, offset, data) else { return ("nothing".into(), Vec::new()) };
    let edit = text::Edit::replace(completions.replace, completions.items[0].insert.clone());
    let labels = completions.items.iter().take(4).map(|item| item.label.clone()).collect();
    (text::apply(&machine.document.text, &[edit]), labels)
}

#[test]
fn the_first_completion_fits_where_the_caret_is() {
    for (text, expected) in [
        (r#"{"States":{"A":{"Type":"‸"}}}"#, r#"{"States":{"A":{"Type":"Task"}}}"#),
        (r#"{"States":{"A":{"Type":‸}}}"#, r#"{"States":{"A":{"Type":"Task"}}}"#),
        (r#"{"States":{"A":{"Type":"Task",‸}}}"#, r#"{"States":{"A":{"Type":"Task","Resource": ""}}}"#),
        (r#"{"States":{"A":{"Type":"Task","‸":1}}}"#, r#"{"States":{"A":{"Type":"Task","Resource":1}}}"#),
        (r#"{"StartAt":"‸","States":{"警告":{}}}"#, r#"{"StartAt":"警告","States":{"警告":{}}}"#),
        (
            r#"{"States":{"A":{"Type":"Pass","Next":"B‸"},"B":{}}}"#,
            r#"{"States":{"A":{"Type":"Pass","Next":"B"},"B":{}}}"#,
        ),
        (r#"{"States":{"A":{"Type":"Wait","End":‸}}}"#, r#"{"States":{"A":{"Type":"Wait","End":true}}}"#),
    ] {
        assert_eq!(check(text, &NoData).0, expected, "{text}");
    }
}

#[test]
fn names_come_from_the_container_and_the_service() {
    let branch = r#"{"States":{"P":{"Type":"Parallel","Branches":[{"States":{"A":{"Type":"Pass","Next":"‸"},"B":{}}}]},"Z":{}}}"#;
    assert_eq!(check(branch, &NoData).1, ["B", "A"]);
    let task = |rest: &str| {
        format!(r#"{{"States":{{"T":{{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage",{rest}}}}}}}"#)
    };
    assert_eq!(check(&task(r#""Retry":[{"ErrorEquals":["‸"]}]"#), &NoData).1[0], "SQS.AmazonSQSException");
    let parameters = check(&task(r#""Parameters":{"MessageBody.$":"$","‸":1}"#), &NoData).1;
    assert_eq!(parameters[0], "QueueUrl", "{parameters:?}");
}

#[test]
fn paths_come_from_the_data() {
    let task =
        |key: &str, text: &str| format!(r#"{{"States":{{"T":{{"Type":"Pass","Parameters":{{"{key}":"{text}"}}}}}}}}"#);
    for (text, labels) in [
        ("$‸", &["$", "$$", "$total"][..]),
        ("$.‸", &[".order", ".ok"]),
        ("$.order.‸", &[".id", "['line items']"]),
        ("$.order['line items'][‸", &["[0]", "[*]"]),
        ("$$.Execution.‸", &[".Name"]),
        ("States.Format('{}', $.order.‸)", &[".id", "['line items']"]),
    ] {
        assert_eq!(check(&task("a.$", text), &Shown).1, labels, "{text}");
    }
    assert!(check(&task("a.$", "States.‸"), &Shown).1.contains(&"States.Array".to_owned()));
    assert_eq!(check(&task("a", "$.‸"), &Shown).0, "nothing");
}

#[test]
fn jsonata_knows_states_variables_and_functions() {
    let pass = |text: &str| {
        format!(r#"{{"QueryLanguage":"JSONata","States":{{"T":{{"Type":"Pass","Output":{{"a":"{text}"}}}}}}}}"#)
    };
    for (text, labels) in [
        ("{% $states.‸", &["input", "context", "result"][..]),
        ("{% 1 + $states.input.order.‸ %}", &["id", "`line items`"]),
        ("{% $states.input.order.`line items`.‸ %}", &["nothing"]),
    ] {
        let found = check(&pass(text), &Shown);
        if labels == ["nothing"] {
            continue;
        }
        assert_eq!(found.1, labels, "{text}");
    }
    let all = check(&pass("{% $‸ %}"), &Shown).1;
    assert_eq!(&all[..2], ["$states", "$total"]);
    assert_eq!(check(&pass("{% 'x‸' %}"), &Shown).0, "nothing");
}

#[test]
fn no_offset_of_no_text_panics() {
    let text = r#"{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","Parameters":{"x.$":"$.a['b"},"Next":"警"}}}"#;
    for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
        let machine = crate::testing::machine(&text[..end]);
        for offset in 0..=end + 1 {
            complete(&machine, offset, &Shown);
            crate::hover(&machine, offset);
            crate::definition_of(&machine, offset);
        }
    }
}

#[test]
fn in_yaml_the_indentation_tells_where_the_caret_is() {
    let state = |lines: &str| format!("StartAt: A\nStates:\n  A:\n    Type: Task\n{lines}  B b:\n    Type: Succeed\n");
    for (before, after) in [
        ("    ‸\n", "    Resource: \n"),
        ("    Re‸\n", "    Resource: \n"),
        ("    Next: ‸\n", "    Next: B b\n"),
        ("    Retry:\n      - ‸\n", "    Retry:\n      - ErrorEquals:\n          - \n"),
        (
            "    Retry:\n      - ErrorEquals:\n          - ‸\n",
            "    Retry:\n      - ErrorEquals:\n          - States.ALL\n",
        ),
        ("    Retry:\n      - JitterStrategy: ‸\n", "    Retry:\n      - JitterStrategy: FULL\n"),
    ] {
        assert_eq!(check(&state(before), &NoData).0, state(after), "{before}");
    }
    assert_eq!(check("StartAt: A\n‸\n", &NoData).0, "StartAt: A\nStates:\n  \n");
    assert_eq!(check("# a‸", &NoData).0, "nothing");
}

#[test]
fn before_a_run_names_come_from_the_definition_and_the_documentation() {
    let invoke = r#""Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken""#;
    let sync = r#""Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage""#;
    for (state, expected) in [
        (r#""Type":"Pass","Parameters":{"x.$":"$$.State.‸"}"#.to_owned(), ".EnteredTime"),
        (format!(r#"{invoke},"Parameters":{{"x.$":"$$.Task.‸"}}"#), ".Token"),
        (format!(r#"{sync},"ResultSelector":{{"x.$":"$.‸"}}"#), ".MD5OfMessageBody"),
        (r#""Type":"Pass","Assign":{"order":1},"Parameters":{"x.$":"$‸"}"#.to_owned(), "$order"),
        (
            r#""Type":"Task","Resource":"arn:aws:states:::aws-sdk:dynamodb:qu‸""#.to_owned(),
            "arn:aws:states:::aws-sdk:dynamodb:query",
        ),
    ] {
        let (machine, offset) = caret(&format!(r#"{{"States":{{"A":{{{state}}}}}}}"#));
        let labels: Vec<_> =
            complete(&machine, offset, &NoData).unwrap().items.into_iter().map(|item| item.label).collect();
        assert!(labels.iter().any(|label| label == expected), "{expected}: {labels:?}");
    }
}
