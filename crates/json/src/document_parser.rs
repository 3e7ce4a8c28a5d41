//! JSON text in, as a person types it: every error is reported, and whatever can be
//! read is read.

use crate::again::Before;
use crate::object::KeyHashing;
use crate::scan::{self, SyntaxError};
use crate::{Document, MAX_DEPTH, Member, Node, NodeKind, Number, StringNode, Syntax, Text};
use std::collections::HashSet;
use text::{Diagnostic, Edit, Span};

/// AWS's code for a text that is not JSON.
const CODE: &str = "INVALID_JSON_DESCRIPTION";

/// Texts up to this length share one when they are equal.
const SHARED_BYTES: usize = 64;

/// More errors than this in one text help nobody.
pub(crate) const MAX_ERRORS: usize = 50;

/// Parse a JSON text. Never fails: the tree holds what could be read, the diagnostics say
/// what could not.
pub fn parse(source: &str) -> (Document, Vec<Diagnostic>) {
    parse_after(source, None)
}

/// As [`parse`], with what is known from `before` an edit.
pub(crate) fn parse_after(source: &str, before: Option<Before<'_>>) -> (Document, Vec<Diagnostic>) {
    let mut parser = Parser { source, at: 0, errors: Vec::new(), texts: HashSet::default(), before };
    if source.starts_with('\u{feff}') {
        let mark = Span::new(0, 3);
        parser.report(
            mark,
            "The text starts with a byte order mark, which JSON does not allow",
            Some(("Remove it", Edit::delete(mark))),
        );
        parser.at = 3;
    }
    parser.skip_blanks();
    let root = parser.peek().is_some().then(|| parser.value(0));
    parser.skip_blanks();
    if root.is_some() && parser.peek().is_some() {
        let rest = Span::new(parser.at, source.len());
        parser.report(rest, "There is text after the end of the value", None);
    }
    (Document { text: source.into(), syntax: Syntax::Json, is_linked: false, root }, parser.errors)
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
    errors: Vec<Diagnostic>,
    /// Short texts seen: keys, names of errors and paths come again and again, and share one text.
    texts: HashSet<Text, KeyHashing>,
    before: Option<Before<'a>>,
}

impl Parser<'_> {
    fn value(&mut self, depth: u32) -> Node {
        self.skip_blanks();
        let start = self.at;
        match self.peek() {
            Some(b'{' | b'[') if depth >= MAX_DEPTH => {
                self.at = self.source.len();
                self.missing(start, "The value nests too deep to be read")
            }
            Some(open @ (b'{' | b'[')) => match self.known(depth) {
                Some(node) => {
                    self.at = node.span.end as usize;
                    node
                }
                None if open == b'{' => self.object(depth),
                None => self.array(depth),
            },
            Some(b'"') => {
                let string = self.string();
                self.node(start, NodeKind::String(string))
            }
            Some(b'\'') => self.single_quoted(),
            Some(b'-' | b'0'..=b'9' | b'+' | b'.') => self.number(),
            Some(b',' | b'}' | b']' | b':') | None => self.missing(start, "A value is expected here"),
            Some(_) => self.word(),
        }
    }

    /// The array or object that starts here, if the edit left it as it was.
    fn known(&self, depth: u32) -> Option<Node> {
        self.before.as_ref()?.container(self.at, depth)
    }

    fn object(&mut self, depth: u32) -> Node {
        let start = self.at;
        self.at += 1;
        let mut members: Vec<Member> = Vec::new();
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                None => {
                    self.report(Span::new(start, start + 1), "This brace is never closed", None);
                    break;
                }
                Some(b']') => {
                    self.report(Span::at(self.at), "A closing brace is expected here", None);
                    break;
                }
                Some(b',') => self.stray_comma(),
                Some(_) => {
                    if let Some(member) = self.member(depth) {
                        members.push(member);
                    }
                    self.separator(b'}');
                }
            }
        }
        self.node(start, NodeKind::Object(members))
    }

    fn member(&mut self, depth: u32) -> Option<Member> {
        let start = self.at;
        let key = match self.peek() {
            Some(b'"') => self.string(),
            Some(b'\'') => self.single_quoted().as_string()?.clone(),
            _ => self.bare_key()?,
        };
        let key_span = Span::new(start, self.at);
        self.skip_blanks();
        if self.peek() == Some(b':') {
            self.at += 1;
            return Some(Member { key, key_span, value: self.value(depth + 1) });
        }
        let value = self.missing(key_span.end as usize, "A colon and a value are expected after this key");
        Some(Member { key, key_span, value })
    }

    fn bare_key(&mut self) -> Option<StringNode> {
        let start = self.at;
        let word = self.take_word();
        if word.is_empty() {
            let c = self.source[start..].chars().next()?;
            self.at += c.len_utf8();
            self.report(Span::new(start, self.at), format!("A key in double quotes is expected here, not {c:?}"), None);
            return None;
        }
        let quoted = Edit::replace(Span::new(start, self.at), crate::quote(&word));
        self.report(
            Span::new(start, self.at),
            "Keys must be in double quotes",
            Some(("Put it in double quotes", quoted)),
        );
        Some(StringNode::new(word.into(), start, Vec::new()))
    }

    fn array(&mut self, depth: u32) -> Node {
        let start = self.at;
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                None => {
                    self.report(Span::new(start, start + 1), "This bracket is never closed", None);
                    break;
                }
                Some(b'}') => {
                    self.report(Span::at(self.at), "A closing bracket is expected here", None);
                    break;
                }
                Some(b',') => self.stray_comma(),
                Some(_) => {
                    let before = self.at;
                    items.push(self.value(depth + 1));
                    if self.at == before {
                        self.at += 1; // a stray colon
                    }
                    self.separator(b']');
                }
            }
        }
        self.node(start, NodeKind::Array(items))
    }

    /// After a member or item: a comma and more, or the closing bracket.
    fn separator(&mut self, close: u8) {
        let end = self.at;
        self.skip_blanks();
        match self.peek() {
            Some(b',') => {
                let comma = Span::new(self.at, self.at + 1);
                self.at += 1;
                self.skip_blanks();
                if self.peek() == Some(close) {
                    self.report(
                        comma,
                        "JSON allows no comma after the last entry",
                        Some(("Remove the comma", Edit::delete(comma))),
                    );
                }
            }
            Some(b'}' | b']') | None => {}
            Some(_) => {
                self.report(Span::at(end), "A comma is missing here", Some(("Insert a comma", Edit::insert(end, ","))));
            }
        }
    }

    fn stray_comma(&mut self) {
        let comma = Span::new(self.at, self.at + 1);
        self.at += 1;
        self.report(comma, "There is nothing before this comma", Some(("Remove the comma", Edit::delete(comma))));
    }

    fn string(&mut self) -> StringNode {
        let start = self.at;
        let scanned = scan::string(self.source, start);
        self.at = scanned.end;
        if let Some(error) = scanned.error {
            self.report_syntax(&error);
        }
        StringNode::new(self.shared(&scanned.text), start + 1, scanned.escapes)
    }

    fn shared(&mut self, text: &str) -> Text {
        if text.len() > SHARED_BYTES {
            return text.into();
        }
        if let Some(known) = self.texts.get(text) {
            return known.clone();
        }
        let new = Text::from(text);
        self.texts.insert(new.clone());
        new
    }

    fn single_quoted(&mut self) -> Node {
        let start = self.at;
        let line_end = self.source[start..].find('\n').map_or(self.source.len(), |at| start + at);
        let end = self.source[start + 1..line_end].find('\'').map_or(line_end, |at| start + 1 + at);
        let inner = &self.source[start + 1..end];
        self.at = (end + 1).min(line_end);
        let span = Span::new(start, self.at);
        self.report(
            span,
            "Strings must be in double quotes",
            Some(("Use double quotes", Edit::replace(span, crate::quote(inner)))),
        );
        self.node(start, NodeKind::String(StringNode::new(inner.into(), start + 1, Vec::new())))
    }

    fn number(&mut self) -> Node {
        let start = self.at;
        match scan::number(self.source, start) {
            Ok(end) => {
                self.at = end;
                match Number::parse(&self.source[start..end]) {
                    Some(number) => self.node(start, NodeKind::Number(number)),
                    None => self.missing(start, "The number is too large for a double"),
                }
            }
            Err(error) => {
                self.at += 1;
                self.take_word();
                self.report_syntax(&error);
                self.node(start, NodeKind::Missing)
            }
        }
    }

    fn word(&mut self) -> Node {
        let start = self.at;
        let word = self.take_word();
        let kind = match word.as_str() {
            "true" => NodeKind::Bool(true),
            "false" => NodeKind::Bool(false),
            "null" => NodeKind::Null,
            "" => {
                let c = self.source[start..].chars().next().unwrap_or_default();
                self.at += c.len_utf8();
                return self.missing(start, format!("A value is expected here, not {c:?}"));
            }
            _ => {
                let span = Span::new(start, self.at);
                let fix = match word.to_lowercase().as_str() {
                    "true" | "yes" | "on" => ("Change to true", Edit::replace(span, "true")),
                    "false" | "no" | "off" => ("Change to false", Edit::replace(span, "false")),
                    "none" | "nil" | "undefined" => ("Change to null", Edit::replace(span, "null")),
                    _ => ("Put it in double quotes", Edit::replace(span, crate::quote(&word))),
                };
                // Jackson's words, which are AWS's answer (recorded).
                let wanted = "JSON String, Number, Array, Object or token 'null', 'true' or 'false'";
                self.report(span, format!("Unrecognized token '{word}': was expecting ({wanted})"), Some(fix));
                NodeKind::Missing
            }
        };
        self.node(start, kind)
    }

    fn take_word(&mut self) -> String {
        let rest = &self.source[self.at..];
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-' | '+')))
            .unwrap_or(rest.len());
        self.at += end;
        rest[..end].into()
    }

    fn skip_blanks(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(b'/' | b'#') if self.skip_comment() => {}
                _ => return,
            }
        }
    }

    fn skip_comment(&mut self) -> bool {
        let start = self.at;
        let rest = &self.source[start..];
        let len = if rest.starts_with("//") || rest.starts_with('#') {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else {
            return false;
        };
        self.at += len;
        let span = Span::new(start, self.at);
        self.report(
            span,
            "JSON has no comments; use a Comment field",
            Some(("Remove the comment", Edit::delete(span))),
        );
        true
    }

    fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    fn node(&self, start: usize, kind: NodeKind) -> Node {
        Node { span: Span::new(start, self.at), kind }
    }

    fn missing(&mut self, at: usize, message: impl Into<String>) -> Node {
        let span = Span::new(at, self.at.max(at));
        self.report(span, message, None);
        Node { span, kind: NodeKind::Missing }
    }

    fn report_syntax(&mut self, error: &SyntaxError) {
        self.report(Span::new(error.offset, self.at), error.message.clone(), None);
    }

    fn report(&mut self, span: Span, message: impl Into<String>, fix: Option<(&str, Edit)>) {
        if self.errors.len() < MAX_ERRORS {
            let diagnostic = Diagnostic::error(CODE, message, span);
            self.errors.push(match fix {
                Some((title, edit)) => diagnostic.fix(title, vec![edit]),
                None => diagnostic,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_value;

    #[test]
    fn good_json_reads_as_its_value_without_complaint() {
        let source = r#"{ "a" : [1, {"b": "x\n警"}], "c": null }"#;
        let (document, errors) = parse(source);
        assert_eq!(errors, []);
        assert_eq!(document.root.unwrap().to_value(), parse_value(source).unwrap());
    }

    #[test]
    fn broken_json_is_read_as_far_as_it_goes() {
        for (source, value, complaints) in [
            (r#"{"a":1,}"#, r#"{"a":1}"#, 1),
            (r#"{"a":1 "b":2}"#, r#"{"a":1,"b":2}"#, 1),
            (r#"{a:1}"#, r#"{"a":1}"#, 1),
            (r#"{'a':'b'}"#, r#"{"a":"b"}"#, 2),
            (r#"{"a":}"#, r#"{"a":null}"#, 1),
            (r#"{"a":1"#, r#"{"a":1}"#, 1),
            (r#"[1,2"#, "[1,2]", 1),
            ("{\"a\":\"b\n,\"c\":1}", r#"{"a":"b","c":1}"#, 1),
            ("{} // done", "{}", 1),
            ("[True]", "[null]", 1),
            ("{\"a\" \"b\"}", r#"{"a":null,"b":null}"#, 3),
            ("\u{feff}{}", "{}", 1),
            ("[:]", "[null]", 1),
        ] {
            let (document, errors) = parse(source);
            assert_eq!(document.root.unwrap().to_value().to_string(), value, "{source}");
            assert_eq!(errors.len(), complaints, "{source}: {errors:#?}");
        }
    }

    #[test]
    fn a_fix_makes_good_json() {
        for source in [r#"{"a":1,}"#, r#"{"a":1 "b":2}"#, "{a:1}", "['x']", "[True]", "[1] # x"] {
            let (_, errors) = parse(source);
            let fixed = text::apply(source, &errors[0].fixes[0].edits);
            assert!(parse_value(&fixed).is_ok(), "{source} became {fixed}");
        }
    }

    #[test]
    fn an_offset_inside_a_string_maps_back_through_escapes() {
        let source = r#"{"k":"a\"b\u0041c"}"#;
        let (document, _) = parse(source);
        let root = document.root.unwrap();
        let string = root.get("k").unwrap().as_string().unwrap();
        assert_eq!(&*string.value, "a\"bAc");
        assert_eq!(string.source_span(Span::new(2, 3)).of(source), "b");
        assert_eq!(string.source_span(Span::new(4, 5)).of(source), "c");
        assert_eq!(string.source_span(Span::new(0, 1)).of(source), "a");
    }

    #[test]
    fn nothing_panics_on_cut_or_doubled_text() {
        let source = r#"{"StartAt":"警","States":{"警":{"Type":"Pass","a":[1.5e3,true,null,"\u8b66\n"]}}}"#;
        for at in (0..=source.len()).filter(|&at| source.is_char_boundary(at)) {
            parse(&source[..at]);
            parse(&source[at..]);
            parse(&format!("{}{}", &source[at..], &source[..at]));
        }
        parse(&"[".repeat(100_000));
        parse(&"{\"a\":".repeat(100_000));
    }
}
