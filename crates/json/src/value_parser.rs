//! Strict JSON text in: payloads, inputs, logs.

use crate::scan::{self, SyntaxError};
use crate::{MAX_DEPTH, Number, Object, Text, Value};

/// Parse one JSON value; anything but blanks after it is an error. A key given twice keeps
/// its first place and its last value, as Jackson does.
pub fn parse_value(source: &str) -> Result<Value, SyntaxError> {
    let mut parser = Parser { source, at: 0, keys: Vec::new() };
    let value = parser.value(0)?;
    parser.skip_blanks();
    match parser.peek() {
        None => Ok(value),
        Some(_) => Err(parser.error("There is text after the end of the value")),
    }
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
    /// The keys seen last: records of one kind repeat them, so their text is shared.
    keys: Vec<Text>,
}

/// How many recent keys are kept for sharing.
const SHARED_KEYS: usize = 32;

impl Parser<'_> {
    fn value(&mut self, depth: u32) -> Result<Value, SyntaxError> {
        self.skip_blanks();
        match self.peek() {
            Some(b'{' | b'[') if depth >= MAX_DEPTH => {
                Err(self.error(format!("The value nests deeper than {MAX_DEPTH} levels")))
            }
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => Ok(Value::String(self.string()?.as_ref().into())),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self.word(),
        }
    }

    fn object(&mut self, depth: u32) -> Result<Value, SyntaxError> {
        self.at += 1;
        let mut object = Object::new();
        self.skip_blanks();
        if self.take(b'}') {
            return Ok(object.into());
        }
        loop {
            self.skip_blanks();
            if self.peek() != Some(b'"') {
                return Err(self.error("A key in double quotes is expected here"));
            }
            let key = self.key()?;
            self.skip_blanks();
            if !self.take(b':') {
                return Err(self.error("A colon is expected after the key"));
            }
            object.insert(key, self.value(depth + 1)?);
            self.skip_blanks();
            if self.take(b'}') {
                return Ok(object.into());
            }
            if !self.take(b',') {
                return Err(self.error("A comma or a closing brace is expected here"));
            }
        }
    }

    fn array(&mut self, depth: u32) -> Result<Value, SyntaxError> {
        self.at += 1;
        let mut items = Vec::new();
        self.skip_blanks();
        if self.take(b']') {
            return Ok(items.into());
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.skip_blanks();
            if self.take(b']') {
                return Ok(items.into());
            }
            if !self.take(b',') {
                return Err(self.error("A comma or a closing bracket is expected here"));
            }
        }
    }

    fn string(&mut self) -> Result<std::borrow::Cow<'_, str>, SyntaxError> {
        let scanned = scan::string(self.source, self.at);
        self.at = scanned.end;
        scanned.error.map_or(Ok(scanned.text), Err)
    }

    fn key(&mut self) -> Result<Text, SyntaxError> {
        let scanned = scan::string(self.source, self.at);
        self.at = scanned.end;
        if let Some(error) = scanned.error {
            return Err(error);
        }
        if let Some(known) = self.keys.iter().find(|known| ***known == *scanned.text) {
            return Ok(known.clone());
        }
        let key: Text = scanned.text.as_ref().into();
        if self.keys.len() < SHARED_KEYS {
            self.keys.push(key.clone());
        }
        Ok(key)
    }

    fn number(&mut self) -> Result<Value, SyntaxError> {
        let end = scan::number(self.source, self.at)?;
        let number = Number::parse(&self.source[self.at..end])
            .ok_or_else(|| self.error("The number is too large for a double"))?;
        self.at = end;
        Ok(Value::Number(number))
    }

    fn word(&mut self) -> Result<Value, SyntaxError> {
        for (word, value) in [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)] {
            if self.source[self.at..].starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.error(if self.peek().is_none() {
            "The text ends where a value is expected"
        } else {
            "A value is expected here"
        }))
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn error(&self, message: impl Into<String>) -> SyntaxError {
        SyntaxError::new(self.at, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_json_is_refused_with_its_place() {
        for (text, offset) in [
            ("", 0),
            ("{", 1),
            ("[1,]", 3),
            ("{'a':1}", 1),
            ("{\"a\" 1}", 5),
            ("01", 0),
            ("1.", 1),
            ("\"a", 0),
            ("\"\\x\"", 1),
            ("tru", 0),
            ("1 2", 2),
            ("\u{feff}1", 0),
        ] {
            assert_eq!(parse_value(text).map_err(|e| e.offset), Err(offset), "{text}");
        }
        assert!(parse_value(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn escapes_are_decoded() {
        let value = parse_value(r#""\u8b66\ud83d\ude00\/\ud800""#).unwrap();
        assert_eq!(value.as_str(), Some("警😀/\u{fffd}"));
    }

    #[test]
    fn a_key_given_twice_keeps_its_first_place_and_last_value() {
        assert_eq!(parse_value(r#"{"a":1,"b":2,"a":3}"#).unwrap().to_string(), r#"{"a":3,"b":2}"#);
    }
}
