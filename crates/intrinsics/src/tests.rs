//! What calls give, and how they fail.

use crate::{Call, Data, ErrorKind, functions};
use host::{Host, Random, Seed, Timestamp};
use json::{Value, parse_value};

struct World {
    input: Value,
    context: Value,
    variable: Value,
}

impl Data for World {
    fn input(&self) -> &Value {
        &self.input
    }

    fn context(&self) -> &Value {
        &self.context
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        (name == "v").then_some(&self.variable)
    }
}

fn world() -> World {
    World {
        input: parse_value(
            r#"{"n":null,"t":"it's {}","a":[1,2,2.0,"2",[1],[1],{"b":1}],"o":{"Arg1":1,"Arg2":[],"s":"x","z":null},
                "f":-1.5,"a,b":7,"s":"a,b;;c","e":"é😀"}"#,
        )
        .unwrap(),
        context: parse_value(r#"{"Execution":{"Name":"run"}}"#).unwrap(),
        variable: parse_value(r#"{"x":[10,20]}"#).unwrap(),
    }
}

fn host() -> Host {
    Host::new(Timestamp::default(), Seed(1))
}

fn eval(text: &str) -> Result<String, (ErrorKind, String)> {
    let fail = |error: crate::Error| (error.kind, error.span.of(text).to_owned());
    let call = Call::parse(text).map_err(fail)?;
    call.eval(&world(), &mut host()).map(|value| value.to_string()).map_err(fail)
}

#[track_caller]
fn gives(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(eval(text).as_deref(), Ok(*expected), "{text}");
    }
}

#[track_caller]
fn fails(kind: ErrorKind, cases: &[(&str, &str)]) {
    for (text, place) in cases {
        assert_eq!(eval(text), Err((kind, (*place).to_owned())), "{text}");
    }
}

#[test]
fn arrays() {
    gives(&[
        ("States.Array()", "[]"),
        ("States.Array(1, 'a', true, null, -2.5, $.n)", r#"[1,"a",true,null,-2.5,null]"#),
        ("States.ArrayPartition($.a, 4)", r#"[[1,2,2.0,"2"],[[1],[1],{"b":1}]]"#),
        ("States.ArrayPartition($.a, 3.5)", r#"[[1,2,2.0,"2"],[[1],[1],{"b":1}]]"#),
        ("States.ArrayPartition(States.Array(), 1)", "[]"),
        ("States.ArrayContains($.a, 2)", "true"),
        ("States.ArrayContains($.a, States.Array(1))", "true"),
        ("States.ArrayContains($.a, 'x')", "false"),
        ("States.ArrayRange(0, 10, 3)", "[0,3,6,9]"),
        ("States.ArrayRange(1, 9, 9)", "[1]"),
        ("States.ArrayRange(3, 1, -1)", "[3,2,1]"),
        ("States.ArrayRange(3, 1, 1)", "[]"),
        ("States.ArrayGetItem($v.x, 1)", "20"),
        ("States.ArrayLength($.a)", "7"),
        ("States.ArrayUnique($.a)", r#"[1,2,"2",[1],{"b":1}]"#),
        ("States.ArrayLength(States.ArrayRange(1, 1000, 1))", "1000"),
    ]);
    fails(
        ErrorKind::Failure,
        &[
            ("States.ArrayRange(1, 1001, 1)", "States.ArrayRange(1, 1001, 1)"),
            ("States.ArrayRange(1, 2, 0)", "States.ArrayRange(1, 2, 0)"),
            ("States.ArrayPartition($.a, 0.4)", "States.ArrayPartition($.a, 0.4)"),
            ("States.ArrayGetItem($.a, 7)", "States.ArrayGetItem($.a, 7)"),
            ("States.ArrayGetItem($.a, -1)", "States.ArrayGetItem($.a, -1)"),
            ("States.ArrayLength( $.t )", "$.t"),
            ("States.Array(States.ArrayLength('x'))", "'x'"),
        ],
    );
}

#[test]
fn numbers_round_half_up() {
    gives(&[
        ("States.MathAdd(1.5, 1.51)", "4"),
        ("States.MathAdd($.f, 0)", "-1"),
        ("States.MathAdd(-0.5, 0.5)", "1"),
        ("States.MathAdd(-1.51, 0)", "-2"),
        ("States.MathAdd(2.5, 0)", "3"),
        ("States.MathAdd(2147483647, 1)", "2147483648"),
    ]);
    fails(
        ErrorKind::Failure,
        &[
            ("States.MathAdd(2147483648, 0)", "States.MathAdd(2147483648, 0)"),
            ("States.MathAdd('1', 0)", "'1'"),
            ("States.MathRandom(5, 5)", "States.MathRandom(5, 5)"),
        ],
    );
}

#[test]
fn random_numbers_stay_in_range_and_repeat_with_a_seed() {
    let (mut host, world) = (host(), world());
    let any = Call::parse("States.MathRandom(12.5, 15)").unwrap();
    let mut seen: Vec<_> = (0..100).map(|_| any.eval(&world, &mut host).unwrap().as_i64()).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen, [Some(13), Some(14)]);
    let seeded = Call::parse("States.MathRandom(0, 1000000, 7)").unwrap();
    assert_eq!(seeded.eval(&world, &mut host).unwrap(), seeded.eval(&world, &mut host).unwrap());
    let uuid = Call::parse("States.UUID()").unwrap();
    assert_ne!(uuid.eval(&world, &mut host).unwrap(), uuid.eval(&world, &mut host).unwrap());
}

#[test]
fn strings() {
    gives(&[
        ("States.Format('Hello {}, welcome to {}!', 'a', 1.5)", r#""Hello a, welcome to 1.5!""#),
        ("States.Format('{}', $.o)", r#""{Arg1=1, Arg2=[], s=x, z=null}""#),
        (r"States.Format('\{}\' \\ {a} {}', null)", r#""{}' \\ {a} null""#),
        ("States.Format($.t, 'x')", r#""it's x""#),
        ("States.Format('no gap')", r#""no gap""#),
        ("States.StringSplit($.s, ',;')", r#"["a","b","c"]"#),
        ("States.StringSplit(',,,,', ',')", "[]"),
        ("States.StringSplit(' , ', ',')", r#"[" "," "]"#),
        ("States.StringSplit('abc', '')", r#"["abc"]"#),
        ("States.StringSplit('Hello\nWorld', '\n')", r#"["Hello","World"]"#),
        (r"States.StringSplit('\{a\}', 'a')", r#"["{","}"]"#),
    ]);
    fails(
        ErrorKind::Failure,
        &[
            ("States.Format('{}')", "States.Format('{}')"),
            ("States.Format('x', 1)", "States.Format('x', 1)"),
            ("States.Format($.a)", "$.a"),
        ],
    );
}

#[test]
fn json_text() {
    gives(&[
        (r#"States.StringToJson('{"a": [1, "x"]}')"#, r#"{"a":[1,"x"]}"#),
        ("States.StringToJson('')", "null"),
        ("States.StringToJson(' ')", "null"),
        ("States.StringToJson('-0')", "0"),
        ("States.JsonToString($.o)", r#""{\"Arg1\":1,\"Arg2\":[],\"s\":\"x\",\"z\":null}""#),
        ("States.JsonToString($.n)", r#""null""#),
        (
            "States.JsonMerge($.o, States.StringToJson('{\"s\":{\"y\":1},\"new\":2}'), false)",
            r#"{"Arg1":1,"Arg2":[],"s":{"y":1},"z":null,"new":2}"#,
        ),
    ]);
    fails(
        ErrorKind::Failure,
        &[
            ("States.StringToJson('{')", "States.StringToJson('{')"),
            ("States.JsonMerge($.o, $.o, true)", "States.JsonMerge($.o, $.o, true)"),
            ("States.JsonMerge($.o, $.a, false)", "$.a"),
        ],
    );
}

#[test]
fn encodings() {
    gives(&[
        ("States.Base64Encode('Data to encode')", r#""RGF0YSB0byBlbmNvZGU=""#),
        ("States.Base64Encode('')", r#""""#),
        ("States.Base64Encode($.e)", r#""w6nwn5iA""#),
        ("States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", r#""Data to encode""#),
        ("States.Base64Decode('w6nwn5iA')", r#""é😀""#),
        ("States.Base64Decode('QQ')", r#""A""#),
        ("States.Base64Decode('QQ==')", r#""A""#),
        ("States.Hash('input data', 'SHA-1')", r#""aaff4a450a104cd177d28d18d74485e8cae074b7""#),
        ("States.Hash('', 'MD5')", r#""d41d8cd98f00b204e9800998ecf8427e""#),
        ("States.Hash('abc', 'SHA-256')", r#""ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad""#),
    ]);
    fails(
        ErrorKind::Failure,
        &[
            ("States.Base64Decode('QQ=')", "States.Base64Decode('QQ=')"),
            ("States.Base64Decode('Q')", "States.Base64Decode('Q')"),
            ("States.Base64Decode('Q*==')", "States.Base64Decode('Q*==')"),
            ("States.Hash('x', 'md5')", "States.Hash('x', 'md5')"),
        ],
    );
}

#[test]
fn long_texts_are_refused_by_the_encodings() {
    for name in ["Base64Encode('", "Base64Decode('", "Hash('"] {
        let algorithm = if name.starts_with("Hash") { ", 'MD5'" } else { "" };
        let call = |length: usize| format!("States.{name}{}'{algorithm})", "A".repeat(length));
        assert!(eval(&call(10_000)).is_ok(), "{name}");
        assert!(eval(&call(10_001)).is_err(), "{name}");
    }
}

#[test]
fn paths_reach_input_context_and_variables() {
    gives(&[(
        "States.Array($$.Execution.Name, $v.x[0], $['a,b'], $.a[?(@ == '2')], $.a.length())",
        r#"["run",10,7,[2,2.0,"2"],7]"#,
    )]);
    fails(
        ErrorKind::PathNotFound,
        &[("States.Array(1, $.no)", "$.no"), ("States.Array($$.no )", "$$.no"), ("States.Array($w)", "$w")],
    );
    let message = |text: &str| Call::parse(text).unwrap().eval(&world(), &mut host()).unwrap_err().message;
    assert!(message("States.Array($.no)").starts_with("The JsonPath argument for the field '$.no' could not be found"));
    assert_eq!(
        message("States.Array($.t[0])"),
        "Filter: [0] can only be applied to arrays. Current context is: it's {}"
    );
}

#[test]
fn what_is_no_call_is_refused_at_its_place() {
    fails(
        ErrorKind::Syntax,
        &[
            ("", ""),
            ("$.a", "$"),
            ("States.Array", "States.Array"),
            ("States.Array (1)", "States.Array"),
            ("States.Array(1", "("),
            ("States.Array(1 2)", "2"),
            ("States.Array(1,)", ")"),
            ("States.Array(,1)", ","),
            ("States.Array('a)", "'a)"),
            ("States.Array(1) x", "x"),
            ("States.Array(01)", "01"),
            ("States.Array(\"a\")", "\""),
        ],
    );
    fails(ErrorKind::UnknownFunction, &[("States.format('x')", "States.format"), ("Array()", "Array")]);
    fails(
        ErrorKind::Escape,
        &[
            (r#"States.Format('He said, \"{}\"', 'x')"#, r#"\""#),
            (r"States.Array('a\n')", r"\n"),
            (r"States.Array('a\", r"\"),
        ],
    );
    fails(
        ErrorKind::ArgumentCount,
        &[
            ("States.Format()", "States.Format()"),
            ("States.UUID(1)", "States.UUID(1)"),
            ("States.Array(States.ArrayLength())", "States.ArrayLength()"),
            ("States.MathRandom(1,2,3,4)", "States.MathRandom(1,2,3,4)"),
        ],
    );
    fails(ErrorKind::InvalidPath, &[("States.Array($.a[)", "[)"), ("States.Array($.)", ".")]);
}

#[test]
fn calls_nest_ten_deep_and_no_deeper() {
    let nested = |depth: usize| format!("{}1{}", "States.Array(".repeat(depth), ")".repeat(depth));
    assert!(eval(&nested(10)).is_ok());
    assert_eq!(eval(&nested(11)).unwrap_err().0, ErrorKind::Nesting);
    assert_eq!(eval(&nested(100_000)).unwrap_err().0, ErrorKind::Nesting);
}

#[test]
fn a_trace_shows_every_part() {
    let text = "States.Array(1, States.MathAdd($v.x[0], 1))";
    let (result, parts) = Call::parse(text).unwrap().eval_traced(&world(), &mut host());
    assert_eq!(result.unwrap().to_string(), "[1,11]");
    let parts: Vec<_> =
        parts.iter().map(|part| (part.span.of(text), part.result.as_ref().unwrap().to_string())).collect();
    let expected = [("1", "1"), ("$v.x[0]", "10"), ("1", "1"), ("States.MathAdd($v.x[0], 1)", "11"), (text, "[1,11]")];
    assert_eq!(parts, expected.map(|(part, value)| (part, value.to_owned())));
}

/// Calls made of valid parts, and then broken at random places.
#[test]
fn no_text_makes_a_call_panic() {
    let parts = ["'a'", "$.a", "$$.b", "$v[0]", "1", "-", "null", ",", "(", ")", "'", "\\", "é", "{}", " ", "[", "]"];
    let mut random = Seed(5).stream();
    let pick = |random: &mut Random, count: usize| random.below(count as u64) as usize;
    let mut parsed = 0;
    for _ in 0..20_000 {
        let mut text = functions()[pick(&mut random, functions().len())].name.to_owned() + "(";
        for _ in 0..pick(&mut random, 6) {
            text.push_str(parts[pick(&mut random, parts.len())]);
            text.push_str(["", ","][pick(&mut random, 2)]);
        }
        text.push(')');
        if let Ok(call) = Call::parse(&text) {
            parsed += 1;
            let (result, parts) = call.eval_traced(&world(), &mut host());
            assert!(result.is_err() || !parts.is_empty());
        }
    }
    assert!(parsed > 100, "{parsed} of the calls were valid");
}
