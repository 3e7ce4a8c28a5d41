//! What the checks learn about an expression without running it.

use crate::Expression;

fn variables(text: &str) -> Vec<String> {
    let expression = Expression::parse(text).unwrap();
    let found = expression.variables();
    found
        .iter()
        .map(|v| std::iter::once(&v.name).chain(&v.path).map(String::as_str).collect::<Vec<_>>().join("."))
        .collect()
}

fn top_level(text: &str) -> Vec<String> {
    Expression::parse(text).unwrap().top_level_references().iter().map(|reference| reference.text.clone()).collect()
}

fn calls(text: &str) -> Vec<String> {
    let expression = Expression::parse(text).unwrap();
    let found = expression.calls();
    found.iter().map(|c| format!("{}/{}{}", c.name, c.arguments, if c.is_local { " local" } else { "" })).collect()
}

#[test]
fn variables_are_found_with_their_path() {
    for (text, expected) in [
        ("$states.result.Payload", &["states.result.Payload"][..]),
        ("$states.input.items[0].id", &["states.input.items"]),
        ("$x[0].a", &["x"]),
        ("$sum($prices)", &["prices"]),
        ("($a := $b; $a + $c)", &["b", "c"]),
        ("($n := $n + 1; $n)", &["n"]),
        ("($f := function($n) { $n = 0 ? 1 : $n * $f($n - 1) }; $f($start))", &["start"]),
        ("$map($items, function($v, $i) { $v & $i & $suffix })", &["items", "suffix"]),
        ("$orders@$o.lines[$o.id = $wanted]", &["orders", "wanted"]),
        ("$list#$i[$i > 1]", &["list"]),
        ("$a ?? $b", &["a", "b"]),
        ("$a ?: $b", &["a", "b"]),
        ("{ $key: $value }", &["key", "value"]),
        ("$map", &[]),
    ] {
        assert_eq!(variables(text), expected, "{text}");
    }
}

#[test]
fn what_reads_the_top_level_input_is_found() {
    for (text, expected) in [
        ("phone", &["phone"][..]),
        ("phone.number", &["phone"]),
        ("$.phone", &["$"]),
        ("$$.phone", &["$$"]),
        ("$states.input.phone", &[]),
        ("$items[price > 1]", &[]),
        ("$items[$$.limit > price]", &["$$"]),
        ("$items.(a + $.b)", &[]),
        ("$items^(price)", &[]),
        ("$items{id: $}", &[]),
        ("{ 'a': b }", &["b"]),
        ("$sum(prices)", &["prices"]),
        ("$map($items, function($v) { $v + offset })", &["offset"]),
        ("$orders@$o.lines", &["lines"]),
        ("*", &["*"]),
        ("$x ~> |items|{'a': b}|", &[]),
    ] {
        assert_eq!(top_level(text), expected, "{text}");
    }
}

#[test]
fn calls_are_found_with_their_arguments() {
    for (text, expected) in [
        ("$sum([1])", &["sum/1"][..]),
        ("$uppercase('a') & $foo()", &["uppercase/1", "foo/0"]),
        ("$x ~> $sum", &["sum/1"]),
        ("$x ~> $substring(1, 2)", &["substring/3"]),
        ("($f := function($x) { $f($x) }; $f(1))", &["f/1 local", "f/1 local"]),
        ("$a ?? 1", &[]),
        ("$substring(?, 1)", &["substring/2"]),
    ] {
        assert_eq!(calls(text), expected, "{text}");
    }
}

#[test]
fn spans_cover_what_is_written() {
    let text = "1 + $states.input.größe";
    let expression = Expression::parse(text).unwrap();
    let found = expression.variables();
    assert_eq!((found[0].span.of(text), found[0].path_span.of(text)), ("$states", "$states.input.größe"));
}
