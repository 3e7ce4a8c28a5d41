//! JSON as filters take it: strings in either quotes, or bare words.
//!
//! The library reads literals with json-smart in its permissive mode.

use crate::cursor::unescape;
use json::{MAX_DEPTH, Number, Object, Text, Value};

/// Parse an array or object; `None` when it is neither.
pub(crate) fn parse(text: &str) -> Option<Value> {
    let mut parser = Parser { text, at: 0 };
    let value = parser.value(0)?;
    parser.skip_blanks();
    (parser.at == text.len()).then_some(value)
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl Parser<'_> {
    fn value(&mut self, depth: u32) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        self.skip_blanks();
        match self.peek()? {
            b'[' => self.array(depth),
            b'{' => self.object(depth),
            b'\'' | b'"' => self.quoted().map(Value::string),
            _ => Some(self.word()),
        }
    }

    fn array(&mut self, depth: u32) -> Option<Value> {
        self.at += 1;
        let mut items = Vec::new();
        while !self.closes(b']')? {
            items.push(self.value(depth + 1)?);
        }
        Some(items.into())
    }

    fn object(&mut self, depth: u32) -> Option<Value> {
        self.at += 1;
        let mut object = Object::new();
        while !self.closes(b'}')? {
            let key = self.key()?;
            self.skip_blanks();
            if self.peek()? != b':' {
                return None;
            }
            self.at += 1;
            object.insert(key, self.value(depth + 1)?);
        }
        Some(object.into())
    }

    fn key(&mut self) -> Option<Text> {
        self.skip_blanks();
        match self.peek()? {
            b'\'' | b'"' => self.quoted().map(Text::from),
            _ => Some(self.bare(":,]}").into()),
        }
    }

    /// Skip commas; take the closing bracket if it is next.
    fn closes(&mut self, close: u8) -> Option<bool> {
        self.skip_blanks();
        while self.peek()? == b',' {
            self.at += 1;
            self.skip_blanks();
        }
        let closes = self.peek()? == close;
        self.at += usize::from(closes);
        Some(closes)
    }

    fn quoted(&mut self) -> Option<String> {
        let quote = self.peek()?;
        let start = self.at + 1;
        let mut escaped = false;
        let length = self.text.as_bytes().get(start..)?.iter().position(|&byte| {
            let ends = byte == quote && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        })?;
        self.at = start + length + 1;
        Some(unescape(&self.text[start..start + length], None))
    }

    fn word(&mut self) -> Value {
        let word = self.bare(",]}");
        match word {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ if word.starts_with(|c: char| c.is_ascii_digit() || c == '-') => {
                Number::parse(word).filter(|_| is_number(word)).map_or_else(|| Value::from(word), Value::Number)
            }
            _ => Value::from(word),
        }
    }

    fn bare(&mut self, ends: &str) -> &str {
        let start = self.at;
        let rest = &self.text[start..];
        let length = rest.find(|c: char| ends.contains(c)).unwrap_or(rest.len());
        self.at = start + length;
        rest[..length].trim()
    }

    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

fn is_number(word: &str) -> bool {
    word.parse::<f64>().is_ok_and(f64::is_finite)
}
