//! Forms: what they show, and what filling them in does to the text.

use super::*;
use crate::testing::{changed, errors, machine, named};
use definition::StateMachine;

const TASK: &str = r#"{
  "StartAt": "T",
  "States": {
    "T": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sns:publish",
      "Parameters": { "TopicArn": "arn:aws:sns:us-east-1:123456789012:t", "Message": "hello" },
      "Retry": [{ "ErrorEquals": ["E", "F"], "BackoffRate": 1.5 }, { "ErrorEquals": ["States.ALL"] }],
      "End": true
    },
    "F": { "Type": "Fail" }
  }
}"#;

fn of(machine: &StateMachine, name: &str) -> Section {
    form(machine, named(machine, name)).expect("it has a form")
}

/// The section with a title, at any depth; the form itself without one.
fn section(all: &Section, title: &str) -> Section {
    fn find<'s>(all: &'s Section, title: &str) -> Option<&'s Section> {
        if all.title == title { Some(all) } else { all.sections.iter().find_map(|inner| find(inner, title)) }
    }
    find(all, title).expect("the form has it").clone()
}

fn field(section: &Section, name: &str) -> &'static Field {
    section.shape.field(name).expect("the language has it")
}

/// The text after a field was filled in.
fn filled(text: &str, state: &str, title: &str, name: &str, value: &str) -> Result<String, Refused> {
    let machine = machine(text);
    let section = section(&of(&machine, state), title);
    set(&machine, &section, field(&section, name), value).map(|edits| changed(&machine, &edits))
}

#[test]
fn a_form_shows_what_is_there_and_what_must_be() {
    let machine = machine(TASK);
    let task = of(&machine, "T");
    let shown = |section: &Section| {
        section.fields.iter().map(|field| format!("{}={}", field.field.name, field.text)).collect::<Vec<_>>().join(" ")
    };
    assert!(
        shown(&task).starts_with("Type=Task Resource=arn:aws:states:::sns:publish Parameters={"),
        "{}",
        shown(&task)
    );
    assert!(shown(&task).ends_with(" Next="), "{}", shown(&task));
    assert_eq!(shown(&section(&task, "Retry[0]")), "ErrorEquals=E\nF BackoffRate=1.5");
    assert!(task.absent.iter().any(|field| field.name == "TimeoutSeconds"));
    // Of the other language, there already, or a list with a button of its own.
    assert!(!task.absent.iter().any(|field| ["Arguments", "End", "Catch"].contains(&field.name)));
    assert_eq!(task.lists.iter().map(|list| list.name).collect::<Vec<_>>(), ["Retry", "Catch"]);
}

#[test]
fn filling_in_changes_the_value_alone() {
    for (title, name, value, from, to) in [
        ("", "Resource", "arn:aws:states:::sqs:sendMessage", "sns:publish", "sqs:sendMessage"),
        (
            "",
            "Parameters",
            r#"{"A.$":"$"}"#,
            r#"{ "TopicArn": "arn:aws:sns:us-east-1:123456789012:t", "Message": "hello" }"#,
            "{\n        \"A.$\": \"$\"\n      }",
        ),
        ("Retry[0]", "BackoffRate", "2", "1.5", "2"),
        ("Retry[0]", "ErrorEquals", "E\n G ", r#"["E", "F"]"#, r#"["E", "G"]"#),
        ("Retry[0]", "BackoffRate", "", r#", "BackoffRate": 1.5"#, ""),
        ("", "Comment", "", "", ""),
    ] {
        assert_eq!(filled(TASK, "T", title, name, value), Ok(TASK.replacen(from, to, 1)), "{title} {name}");
    }
}

#[test]
fn the_way_on_is_next_or_end() {
    let to_fail = filled(TASK, "T", "", "Next", "F").unwrap();
    assert_eq!(to_fail, TASK.replace(r#""End": true"#, r#""Next": "F""#));
    assert_eq!(filled(&to_fail, "T", "", "Next", ""), Ok(TASK.to_owned()));
}

#[test]
fn what_a_field_cannot_hold_is_refused() {
    for (title, name, value, expected) in
        [("Retry[0]", "BackoffRate", "two", Refused::NoNumber), ("", "Parameters", "{\"A\":", Refused::NoJson)]
    {
        assert_eq!(filled(TASK, "T", title, name, value), Err(expected), "{name}");
    }
}

#[test]
fn an_expression_stands_in_for_json() {
    let text = TASK.replace("Parameters", "Arguments").replacen('{', r#"{"QueryLanguage":"JSONata","#, 1);
    let after = filled(&text, "T", "", "Arguments", "{% $states.input %}").unwrap();
    assert!(after.contains(r#""Arguments": "{% $states.input %}""#), "{after}");
}

#[test]
fn whatever_is_added_is_valid() {
    // What its own fields or their data must say cannot be known.
    let unknown = ["Credentials", "ResultSelector", "ItemReader", "ItemBatcher", "ResultWriter"];
    let wait = TASK.replace(
        "\"F\": { \"Type\": \"Fail\" }",
        "\"F\": { \"Type\": \"Choice\", \"Choices\": [{ \"Variable\": \"$.x\", \"IsNull\": true, \"Next\": \"T\" }] }",
    );
    for (text, state) in [(TASK, "T"), (TASK, "F"), (&*wait, "F")] {
        let machine = machine(text);
        let section = of(&machine, state);
        let known = errors(text);
        let new = |edits: &[text::Edit]| {
            let after = changed(&machine, edits);
            assert_ne!(after, text);
            errors(&after).into_iter().filter(|error| !known.contains(error)).collect::<Vec<_>>()
        };
        for field in section.absent.iter().filter(|field| !unknown.contains(&field.name)) {
            assert_eq!(new(&add_field(&machine, &section, field)), Vec::<String>::new(), "{}", field.name);
        }
        for list in &section.lists {
            assert_eq!(new(&add_item(&machine, &section, list)), Vec::<String>::new(), "{}", list.name);
        }
    }
}

#[test]
fn a_new_retrier_stands_before_the_one_for_all_errors() {
    let machine = machine(TASK);
    let task = of(&machine, "T");
    let after = changed(&machine, &add_item(&machine, &task, field(&task, "Retry")));
    let order = ["BackoffRate", "States.TaskFailed", "States.ALL"].map(|part| after.find(part));
    assert!(order[0] < order[1] && order[1] < order[2], "{after}");
}

#[test]
fn the_last_entry_takes_its_list_along() {
    let mut text = TASK.to_owned();
    for _ in 0..2 {
        let machine = machine(&text);
        text = changed(&machine, &remove(&machine, &section(&of(&machine, "T"), "Retry[0]")));
    }
    assert_eq!(text, TASK.lines().filter(|line| !line.contains("Retry")).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_branch_is_one_more_container() {
    let text = r#"{"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[{"StartAt":"Pass","States":{"Pass":{"Type":"Pass","End":true}}}],"End":true}}}"#;
    let machine = machine(text);
    let parallel = of(&machine, "P");
    let after = changed(&machine, &add_item(&machine, &parallel, field(&parallel, "Branches")));
    assert_eq!(crate::testing::flow(&after), ">P >Pass >Pass 2 P:. Pass:. Pass 2:.");
    assert_eq!(errors(&after), Vec::<String>::new());
}
