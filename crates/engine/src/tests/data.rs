//! What the stages do to the data.

use super::{history, in_state, outcome};

#[test]
fn jsonpath_stages_follow_one_another() {
    for (fields, input, expected) in [
        ("", r#"{"a":1}"#, r#"{"a":1}"#),
        (r#","InputPath":"$.a""#, r#"{"a":{"b":2}}"#, r#"{"b":2}"#),
        (r#","InputPath":null"#, r#"{"a":1}"#, "{}"),
        (r#","OutputPath":null"#, r#"{"a":1}"#, "{}"),
        (r#","OutputPath":"$.a""#, r#"{"a":[1]}"#, "[1]"),
        (r#","Parameters":{"x.$":"$.a","y":"$.a"}"#, r#"{"a":1}"#, r#"{"x":1,"y":"$.a"}"#),
        (r#","Parameters":{"n":{"l":[{"x.$":"$.a"}]}}"#, r#"{"a":1}"#, r#"{"n":{"l":[{"x":1}]}}"#),
        (r#","Parameters":{"x.$":"States.Format('{}!', $.a)"}"#, r#"{"a":1}"#, r#"{"x":"1!"}"#),
        (r#","Result":7"#, r#"{"a":1}"#, "7"),
        (r#","Result":7,"ResultPath":"$.r""#, r#"{"a":1}"#, r#"{"a":1,"r":7}"#),
        (r#","Result":7,"ResultPath":null"#, r#"{"a":1}"#, r#"{"a":1}"#),
        (r#","Result":7,"ResultPath":"$.list[0].x""#, "{}", r#"{"list":[{"x":7}]}"#),
        (r#","InputPath":"$.a","ResultPath":"$.copy""#, r#"{"a":{"b":2}}"#, r#"{"a":{"b":2},"copy":{"b":2}}"#),
        (r#","Parameters":{"i.$":"$$.Execution.Input.a"}"#, r#"{"a":1}"#, r#"{"i":1}"#),
        (r#","Parameters":{"all.$":"$.a[*].b"}"#, r#"{"a":[{"b":1},{"b":2}]}"#, r#"{"all":[1,2]}"#),
        (r#","Parameters":{"all.$":"$.none[*].b"}"#, "{}", r#"{"all":[]}"#),
    ] {
        let states = format!(r#"{{"P":{{"Type":"Pass","End":true{fields}}}}}"#);
        assert_eq!(outcome(&states, input, "{}"), expected, "{fields}");
    }
}

#[test]
fn a_path_that_finds_nothing_ends_the_execution_at_once() {
    for (fields, cause) in [
        (r#","InputPath":"$.x""#, "Invalid path '$.x' : No results for path: $['x']"),
        (r#","OutputPath":"$.x.y.z""#, "Invalid path '$.x.y.z' : Missing property in path $['x']"),
        (
            r#","Parameters":{"v.$":"$.x"}"#,
            r#"The JSONPath '$.x' specified for the field 'v.$' could not be found in the input '{"a":1}'"#,
        ),
    ] {
        let states = format!(r#"{{"P":{{"Type":"Pass","End":true{fields}}}}}"#);
        let expected = format!("States.Runtime: {}", in_state("P", 2, cause));
        assert_eq!(outcome(&states, r#"{"a":1}"#, "{}"), expected, "{fields}");
        assert_eq!(history(&states, r#"{"a":1}"#, "{}"), "2<0 PassStateEntered, 3<2 ExecutionFailed");
    }
}

#[test]
fn a_result_path_that_does_not_fit_is_a_failure_of_its_own() {
    let states = r#"{"P":{"Type":"Pass","Result":1,"ResultPath":"$.a[3]","End":true}}"#;
    assert!(outcome(states, r#"{"a":[1]}"#, "{}").starts_with("States.ResultPathMatchFailure: "));
}

#[test]
fn jsonata_states_have_arguments_output_and_assign() {
    for (fields, input, expected) in [
        ("", r#"{"a":1}"#, r#"{"a":1}"#),
        (r#","Output":{"x":"{% $states.input.a + 1 %}","y":" {% 1 %}"}"#, r#"{"a":1}"#, r#"{"x":2,"y":" {% 1 %}"}"#),
        (r#","Output":"{% $states.context.State.Name %}""#, "{}", r#""P""#),
        (r#","Output":["{% 1 %}",{"b":"{% 'c' %}"}]"#, "{}", r#"[1,{"b":"c"}]"#),
    ] {
        let states = format!(r#"{{"P":{{"Type":"Pass","QueryLanguage":"JSONata","End":true{fields}}}}}"#);
        assert_eq!(outcome(&states, input, "{}"), expected, "{fields}");
    }
}

#[test]
fn a_failed_evaluation_says_where_and_can_be_caught() {
    let cause =
        "The JSONata expression '$states.input.x' specified for the field 'Output/v[1]' returned nothing (undefined).";
    let states =
        r#"{"P":{"Type":"Pass","QueryLanguage":"JSONata","Output":{"v":[1,"{% $states.input.x %}"]},"End":true}}"#;
    let expected = format!("States.QueryEvaluationError: {}", in_state("P", 2, cause));
    assert_eq!(outcome(states, "{}", "{}"), expected);
    assert_eq!(history(states, "{}", "{}"), "2<0 PassStateEntered, 3<2 EvaluationFailed, 4<3 ExecutionFailed");
    let caught = r#"{"T":{"Type":"Task","QueryLanguage":"JSONata","Resource":"arn:aws:states:::lambda:invoke",
        "Output":"{% $nothing %}","Catch":[{"ErrorEquals":["States.QueryEvaluationError"],"Output":"caught","Next":"S"}],
        "End":true},"S":{"Type":"Succeed"}}"#;
    assert_eq!(outcome(caught, "{}", "{}"), r#""caught""#);
}

#[test]
fn assign_and_output_see_the_values_before_the_state() {
    let states = r#"{
        "A":{"Type":"Pass","QueryLanguage":"JSONata","Assign":{"x":1},"Next":"B"},
        "B":{"Type":"Pass","QueryLanguage":"JSONata","Assign":{"x":"{% $x + 1 %}","y":"{% $x %}"},
             "Output":"{% $x %}","Next":"C"},
        "C":{"Type":"Pass","Parameters":{"x.$":"$x","y.$":"$y","out.$":"$"},"End":true}}"#;
    assert_eq!(outcome(states, "{}", "{}"), r#"{"x":2,"y":1,"out":1}"#);
}

#[test]
fn a_branch_reads_outer_variables_and_keeps_its_own() {
    let states = r#"{
        "A":{"Type":"Pass","Assign":{"x":1},"Next":"P"},
        "P":{"Type":"Parallel","Branches":[{"StartAt":"B","States":{
            "B":{"Type":"Pass","Assign":{"y.$":"$x"},"Next":"C"},
            "C":{"Type":"Pass","Parameters":{"x.$":"$x","y.$":"$y"},"End":true}}}],"Next":"D"},
        "D":{"Type":"Pass","Parameters":{"y.$":"$y"},"End":true}}"#;
    assert!(outcome(states, "{}", "{}").contains("'$y' specified for the field 'y.$'"));
}

#[test]
fn choice_takes_the_first_rule_that_matches() {
    let states = r#"{"C":{"Type":"Choice","Choices":[
        {"And":[{"Variable":"$.n","IsPresent":true},{"Variable":"$.n","NumericGreaterThan":10}],"Next":"Big"},
        {"Not":{"Variable":"$.s","IsPresent":true},"Next":"Small"},
        {"Or":[{"Variable":"$.s","StringMatches":"a*"},{"Variable":"$.s","StringEqualsPath":"$.t"}],"Next":"Text"}]},
        "Big":{"Type":"Pass","Result":"big","End":true},"Small":{"Type":"Pass","Result":"small","End":true},
        "Text":{"Type":"Pass","Result":"text","End":true}}"#;
    for (input, expected) in [
        (r#"{"n":11}"#, r#""big""#),
        (r#"{"n":10}"#, r#""small""#),
        (r#"{"s":"abc"}"#, r#""text""#),
        (r#"{"s":"x","t":"x"}"#, r#""text""#),
    ] {
        assert_eq!(outcome(states, input, "{}"), expected, "{input}");
    }
    let none = outcome(states, r#"{"s":"x","t":"y"}"#, "{}");
    assert!(
        none.starts_with("States.Runtime: ") && none.ends_with("The state does not point to a next state."),
        "{none}"
    );
    let missing = outcome(states, r#"{"s":"x"}"#, "{}");
    assert!(missing.contains("Invalid path '$.t': The choice state's condition path references an invalid value."));
}

#[test]
fn a_map_without_items_needs_an_array() {
    let states =
        r#"{"M":{"Type":"Map","ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}"#;
    assert_eq!(outcome(states, "[1,2]", "{}"), "[1,2]");
    assert_eq!(outcome(states, "5", "{}"), r#"States.Runtime: Reference path "$" must point to array."#);
}

#[test]
fn an_item_knows_where_it_is_from() {
    let states = r#"{"M":{"Type":"Map","ItemSelector":{"item.$":"$$.Map.Item"},
        "ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}"#;
    let item = r#"[{"item":{"Index":0,"Value":7,"Source":"STATE_DATA"}}]"#;
    assert_eq!(outcome(states, "[7]", "{}"), item);
}

#[test]
fn wait_takes_seconds_and_moments_from_anywhere() {
    for (fields, input, expected) in [
        (r#""Seconds":5"#, "{}", "3<2 WaitStateExited @5"),
        (r#""SecondsPath":"$.s""#, r#"{"s":7}"#, "3<2 WaitStateExited @7"),
        (r#""SecondsPath":"$.s""#, r#"{"s":0}"#, "3<2 WaitStateExited"),
        (r#""Timestamp":"2026-01-01T00:01:00Z""#, "{}", "3<2 WaitStateExited @60"),
        (r#""Timestamp":"2020-01-01T00:01:00Z""#, "{}", "3<2 WaitStateExited"),
        (r#""TimestampPath":"$.t""#, r#"{"t":"2026-01-01T00:00:03+00:00"}"#, "3<2 WaitStateExited @3"),
        (r#""QueryLanguage":"JSONata","Seconds":"{% 2 + 2 %}""#, "{}", "3<2 WaitStateExited @4"),
        (r#""SecondsPath":"$.s""#, r#"{"s":-1}"#, "3<2 ExecutionFailed"),
        (r#""SecondsPath":"$.s""#, r#"{"s":1.5}"#, "3<2 ExecutionFailed"),
        (r#""TimestampPath":"$.t""#, r#"{"t":"2026-01-01 00:00:03"}"#, "3<2 ExecutionFailed"),
        (r#""Seconds":2147483648"#, "{}", "3<2 ExecutionFailed"),
    ] {
        let states = format!(r#"{{"W":{{"Type":"Wait",{fields},"End":true}}}}"#);
        let history = history(&states, input, "{}");
        assert!(history.starts_with(&format!("2<0 WaitStateEntered, {expected}")), "{fields} {input}: {history}");
    }
}

#[test]
fn data_over_256_kib_is_refused_and_named_after_its_source() {
    let long = "x".repeat(262_144);
    let states = format!(r#"{{"P":{{"Type":"Pass","Result":"{long}","End":true}}}}"#);
    let expected = "States.DataLimitExceeded: The state/task 'P' returned a result with a size exceeding the maximum number of bytes service limit.";
    assert_eq!(outcome(&states, "{}", "{}"), expected);
    let fits = format!(r#"{{"P":{{"Type":"Pass","Result":"{}","End":true}}}}"#, &long[2..]);
    assert_eq!(outcome(&fits, "{}", "{}").len(), 262_144);
}
