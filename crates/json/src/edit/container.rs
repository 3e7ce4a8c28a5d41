//! An object or array in the text, and its entries.

use super::layout::{Layout, line_end, line_indent, line_start};
use super::{Step, is_yaml};
use crate::yaml::print::{quote_if_needed, write_item, write_member};
use crate::{Document, Node, NodeKind, Value};
use text::{Edit, Span};

/// An object or array in the text.
pub(super) struct Container<'d> {
    text: &'d str,
    node: &'d Node,
    /// From the key or dash to the end of the value.
    entries: Vec<Span>,
    style: Style,
}

/// How entries are set apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// By brackets and commas, on lines of their own or on one.
    Flow { multi_line: bool },
    /// By lines and indentation.
    Block,
    /// An empty flow container in YAML: it may become a block.
    EmptyInYaml,
}

impl<'d> Container<'d> {
    /// The container that a node is; `None` for a scalar.
    pub(super) fn of(document: &'d Document, node: &'d Node) -> Option<Self> {
        let text = &*document.text;
        let is_flow = node.span.of(text).starts_with(['{', '[']);
        let entries: Vec<Span> = match &node.kind {
            NodeKind::Array(items) if is_flow => items.iter().map(|item| item.span).collect(),
            // The text of `!GetAtt a.b` is no list of entries.
            NodeKind::Array(_) if !node.span.of(text).starts_with('-') => return None,
            NodeKind::Array(items) => items.iter().map(|item| dash(text, node.span, item.span).to(item.span)).collect(),
            NodeKind::Object(members) => {
                // A short form of CloudFormation (`!Ref x`) has no entries of its own in the text.
                if members.first().is_some_and(|member| member.key_span.of(text).starts_with('!')) {
                    return None;
                }
                members.iter().map(|member| member.key_span.to(member.value.span)).collect()
            }
            _ => return None,
        };
        if entries.iter().any(|entry| !node.span.contains(*entry)) {
            return None; // members that came by a merge key stand elsewhere
        }
        let multi_line = entries.first().map_or(text.trim().contains('\n'), |first| {
            text[node.span.start as usize..first.start as usize].contains('\n')
        });
        let style = match (is_flow, entries.is_empty(), is_yaml(document)) {
            (false, ..) => Style::Block,
            (true, true, true) => Style::EmptyInYaml,
            (true, ..) => Style::Flow { multi_line },
        };
        Some(Self { text, node, entries, style })
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The entry that a step leads to.
    pub(super) fn find(&self, step: Step<'_>) -> Option<usize> {
        match step {
            Step::Key(key) => self.node.members().iter().rposition(|member| &*member.key.value == key),
            Step::Index(index) => (index < self.len()).then_some(index),
        }
    }

    /// Another value for an entry.
    pub(super) fn set(&self, layout: &Layout, entry: usize, value: &Value) -> Vec<Edit> {
        let (old, before) = match &self.node.kind {
            NodeKind::Object(members) => (members[entry].value.span, self.colon_end(members[entry].key_span.end)),
            NodeKind::Array(items) => (items[entry].span, self.entries[entry].start as usize + 1),
            _ => return Vec::new(),
        };
        if self.style == Style::Block {
            self.set_in_block(layout, old, before, value)
        } else {
            self.set_in_brackets(layout, entry, old, value)
        }
    }

    fn set_in_brackets(&self, layout: &Layout, entry: usize, old: Span, value: &Value) -> Vec<Edit> {
        let spread = old.of(self.text).contains('\n') || self.style == (Style::Flow { multi_line: true });
        let indent = line_indent(self.text, self.entries[entry].start as usize);
        let new = layout.flow(value, indent, spread && !layout.yaml);
        let touches_colon = self.text[..old.start as usize].ends_with(':') && layout.colon == ": ";
        vec![Edit::replace(old, if touches_colon { format!(" {new}") } else { new })]
    }

    /// `before` is the end of the colon or dash.
    fn set_in_block(&self, layout: &Layout, old: Span, before: usize, value: &Value) -> Vec<Edit> {
        let new = self.behind_mark(layout, value);
        let start = old.start as usize;
        let gap = &self.text[before..start.max(before)];
        let line_end = line_end(self.text, old.end as usize);
        let rest = &self.text[old.end as usize..line_end];
        match new.split_once(layout.line_break) {
            // A scalar beside its key keeps the blanks before it.
            None if gap.is_empty() => vec![Edit::replace(old, new)],
            None if !gap.contains('\n') => vec![Edit::replace(old, new.trim_start())],
            // A comment behind the old value stays on the line of the key.
            Some((head, _)) if !rest.trim().is_empty() && !old.of(self.text).contains('\n') => {
                let tail = new[head.len()..].to_owned();
                vec![Edit::replace(Span::new(before, old.end as usize), head), Edit::insert(line_end, tail)]
            }
            _ => vec![Edit::replace(Span::new(before, line_end.max(before)), new)],
        }
    }

    /// What stands behind the colon or dash of a block entry with this value.
    fn behind_mark(&self, layout: &Layout, value: &Value) -> String {
        let indent = self.indent();
        if matches!(self.node.kind, NodeKind::Object(_)) {
            return layout.behind_colon(value, &indent);
        }
        let mut item = String::new();
        write_item(value, &indent, &layout.unit, &mut item);
        item[1..].replace('\n', layout.line_break)
    }

    /// A new entry before the one that is now at `place`.
    pub(super) fn insert(&self, layout: &Layout, place: usize, key: Option<&str>, value: &Value) -> Vec<Edit> {
        let is_object = matches!(self.node.kind, NodeKind::Object(_));
        if place > self.len() || is_object != key.is_some() {
            return Vec::new();
        }
        if self.style == Style::EmptyInYaml {
            return self.open_block(layout, key, value);
        }
        let entry = self.print(layout, key, value);
        self.insert_text(layout, place, &entry)
    }

    fn print(&self, layout: &Layout, key: Option<&str>, value: &Value) -> String {
        let indent = self.indent_for(layout);
        let mut out = String::new();
        match (self.style, key) {
            (Style::Block, Some(key)) => write_member(key, value, &indent, &layout.unit, &mut out),
            (Style::Block, None) => write_item(value, &indent, &layout.unit, &mut out),
            (style, key) => {
                let multi_line = style == Style::Flow { multi_line: true };
                if let Some(key) = key {
                    out = format!("{}{}", crate::quote(key), layout.colon);
                }
                out.push_str(&layout.flow(value, &indent, multi_line));
                return out;
            }
        }
        out.replace('\n', layout.line_break)
    }

    fn insert_text(&self, layout: &Layout, place: usize, entry: &str) -> Vec<Edit> {
        let indent = self.indent_for(layout);
        let new_line = format!("{}{indent}", layout.line_break);
        let after = place.checked_sub(1).and_then(|before| self.entries.get(before));
        match (self.style, after) {
            (Style::Block, Some(after)) => {
                let end = line_end(self.text, after.end as usize);
                vec![Edit::insert(end, format!("{new_line}{entry}"))]
            }
            (Style::Block, None) => {
                let start = self.entries.first().map_or(self.node.span.start, |first| first.start);
                vec![Edit::insert(start as usize, format!("{entry}{new_line}"))]
            }
            (Style::Flow { multi_line }, after) => {
                let gap = if multi_line { new_line } else { " ".repeat(usize::from(layout.colon == ": ")) };
                match (after, self.entries.first()) {
                    (Some(after), _) => vec![Edit::insert(after.end as usize, format!(",{gap}{entry}"))],
                    (None, Some(first)) => vec![Edit::insert(first.start as usize, format!("{entry},{gap}"))],
                    (None, None) => vec![self.fill(layout, entry, multi_line)],
                }
            }
            (Style::EmptyInYaml, _) => Vec::new(),
        }
    }

    /// `{}` gets its first entry.
    fn fill(&self, layout: &Layout, entry: &str, multi_line: bool) -> Edit {
        let inner = self.inner();
        if !multi_line {
            return Edit::replace(inner, entry);
        }
        let (outer, inside) = (line_indent(self.text, inner.start as usize), self.indent_for(layout));
        let line_break = layout.line_break;
        Edit::replace(inner, format!("{line_break}{inside}{entry}{line_break}{outer}"))
    }

    /// `key: {}` becomes a block below its key. Inside brackets and behind a dash it stays in
    /// brackets.
    fn open_block(&self, layout: &Layout, key: Option<&str>, value: &Value) -> Vec<Edit> {
        let start = self.node.span.start as usize;
        let before = self.text[..start].trim_end_matches(' ');
        if !before.ends_with(':') && !before.trim().is_empty() {
            let key = key.map_or(String::new(), |key| format!("{}: ", crate::quote(key)));
            return vec![Edit::replace(self.inner(), format!("{key}{}", layout.flow(value, "", false)))];
        }
        let is_root = before.trim().is_empty();
        let line = &self.text[line_start(self.text, start)..start];
        let outer: String = line.chars().map_while(|c| matches!(c, ' ' | '\t' | '-').then_some(' ')).collect();
        let indent = if is_root { outer } else { format!("{outer}{}", layout.unit) };
        let mut out = if is_root { String::new() } else { format!("\n{indent}") };
        match key {
            Some(key) => write_member(key, value, &indent, &layout.unit, &mut out),
            None => write_item(value, &indent, &layout.unit, &mut out),
        }
        let span = Span::new(before.len(), self.node.span.end as usize);
        vec![Edit::replace(span, out.replace('\n', layout.line_break))]
    }

    pub(super) fn remove(&self, entry: usize) -> Vec<Edit> {
        if self.len() == 1 {
            return vec![self.empty()];
        }
        let span = self.entries[entry];
        let next = self.entries.get(entry + 1);
        let previous = entry.checked_sub(1).map(|at| self.entries[at]);
        vec![Edit::delete(match (self.style, next, previous) {
            (Style::Block, _, Some(_)) => self.lines(span),
            (Style::Block, Some(next), None) => Span::new(span.start as usize, next.start as usize),
            (_, Some(next), _) => Span::new(span.start as usize, next.start as usize),
            (_, None, Some(previous)) => Span::new(previous.end as usize, span.end as usize),
            (_, None, None) => span,
        })]
    }

    /// From the line break before a block entry to the end of its last line.
    fn lines(&self, span: Span) -> Span {
        let before = &self.text[..line_start(self.text, span.start as usize)];
        let kept = before.strip_suffix('\n').unwrap_or(before);
        let kept = kept.strip_suffix('\r').unwrap_or(kept);
        Span::new(kept.len(), line_end(self.text, span.end as usize))
    }

    /// The container without its only entry.
    fn empty(&self) -> Edit {
        if self.style != Style::Block {
            return Edit::delete(self.inner());
        }
        let brackets = if matches!(self.node.kind, NodeKind::Object(_)) { "{}" } else { "[]" };
        let before = self.text[..self.node.span.start as usize].trim_end();
        if before.ends_with(':') {
            return Edit::replace(Span::new(before.len(), self.node.span.end as usize), format!(" {brackets}"));
        }
        Edit::replace(self.node.span, brackets)
    }

    pub(super) fn rename(&self, entry: usize, key: &str) -> Vec<Edit> {
        let Some(member) = self.node.members().get(entry) else { return Vec::new() };
        let old = member.key_span.of(self.text);
        let quoted = old.starts_with('"') || self.style != Style::Block;
        vec![Edit::replace(member.key_span, if quoted { crate::quote(key) } else { quote_if_needed(key) })]
    }

    /// The entry's own text goes to another place, with its comments inside.
    pub(super) fn move_to(&self, layout: &Layout, entry: usize, place: usize) -> Vec<Edit> {
        let span = self.entries[entry];
        let end = if self.style == Style::Block { line_end(self.text, span.end as usize) } else { span.end as usize };
        let moved = self.text[span.start as usize..end].to_owned();
        let mut edits = self.remove(entry);
        edits.extend(self.insert_text(layout, if place > entry { place + 1 } else { place }, &moved));
        edits
    }

    /// What stands between the brackets, the second of which may be missing.
    fn inner(&self) -> Span {
        let Span { start, end } = self.node.span;
        let text = self.node.span.of(self.text);
        let closed = text.len() > 1 && text.ends_with(['}', ']']);
        Span::new(start as usize + 1, end as usize - usize::from(closed))
    }

    fn indent_for(&self, layout: &Layout) -> String {
        if self.entries.is_empty() {
            return format!("{}{}", line_indent(self.text, self.node.span.start as usize), layout.unit);
        }
        self.indent()
    }

    /// The indentation of the entries: in a block, blanks up to their column.
    fn indent(&self) -> String {
        let Some(first) = self.entries.first() else { return String::new() };
        let start = first.start as usize;
        let before = &self.text[line_start(self.text, start)..start];
        if self.style == Style::Block && !before.trim().is_empty() {
            return " ".repeat(before.chars().count());
        }
        line_indent(self.text, start).to_owned()
    }

    /// Behind the colon of a key.
    fn colon_end(&self, key_end: u32) -> usize {
        let key_end = key_end as usize;
        self.text[key_end..].find(':').map_or(key_end, |at| key_end + at + 1)
    }
}

/// The dash of a block item.
fn dash(text: &str, within: Span, item: Span) -> Span {
    let before = &text[within.start as usize..item.start as usize];
    let at = before.rfind('-').map_or(item.start as usize, |at| within.start as usize + at);
    Span::at(at)
}
