//! What a trace tells about an evaluation.

use crate::{Expression, Limits, NoVariables, Origin, Scope, Segment, Trace};
use host::{Host, Seed, Timestamp};
use json::Value;

struct States(Value);

impl Scope for States {
    fn variable(&self, name: &str) -> Option<Value> {
        (name == "states").then(|| self.0.clone())
    }
}

fn trace(text: &str) -> Trace {
    let input = r#"{"input":{"a":1,"b":{"c":"x","d":[1,2]},"items":[{"id":"p","n":1},{"id":"q","n":2}]}}"#;
    let states = States(json::parse_value(input).unwrap());
    let mut host = Host::new(Timestamp::default(), Seed(0));
    let expression = Expression::parse(text).unwrap();
    let plain = expression.eval(None, &states, &mut host, Limits::default());
    let (result, trace) = expression.eval_traced(None, &states, &mut host, Limits::default());
    assert_eq!(result, plain, "{text}");
    trace
}

fn path(segments: &[Segment]) -> String {
    let segments = segments.iter().map(|segment| match segment {
        Segment::Key(key) => format!(".{key}"),
        Segment::Index(index) => format!("[{index}]"),
    });
    segments.collect()
}

fn origin(origin: &Origin) -> String {
    let inputs: Vec<String> =
        origin.inputs.iter().map(|node| format!("{}{}", node.variable, path(&node.path))).collect();
    format!("${} {} {}", path(&origin.output), if origin.is_copy { "=" } else { "<-" }, inputs.join(" "))
}

#[test]
fn each_sub_expression_shows_its_value() {
    let text = "$states.input.a + 2 * 3";
    let values: Vec<(String, String)> = trace(text)
        .values
        .iter()
        .map(|traced| (traced.span.of(text).to_owned(), traced.value.as_ref().map_or("-".to_owned(), Value::to_string)))
        .collect();
    for (part, value) in [("$states.input.a", "1"), ("2", "2"), ("2 * 3", "6"), ("$states.input.a + 2 * 3", "7")] {
        assert!(values.contains(&(part.into(), value.into())), "{part} in {values:?}");
    }
}

#[test]
fn the_parts_of_a_result_name_their_origins() {
    for (text, expected) in [
        ("$states.input.b", &["$ = states.input.b"][..]),
        ("$states.input.a", &["$ = states.input.a"]),
        ("$states.input.a + 1", &["$ <- states.input.a"]),
        ("1 + 1", &["$ <- "]),
        ("$uppercase($states.input.b.c)", &["$ <- states.input.b.c"]),
        (
            "{'copy': $states.input.b, 'sum': $states.input.a + $sum($states.input.b.d), 'constant': 'k'}",
            &["$.copy = states.input.b", "$.sum <- states.input.a states.input.b.d", "$.constant <- "],
        ),
        ("$states.input.items[n = 2]", &["$ = states.input.items[1]"]),
        ("$states.input.items.id", &["$[0] = states.input.items[0].id", "$[1] = states.input.items[1].id"]),
        (
            "$map($states.input.items, function($v) { {'key': $v.id, 'twice': $v.n * 2} })",
            &[
                "$[0].key = states.input.items[0].id",
                "$[0].twice <- states.input.items[0].n",
                "$[1].key = states.input.items[1].id",
                "$[1].twice <- states.input.items[1].n",
            ],
        ),
        ("[$states.input.a + 1, $states.input.a + 2]", &["$ <- states.input.a"]),
    ] {
        let found: Vec<String> = trace(text).origins.iter().map(origin).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_long_loop_does_not_fill_the_memory() {
    let expression = Expression::parse("$sum([1..100000].($ + 1))").unwrap();
    let mut host = Host::new(Timestamp::default(), Seed(0));
    let (result, trace) = expression.eval_traced(None, &NoVariables, &mut host, Limits::default());
    assert_eq!(result.unwrap(), Some(Value::from(5_000_150_000_i64)));
    assert!(trace.truncated && trace.values.len() <= 10_000);
}
