//! From the text of a filter `[?(…)]` to an expression.
//!
//! ```text
//! or         = and { "||" and }
//! and        = operand { "&&" operand }
//! operand    = relation | "(" or ")" | "!" operand
//! relation   = value [ operator value ]
//! ```

use crate::cursor::{Cursor, unescape};
use crate::filter::{Expression, Operand, Operator};
use crate::literal::{Literal, compile_pattern};
use crate::parser::{Dialect, MAX_NESTING, Reading};
use crate::{Error, Path, lenient};
use json::Number;

/// Parse a filter, its brackets included.
pub(crate) fn parse(text: &str, base: isize, reading: Reading) -> Result<Expression, Error> {
    let mut parser = Parser { cursor: Cursor::new(text, base), reading };
    parser.unwrap_brackets()?;
    let expression = parser.or().map_err(Refusal::into_error)?;
    parser.cursor.skip_blanks();
    if parser.cursor.current().is_some() {
        let rest = parser.cursor.slice(parser.cursor.at, parser.cursor.end);
        let message = format!("Expected end of filter expression instead of: {rest}");
        return Err(parser.cursor.error(message, parser.cursor.at));
    }
    Ok(expression)
}

struct Parser<'t> {
    cursor: Cursor<'t>,
    reading: Reading,
}

/// What cannot be parsed.
enum Refusal {
    /// The library then tries to read the value before it as an existence test.
    Retry(Error),
    /// The library gives up.
    Final(Error),
}

impl Refusal {
    fn into_error(self) -> Error {
        match self {
            Self::Retry(error) | Self::Final(error) => error,
        }
    }
}

/// The value before an operator, with what an existence test needs to know.
enum Left {
    Path { path: Path, negated: bool },
    Other(Operand),
}

impl<'t> Parser<'t> {
    /// Go to the parenthesis inside `[?(…)]`, and end behind its partner.
    fn unwrap_brackets(&mut self) -> Result<(), Error> {
        for expected in [b'[', b'?'] {
            self.cursor.skip_blanks();
            if self.cursor.current() != Some(expected) {
                return Err(self.cursor.error("Filter must start with '[?(' and end with ')]'. ", 0));
            }
            self.cursor.at += 1;
        }
        self.cursor.skip_blanks();
        let close = self.cursor.previous_significant(self.cursor.end);
        let inner_end = close.and_then(|close| self.cursor.previous_significant(close));
        self.cursor.end = inner_end.map_or(self.cursor.end, |at| at + 1);
        Ok(())
    }

    fn or(&mut self) -> Result<Expression, Refusal> {
        let mut parts = vec![self.and()?];
        while self.take("||") {
            parts.push(self.and()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expression::Or(parts) })
    }

    fn and(&mut self) -> Result<Expression, Refusal> {
        let mut parts = vec![self.operand()?];
        while self.take("&&") {
            parts.push(self.operand()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expression::And(parts) })
    }

    fn operand(&mut self) -> Result<Expression, Refusal> {
        self.reading.nesting += 1;
        if self.reading.nesting > MAX_NESTING {
            return Err(Refusal::Final(self.cursor.error("The filter nests too deep", self.cursor.at)));
        }
        let expression = self.nested_operand();
        self.reading.nesting -= 1;
        expression
    }

    fn nested_operand(&mut self) -> Result<Expression, Refusal> {
        self.cursor.skip_blanks();
        let after = self.cursor.next_significant(self.cursor.at).and_then(|at| self.cursor.byte(at));
        match (self.cursor.current(), after) {
            (Some(b'!'), Some(b'$' | b'@')) => self.relation(),
            (Some(b'!'), _) => {
                self.cursor.at += 1;
                Ok(Expression::Not(Box::new(self.operand()?)))
            }
            (Some(b'('), _) => {
                self.cursor.at += 1;
                let inner = self.or()?;
                self.expect(b')')?;
                Ok(inner)
            }
            _ => self.relation(),
        }
    }

    fn relation(&mut self) -> Result<Expression, Refusal> {
        let left = self.left()?;
        let after_left = self.cursor.at;
        match self.operator().and_then(|operator| Ok((operator, self.right()?))) {
            Ok((operator, right)) => {
                let left = match left {
                    Left::Path { path, .. } => Operand::Path(path),
                    Left::Other(operand) => operand,
                };
                Ok(Expression::Compare { left, operator, right })
            }
            Err(Refusal::Final(error)) => Err(Refusal::Final(error)),
            Err(Refusal::Retry(_)) => {
                self.cursor.at = after_left;
                match left {
                    Left::Path { path, negated } => Ok(Expression::Exists { path, expected: !negated }),
                    Left::Other(_) => Err(self.retry("Expected path node")),
                }
            }
        }
    }

    fn left(&mut self) -> Result<Left, Refusal> {
        self.cursor.skip_blanks();
        let negated = self.cursor.current() == Some(b'!');
        if negated {
            self.cursor.at += 1;
            self.cursor.skip_blanks();
        }
        match self.cursor.current() {
            Some(b'$' | b'@') => Ok(Left::Path { path: self.path()?, negated }),
            _ if negated => Err(self.retry("Unexpected character: !")),
            _ => self.literal().map(Left::Other),
        }
    }

    fn right(&mut self) -> Result<Operand, Refusal> {
        Ok(match self.left()? {
            Left::Path { path, .. } => Operand::Path(path),
            Left::Other(operand) => operand,
        })
    }

    /// `==` and its kin, or a word up to the next blank.
    fn operator(&mut self) -> Result<Operator, Refusal> {
        self.cursor.skip_blanks();
        let start = self.cursor.at;
        let is_symbol = |byte: Option<u8>| matches!(byte, Some(b'<' | b'>' | b'=' | b'~' | b'!'));
        if is_symbol(self.cursor.current()) {
            while is_symbol(self.cursor.current()) {
                self.cursor.at += 1;
            }
        } else {
            self.cursor.at = self.cursor.find(start, b' ').unwrap_or(self.cursor.end);
        }
        let text = self.cursor.slice(start, self.cursor.at);
        let named = Operator::called(&text.to_uppercase());
        named.ok_or_else(|| self.retry(format!("Filter operator {text} is not supported!")))
    }

    fn literal(&mut self) -> Result<Operand, Refusal> {
        if let Some(word) = self.bare_word() {
            self.cursor.at += word.len();
            return Ok(Operand::Literal(Literal::String(word.into())));
        }
        match self.cursor.current() {
            Some(quote @ (b'\'' | b'"')) => self.string(quote),
            Some(b't') => self.word("true", Literal::Bool(true), "Expected boolean literal"),
            Some(b'f') => self.word("false", Literal::Bool(false), "Expected boolean literal"),
            Some(b'n') => self.word("null", Literal::Null, "Expected <null> value"),
            Some(b'{' | b'[') => self.json(),
            Some(b'/') => self.pattern(),
            Some(_) => self.number(),
            None => Err(Refusal::Final(self.cursor.unfinished())),
        }
    }

    /// A string without quotes after `==`. The library refuses it, but two of AWS's own deployed
    /// samples write `[?(@.TargetLanguageCode==es)]`.
    fn bare_word(&self) -> Option<&'t str> {
        if self.reading.dialect == Dialect::Library {
            return None;
        }
        let rest = self.cursor.slice(self.cursor.at, self.cursor.end);
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let word = &rest[..length];
        let is_known = ["true", "false", "null"].iter().any(|known| word.starts_with(known));
        let after_operator = self.cursor.slice(0, self.cursor.at).trim_end().ends_with("==");
        (after_operator && !is_known && word.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(word)
    }

    fn word(&mut self, word: &str, literal: Literal, message: &str) -> Result<Operand, Refusal> {
        if !self.cursor.slice(self.cursor.at, self.cursor.end).starts_with(word) {
            return Err(self.retry(message));
        }
        self.cursor.at += word.len();
        Ok(Operand::Literal(literal))
    }

    fn string(&mut self, quote: u8) -> Result<Operand, Refusal> {
        let start = self.cursor.at;
        let Some(end) = self.cursor.find_unescaped(start, quote) else {
            let quote = char::from(quote);
            return Err(self.retry(format!("String literal does not have matching quotes. Expected {quote}")));
        };
        self.cursor.at = end + 1;
        Ok(Operand::Literal(Literal::String(unescape(self.cursor.slice(start + 1, end), None).into())))
    }

    fn number(&mut self) -> Result<Operand, Refusal> {
        let start = self.cursor.at;
        while matches!(self.cursor.current(), Some(b'0'..=b'9' | b'-' | b'.' | b'e' | b'E')) {
            self.cursor.at += 1;
        }
        let text = self.cursor.slice(start, self.cursor.at);
        let number = decimal(text).ok_or_else(|| {
            let (at, filter) = (self.cursor.at, self.cursor.text);
            let position = self.cursor.position(at);
            let found = filter.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
            let message = format!("Failed to parse filter: {filter}, error on position: {position}, char: {found}");
            Refusal::Final(self.cursor.error(message, start))
        })?;
        Ok(Operand::Literal(Literal::Number(number, text.into())))
    }

    fn json(&mut self) -> Result<Operand, Refusal> {
        let start = self.cursor.at;
        let Some(end) = self.cursor.closing(start, false).map_err(Refusal::Retry)? else {
            return Err(self.retry("The bracket of the literal is never closed"));
        };
        self.cursor.at = end + 1;
        let value = lenient::parse(self.cursor.slice(start, end + 1));
        Ok(Operand::Literal(Literal::Json { value, parsed: false }))
    }

    /// `/…/` and flags
    fn pattern(&mut self) -> Result<Operand, Refusal> {
        let start = self.cursor.at;
        let Some(end) = self.cursor.find_unescaped(start, b'/') else {
            return Err(self.retry("Pattern not closed. Expected /"));
        };
        self.cursor.at = end + 1;
        while matches!(self.cursor.current(), Some(b'd' | b'i' | b'x' | b'm' | b's' | b'u' | b'U')) {
            self.cursor.at += 1;
        }
        let flags = self.cursor.slice(end + 1, self.cursor.at);
        let pattern = compile_pattern(self.cursor.slice(start + 1, end), flags);
        let pattern = pattern.map_err(|message| Refusal::Final(self.cursor.error(message, start)))?;
        Ok(Operand::Literal(Literal::Pattern(pattern)))
    }

    /// `@…` or `$…`, up to an operator, a blank, or the parenthesis that closes the filter.
    fn path(&mut self) -> Result<Path, Refusal> {
        let start = self.cursor.at;
        self.cursor.at += 1;
        loop {
            if self.cursor.current() == Some(b'[') {
                let Some(close) = self.cursor.closing(self.cursor.at, false).map_err(Refusal::Retry)? else {
                    let filter = self.cursor.text;
                    return Err(self.retry(format!("Square brackets does not match in filter {filter}")));
                };
                self.cursor.at = close + 1;
            }
            match self.cursor.current() {
                None | Some(b'<' | b'>' | b'=' | b'~' | b'!' | b' ') => break,
                Some(b')') if !self.closes_empty_call(start) => break,
                Some(_) => self.cursor.at += 1,
            }
        }
        let base = self.cursor.base.saturating_add_unsigned(start);
        Path::parse_at(self.cursor.slice(start, self.cursor.at), base, self.reading.inside()).map_err(Refusal::Retry)
    }

    /// Is the parenthesis here that of `.length()`?
    fn closes_empty_call(&self, path_start: usize) -> bool {
        let open = self.cursor.previous_significant(self.cursor.at);
        open.is_some_and(|open| {
            self.cursor.byte(open) == Some(b'(') && self.cursor.slice(path_start + 1, open).contains('.')
        })
    }

    fn take(&mut self, token: &str) -> bool {
        let mut ahead = self.cursor.clone();
        ahead.skip_blanks();
        let found = ahead.slice(ahead.at, ahead.end).starts_with(token);
        if found {
            self.cursor.at = ahead.at + token.len();
        }
        found
    }

    fn expect(&mut self, byte: u8) -> Result<(), Refusal> {
        self.cursor.skip_blanks();
        if self.cursor.current() != Some(byte) {
            return Err(self.retry(format!("Expected character: {}", char::from(byte))));
        }
        self.cursor.at += 1;
        Ok(())
    }

    fn retry(&self, message: impl Into<String>) -> Refusal {
        Refusal::Retry(self.cursor.error(message, self.cursor.at))
    }
}

/// A decimal as Java's `BigDecimal` reads it: `5.` and `.5` too.
pub(crate) fn decimal(text: &str) -> Option<Number> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !digits.bytes().any(|byte| byte.is_ascii_digit())
        || !digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'-' | b'+'))
    {
        return None;
    }
    text.parse().map(Number::Int).or_else(|_| text.parse().map(Number::Float)).ok()
}
