use super::*;
use crate::{Node, NodeKind};
use host::{Random, Seed};
use text::Severity;

const STORY: &str = "\
# 警告
StartAt: A   # trailing
\"States\":
  A:
    Type: Task
    Cause: |
      line 1
        line 2

    Comment: >-
      fold ed
      more

      para
    Plain: several
      lines
    Empty:
    Single: 'it''s
      two'
    Double: \"a\\tb\\u00e9 \\
      c\"
    Flow: {p: [1, \"x\"], q: }
    List:
    - 1
    -   - x
    Next: 名前
";

fn value(source: &str) -> String {
    let (document, diagnostics) = parse_yaml(source);
    let errors: Vec<_> = diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{source}: {errors:?}");
    document.root.map_or_else(String::new, |root| root.to_value().to_string())
}

fn node<'d>(document: &'d Document, path: &str) -> &'d Node {
    let root = document.root.as_ref().unwrap();
    path.split('.').filter(|step| !step.is_empty()).fold(root, |node, step| match step.parse::<usize>() {
        Ok(index) => &node.items()[index],
        Err(_) => node.get(step).unwrap(),
    })
}

#[test]
fn every_style_gives_its_value() {
    assert_eq!(
        value(STORY),
        r#"{"StartAt":"A","States":{"A":{"Type":"Task","Cause":"line 1\n  line 2\n","Comment":"fold ed more\npara","Plain":"several lines","Empty":null,"Single":"it's two","Double":"a\tbé c","Flow":{"p":[1,"x"],"q":null},"List":[1,["x"]],"Next":"名前"}}}"#
    );
}

#[test]
fn nodes_know_their_places() {
    let (document, _) = parse_yaml(STORY);
    for (path, text) in [
        ("StartAt", "A"),
        ("States.A.Cause", "|\n      line 1\n        line 2"),
        ("States.A.Plain", "several\n      lines"),
        ("States.A.Single", "'it''s\n      two'"),
        ("States.A.Flow", "{p: [1, \"x\"], q: }"),
        ("States.A.Flow.p", "[1, \"x\"]"),
        ("States.A.List", "- 1\n    -   - x"),
        ("States.A.List.1.0", "x"),
        ("States.A.Next", "名前"),
    ] {
        assert_eq!(node(&document, path).span.of(STORY), text, "{path}");
    }
    let empty = node(&document, "States.A.Empty").span;
    assert!(STORY[..empty.start as usize].ends_with("Empty:") && empty.is_empty());
    let states = document.root.as_ref().unwrap().member("States").unwrap();
    assert_eq!(states.key_span.of(STORY), "\"States\"");
    assert!(states.value.span.of(STORY).starts_with("A:") && states.value.span.of(STORY).ends_with("名前"));
}

#[test]
fn blanks_behind_a_token_are_not_part_of_it() {
    let source = "a: [ [ 'x' ] ]   \n'b' : {c : \"d\" } \n";
    let (document, _) = parse_yaml(source);
    for (path, text) in
        [("a", "[ [ 'x' ] ]"), ("a.0", "[ 'x' ]"), ("a.0.0", "'x'"), ("b", "{c : \"d\" }"), ("b.c", "\"d\"")]
    {
        assert_eq!(node(&document, path).span.of(source), text, "{path}");
    }
    assert_eq!(document.root.as_ref().unwrap().member("b").unwrap().key_span.of(source), "'b'");
}

#[test]
fn a_range_inside_a_string_finds_its_place() {
    let (document, _) = parse_yaml(STORY);
    for (path, part, text) in [
        ("States.A.Cause", "line 2", "line 2"),
        ("States.A.Comment", "ed", "ed"),
        ("States.A.Comment", "more", "more"),
        ("States.A.Comment", "para", "para"),
        ("States.A.Plain", "lines", "lines"),
        ("States.A.Single", "'s", "''s"),
        ("States.A.Single", "two", "two"),
        ("States.A.Double", "\tb", "\\tb"),
        ("States.A.Double", "é", "\\u00e9"),
        ("States.A.Double", "c", "c"),
    ] {
        let string = node(&document, path).as_string().unwrap();
        let start = string.value.find(part).unwrap();
        assert_eq!(string.source_span(Span::new(start, start + part.len())).of(STORY), text, "{part} in {path}");
    }
}

#[test]
fn plain_scalars_follow_the_core_schema() {
    for (text, expected) in [
        ("~", "null"),
        ("Null", "null"),
        ("True", "true"),
        ("FALSE", "false"),
        ("12", "12"),
        ("-1", "-1"),
        ("+5", "5"),
        ("007", "7"),
        ("0o17", "15"),
        ("0x1F", "31"),
        ("1.50", "1.5"),
        (".5", "0.5"),
        ("1e3", "1000.0"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("yes", r#""yes""#),
        ("1_000", r#""1_000""#),
        ("2026-01-31", r#""2026-01-31""#),
        (".inf", r#"".inf""#),
        ("1.2.3", r#""1.2.3""#),
        ("e5", r#""e5""#),
        ("$.a", r#""$.a""#),
        ("'12'", r#""12""#),
        ("!!str 12", r#""12""#),
        ("!!int '12'", "12"),
        ("!!float 1.5", "1.5"),
    ] {
        assert_eq!(value(&format!("a: {text}")), format!("{{\"a\":{expected}}}"), "{text}");
    }
}

#[test]
fn tags_of_cloudformation_become_functions() {
    for (text, expected) in [
        ("!Ref X", r#"{"Ref":"X"}"#),
        ("!Sub \"${A}-x\"", r#"{"Fn::Sub":"${A}-x"}"#),
        ("!Sub 5", r#"{"Fn::Sub":"5"}"#),
        ("!GetAtt Table.Arn", r#"{"Fn::GetAtt":["Table","Arn"]}"#),
        ("!GetAtt Nested.Outputs.X", r#"{"Fn::GetAtt":["Nested","Outputs.X"]}"#),
        ("!Join [\"-\", [a, !Ref B]]", r#"{"Fn::Join":["-",["a",{"Ref":"B"}]]}"#),
        ("!If\n    - C\n    - {x: 1}", r#"{"Fn::If":["C",{"x":1}]}"#),
        ("!Condition C", r#"{"Condition":"C"}"#),
    ] {
        let source = format!("a: {text}");
        assert_eq!(value(&source), format!("{{\"a\":{expected}}}"), "{text}");
        let (document, _) = parse_yaml(&source);
        let tagged = node(&document, "a");
        assert_eq!(tagged.span.of(&source), text, "the whole");
        assert_eq!(tagged.members()[0].key_span.of(&source), text.split_whitespace().next().unwrap());
    }
    let source = "a: !GetAtt Table.Arn";
    let (document, _) = parse_yaml(source);
    assert_eq!(node(&document, "a").members()[0].value.items()[1].span.of(source), "Arn");
}

#[test]
fn aliases_and_merge_keys_are_followed_with_a_warning() {
    let source = "a: &x {p: 1, q: 2}\nb: *x\nc:\n  <<: *x\n  q: 3\n";
    assert_eq!(value(source), r#"{"a":{"p":1,"q":2},"b":{"p":1,"q":2},"c":{"q":3,"p":1}}"#);
    let warned: Vec<_> = parse_yaml(source).1.iter().map(|found| found.span.of(source).to_owned()).collect();
    assert_eq!(warned, ["*x", "*x", "<<"]);
}

#[test]
fn aliases_cannot_make_a_text_explode() {
    let mut source = String::from("a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n");
    for level in 1..12 {
        let before = level - 1;
        source.push_str(&format!("a{level}: &a{level} [{}]\n", vec![format!("*a{before}"); 10].join(",")));
    }
    let (_, diagnostics) = parse_yaml(&source);
    assert!(diagnostics.iter().any(|found| found.message.contains("too large")));
}

#[test]
fn what_older_readers_misread_is_reported_with_a_fix() {
    for (text, meaning) in [
        ("a: yes", "boolean"),
        ("Off: 1", "boolean"),
        ("a: 0123", "octal"),
        ("a: 12:30:00", "base 60"),
        ("a: 2026-01-31T00:00:00Z", "timestamp"),
        ("a: 1_000", "number"),
        ("a: .NaN", "JSON cannot hold"),
    ] {
        let (_, diagnostics) = parse_yaml(text);
        let [trap] = &diagnostics[..] else { panic!("{text}: {diagnostics:?}") };
        assert!(trap.code == "LINT_YAML_TRAP" && trap.message.contains(meaning), "{text}: {}", trap.message);
        let fixed = text::apply(text, &trap.fixes[0].edits);
        assert_eq!(parse_yaml(&fixed).1, [], "{fixed}");
    }
    for text in ["a: 'yes'", "a: 12", "a: $.x", "a: 1.5", "a: 10.0.0.1:80", "y: n"] {
        assert_eq!(parse_yaml(text).1, [], "{text}");
    }
}

#[test]
fn a_broken_text_keeps_what_is_whole() {
    for (text, kept, blamed) in [
        ("a: 1\nNe\nc: 2\n", r#"{"a":1,"c":2}"#, "Ne"),
        ("a: 1\nNe", r#"{"a":1}"#, "Ne"),
        ("a:\n  b: 1\n  Ne\n\n  # note\n  c: 2\nd: 1\n", r#"{"a":{"b":1,"c":2},"d":1}"#, "Ne"),
        ("a: b: c\nd: 1\n", r#"{"d":1}"#, "a: b: c"),
        ("a:\n\tb: 1\nc: 1\n", r#"{"a":null,"c":1}"#, "b: 1"),
        ("a: 1\nb: \"x\nc: 1\n", r#"{"a":1,"c":1}"#, "b: \"x"),
        ("a: [1, 2\nb: 3\nc: 4\n", r#"{"b":3,"c":4}"#, "a: [1, 2"),
        ("a: *nowhere\nb: 1\n", r#"{"b":1}"#, "a: *nowhere"),
        ("a: @x\nb: 1\n", r#"{"b":1}"#, "a: @x"),
        ("a: 1\nx\nb: 2\ny\nc: 3\n", r#"{"a":1,"b":2,"c":3}"#, "x"),
    ] {
        let (document, diagnostics) = parse_yaml(text);
        assert_eq!(document.root.unwrap().to_value().to_string(), kept, "{text}: {diagnostics:?}");
        assert_eq!(diagnostics[0].span.of(text), blamed, "{text}: {diagnostics:?}");
        assert_eq!(diagnostics[0].code, CODE);
    }
}

#[test]
fn what_most_readers_take_is_taken_with_a_warning() {
    for (text, expected) in [
        ("a:\n  b: {\n  x: 1\n}\nc: 2\n", r#"{"a":{"b":{"x":1}},"c":2}"#),
        ("a:\n  b: 'x\ny'\nc: 2\n", r#"{"a":{"b":"x y"},"c":2}"#),
    ] {
        assert_eq!(value(text), expected);
        assert_eq!(parse_yaml(text).1[0].code, "LINT_YAML_TRAP");
    }
}

#[test]
fn deep_nesting_is_refused_not_crashed() {
    for source in ["[".repeat(5000), "{a: ".repeat(5000), "- ".repeat(5000), "? ".repeat(5000)] {
        assert!(!parse_yaml(&source).1.is_empty());
    }
}

/// Every span lies in the text, at character boundaries, and inside its parent's.
fn check_places(source: &str, node: &Node, within: Span) {
    assert!(source.get(node.span.range()).is_some(), "{source:?}: {node:?}");
    assert!(within.contains(node.span), "{source:?}: {:?} in {within:?}", node.span);
    match &node.kind {
        NodeKind::Array(items) => items.iter().for_each(|item| check_places(source, item, node.span)),
        NodeKind::Object(members) => {
            for member in members {
                assert!(node.span.contains(member.key_span), "{source:?}");
                check_places(source, &member.value, node.span);
            }
        }
        NodeKind::String(string) => {
            // Blanks may stand for a line that was left out, whatever was on it.
            for (start, c) in string.value.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                let place = string.source_span(Span::new(start, start + c.len_utf8()));
                assert!(source.get(place.range()).is_some(), "{source:?}: {c:?} at {place:?}");
            }
        }
        _ => {}
    }
}

#[test]
fn no_text_makes_the_parser_panic_or_lose_its_place() {
    let parts = [
        "a", ": ", ":", "\n", "\n  ", "\n    ", "- ", "[", "]", "{", "}", ", ", "|\n", ">-\n  ", "'", "\"", "\\",
        "\\u00e9", "# c", "&x ", "!Sub ", "!GetAtt ", "A.B", "é", "名", "\t", "\r\n", "1", "~", "---\n", "...\n", "? ",
        "%", "@", "yes", "\u{feff}", "!!int ",
    ];
    let mut random = Seed(2).stream();
    for round in 0..40_000 {
        let mut source = if round % 2 == 0 { String::new() } else { broken(STORY, &mut random) };
        for _ in 0..=random.below(12) {
            source.push_str(parts[random.below(parts.len() as u64) as usize]);
        }
        let (document, diagnostics) = parse_yaml(&source);
        if let Some(root) = &document.root {
            check_places(&source, root, Span::new(0, source.len()));
        }
        for found in diagnostics {
            assert!(source.get(found.span.range()).is_some(), "{source:?}: {found:?}");
        }
    }
}

/// The text cut at a random place.
fn broken(source: &str, random: &mut Random) -> String {
    let at = source.floor_char_boundary(random.below(source.len() as u64) as usize);
    let from = source.floor_char_boundary(random.below(at as u64 + 1) as usize);
    source[from..at].to_owned()
}
