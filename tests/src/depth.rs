//! The deepest texts that are accepted are handled within a browser's stack; deeper ones are refused, not crashed on.

use crate::both;
use crate::play::{finished, history, outcome, start};
use json::{MAX_DEPTH, Value};
use std::rc::Rc;

fn nested(levels: u32, open: &str, inner: &str, close: &str) -> String {
    let levels = levels as usize;
    format!("{}{inner}{}", open.repeat(levels), close.repeat(levels))
}

#[both::test]
fn the_deepest_value_is_read_printed_compared_and_dropped() {
    for text in [nested(MAX_DEPTH, "[", "", "]"), nested(MAX_DEPTH - 1, "{\"a\":", "1", "}")] {
        let value = json::parse_value(&text).unwrap();
        assert_eq!(value.to_string(), text);
        assert_eq!(value, json::parse(&text).0.root.unwrap().to_value());
        assert_eq!(json::parse_value(&json::print_pretty(&value)).unwrap(), value);
    }
}

#[both::test]
fn what_is_too_deep_is_refused() {
    for levels in [MAX_DEPTH + 1, 100_000] {
        let text = nested(levels, "[", "", "]");
        assert!(json::parse_value(&text).is_err());
        assert!(!json::parse(&text).1.is_empty());
    }
}

#[both::test]
fn a_deep_scan_reaches_the_bottom() {
    let value = json::parse_value(&nested(MAX_DEPTH - 2, "{\"a\":", "{\"bottom\": 1}", "}")).unwrap();
    let found = jsonpath::Path::parse("$..bottom").unwrap().eval(&value).unwrap();
    assert_eq!(found.at(0).and_then(Value::as_i64), Some(1));
}

#[both::test]
fn the_deepest_definition_is_lowered() {
    let open = r#"{"StartAt":"A","States":{"A":{"Type":"Parallel","End":true,"Branches":["#;
    let inner = r#"{"StartAt":"B","States":{"B":{"Type":"Succeed"}}}"#;
    let text = nested(MAX_DEPTH / 4 - 1, open, inner, "]}}}");
    let (machine, _) = definition::lower(&Rc::new(json::parse(&text).0));
    assert!(machine.find_anywhere("B").is_some());
}

#[both::test]
fn the_deepest_template_is_evaluated() {
    // Four levels are the definition's own, and the history's events put two around the data.
    let template = nested(MAX_DEPTH - 10, "{\"a\":", "{\"x.$\":\"$.x\"}", "}");
    let definition = format!(
        r#"{{"StartAt":"A","States":{{"A":{{"Type":"Pass","Parameters":{template},"Next":"B"}},"B":{{"Type":"Succeed"}}}}}}"#
    );
    let run = finished(start(&definition, r#"{"x":1}"#, ""));
    assert_eq!(outcome(&run), "SUCCEEDED");
    assert!(history(&run).len() > 5_000);
}

#[both::test]
fn a_recursion_without_end_is_ended() {
    for expression in
        ["($f := function($n) { 1 + $f($n + 1) }; $f(0))", "($f := function($n) { [$n].($f($ + 1) + 1) }; $f(0))"]
    {
        let definition = format!(
            r#"{{"QueryLanguage":"JSONata","StartAt":"A","States":{{"A":{{"Type":"Pass","Output":"{{% {expression} %}}","End":true}}}}}}"#
        );
        assert_eq!(
            outcome(&finished(start(&definition, "", ""))),
            "FAILED States.QueryEvaluationError",
            "{expression}"
        );
    }
}
