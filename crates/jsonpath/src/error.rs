//! What can be wrong with a path, and what can go wrong when it is evaluated.

use crate::Path;
use crate::token::TokenKind;
use json::{Text, Value, print_java};
use std::fmt;
use text::Span;

/// Why a text is no path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// One sentence, in the library's words.
    pub message: String,
    /// The offending part of the path's text.
    pub span: Span,
}

/// Why a path gave no value. Prints as the library's message; nothing is formatted before
/// it is printed.
#[derive(Clone, Debug)]
pub struct EvalError {
    pub(crate) path: Path,
    pub(crate) reason: Reason,
}

/// What went wrong; `token` is the place in the path's tokens.
#[derive(Clone, Debug)]
pub(crate) enum Reason {
    NoResults,
    MissingProperty { token: usize, key: Text },
    NotAnObject { token: usize, found: Value },
    NotAnArray { token: usize, found: Value },
    NullArray { token: usize },
    FilterOnScalar { token: usize, found: Value },
    NullRoot,
    NoVariable(Text),
    UnknownFunction(Text),
    NothingToAggregate,
    NoSuchItem { index: i64, count: usize },
    OutOfBounds { index: i64, count: usize },
    NotALiteral,
    LengthOfLiteral,
    NestedList,
    EmptyOfObject,
    ScanOfNothing,
    TooMuchWork,
}

/// The kinds of the library's exceptions, which filters treat differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Severity {
    /// The path leads nowhere: in a filter, the operand is undefined.
    NotFound,
    /// The path does not make sense: the filter does not hold.
    Invalid,
    /// The evaluation as a whole fails.
    Fatal,
}

impl EvalError {
    /// Did the path lead nowhere, as opposed to a function or filter that failed?
    pub fn is_not_found(&self) -> bool {
        self.severity() == Severity::NotFound
    }

    /// Did an index or a slice meet a value that is no array?
    pub fn is_no_array(&self) -> bool {
        matches!(self.reason, Reason::NotAnArray { .. })
    }

    /// Did the path end in an index that the array does not have? In a payload template AWS
    /// then gives `null` (measured by others on AWS); everywhere else it is a miss.
    pub fn is_index_past_end(&self) -> bool {
        let last = self.path.tokens().last();
        matches!(self.reason, Reason::NoResults) && matches!(last.map(|token| &token.kind), Some(TokenKind::Index(_)))
    }

    /// The part of the path's text where it went wrong; the whole text when that is not one part.
    pub fn span(&self) -> Span {
        let token = match &self.reason {
            Reason::MissingProperty { token, .. }
            | Reason::NotAnObject { token, .. }
            | Reason::NotAnArray { token, .. }
            | Reason::NullArray { token }
            | Reason::FilterOnScalar { token, .. } => self.path.tokens().get(*token),
            _ => None,
        };
        token.map_or(Span::new(0, self.path.text().len()), |token| token.span)
    }

    pub(crate) fn severity(&self) -> Severity {
        match self.reason {
            Reason::NoResults
            | Reason::MissingProperty { .. }
            | Reason::NotAnObject { .. }
            | Reason::NotAnArray { .. }
            | Reason::NullArray { .. }
            | Reason::NoVariable(_) => Severity::NotFound,
            Reason::FilterOnScalar { .. } | Reason::UnknownFunction(_) => Severity::Invalid,
            _ => Severity::Fatal,
        }
    }

    pub(crate) fn is_out_of_bounds(&self) -> bool {
        matches!(self.reason, Reason::OutOfBounds { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Display for EvalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.reason {
            Reason::NoResults => write!(f, "No results for path: {path}"),
            Reason::MissingProperty { token, key } => {
                write!(f, "Missing property in path {}['{key}']", path.upto(*token))
            }
            Reason::NotAnObject { token, found } => write!(
                f,
                "Expected to find an object with property {} in path {} but found '{}'. This is not a json object \
                 according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.",
                path.tokens()[*token].kind,
                path.upto(*token),
                match found {
                    Value::Array(_) if path.gives_keys(*token) => "java.util.LinkedHashMap$LinkedKeySet",
                    _ => java_class(found),
                }
            ),
            Reason::NotAnArray { token, found } => write!(
                f,
                "Filter: {} can only be applied to arrays. Current context is: {}",
                path.from(*token),
                print_java(found)
            ),
            Reason::NullArray { token } => write!(f, "The path {} is null", path.upto(*token)),
            Reason::FilterOnScalar { token, found } => write!(
                f,
                "Filter: {} can not be applied to primitives. Current context is: {}",
                path.from(*token),
                print_java(found)
            ),
            Reason::NullRoot => f.write_str("root can not be null"),
            Reason::NoVariable(name) => write!(f, "There is no variable called '{name}'"),
            Reason::UnknownFunction(name) => write!(f, "Function with name: {name} does not exist."),
            Reason::NothingToAggregate => {
                f.write_str("Aggregation function attempted to calculate value using empty array")
            }
            Reason::NoSuchItem { index, count } => write!(f, "Target index:{index} larger than object count:{count}"),
            Reason::OutOfBounds { index, count } => write!(f, "Index {index} out of bounds for length {count}"),
            Reason::NotALiteral => f.write_str("A literal in the path is not JSON"),
            // Java's words about the mistake in the library.
            Reason::LengthOfLiteral => f.write_str(
                "Cannot invoke \"com.jayway.jsonpath.internal.Path.isFunctionPath()\" because the return value of \
                 \"com.jayway.jsonpath.internal.function.Parameter.getPath()\" is null",
            ),
            Reason::NestedList => f.write_str("Could not determine value type"),
            Reason::EmptyOfObject => f.write_str(
                "class java.util.LinkedHashMap cannot be cast to class java.util.Collection (java.util.LinkedHashMap \
                 and java.util.Collection are in module java.base of loader 'bootstrap')",
            ),
            Reason::ScanOfNothing => f.write_str("Current path token is a leaf"),
            Reason::TooMuchWork => f.write_str("The path visits too many values"),
        }
    }
}

/// The Java class that holds such a value.
fn java_class(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "java.lang.Boolean",
        Value::String(_) => "java.lang.String",
        Value::Array(_) => "java.util.ArrayList",
        Value::Object(_) => "java.util.LinkedHashMap",
        Value::Number(json::Number::Int(number)) if i32::try_from(*number).is_ok() => "java.lang.Integer",
        Value::Number(json::Number::Int(_)) => "java.lang.Long",
        Value::Number(json::Number::Big(_)) => "java.math.BigInteger",
        Value::Number(json::Number::Float(_)) => "java.lang.Double",
    }
}
