//! From a value to its rows.

use super::change::{Change, Child, ChildKey, change, children};
use super::{Mark, RowContent, TreeOptions, TreePath, TreeRow, TreeSource, TreeStep, json_text};
use crate::Message;
use json::Value;

/// Children of one value that are shown before the rest is folded.
const SHOWN_CHILDREN: usize = 100;
/// A value with at most so many children opens by itself at the top.
const OPENS_UP_TO: usize = 12;
/// Names that a fold lists.
const NAMED: usize = 3;

/// The rows of a value. Rows inside closed ones are not made.
pub fn tree(source: &TreeSource, options: &TreeOptions) -> Vec<TreeRow> {
    let mut builder = Builder { source, options, rows: Vec::new() };
    let before = source.before.as_ref();
    // One that is empty, and was, is a row: a tree without rows would say nothing at all.
    if is_container(&source.value) && !children(before, Some(&source.value)).is_empty() {
        builder.inside(&TreePath::new(), 0, before, Some(&source.value), None);
    } else {
        builder.value_row(&TreePath::new(), 0, Vec::new(), before, Some(&source.value), None);
    }
    builder.rows
}

struct Builder<'a> {
    source: &'a TreeSource,
    options: &'a TreeOptions,
    rows: Vec<TreeRow>,
}

/// Why children share one row.
#[derive(Clone, Copy, PartialEq)]
enum Folded {
    Unchanged,
    Fixed,
    More,
}

impl Folded {
    fn message(self, names: &[String]) -> Message {
        let key = match self {
            Self::Unchanged => "tree.unchanged",
            Self::Fixed => "tree.fixed",
            Self::More => "tree.more",
        };
        let rest = if names.len() > NAMED { ", …" } else { "" };
        let names_text = format!("{}{rest}", names[..names.len().min(NAMED)].join(", "));
        Message::new(key).count("n", names.len()).text("names", names_text)
    }

    /// A place of its own, so that a fold can be opened; no value has such a key.
    fn step(self) -> TreeStep {
        TreeStep::Key(match self {
            Self::Unchanged => "\u{0}unchanged".into(),
            Self::Fixed => "\u{0}fixed".into(),
            Self::More => "\u{0}more".into(),
        })
    }
}

impl Builder<'_> {
    /// Rows of everything inside a value.
    fn inside(
        &mut self,
        path: &TreePath,
        depth: u32,
        before: Option<&Value>,
        after: Option<&Value>,
        inherited: Option<Mark>,
    ) {
        let all = children(before, after);
        let shown = if self.options.toggled.contains(&with(path, Folded::More.step())) {
            all.len()
        } else {
            all.len().min(SHOWN_CHILDREN)
        };
        for folded in [Folded::Unchanged, Folded::Fixed] {
            self.fold(path, depth, &all[..shown], folded, inherited);
        }
        for child in &all[..shown] {
            if self.folded(path, child, inherited).is_none() {
                self.child(path, depth, child, inherited);
            }
        }
        if shown < all.len() {
            let names: Vec<String> = all[shown..].iter().map(|child| name(&child.key)).collect();
            self.fold_row(path, depth, Folded::More, &names, None, false);
        }
    }

    /// The row that stands for all children that are folded for the same reason, and the children
    /// themselves when it is open.
    fn fold(&mut self, path: &TreePath, depth: u32, children: &[Child<'_>], folded: Folded, inherited: Option<Mark>) {
        let members: Vec<&Child<'_>> =
            children.iter().filter(|child| self.folded(path, child, inherited) == Some(folded)).collect();
        if members.is_empty() {
            return;
        }
        let names: Vec<String> = members.iter().map(|child| name(&child.key)).collect();
        let is_open = self.options.toggled.contains(&with(path, folded.step()));
        let mark = match folded {
            Folded::Fixed => Some(Mark::Added),
            _ => None,
        };
        self.fold_row(path, depth, folded, &names, mark, is_open);
        if is_open {
            for child in members {
                self.child(path, depth + 1, child, inherited);
            }
        }
    }

    fn fold_row(
        &mut self,
        path: &TreePath,
        depth: u32,
        folded: Folded,
        names: &[String],
        mark: Option<Mark>,
        is_open: bool,
    ) {
        let content = RowContent::Fold(folded.message(names));
        self.rows.push(TreeRow { path: with(path, folded.step()), depth, content, mark, is_open: Some(is_open) });
    }

    fn folded(&self, path: &TreePath, child: &Child<'_>, inherited: Option<Mark>) -> Option<Folded> {
        let place = with(path, step(&child.key));
        if !self.options.changes_only || self.reveals(&place) {
            return None;
        }
        if path.is_empty() && matches!(&child.key, ChildKey::Key(key) if self.source.fixed.contains(key)) {
            return Some(Folded::Fixed);
        }
        let is_parsed = path.contains(&TreeStep::Parsed);
        let compares = self.source.before.is_some() && inherited.is_none() && !is_parsed;
        (compares && change(child.before, child.after) == Change::None).then_some(Folded::Unchanged)
    }

    fn child(&mut self, path: &TreePath, depth: u32, child: &Child<'_>, inherited: Option<Mark>) {
        let mut keys = vec![name(&child.key)];
        let mut path = with(path, step(&child.key));
        let (mut before, mut after) = (child.before, child.after);
        // A chain of only children is one row.
        while let Some((key, old, new)) = only_child(before, after) {
            match (&key, keys.last_mut()) {
                (ChildKey::Index(index), Some(last)) => last.push_str(&format!("[{index}]")),
                _ => keys.push(name(&key)),
            }
            path.push(step(&key));
            (before, after) = (old, new);
        }
        self.value_row(&path, depth, keys, before, after, inherited);
    }

    fn value_row(
        &mut self,
        path: &TreePath,
        depth: u32,
        keys: Vec<String>,
        before: Option<&Value>,
        after: Option<&Value>,
        inherited: Option<Mark>,
    ) {
        let change = match inherited {
            Some(mark) => Change::Marked(mark),
            None if self.source.before.is_none() => Change::None,
            None => change(before, after),
        };
        let mark = match change {
            Change::Marked(mark) => Some(mark),
            _ => None,
        };
        let Some(value) = after.or(before) else { return };
        let parsed = json_text(value);
        let size = children(None, parsed.as_ref().or(Some(value))).len();
        let opens = size > 0 && (is_container(value) || parsed.is_some());
        let is_open = opens.then(|| self.is_open(path, change, size, parsed.is_some()));
        let old = if mark == Some(Mark::Replaced) { before.cloned() } else { None };
        let content = RowContent::Value { keys, value: value.clone(), old, is_json_text: parsed.is_some() };
        self.rows.push(TreeRow { path: path.clone(), depth, content, mark, is_open });
        if is_open != Some(true) {
            return;
        }
        // Inside a new or dropped value, everything is new or dropped.
        match (parsed, mark) {
            // The text itself carries the mark: what it holds did not change by itself.
            (Some(parsed), _) => {
                self.inside(&with(path, TreeStep::Parsed), depth + 1, Some(&parsed), Some(&parsed), None);
            }
            (None, Some(Mark::Dropped)) => self.inside(path, depth + 1, before, None, mark),
            (None, Some(_)) => self.inside(path, depth + 1, None, after, Some(Mark::Added)),
            (None, None) => self.inside(path, depth + 1, before, after, None),
        }
    }

    fn is_open(&self, path: &TreePath, change: Change, size: usize, is_json_text: bool) -> bool {
        if self.reveals_inside(path) {
            return true;
        }
        let by_itself = match change {
            Change::Inside => true,
            Change::Marked(Mark::Added) => !is_json_text && size <= OPENS_UP_TO,
            Change::None if is_json_text => false,
            Change::None => !self.options.changes_only && path.len() <= 1 && size <= OPENS_UP_TO,
            Change::Marked(_) => false,
        };
        by_itself != self.options.toggled.contains(path)
    }

    fn reveals(&self, path: &TreePath) -> bool {
        self.options.reveal.iter().any(|shown| shown.starts_with(path))
    }

    fn reveals_inside(&self, path: &TreePath) -> bool {
        self.options.reveal.iter().any(|shown| shown.len() > path.len() && shown.starts_with(path))
    }
}

/// The one child that a value has, the same before and after, when it is a container itself.
fn only_child<'v>(
    before: Option<&'v Value>,
    after: Option<&'v Value>,
) -> Option<(ChildKey, Option<&'v Value>, Option<&'v Value>)> {
    if !is_container(after.or(before)?) || before.is_some_and(|before| !is_container(before)) {
        return None;
    }
    let mut children = children(before, after);
    let only = children.pop()?;
    let leads_on = children.is_empty() && only.after.or(only.before).is_some_and(is_container);
    leads_on.then_some((only.key, only.before, only.after))
}

fn is_container(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
}

fn name(key: &ChildKey) -> String {
    match key {
        ChildKey::Key(key) => key.to_string(),
        ChildKey::Index(index) => format!("[{index}]"),
    }
}

fn step(key: &ChildKey) -> TreeStep {
    match key {
        ChildKey::Key(key) => TreeStep::Key(key.clone()),
        ChildKey::Index(index) => TreeStep::Index(*index),
    }
}

fn with(path: &TreePath, step: TreeStep) -> TreePath {
    let mut longer = path.clone();
    longer.push(step);
    longer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;

    fn value(text: &str) -> Value {
        json::parse_value(text).unwrap()
    }

    /// One line a row: indent, mark, label, value.
    fn drawn(source: &TreeSource, options: &TreeOptions) -> Vec<String> {
        let english = Catalogue::english();
        let row = |row: &TreeRow| {
            let mark = row.mark.map_or("", |mark| match mark {
                Mark::Added => "+",
                Mark::Replaced => "~",
                Mark::Dropped => "-",
            });
            let open = row.is_open.map_or("", |open| if open { "v " } else { "> " });
            let text = match &row.content {
                RowContent::Value { value, old, .. } => {
                    let old = old.as_ref().map_or(String::new(), |old| format!(" was {old}"));
                    let shown = if row.is_open.is_some() { String::new() } else { value.to_string() };
                    format!("{}: {shown}{old}", row.label())
                }
                RowContent::Fold(message) => english.text(message),
            };
            format!("{}{mark}{open}{text}", "  ".repeat(row.depth as usize)).trim_end().to_owned()
        };
        tree(source, options).iter().map(row).collect()
    }

    fn compared(before: &str, after: &str) -> TreeSource {
        TreeSource { value: value(after), before: Some(value(before)), fixed: Vec::new() }
    }

    const CHANGES: TreeOptions = TreeOptions { changes_only: true, toggled: BTreeSet::new(), reveal: Vec::new() };
    use std::collections::BTreeSet;

    #[test]
    fn changes_are_marked_and_the_rest_is_folded() {
        let source = compared(
            r#"{"jobId":"n","shops":[1,2],"old":{"a":1},"n":1}"#,
            r#"{"jobId":"n","shops":[1,2],"n":2,"error":{"Error":"E","Cause":"C"}}"#,
        );
        assert_eq!(
            drawn(&source, &CHANGES),
            [
                "> 2 unchanged: jobId, shops",
                "~n: 2 was 1",
                "+v error:",
                "  +Error: \"E\"",
                "  +Cause: \"C\"",
                "-> old:",
            ]
        );
        assert_eq!(drawn(&source, &TreeOptions::default())[0], "jobId: \"n\"");
    }

    #[test]
    fn a_chain_of_only_children_is_one_row() {
        let source =
            compared("{}", r#"{"Overrides":{"ContainerOverrides":[{"Environment":[{"Name":"D","Value":"v"}]}]}}"#);
        assert_eq!(
            drawn(&source, &CHANGES),
            ["+v Overrides › … › Environment[0]:", "  +Name: \"D\"", "  +Value: \"v\"",]
        );
    }

    #[test]
    fn what_the_definition_fixes_is_folded() {
        let mut source = compared("{}", r#"{"LaunchType":"FARGATE","Cluster":"c","Group":"g","Family":"f","Count":1}"#);
        source.fixed = ["LaunchType", "Cluster", "Group", "Family"].map(Into::into).into();
        assert_eq!(drawn(&source, &CHANGES), ["+> 4 fixed values: LaunchType, Cluster, Group, …", "+Count: 1"]);
        let open = TreeOptions { toggled: [vec![Folded::Fixed.step()]].into(), ..CHANGES };
        assert_eq!(drawn(&source, &open).len(), 6);
    }

    #[test]
    fn a_json_text_opens_and_what_must_be_seen_is_revealed() {
        let source = TreeSource {
            value: value(r#"{"Cause":"{\"Containers\":[{\"ExitCode\":9,\"Name\":\"app\"}],\"StopCode\":\"E\"}"}"#),
            ..TreeSource::default()
        };
        assert_eq!(drawn(&source, &TreeOptions::default()), ["> Cause:"]);
        let path = vec![
            TreeStep::Key("Cause".into()),
            TreeStep::Parsed,
            TreeStep::Key("Containers".into()),
            TreeStep::Index(0),
            TreeStep::Key("ExitCode".into()),
        ];
        let options = TreeOptions { reveal: vec![path.clone()], ..TreeOptions::default() };
        assert_eq!(
            drawn(&source, &options),
            ["v Cause:", "  v Containers[0]:", "    ExitCode: 9", "    Name: \"app\"", "  StopCode: \"E\"",]
        );
        assert_eq!(super::super::value_at(&source.value, &path), Some(Value::from(9)));
        assert_eq!(super::super::path_text(&path), "$.Cause → Containers[0].ExitCode");
    }

    #[test]
    fn a_long_array_shows_its_beginning() {
        let long: Vec<Value> = (0..250).map(Value::from).collect();
        let source = TreeSource { value: long.into(), ..TreeSource::default() };
        let rows = drawn(&source, &TreeOptions::default());
        assert_eq!(rows.len(), 101);
        assert_eq!(rows[100], "> 150 more: [100], [101], [102], …");
    }

    #[test]
    fn a_scalar_and_what_is_empty_are_one_row() {
        for (text, expected) in [("7", ": 7"), ("\"a\"", ": \"a\""), ("null", ": null"), ("{}", ": {}"), ("[]", ": []")]
        {
            let source = TreeSource { value: value(text), ..TreeSource::default() };
            assert_eq!(drawn(&source, &TreeOptions::default()), [expected]);
        }
        let emptied = TreeSource { value: value("{}"), before: Some(value(r#"{"a":1}"#)), ..TreeSource::default() };
        assert_eq!(drawn(&emptied, &TreeOptions::default()), ["-a: 1"]);
    }
}
