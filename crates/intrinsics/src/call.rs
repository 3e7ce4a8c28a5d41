//! A parsed call.

use crate::{Data, Error, ErrorKind, Function};
use host::Host;
use json::{Text, Value};
use jsonpath::QualifiedPath;
use std::rc::Rc;
use text::Span;

/// A parsed call `States.X(…)`; cheap to clone.
#[derive(Clone, Debug)]
pub struct Call(Rc<Parsed>);

#[derive(Debug)]
struct Parsed {
    text: Text,
    node: CallNode,
}

/// One call in the tree of calls.
#[derive(Debug)]
pub struct CallNode {
    /// What it calls.
    pub function: &'static Function,
    /// The name's place in the text.
    pub name_span: Span,
    /// From the name to the closing parenthesis.
    pub span: Span,
    /// What it is called with.
    pub arguments: Vec<Argument>,
}

/// An argument, with its place in the text.
#[derive(Debug)]
pub struct Argument {
    /// Its place in the text.
    pub span: Span,
    /// What it is.
    pub kind: ArgumentKind,
}

/// What an argument is.
#[derive(Debug)]
pub enum ArgumentKind {
    /// A call of its own.
    Call(CallNode),
    /// A path.
    Path(QualifiedPath),
    /// A string, number, boolean or null.
    Literal(Value),
}

/// What a part of a call gave.
#[derive(Clone, Debug)]
pub struct SubResult {
    /// The part of the text.
    pub span: Span,
    /// Its value, or why it has none.
    pub result: Result<Value, Error>,
}

impl Call {
    /// Parse the text of a call.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let span = Span::new(0, text.len());
        Err(Error { kind: ErrorKind::Syntax, message: "Not an intrinsic function call".into(), span })
    }

    /// The text it was parsed from.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The outermost call.
    pub fn node(&self) -> &CallNode {
        &self.0.node
    }

    /// The value it gives.
    pub fn eval(&self, data: &dyn Data, host: &mut Host) -> Result<Value, Error> {
        self.eval_traced(data, host).0
    }

    /// As [`eval`](Self::eval), with what every argument and inner call gave, innermost first.
    pub fn eval_traced(&self, _data: &dyn Data, _host: &mut Host) -> (Result<Value, Error>, Vec<SubResult>) {
        let error = Error { kind: ErrorKind::Failure, message: String::new(), span: self.0.node.span };
        (Err(error), Vec::new())
    }
}
