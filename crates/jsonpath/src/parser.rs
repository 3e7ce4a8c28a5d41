//! From text to tokens.
//!
//! The grammar is the library's (Jayway JsonPath 2.9), with what it lets pass: a last `[` is
//! ignored, `$.a[0]b` reads `$.a[0].b`, a text without `$` gets `$.` in front.

use crate::Error;
use crate::arguments;
use crate::cursor::{Cursor, unescape};
use crate::filter_parser;
use crate::function::Function;
use crate::token::{Token, TokenKind};
use json::Text;

/// Filters in filters, and parentheses in filters, nest at most so deep; deeper ones could
/// exhaust the stack.
pub(crate) const MAX_NESTING: u32 = 64;

/// How a text is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) dialect: Dialect,
    /// How many filters, parentheses and calls are around it.
    pub(crate) nesting: u32,
}

/// Whose rules hold where AWS departs from its library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Library,
    Aws,
}

impl Reading {
    pub(crate) fn outermost(dialect: Dialect) -> Self {
        Self { dialect, nesting: 0 }
    }

    /// For a path or filter inside this one.
    pub(crate) fn inside(self) -> Self {
        Self { nesting: self.nesting + 1, ..self }
    }
}

/// The parts of a path.
pub(crate) struct Parsed {
    pub(crate) root: char,
    pub(crate) tokens: Vec<Token>,
}

/// Parse a whole path. `base` is where it lies in the text that a person wrote.
pub(crate) fn parse(text: &str, base: isize, reading: Reading) -> Result<Parsed, Error> {
    if text.is_empty() {
        return Err(Cursor::new(text, base).error("json can not be null or empty", 0));
    }
    if text.starts_with(['$', '@']) {
        return Parser::parse(Cursor::new(text, base), reading);
    }
    Parser::parse(Cursor::new(&format!("$.{text}"), base - 2), reading)
}

struct Parser<'t> {
    cursor: Cursor<'t>,
    tokens: Vec<Token>,
    reading: Reading,
}

impl<'t> Parser<'t> {
    fn parse(cursor: Cursor<'t>, reading: Reading) -> Result<Parsed, Error> {
        if reading.nesting > MAX_NESTING {
            return Err(cursor.error("The path nests too deep", 0));
        }
        if cursor.byte(cursor.end.saturating_sub(1)) == Some(b'.') {
            return Err(cursor.error("Path must not end with a '.' or '..'", cursor.end - 1));
        }
        let mut parser = Self { cursor, tokens: Vec::new(), reading };
        let root = parser.root()?;
        Ok(Parsed { root, tokens: finish(parser.tokens) })
    }

    fn root(&mut self) -> Result<char, Error> {
        let root = match self.cursor.current() {
            Some(b'$') => '$',
            Some(b'@') => '@',
            _ => return Err(self.cursor.error("Path must start with '$' or '@'", self.cursor.at)),
        };
        if self.cursor.is_tail() {
            return Ok(root);
        }
        self.cursor.at += 1;
        if !matches!(self.cursor.current(), Some(b'.' | b'[')) {
            let position = self.cursor.position(self.cursor.at);
            let message = format!("Illegal character at position {position} expected '.' or '['");
            return Err(self.cursor.error(message, self.cursor.at));
        }
        self.tokens()?;
        Ok(root)
    }

    fn tokens(&mut self) -> Result<(), Error> {
        loop {
            let start = self.cursor.at;
            match self.cursor.current().ok_or_else(|| self.cursor.unfinished())? {
                b'[' => self.bracket()?,
                b'.' => {
                    self.dot()?;
                    continue; // what follows a dot is read even when it is a single character
                }
                b'*' => {
                    self.cursor.at += 1;
                    self.push(TokenKind::Wildcard, start);
                }
                b' ' => return Err(self.no_token(start)),
                _ => self.name()?,
            }
            if self.cursor.is_tail() {
                return Ok(());
            }
        }
    }

    fn dot(&mut self) -> Result<(), Error> {
        let start = self.cursor.at;
        if self.cursor.byte(start + 1) == Some(b'.') {
            self.cursor.at += 2;
            self.push(TokenKind::Scan, start);
        } else {
            self.cursor.at += 1;
        }
        match self.cursor.current() {
            Some(b'.') => {
                let position = self.cursor.position(self.cursor.at);
                Err(self.cursor.error(format!("Character '.' on position {position} is not valid."), self.cursor.at))
            }
            Some(_) => Ok(()),
            None => Err(self.cursor.unfinished()),
        }
    }

    /// `name` or `name(…)`
    fn name(&mut self) -> Result<(), Error> {
        let start = self.cursor.at;
        let is_end = |byte| matches!(byte, Some(b'.' | b'[' | b'(' | b' '));
        let end = (start..self.cursor.end).find(|&at| is_end(self.cursor.byte(at))).unwrap_or(self.cursor.end);
        match self.cursor.byte(end) {
            Some(b' ') => {
                let position = self.cursor.position(start);
                let message = format!(
                    "Use bracket notion ['my prop'] if your property contains blank characters. position: {position}"
                );
                Err(self.cursor.error(message, start))
            }
            Some(b'(') => self.call(start, end),
            _ => {
                let keys = Box::new([Text::from(self.cursor.slice(start, end))]);
                self.cursor.at = end;
                self.push(TokenKind::Property { keys, quote: '\'' }, start);
                Ok(())
            }
        }
    }

    fn call(&mut self, start: usize, open: usize) -> Result<(), Error> {
        let name = self.cursor.slice(start, open);
        let Some(close) = self.closing_parenthesis(open) else {
            return Err(arguments::not_closed(&self.cursor, start, name));
        };
        // The library stays on the parenthesis of an empty argument list; when more follows,
        // the parenthesis becomes the beginning of a name.
        let (parameters, end) = if close == open + 1 {
            Default::default()
        } else {
            arguments::parse(&self.cursor, open, name, self.reading)?
        };
        self.cursor.at = if close == open + 1 { close } else { end };
        let function = Function::called(name);
        self.push(TokenKind::Call { name: name.into(), function, parameters }, start);
        Ok(())
    }

    fn closing_parenthesis(&self, open: usize) -> Option<usize> {
        let mut depth = 0;
        (open..self.cursor.end).find(|&at| {
            match self.cursor.byte(at) {
                Some(b'(') => depth += 1,
                Some(b')') => depth -= 1,
                _ => {}
            }
            depth == 0
        })
    }

    fn bracket(&mut self) -> Result<(), Error> {
        let open = self.cursor.at;
        let first = self.cursor.next_significant(open);
        match first.and_then(|at| self.cursor.byte(at)) {
            Some(quote @ (b'\'' | b'"')) => return self.quoted_names(quote),
            Some(b'0'..=b'9' | b'-' | b':') if self.array()? => return Ok(()),
            Some(b'*') => return self.bracket_wildcard(first.unwrap_or(open)),
            Some(b'?') => {
                if self.filter(first.unwrap_or(open))? {
                    return Ok(());
                }
                self.placeholder(first.unwrap_or(open))?;
            }
            _ => {}
        }
        let position = self.cursor.position(open);
        let message = format!("Could not parse token starting at position {position}. Expected ?, ', 0-9, * ");
        Err(self.cursor.error(message, open))
    }

    fn bracket_wildcard(&mut self, star: usize) -> Result<(), Error> {
        let open = self.cursor.at;
        let Some(close) = self.cursor.next_significant_is(star, b']') else {
            let position = self.cursor.position(star + 1);
            let message = format!("Expected wildcard token to end with ']' on position {position}");
            return Err(self.cursor.error(message, star + 1));
        };
        self.cursor.at = close + 1;
        self.push(TokenKind::Wildcard, open);
        Ok(())
    }

    /// `['a']`, `['a','b']`. Between the names, all but a comma is passed over.
    fn quoted_names(&mut self, quote: u8) -> Result<(), Error> {
        let open = self.cursor.at;
        let (mut keys, mut last_end) = (Vec::new(), open);
        let (mut at, mut after_comma) = (open + 1, false);
        while let Some(byte) = self.cursor.byte(at) {
            match byte {
                b']' | b',' if after_comma => return Err(self.empty_name(at)),
                b']' => break,
                b',' => after_comma = true,
                b'\\' => at += 1,
                _ if byte == quote => {
                    let name;
                    (name, at) = self.quoted_name(at, quote)?;
                    (last_end, after_comma) = (at, false);
                    keys.push(name);
                }
                _ => {}
            }
            at += 1;
        }
        let Some(close) = self.cursor.next_significant_is(last_end, b']') else {
            return Err(self.cursor.error("Property has not been closed - missing closing ]", open));
        };
        self.cursor.at = close + 1;
        self.push(TokenKind::Property { keys: keys.into(), quote: char::from(quote) }, open);
        Ok(())
    }

    /// The name between the quote at `start` and its partner, and the partner's place.
    fn quoted_name(&self, start: usize, quote: u8) -> Result<(Text, usize), Error> {
        let Some(end) = self.cursor.find_unescaped(start, quote) else {
            let message = format!("Property has not been closed - missing closing {}", char::from(quote));
            return Err(self.cursor.error(message, start));
        };
        match self.cursor.next_significant(end).and_then(|place| self.cursor.byte(place)) {
            Some(b',' | b']') => Ok((self.unescaped(self.cursor.slice(start + 1, end), quote), end)),
            _ => {
                let position = self.cursor.position(end);
                let message = format!(
                    "Property must be separated by comma or Property must be terminated close square bracket at index {position}"
                );
                Err(self.cursor.error(message, end))
            }
        }
    }

    fn empty_name(&self, at: usize) -> Error {
        let position = self.cursor.position(at);
        self.cursor.error(format!("Found empty property at index {position}"), at)
    }

    /// A name without its escapes. AWS keeps a backslash before the other kind of quote, which
    /// needs no escape (recorded: `test_escape_sequence_parsing`); the library drops it.
    fn unescaped(&self, name: &str, quote: u8) -> Text {
        let other = if quote == b'"' { '\'' } else { '"' };
        unescape(name, (self.reading.dialect == Dialect::Aws).then_some(other)).into()
    }

    /// `[0]`, `[0,1]`, `[1:2]`; false when it is none of them.
    fn array(&mut self) -> Result<bool, Error> {
        let open = self.cursor.at;
        let Some(close) = self.cursor.find(open + 1, b']') else { return Ok(false) };
        let inner = self.cursor.slice(open + 1, close).trim();
        if !inner.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b',' | b'-' | b':' | b' ')) {
            return Ok(false);
        }
        let kind = if inner.contains(':') { slice(inner) } else { indices(inner) };
        let kind = kind.map_err(|message| self.cursor.error(message, open))?;
        self.cursor.at = close + 1;
        self.push(kind, open);
        Ok(true)
    }

    /// `[?(…)]`; false when it is none.
    fn filter(&mut self, mark: usize) -> Result<bool, Error> {
        let open = self.cursor.at;
        let Some(inner) = self.cursor.next_significant_is(mark, b'(') else { return Ok(false) };
        let Some(inner_end) = self.cursor.closing(inner, true)? else { return Ok(false) };
        let Some(close) = self.cursor.next_significant_is(inner_end, b']') else { return Ok(false) };
        let base = self.cursor.base.saturating_add_unsigned(open);
        let expression = filter_parser::parse(self.cursor.slice(open, close + 1), base, self.reading.inside())?;
        self.cursor.at = close + 1;
        self.push(TokenKind::Filter(Box::new(expression)), open);
        Ok(true)
    }

    /// `[?]` stands for a filter handed over by a Java program; here is none.
    fn placeholder(&self, mark: usize) -> Result<(), Error> {
        let open = self.cursor.at;
        let next = self.cursor.next_significant(mark).and_then(|at| self.cursor.byte(at));
        let (Some(b']' | b','), Some(close)) = (next, self.cursor.find(open, b']')) else { return Ok(()) };
        let (inner, position) = (self.cursor.slice(open + 1, close), self.cursor.position(open));
        let message = format!("Not enough predicates supplied for filter [{inner}] at position {position}");
        Err(self.cursor.error(message, open))
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        let span = self.cursor.span(start, self.cursor.at.min(self.cursor.end));
        self.tokens.push(Token { kind, span, upstream_definite: true });
    }

    fn no_token(&self, at: usize) -> Error {
        let position = self.cursor.position(at);
        self.cursor.error(format!("Could not parse token starting at position {position}"), at)
    }
}

fn indices(inner: &str) -> Result<TokenKind, String> {
    let number = |token: &str| {
        token.trim().parse().map_err(|_| format!("Failed to parse token in ArrayIndexOperation: {token}"))
    };
    inner.split(',').map(number).collect::<Result<Box<[i32]>, _>>().map(TokenKind::Index)
}

/// A third part, the step, is read over.
fn slice(inner: &str) -> Result<TokenKind, String> {
    let refused = || format!("Failed to parse SliceOperation: {inner}");
    if inner.contains([' ', ',']) {
        return Err(refused());
    }
    let bound = |text: &str| if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| refused()) };
    let mut parts = inner.split(':');
    let from: Option<i32> = bound(parts.next().unwrap_or_default())?;
    let to: Option<i32> = bound(parts.next().unwrap_or_default())?;
    if from.is_none() && to.is_none() { Err(refused()) } else { Ok(TokenKind::Slice { from, to }) }
}

/// Mark what stands behind an indefinite token.
fn finish(mut tokens: Vec<Token>) -> Vec<Token> {
    let mut definite = true;
    for token in &mut tokens {
        token.upstream_definite = definite;
        definite &= token.kind.is_definite(false);
    }
    tokens
}
