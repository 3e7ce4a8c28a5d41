//! Lays a text out anew: the same document, one member or item a line.

use crate::{Document, Node, NodeKind, Syntax, parse_any, print_pretty, print_yaml};
use std::collections::BTreeMap;
use text::{Edit, Severity, Span};

const UNIT: &str = "  ";

/// The edits that give a text the usual layout; `None` while it has mistakes of syntax. What JSON
/// says is kept letter by letter, of YAML the values and the comments.
pub fn format(source: &str) -> Option<Vec<Edit>> {
    let document = without_mistakes(source)?;
    if document.syntax == Syntax::Json {
        return Some(gaps(source));
    }
    let formatted = with_comments_of(&document, &print_yaml(&document.root.as_ref()?.to_value()));
    Some(if formatted == source { Vec::new() } else { vec![Edit::replace(Span::new(0, source.len()), formatted)] })
}

/// A JSON text as YAML, and a YAML text as JSON, which has no place for comments; `None` while
/// it has mistakes of syntax.
pub fn convert(source: &str) -> Option<String> {
    let document = without_mistakes(source)?;
    let value = document.root.as_ref()?.to_value();
    Some(match document.syntax {
        Syntax::Json => print_yaml(&value),
        Syntax::Yaml => print_pretty(&value) + "\n",
    })
}

fn without_mistakes(source: &str) -> Option<Document> {
    let (document, found) = parse_any(source);
    found.iter().all(|found| found.severity != Severity::Error).then_some(document)
}

// ---- JSON: only the gaps between tokens change ----------------------------------------------

fn gaps(source: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (mut depth, mut end, mut before) = (0_usize, 0, None);
    for (start, token) in tokens(source) {
        let first = token.as_bytes()[0];
        if matches!(first, b'}' | b']') {
            depth = depth.saturating_sub(1);
        }
        let wanted = gap(before, first, depth);
        if source[end..start] != wanted {
            edits.push(Edit::replace(Span::new(end, start), wanted));
        }
        depth += usize::from(matches!(first, b'{' | b'['));
        (end, before) = (start + token.len(), Some(first));
    }
    let rest = &source[end..];
    if !rest.is_empty() && rest != "\n" {
        edits.push(Edit::replace(Span::new(end, source.len()), "\n"));
    }
    edits
}

/// What stands between two tokens, each told by its first letter.
fn gap(before: Option<u8>, token: u8, depth: usize) -> String {
    let line = || format!("\n{}", UNIT.repeat(depth));
    match (before, token) {
        (None, _) | (Some(b'{'), b'}') | (Some(b'['), b']') | (_, b',' | b':') => String::new(),
        (Some(b':'), _) => " ".into(),
        _ => line(),
    }
}

/// The tokens of a JSON text with their places.
fn tokens(source: &str) -> Vec<(usize, &str)> {
    let bytes = source.as_bytes();
    let (mut tokens, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let start = at;
        at += match bytes[at] {
            byte if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'"' => string_length(&bytes[at..]),
            b'{' | b'}' | b'[' | b']' | b',' | b':' => 1,
            _ => word_length(&bytes[at..]),
        };
        tokens.push((start, &source[start..at]));
    }
    tokens
}

fn string_length(bytes: &[u8]) -> usize {
    let mut at = 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

fn word_length(bytes: &[u8]) -> usize {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"{}[],:\"".contains(byte);
    bytes.iter().position(ends).unwrap_or(bytes.len()).max(1)
}

// ---- YAML: written anew, with the comments put back ------------------------------------------

/// `written` says the same as the document; each comment goes before or behind the key or item
/// that it stood at.
fn with_comments_of(document: &Document, written: &str) -> String {
    let places = Places::of(document);
    let comments = places.comments(&document.text);
    if comments.is_empty() {
        return written.to_owned();
    }
    let (again, _) = parse_any(written);
    let new = Places::of(&again).entries;
    // Both have the same entries in the same order.
    let new_line: BTreeMap<usize, usize> = places.entries.iter().copied().zip(new).rev().collect();
    let mut lines: Vec<String> = written.lines().map(str::to_owned).collect();
    let mut above: Vec<(usize, &str)> = Vec::new();
    for (line, comment, is_alone) in comments {
        let at = if is_alone { new_line.range(line..).next() } else { new_line.range(..=line).next_back() };
        let at = at.map_or(lines.len(), |(_, &new)| new);
        match lines.get_mut(at).filter(|_| !is_alone) {
            Some(line) => *line = format!("{line} {comment}"),
            None => above.push((at, comment)),
        }
    }
    for (at, comment) in above.into_iter().rev() {
        let line = lines.get(at).map_or("", String::as_str);
        let indent = line[..line.len() - line.trim_start().len()].to_owned();
        lines.insert(at, format!("{indent}{comment}"));
    }
    lines.join("\n") + "\n"
}

/// Where a document's entries and texts stand.
#[derive(Default)]
struct Places {
    /// The line of each key and item, in order.
    entries: Vec<usize>,
    /// Scalars and keys: what looks like a comment inside is none.
    texts: Vec<Span>,
}

impl Places {
    fn of(document: &Document) -> Self {
        let mut places = Self::default();
        let lines = text::LineIndex::new(&document.text);
        let line = |span: Span| lines.line_column(span.start as usize).line;
        if let Some(root) = &document.root {
            places.visit(root, &line);
        }
        places
    }

    fn visit(&mut self, node: &Node, line: &dyn Fn(Span) -> usize) {
        match &node.kind {
            NodeKind::Object(members) => {
                for member in members {
                    self.entries.push(line(member.key_span));
                    self.texts.push(member.key_span);
                    self.visit(&member.value, line);
                }
            }
            NodeKind::Array(items) => {
                for item in items {
                    self.entries.push(line(item.span));
                    self.visit(item, line);
                }
            }
            _ => self.texts.push(node.span),
        }
    }

    /// The comments of a text: line, text, and whether the line has nothing else.
    fn comments<'s>(&self, source: &'s str) -> Vec<(usize, &'s str, bool)> {
        let (mut comments, mut start) = (Vec::new(), 0);
        for (number, line) in source.split_inclusive('\n').enumerate() {
            let is_comment = |&at: &usize| {
                let offset = start + at;
                let begins = at == 0 || line.as_bytes()[at - 1].is_ascii_whitespace();
                begins && !self.texts.iter().any(|span| (span.start as usize..span.end as usize).contains(&offset))
            };
            if let Some(at) = line.match_indices('#').map(|(at, _)| at).find(is_comment) {
                comments.push((number, line[at..].trim_end(), line[..at].trim().is_empty()));
            }
            start += line.len();
        }
        comments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formatted(source: &str) -> String {
        text::apply(source, &format(source).unwrap())
    }

    #[test]
    fn json_gets_a_line_for_each_member_and_keeps_its_letters() {
        for (source, expected) in [
            (r#"{"a":1.50,"b":[],"c":{ }}"#, "{\n  \"a\": 1.50,\n  \"b\": [],\n  \"c\": {}\n}"),
            ("[1 ,\n\n 2]\n\n", "[\n  1,\n  2\n]\n"),
            (r#"{"x\"{,":"\u0041: "}"#, "{\n  \"x\\\"{,\": \"\\u0041: \"\n}"),
            (r#"{"警":{"a":{"b":null}}}"#, "{\n  \"警\": {\n    \"a\": {\n      \"b\": null\n    }\n  }\n}"),
        ] {
            assert_eq!(formatted(source), expected);
            assert_eq!(format(expected), Some(Vec::new()), "a second time changes nothing");
        }
        assert_eq!(format("{"), None);
    }

    #[test]
    fn yaml_keeps_its_comments() {
        let source = "# The machine\nStartAt:   A # first\nStates:\n    # the only one\n    A:\n        Type: Succeed\n        Comment: 'a # b'\n# end\n";
        let expected = "# The machine\nStartAt: A # first\nStates:\n  # the only one\n  A:\n    Type: Succeed\n    Comment: 'a # b'\n# end\n";
        let once = formatted(source);
        assert_eq!(once.replace("\"a # b\"", "'a # b'"), expected);
        assert_eq!(formatted(&once), once);
    }

    #[test]
    fn there_and_back_is_the_same_document() {
        let source = "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Wait\",\n      \"Seconds\": 1.5,\n      \"End\": true\n    }\n  }\n}\n";
        assert_eq!(convert(&convert(source).unwrap()).unwrap(), source);
        assert_eq!(convert("{"), None);
    }
}
