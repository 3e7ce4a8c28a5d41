//! Errors: code, position and message.

use super::check;
use crate::{Dialect, Expression, Limits, NoVariables, UNSUPPORTED_RESULT};
use host::{Host, Seed, Timestamp};

#[test]
fn errors_say_what_the_reference_says() {
    check(&[
        ("1 +", "!S0207 3 Unexpected end of expression"),
        ("(1", r#"!S0203 2 Expected ")" before end of expression"#),
        ("[1,", r#"!S0203 3 Expected "]" before end of expression"#),
        (r#""abc"#, "!S0101 4 String literal must be terminated by a matching quote"),
        ("`abc", "!S0105 4 Quoted property name must be terminated with a backquote (`)"),
        ("/* x", "!S0106 0 Comment has no closing tag"),
        ("1 & ", "!S0207 4 Unexpected end of expression"),
        ("x.1", "!S0213 3 The literal value 1 cannot be used as a step within a path expression"),
        ("$f(1)", "!T1006 3 Attempted to invoke a non-function"),
        ("sum([1])", "!T1005 4 Attempted to invoke a non-function. Did you mean $sum?"),
        (r#""a" + 1"#, r#"!T2001 5 The left side of the "+" operator must evaluate to a number"#),
        (r#"1 - "b""#, r#"!T2002 3 The right side of the "-" operator must evaluate to a number"#),
        (r#"-"x""#, r#"!D1002 1 Cannot negate a non-numeric value: "x""#),
        (r#""a" < 1"#, r#"!T2009 5 The values "a" and 1 either side of operator "<" must be of the same data type"#),
        (
            "[1] < 2",
            r#"!T2010 5 The expressions either side of operator "<" must evaluate to numeric or string values"#,
        ),
        (r#"{"a":1,"a":2}"#, r#"!D1009 1 Multiple key definitions evaluate to same key: "a""#),
        ("{1:2}", "!T1003 1 Key in object structure must evaluate to a string; got: 1"),
        (r#"["a".."b"]"#, "!T2003 6 The left side of the range operator (..) must evaluate to an integer"),
        (
            "[1..1e8]",
            "!D2014 4 The size of the sequence allocated by the range operator (..) must not exceed 1e7.  Attempted to allocate 100000000.",
        ),
        (r#"$sum("a")"#, r#"!T0412 5 Argument 1 of function "sum" must be an array of "numbers""#),
        (r#"$sum(["a"])"#, r#"!T0412 5 Argument 1 of function "sum" must be an array of "numbers""#),
        ("$uppercase()", r#"!T0411 11 Context value is not a compatible type with argument 1 of function "uppercase""#),
        ("$sqrt(-1)", "!D3060 6 The sqrt function cannot be applied to a negative number: -1"),
        (
            "$power(-8, 0.5)",
            "!D3061 7 The power function has resulted in a value that cannot be represented as a JSON number: base=-8, exponent=0.5",
        ),
        (r#"$number("x")"#, r#"!D3030 8 Unable to cast value to a number: "x""#),
        (r#"$round("1")"#, r#"!T0410 7 Argument 1 of function "round" does not match function signature"#),
        (
            r##"$formatNumber(1, "#;#;#")"##,
            "!D3080 14 The picture string must only contain a maximum of two sub-pictures",
        ),
        (
            r#"$formatNumber(1, "0.#0")"#,
            "!D3091 14 The fractional part of the sub-picture must not contain an instance of the 'optional digit character' that is followed by a member of the 'decimal digit family'",
        ),
        (
            r#"$formatInteger(1, "?")"#,
            r#"!D3130 15 Formatting or parsing an integer as a sequence starting with "?" is not supported by this implementation"#,
        ),
        (
            r#"$toMillis("x")"#,
            r#"!D3110 10 The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given "x""#,
        ),
        (r#"$fromMillis(0, "[Y")"#, "!D3135 12 No matching closing bracket ']' in date/time picture string"),
        (r#"$fromMillis(0, "[q]")"#, r#"!D3132 12 Unknown component specifier "q" in date/time picture string"#),
        (r#"$error("boom")"#, "!D3137 7 boom"),
        (r#"$assert(false, "no")"#, "!D3141 8 no"),
        ("$single([])", "!D3139 8 The $single() function expected exactly 1 matching result.  Instead it matched 0."),
        (
            "$single([1,2])",
            "!D3138 8 The $single() function expected exactly 1 matching result.  Instead it matched more.",
        ),
        (
            r#"$sort([1,"a"])"#,
            "!D3070 6 The single argument form of the sort function can only be applied to an array of strings or an array of numbers.  Use the second argument to specify a comparison function",
        ),
        (r#"[3,"a"]^($)"#, r#"!T2007 8 Type mismatch when comparing values 3 and "a" in order-by clause"#),
        (
            "[true,false]^($)",
            "!T2008 13 The expressions within an order-by clause must evaluate to numeric or string values",
        ),
        (r#"$replace("a", "", "b")"#, "!D3010 9 Second argument of replace function cannot be an empty string"),
        (r#"$replace("a", /.*?/, "b")"#, "!D1004 9 Regular expression matches zero length string"),
        (r#"$split("a", ",", -1)"#, "!D3020 7 Third argument of split function must evaluate to a positive number"),
        (r#"$match("a", /a/, -1)"#, "!D3040 7 Third argument of match function must evaluate to a positive number"),
        (
            "$formatBase(1, 99)",
            "!D3100 12 The radix of the formatBase function must be between 2 and 36.  It was given 99",
        ),
        (
            "$reduce([1,2], function($x) { $x })",
            "!D3050 8 The second argument of reduce function must be a function with at least two arguments",
        ),
        ("1 ~> 2", "!T2006 4 The right side of the function application operator ~> must be a function"),
        ("$x := ", "!S0207 6 Unexpected end of expression"),
        ("x := 1", "!S0212 1 The left side of := must be a variable name (start with $)"),
        ("%", "!S0217 - The object representing the 'parent' cannot be derived from this expression"),
        ("a{b:c}[0]", "{}"),
        ("a{b:c}{d:e}", "!S0210 7 Each step can only have one grouping expression"),
        ("a@b", r#"!S0214 3 The right side of "@" must be a variable name (start with $)"#),
        ("a[0]@$x.b", "!S0215 5 A context variable binding must precede any predicates on a step"),
        ("function(x) { x }", "!S0208 10 Parameter 1 of function definition must be a variable name (start with $)"),
        (r#""\q""#, r#"!S0103 2 Unsupported escape sequence: \"q""#),
        (r#""\u12""#, r#"!S0104 2 The escape sequence \u must be followed by 4 hex digits"#),
        ("1e999", r#"!S0102 0 Number out of range: "1e999""#),
        ("lambda ? : 1", r#"!S0211 10 The symbol ":" cannot be used as a unary operator"#),
        (
            r#"$map([1], function($v) { $v + "a" })"#,
            r#"!T2002 5 The right side of the "+" operator must evaluate to a number"#,
        ),
        (r#"a.b.$number("z")"#, "undefined"),
        (
            r#"($f := function($x) { $x + "q" }; $f(1))"#,
            r#"!T2002 37 The right side of the "+" operator must evaluate to a number"#,
        ),
        (r#"$encodeUrl("\uD800")"#, r#"!D3140 11 Malformed URL passed to $encodeUrl(): "\ud800""#),
        ("!", r#"!S0204 1 Unknown operator: "!""#),
        ("a ~ b", r#"!S0204 3 Unknown operator: "~""#),
        ("*)", r#"!S0201 2 Syntax error: ")""#),
    ]);
}

#[test]
fn spans_point_at_the_innermost_place() {
    for (text, blamed) in [
        ("$map([1], function($v) { $v + 'a' })", "$v + 'a'"),
        ("1 + $sum('é')", "$sum('é')"),
        ("{'a': 1 + 'x'}", "1 + 'x'"),
        ("$foo(1)", "$foo(1)"),
        ("a.b[", ""),
        ("'abc' & ]", "]"),
        ("items[price > 'x' and -'q']", ""),
    ] {
        let mut host = Host::new(Timestamp::default(), Seed(1));
        let result = Expression::parse(text)
            .and_then(|expression| expression.eval(None, &NoVariables, &mut host, Limits::default()));
        let span = result.err().map(|error| error.span).unwrap_or_default();
        assert_eq!(span.of(text), blamed, "{text}");
    }
}

#[test]
fn a_function_as_result_is_told_apart() {
    for dialect in [Dialect::Reference, Dialect::StepFunctions] {
        let mut host = Host::new(Timestamp::default(), Seed(1));
        let expression = Expression::parse_as("function($x) { $x }", dialect).unwrap();
        let error = expression.eval(None, &NoVariables, &mut host, Limits::default()).unwrap_err();
        assert_eq!(error.code, UNSUPPORTED_RESULT);
    }
}
