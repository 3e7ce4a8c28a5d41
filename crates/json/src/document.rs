//! The spanned tree of a text that a person edits.

use crate::{Number, Object, Text, Value};
use text::Span;

/// How the text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// JSON
    Json,
    /// YAML
    Yaml,
}

/// A parsed text; its tree holds whatever could be read.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text itself.
    pub text: Text,
    /// How it is written.
    pub syntax: Syntax,
    /// Does what a part of it means depend on what stands elsewhere (YAML's aliases and directives), or was it not
    /// read to its end?
    pub is_linked: bool,
    /// The top value; `None` for a text without one.
    pub root: Option<Node>,
}

/// A value with its place in the text.
#[derive(Clone, Debug)]
pub struct Node {
    /// From its first to its last character, quotes and brackets included.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// Nothing could be read here; a diagnostic says why.
    Missing,
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number
    Number(Number),
    /// A string
    String(StringNode),
    /// An array
    Array(Vec<Node>),
    /// An object; keys given twice are all here, in order
    Object(Vec<Member>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Member {
    /// The key.
    pub key: StringNode,
    /// The key's place, quotes included.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// A string, and how its characters map to the text.
#[derive(Clone, Debug)]
pub struct StringNode {
    /// The decoded text.
    pub value: Text,
    /// Source offset of the first character.
    pub(crate) start: u32,
    /// `(decoded offset, source offset)` where the distance between the two changes.
    pub(crate) jumps: Vec<(u32, u32)>,
}

impl StringNode {
    /// A string whose first character is at `start`; `jumps` are `(decoded offset, source
    /// offset)` pairs in rising order, one after each escape or folded line.
    pub fn new(value: Text, start: usize, jumps: Vec<(u32, u32)>) -> Self {
        Self { value, start: start as u32, jumps }
    }

    /// The place in the document of a range of the decoded text. This is how an error inside
    /// an expression finds its line and column.
    pub fn source_span(&self, inner: Span) -> Span {
        Span { start: self.source_offset(inner.start), end: self.source_offset(inner.end) }
    }

    /// A part of the string, as a string of its own.
    #[must_use]
    pub fn part(&self, inner: Span) -> Self {
        let inside = self.jumps.iter().filter(|(at, _)| inner.start < *at && *at <= inner.end);
        Self {
            value: inner.of(&self.value).into(),
            start: self.source_offset(inner.start),
            jumps: inside.map(|(at, source)| (at - inner.start, *source)).collect(),
        }
    }

    fn source_offset(&self, decoded: u32) -> u32 {
        let before = self.jumps.partition_point(|&(at, _)| at <= decoded);
        let (at, source) = if before == 0 { (0, self.start) } else { self.jumps[before - 1] };
        source + (decoded - at)
    }
}

impl Node {
    /// The last member called `key` (the last one wins, as in Jackson).
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.members().iter().rev().find(|member| &*member.key.value == key)
    }

    /// The value of the last member called `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.member(key).map(|member| &member.value)
    }

    /// The value inside this one whose place is exactly `span`.
    pub fn at(&self, span: Span) -> Option<&Node> {
        if self.span == span {
            return Some(self);
        }
        let mut children = self.items().iter().chain(self.members().iter().map(|member| &member.value));
        children.find(|child| child.span.contains(span))?.at(span)
    }

    /// All members; none unless this is an object.
    pub fn members(&self) -> &[Member] {
        match &self.kind {
            NodeKind::Object(members) => members,
            _ => &[],
        }
    }

    /// All items; none unless this is an array.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            NodeKind::Array(items) => items,
            _ => &[],
        }
    }

    /// The string, if this is one.
    pub fn as_string(&self) -> Option<&StringNode> {
        match &self.kind {
            NodeKind::String(string) => Some(string),
            _ => None,
        }
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        self.as_string().map(|string| &*string.value)
    }

    /// Is it an object?
    pub fn is_object(&self) -> bool {
        matches!(self.kind, NodeKind::Object(_))
    }

    /// The value without its places; what is missing becomes `null`.
    pub fn to_value(&self) -> Value {
        match &self.kind {
            NodeKind::Missing | NodeKind::Null => Value::Null,
            NodeKind::Bool(value) => Value::Bool(*value),
            NodeKind::Number(number) => Value::Number(number.clone()),
            NodeKind::String(string) => Value::String(string.value.clone()),
            NodeKind::Array(items) => items.iter().map(Node::to_value).collect::<Vec<_>>().into(),
            NodeKind::Object(members) => members
                .iter()
                .map(|member| (member.key.value.clone(), member.value.to_value()))
                .collect::<Object>()
                .into(),
        }
    }

    /// JSON's name of its type; `nothing` for a missing node.
    pub fn type_name(&self) -> &'static str {
        match &self.kind {
            NodeKind::Missing => "nothing",
            NodeKind::Null => "null",
            NodeKind::Bool(_) => "boolean",
            NodeKind::Number(_) => "number",
            NodeKind::String(_) => "string",
            NodeKind::Array(_) => "array",
            NodeKind::Object(_) => "object",
        }
    }
}
