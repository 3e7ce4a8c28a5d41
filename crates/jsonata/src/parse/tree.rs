//! The tree that is evaluated.

use crate::signature::Signature;
use crate::value::Item;
use json::Text;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use text::Span;

/// A variable's name, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Symbol(pub(crate) u32);

impl Symbol {
    /// `$`
    pub(crate) const CONTEXT: Self = Self(0);
    /// `$$`
    pub(crate) const ROOT: Self = Self(1);
    /// `$clone`, which the transform operator calls.
    pub(crate) const CLONE: Self = Self(2);
}

/// The names behind the symbols.
#[derive(Clone, Debug)]
pub(crate) struct Names(Vec<Text>);

impl Default for Names {
    fn default() -> Self {
        Self(["", "$", "clone"].map(Text::from).to_vec())
    }
}

impl Names {
    /// The symbol of `name`, new or known.
    pub(crate) fn symbol(&mut self, name: &str) -> Symbol {
        let known = self.0.iter().position(|known| &**known == name);
        let at = known.unwrap_or_else(|| {
            self.0.push(name.into());
            self.0.len() - 1
        });
        Symbol(at as u32)
    }

    pub(crate) fn text(&self, symbol: Symbol) -> Text {
        self.0.get(symbol.0 as usize).cloned().unwrap_or_default()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// A node of the tree: what to do, and what the language's rules hang on it.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
    /// The reference's position; 0 where it has none.
    pub(crate) position: u32,
    /// `[]` was written behind it.
    pub(crate) keep_array: bool,
    /// An array constructor at the start or end of a path: its result is not flattened.
    pub(crate) is_constructor: bool,
    /// Filters of a node that is not a step.
    pub(crate) predicates: Vec<Node>,
    /// The group-by clause `{…}` behind it.
    pub(crate) group: Option<Box<Group>>,
    pub(crate) step: Step,
}

/// What a node is as a step of a path.
#[derive(Debug, Default)]
pub(crate) struct Step {
    pub(crate) stages: Vec<Stage>,
    /// The variable bound by `@`.
    pub(crate) focus: Option<Symbol>,
    /// The variable bound by `#`.
    pub(crate) index: Option<Symbol>,
    /// The slot of a `%` that means this step's input.
    pub(crate) ancestor: Option<Rc<Slot>>,
    /// It makes tuples: something is bound here, or further down.
    pub(crate) is_tuple: bool,
    /// Slots of `%` below that are still looking for their step; empty once lowered.
    pub(crate) seeking: Vec<Rc<Slot>>,
}

/// Where the value of a `%` is kept while a path runs.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) label: Cell<Symbol>,
    /// How many steps further up its value is; only while lowering.
    pub(crate) level: Cell<i32>,
}

/// What is done to a step's result.
#[derive(Debug)]
pub(crate) enum Stage {
    Filter(Node),
    /// Number the results: `#$name` after a predicate.
    Index(Symbol),
}

/// What a node does.
#[derive(Debug)]
pub(crate) enum Kind {
    Path {
        steps: Vec<Node>,
        keeps_singleton: bool,
    },
    Name(Text, MemberCache),
    Literal(Item),
    Variable(Symbol),
    Wildcard,
    Descendant,
    Parent(Rc<Slot>),
    Binary {
        operator: Operator,
        left: Box<Node>,
        right: Box<Node>,
    },
    Negate(Box<Node>),
    Array(Vec<Node>),
    Object(Box<Group>),
    Bind(Binding),
    Condition {
        condition: Box<Node>,
        then: Box<Node>,
        otherwise: Option<Box<Node>>,
    },
    /// `binds`: does anything inside bind a name, so that the block needs a scope?
    Block {
        expressions: Vec<Node>,
        binds: bool,
    },
    Call {
        procedure: Box<Node>,
        arguments: Vec<Node>,
    },
    Partial {
        procedure: Box<Node>,
        arguments: Vec<Node>,
    },
    Apply {
        left: Box<Node>,
        right: Box<Node>,
    },
    Lambda(Rc<LambdaNode>),
    /// A call in tail position: it gives what to call, and the caller of the lambda calls it.
    TailCall(Rc<Node>),
    Transform(Rc<TransformNode>),
    Regex(Rc<RegexNode>),
    Sort(Vec<SortTerm>),
    /// The `?` of a partial application.
    Placeholder,
}

/// An infix operator that computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Equal,
    NotEqual,
    Compare(Comparison),
    Concatenate,
    Range,
    In,
    And,
    Or,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Operator {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "+" => Self::Add,
            "-" => Self::Subtract,
            "*" => Self::Multiply,
            "/" => Self::Divide,
            "%" => Self::Remainder,
            "=" => Self::Equal,
            "!=" => Self::NotEqual,
            "<" => Self::Compare(Comparison::Less),
            "<=" => Self::Compare(Comparison::LessOrEqual),
            ">" => Self::Compare(Comparison::Greater),
            ">=" => Self::Compare(Comparison::GreaterOrEqual),
            "&" => Self::Concatenate,
            ".." => Self::Range,
            "in" => Self::In,
            "and" => Self::And,
            "or" => Self::Or,
            _ => return None,
        })
    }

    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Compare(Comparison::Less) => "<",
            Self::Compare(Comparison::LessOrEqual) => "<=",
            Self::Compare(Comparison::Greater) => ">",
            Self::Compare(Comparison::GreaterOrEqual) => ">=",
            Self::Concatenate => "&",
            Self::Range => "..",
            Self::In => "in",
            Self::And => "and",
            Self::Or => "or",
        }
    }
}

/// `$name := value`
#[derive(Debug)]
pub(crate) struct Binding {
    pub(crate) name: Symbol,
    pub(crate) value: Box<Node>,
}

/// The pairs of an object constructor or group-by clause.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) pairs: Vec<(Node, Node)>,
    pub(crate) position: u32,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) struct LambdaNode {
    pub(crate) parameters: Vec<Symbol>,
    pub(crate) signature: Option<Rc<Signature>>,
    pub(crate) body: Node,
}

#[derive(Debug)]
pub(crate) struct TransformNode {
    pub(crate) pattern: Node,
    pub(crate) update: Node,
    pub(crate) delete: Option<Node>,
    pub(crate) position: u32,
}

#[derive(Debug)]
pub(crate) struct RegexNode {
    pub(crate) pattern: pattern::Pattern,
    pub(crate) source: Text,
    pub(crate) position: u32,
}

#[derive(Debug)]
pub(crate) struct SortTerm {
    pub(crate) is_descending: bool,
    pub(crate) expression: Node,
}

/// Where a name was found in the last object: records of one kind share their keys and their order.
#[derive(Debug, Default)]
pub(crate) struct MemberCache {
    pub(crate) place: Cell<u32>,
    pub(crate) key: RefCell<Option<Text>>,
}

impl Node {
    pub(crate) fn new(kind: Kind, span: Span, position: u32) -> Self {
        Self {
            kind,
            span,
            position,
            keep_array: false,
            is_constructor: false,
            predicates: Vec::new(),
            group: None,
            step: Step::default(),
        }
    }

    /// Is nothing hung on it that changes its value?
    pub(crate) fn is_bare(&self) -> bool {
        self.predicates.is_empty() && self.group.is_none() && !self.keep_array
    }

    /// The reference's name of its type, as it appears in the message of S0217.
    pub(crate) fn type_name(&self) -> &'static str {
        match &self.kind {
            Kind::Path { .. } => "path",
            Kind::Name(..) => "name",
            Kind::Literal(Item::String(_)) => "string",
            Kind::Literal(Item::Number(_)) => "number",
            Kind::Literal(_) => "value",
            Kind::Variable(_) => "variable",
            Kind::Wildcard => "wildcard",
            Kind::Descendant => "descendant",
            Kind::Parent(_) => "parent",
            Kind::Binary { .. } => "binary",
            Kind::Negate(_) | Kind::Array(_) | Kind::Object(_) => "unary",
            Kind::Bind(_) => "bind",
            Kind::Condition { .. } => "condition",
            Kind::Block { .. } => "block",
            Kind::Call { .. } => "function",
            Kind::Partial { .. } => "partial",
            Kind::Apply { .. } => "apply",
            Kind::Lambda(_) | Kind::TailCall(_) => "lambda",
            Kind::Transform(_) => "transform",
            Kind::Regex(_) => "regex",
            Kind::Sort(_) => "sort",
            Kind::Placeholder => "operator",
        }
    }
}
