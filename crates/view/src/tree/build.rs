//! From a value to its rows.

use super::change::{Change, Child, ChildKey, change, children};
use super::{Mark, RowContent, TreeOptions, TreePath, TreeRow, TreeSource, TreeStep, json_text};
use crate::Message;
use json::Value;
use std::collections::BTreeSet;

/// Children of one value that are shown before the rest is folded: more of them than fit into a card, and few enough
/// that the cards of all stages are made at once.
const SHOWN_CHILDREN: usize = 40;
/// So many more of them are shown each time that the rest is opened.
const MORE_CHILDREN: usize = 100;
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
    /// `count` children, of which `names` are the first.
    fn message(self, names: &[String], count: usize) -> Message {
        let key = match self {
            Self::Unchanged => "tree.unchanged",
            Self::Fixed => "tree.fixed",
            Self::More => "tree.more",
        };
        let rest = if count > names.len() { ", …" } else { "" };
        Message::new(key).count("n", count).text("names", format!("{}{rest}", names.join(", ")))
    }

    /// A place of its own, so that a fold can be opened; no value has such a key. What is left of a long list can be
    /// opened again and again.
    fn step(self, page: usize) -> TreeStep {
        TreeStep::Key(match self {
            Self::Unchanged => "\u{0}unchanged".into(),
            Self::Fixed => "\u{0}fixed".into(),
            Self::More => format!("\u{0}more {page}").into(),
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
        let pages = self.pages(path);
        let (first, rest) = all.split_at(all.len().min(SHOWN_CHILDREN + pages * MORE_CHILDREN));
        let folded: Vec<Option<Folded>> = first.iter().map(|child| self.folded(path, child, inherited)).collect();
        for kind in [Folded::Unchanged, Folded::Fixed] {
            let is_member = |(_, folded): &(&Child<'_>, &Option<Folded>)| **folded == Some(kind);
            let members: Vec<_> = first.iter().zip(&folded).filter(is_member).map(|(child, _)| child).collect();
            self.fold(path, depth, &members, kind, inherited);
        }
        for (child, _) in first.iter().zip(&folded).filter(|(_, folded)| folded.is_none()) {
            self.child(path, depth, child, inherited);
        }
        let revealed = self.revealed(path, rest);
        for &at in &revealed {
            self.child(path, depth, &rest[at], inherited);
        }
        if rest.len() > revealed.len() {
            let hidden = rest.iter().enumerate().filter(|(at, _)| revealed.binary_search(at).is_err());
            let names: Vec<String> = hidden.take(NAMED).map(|(_, child)| name(&child.key)).collect();
            let says = Folded::More.message(&names, rest.len() - revealed.len());
            self.fold_row(with(path, Folded::More.step(pages)), depth, says, None, false);
        }
    }

    /// How often the rest of a long list was opened.
    fn pages(&self, path: &TreePath) -> usize {
        (0..).take_while(|&page| self.options.toggled.contains(&with(path, Folded::More.step(page)))).count()
    }

    /// Which of the children that would be hidden must be in view, in their order.
    fn revealed(&self, path: &TreePath, rest: &[Child<'_>]) -> Vec<usize> {
        let inside = self.options.reveal.iter().filter_map(|shown| shown.strip_prefix(&path[..])?.first());
        let wanted: BTreeSet<&TreeStep> = inside.collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        (0..rest.len()).filter(|&at| wanted.contains(&step(&rest[at].key))).collect()
    }

    /// The row that stands for all children that are folded for the same reason, and the children
    /// themselves when it is open.
    fn fold(&mut self, path: &TreePath, depth: u32, members: &[&Child<'_>], folded: Folded, inherited: Option<Mark>) {
        if members.is_empty() {
            return;
        }
        let names: Vec<String> = members.iter().take(NAMED).map(|child| name(&child.key)).collect();
        let place = with(path, folded.step(0));
        let is_open = self.options.toggled.contains(&place);
        let mark = match folded {
            Folded::Fixed => Some(Mark::Added),
            _ => None,
        };
        self.fold_row(place, depth, folded.message(&names, members.len()), mark, is_open);
        if is_open {
            for child in members {
                self.child(path, depth + 1, child, inherited);
            }
        }
    }

    fn fold_row(&mut self, path: TreePath, depth: u32, says: Message, mark: Option<Mark>, is_open: bool) {
        self.rows.push(TreeRow { path, depth, content: RowContent::Fold(says), mark, is_open: Some(is_open) });
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
        let size = size(parsed.as_ref().unwrap_or(value));
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

/// How many children a value has.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    }
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
        let open = TreeOptions { toggled: [vec![Folded::Fixed.step(0)]].into(), ..CHANGES };
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
    fn a_long_array_shows_its_beginning_and_more_when_asked() {
        let long: Vec<Value> = (0..250).map(Value::from).collect();
        let source = TreeSource { value: long.into(), ..TreeSource::default() };
        for (opened, shown, last) in [
            (0, 41, "> 210 more: [40], [41], [42], …"),
            (1, 141, "> 110 more: [140], [141], [142], …"),
            (2, 241, "> 10 more: [240], [241], [242], …"),
            (3, 250, "[249]: 249"),
        ] {
            let toggled = (0..opened).map(|page| vec![Folded::More.step(page)]).collect();
            let rows = drawn(&source, &TreeOptions { toggled, ..TreeOptions::default() });
            assert_eq!((rows.len(), rows.last().map(String::as_str)), (shown, Some(last)));
        }
        let reveal = vec![vec![TreeStep::Index(200)], vec![TreeStep::Index(7)]];
        let rows = drawn(&source, &TreeOptions { reveal, ..TreeOptions::default() });
        assert_eq!(rows[40..], ["[200]: 200", "> 209 more: [40], [41], [42], …"]);
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
