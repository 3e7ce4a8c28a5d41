//! What paths give, and how they fail.

use crate::{Data, Path, QualifiedPath, ReferencePath};
use host::{Random, Seed};
use json::{MAX_DEPTH, Value, parse_value};

/// An order as a shop would send it.
const ORDER: &str = r#"{
    "id": 7, "note": null, "paid": true, "tags": ["new", "gift"], "size": "7",
    "items": [
        {"sku": "A1", "price": 2.5, "count": 4, "tags": ["x"]},
        {"sku": "b2", "price": 10, "count": 1, "gift": {"to": "Ann"}},
        {"sku": "C3", "price": 10.0, "count": "1"}
    ],
    "a.b": 1, "c d": 2, "it's": 3, "名前": "山田", "grid": [[1, 2], [3], []]
}"#;

fn eval(path: &str, root: &str) -> Result<String, String> {
    let path = Path::parse(path).map_err(|error| error.message)?;
    let root = parse_value(root).unwrap();
    let result = path.eval(&root).map(|value| value.to_string()).map_err(|error| error.to_string());
    let traced = path.eval_traced(&root).0.map(|value| value.to_string()).map_err(|error| error.to_string());
    assert_eq!(result, traced, "{path}");
    result
}

#[track_caller]
fn gives(cases: &[(&str, &str)]) {
    for (path, expected) in cases {
        assert_eq!(eval(path, ORDER).as_deref(), Ok(*expected), "{path}");
    }
}

#[track_caller]
fn fails(cases: &[(&str, &str)]) {
    for (path, message) in cases {
        let error = eval(path, ORDER).expect_err(path);
        assert!(error.starts_with(message), "{path}: {error}");
    }
}

#[test]
fn names_and_indices_lead_to_one_value() {
    gives(&[
        ("$.id", "7"),
        ("$['id']", "7"),
        ("$[\"id\"]", "7"),
        ("$.note", "null"),
        ("$.items[0].sku", r#""A1""#),
        ("$.items[-1]['sku']", r#""C3""#),
        ("$.items[ 1 ].gift.to", r#""Ann""#),
        ("$.['id']", "7"),
        ("$['id']x", "7"), // a last character behind a bracket is not read
        ("$['id']é", "7"),
        ("$['a.b']", "1"),
        ("$['c d']", "2"),
        (r"$['it\'s']", "3"),
        ("$.名前", r#""山田""#),
        ("id", "7"),
        ("items[0].count", "4"),
        ("@.id", "7"),
    ]);
}

#[test]
fn a_definite_path_that_leads_nowhere_is_an_error() {
    fails(&[
        ("$.no", "No results for path: $['no']"),
        ("$.no.more", "Missing property in path $['no']"),
        ("$.items[3]", "No results for path: $['items'][3]"),
        ("$.items[3].sku", "No results for path: $['items'][3]['sku']"),
        ("$.id.x", "Expected to find an object with property ['x'] in path $['id'] but found 'java.lang.Integer'."),
        ("$.id[0]", "Filter: [0] can only be applied to arrays. Current context is: 7"),
        ("$.note[0]", "The path $['note'] is null"),
    ]);
}

#[test]
fn an_index_past_the_end_is_told_from_other_misses() {
    let root = parse_value(ORDER).unwrap();
    for (path, expected) in
        [("$.items[3]", true), ("$.items[-4]", true), ("$.no", false), ("$.items[3].sku", false), ("$.id[0]", false)]
    {
        assert_eq!(Path::parse(path).unwrap().eval(&root).unwrap_err().is_index_past_end(), expected, "{path}");
    }
}

#[test]
fn an_indefinite_path_gives_an_array() {
    gives(&[
        ("$.items[*].sku", r#"["A1","b2","C3"]"#),
        ("$.items[*].no", "[]"),
        ("$.items.*.gift.to", r#"["Ann"]"#),
        ("$.items[0,2].sku", r#"["A1","C3"]"#),
        ("$.items[0:2].sku", r#"["A1","b2"]"#),
        ("$.items[-2:].sku", r#"["b2","C3"]"#),
        ("$.items[:-1].sku", r#"["A1","b2"]"#),
        ("$.items[-1:1].sku", r#"["C3","A1"]"#),
        ("$.items[5:].sku", "[]"),
        ("$..to", r#"["Ann"]"#),
        ("$..tags", r#"[["new","gift"],["x"]]"#),
        ("$.grid..[0]", "[[1,2],1,3]"),
        ("$.grid[*][*]", "[1,2,3]"),
        ("$['id','size'].x", "[]"),
        ("$.id[*]", "[]"),
    ]);
}

#[test]
fn aws_keeps_a_backslash_before_the_other_quote_and_the_library_drops_it() {
    let root = parse_value(r#"{"a\\\"b":1,"c\\'d":2,"e\\":3,"a\"b":4,"c'd":5}"#).unwrap();
    let data = Roots(root.clone(), Value::Null, Value::Null);
    for (path, by_aws, by_library) in [(r#"$['a\"b']"#, 1, 4), (r#"$["c\'d"]"#, 2, 5), (r"$['e\\']", 3, 3)] {
        assert_eq!(QualifiedPath::parse(path).unwrap().eval(&data).unwrap(), by_aws.into(), "{path}");
        assert_eq!(Path::parse(path).unwrap().eval(&root).unwrap(), by_library.into(), "{path}");
    }
}

#[test]
fn several_names_at_the_end_make_an_object() {
    gives(&[
        ("$['size','id','no']", r#"{"size":"7","id":7}"#),
        ("$.items[*]['sku','gift']", r#"[{"sku":"A1"},{"sku":"b2","gift":{"to":"Ann"}},{"sku":"C3"}]"#),
    ]);
    assert!(Path::parse("$['a','b']").unwrap().is_definite());
    assert!(!Path::parse("$['a','b'].c").unwrap().is_definite());
}

#[test]
fn filters_compare_loosely() {
    gives(&[
        ("$.items[?(@.price == 10)].sku", r#"["b2","C3"]"#),
        ("$.items[?(@.price == 1e1)].sku", r#"["b2","C3"]"#),
        ("$.items[?(@.count < 2)].sku", r#"["b2"]"#),
        ("$.items[?(@.count < '2')].sku", r#"["C3"]"#),
        ("$.items[?(@.count == 1)].sku", r#"["b2","C3"]"#),
        ("$.items[?(@.count === 1)].sku", r#"["b2"]"#),
        ("$.items[?(@.count != 1)].sku", r#"["A1"]"#),
        ("$.items[?(@.price<10)].sku", r#"["A1"]"#),
        ("$.items[?(10 <= @.price)].sku", r#"["b2","C3"]"#),
        ("$.items[?(@.price > $.id)].sku", r#"["b2","C3"]"#),
        ("$.items[?(@.sku > 'B')].sku", r#"["b2","C3"]"#),
        ("$.items[?(@.gift)].sku", r#"["b2"]"#),
        ("$.items[?(!@.gift)].sku", r#"["A1","C3"]"#),
        ("$.items[?(!(@.gift || @.tags))].sku", r#"["C3"]"#),
        ("$.items[?(@.gift && @.price == 10 || @.count == 4)].sku", r#"["A1","b2"]"#),
        ("$.items[?(@.gift == {'to': \"Ann\"})].sku", r#"["b2"]"#),
        ("$.items[?({'to': 'Ann'} == @.gift)].sku", "[]"),
        ("$.items[?(@.no == @.no)].sku", "[]"),
        ("$[?(@.paid == true)].id", "[7]"),
        ("$.grid[?(@.length() == 1)]", "[[3]]"),
        ("$.items[?(@..to)].sku", r#"["A1","b2","C3"]"#), // a scan is always there, if it is empty
        ("$.items[?(@..gift.to)].sku", r#"["A1","b2","C3"]"#),
        ("$.items[?(@..gift.no)].sku", r#"["A1","C3"]"#), // the rest of it must be
    ]);
    fails(&[("$.items[?(@.sku==b2)].sku", "Failed to parse filter: [?(@.sku==b2)], error on position: 10, char: b")]);
    let data = Roots(parse_value(ORDER).unwrap(), Value::Null, Value::Null);
    let by_aws = QualifiedPath::parse("$.items[?(@.sku==b2)].sku").unwrap().eval(&data).unwrap();
    assert_eq!(by_aws.to_string(), r#"["b2"]"#);
}

#[test]
fn behind_a_scan_and_an_index_only_members_of_that_item_are_taken() {
    gives(&[
        ("$..[0].sku", r#"["A1"]"#),
        ("$..[1].sku", r#"["b2"]"#),
        ("$..[0]['sku']", r#"["A1"]"#),
        ("$..[0].gift.to", r#"["Ann"]"#),
        ("$..[0:2].sku", "[]"),
        ("$..[-1].sku", "[]"),
        ("$.items..*.sku", "[]"),
        ("$..[?(@.sku)].sku", r#"["A1","b2","C3"]"#),
    ]);
}

#[test]
fn filters_know_sets_sizes_and_patterns() {
    gives(&[
        ("$.items[?(@.sku in ['A1', \"C3\"])].price", "[2.5,10.0]"),
        ("$.items[?(@.sku nin ['A1'])].sku", r#"["b2","C3"]"#),
        ("$.items[?(@.sku =~ /[a-c].*/)].sku", r#"["b2"]"#),
        ("$.items[?(@.sku =~ /[a-c]\\d/i)].sku", r#"["A1","b2","C3"]"#),
        ("$.items[?(@.sku =~ /(A|C)(1)/)].sku", r#"["A1"]"#),
        ("$.items[?(@.sku =~ /(?i)a1|B2/)].sku", r#"["A1","b2"]"#),
        ("$.items[?(@.sku =~ /A|1/)].sku", "[]"),
        ("$.items[?(@.tags =~ /x/)].sku", r#"["A1"]"#),
        ("$.items[?(@.price =~ /10.*/)].sku", r#"["b2","C3"]"#),
        ("$.items[?(@.tags contains 'x')].sku", r#"["A1"]"#),
        ("$.items[?(@.sku contains '2')].sku", r#"["b2"]"#),
        ("$.items[?(@.tags size 1)].sku", r#"["A1"]"#),
        ("$.grid[?(@ empty true)]", "[[]]"),
        ("$.grid[?(@ subsetof [1,2,4])]", "[[1,2],[]]"),
        ("$.grid[?(@ anyof [2,3])]", "[[1,2],[3]]"),
        ("$.grid[?(@ noneof [3])]", "[[1,2],[]]"),
        ("$.grid[?(@ all [1])]", "[]"),
    ]);
}

#[test]
fn functions_end_a_path() {
    gives(&[
        ("$.items.length()", "3"),
        ("$.length()", "11"),
        ("$.id.length()", "null"),
        ("$.tags.keys()", "null"),
        ("$.items[1].gift.keys()", r#"["to"]"#),
        ("$.grid[0].sum()", "3.0"),
        ("$.grid[0].avg()", "1.5"),
        ("$.grid[0].stddev()", "0.5"),
        ("$.grid[0].max()", "2.0"),
        ("$..count.sum()", "5.0"),
        ("$.sum($.grid[0][0], 5, $..price)", "28.5"),
        ("$.tags.concat(\"!\", $.size)", r#""newgift!7""#),
        ("$.tags.append(\"x\").length()", "3"),
        ("$.tags.first()", r#""new""#),
        ("$.tags.last()", r#""gift""#),
        ("$.tags.index(1)", r#""gift""#),
        ("$.length($.items)", "11"),
        ("$..items.length()", "3"),
        ("$.length($.grid)", "0"), // the length of the last item
        ("$..[0].length()", "3"),
        ("$..count.sum().no.length()", "5.0"), // what follows finds nothing
        ("$.items[*].append($.no)", "[]"),
    ]);
    fails(&[
        ("$.id.length($.no)", "No results for path: $['no']"),
        ("$.id.length(1)", "Cannot invoke"),
        ("$..length()", "Current path token is a leaf"),
        ("$.tags.sum()", "Aggregation function attempted to calculate value using empty array"),
        ("$.id.nope()", "Function with name: nope does not exist."),
        ("$.keys(1)[0]", "Filter: [0] can only be applied to arrays. Current context is: [id, note,"),
        ("$.tags.sum(", "Arguments to function: 'sum' are not closed properly."),
    ]);
}

#[test]
fn arguments_are_read_as_loosely_as_the_library_does() {
    gives(&[
        ("$.tags.concat()", r#""newgift""#),
        ("$.id.concat(1, -2.50 ,true,'x')", r#""1-2.5""#),
        ("$.id.concat($.paid,$.note,$.grid)", r#""true[1, 2][3][]""#),
        (r#"$.id.concat({"a":[1,2]},3)"#, r#""{a=[1, 2]}3""#),
        (r#"$.id.concat(["1","2"])"#, r#""1""#),
        (r#"$.id.concat("a,b")"#, r#""ab""#),
        (r#"$.id.concat("a\"b")"#, r#""""#),
        ("$.id.concat($.id.length(), $['c d'])", r#""2""#),
        ("$.id.concat($.items[?(@.count == 4)].sku)", r#""A1""#),
    ]);
    fails(&[
        ("$.id.concat([1])", "A literal in the path is not JSON"),
        ("$.id.concat(\"a)b\")", "Arguments to function: 'concat' are not closed properly."),
        ("$.id.concat(1])", "Unexpected close bracket ']' at character position: 14"),
        ("$.id.concat(1})", "Unexpected close brace '}' at character position: 14"),
    ]);
}

#[test]
fn what_is_no_path_is_refused_with_its_place() {
    for (path, part) in [
        ("", ""),
        ("$.", "."),
        ("$a", "a"),
        ("$$.a", "$.a"),
        ("$...a", ".a"),
        ("$.a[1e1]", "[1e1]"),
        ("$.a[:]", "[:]"),
        ("$.a['b]", "'b]"),
        ("$.a['b',]", "]"),
        ("$.a[?]", "[?]"),
        ("$.a[?(@.x = 1)]", "= 1)"),
        ("$.a[?(@.x == 1 &&)]", ")"),
        ("$.a[?(@.x == @.y[1e1])]", "== @.y[1e1])"),
        ("$.a b", "a b"),
        ("$.f($.é b)", "é b"),
        ("$.f((@.m().é b))", "@.m().é b"), // the library doubles the parenthesis of an empty call
    ] {
        let error = Path::parse(path).expect_err(path);
        assert_eq!(error.span.of(path), part, "{path}: {error}");
    }
}

#[test]
fn a_trace_names_every_place_that_was_read() {
    let root = parse_value(ORDER).unwrap();
    for (path, places) in [
        ("$.items[-1].sku", "$.items[2].sku"),
        ("$..to", "$.items[1].gift.to"),
        ("$.items[?(@.price == 10)].sku", "$.items[1].sku $.items[2].sku"),
        ("$['size','no','id']", "$.size $.id"),
        ("$.tags.length()", "$.tags"),
        ("$..count.sum()", "$.items[0].count $.items[1].count $.items[2].count"),
        ("$['c d']", "$['c d']"),
        ("$.no", ""),
    ] {
        let matches = Path::parse(path).unwrap().eval_traced(&root).1;
        let found: Vec<_> = matches.iter().map(|found| found.location.dotted()).collect();
        assert_eq!(found.join(" "), places, "{path}");
        assert!(matches.iter().all(|found| found.location.get(&root) == Some(&found.value)), "{path}");
    }
}

struct Roots(Value, Value, Value);

impl Data for Roots {
    fn input(&self) -> &Value {
        &self.0
    }

    fn context(&self) -> &Value {
        &self.1
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        (name == "order").then_some(&self.2)
    }
}

#[test]
fn a_qualified_path_starts_from_input_context_or_variable() {
    let [input, context, variable] = ["null", r#"{"Execution":{"Name":"run"}}"#, r#"{"id":[7]}"#];
    let data = Roots(parse_value(input).unwrap(), parse_value(context).unwrap(), parse_value(variable).unwrap());
    for (path, expected) in [
        ("$", Ok("null")),
        ("$$.Execution.Name", Ok(r#""run""#)),
        ("$order.id[0]", Ok("7")),
        ("$order", Ok(r#"{"id":[7]}"#)),
        ("$$['Execution']['Name']", Ok(r#""run""#)),
        ("$$.no", Err("No results for path: $['no']")),
        ("$other.id", Err("There is no variable called 'other'")),
        ("$order.id.length()", Ok("1")),
        ("$order.id.sum()", Err("Aggregation function attempted to calculate value using empty array")),
    ] {
        let result = QualifiedPath::parse(path).unwrap().eval(&data);
        let result = result.map(|value| value.to_string()).map_err(|error| error.to_string());
        assert_eq!(result.as_deref().map_err(|error| &**error), expected, "{path}");
    }
    for (path, part) in [("order", "order"), ("$$.a[x]", "[x]"), ("$order.a[x]", "[x]")] {
        assert_eq!(QualifiedPath::parse(path).unwrap_err().span.of(path), part, "{path}");
    }
}

#[test]
fn work_and_depth_are_bounded() {
    let wide = format!("[{}]", vec!["[1,2,3,4,5,6,7,8,9,10]"; 1000].join(","));
    let scans = "$..*..*..*..*";
    assert_eq!(
        eval(&format!("{scans}..*"), &"[".repeat(500).chars().chain("]".repeat(500).chars()).collect::<String>())
            .unwrap_err(),
        "The path visits too many values"
    );
    assert!(eval(scans, &wide).is_ok());
    let depth = MAX_DEPTH as usize;
    let deep = format!("{}1{}", "{\"a\":[".repeat(depth / 2), "]}".repeat(depth / 2));
    assert!(eval("$..a", &deep).is_ok());
    assert!(eval("$..[?(@..a)]", &deep).is_ok());
    for open in ["[?(", "[?(@.a == @", "[?(!", "[?(("] {
        assert!(Path::parse(&format!("$.a{}", open.repeat(10_000))).is_err());
    }
    assert!(Path::parse(&format!("$.a[?({}@.a{})]", "(".repeat(100), ")".repeat(100))).is_err());
}

/// Paths made of valid parts, evaluated, and then broken at random places.
#[test]
fn no_text_makes_a_path_panic() {
    let parts = [
        "$",
        "@",
        ".",
        "..",
        "*",
        "[",
        "]",
        "items",
        "sku",
        "'a'",
        "\"b\"",
        "0",
        "-1",
        "1:",
        ":",
        ",",
        "?(",
        ")",
        "(",
        "==",
        "=~",
        "/x/i",
        "&&",
        "!",
        " ",
        "in",
        "[1,2]",
        "{}",
        ".length()",
        ".sum(",
        "\\",
        "\\u",
        "é",
        "名",
        "true",
    ];
    let root = parse_value(ORDER).unwrap();
    let mut random = Seed(11).stream();
    let mut parsed = 0;
    for _ in 0..60_000 {
        let mut text = String::from("$");
        for _ in 0..=random.below(9) {
            text.push_str(pick(&mut random, &parts));
        }
        if let Ok(path) = Path::parse(&text) {
            parsed += 1;
            let (result, _) = path.eval_traced(&root);
            assert_eq!(result.is_ok(), path.eval(&root).is_ok(), "{text}");
            if let Err(error) = result {
                assert!(error.span().range().end <= text.len() && !error.to_string().is_empty(), "{text}");
            }
        }
        let _ = ReferencePath::parse(&text);
        let _ = QualifiedPath::parse(&text);
    }
    assert!(parsed > 1000, "{parsed} of the paths were valid");
}

fn pick<'p>(random: &mut Random, parts: &[&'p str]) -> &'p str {
    parts[random.below(parts.len() as u64) as usize]
}

#[test]
fn what_was_put_is_found_again() {
    let steps = [".a", ".b", "['c d']", "[0]", "[1]"];
    let mut random = Seed(3).stream();
    let mut root = parse_value(r#"{"a":{"b":[1,{"a":[2]}]},"b":[[3],{"c d":4}]}"#).unwrap();
    let mut puts = 0;
    for number in 0..5000 {
        let text: String =
            std::iter::once("$").chain((0..=random.below(4)).map(|_| pick(&mut random, &steps))).collect();
        let path = ReferencePath::parse(&text).unwrap();
        let Ok(after) = path.put(&root, Value::from(number)) else { continue };
        assert_eq!(path.get(&after), Some(&Value::from(number)), "{text}");
        assert_eq!(eval(&text, &after.to_string()), Ok(number.to_string()), "{text}");
        puts += 1;
        root = if puts % 10 == 0 { parse_value(r#"{"a":{"b":[1,{"a":[2]}]}}"#).unwrap() } else { after };
    }
    assert!(puts > 1000, "{puts}");
}
