//! Reading YAML again after an edit: only the block that the edit stands in, such as one state, is parsed.

use super::builder::{MAX_YAML_DEPTH, measure};
use super::{JOINED, MAX_REPAIRED_LEN, Repaired, line_at, read_repaired};
use crate::{Document, Member, Node, NodeKind, Syntax};
use text::{Change, Diagnostic, Severity, Span};

/// As [`super::parse_yaml`], when the edit stands in a block that can be read alone.
pub(crate) fn parse_yaml_again(
    source: &str,
    before: &Document,
    complaints: &[Diagnostic],
) -> Option<(Document, Vec<Diagnostic>)> {
    let may_repair = |text: &str| text.len() <= MAX_REPAIRED_LEN;
    if before.is_linked || may_repair(source) != may_repair(&before.text) {
        return None;
    }
    let change = Change::between(&before.text, source);
    let root = before.root.as_ref()?;
    blocks(root, &before.text, change).iter().rev().find_map(|block| {
        let (member, inside) = block.read(source, change, may_repair(source))?;
        let complaints = block.complaints(complaints, inside, change)?;
        let root = block.grafted(root, &member, change);
        let document = Document { text: source.into(), syntax: Syntax::Yaml, is_linked: false, root: Some(root) };
        Some((document, complaints))
    })
}

/// A block mapping under its key, around an edit.
struct Block<'a> {
    member: &'a Member,
    /// What follows on the same level.
    next: &'a Member,
    /// Before the edit: from the start of the key's line to the start of the next key's.
    span: Span,
    /// How many levels are around the key.
    depth: u32,
}

/// What is said of a block: first of its repairs, then of the rest.
type Said = (Vec<Diagnostic>, Vec<Diagnostic>);

/// The blocks around a change, outer ones first.
fn blocks<'a>(root: &'a Node, text: &str, change: Change) -> Vec<Block<'a>> {
    let (mut found, mut node, mut depth) = (Vec::new(), root, 0);
    let stands_before = |span: Span| span.start <= change.old.start;
    loop {
        let inner = match &node.kind {
            NodeKind::Object(members) => {
                let at = members.partition_point(|member| stands_before(member.key_span));
                let Some(member) = at.checked_sub(1).and_then(|at| members.get(at)) else { return found };
                found.extend(members.get(at).and_then(|next| Block::new(member, next, text, change, depth)));
                &member.value
            }
            NodeKind::Array(items) => {
                let at = items.partition_point(|item| stands_before(item.span));
                let Some(item) = at.checked_sub(1).and_then(|at| items.get(at)) else { return found };
                item
            }
            _ => return found,
        };
        (node, depth) = (inner, depth + 1);
    }
}

impl<'a> Block<'a> {
    /// The block of a member, if the change is in the lines below its key and leaves the next key alone.
    fn new(member: &'a Member, next: &'a Member, text: &str, change: Change, depth: u32) -> Option<Self> {
        let line = line_at(text, member.key_span.start as usize);
        let next_line = line_at(text, next.key_span.start as usize);
        let value = member.value.span;
        let is_block = member.value.is_object() && value.start > line.end && value.end < next_line.start;
        let is_flow = text.as_bytes().get(value.start as usize) == Some(&b'{');
        let is_inside = line.end < change.old.start && change.old.end < next_line.start;
        let indent = |line: Span, key: Span| Span { start: line.start, end: key.start }.of(text);
        let has_lines_of_its_own = indent(line, member.key_span).bytes().all(|byte| byte == b' ')
            && indent(line, member.key_span) == indent(next_line, next.key_span);
        let span = Span { start: line.start, end: next_line.start };
        // Reading a block that is nearly everything would gain nothing.
        let pays = span.len() < text.len() / 2;
        (is_block && !is_flow && is_inside && has_lines_of_its_own && pays).then_some(Self {
            member,
            next,
            span,
            depth,
        })
    }

    /// Read the block as a text of its own, with the line of the next key behind it. `None` if it may mean something
    /// else together with what is around it.
    fn read(&self, source: &str, change: Change, may_repair: bool) -> Option<(Member, Said)> {
        let from = self.span.start as usize;
        let end = self.span.moved(change.growth()).end as usize;
        let text = source.get(from..line_at(source, end).end as usize)?;
        let indent = self.member.key_span.start - self.span.start;
        let own = source.get(from..end)?;
        let has_strange_ends = own.matches('\r').count() != own.matches("\r\n").count();
        if has_strange_ends || !own.lines().skip(1).all(|line| is_deeper(line, indent as usize)) {
            return None;
        }
        let Repaired { root, has_alias, is_whole, repairs, hints } = read_repaired(text, may_repair);
        let is_own = |span: Span| (span.end as usize) < own.len();
        // Of the repairs only one is sure to be the same in the whole text: of a key whose colon is still to come.
        let is_sure = repairs.iter().all(|(failure, said)| {
            failure.message.contains("simple key expect") && is_own(said.span) && self.is_below_key(said.span)
        });
        let by = i64::from(self.span.start);
        let root = root.filter(|_| is_whole && is_sure && !has_alias)?;
        let [member, next] = root.members() else { return None };
        let is_same = member.key_span.moved(by) == self.member.key_span
            && next.key_span.moved(by) == self.next.key_span.moved(change.growth());
        if !is_same || !is_own(member.value.span) || measure(&member.value).1 + self.depth + 1 > MAX_YAML_DEPTH {
            return None;
        }
        let moved = |said: Diagnostic| said.moved(by);
        let hints = hints.into_iter().filter(|said| is_own(said.span)).map(moved);
        Some((member.moved(by), (repairs.into_iter().map(|(_, said)| moved(said)).collect(), hints.collect())))
    }

    /// Is a place, counted from the block's start, below the line of the key?
    fn is_below_key(&self, span: Span) -> bool {
        span.start > self.member.key_span.end - self.span.start
    }

    /// All that is to be said of the text; `None` if its parts may have another order.
    fn complaints(&self, before: &[Diagnostic], inside: Said, change: Change) -> Option<Vec<Diagnostic>> {
        let is_outside = |said: &&Diagnostic| said.span.end < self.span.start || self.span.end <= said.span.start;
        let (mut all, hints) = inside;
        let outside: Vec<_> = before.iter().filter(is_outside).collect();
        let is_sorted = outside.is_sorted_by_key(|said| said.span);
        // Repairs elsewhere would come first as well.
        if !is_sorted || outside.iter().any(|said| said.severity == Severity::Error || said.message == JOINED) {
            return None;
        }
        let (above, below): (Vec<&Diagnostic>, Vec<_>) =
            outside.into_iter().partition(|said| said.span.end < self.span.start);
        all.extend(above.into_iter().cloned());
        all.extend(hints);
        all.extend(below.into_iter().map(|said| said.clone().moved(change.growth())));
        Some(all)
    }

    /// The tree with another member in this one's place.
    fn grafted(&self, node: &Node, member: &Member, change: Change) -> Node {
        if node.span.end <= self.span.start {
            return node.clone();
        }
        if self.span.end <= node.span.start {
            return node.moved(change.growth());
        }
        let graft = |old: &Member| {
            if old.key_span == self.member.key_span {
                return member.clone();
            }
            if self.span.end <= old.key_span.start {
                return old.moved(change.growth());
            }
            let value = self.grafted(&old.value, member, change);
            Member { key: old.key.clone(), key_span: old.key_span, value }
        };
        let kind = match &node.kind {
            NodeKind::Object(members) => NodeKind::Object(members.iter().map(graft).collect()),
            NodeKind::Array(items) => {
                NodeKind::Array(items.iter().map(|item| self.grafted(item, member, change)).collect())
            }
            other => other.clone(),
        };
        let end = Span::at(node.span.end as usize).moved(change.growth()).end;
        Node { span: Span { end, ..node.span }, kind }
    }
}

/// Does a line belong to a block whose key is indented so far? Blank lines and comments belong to any.
fn is_deeper(line: &str, indent: usize) -> bool {
    let content = line.trim_start_matches(' ');
    content.is_empty() || content.starts_with('#') || line.len() - content.len() > indent
}

#[cfg(test)]
mod tests {
    use super::parse_yaml_again;

    const BEFORE: &str = "\
A: on
States:
  One:
    Type: Pass
    Next: Two
  Two:
    Type: Choice
    Choices:
    - Next: One
      Not: {Variable: $.a}
  Three:
    Type: Succeed
  Four: {Type: Pass}
B: 1
C: the rest of the text is as long as all of its states together, so that a block is less than half of it,
  for a block that is nearly everything is not worth it
";

    #[test]
    fn an_edit_in_a_block_reads_only_the_block() {
        let (before, said) = crate::parse_yaml(BEFORE);
        for (old, new, is_block) in [
            ("Type: Pass", "Type: Passs", true),
            ("Next: Two", "Next: Two\n    Comm", true),
            ("Next: Two", "Next: Two\n    Comment: x\n", true),
            ("Variable: $.a", "Variable: $.a, IsNull: yes", true),
            ("    Next: Two\n", "", true),
            ("Type: Succeed", "Type: 'Succeed", false),
            ("Type: Succeed", "Type: &a Succeed", true),
            ("Type: Succeed", "Type: *a", false),
            ("  Two:", "  Zwei:", true),
            ("    Type: Succeed", "  Type: Succeed", true),
            ("Four: {Type: Pass}", "Four: {Type: Fail}", true),
        ] {
            let after = BEFORE.replacen(old, new, 1);
            let again = parse_yaml_again(&after, &before, &said);
            assert_eq!(again.is_some(), is_block, "{after}");
            let whole = crate::parse_yaml(&after);
            let show = |(document, said)| format!("{document:?}{said:?}");
            assert_eq!(again.map(show), is_block.then(|| show(whole)), "{after}");
        }
    }
}
