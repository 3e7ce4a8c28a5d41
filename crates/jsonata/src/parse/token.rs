//! From text to tokens.

use crate::error::Fault;
use json::Text;
use text::Span;

/// One token, and where it is.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) span: Span,
    /// The end of the token in UTF-16 units: the position the reference gives to errors.
    pub(crate) position: u32,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TokenKind {
    Operator(&'static str),
    Name(Text),
    /// `$name`; empty for `$`, and `$` for `$$`.
    Variable(Text),
    String(Text),
    Number(f64),
    Bool(bool),
    Null,
    /// `/source/flags`
    Regex {
        source: Text,
        flags: Text,
    },
    End,
}

/// The operators, longest first, so that the first that fits is the right one.
const OPERATORS: [&str; 34] = [
    "..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??", ".", "[", "]", "{", "}", "(", ")", ",", "@", "#", ";", ":",
    "?", "+", "-", "*", "/", "%", "|", "=", "<", ">", "^", "&", "!",
];
/// Not operators by themselves, but they end a name.
const STOPS: &str = ".[]{}(),@#;:?+-*/%|=<>^&!~";

/// Reads tokens one after the other.
pub(crate) struct Tokenizer<'a> {
    text: &'a str,
    at: usize,
    /// A byte offset, and the same place in UTF-16 units: positions only ever grow.
    known: (usize, u32),
}

impl<'a> Tokenizer<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0, known: (0, 0) }
    }

    /// The next token. After an operand, `/` divides; elsewhere it opens a regular expression.
    pub(crate) fn next(&mut self, after_operand: bool) -> Result<Token, Fault> {
        self.skip_blanks_and_comments()?;
        let start = self.at;
        let kind = self.kind(after_operand)?;
        let position = self.position(self.at);
        Ok(Token { kind, span: Span::new(start, self.at), position })
    }

    fn kind(&mut self, after_operand: bool) -> Result<TokenKind, Fault> {
        let Some(first) = self.peek() else { return Ok(TokenKind::End) };
        if first == '/' && !after_operand {
            self.at += 1;
            return self.regex();
        }
        if let Some(operator) = OPERATORS.iter().find(|operator| self.rest().starts_with(**operator)) {
            self.at += operator.len();
            return Ok(TokenKind::Operator(operator));
        }
        match first {
            '~' => {
                self.at += 1;
                Ok(TokenKind::Operator("~"))
            }
            '"' | '\'' => self.string(first),
            '0'..='9' => self.number(),
            '`' => self.quoted_name(),
            _ => Ok(self.name()),
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_blanks_and_comments(&mut self) -> Result<(), Fault> {
        loop {
            self.at = self.text.len() - self.rest().trim_start_matches(is_blank).len();
            if !self.rest().starts_with("/*") {
                return Ok(());
            }
            let Some(length) = self.rest()[2..].find("*/") else {
                return Err(self.fault("S0106", self.at, Span::new(self.at, self.text.len())));
            };
            self.at += 2 + length + 2;
        }
    }

    fn string(&mut self, quote: char) -> Result<TokenKind, Fault> {
        let start = self.at;
        self.at += 1;
        let mut units = Units::default();
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            if c == quote {
                return Ok(TokenKind::String(units.finish().into()));
            } else if c == '\\' {
                self.escape(&mut units)?;
            } else {
                units.push(c);
            }
        }
        Err(self.fault("S0101", self.text.len(), Span::new(start, self.text.len())))
    }

    fn escape(&mut self, units: &mut Units) -> Result<(), Fault> {
        let at = self.at;
        let escaped = self.peek();
        self.at += escaped.map_or(0, char::len_utf8);
        let plain = match escaped {
            Some(c @ ('"' | '\\' | '/')) => c,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                let digits = self.rest().get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
                let Some(unit) = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok()) else {
                    return Err(self.fault("S0104", at, Span::new(at - 1, self.at)));
                };
                self.at += 4;
                units.push_unit(unit);
                return Ok(());
            }
            other => {
                let token = other.map(String::from).unwrap_or_default();
                return Err(self.fault("S0103", at, Span::new(at - 1, self.at)).token(token));
            }
        };
        units.push(plain);
        Ok(())
    }

    fn number(&mut self) -> Result<TokenKind, Fault> {
        let start = self.at;
        let length = number_length(self.rest().as_bytes());
        let digits = &self.rest()[..length];
        match digits.parse::<f64>() {
            Ok(number) if number.is_finite() => {
                self.at += length;
                Ok(TokenKind::Number(number))
            }
            _ => Err(self.fault("S0102", start, Span::new(start, start + length)).token(digits)),
        }
    }

    fn quoted_name(&mut self) -> Result<TokenKind, Fault> {
        let start = self.at;
        let Some(length) = self.rest()[1..].find('`') else {
            return Err(self.fault("S0105", self.text.len(), Span::new(start, self.text.len())));
        };
        let name = self.rest()[1..=length].into();
        self.at += length + 2;
        Ok(TokenKind::Name(name))
    }

    fn name(&mut self) -> TokenKind {
        let length = self.rest().find(|c| is_blank(c) || STOPS.contains(c)).unwrap_or(self.rest().len());
        let name = &self.rest()[..length];
        self.at += length;
        match name {
            "or" => TokenKind::Operator("or"),
            "in" => TokenKind::Operator("in"),
            "and" => TokenKind::Operator("and"),
            "true" => TokenKind::Bool(true),
            "false" => TokenKind::Bool(false),
            "null" => TokenKind::Null,
            _ => match name.strip_prefix('$') {
                Some(name) => TokenKind::Variable(name.into()),
                None => TokenKind::Name(name.into()),
            },
        }
    }

    fn regex(&mut self) -> Result<TokenKind, Fault> {
        let start = self.at;
        let mut depth = 0;
        let mut backslashes = 0;
        for (offset, c) in self.rest().char_indices() {
            match c {
                '/' if depth == 0 && backslashes % 2 == 0 => return self.regex_end(start, start + offset),
                // As in the reference, only the character just before tells whether a bracket is escaped.
                '(' | '[' | '{' if backslashes == 0 => depth += 1,
                ')' | ']' | '}' if backslashes == 0 => depth -= 1,
                _ => {}
            }
            backslashes = if c == '\\' { backslashes + 1 } else { 0 };
        }
        Err(self.fault("S0302", self.text.len(), Span::new(start - 1, self.text.len())))
    }

    fn regex_end(&mut self, start: usize, end: usize) -> Result<TokenKind, Fault> {
        if start == end {
            return Err(self.fault("S0301", end, Span::new(start - 1, end + 1)));
        }
        self.at = end + 1;
        let rest = self.rest();
        let flags = &rest[..rest.len() - rest.trim_start_matches(['i', 'm']).len()];
        self.at += flags.len();
        Ok(TokenKind::Regex { source: self.text[start..end].into(), flags: flags.into() })
    }

    /// A byte offset in UTF-16 units.
    fn position(&mut self, at: usize) -> u32 {
        let (known_at, known) = if self.known.0 <= at { self.known } else { (0, 0) };
        let units: usize = self.text.get(known_at..at).unwrap_or_default().chars().map(char::len_utf16).sum();
        self.known = (at, known + units as u32);
        self.known.1
    }

    fn fault(&mut self, code: &'static str, at: usize, span: Span) -> Fault {
        Fault::new(code).position(self.position(at)).span(span)
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}')
}

/// Length of the number at the start: `0` or digits without a leading zero, a fraction, an exponent.
fn number_length(bytes: &[u8]) -> usize {
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut length = if bytes[0] == b'0' { 1 } else { digits(0) };
    if bytes.get(length) == Some(&b'.') && digits(length + 1) > 0 {
        length += 1 + digits(length + 1);
    }
    if matches!(bytes.get(length), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(length + 1), Some(b'+' | b'-')));
        let exponent = if length + 1 + sign < bytes.len() { digits(length + 1 + sign) } else { 0 };
        if exponent > 0 {
            length += 1 + sign + exponent;
        }
    }
    length
}

/// The text of a string literal; joins surrogate pairs written as two escapes.
#[derive(Default)]
struct Units {
    text: String,
    high: Option<u16>,
}

impl Units {
    fn push(&mut self, c: char) {
        self.flush();
        self.text.push(c);
    }

    fn push_unit(&mut self, unit: u16) {
        if let Some(high) = self.high.take() {
            if let Some(Ok(c)) = char::decode_utf16([high, unit]).next() {
                self.text.push(c);
                return;
            }
            self.text.push(crate::builtins::lone_surrogate(high));
        }
        match char::from_u32(u32::from(unit)) {
            Some(c) => self.text.push(c),
            None if unit < 0xDC00 => self.high = Some(unit),
            None => self.text.push(crate::builtins::lone_surrogate(unit)),
        }
    }

    fn flush(&mut self) {
        if let Some(high) = self.high.take() {
            self.text.push(crate::builtins::lone_surrogate(high));
        }
    }

    fn finish(mut self) -> String {
        self.flush();
        self.text
    }
}
