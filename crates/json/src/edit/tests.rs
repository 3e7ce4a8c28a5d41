use super::*;
use crate::{Array, parse_any, parse_value, print_pretty, print_yaml};
use host::{Random, Seed};
use text::apply;

const JSON: &str = r#"{
    "StartAt": "A",
    "States": {
        "A": {"Type": "Pass", "Next": "B"},
        "B": {
            "Type": "Wait",
            "Seconds": 5
        }
    },
    "List": [1, 2, 3],
    "Empty": {}
}
"#;

const YAML: &str = "\
# a workflow
StartAt: A   # the first
States:
    # the pass
    A: {Type: Pass, Next: B}
    B:
        Type: Wait   # waits
        Seconds: 5

    C:
        Type: Succeed
List:
    - 1
    - x: 1
      y: 2
Empty: {}
";

fn path(text: &str) -> Vec<Step<'_>> {
    let step = |part| str::parse(part).map_or(Step::Key(part), Step::Index);
    text.split('.').filter(|part| !part.is_empty()).map(step).collect()
}

/// What a person would see change: the lines that are gone, then the lines that are new.
fn changes(source: &str, edits: &[Edit]) -> String {
    assert!(!edits.is_empty(), "no edits");
    let after = apply(source, edits);
    let (old, new): (Vec<&str>, Vec<&str>) = (source.lines().collect(), after.lines().collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let tail = old[same..].iter().rev().zip(new[same..].iter().rev()).take_while(|(old, new)| old == new).count();
    let gone = old[same..old.len() - tail].iter().map(|line| format!("-{line}"));
    gone.chain(new[same..new.len() - tail].iter().map(|line| format!("+{line}"))).collect::<Vec<_>>().join("\n")
}

type Case = (&'static str, &'static str, &'static str);

#[track_caller]
fn check(source: &str, edit: fn(&Document, &[Step<'_>], &str) -> Vec<Edit>, cases: &[Case]) {
    let (document, _) = parse_any(source);
    for (at, argument, expected) in cases {
        assert_eq!(changes(source, &edit(&document, &path(at), argument)), *expected, "{at} {argument}");
    }
}

fn set_json(document: &Document, path: &[Step<'_>], value: &str) -> Vec<Edit> {
    set(document, path, &parse_value(value).unwrap())
}

#[test]
fn json_values_are_set_as_the_text_is_laid_out() {
    check(
        JSON,
        set_json,
        &[
            ("StartAt", r#""B""#, "-    \"StartAt\": \"A\",\n+    \"StartAt\": \"B\","),
            (
                "States.A.Next",
                "{\"x\": [1]}",
                "-        \"A\": {\"Type\": \"Pass\", \"Next\": \"B\"},\n+        \"A\": {\"Type\": \"Pass\", \"Next\": {\"x\": [1]}},",
            ),
            (
                "States.A.End",
                "true",
                "-        \"A\": {\"Type\": \"Pass\", \"Next\": \"B\"},\n+        \"A\": {\"Type\": \"Pass\", \"Next\": \"B\", \"End\": true},",
            ),
            (
                "States.B.Next",
                "\"A\"",
                "-            \"Seconds\": 5\n+            \"Seconds\": 5,\n+            \"Next\": \"A\"",
            ),
            (
                "States.B.Retry",
                "[{\"MaxAttempts\": 1}]",
                "-            \"Seconds\": 5\n+            \"Seconds\": 5,\n+            \"Retry\": [\n+                {\n+                    \"MaxAttempts\": 1\n+                }\n+            ]",
            ),
            (
                "Empty.a.b",
                "1",
                "-    \"Empty\": {}\n+    \"Empty\": {\n+        \"a\": {\n+            \"b\": 1\n+        }\n+    }",
            ),
            ("List.3", "4", "-    \"List\": [1, 2, 3],\n+    \"List\": [1, 2, 3, 4],"),
        ],
    );
}

#[test]
fn yaml_values_are_set_as_the_text_is_laid_out() {
    check(
        YAML,
        set_json,
        &[
            ("StartAt", r#""B""#, "-StartAt: A   # the first\n+StartAt: B   # the first"),
            ("StartAt", r#""yes""#, "-StartAt: A   # the first\n+StartAt: \"yes\"   # the first"),
            ("States.A.Next", r#""C""#, "-    A: {Type: Pass, Next: B}\n+    A: {Type: Pass, Next: \"C\"}"),
            ("States.A.End", "true", "-    A: {Type: Pass, Next: B}\n+    A: {Type: Pass, Next: B, \"End\": true}"),
            ("States.B.Type", r#""Pass""#, "-        Type: Wait   # waits\n+        Type: Pass   # waits"),
            ("States.B.Next", r#""C""#, "+        Next: C"),
            (
                "States.B",
                r#"{"Type":"Fail"}"#,
                "-        Type: Wait   # waits\n-        Seconds: 5\n+        Type: Fail",
            ),
            ("States.B", "null", "-    B:\n-        Type: Wait   # waits\n-        Seconds: 5\n+    B: null"),
            ("States.D", r#"{"Type":"Fail","Cause":"a: b"}"#, "+    D:\n+        Type: Fail\n+        Cause: \"a: b\""),
            ("StartAt", r#"[1]"#, "-StartAt: A   # the first\n+StartAt:   # the first\n+    - 1"),
            (
                "States.B.Type",
                r#""a\nb""#,
                "-        Type: Wait   # waits\n+        Type: |-   # waits\n+            a\n+            b",
            ),
            ("List.0", r#"{"z":[]}"#, "-    - 1\n+    - z: []"),
            ("List.1", "7", "-    - x: 1\n-      y: 2\n+    - 7"),
            ("List.1.w", r#""two\nlines""#, "+      w: |-\n+          two\n+          lines"),
            ("List.2", "3", "+    - 3"),
            ("Empty.a.b", "1", "-Empty: {}\n+Empty:\n+    a:\n+        b: 1"),
            ("New", "[1]", "+New:\n+    - 1"),
        ],
    );
}

fn insert_at_0(document: &Document, path: &[Step<'_>], key: &str) -> Vec<Edit> {
    insert(document, path, 0, key, &Value::from(0))
}

#[test]
fn members_are_inserted_first_too() {
    check(
        JSON,
        insert_at_0,
        &[
            ("", "Comment", "+    \"Comment\": 0,"),
            (
                "States.A",
                "x",
                "-        \"A\": {\"Type\": \"Pass\", \"Next\": \"B\"},\n+        \"A\": {\"x\": 0, \"Type\": \"Pass\", \"Next\": \"B\"},",
            ),
        ],
    );
    check(
        YAML,
        insert_at_0,
        &[
            ("", "Comment", "+Comment: 0"),
            ("States.B", "x y", "+        x y: 0"),
            ("List.1", "w", "-    - x: 1\n+    - w: 0\n+      x: 1"),
        ],
    );
}

fn remove_at(document: &Document, path: &[Step<'_>], _: &str) -> Vec<Edit> {
    remove(document, path)
}

#[test]
fn entries_are_removed_with_their_separators() {
    check(
        JSON,
        remove_at,
        &[
            ("StartAt", "", "-    \"StartAt\": \"A\","),
            ("Empty", "", "-    \"List\": [1, 2, 3],\n-    \"Empty\": {}\n+    \"List\": [1, 2, 3]"),
            ("List.1", "", "-    \"List\": [1, 2, 3],\n+    \"List\": [1, 3],"),
            (
                "States.A.Next",
                "",
                "-        \"A\": {\"Type\": \"Pass\", \"Next\": \"B\"},\n+        \"A\": {\"Type\": \"Pass\"},",
            ),
        ],
    );
    check(
        YAML,
        remove_at,
        &[
            ("States.B.Seconds", "", "-        Seconds: 5"),
            ("States.B", "", "-    B:\n-        Type: Wait   # waits\n-        Seconds: 5"),
            ("States.C.Type", "", "-    C:\n-        Type: Succeed\n+    C: {}"),
            ("List.0", "", "-    - 1"),
            ("List.1", "", "-    - x: 1\n-      y: 2"),
            ("List.1.x", "", "-    - x: 1\n-      y: 2\n+    - y: 2"),
            ("Empty", "", "-Empty: {}"),
            ("StartAt", "", "-StartAt: A   # the first"),
            ("States.A.Type", "", "-    A: {Type: Pass, Next: B}\n+    A: {Next: B}"),
        ],
    );
}

#[test]
fn keys_are_renamed_in_place() {
    check(JSON, rename, &[("States.B", "b\"", "-        \"B\": {\n+        \"b\\\"\": {")]);
    check(
        YAML,
        rename,
        &[
            ("States.B", "待つ", "-    B:\n+    待つ:"),
            ("States.B", "no", "-    B:\n+    \"no\":"),
            ("States.A.Type", "T", "-    A: {Type: Pass, Next: B}\n+    A: {\"T\": Pass, Next: B}"),
        ],
    );
}

fn move_first(document: &Document, path: &[Step<'_>], place: &str) -> Vec<Edit> {
    move_to(document, path, place.parse().unwrap())
}

#[test]
fn entries_move_with_their_own_text() {
    let array = "{\"a\": [1, {\"b\": 2}, 3]}";
    check(
        array,
        move_first,
        &[
            ("a.0", "2", "-{\"a\": [1, {\"b\": 2}, 3]}\n+{\"a\": [{\"b\": 2}, 3, 1]}"),
            ("a.2", "0", "-{\"a\": [1, {\"b\": 2}, 3]}\n+{\"a\": [3, 1, {\"b\": 2}]}"),
            ("a.1", "2", "-{\"a\": [1, {\"b\": 2}, 3]}\n+{\"a\": [1, 3, {\"b\": 2}]}"),
        ],
    );
    check(
        YAML,
        move_first,
        &[
            (
                "States.B.Type",
                "1",
                "-        Type: Wait   # waits\n-        Seconds: 5\n+        Seconds: 5\n+        Type: Wait   # waits",
            ),
            ("List.1", "0", "-    - 1\n-    - x: 1\n-      y: 2\n+    - x: 1\n+      y: 2\n+    - 1"),
        ],
    );
}

#[test]
fn a_path_that_leads_nowhere_gives_no_edits() {
    for source in [JSON, YAML] {
        let (document, _) = parse_any(source);
        assert_eq!(remove(&document, &path("States.Z")), []);
        assert_eq!(rename(&document, &path("Z.a"), "b"), []);
        assert_eq!(set(&document, &path("StartAt.x"), &Value::Null), []);
        assert_eq!(set(&document, &path("List.9"), &Value::Null), []);
        assert_eq!(insert(&document, &path("List"), 0, "a", &Value::Null), []);
        assert_eq!(move_to(&document, &path("List.0"), 9), []);
    }
    let source = "a: !Ref X\nb: &c {d: 1}\ne:\n  <<: *c\n";
    let (document, _) = parse_any(source);
    assert_eq!(set(&document, &path("a.Ref"), &Value::Null), []);
    assert_eq!(remove(&document, &path("e.d")), []);
}

#[test]
fn a_key_without_a_value_gets_one_and_keeps_its_comment() {
    check("a: 1\nb:   # todo\nc: 2\n", set_json, &[("b", "3", "-b:   # todo\n+b: 3   # todo")]);
    check("- # todo\n- 1\n", set_json, &[("0", "3", "-- # todo\n+- 3 # todo")]);
}

#[test]
fn an_empty_text_gets_its_first_value() {
    let (document, _) = parse_any("");
    let value = parse_value(r#"{"a":1}"#).unwrap();
    assert_eq!(apply("", &set(&document, &[], &value)), "{\"a\": 1}");
}

fn pick<T: Copy>(random: &mut Random, choices: &[T]) -> T {
    choices[random.below(choices.len() as u64) as usize]
}

/// A random value with keys and strings that need care.
fn random_value(random: &mut Random, depth: u32) -> Value {
    let texts = [
        "a",
        "yes",
        "x: y",
        "- z",
        "# no",
        "it's",
        "\"q\"",
        "",
        " pad ",
        "two\nlines",
        "é名",
        "12",
        "{",
        "a\n\nb\n",
        "\t",
    ];
    match random.below(if depth > 3 { 5 } else { 9 }) {
        0 => Value::Null,
        1 => random.below(2).eq(&0).into(),
        2 => Value::from(random.below(100) as i64 - 50),
        3 => Value::from(1.5),
        4 => pick(random, &texts).into(),
        5 | 6 => (0..random.below(4)).map(|_| random_value(random, depth + 1)).collect::<Array>().into(),
        _ => {
            let members = (0..random.below(4)).map(|_| (pick(random, &texts).into(), random_value(random, depth + 1)));
            members.collect::<Object>().into()
        }
    }
}

/// A random place in a value: the steps to it.
fn random_place(random: &mut Random, value: &Value) -> Vec<Step<'static>> {
    let mut steps = Vec::new();
    let mut value = value.clone();
    while random.below(5) > 0 {
        let len = value.as_array().map_or_else(|| value.as_object().map_or(0, Object::len), |items| items.len());
        if len == 0 {
            break;
        }
        let place = random.below(len as u64) as usize;
        steps.push(Step::Index(place));
        value = match &value {
            Value::Array(items) => items[place].clone(),
            Value::Object(members) => members.entry_at(place).unwrap().1.clone(),
            _ => break,
        };
    }
    steps
}

/// What an edit should make of the value.
fn change(value: &Value, steps: &[Step<'_>], edit: &dyn Fn(&Value) -> Option<Value>) -> Option<Value> {
    let Some((Step::Index(place), rest)) = steps.split_first() else { return edit(value) };
    match value {
        Value::Array(items) => {
            let mut items = items.to_vec();
            items[*place] = change(&items[*place], rest, edit)?;
            Some(items.into())
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
            members[*place].1 = change(&members[*place].1, rest, edit)?;
            Some(members.into_iter().collect::<Object>().into())
        }
        _ => None,
    }
}

fn removed(value: &Value, place: usize) -> Option<Value> {
    match value {
        Value::Array(items) => {
            let mut items = items.to_vec();
            items.remove(place);
            Some(items.into())
        }
        Value::Object(members) => {
            let kept = members.iter().enumerate().filter(|(at, _)| *at != place);
            Some(kept.map(|(_, (key, value))| (key.clone(), value.clone())).collect::<Object>().into())
        }
        _ => None,
    }
}

fn added(value: &Value, new: &Value) -> Option<Value> {
    match value {
        Value::Array(items) => Some(items.iter().chain([new]).cloned().collect::<Array>().into()),
        Value::Object(members) => {
            let mut members = members.clone();
            members.insert("new key", new.clone());
            Some(members.into())
        }
        _ => None,
    }
}

/// The same value, laid out in one of the ways that people use.
fn laid_out(random: &mut Random, value: &Value) -> String {
    match random.below(6) {
        0 => value.to_string(),
        1 => print_pretty(value).replace("  ", "\t"),
        2 => print_pretty(value).replace('\n', "\r\n"),
        3 => print_pretty(value),
        4 => format!("# YAML\n{}", print_yaml(value)),
        _ => format!("---\n{}", print_yaml(value)),
    }
}

#[test]
fn an_edit_changes_what_it_names_and_nothing_else() {
    let mut random = Seed(4).stream();
    let mut done = 0;
    for _ in 0..6000 {
        let before = random_value(&mut random, 0);
        let source = laid_out(&mut random, &before);
        let (document, _) = parse_any(&source);
        let value = document.root.as_ref().map(Node::to_value);
        assert_eq!(value.as_ref(), Some(&before), "{source}");
        let steps = random_place(&mut random, &before);
        let new = random_value(&mut random, 2);
        let (name, edits, expected) = match (random.below(3), steps.split_last()) {
            (0, Some((Step::Index(place), parent))) => {
                ("remove", remove(&document, &steps), change(&before, parent, &|value| removed(value, *place)))
            }
            (1, _) => {
                let node = follow(document.root.as_ref().unwrap(), &steps).unwrap();
                let edits = match &node.kind {
                    NodeKind::Object(members) => insert(&document, &steps, members.len(), "new key", &new),
                    NodeKind::Array(items) => insert_item(&document, &steps, items.len(), &new),
                    _ => continue,
                };
                ("insert", edits, change(&before, &steps, &|value| added(value, &new)))
            }
            _ => ("set", set(&document, &steps, &new), change(&before, &steps, &|_| Some(new.clone()))),
        };
        let after = apply(&source, &edits);
        let (document, diagnostics) = parse_any(&after);
        let context = format!("{name} {steps:?} {new}\n{source}\n=>\n{after}\n{diagnostics:?}");
        assert_eq!(document.root.map(|root| root.to_value()), expected, "{context}");
        done += 1;
    }
    assert!(done > 3000, "{done}");
}
