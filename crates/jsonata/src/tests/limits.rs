//! Nothing runs for ever, and nothing exhausts the stack.

use super::{answer_in, answer_within};
use crate::{Dialect, Expression, Limits};

fn ends_with_a_limit(text: &str) {
    let answer = answer_within(Limits { steps: 500_000, ..Limits::default() }, Dialect::Reference, text);
    assert!(answer.starts_with("!U1001"), "{}: {}", &text[..text.len().min(80)], &answer[..answer.len().min(200)]);
}

#[test]
fn endless_recursion_ends() {
    for text in [
        "($f := function($n) { 1 + $f($n) }; $f(1))",
        "($f := function($n) { $map([1], function($v) { 1 + $f($v) }) }; $f(1))",
        "($f := function($n) { $sort([2, 1], function($a, $b) { $f($a) > 1 }) }; $f(1))",
        "($f := function($n) { {'a': [$f($n)]} }; $f(1))",
        "($f := function($n) { $f($n) }; $f(1))",
        "($f := function($n) { 1 + $eval('$f(1)') }; $f(1))",
        "($f := function($n) { [2, 1]^($f($n)) }; $f(1))",
    ] {
        ends_with_a_limit(text);
    }
}

#[test]
fn tail_calls_do_not_deepen() {
    let text = "($f := function($n) { $n > 100000 ? $n : $f($n + 1) }; $f(1))";
    assert_eq!(answer_in(Dialect::Reference, text), "100001");
}

#[test]
fn work_without_end_is_cut_off() {
    for text in [
        "[1..10000000].[1..10000000]",
        "$pad('a', 1000000000000)",
        "$reduce([1..1000000], function($a, $b) { $a & 'xxxxxxxx' }, '')",
        "$contains('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', /(a+)+$/)",
    ] {
        ends_with_a_limit(text);
    }
}

#[test]
fn values_nested_too_deeply_are_refused_and_dropped_safely() {
    let nested = "$x := $reduce([1..100000], function($a, $i) { [[$a]] }, 1)";
    for rest in ["$x", "$string($x)", "$keys($x)", "$boolean($x)", "$spread($x)"] {
        ends_with_a_limit(&format!("({nested}; {rest})"));
    }
    assert_eq!(answer_in(Dialect::Reference, &format!("({nested}; 1)")), "1");
}

#[test]
fn expressions_nested_too_deeply_are_refused() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{'a':", "}"), ("-", ""), ("1+", ""), ("$f(", ")"), ("|a|", "|")] {
        let text = format!("{}1{}", open.repeat(5000), close.repeat(5000));
        let error = Expression::parse(&text).unwrap_err();
        assert_eq!(error.code, "U1001", "{open}");
    }
}

#[test]
fn a_ring_of_functions_is_let_go() {
    let text = "($f := function($n) { $n = 0 ? 0 : $g($n - 1) }; $g := function($n) { $f($n) }; $f(10))";
    assert_eq!(answer_in(Dialect::Reference, text), "0");
}
