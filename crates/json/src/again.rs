//! Reading a text again after an edit: what the edit left as it was is moved instead of parsed.

use crate::{Document, MAX_DEPTH, Node, NodeKind, StringNode};
use text::{Change, Diagnostic, Span};

/// The tree of a text as it was before an edit.
pub(crate) struct Before<'a> {
    root: Option<&'a Node>,
    complaints: &'a [Diagnostic],
    change: Change,
}

impl<'a> Before<'a> {
    /// `complaints` is all that was said of the text before.
    pub(crate) fn new(source: &str, document: &'a Document, complaints: &'a [Diagnostic]) -> Self {
        Self { root: document.root.as_ref(), complaints, change: Change::between(&document.text, source) }
    }

    /// The array or object that starts at an offset, so many levels deep, if it is whole and the same as before.
    pub(crate) fn container(&self, start: usize, depth: u32) -> Option<Node> {
        let at = self.change.origin(Span::at(start))?.start;
        let (node, depth_before) = starting_at(self.root?, at)?;
        let by = i64::from(start as u32) - i64::from(at);
        let span = node.span.moved(by);
        let is_same = self.change.origin(span) == Some(node.span);
        let is_whole = !self.complaints.iter().any(|complaint| touch(complaint.span, node.span));
        // A text of n bytes nests less than n levels deep.
        let fits = depth <= depth_before || depth as usize + span.len() < MAX_DEPTH as usize;
        (is_same && is_whole && fits).then(|| node.moved(by))
    }
}

fn touch(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// The outermost array or object that starts at an offset, and how many levels are around it.
fn starting_at(root: &Node, offset: u32) -> Option<(&Node, u32)> {
    let (mut node, mut depth) = (root, 0);
    while node.span.start != offset {
        let before = |child: &Node| child.span.start <= offset;
        node = match &node.kind {
            NodeKind::Array(items) => items.get(items.partition_point(before).checked_sub(1)?)?,
            NodeKind::Object(members) => {
                &members.get(members.partition_point(|member| before(&member.value)).checked_sub(1)?)?.value
            }
            _ => return None,
        };
        depth += 1;
    }
    matches!(node.kind, NodeKind::Array(_) | NodeKind::Object(_)).then_some((node, depth))
}

impl Node {
    /// The same value in a text in which everything stands so many bytes further on.
    pub(crate) fn moved(&self, by: i64) -> Self {
        let kind = match &self.kind {
            NodeKind::String(string) => NodeKind::String(string.moved(by)),
            NodeKind::Array(items) => NodeKind::Array(items.iter().map(|item| item.moved(by)).collect()),
            NodeKind::Object(members) => NodeKind::Object(members.iter().map(|member| member.moved(by)).collect()),
            other => other.clone(),
        };
        Self { span: self.span.moved(by), kind }
    }
}

impl crate::Member {
    pub(crate) fn moved(&self, by: i64) -> Self {
        Self { key: self.key.moved(by), key_span: self.key_span.moved(by), value: self.value.moved(by) }
    }
}

impl StringNode {
    fn moved(&self, by: i64) -> Self {
        let moved = |offset: u32| Span::at(offset as usize).moved(by).start;
        let jumps = self.jumps.iter().map(|&(at, source)| (at, moved(source))).collect();
        Self { value: self.value.clone(), start: moved(self.start), jumps }
    }
}
