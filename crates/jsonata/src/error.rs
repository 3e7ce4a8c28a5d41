//! What can go wrong, in the reference's words.

use crate::builtins::message_text;
use crate::messages::MESSAGES;
use crate::value::Item;
use text::Span;

/// The code of an [`Error`] for a result that is a function: JSON cannot carry it.
/// Step Functions says "returned an unsupported result type".
pub const UNSUPPORTED_RESULT: &str = "UnsupportedResult";

/// The code of an [`Error`] for an expression that takes too long, nests too deep or builds too
/// big a value.
pub const BEYOND_LIMIT: &str = "U1001";

/// Why an expression could not be parsed or evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    /// The reference's code, such as `T2001`; [`UNSUPPORTED_RESULT`] is our own.
    pub code: &'static str,
    /// The reference's message, word for word.
    pub message: String,
    /// The innermost place it happened at, in bytes of the expression.
    pub span: Span,
    /// The position the reference reports, in UTF-16 units: the end of the token it blames.
    pub position: Option<usize>,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for Error {}

/// An error on its way out: callers add to it what they know. Boxed, as results are copied often.
#[derive(Clone, Debug)]
pub(crate) struct Fault(Box<Details>);

#[derive(Clone, Debug, Default)]
struct Details {
    code: &'static str,
    span: Option<Span>,
    position: Option<u32>,
    /// What the placeholders of the message stand for, already as text.
    token: Option<String>,
    value: Option<String>,
    value2: Option<String>,
    index: Option<usize>,
    kind: Option<&'static str>,
    text: Option<String>,
}

impl Fault {
    pub(crate) fn new(code: &'static str) -> Self {
        Self(Box::new(Details { code, ..Details::default() }))
    }

    pub(crate) fn code(&self) -> &'static str {
        self.0.code
    }

    pub(crate) fn token(mut self, token: impl AsRef<str>) -> Self {
        self.0.token = Some(json::quote(token.as_ref()));
        self
    }

    /// A token that is no text, as JSON.
    pub(crate) fn raw_token(mut self, token: &Item) -> Self {
        self.0.token = Some(message_text(token));
        self
    }

    pub(crate) fn value(mut self, value: &Item) -> Self {
        self.0.value = Some(message_text(value));
        self
    }

    pub(crate) fn value2(mut self, value: &Item) -> Self {
        self.0.value2 = Some(message_text(value));
        self
    }

    /// The number of an argument, counted from 1.
    pub(crate) fn index(mut self, index: usize) -> Self {
        self.0.index = Some(index);
        self
    }

    pub(crate) fn kind(mut self, kind: Option<&'static str>) -> Self {
        self.0.kind = kind;
        self
    }

    /// The text of `$error` and `$assert`, or the name of a URL function.
    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.0.text = Some(text.into());
        self
    }

    pub(crate) fn position(mut self, position: u32) -> Self {
        self.0.position = Some(position);
        self
    }

    pub(crate) fn span(mut self, span: Span) -> Self {
        self.0.span = Some(span);
        self
    }

    /// Set the span unless a more exact one is known.
    pub(crate) fn span_or(mut self, span: Span) -> Self {
        self.0.span.get_or_insert(span);
        self
    }

    /// The reference treats a position of 0 as none.
    pub(crate) fn position_or(mut self, position: u32) -> Self {
        if self.0.position.unwrap_or(0) == 0 {
            self.0.position = (position != 0).then_some(position);
        }
        self
    }

    /// Set the position if there is one to set.
    pub(crate) fn position_over(mut self, position: u32) -> Self {
        if position != 0 {
            self.0.position = Some(position);
        }
        self
    }

    pub(crate) fn token_or(mut self, token: Option<&str>) -> Self {
        if self.0.token.is_none() {
            self.0.token = token.map(json::quote);
        }
        self
    }

    /// The message alone, with its placeholders filled.
    pub(crate) fn message(&self) -> String {
        let template = MESSAGES.iter().find(|(code, _)| *code == self.0.code).map_or("", |(_, template)| template);
        let mut message = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((name, after)) = after.split_once("}}") else { break };
            message.push_str(before);
            message.push_str(&self.placeholder(name));
            rest = after;
        }
        message.push_str(rest);
        message
    }

    fn placeholder(&self, name: &str) -> String {
        let details = &*self.0;
        let filled = match name {
            "token" => details.token.clone(),
            "bare token" => details.token.as_ref().map(|token| token.trim_matches('"').to_owned()),
            "value" => details.value.clone(),
            "value2" => details.value2.clone(),
            "index" => details.index.map(|index| index.to_string()),
            "type" => details.kind.map(json::quote),
            _ => details.text.clone(),
        };
        filled.unwrap_or_else(|| "undefined".into())
    }

    pub(crate) fn into_error(self) -> Error {
        Error {
            code: self.0.code,
            message: self.message(),
            span: self.0.span.unwrap_or_default(),
            position: self.0.position.map(|position| position as usize),
        }
    }
}
