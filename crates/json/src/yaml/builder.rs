//! From the reader's events to the tree.

use super::source::Source;
use super::{alignment, scalar, tag, trap};
use crate::{Member, Node, NodeKind, StringNode, Text};
use saphyr_parser::{Event, Parser, ScalarStyle, StrInput, Tag};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use text::{Diagnostic, Span};

/// How deep a text may nest, in levels: less than JSON, as the reader takes more of the stack.
pub(super) const MAX_YAML_DEPTH: u32 = 200;

/// How many nodes aliases may add; a few lines of YAML can ask for billions.
const MAX_ALIASED_NODES: usize = 50_000;

/// Where and why the reader stopped.
pub(super) struct Failure {
    pub(super) offset: usize,
    pub(super) message: String,
}

/// What was built of a text.
pub(super) struct Built {
    pub(super) root: Option<Node>,
    /// Is there an alias?
    pub(super) has_alias: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) failure: Option<Failure>,
}

/// Builds the tree of the first document in a text.
pub(super) struct Builder<'t> {
    source: Source<'t>,
    parser: Parser<'t, StrInput<'t>>,
    diagnostics: Vec<Diagnostic>,
    failure: Option<Failure>,
    anchors: BTreeMap<usize, Node>,
    aliased_nodes: usize,
    /// Is there an alias?
    has_alias: bool,
    /// Keys seen, so that equal keys share their text.
    keys: HashSet<Text>,
}

type Read<'t> = (Event<'t>, Span);
type EventTag<'t> = Option<Cow<'t, Tag>>;

/// What stands before a value: `&anchor !tag`.
#[derive(Default)]
struct Properties {
    tag_span: Option<Span>,
    /// Where the value itself begins.
    end: usize,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            source: Source::new(text),
            parser: Parser::new_from_str(text),
            diagnostics: Vec::new(),
            failure: None,
            anchors: BTreeMap::new(),
            aliased_nodes: 0,
            has_alias: false,
            keys: HashSet::new(),
        }
    }

    pub(super) fn build(mut self) -> Built {
        let mut root = None;
        while let Some((event, span)) = self.next() {
            match event {
                Event::StreamStart | Event::DocumentEnd | Event::Nothing => {}
                Event::DocumentStart(_) if root.is_none() => {}
                Event::DocumentStart(_) => {
                    let message = "Only the first document of a text is read";
                    self.diagnostics.push(Diagnostic::warning("LINT_YAML_TRAP", message, span));
                    break;
                }
                Event::StreamEnd => break,
                event => root = Some(self.node((event, span), 0)),
            }
        }
        Built { root, has_alias: self.has_alias, diagnostics: self.diagnostics, failure: self.failure }
    }

    /// The next event; `None` at the end, and where the text is broken.
    fn next(&mut self) -> Option<Read<'t>> {
        if self.failure.is_some() {
            return None;
        }
        match self.parser.next_event()? {
            Ok((event, span)) => Some((event, self.source.span(span))),
            Err(error) => {
                let offset = self.source.offset(error.marker().index());
                self.failure = Some(Failure { offset, message: error.info().to_owned() });
                None
            }
        }
    }

    fn node(&mut self, (event, span): Read<'t>, depth: u32) -> Node {
        if depth > MAX_YAML_DEPTH {
            self.failure = Some(Failure { offset: span.start as usize, message: "it nests too deep".into() });
            return Node { span, kind: NodeKind::Missing };
        }
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                let node = self.scalar(value, style, span, tag);
                self.anchored(anchor, node)
            }
            Event::SequenceStart(anchor, tag) => {
                let node = self.sequence(span, depth, tag);
                self.anchored(anchor, node)
            }
            Event::MappingStart(anchor, tag) => {
                let node = self.mapping(span, depth, tag);
                self.anchored(anchor, node)
            }
            Event::Alias(anchor) => self.alias(anchor, span, depth),
            _ => Node { span, kind: NodeKind::Missing },
        }
    }

    fn sequence(&mut self, start: Span, depth: u32, tag: EventTag<'t>) -> Node {
        let properties = self.properties(start);
        let mut span = Span::at(self.first_dash(properties.end));
        let mut items = Vec::new();
        while let Some((event, place)) = self.next() {
            if event == Event::SequenceEnd {
                span = self.close(span, place);
                break;
            }
            let mut item = self.node((event, place), depth + 1);
            if item.span.is_empty() && matches!(item.kind, NodeKind::Null) {
                item.span = Span::at(self.behind_dash(item.span));
            }
            span = span.to(item.span);
            items.push(item);
        }
        self.tagged(tag, &properties, Node { span, kind: NodeKind::Array(items) })
    }

    fn mapping(&mut self, start: Span, depth: u32, tag: EventTag<'t>) -> Node {
        let properties = self.properties(start);
        let mut span = Span::at(properties.end);
        let mut members = Vec::new();
        while let Some((event, place)) = self.next() {
            if event == Event::MappingEnd {
                span = self.close(span, place);
                break;
            }
            let member = self.member((event, place), depth);
            span = span.to(member.key_span).to(member.value.span);
            members.push(member);
        }
        self.merge(&mut members);
        self.tagged(tag, &properties, Node { span, kind: NodeKind::Object(members) })
    }

    /// A bracket that closes belongs to the node; a block ends with its last child.
    fn close(&self, span: Span, end: Span) -> Span {
        let is_bracket = end.of(self.source.text).starts_with([']', '}']);
        if is_bracket { span.to(Span::new(end.start as usize, end.start as usize + 1)) } else { span }
    }

    fn member(&mut self, (event, place): Read<'t>, depth: u32) -> Member {
        let (key, key_span) = self.key((event, place), depth);
        let Some((event, place)) = self.next() else {
            let span = Span::at(key_span.end as usize);
            return Member { key, key_span, value: Node { span, kind: NodeKind::Missing } };
        };
        let mut value = self.node((event, place), depth + 1);
        if value.span.is_empty() && matches!(value.kind, NodeKind::Null) {
            value.span = Span::at(self.after_colon(key_span.end as usize));
        }
        Member { key, key_span, value }
    }

    /// Keys are strings, whatever they look like.
    fn key(&mut self, (event, place): Read<'t>, depth: u32) -> (StringNode, Span) {
        let Event::Scalar(value, style, ..) = event else {
            self.diagnostics.push(Diagnostic::error(super::CODE, "A key must be a scalar", place));
            let node = self.node((event, place), depth + 1);
            return (StringNode::new("".into(), place.start as usize, Vec::new()), node.span);
        };
        let start = self.properties(place).end;
        let span = Span::new(start, self.content_end(start, place));
        if style == ScalarStyle::Plain {
            self.diagnostics.extend(trap::check(&value, span));
        }
        let text = self.intern(&value);
        (alignment::string_node(text, self.source.text, start, span.end as usize, style), span)
    }

    fn scalar(&mut self, value: Cow<'t, str>, style: ScalarStyle, place: Span, tag: EventTag<'t>) -> Node {
        let properties = self.properties(place);
        let content_end = self.content_end(properties.end, place);
        let string =
            alignment::string_node(value.as_ref().into(), self.source.text, properties.end, content_end, style);
        let start = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => self.block_header(properties.end),
            _ => properties.end,
        };
        let span = Span::new(start, content_end);
        let kind = self.scalar_kind(&value, style, span, tag.as_deref(), string);
        self.tagged(tag, &properties, Node { span, kind })
    }

    /// The reader's places include the blanks behind a token.
    fn content_end(&self, start: usize, place: Span) -> usize {
        start + self.source.text[start..place.end as usize].trim_end().len()
    }

    fn scalar_kind(
        &mut self,
        value: &str,
        style: ScalarStyle,
        span: Span,
        tag: Option<&Tag>,
        string: StringNode,
    ) -> NodeKind {
        match tag {
            Some(tag) if tag.is_yaml_core_schema() => {
                scalar::with_core_tag(&tag.suffix, &string).unwrap_or_else(|| {
                    let message = format!("'{value}' does not fit the tag !!{}", tag.suffix);
                    self.diagnostics.push(Diagnostic::error(super::CODE, message, span));
                    NodeKind::Missing
                })
            }
            // CloudFormation's functions take what is typed as text.
            Some(_) => NodeKind::String(string),
            None if style == ScalarStyle::Plain => {
                self.diagnostics.extend(trap::check(value, span));
                scalar::typed(value).unwrap_or(NodeKind::String(string))
            }
            None => NodeKind::String(string),
        }
    }

    /// The short form of a CloudFormation function becomes its long form.
    fn tagged(&mut self, tag: EventTag<'t>, properties: &Properties, node: Node) -> Node {
        match (tag, properties.tag_span) {
            (Some(tag), Some(span)) if tag.handle == "!" && !tag.suffix.is_empty() => {
                tag::wrap(&tag.suffix, span, node)
            }
            _ => node,
        }
    }

    fn anchored(&mut self, anchor: usize, node: Node) -> Node {
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        node
    }

    /// A copy of the anchored node. Its parts keep their places, where a person can edit them.
    fn alias(&mut self, anchor: usize, span: Span, depth: u32) -> Node {
        self.has_alias = true;
        self.diagnostics.push(trap::warn("CloudFormation and other readers may not know aliases", span));
        let Some(node) = self.anchors.get(&anchor) else { return Node { span, kind: NodeKind::Missing } };
        let (count, levels) = measure(node);
        self.aliased_nodes += count;
        if self.aliased_nodes > MAX_ALIASED_NODES || depth + levels > MAX_YAML_DEPTH {
            self.diagnostics.push(Diagnostic::error(super::CODE, "The aliases of this text make it too large", span));
            return Node { span, kind: NodeKind::Missing };
        }
        Node { span, kind: node.kind.clone() }
    }

    /// `<<: *other` adds the members of another mapping; those that are here win.
    fn merge(&mut self, members: &mut Vec<Member>) {
        while let Some(at) = members.iter().position(|member| is_merge(member, self.source.text)) {
            let merged = members.remove(at);
            let message = "Merge keys are not part of YAML 1.2; some readers do not know them";
            self.diagnostics.push(trap::warn(message, merged.key_span));
            let added: Vec<Member> = match merged.value.kind {
                NodeKind::Object(added) => added,
                NodeKind::Array(items) => items.iter().flat_map(|item| item.members().to_vec()).collect(),
                _ => Vec::new(),
            };
            for member in added {
                if !members.iter().any(|known| known.key.value == member.key.value) {
                    members.push(member);
                }
            }
        }
    }

    fn properties(&self, place: Span) -> Properties {
        let text = place.of(self.source.text);
        let mut properties = Properties { tag_span: None, end: place.start as usize };
        let mut rest = text;
        while rest.starts_with(['!', '&']) {
            let start = place.start as usize + text.len() - rest.len();
            let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
            if rest.starts_with('!') {
                properties.tag_span = Some(Span::new(start, start + len));
            }
            rest = rest[len..].trim_start();
        }
        properties.end += text.len() - rest.len();
        properties
    }

    /// Where a sequence begins: a block sequence that is not indented is reported behind its
    /// first dash.
    fn first_dash(&self, start: usize) -> usize {
        let (before, rest) = self.source.text.split_at(start);
        let dash = before.trim_end().strip_suffix('-').map(str::len);
        if rest.starts_with(['[', '-']) { start } else { dash.unwrap_or(start) }
    }

    /// Where an item without a value would stand: behind its dash, before a comment.
    fn behind_dash(&self, empty: Span) -> usize {
        let line = super::line_at(self.source.text, empty.start as usize);
        let before = Span { end: empty.start, ..line }.of(self.source.text);
        let code = before.split_once('#').map_or(before, |(code, _)| code);
        code.rfind('-').map_or(empty.start as usize, |at| line.start as usize + at + 1)
    }

    /// The `|` or `>` before a block scalar.
    fn block_header(&self, content: usize) -> usize {
        let before = self.source.text[..content].trim_end();
        let line = super::line_at(self.source.text, before.len());
        let header = before[line.range().start.min(before.len())..].rfind(['|', '>']);
        header.map_or(content, |at| line.range().start + at)
    }

    fn after_colon(&self, key_end: usize) -> usize {
        let rest = &self.source.text[key_end..];
        if rest.trim_start().starts_with(':') { key_end + rest.len() - rest.trim_start().len() + 1 } else { key_end }
    }

    fn intern(&mut self, key: &str) -> Text {
        if let Some(known) = self.keys.get(key) {
            return known.clone();
        }
        let key: Text = key.into();
        self.keys.insert(key.clone());
        key
    }
}

fn is_merge(member: &Member, source: &str) -> bool {
    &*member.key.value == "<<" && member.key_span.of(source) == "<<"
}

/// How many nodes, and how deep.
pub(super) fn measure(node: &Node) -> (usize, u32) {
    let children = node.items().iter().chain(node.members().iter().map(|member| &member.value));
    children.map(measure).fold((1, 0), |(count, levels), (more, deep)| (count + more, levels.max(deep + 1)))
}
