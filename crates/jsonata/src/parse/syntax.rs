//! The syntax tree: what was written, before paths are made of it.

use json::Text;
use text::Span;

use crate::signature::Signature;
use std::rc::Rc;

/// One piece of syntax.
#[derive(Clone, Debug)]
pub(crate) struct Syntax {
    pub(crate) kind: SyntaxKind,
    pub(crate) span: Span,
    /// The reference's position: the end, in UTF-16 units, of the token that made this piece.
    pub(crate) position: u32,
    /// Was it followed by `[]`?
    pub(crate) keep_array: bool,
    /// Levels of syntax below this one.
    pub(crate) height: u32,
}

type Pair = (Syntax, Syntax);

/// What a piece of syntax is.
#[derive(Clone, Debug)]
pub(crate) enum SyntaxKind {
    Name(Text),
    Variable(Text),
    String(Text),
    Number(f64),
    Bool(bool),
    Null,
    Regex {
        source: Text,
        flags: Text,
    },
    /// An operator where an operand should be: `and`, `or` and `in` are names there, `?` is a placeholder.
    Operator(&'static str),
    Wildcard,
    Descendant,
    Parent,
    /// Operators that compute, and `..`, `.`, `~>` and `[` (a predicate).
    Binary {
        operator: &'static str,
        left: Box<Syntax>,
        right: Box<Syntax>,
    },
    Group {
        left: Box<Syntax>,
        pairs: Vec<Pair>,
    },
    Sort {
        left: Box<Syntax>,
        terms: Vec<Term>,
    },
    Bind {
        name: Text,
        value: Box<Syntax>,
    },
    /// `@$name`
    Focus {
        left: Box<Syntax>,
        name: Text,
    },
    /// `#$name`
    Index {
        left: Box<Syntax>,
        name: Text,
    },
    Negate(Box<Syntax>),
    Array(Vec<Syntax>),
    Object(Vec<Pair>),
    Block(Vec<Syntax>),
    Call {
        procedure: Box<Syntax>,
        arguments: Vec<Syntax>,
        is_partial: bool,
    },
    Lambda {
        parameters: Vec<Text>,
        signature: Option<Rc<Signature>>,
        body: Box<Syntax>,
    },
    Condition {
        condition: Box<Syntax>,
        then: Box<Syntax>,
        otherwise: Option<Box<Syntax>>,
    },
    Transform {
        pattern: Box<Syntax>,
        update: Box<Syntax>,
        delete: Option<Box<Syntax>>,
    },
    /// The end of the text, where an operand should be.
    End,
}

/// One term of an order-by clause.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) is_descending: bool,
    pub(crate) expression: Syntax,
}
