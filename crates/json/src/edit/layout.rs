//! How a text is laid out, so that what is added looks like the rest.

use super::is_yaml;
use crate::yaml::print::{write_block, write_value};
use crate::{Document, Node, Value, print, print_pretty};
use text::{Edit, Span};

/// The habits of a text.
pub(super) struct Layout {
    pub(super) yaml: bool,
    /// One more level of indentation.
    pub(super) unit: String,
    /// `": "` or `":"`
    pub(super) colon: &'static str,
    pub(super) line_break: &'static str,
    /// Does it have more than one line?
    pub(super) multi_line: bool,
    length: usize,
}

impl Layout {
    pub(super) fn of(document: &Document) -> Self {
        let text = &*document.text;
        let is_compact = text.contains("\":") && !text.contains("\": ");
        Self {
            yaml: is_yaml(document),
            unit: document.root.as_ref().and_then(|root| unit(text, root)).unwrap_or_else(|| "  ".into()),
            colon: if is_compact { ":" } else { ": " },
            line_break: if text.contains("\r\n") { "\r\n" } else { "\n" },
            multi_line: text.trim().contains('\n'),
            length: text.len(),
        }
    }

    /// The text that holds nothing yet becomes this value.
    pub(super) fn replace_all(&self, value: &Value) -> Vec<Edit> {
        vec![Edit::replace(Span::new(0, self.length), self.by_itself(value, ""))]
    }

    /// The root becomes this value.
    pub(super) fn replace_root(&self, text: &str, root: &Node, value: &Value) -> Vec<Edit> {
        vec![Edit::replace(root.span, self.by_itself(value, line_indent(text, root.span.start as usize)))]
    }

    /// In YAML a block, else JSON, which is YAML too.
    fn by_itself(&self, value: &Value, indent: &str) -> String {
        let mut out = String::new();
        if self.yaml {
            write_block(value, indent, &self.unit, &mut out);
        }
        if out.is_empty() { self.flow(value, indent, true) } else { self.lines(&out) }
    }

    /// What stands behind the colon of a YAML member.
    pub(super) fn behind_colon(&self, value: &Value, indent: &str) -> String {
        let mut out = String::new();
        write_value(value, indent, &self.unit, &mut out);
        self.lines(&out)
    }

    /// The value in JSON's way: on lines of their own, or on one.
    pub(super) fn flow(&self, value: &Value, indent: &str, multi_line: bool) -> String {
        let pretty = print_pretty(value);
        if multi_line && self.multi_line {
            let lines: Vec<String> = pretty.lines().map(|line| self.indented(line)).collect();
            return lines.join(&format!("{}{indent}", self.line_break));
        }
        if self.colon == ":" { print(value) } else { one_line(&pretty) }
    }

    /// A line of `print_pretty` with this text's unit for its pairs of blanks.
    fn indented(&self, line: &str) -> String {
        let content = line.trim_start_matches(' ');
        format!("{}{content}", self.unit.repeat((line.len() - content.len()) / 2))
    }

    fn lines(&self, text: &str) -> String {
        text.replace('\n', self.line_break)
    }
}

/// Pretty text on one line: `{"a": [1, 2]}`.
fn one_line(pretty: &str) -> String {
    let mut out = String::new();
    for line in pretty.lines().map(str::trim_start) {
        let opens = out.is_empty() || out.ends_with(['{', '[']);
        if !opens && !line.starts_with(['}', ']']) {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// The indentation of the first entry that is deeper than its parent's line.
fn unit(text: &str, node: &Node) -> Option<String> {
    let outer = line_indent(text, node.span.start as usize);
    let entries = node.items().iter().chain(node.members().iter().map(|member| &member.value));
    let first = node.members().first().map(|member| member.key_span).or(node.items().first().map(|item| item.span))?;
    let inner = line_indent(text, first.start as usize);
    if inner.len() > outer.len() && inner.starts_with(outer) {
        return Some(inner[outer.len()..].to_owned());
    }
    // A YAML mapping begins at its first key, so its own indentation is no deeper.
    entries.filter(|entry| entry.items().len() + entry.members().len() > 0).find_map(|entry| {
        let inner = line_indent(text, entry.span.start as usize);
        let is_deeper = inner.len() > outer.len() && inner.starts_with(outer);
        if is_deeper { Some(inner[outer.len()..].to_owned()) } else { unit(text, entry) }
    })
}

/// The blanks that the line of an offset begins with.
pub(super) fn line_indent(text: &str, offset: usize) -> &str {
    let start = line_start(text, offset);
    let line = &text[start..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

pub(super) fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |at| at + 1)
}

/// Where the line of an offset ends, before its line break.
pub(super) fn line_end(text: &str, offset: usize) -> usize {
    text[offset..].find(['\n', '\r']).map_or(text.len(), |at| offset + at)
}
