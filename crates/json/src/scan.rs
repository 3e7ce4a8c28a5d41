//! Strings and numbers, for both parsers.

use std::borrow::Cow;

/// What is wrong with a text that is not JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// A sentence that says what is wrong.
    pub message: String,
    /// Byte offset.
    pub offset: usize,
}

impl SyntaxError {
    pub(crate) fn new(offset: usize, message: impl Into<String>) -> Self {
        Self { message: message.into(), offset }
    }
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

/// A string that was scanned.
pub(crate) struct Scanned<'a> {
    /// The decoded text.
    pub text: Cow<'a, str>,
    /// Offset after the closing quote (or where it should be).
    pub end: usize,
    /// `(offset in the decoded text, offset in the source)` after each escape.
    pub escapes: Vec<(u32, u32)>,
    /// The first thing wrong with it.
    pub error: Option<SyntaxError>,
}

/// Scan the string whose opening quote is at `start`. Always gives what can be read; an
/// unclosed string ends with its line.
pub(crate) fn string(source: &str, start: usize) -> Scanned<'_> {
    let bytes = source.as_bytes();
    let mut decoded: Option<String> = None;
    let (mut plain_from, mut at) = (start + 1, start + 1);
    let (mut escapes, mut error) = (Vec::new(), None);
    let end = loop {
        match bytes.get(at) {
            Some(b'"') => break at + 1,
            None | Some(b'\n') => {
                error.get_or_insert_with(|| SyntaxError::new(start, "This string has no closing quote"));
                break at;
            }
            Some(b'\\') => {
                let out = decoded.get_or_insert_default();
                out.push_str(&source[plain_from..at]);
                let (c, next, bad) = escape(source, at);
                out.extend(c);
                if let Some(message) = bad {
                    error.get_or_insert_with(|| SyntaxError::new(at, message));
                }
                escapes.push((out.len() as u32, next as u32));
                (plain_from, at) = (next, next);
            }
            Some(0..=0x1f) => {
                error.get_or_insert_with(|| {
                    SyntaxError::new(at, "A control character in a string must be written as an escape such as \\t")
                });
                at += 1;
            }
            Some(_) => at += 1,
        }
    };
    let text_end = if end > at { at } else { end };
    let rest = &source[plain_from..text_end];
    let text = match decoded {
        Some(mut out) => {
            out.push_str(rest);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(rest),
    };
    Scanned { text, end, escapes, error }
}

/// The character that the escape at `at` stands for, the offset after it, and what is wrong with it.
fn escape(source: &str, at: usize) -> (Option<char>, usize, Option<&'static str>) {
    let simple = match source.as_bytes().get(at + 1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode_escape(source, at),
        _ => return (Some('\\'), at + 1, Some("JSON has no such escape; a backslash itself is written \\\\")),
    };
    (Some(simple), at + 2, None)
}

fn unicode_escape(source: &str, at: usize) -> (Option<char>, usize, Option<&'static str>) {
    let hex = |from: usize| source.get(from..from + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let Some(high) = hex(at + 2) else {
        return (None, at + 2, Some("\\u must be followed by four hexadecimal digits"));
    };
    if (0xd800..0xdc00).contains(&high)
        && source.get(at + 6..at + 8) == Some("\\u")
        && let Some(low @ 0xdc00..0xe000) = hex(at + 8)
    {
        return (char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)), at + 12, None);
    }
    // Half of a surrogate pair has no place in a UTF-8 text.
    (Some(char::from_u32(high).unwrap_or('\u{fffd}')), at + 6, None)
}

/// The offset after the JSON number at `start`, or what is wrong with it.
pub(crate) fn number(source: &str, start: usize) -> Result<usize, SyntaxError> {
    let bytes = source.as_bytes();
    let digits = |mut at: usize| {
        let from = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        (at, at - from)
    };
    let int_from = start + usize::from(bytes.get(start) == Some(&b'-'));
    let (mut at, count) = digits(int_from);
    if count == 0 {
        return Err(SyntaxError::new(start, "A number needs a digit here"));
    }
    if count > 1 && bytes[int_from] == b'0' {
        return Err(SyntaxError::new(start, "A number may not start with 0"));
    }
    if bytes.get(at) == Some(&b'.') {
        let (end, count) = digits(at + 1);
        if count == 0 {
            return Err(SyntaxError::new(at, "A decimal point must be followed by a digit"));
        }
        at = end;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let (end, count) = digits(at + 1 + sign);
        if count == 0 {
            return Err(SyntaxError::new(at, "An exponent needs a digit"));
        }
        at = end;
    }
    Ok(at)
}
