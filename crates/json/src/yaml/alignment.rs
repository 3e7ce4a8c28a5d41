//! Where each character of a scalar stands in the source.

use crate::{StringNode, Text};
use saphyr_parser::ScalarStyle;

/// A string node for the scalar whose characters (quotes included) are `source[start..end]`.
///
/// The decoded text is laid beside the source: characters match, escapes are skipped, and
/// where lines were folded or indentation was cut, the blanks of the source are passed over.
pub(super) fn string_node(value: Text, source: &str, start: usize, end: usize, style: ScalarStyle) -> StringNode {
    let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
    let mut cursor = Cursor { source: &source[..end], at: start + usize::from(quoted), style };
    let mut first = None;
    let mut jumps: Vec<(u32, u32)> = Vec::new();
    let mut expected = 0;
    for (decoded, c) in value.char_indices() {
        let (place, after) = cursor.place_of(c);
        if first.is_none() {
            first = Some(place);
        } else if place != expected {
            jumps.push((decoded as u32, place as u32));
        }
        expected = place + c.len_utf8();
        cursor.at = after;
    }
    if cursor.at != expected && first.is_some() {
        jumps.push((value.len() as u32, cursor.at as u32));
    }
    StringNode::new(value, first.unwrap_or(cursor.at), jumps)
}

struct Cursor<'s> {
    source: &'s str,
    at: usize,
    style: ScalarStyle,
}

impl Cursor<'_> {
    /// Where the decoded character stands, and where the next one is looked for.
    fn place_of(&mut self, c: char) -> (usize, usize) {
        loop {
            let Some(found) = self.source[self.at..].chars().next() else { return (self.at, self.at) };
            if found == '\\' && self.style == ScalarStyle::DoubleQuoted {
                match self.escape_len() {
                    Some(len) => return (self.at, self.at + len),
                    None => self.skip_line_break(),
                }
            } else if found == c {
                let doubled = c == '\'' && self.style == ScalarStyle::SingleQuoted;
                return (self.at, self.at + c.len_utf8() * (1 + usize::from(doubled)));
            } else if !found.is_whitespace() {
                return (self.at, self.at + found.len_utf8()); // not laid out as expected: go on side by side
            } else if c.is_whitespace() {
                return (self.at, self.at + found.len_utf8()); // a folded line break
            } else {
                self.at += found.len_utf8();
            }
        }
    }

    /// Length of the escape here; `None` when it escapes a line break.
    fn escape_len(&self) -> Option<usize> {
        let escaped = self.source[self.at + 1..].chars().next()?;
        let len = match escaped {
            '\n' | '\r' => return None,
            'x' => 4,
            'u' => 6,
            'U' => 10,
            other => 1 + other.len_utf8(),
        };
        Some(if self.source.is_char_boundary(self.at + len) { len } else { 1 })
    }

    /// The escaped line break, and the blanks of the next line.
    fn skip_line_break(&mut self) {
        let rest = &self.source[self.at + 1..];
        self.at = self.source.len() - rest.trim_start().len();
    }
}
