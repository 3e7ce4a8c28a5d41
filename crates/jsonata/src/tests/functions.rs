//! Built-in functions, lambdas and recursion.

use super::check;
use crate::{Dialect, builtins};

#[test]
fn functions_answer_as_the_reference() {
    check(&[
        ("$sum(lines.qty)", "8"),
        ("$sum([])", "0"),
        ("$max(lines.price)", "20"),
        ("$min([])", "undefined"),
        ("$average([1,2,4])", "2.3333333333333335"),
        ("$count(missing)", "0"),
        (r#"$count("x")"#, "1"),
        (r#"$string({"a":[1,"b",null]})"#, r#""{\"a\":[1,\"b\",null]}""#),
        (r#"$string([1,{"a":2}], true)"#, r#""[\n  1,\n  {\n    \"a\": 2\n  }\n]""#),
        ("$string(1e21)", r#""1e+21""#),
        ("$string(0.1+0.2)", r#""0.3""#),
        ("$string(missing)", "undefined"),
        (r#"$substring("hello", 1, 3)"#, r#""ell""#),
        (r#"$substring("hello", -3)"#, r#""llo""#),
        (r#"$substringBefore("a-b", "-")"#, r#""a""#),
        (r#"$substringAfter("a-b", "?")"#, r#""a-b""#),
        (r#"$uppercase("straße")"#, r#""STRASSE""#),
        (r#"$trim("  a   b ")"#, r#""a b""#),
        (r#"$pad("x", 3, "-")"#, r#""x--""#),
        (r#"$pad("x", -3)"#, r#""  x""#),
        ("$contains(text, /QUICK/i)", "true"),
        (r#"$split("a,b;c", /[,;]/)"#, r#"["a","b","c"]"#),
        (r#"$split("abc", "")"#, r#"["a","b","c"]"#),
        (r#"$join(["a","b"], "-")"#, r#""a-b""#),
        (
            r#"$match("a1b22", /([a-z])([0-9]+)/)"#,
            r#"[{"match":"a1","index":0,"groups":["a","1"]},{"match":"b22","index":2,"groups":["b","22"]}]"#,
        ),
        (r#"$replace("a1b22", /([0-9]+)/, "<$1>")"#, r#""a<1>b<22>""#),
        (r#"$replace("aaa", "a", "b", 2)"#, r#""bba""#),
        (r#"$replace("x", /x/, function($m) { $m.match & "!" })"#, r#""x!""#),
        (r#"$number("0x1F")"#, "31"),
        (r#"$number("-1.5e2")"#, "-150"),
        ("$round(2.5)", "2"),
        ("$round(1.005, 2)", "1"),
        ("$round(-3.5)", "-4"),
        ("$power(2, 10)", "1024"),
        ("$sqrt(2)", "1.4142135623730951"),
        (r##"$formatNumber(1234.5, "#,##0.00")"##, r#""1,234.50""#),
        (r#"$formatNumber(0.14, "01%")"#, r#""14%""#),
        (r#"$formatNumber(-6, "0;(0)")"#, r#""(6)""#),
        (r#"$formatNumber(1234.5678, "00.000e0")"#, r#""12.346e2""#),
        (r##"$formatNumber(1234, "#,##,##0")"##, r#""12,34,""#),
        ("$formatBase(255, 16)", r#""ff""#),
        (r#"$formatInteger(2789, "w")"#, r#""two thousand, seven hundred and eighty-nine""#),
        (r#"$formatInteger(21, "Ww;o")"#, r#""Twenty-First""#),
        (r#"$formatInteger(1999, "I")"#, r#""MCMXCIX""#),
        (r#"$formatInteger(28, "A")"#, r#""AB""#),
        (r##"$formatInteger(12345678, "#,##0")"##, r#""12,345,678""#),
        (r#"$formatInteger(112, "1;o")"#, r#""112th""#),
        (r#"$parseInteger("one thousand two hundred and three", "w")"#, "1203"),
        (r#"$parseInteger("MCMXCIX", "I")"#, "1999"),
        (r##"$parseInteger("1,234", "#,##0")"##, "1234"),
        (r#"$boolean([0, ""])"#, "false"),
        ("$boolean([0, 1])", "true"),
        ("$boolean({})", "false"),
        ("$not(missing)", "undefined"),
        ("$exists(none)", "true"),
        ("$type(none)", r#""null""#),
        ("$type(missing)", "undefined"),
        ("$type($sum)", r#""function""#),
        ("$keys($)", r#"["1","2","shop","open","none","tags","one","lines","nested","text","a b"]"#),
        ("$keys(lines)", r#"["sku","qty","price","note"]"#),
        (r#"$lookup(nested, "deep").value"#, "42"),
        (r#"$merge([{"a":1},{"b":2},{"a":3}])"#, r#"{"a":3,"b":2}"#),
        (r#"$spread({"a":1,"b":2})"#, r#"[{"a":1},{"b":2}]"#),
        (r#"$each({"a":1,"b":2}, function($v, $k) { $k & $v })"#, r#"["a1","b2"]"#),
        (r#"$sift({"a":1,"b":2}, function($v) { $v > 1 })"#, r#"{"b":2}"#),
        ("$map([1,2,3], function($v, $i, $a) { $v + $i + $count($a) })", "[4,6,8]"),
        ("$filter([1..10], function($v) { $v % 2 = 0 })", "[2,4,6,8,10]"),
        ("$reduce([1..5], function($a, $b) { $a * $b })", "120"),
        ("$reduce([], function($a, $b) { $a + $b }, 7)", "7"),
        ("$single([1..3], function($v) { $v = 2 })", "2"),
        (r#"$sort(["b","a","C"])"#, r#"["C","a","b"]"#),
        ("$sort([3,1,2], function($a, $b) { $a < $b })", "[3,2,1]"),
        ("$reverse([1..3])", "[3,2,1]"),
        (r#"$distinct([1,"1",1,{"a":1},{"a":1}])"#, r#"[1,"1",{"a":1}]"#),
        (r#"$zip([1,2],["a","b","c"])"#, r#"[[1,"a"],[2,"b"]]"#),
        ("$append([1],[2,3])", "[1,2,3]"),
        ("$append(1, missing)", "1"),
        (r#"$base64encode("hällo")"#, r#""aORsbG8=""#),
        (r#"$base64decode("aGk=")"#, r#""hi""#),
        (r#"$encodeUrlComponent("a b&c=é")"#, r#""a%20b%26c%3D%C3%A9""#),
        (r#"$encodeUrl("https://x.y/a b?c=é")"#, r#""https://x.y/a%20b?c=%C3%A9""#),
        (r#"$decodeUrlComponent("a%20b")"#, r#""a b""#),
        ("$fromMillis(1709209845678)", r#""2024-02-29T12:30:45.678Z""#),
        (
            r#"$fromMillis(1709209845678, "[D1o] [MNn] [Y] [H01]:[m01] [z]", "+0100")"#,
            r#""29th February 2024 13:30 GMT+01:00""#,
        ),
        (
            r#"$fromMillis(1709209845678, "[FNn,*-3] week [W] day [d], [h]:[m01][P]")"#,
            r#""Thu week 9 day 60, 12:30pm""#,
        ),
        (r#"$toMillis("2024-02-29T12:30:45.678Z")"#, "1709209845678"),
        (r#"$toMillis("2024-02-29T12:30:45+02:00")"#, "1709202645000"),
        (r#"$toMillis("29 Feb 2024", "[D] [MNn,*-3] [Y0001]")"#, "1709164800000"),
        (r#"$toMillis("x", "[Y]")"#, "undefined"),
        (r#"$toMillis("2018-366", "[Y]-[d]")"#, "1514764800000"),
        (r#"$length("a😀")"#, "2"),
        (r#"$substring("a😀b", 1, 1)"#, r#""😀""#),
        ("function($x, $y) { $x - $y }(5, 3)", "2"),
        (r#"$map(["a","b"], $uppercase)"#, r#"["A","B"]"#),
        (r#"$substring(?, 0, 2)("hello")"#, r#""he""#),
        ("($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(10))", "3628800"),
        (
            "($even := function($n) { $n = 0 ? true : $odd($n - 1) }; $odd := function($n) { $n = 0 ? false : $even($n - 1) }; $even(1001))",
            "false",
        ),
        (
            r#"lines ~> |$[sku = "b"]|{"qty": qty * 10}, ["price"]|"#,
            r#"[{"sku":"a","qty":2,"price":3.5},{"sku":"b","qty":10},{"sku":"c","qty":5,"price":3.5,"note":"late"}]"#,
        ),
        (r#"$eval("1 + 2")"#, "3"),
        (r#"$clone({"a":[1]})"#, r#"{"a":[1]}"#),
    ]);
}

#[test]
fn the_catalogue_is_in_order_and_complete() {
    for dialect in [Dialect::Reference, Dialect::StepFunctions] {
        let names: Vec<&str> = builtins(dialect).iter().map(|builtin| builtin.name).collect();
        assert!(names.is_sorted(), "{names:?}");
        assert_eq!(names.contains(&"eval"), dialect == Dialect::Reference);
        assert_eq!(names.contains(&"uuid"), dialect == Dialect::StepFunctions);
    }
    let substring = builtins(Dialect::StepFunctions).into_iter().find(|builtin| builtin.name == "substring").unwrap();
    assert_eq!((substring.minimum_arguments, substring.maximum_arguments), (1, Some(3)));
}
