//! What a compiled path is made of.

use crate::Path;
use crate::filter::Expression;
use crate::function::Function;
use json::{Text, Value};
use std::fmt;
use text::Span;

/// One step of a path.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    /// Its place in the path's text.
    pub(crate) span: Span,
    /// Do all tokens before it name one place each? Only then is a miss an error.
    pub(crate) upstream_definite: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum TokenKind {
    /// `.name`, `['name']`, `['a','b']`
    Property { keys: Box<[Text]>, quote: char },
    /// `[0]`, `[-1]`, `[0,2]`
    Index(Box<[i32]>),
    /// `[1:]`, `[:2]`, `[1:2]`
    Slice { from: Option<i32>, to: Option<i32> },
    /// `*`, `[*]`
    Wildcard,
    /// `..`
    Scan,
    /// `[?(…)]`
    Filter(Box<Expression>),
    /// `.length()`
    Call { name: Text, function: Option<Function>, parameters: Box<[Parameter]> },
}

/// An argument of a function.
#[derive(Clone, Debug)]
pub(crate) enum Parameter {
    /// A path, evaluated from the root of the document.
    Path(Path),
    /// A JSON literal; `None` when it is no JSON, which only shows when it is evaluated.
    Json(Option<Value>),
}

impl TokenKind {
    /// Does it lead from one place to one place?
    pub(crate) fn is_definite(&self, is_leaf: bool) -> bool {
        match self {
            // Several names at the end are merged into one object.
            Self::Property { keys, .. } => keys.len() == 1 || is_leaf,
            Self::Index(indices) => indices.len() == 1,
            Self::Call { .. } => true,
            Self::Slice { .. } | Self::Wildcard | Self::Scan | Self::Filter(_) => false,
        }
    }

    /// Is it one name or one index?
    pub(crate) fn is_plain(&self) -> bool {
        match self {
            Self::Property { keys, .. } => keys.len() == 1,
            Self::Index(indices) => indices.len() == 1,
            _ => false,
        }
    }

    /// Is it exactly `[index]`?
    pub(crate) fn is_index(&self, index: usize) -> bool {
        matches!(self, Self::Index(indices) if matches!(**indices, [only] if usize::try_from(only) == Ok(index)))
    }

    pub(crate) fn is_call(&self) -> bool {
        matches!(self, Self::Call { .. })
    }

    /// As the library names a place on the way: keys as they are, not escaped.
    pub(crate) fn write_place(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property { keys, .. } => write!(f, "['{}']", keys.join("', '")),
            Self::Call { .. } => Ok(()),
            _ => write!(f, "{self}"),
        }
    }
}

/// As the library prints it.
impl fmt::Display for TokenKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property { keys, quote } => {
                let quoted: Vec<_> = keys.iter().map(|key| format!("{quote}{key}{quote}")).collect();
                write!(f, "[{}]", quoted.join(","))
            }
            Self::Index(indices) => {
                let indices: Vec<_> = indices.iter().map(i32::to_string).collect();
                write!(f, "[{}]", indices.join(","))
            }
            Self::Slice { from, to } => {
                let number = |bound: &Option<i32>| bound.map_or(String::new(), |bound| bound.to_string());
                write!(f, "[{}:{}]", number(from), number(to))
            }
            Self::Wildcard => f.write_str("[*]"),
            Self::Scan => f.write_str(".."),
            Self::Filter(_) => f.write_str("[?]"),
            Self::Call { name, parameters, .. } => {
                write!(f, ".{name}{}", if parameters.is_empty() { "()" } else { "(...)" })
            }
        }
    }
}
