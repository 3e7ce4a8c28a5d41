//! From text to calls.

use crate::call::{Argument, ArgumentKind, CallNode};
use crate::{Error, ErrorKind, Function, Template, functions};
use json::Value;
use jsonpath::QualifiedPath;
use text::Span;

/// How deep calls may nest (Developer Guide, intrinsic functions).
const MAX_NESTING: usize = 10;

/// Parse a whole text as one call.
pub(crate) fn parse(text: &str) -> Result<CallNode, Error> {
    let mut parser = Parser { text, at: 0 };
    parser.skip_blanks();
    let call = parser.call(1)?;
    parser.skip_blanks();
    if parser.at < text.len() {
        return Err(parser.error(ErrorKind::Syntax, "There is text after the call", parser.at, text.len()));
    }
    Ok(call)
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl Parser<'_> {
    fn call(&mut self, depth: usize) -> Result<CallNode, Error> {
        let start = self.at;
        let function = self.name()?;
        let name_span = Span::new(start, self.at);
        if depth > MAX_NESTING {
            let message = format!("Calls may nest at most {MAX_NESTING} deep");
            return Err(self.error(ErrorKind::Nesting, message, start, self.at));
        }
        let arguments = self.arguments(function, depth)?;
        let node = CallNode { function, name_span, span: Span::new(start, self.at), arguments };
        self.check_count(&node)?;
        Ok(node)
    }

    fn name(&mut self) -> Result<&'static Function, Error> {
        let start = self.at;
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_');
        let end = self.rest().find(|c| !is_name(c)).map_or(self.text.len(), |length| start + length);
        let name = &self.text[start..end];
        if name.is_empty() || !self.text[end..].starts_with('(') {
            let end = end.max(start + self.next_len());
            return Err(self.error(ErrorKind::Syntax, "A call such as States.Array(…) is expected here", start, end));
        }
        self.at = end;
        Function::named(name).ok_or_else(|| {
            let near = text::closest(name, functions().iter().map(|function| function.name));
            let hint = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
            self.error(ErrorKind::UnknownFunction, format!("There is no function {name}{hint}"), start, end)
        })
    }

    fn arguments(&mut self, function: &'static Function, depth: usize) -> Result<Vec<Argument>, Error> {
        let open = self.at;
        self.at += 1;
        self.skip_blanks();
        let mut arguments = Vec::new();
        if self.take(')') {
            return Ok(arguments);
        }
        loop {
            let is_template = function.name == "States.Format" && arguments.is_empty();
            arguments.push(self.argument(is_template, depth)?);
            self.skip_blanks();
            if self.take(')') {
                return Ok(arguments);
            }
            if !self.take(',') {
                let (message, start) = match self.peek() {
                    Some(_) => ("A comma or a closing parenthesis is expected here", self.at),
                    None => ("The parenthesis is never closed", open),
                };
                return Err(self.error(ErrorKind::Syntax, message, start, start + 1));
            }
            self.skip_blanks();
        }
    }

    fn argument(&mut self, is_template: bool, depth: usize) -> Result<Argument, Error> {
        let start = self.at;
        let kind = match self.peek() {
            Some('\'') => {
                let raw = self.string()?;
                if is_template {
                    ArgumentKind::Template(Template::from_literal(&raw))
                } else {
                    ArgumentKind::Literal(unescape(&raw).into())
                }
            }
            Some('$') => ArgumentKind::Path(self.path()?),
            Some('-' | '0'..='9') => ArgumentKind::Literal(self.number()?),
            _ => match self.word() {
                Some(value) => ArgumentKind::Literal(value),
                None => ArgumentKind::Call(self.call(depth + 1)?),
            },
        };
        Ok(Argument { span: Span::new(start, self.at), kind })
    }

    /// The text between single quotes, escapes left in.
    fn string(&mut self) -> Result<String, Error> {
        let start = self.at;
        self.at += 1;
        let mut chars = self.rest().char_indices();
        while let Some((at, c)) = chars.next() {
            let place = start + 1 + at;
            match c {
                '\'' => {
                    self.at = place + 1;
                    return Ok(self.text[start + 1..place].to_owned());
                }
                '\\' => match chars.next() {
                    Some((_, '\'' | '\\' | '{' | '}')) => {}
                    escaped => {
                        let end = place + 1 + escaped.map_or(0, |(_, c)| c.len_utf8());
                        let message = r"Only \', \\, \{ and \} may follow a backslash";
                        return Err(self.error(ErrorKind::Escape, message, place, end));
                    }
                },
                _ => {}
            }
        }
        Err(self.error(ErrorKind::Syntax, "The quote is never closed", start, self.text.len()))
    }

    /// A path up to the comma or parenthesis that ends the argument.
    fn path(&mut self) -> Result<QualifiedPath, Error> {
        let start = self.at;
        let end = self.path_end();
        let path = self.text[start..end].trim_end();
        self.at = start + path.len();
        QualifiedPath::parse(path).map_err(|error| Error {
            kind: ErrorKind::InvalidPath,
            message: error.message,
            span: Span::new(start + error.span.start as usize, start + error.span.end as usize),
        })
    }

    /// Commas and parentheses count only outside brackets; quotes only inside them.
    fn path_end(&self) -> usize {
        let (mut brackets, mut parentheses) = (0_u32, 0_u32);
        let (mut quote, mut escaped) = (None, false);
        for (at, c) in self.rest().char_indices() {
            match (quote, c) {
                (Some(_), _) if escaped => escaped = false,
                (Some(_), '\\') => escaped = true,
                (Some(open), _) => quote = (open != c).then_some(open),
                (None, '\'' | '"') if brackets > 0 => quote = Some(c),
                (None, '[') => brackets += 1,
                (None, ']') => brackets = brackets.saturating_sub(1),
                (None, '(') => parentheses += 1,
                (None, ')') if parentheses > 0 => parentheses -= 1,
                (None, ',' | ')') if brackets == 0 && parentheses == 0 => return self.at + at,
                _ => {}
            }
        }
        self.text.len()
    }

    fn number(&mut self) -> Result<Value, Error> {
        let start = self.at;
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
        let end = self.rest().find(|c| !is_number(c)).map_or(self.text.len(), |length| start + length);
        let text = &self.text[start..end];
        self.at = end;
        let error = |_| self.error(ErrorKind::Syntax, format!("'{text}' is not a number"), start, end);
        json::parse_value(text).map_err(error) // it starts like a number, so it is none or one
    }

    fn word(&mut self) -> Option<Value> {
        let words = [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)];
        let (word, value) = words.into_iter().find(|(word, _)| {
            let after = self.rest().strip_prefix(word);
            after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_')))
        })?;
        self.at += word.len();
        Some(value)
    }

    fn check_count(&self, node: &CallNode) -> Result<(), Error> {
        let (count, min, max) = (node.arguments.len(), node.function.min_arguments(), node.function.max_arguments());
        if count >= min && max.is_none_or(|max| count <= max) {
            return Ok(());
        }
        let wanted = match max {
            Some(max) if max == min => min.to_string(),
            Some(max) => format!("{min} to {max}"),
            None => format!("at least {min}"),
        };
        let message = format!("{} takes {wanted} arguments, but has {count}", node.function.name);
        Err(Error { kind: ErrorKind::ArgumentCount, message, span: node.span })
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next_len(&self) -> usize {
        self.peek().map_or(0, char::len_utf8)
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += if found { c.len_utf8() } else { 0 };
        found
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn error(&self, kind: ErrorKind, message: impl Into<String>, start: usize, end: usize) -> Error {
        Error { kind, message: message.into(), span: Span::new(start, self.text.ceil_char_boundary(end)) }
    }
}

fn unescape(raw: &str) -> String {
    let mut chars = raw.chars();
    std::iter::from_fn(|| match chars.next()? {
        '\\' => chars.next(),
        c => Some(c),
    })
    .collect()
}
