//! Values that a person put in the place of what the run makes.

use super::{finished, start_with, told};
use crate::{DataEdit, EditedPlace, FormerValues, Options};
use json::parse_value;

const LOOP: &str = r#"{
    "Set":{"Type":"Pass","Assign":{"limit":2},"Next":"Count"},
    "Count":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.n, 1)"},"Next":"Enough"},
    "Enough":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericLessThanPath":"$limit","Next":"Count"}],"Default":"Each"},
    "Each":{"Type":"Map","ItemsPath":"$.list","ItemProcessor":{"StartAt":"Item","States":{"Item":{"Type":"Pass","End":true}}},"End":true}}"#;

fn edited(path: &str, visit: u32, place: EditedPlace, value: &str) -> String {
    let edit = DataEdit { path: path.into(), visit, place, value: parse_value(value).unwrap() };
    let options = Options { edits: vec![edit], ..Options::default() };
    told(finished(start_with(LOOP, r#"{"n":0}"#, "{}", options)).root())
}

#[test]
fn an_edit_takes_the_place_of_what_the_run_made() {
    let missing = r#"States.Runtime"#;
    for (path, visit, place, value, expected) in [
        ("Each", 0, EditedPlace::Input, r#"{"list":[1,2]}"#, "[1,2]"),
        ("Enough", 1, EditedPlace::Output, r#"{"list":[3]}"#, "[3]"),
        ("Enough", 0, EditedPlace::Variable("limit".into()), "0", missing),
        ("Count", 1, EditedPlace::Input, r#"{"n":8}"#, missing),
    ] {
        let told = edited(path, visit, place.clone(), value);
        assert!(told.starts_with(expected), "{path} {visit} {place:?}: {told}");
    }
}

#[test]
fn what_stood_where_a_value_was_edited_is_kept() {
    let edit = |path: &str, place, value: &str| DataEdit {
        path: path.into(),
        visit: 0,
        place,
        value: parse_value(value).unwrap(),
    };
    let edits = vec![
        edit("Count", EditedPlace::Input, r#"{"n":4}"#),
        edit("Count", EditedPlace::Output, r#"{"n":9,"list":[]}"#),
        edit("Enough", EditedPlace::Variable("limit".into()), "0"),
        edit("Enough", EditedPlace::Variable("new".into()), "1"),
    ];
    let options = Options { edits, ..Options::default() };
    let run = finished(start_with(LOOP, r#"{"n":0}"#, "{}", options));
    let former: Vec<_> = run.visits().iter().map(|visit| visit.flow.former.as_deref().cloned()).collect();
    let value = |text: &str| Some(parse_value(text).unwrap());
    let count = FormerValues { input: value(r#"{"n":0}"#), output: value(r#"{"n":5}"#), variables: Vec::new() };
    let variables = vec![("limit".into(), value("2")), ("new".into(), None)];
    let enough = FormerValues { variables, ..FormerValues::default() };
    assert_eq!(former[1..3], [Some(count), Some(enough)]);
    assert_eq!((&former[0], &former[3]), (&None, &None));
}

#[test]
fn an_edit_of_one_iteration_leaves_the_others_alone() {
    let list = DataEdit {
        path: "Each".into(),
        visit: 0,
        place: EditedPlace::Input,
        value: parse_value(r#"{"list":[1,2,3]}"#).unwrap(),
    };
    let item = DataEdit { path: "Each[1]/Item".into(), visit: 0, place: EditedPlace::Input, value: 9.into() };
    let options = Options { edits: vec![list, item], ..Options::default() };
    assert_eq!(told(finished(start_with(LOOP, r#"{"n":0}"#, "{}", options)).root()), "[1,9,3]");
}
