//! The arguments of a function: `(1, "a", $.b)`.
//!
//! The library reads them character by character, and lets much pass: what stands before an
//! argument is skipped, so `(['1'])` is the number 1 with some rest; a comma in a text is lost.

use crate::cursor::Cursor;
use crate::parser::Reading;
use crate::token::Parameter;
use crate::{Error, Path};
use json::{Value, parse_value};

/// Read the arguments behind the parenthesis at `open`; with the place behind the one that ends
/// them.
pub(crate) fn parse(
    cursor: &Cursor<'_>,
    open: usize,
    name: &str,
    reading: Reading,
) -> Result<(Box<[Parameter]>, usize), Error> {
    let mut parser = Parser { cursor, reading, open: Open::default(), argument: None, parameters: Vec::new() };
    let end = parser.scan(open + 1)?;
    if parser.open.parentheses != 0 || parser.open.brackets != 0 || parser.open.braces != 0 {
        return Err(not_closed(cursor, open - name.len(), name));
    }
    Ok((parser.parameters.into(), end))
}

/// A parenthesis has no partner.
pub(crate) fn not_closed(cursor: &Cursor<'_>, start: usize, name: &str) -> Error {
    cursor.error(format!("Arguments to function: '{name}' are not closed properly."), start)
}

struct Parser<'p> {
    cursor: &'p Cursor<'p>,
    reading: Reading,
    open: Open,
    argument: Option<Argument>,
    parameters: Vec<Parameter>,
}

/// How many of each are open.
struct Open {
    parentheses: i32,
    brackets: u32,
    braces: u32,
    quotes: u32,
}

/// An argument that has begun.
struct Argument {
    is_path: bool,
    start: usize,
    text: String,
}

/// Inside the parenthesis of the call.
impl Default for Open {
    fn default() -> Self {
        Self { parentheses: 1, brackets: 0, braces: 0, quotes: 0 }
    }
}

impl Open {
    /// Is a comma here one between arguments?
    fn is_top(&self) -> bool {
        self.parentheses == 1 && self.brackets == 0 && self.braces == 0
    }
}

impl Parser<'_> {
    fn scan(&mut self, start: usize) -> Result<usize, Error> {
        let mut prior = '\0';
        for (offset, c) in self.cursor.slice(start, self.cursor.end).char_indices() {
            let at = start + offset;
            if self.argument.is_none() {
                if c.is_whitespace() {
                    continue;
                }
                self.begin(c, at);
            }
            self.count(c, prior, at)?;
            if matches!(c, ')' | ',') && self.ends_argument(c, prior) {
                self.finish(at)?;
                if self.open.parentheses == 0 {
                    return Ok(at + 1);
                }
            }
            let separates = c == ',' && self.open.is_top();
            if let Some(argument) = self.argument.as_mut().filter(|_| !separates) {
                argument.text.push(c);
            }
            prior = c;
        }
        Ok(self.cursor.end)
    }

    fn begin(&mut self, c: char, start: usize) {
        let is_path = matches!(c, '$' | '@');
        if is_path || matches!(c, '{' | '"' | '-') || c.is_ascii_digit() {
            self.argument = Some(Argument { is_path, start, text: String::new() });
        }
    }

    fn count(&mut self, c: char, prior: char, at: usize) -> Result<(), Error> {
        let open = &mut self.open;
        match c {
            '"' if prior != '\\' && open.quotes > 0 => open.quotes -= 1,
            '"' => open.quotes += 1,
            '(' => open.parentheses += 1,
            ')' => open.parentheses -= 1,
            '[' => open.brackets += 1,
            '{' => open.braces += 1,
            ']' if open.brackets > 0 => open.brackets -= 1,
            '}' if open.braces > 0 => open.braces -= 1,
            ']' => return Err(self.unexpected("bracket", c, at)),
            '}' => return Err(self.unexpected("brace", c, at)),
            _ => {}
        }
        Ok(())
    }

    fn unexpected(&self, what: &str, c: char, at: usize) -> Error {
        let position = self.cursor.position(at + 1);
        self.cursor.error(format!("Unexpected close {what} '{c}' at character position: {position}"), at)
    }

    /// The parenthesis of an empty call inside the argument belongs to it.
    fn ends_argument(&mut self, c: char, prior: char) -> bool {
        let Open { parentheses, brackets, braces, quotes } = self.open;
        if c == ')' && (parentheses < 0 || prior == '(') {
            self.argument.iter_mut().for_each(|argument| argument.text.push(c));
        }
        quotes == 0 && brackets == 0 && braces == 0 && (parentheses == 1 || parentheses == 0 && c == ')')
    }

    fn finish(&mut self, end: usize) -> Result<(), Error> {
        let Some(Argument { is_path, start, text }) = self.argument.take() else { return Ok(()) };
        self.parameters.push(if is_path {
            let base = self.cursor.base.saturating_add_unsigned(start);
            let path = Path::parse_at(&text, base, self.reading.inside());
            Parameter::Path(path.map_err(|error| self.placed(error, &text, start, end))?)
        } else {
            Parameter::Json(parse_first(&text))
        });
        Ok(())
    }

    /// An error in an argument. Where the library lost or doubled characters of it, the whole argument is meant.
    fn placed(&self, error: Error, text: &str, start: usize, end: usize) -> Error {
        if self.cursor.slice(start, end) == text {
            error
        } else {
            Error { span: self.cursor.span(start, end), ..error }
        }
    }
}

/// The value that a text begins with. Behind a number there must be a blank.
fn parse_first(text: &str) -> Option<Value> {
    let rest_at = match parse_value(text) {
        Ok(value) => return Some(value),
        Err(error) => error.offset,
    };
    let (first, rest) = text.split_at_checked(rest_at)?;
    let value = parse_value(first).ok()?;
    let is_apart = !first.ends_with(|c: char| c.is_ascii_digit()) || rest.starts_with(char::is_whitespace);
    is_apart.then_some(value)
}
