//! A reading position in the text of a path or filter.

use crate::Error;
use text::Span;

/// A reading position. All special characters are ASCII, so it moves by bytes.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'t> {
    pub(crate) text: &'t str,
    pub(crate) at: usize,
    /// Offset after the last byte to read.
    pub(crate) end: usize,
    /// Where `text` lies in the text that a person wrote: added to spans.
    pub(crate) base: isize,
}

impl<'t> Cursor<'t> {
    /// At the first character that is no blank, up to the last one.
    pub(crate) fn new(text: &'t str, base: isize) -> Self {
        let mut cursor = Self { text, at: 0, end: text.trim_end_matches(' ').len(), base };
        cursor.skip_blanks();
        cursor
    }

    pub(crate) fn byte(&self, at: usize) -> Option<u8> {
        if at < self.end { self.text.as_bytes().get(at).copied() } else { None }
    }

    pub(crate) fn current(&self) -> Option<u8> {
        self.byte(self.at)
    }

    /// The text from `start` to `end`; empty when that is no range of characters.
    pub(crate) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Is nothing left but at most one character? The library stops there, whatever it is.
    pub(crate) fn is_tail(&self) -> bool {
        let mut rest = self.slice(self.at, self.end.max(self.at)).chars();
        rest.next();
        rest.next().is_none()
    }

    /// Skip blanks. Only the space counts: the library knows no other blank here.
    pub(crate) fn skip_blanks(&mut self) {
        while self.current() == Some(b' ') {
            self.at += 1;
        }
    }

    /// The place of the first character after `at` that is no blank.
    pub(crate) fn next_significant(&self, at: usize) -> Option<usize> {
        (at + 1..self.end).find(|&place| self.byte(place) != Some(b' '))
    }

    /// The first character after `at` that is no blank, if it is `wanted`.
    pub(crate) fn next_significant_is(&self, at: usize, wanted: u8) -> Option<usize> {
        self.next_significant(at).filter(|&place| self.byte(place) == Some(wanted))
    }

    /// The place of the last character before `at` that is no blank.
    pub(crate) fn previous_significant(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|&place| self.byte(place) != Some(b' '))
    }

    /// The next `wanted` from `from` on.
    pub(crate) fn find(&self, from: usize, wanted: u8) -> Option<usize> {
        (from..self.end).find(|&place| self.byte(place) == Some(wanted))
    }

    /// The next `wanted` after `at` without a backslash before it.
    pub(crate) fn find_unescaped(&self, at: usize, wanted: u8) -> Option<usize> {
        let mut escaped = false;
        (at + 1..self.end).find(|&place| match self.byte(place) {
            _ if escaped => {
                escaped = false;
                false
            }
            Some(b'\\') => {
                escaped = true;
                false
            }
            byte => byte == Some(wanted),
        })
    }

    /// The bracket that closes the one at `open_at`; strings are skipped, and patterns between
    /// slashes when `skip_patterns`.
    pub(crate) fn closing(&self, open_at: usize, skip_patterns: bool) -> Result<Option<usize>, Error> {
        let Some(open) = self.byte(open_at) else { return Ok(None) };
        let close = if open == b'(' { b')' } else { open + 2 }; // `]` and `}` follow `[` and `{` at 2
        let (mut depth, mut at) = (1, open_at + 1);
        while let Some(byte) = self.byte(at) {
            match byte {
                b'\'' | b'"' => at = self.skip_delimited(at, byte)?,
                b'/' if skip_patterns => at = self.skip_delimited(at, byte)?,
                _ if byte == open => depth += 1,
                _ if byte == close => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Ok(Some(at));
            }
            at += 1;
        }
        Ok(None)
    }

    fn skip_delimited(&self, at: usize, delimiter: u8) -> Result<usize, Error> {
        self.find_unescaped(at, delimiter).ok_or_else(|| {
            let text = self.text;
            let message = match delimiter {
                b'/' => format!("Could not find matching close for / when parsing regex in : {text}"),
                quote => format!("Could not find matching close quote for {} when parsing : {text}", char::from(quote)),
            };
            self.error(message, at)
        })
    }

    /// The position as the library counts it: in UTF-16 units.
    pub(crate) fn position(&self, at: usize) -> usize {
        self.text.get(..at).map_or(at, |before| before.encode_utf16().count())
    }

    /// A span of the text that a person wrote.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let offset = |at: usize| at.saturating_add_signed(self.base);
        Span::new(offset(start), offset(end))
    }

    /// An error from `start` to the end.
    pub(crate) fn error(&self, message: impl Into<String>, start: usize) -> Error {
        Error { message: message.into(), span: self.span(start.min(self.end), self.end) }
    }

    /// The text ends too early.
    pub(crate) fn unfinished(&self) -> Error {
        self.error(format!("The path '{}' ends too early", self.text), self.end)
    }
}

/// Undo backslash escapes in a quoted name or string, as the library does: an unknown escape
/// stands for its character. Before `kept`, the backslash stays.
pub(crate) fn unescape(text: &str, kept: Option<char>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            None => out.push('\\'),
            Some('r') => out.push('\r'),
            Some('f') => out.push('\u{c}'),
            Some('t') => out.push('\t'),
            Some('n') => out.push('\n'),
            Some('b') => out.push('\u{8}'),
            Some('u') => push_unicode(&mut chars, &mut out),
            Some(other) => {
                out.extend((kept == Some(other)).then_some('\\'));
                out.push(other);
            }
        }
    }
    out
}

/// The four digits after `\u`, and those of a second surrogate; anything else is left out.
fn push_unicode(chars: &mut std::str::Chars<'_>, out: &mut String) {
    let Some(unit) = four_digits(chars) else { return };
    let mut units = vec![unit];
    if (0xd800..0xdc00).contains(&unit) && chars.as_str().starts_with("\\u") {
        chars.nth(1);
        units.extend(four_digits(chars));
    }
    out.push_str(&String::from_utf16_lossy(&units));
}

fn four_digits(chars: &mut std::str::Chars<'_>) -> Option<u16> {
    let digits = chars.as_str().get(..4)?;
    let unit = u16::from_str_radix(digits, 16).ok()?;
    chars.nth(3);
    Some(unit)
}
