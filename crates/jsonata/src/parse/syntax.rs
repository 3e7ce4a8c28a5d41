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

impl SyntaxKind {
    /// Levels of syntax below a piece of this kind.
    pub(crate) fn height_below(&self) -> u32 {
        let list = |items: &[Syntax]| items.iter().map(|item| item.height).max().unwrap_or(0);
        let pairs = |pairs: &[(Syntax, Syntax)]| {
            pairs.iter().map(|(key, value)| key.height.max(value.height)).max().unwrap_or(0)
        };
        match self {
            Self::Binary { left, right, .. } => left.height.max(right.height),
            Self::Group { left, pairs: members } => left.height.max(pairs(members)),
            Self::Sort { left, terms } => {
                left.height.max(terms.iter().map(|term| term.expression.height).max().unwrap_or(0))
            }
            Self::Bind { value: inner, .. }
            | Self::Focus { left: inner, .. }
            | Self::Index { left: inner, .. }
            | Self::Negate(inner)
            | Self::Lambda { body: inner, .. } => inner.height,
            Self::Array(items) | Self::Block(items) => list(items),
            Self::Object(members) => pairs(members),
            Self::Call { procedure, arguments, .. } => procedure.height.max(list(arguments)),
            Self::Condition { condition, then, otherwise } => {
                condition.height.max(then.height).max(otherwise.as_ref().map_or(0, |node| node.height))
            }
            Self::Transform { pattern, update, delete } => {
                pattern.height.max(update.height).max(delete.as_ref().map_or(0, |node| node.height))
            }
            _ => 0,
        }
    }
}
