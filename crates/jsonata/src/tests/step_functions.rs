//! What Step Functions adds and takes away.

use super::answer_in;
use crate::{Dialect, Expression, Limits, NoVariables};
use host::{Host, Seed, Timestamp};

#[test]
fn step_functions_has_functions_of_its_own() {
    for (text, expected) in [
        ("$partition([1,2,3,4,5], 2)", "[[1,2],[3,4],[5]]"),
        ("$partition([1,2,3], 1.9)", "[[1],[2],[3]]"),
        ("$range(0, 10, 3)", "[0,3,6,9]"),
        ("$range(1, 9, 9)", "1"),
        ("$range(5, 1, -2)", "[5,3,1]"),
        ("$hash('a', 'MD5')", r#""0cc175b9c0f1b6a831c399e269772661""#),
        ("$hash('a', 'SHA-1')", r#""86f7e437faa5a7fce15d1ddcb9eaeaea377667b8""#),
        ("$hash('a', 'SHA-256')", r#""ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb""#),
        ("$length($hash('a', 'SHA-384')) & $length($hash('a', 'SHA-512'))", r#""96128""#),
        (r#"$parse('{"a":[1,{"b":null}]}').a[1]"#, r#"{"b":null}"#),
        ("$random(7) = $random(7)", "true"),
        ("$length($uuid())", "36"),
        ("$eval('1')", "!T1006 6 Attempted to invoke a non-function"),
        ("$randomSeeded(1)", "!T1006 14 Attempted to invoke a non-function"),
    ] {
        assert_eq!(answer_in(Dialect::StepFunctions, text), expected, "{text}");
    }
}

#[test]
fn the_same_host_gives_the_same_values() {
    let run = |seed: u64| {
        let mut host = Host::new(Timestamp::from_millis(1000), Seed(seed));
        let expression = Expression::parse("[$random(), $uuid(), $now(), $millis(), $shuffle([1..9])]").unwrap();
        expression.eval(None, &NoVariables, &mut host, Limits::default()).unwrap()
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}
