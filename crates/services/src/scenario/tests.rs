use super::*;

/// Every form that a scenario file knows.
const EVERYTHING: &str = r#"{
  "seed": 7,
  "startTime": "2026-02-03T04:05:06Z",
  "tasks": {
    "A": [{"ecs": {"containers": [{"name": "app", "exitCode": 9, "reason": null}, {"name": "log", "exitCode": 0, "essential": false, "duration": "9s", "log": ["a", "b"]}],
                   "duration": "45s", "stopCode": "EssentialContainerExited", "stoppedReason": "Essential container in task exited"}},
          {"ecs": {"failures": [{"arn": "arn:x", "reason": "RESOURCE:MEMORY"}]}},
          {"ecs": "OutOfMemory", "times": 2}],
    "B": [{"eks": {"job": "Succeeded", "logs": {"pi-20": "{ \"pi\": 3.1415926535897932385 }"}, "duration": "2m"}},
          {"eks": {"statusCode": 409, "message": "m"}}, {"eks": {"job": "Failed", "reason": "DeadlineExceeded", "exitCode": 137}}, {"eks": {"waiting": "Unschedulable"}}, {"eks": {"evicted": true}}],
    "C": [{"return": {"any": "json"}, "duration": {"min": "1s", "max": "3s"}}, {"throw": {"error": "Name", "cause": {"a": 1}}, "duration": {"mean": "1m", "deviation": "5s"}}],
    "D": [{"callback": {"success": [1], "after": "10s", "heartbeatEvery": "5s"}},
          {"callback": {"failure": {"error": "Name", "cause": "text"}, "after": "10s"}}, {"callback": {"never": true}}],
    "Map[3]/E": {"exitCode": 9},
    "F": [{"oneOf": [{"weight": 0.25, "throw": {"error": "E"}}, {"weight": 0.75, "default": true}]}, {"never": true}, {"notMocked": true}],
    "G": [{"lambda": {"errorType": "E", "errorMessage": "m", "stackTrace": ["l"]}}, {"lambda": {"payload": 1}}, {"http": {"statusCode": 503, "body": "x"}}],
    "H": [{"batch": {"status": "FAILED", "reason": "r", "exitCode": 1}}, {"glue": "TIMEOUT", "overlay": {"ErrorMessage": "m"}}],
    "I": [{"never": true, "person": [{"after": "2s", "take": "me"}, {"after": "5s", "heartbeat": true}, {"after": "9s", "failure": {"error": "E"}}]},
          {"callback": {"never": true}, "person": [{"after": "1m", "success": null}]}, {"default": true, "person": [{"after": "40s", "stop": "r"}]}]
  },
  "machines": {"Child": {"A": [{"default": true}]}},
  "s3": {"bucket": {"key.json": [1, 2]}},
  "dynamodb": {"table": [{"id": {"S": "1"}}]}
}"#;

#[test]
fn a_scenario_reads_and_prints_without_loss() {
    let (scenario, diagnostics) = parse(EVERYTHING);
    assert_eq!(diagnostics, []);
    assert_eq!(scenario.tasks.len(), 9);
    assert_eq!(scenario.tasks[0].entries[0].duration, Some(Lasting::Fixed(45_000)));
    assert_eq!(scenario.tasks[0].entries[2].times, 2);
    let Outcome::Eks(killed) = &scenario.tasks[1].entries[2].outcome else { panic!("a job") };
    assert_eq!((killed.failed, killed.exit_code), (Some(true), Some(137)));
    let (again, diagnostics) = parse(&print(&scenario));
    assert_eq!(diagnostics, []);
    assert_eq!(again, scenario);
}

#[test]
fn what_is_wrong_is_said_where_it_stands() {
    for (text, code, at) in [
        (r#"{"tasks": {"A": [{"exitcode": 9}]}}"#, "SCENARIO_UNKNOWN_FIELD", r#""exitcode""#),
        (r#"{"tasks": {"A": [{"exitCode": "nine"}]}}"#, "SCENARIO_TYPE", r#""nine""#),
        (r#"{"tasks": {"A": [{"ecs": "OutOfMemroy"}]}}"#, "SCENARIO_VALUE", r#""OutOfMemroy""#),
        (r#"{"tasks": {"A": [{"return": 1, "duration": "soon"}]}}"#, "SCENARIO_TYPE", r#""soon""#),
        (r#"{"tasks": {"A": [{"return": 1, "throw": {}}]}}"#, "SCENARIO_VALUE", "{}"),
        (r#"{"tasks": {"A": [{"return": 1, "times": 0}]}}"#, "SCENARIO_VALUE", "0"),
        (r#"{"tasks": {"A": [{"person": [{"after": "1s"}]}]}}"#, "SCENARIO_VALUE", r#"{"after": "1s"}"#),
        (r#"{"startTime": "yesterday"}"#, "SCENARIO_TYPE", r#""yesterday""#),
        (r#"{"tasks": []}"#, "SCENARIO_TYPE", "[]"),
        (r#"[]"#, "SCENARIO_TYPE", "[]"),
    ] {
        let (_, diagnostics) = parse(text);
        let found: Vec<_> = diagnostics.iter().map(|found| (&*found.code, found.span.of(text))).collect();
        assert!(found.contains(&(code, at)), "{text}: {found:?}");
    }
}

#[test]
fn a_slip_in_a_name_offers_a_fix() {
    let (_, diagnostics) = parse(r#"{"taks": {}}"#);
    assert_eq!(diagnostics[0].fixes[0].title, "Change to \"tasks\"");
}

#[test]
fn one_attempt_is_set_and_the_others_stay() {
    let fails = Entry::new(Outcome::Throw { error: Some("E".into()), cause: None });
    let returns = |value: i32| Entry::new(Outcome::Return(value.into()));
    for (before, attempt, expected) in [
        (vec![], 0, vec![fails.clone(), Entry::default()]),
        (vec![], 2, vec![Entry::default().times(2), fails.clone(), Entry::default()]),
        (vec![returns(1)], 1, vec![returns(1), fails.clone(), returns(1)]),
        (vec![returns(1).times(3), returns(2)], 1, vec![returns(1), fails.clone(), returns(1), returns(2)]),
        (vec![fails.clone().times(2), returns(2)], 2, vec![fails.clone().times(3), returns(2)]),
    ] {
        let mut scenario = Scenario::default();
        scenario.set_entries("T", before.clone());
        scenario.set_attempt("T", attempt, fails.clone());
        assert_eq!(scenario.entries("T"), expected, "{before:?} {attempt}");
        assert_eq!(scenario.entry("T", attempt).map(|entry| &entry.outcome), Some(&fails.outcome));
    }
}

#[test]
fn an_intervention_changes_its_attempt_only() {
    let scenario = r#"{"tasks": {"M[*]/T": [{"never": true}]}, "machines": {"Child": {"T": [{"never": true}]}}}"#;
    let (scenario, _) = parse(scenario);
    let place = |machine: Option<&str>, key: &str, attempt| AttemptPlace {
        machine: machine.map(Text::from),
        key: key.into(),
        attempt,
    };
    for (place, key, counts) in [
        (place(None, "T", 2), "T", vec![0, 1, 0]),
        (place(None, "M[1]/T", 0), "M[1]/T", vec![1, 0]),
        (place(Some("Child"), "T", 1), "T", vec![0, 1, 0]),
    ] {
        let mut changed = scenario.clone();
        changed.intervene(&place, Intervention { after_millis: 5, deed: Deed::Heartbeat });
        let rules = if place.machine.is_some() { &changed.machines[0].1 } else { &changed.tasks };
        let rule = rules.iter().find(|rule| &*rule.key == key).unwrap();
        let deeds: Vec<usize> = rule.entries.iter().map(|entry| entry.person.len()).collect();
        assert_eq!(deeds, counts, "{place:?}");
        let usual = if key == "T" && place.machine.is_none() { Outcome::Default } else { Outcome::NeverRespond };
        assert!(rule.entries.iter().all(|entry| entry.outcome == usual), "{place:?}");
    }
}

#[test]
fn failing_so_often_and_then_succeeding_is_two_entries() {
    let mut scenario = Scenario::default();
    scenario.fail_then_succeed("T", Entry::new(Outcome::NeverRespond), 2);
    let outcome = |attempt| scenario.entry("T", attempt).map(|entry| entry.outcome.clone());
    assert_eq!(
        [outcome(0), outcome(1), outcome(2), outcome(9)].map(|o| o == Some(Outcome::Default)),
        [false, false, true, true]
    );
    scenario.set_entries("T", vec![]);
    assert!(scenario.tasks.is_empty());
}
