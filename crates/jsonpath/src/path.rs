//! A compiled path.

use crate::error::Reason;
use crate::eval::{self, Evaluation};
use crate::function::Function;
use crate::parser::{self, Dialect, Reading};
use crate::token::{Parameter, Token, TokenKind};
use crate::{Error, EvalError, Location, Step};
use json::{Text, Value};
use std::fmt;
use std::rc::Rc;
use text::Span;

/// A compiled path over one document; cheap to clone.
#[derive(Clone)]
pub struct Path(Rc<Compiled>);

struct Compiled {
    text: Text,
    /// `$`, or `@` for the value that a filter tests.
    root: char,
    tokens: Vec<Token>,
    is_definite: bool,
    /// The last of the tokens, as the library sees it: not the `[*]` of [`Path::items`].
    tail: usize,
    /// Nothing but single names and indices: read without the evaluator.
    is_plain: bool,
}

/// A value that a path found, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Its place in the document.
    pub location: Location,
    /// The value.
    pub value: Value,
}

impl Path {
    /// Compile the text of a path.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::parse_at(text, 0, Reading::outermost(Dialect::Library))
    }

    /// The text it was compiled from.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Does it name one place (then it gives that value) or many (then an array of matches)?
    pub fn is_definite(&self) -> bool {
        self.0.is_definite
    }

    /// Is it the root alone: `$`?
    pub fn is_root(&self) -> bool {
        self.0.tokens.is_empty()
    }

    /// The steps that it starts with, up to the first that is no single name or index from the front.
    pub fn leading_steps(&self) -> impl Iterator<Item = Step> {
        self.0.tokens.iter().map_while(|token| match &token.kind {
            TokenKind::Property { keys, .. } if keys.len() == 1 => Some(Step::Key(keys[0].clone())),
            TokenKind::Index(indices) if indices.len() == 1 => usize::try_from(indices[0]).ok().map(Step::Index),
            _ => None,
        })
    }

    /// The names that it starts with, up to the first step that is no single name.
    pub fn leading_names(&self) -> impl Iterator<Item = &str> {
        self.0.tokens.iter().map_while(|token| match &token.kind {
            TokenKind::Property { keys, .. } if keys.len() == 1 => Some(&*keys[0]),
            _ => None,
        })
    }

    /// The places of its steps in the text.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.0.tokens.iter().map(|token| token.span)
    }

    /// The value at a definite path; the array of all matches of an indefinite one.
    pub fn eval(&self, root: &Value) -> Result<Value, EvalError> {
        match self.follow(root) {
            Some(value) if !root.is_null() => Ok(value.clone()),
            _ => Evaluation::run(self, root, eval::Mode::Value).0,
        }
    }

    /// As [`eval`](Self::eval), with the places of the values that the result is made of.
    pub fn eval_traced(&self, root: &Value) -> (Result<Value, EvalError>, Vec<Match>) {
        Evaluation::run(self, root, eval::Mode::Traced)
    }

    /// The value at a path of single names and indices; `None` for other paths, and where the
    /// path leads nowhere.
    pub fn follow<'v>(&self, root: &'v Value) -> Option<&'v Value> {
        if !self.0.is_plain {
            return None;
        }
        self.0.tokens.iter().try_fold(root, |value, token| match &token.kind {
            TokenKind::Property { keys, .. } => value.get(&keys[0]),
            TokenKind::Index(indices) => eval::item(value.as_array()?, indices[0]).map(|(_, item)| item),
            _ => None,
        })
    }

    pub(crate) fn parse_at(text: &str, base: isize, reading: Reading) -> Result<Self, Error> {
        let parser::Parsed { root, tokens } = parser::parse(text, base, reading)?;
        Ok(Self::compile(text, root, invert_scan(text, root, tokens)))
    }

    fn compile(text: &str, root: char, tokens: Vec<Token>) -> Self {
        let tail = tokens.len().saturating_sub(1);
        let is_definite = tokens.iter().enumerate().all(|(at, token)| token.kind.is_definite(at == tail));
        let is_plain = tokens.iter().all(|token| token.kind.is_plain());
        Self(Rc::new(Compiled { text: text.into(), root, tokens, is_definite, tail, is_plain }))
    }

    /// Does it call `sum`, `avg`, `min`, `max` or `stddev`?
    pub(crate) fn aggregates(&self) -> bool {
        self.0.tokens.iter().any(|token| match &token.kind {
            TokenKind::Call { function, .. } => function.is_some_and(Function::aggregates),
            _ => false,
        })
    }

    /// This path and `[*]`; whether it names one place is still what it was.
    pub(crate) fn items(&self) -> Self {
        let Compiled { text, root, tokens, is_definite, tail, .. } = &*self.0;
        let mut tokens = tokens.clone();
        tokens.push(Token { kind: TokenKind::Wildcard, span: Span::default(), upstream_definite: *is_definite });
        let (text, root, is_definite, tail) = (text.clone(), *root, *is_definite, *tail);
        Self(Rc::new(Compiled { text, root, tokens, is_definite, tail, is_plain: false }))
    }

    /// Does it end in a function?
    pub(crate) fn is_call(&self) -> bool {
        self.0.tokens.last().is_some_and(|token| token.kind.is_call())
    }

    /// The token before the last, as the library sees it.
    pub(crate) fn before_tail(&self) -> Option<&Token> {
        self.0.tail.checked_sub(1).and_then(|before| self.0.tokens.get(before))
    }

    /// Is the token before `token` the function `keys`, whose result is no list to the library?
    pub(crate) fn gives_keys(&self, token: usize) -> bool {
        let before = token.checked_sub(1).and_then(|before| self.0.tokens.get(before));
        matches!(before, Some(Token { kind: TokenKind::Call { function: Some(Function::Keys), .. }, .. }))
    }

    pub(crate) fn tokens(&self) -> &[Token] {
        &self.0.tokens
    }

    pub(crate) fn starts_at_document(&self) -> bool {
        self.0.root == '$'
    }

    pub(crate) fn error(&self, reason: Reason) -> EvalError {
        EvalError { path: self.clone(), reason }
    }

    /// The place before a token, as the library names it.
    pub(crate) fn upto(&self, token: usize) -> impl fmt::Display {
        std::fmt::from_fn(move |f| {
            write!(f, "{}", self.0.root)?;
            self.0.tokens[..token].iter().try_for_each(|token| token.kind.write_place(f))
        })
    }

    /// The path from a token on.
    pub(crate) fn from(&self, token: usize) -> impl fmt::Display {
        std::fmt::from_fn(move |f| self.0.tokens[token..].iter().try_for_each(|token| write!(f, "{}", token.kind)))
    }
}

/// `$..price.sum()` means `$.sum($..price)`: a function behind a scan takes all that the scan
/// finds, not each value by itself.
fn invert_scan(text: &str, root: char, mut tokens: Vec<Token>) -> Vec<Token> {
    let starts_with_scan = matches!(tokens.first(), Some(Token { kind: TokenKind::Scan, .. }));
    if !starts_with_scan || !tokens.last().is_some_and(|token| token.kind.is_call()) {
        return tokens;
    }
    let Some(at) = tokens.iter().position(|token| token.kind.is_call()) else { return tokens };
    let mut calls = tokens.split_off(at);
    if let Some(TokenKind::Call { parameters, .. }) = calls.first_mut().map(|token| &mut token.kind) {
        *parameters = Box::new([Parameter::Path(Path::compile(text, root, tokens))]);
    }
    calls
}

/// As the library prints it: `$['a'][0]`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.0.root, self.from(0))
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Path({self})")
    }
}
