use super::*;
use crate::scenario::{Outcome, Scenario};

const WHOLE: &str = r#"{
  "StateMachines": {"Orders": {"TestCases": {
    "Happy": {"Pay": "PaySucceeds"},
    "Retry": {"Pay": "PayFailsTwice", "Ship": "Ships"}
  }}},
  "MockedResponses": {
    "PaySucceeds": {"0": {"Return": {"paid": true}}},
    "PayFailsTwice": {"0-1": {"Throw": {"Error": "Busy", "Cause": "later"}}, "2": {"Return": 1}},
    "Ships": {"0": {"Return": null}}
  }
}"#;

#[test]
fn a_whole_file_reads_prints_and_becomes_rules_without_loss() {
    let (file, diagnostics) = parse(WHOLE);
    assert_eq!(diagnostics, []);
    let MockFile::Config(config) = &file else { panic!("a whole file") };
    assert_eq!(parse(&config.print()), (file.clone(), vec![]));

    let tasks = file.rules(Some("Retry")).unwrap();
    let scenario = Scenario { tasks, ..Scenario::default() };
    let throw = Outcome::Throw { error: Some("Busy".into()), cause: Some("later".into()) };
    let outcomes: Vec<_> = (0..4).map(|attempt| scenario.entry("Pay", attempt).unwrap().outcome.clone()).collect();
    assert_eq!(outcomes, [throw.clone(), throw, Outcome::Return(1.into()), Outcome::NotMocked]);

    let (again, unsaid) = MockConfigFile::from_scenario(&scenario, "Orders", "Retry");
    assert_eq!(unsaid, []);
    assert_eq!(MockFile::Config(again).rules(None).unwrap(), scenario.tasks);
}

#[test]
fn the_bare_form_needs_no_test_case() {
    let (file, diagnostics) = parse(r#"{"A": {"1": {"Return": 1}, "3-4": {"Throw": {}}}}"#);
    assert_eq!(diagnostics, []);
    let tasks = file.rules(None).unwrap();
    let scenario = Scenario { tasks, ..Scenario::default() };
    let outcome = |attempt| scenario.entry("A", attempt).unwrap().outcome.clone();
    let throw = Outcome::Throw { error: None, cause: None };
    assert_eq!(
        [0, 1, 2, 3, 4, 5].map(outcome),
        [Outcome::NotMocked, Outcome::Return(1.into()), Outcome::NotMocked, throw.clone(), throw, Outcome::NotMocked]
    );
}

#[test]
fn a_test_case_must_be_named_where_there_are_several() {
    let (file, _) = parse(WHOLE);
    assert!(file.rules(None).unwrap_err().contains("Happy, Retry"));
    assert!(file.rules(Some("Sad")).unwrap_err().contains("Happy, Retry"));
}

#[test]
fn what_is_wrong_is_said_where_it_stands() {
    for (text, at) in [
        (r#"{"A": {"one": {"Return": 1}}}"#, r#""one""#),
        (r#"{"A": {"2-1": {"Return": 1}}}"#, r#""2-1""#),
        (r#"{"A": {"0": {"Return": 1, "Throw": {"Error": "E"}}}}"#, r#"{"Error": "E"}"#),
        (r#"{"A": {"0": {}}}"#, "{}"),
        (r#"{"A": {"0": {"Throw": {"Error": 3}}}}"#, "3"),
        (r#"{"A": {"0": {"Retrun": 3}}}"#, r#""Retrun""#),
        (r#"{"MockedResponses": {}, "StateMachines": {"M": {"TestCases": {"C": {"S": "R"}}}}}"#, r#""R""#),
        (r#"{"A": 3}"#, "3"),
    ] {
        let (_, diagnostics) = parse(text);
        assert!(diagnostics.iter().any(|found| found.span.of(text) == at), "{text}: {diagnostics:?}");
    }
}

#[test]
fn a_service_shaped_outcome_is_named_as_unsaid() {
    let (scenario, _) = crate::scenario::parse(r#"{"tasks": {"A": [{"exitCode": 1}], "B": [{"return": 1}]}}"#);
    let (file, unsaid) = MockConfigFile::from_scenario(&scenario, "M", "C");
    assert_eq!(unsaid, ["A".into()]);
    assert_eq!(file.responses[0].1[0].last, 999_999);
}

#[test]
fn the_attempts_of_a_run_become_a_test_case() {
    let file = MockConfigFile::from_attempts(
        "M",
        "Recorded",
        [
            ("A".into(), MockOutcome::Throw { error: Some("E".into()), cause: None }),
            ("B".into(), MockOutcome::Return(2.into())),
            ("A".into(), MockOutcome::Return(1.into())),
        ],
    );
    let rules = MockFile::Config(file).rules(None).unwrap();
    assert_eq!(rules[0].entry(1).unwrap().outcome, Outcome::Return(1.into()));
}
