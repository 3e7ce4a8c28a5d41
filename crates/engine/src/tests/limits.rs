//! The numbers AWS sets.

use super::{finished, history, outcome, start, task};

/// `{"x": …}` with a text of so many bytes.
fn text_of(bytes: usize) -> String {
    format!(r#"{{"x":"{}"}}"#, "x".repeat(bytes))
}

/// A Pass that assigns `$.x` to variables of these names.
fn assigning(names: &[String], transition: &str) -> String {
    let assign: Vec<String> = names.iter().map(|name| format!(r#""{name}.$":"$.x""#)).collect();
    format!(r#"{{"Type":"Pass","Assign":{{{}}},{transition}}}"#, assign.join(","))
}

#[test]
fn what_a_state_sends_is_limited() {
    let twice = r#""Parameters":{"a.$":"$.x","b.$":"$.x"}"#;
    let cause = "States.DataLimitExceeded: The state/task 'S' provided parameters with a size exceeding the maximum \
                 number of bytes service limit.";
    for (state, input, expected) in [
        (task(&format!(r#"{twice},"ResultPath":null,"OutputPath":null,"End":true"#)), text_of(131_000), "{}"),
        (task(&format!(r#"{twice},"End":true"#)), text_of(140_000), cause),
        (format!(r#"{{"Type":"Pass",{twice},"OutputPath":null,"End":true}}"#), text_of(140_000), cause),
    ] {
        assert_eq!(outcome(&format!(r#"{{"S":{state}}}"#), &input, "{}"), expected);
    }
}

#[test]
fn variables_are_limited_together_and_one_assign_at_a_time() {
    let names = |count: usize, from: usize| (from..from + count).map(|n| format!("v{n}")).collect::<Vec<_>>();
    let one = |count| format!(r#"{{"S":{}}}"#, assigning(&names(count, 0), r#""OutputPath":null,"End":true"#));
    assert_eq!(outcome(&one(1), &text_of(250_000), "{}"), "{}");
    assert!(outcome(&one(2), &text_of(140_000), "{}").starts_with("States.DataLimitExceeded"));
    let many = |count| {
        let states: Vec<String> = (0..count)
            .map(|n| format!(r#""S{n}":{}"#, assigning(&names(1, n), &format!(r#""Next":"S{}""#, n + 1))))
            .collect();
        format!(r#"{{{},"S{count}":{{"Type":"Pass","OutputPath":null,"End":true}}}}"#, states.join(","))
    };
    assert_eq!(outcome(&many(41), &text_of(250_000), "{}"), "{}");
    assert!(outcome(&many(42), &text_of(250_000), "{}").starts_with("States.DataLimitExceeded: The state/task 'S41'"));
}

#[test]
fn a_standard_execution_lasts_a_year_at_most() {
    let wait = r#"{"W":{"Type":"Wait","Seconds":40000000,"End":true}}"#;
    assert_eq!(history(wait, "{}", "{}"), "2<0 WaitStateEntered, 3<0 ExecutionTimedOut @31536000");
    assert_eq!(outcome(wait, "{}", "{}"), "States.Timeout: -");
    let short = r#"{"W":{"Type":"Wait","Seconds":31536000,"End":true}}"#;
    assert_eq!(outcome(short, "{}", "{}"), "{}");
}

#[test]
fn a_redrive_counts_the_timeout_anew() {
    let states = r#"{"W":{"Type":"Wait","Seconds":60,"Next":"T"},"T":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","Next":"V"},"V":{"Type":"Wait","Seconds":80,"End":true}}"#;
    let text = format!(r#"{{"StartAt":"W","TimeoutSeconds":100,"States":{states}}}"#);
    let mut run = finished(start(&text, "{}", r#"{"T":[{"Error":"E"},1]}"#));
    assert_eq!(run.root().status.name(), "FAILED");
    assert!(run.redrive());
    assert_eq!(finished(run).root().status.name(), "SUCCEEDED");
}
