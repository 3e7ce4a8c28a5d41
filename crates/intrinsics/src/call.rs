//! A parsed call.

use crate::eval::Evaluation;
use crate::{Data, Error, Function, Template, parser};
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
    /// The first argument of `States.Format`, typed out.
    Template(Template),
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
        let node = parser::parse(text)?;
        Ok(Self(Rc::new(Parsed { text: text.into(), node })))
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
        Evaluation { data, host, trace: None }.call(&self.0.node)
    }

    /// As [`eval`](Self::eval), with what every argument and inner call gave, innermost first.
    pub fn eval_traced(&self, data: &dyn Data, host: &mut Host) -> (Result<Value, Error>, Vec<SubResult>) {
        let mut evaluation = Evaluation { data, host, trace: Some(Vec::new()) };
        let result = evaluation.call(&self.0.node);
        (result, evaluation.trace.unwrap_or_default())
    }

    /// AWS's sentence about a failed evaluation.
    pub fn cause(&self, error: &Error) -> String {
        format!("The function '{}' had the following error: {}", self.text(), error.message)
    }
}

impl CallNode {
    /// This call and all calls inside it, outermost first.
    pub fn calls(&self) -> Vec<&CallNode> {
        let inner = self.arguments.iter().filter_map(|argument| match &argument.kind {
            ArgumentKind::Call(call) => Some(call),
            _ => None,
        });
        std::iter::once(self).chain(inner.flat_map(Self::calls)).collect()
    }

    /// All paths in this call and inside it, with their places.
    pub fn paths(&self) -> Vec<(&QualifiedPath, Span)> {
        let arguments = self.calls().into_iter().flat_map(|call| &call.arguments);
        let paths = arguments.filter_map(|argument| match &argument.kind {
            ArgumentKind::Path(path) => Some((path, argument.span)),
            _ => None,
        });
        paths.collect()
    }
}
