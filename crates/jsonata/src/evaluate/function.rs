//! Functions as values.

use super::Frame;
use crate::builtins::BuiltinFunction;
use crate::parse::{LambdaNode, Node, RegexNode, Symbol, TransformNode};
use crate::signature::Signature;
use crate::value::Item;
use json::Text;
use std::cell::RefCell;
use std::rc::Rc;

/// A function as a value.
#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub(crate) kind: FunctionKind,
    /// Was it passed as an argument? The reference wraps it then: it no longer sees a context.
    pub(crate) is_passed: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum FunctionKind {
    Builtin(&'static BuiltinFunction),
    Lambda(Rc<Lambda>),
    /// A call that whoever called the lambda has to make.
    TailCall(Rc<TailCall>),
    Native(Rc<Native>),
}

/// A function written in the expression.
#[derive(Debug)]
pub(crate) struct Lambda {
    /// What is left to be passed; for a partial application fewer than were written.
    pub(crate) parameters: Vec<Symbol>,
    pub(crate) signature: Option<Rc<Signature>>,
    pub(crate) node: Rc<LambdaNode>,
    pub(crate) input: Item,
    pub(crate) frame: Rc<Frame>,
    pub(crate) mark: RefCell<Mark>,
}

#[derive(Debug)]
pub(crate) struct TailCall {
    pub(crate) call: Rc<Node>,
    pub(crate) input: Item,
    pub(crate) frame: Rc<Frame>,
}

/// A function that is neither written in the expression nor built in.
#[derive(Debug)]
pub(crate) struct Native {
    pub(crate) body: NativeBody,
    pub(crate) mark: RefCell<Mark>,
}

#[derive(Debug)]
pub(crate) enum NativeBody {
    Regex(Rc<RegexNode>),
    /// The `next` function of a match.
    NextMatch {
        regex: Rc<RegexNode>,
        text: Text,
        from: usize,
    },
    Transform {
        node: Rc<TransformNode>,
        frame: Rc<Frame>,
    },
    /// `first ~> second`, both functions.
    Chain {
        first: Function,
        second: Function,
    },
    /// A built-in function with some arguments given; `None` is a `?`.
    Partial {
        function: Function,
        arguments: Vec<Option<Item>>,
    },
}

/// The name and position a function was last called by: the reference writes them onto the
/// function, and reports them with errors that come out of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mark {
    pub(crate) token: Option<Text>,
    pub(crate) position: u32,
}

impl Function {
    pub(crate) fn new(kind: FunctionKind) -> Self {
        Self { kind, is_passed: false }
    }

    pub(crate) fn native(body: NativeBody) -> Self {
        Self::new(FunctionKind::Native(Rc::new(Native { body, mark: RefCell::default() })))
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (FunctionKind::Builtin(a), FunctionKind::Builtin(b)) => std::ptr::eq(*a, *b),
            (FunctionKind::Lambda(a), FunctionKind::Lambda(b)) => Rc::ptr_eq(a, b),
            (FunctionKind::Native(a), FunctionKind::Native(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }

    /// How many parameters it declares: higher-order functions pass no more than that.
    pub(crate) fn arity(&self) -> usize {
        match &self.kind {
            FunctionKind::Builtin(builtin) => builtin.arity,
            FunctionKind::Lambda(lambda) => lambda.parameters.len(),
            FunctionKind::TailCall(_) => 0,
            FunctionKind::Native(native) => match &native.body {
                NativeBody::Regex(_) => 2,
                NativeBody::NextMatch { .. } => 0,
                NativeBody::Transform { .. } | NativeBody::Chain { .. } => 1,
                NativeBody::Partial { function, arguments } => {
                    arguments.iter().take(function.parameter_count()).filter(|argument| argument.is_none()).count()
                }
            },
        }
    }

    /// How many parameters its implementation has.
    pub(crate) fn parameter_count(&self) -> usize {
        match &self.kind {
            FunctionKind::Builtin(builtin) => builtin.parameters,
            _ => self.arity(),
        }
    }
}

impl From<Function> for Item {
    fn from(function: Function) -> Self {
        Self::Function(function)
    }
}
