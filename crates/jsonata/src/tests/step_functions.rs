//! What Step Functions adds and takes away.

use super::answer_in;
use crate::{Dialect, Expression, Limits, NoVariables};
use host::{Host, Seed, Timestamp};

#[test]
fn step_functions_has_functions_of_its_own() {
    for (text, expected) in [
        ("$partition([1,2,3,4,5], 2)", "[[1,2],[3,4],[5]]"),
        ("$partition([1,2,3], 1.9)", "[[1],[2],[3]]"),
        ("$partition([1,2,3], 0.9)", "undefined"),
        ("$partition([], 2)", "undefined"),
        ("$range(0, 10, 3)", "[0,3,6,9]"),
        ("$range(-1.7, 2, 1)", "[-1,0,1,2]"),
        ("$range(1, 5)", "undefined"),
        ("$range(1, 5, -1)", "undefined"),
        ("$count($range(1, 360145, 1))", "360145"),
        ("$hash('a')", "undefined"),
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
fn numbers_without_json_form_are_named() {
    for (text, expected) in [
        ("1/0", r#""Infinity""#),
        ("[-1/0, {'k': 0/0}]", r#"["-Infinity",{"k":"NaN"}]"#),
        ("$string(1/0)", r#""Infinity""#),
        ("$parseInteger('abc', '0')", r#""NaN""#),
    ] {
        assert_eq!(answer_in(Dialect::StepFunctions, text), expected, "{text}");
    }
    assert_eq!(answer_in(Dialect::Reference, "1/0"), "null");
}

/// The boundaries that others measured on AWS (floci#2737).
#[test]
fn an_expression_is_as_deep_and_big_as_aws_allows() {
    let within = |text: &str| super::answer_within(Limits::STEP_FUNCTIONS, Dialect::StepFunctions, text);
    let terms = |count: usize| vec!["1"; count].join("+");
    let texts = |count: usize| format!("$length({})", vec!["'a'"; count].join("&"));
    let brackets = |count: usize| format!("{}1{}", "[".repeat(count), "]".repeat(count));
    let blocks = |count: usize| format!("{}1{}", "(".repeat(count), ")".repeat(count));
    let stages = |count: usize| format!("-1{}", " ~> $abs".repeat(count));
    let calls = |count: usize| format!("($f := function($n) {{ $n <= 0 ? 0 : 1 + $f($n - 1) }}; $f({count}))");
    let doubled = |count: usize| format!("$length($reduce([1..{count}], function($a, $b) {{ $a & $a }}, 'a'))");
    let counted = |count: usize| format!("$count([1..{count}])");
    let ranged = |count: usize| format!("$count($range(1, {count}, 1))");
    for (text, most) in [
        (&terms as &dyn Fn(usize) -> String, 100),
        (&texts, 99),
        (&brackets, 99),
        (&blocks, 99),
        (&stages, 99),
        (&calls, 31),
        (&doubled, 22),
        (&counted, 873_782),
        (&ranged, 360_145),
    ] {
        let (fits, too_much) = (within(&text(most)), within(&text(most + 1)));
        assert!(!fits.starts_with('!'), "{most}: {fits}");
        assert!(too_much.starts_with("!U1001"), "{}: {too_much}", most + 1);
    }
    assert!(within(&terms(101)).ends_with("Depth=101 max=100"));
    assert!(within(&counted(900_000)).ends_with("memory limit exceeded: Check for excessive memory usage"));
}

#[test]
fn whole_numbers_are_exact_within_64_bits() {
    for (text, expected) in [
        ("$parse('9223372036854775807')", "9223372036854775807"),
        ("$parse('[9007199254740993]')[0]", "9007199254740993"),
        ("$parse('12345678901234567890')", "1.2345678901234567E19"),
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
