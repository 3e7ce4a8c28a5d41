//! The evaluator.

mod call;
mod construct;
mod filter;
mod frame;
mod function;
mod group;
mod member;
mod operator;
mod path;
mod sort;
mod transform;
mod tuple;
mod wildcard;

pub(crate) use frame::Frame;
pub(crate) use function::{Function, FunctionKind, Mark, NativeBody};
pub(crate) use member::lookup;
pub(crate) use sort::merge_sort;
pub(crate) use tuple::Tuple;

use crate::builtins;
use crate::error::Fault;
use crate::expression::{Dialect, Limits, Scope};
use crate::parse::{Kind, Names, Node, Symbol};
use crate::trace::Tracer;
use crate::value::{Item, Marks, from_json};
use host::Host;
use json::Text;
use std::rc::{Rc, Weak};

pub(crate) type Evaluated = Result<Item, Fault>;

/// One evaluation: what it may use, and what it knows so far.
pub(crate) struct Evaluation<'a> {
    pub(crate) dialect: Dialect,
    pub(crate) host: &'a mut Host,
    pub(crate) tracer: Option<Box<Tracer>>,
    scope: &'a dyn Scope,
    names: Rc<Names>,
    /// What each name means that no frame binds; found when first asked for.
    externals: Vec<Option<Item>>,
    /// How each built-in function was last called.
    marks: Vec<Mark>,
    /// Frames that functions hold.
    captured: Vec<Weak<Frame>>,
    limits: Limits,
    steps_left: u64,
    depth_left: u32,
}

impl<'a> Evaluation<'a> {
    pub(crate) fn new(
        dialect: Dialect,
        names: &Rc<Names>,
        scope: &'a dyn Scope,
        host: &'a mut Host,
        limits: Limits,
    ) -> Self {
        Self {
            dialect,
            host,
            tracer: None,
            scope,
            names: names.clone(),
            externals: vec![None; names.len()],
            marks: Vec::new(),
            captured: Vec::new(),
            limits,
            steps_left: limits.steps,
            depth_left: limits.depth,
        }
    }

    /// Evaluate a whole expression over its top-level input.
    pub(crate) fn run(&mut self, node: &Node, input: Item) -> Evaluated {
        let root = Rc::new(Frame::default());
        root.bind(Symbol::ROOT, input.clone());
        let result = self.eval(node, &outer_wrapper(input), &root);
        for frame in std::mem::take(&mut self.captured) {
            if let Some(frame) = frame.upgrade() {
                frame.clear();
            }
        }
        result
    }

    /// The value of a node over a context. Every sub-expression comes through here, and what it
    /// calls is kept out of line: its frame is on the stack once for each level of nesting, and a
    /// browser has 1 MiB.
    pub(crate) fn eval(&mut self, node: &Node, input: &Item, frame: &Rc<Frame>) -> Evaluated {
        self.descend().map_err(|fault| fault.span(node.span))?;
        let result = self.spend(1).and_then(|()| self.eval_kind(node, input, frame));
        let result = result.and_then(|item| self.finish(node, item, frame));
        self.ascend();
        if let (Some(tracer), Ok(item)) = (&mut self.tracer, &result) {
            tracer.record(node.span, item);
        }
        result.map_err(|fault| fault.span_or(node.span))
    }

    fn eval_kind(&mut self, node: &Node, input: &Item, frame: &Rc<Frame>) -> Evaluated {
        match &node.kind {
            Kind::Literal(item) => Ok(item.clone()),
            Kind::Variable(name) => Ok(self.variable(*name, input, frame)),
            Kind::Path { steps, keeps_singleton } => self.path(node, steps, *keeps_singleton, input, frame),
            Kind::Name(name, cache) => {
                if let Some(tracer) = &mut self.tracer {
                    tracer.read_member(input, name);
                }
                Ok(member::lookup_cached(input, name, cache))
            }
            Kind::Binary { operator, left, right } => self.binary(node, *operator, left, right, input, frame),
            Kind::Negate(operand) => self.negate(node, operand, input, frame),
            Kind::Array(items) => self.array(items, node.is_constructor, input, frame),
            Kind::Object(group) => self.group(group, input.clone(), frame),
            Kind::Condition { condition, then, otherwise } => {
                if self.condition(condition, input, frame)? {
                    self.eval(then, input, frame)
                } else {
                    otherwise.as_ref().map_or(Ok(Item::Undefined), |otherwise| self.eval(otherwise, input, frame))
                }
            }
            Kind::Block { expressions, binds: true } => self.block(expressions, input, &Frame::new(frame)),
            Kind::Block { expressions, binds: false } => self.block(expressions, input, frame),
            Kind::Bind(binding) => {
                let value = self.eval(&binding.value, input, frame)?;
                frame.bind(binding.name, value.clone());
                Ok(value)
            }
            Kind::Call { procedure, arguments } => self.call(node, procedure, arguments, None, input, frame),
            Kind::Apply { left, right } => self.apply_operator(node, left, right, input, frame),
            Kind::Partial { procedure, arguments } => self.partial(node, procedure, arguments, input, frame),
            Kind::Wildcard => self.wildcard(input),
            Kind::Descendant => self.descendants(input),
            Kind::Parent(slot) => Ok(frame.lookup(slot.label.get()).unwrap_or_default()),
            Kind::Lambda(_) | Kind::TailCall(_) | Kind::Transform(_) | Kind::Regex(_) => {
                Ok(self.function(node, input, frame))
            }
            Kind::Sort(terms) => self.sort(node, terms, input.clone(), frame),
            Kind::Placeholder => Ok(Item::Undefined),
        }
    }

    /// What the language does to every result: predicates, the group-by clause, and the rule
    /// that a sequence of one item is that item.
    #[inline]
    fn finish(&mut self, node: &Node, mut item: Item, frame: &Rc<Frame>) -> Evaluated {
        for predicate in &node.predicates {
            item = self.filter(predicate, item, frame)?;
        }
        if let (Some(group), false) = (&node.group, matches!(node.kind, Kind::Path { .. })) {
            item = self.group(group, item, frame)?;
        }
        match &item {
            Item::List(list) if list.marks.is_sequence && !list.marks.is_tuple_stream => {
                Ok(unwrap_sequence(item, node.keep_array))
            }
            _ => Ok(item),
        }
    }

    #[inline(never)]
    fn block(&mut self, expressions: &[Node], input: &Item, frame: &Rc<Frame>) -> Evaluated {
        let mut result = Item::Undefined;
        for expression in expressions {
            result = self.eval(expression, input, frame)?;
        }
        Ok(result)
    }

    #[inline(never)]
    fn condition(&mut self, condition: &Node, input: &Item, frame: &Rc<Frame>) -> Result<bool, Fault> {
        let value = self.eval(condition, input, frame)?;
        builtins::is_truthy(&value)
    }

    #[inline(never)]
    fn variable(&mut self, name: Symbol, input: &Item, frame: &Rc<Frame>) -> Item {
        if name == Symbol::CONTEXT {
            return match input.as_list() {
                Some(list) if list.marks.is_outer_wrapper => list.items.first().cloned().unwrap_or_default(),
                _ => input.clone(),
            };
        }
        self.lookup(name, frame)
    }

    /// The value of a variable: bound in the expression, given from outside, or built in.
    pub(crate) fn lookup(&mut self, name: Symbol, frame: &Frame) -> Item {
        if let Some(item) = frame.lookup(name) {
            return item;
        }
        let at = name.0 as usize;
        let item = match self.externals.get(at) {
            Some(Some(known)) => known.clone(),
            _ => {
                let item = self.external(name);
                if let Some(slot) = self.externals.get_mut(at) {
                    *slot = Some(item.clone());
                }
                item
            }
        };
        if let Some(tracer) = &mut self.tracer {
            tracer.read_variable(&self.names.text(name), &item);
        }
        item
    }

    fn external(&mut self, name: Symbol) -> Item {
        let name = &self.names.text(name);
        if let Some(value) = self.scope.variable(name) {
            if let Some(tracer) = &mut self.tracer {
                tracer.know_variable(name, &value);
            }
            return from_json(&value);
        }
        builtins::find(name, self.dialect)
            .map_or(Item::Undefined, |builtin| Function::new(FunctionKind::Builtin(builtin)).into())
    }

    /// Pay for work; the error when there is nothing left.
    #[inline]
    pub(crate) fn spend(&mut self, steps: u64) -> Result<(), Fault> {
        match self.steps_left.checked_sub(steps) {
            Some(left) => {
                self.steps_left = left;
                Ok(())
            }
            None => Err(self.too_long()),
        }
    }

    /// One level deeper, if there is one left.
    #[inline]
    fn descend(&mut self) -> Result<(), Fault> {
        match self.depth_left.checked_sub(1) {
            Some(left) => {
                self.depth_left = left;
                Ok(())
            }
            None => Err(self.too_deep()),
        }
    }

    #[inline]
    fn ascend(&mut self) {
        self.depth_left += 1;
    }

    /// Is there depth to spare for a short cut that does not count it?
    pub(crate) fn is_shallow(&self) -> bool {
        self.depth_left > self.limits.depth / 2
    }

    /// Let something else work on the budget.
    pub(crate) fn budget(&mut self) -> &mut u64 {
        &mut self.steps_left
    }

    #[cold]
    pub(crate) fn too_long(&self) -> Fault {
        Fault::new("U1001").text("Expression evaluation timeout: Check for infinite loop")
    }

    #[cold]
    pub(crate) fn too_deep(&self) -> Fault {
        let most = self.limits.depth;
        Fault::new("U1001").text(format!(
            "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive. \
             Depth={} max={most}",
            most + 1
        ))
    }

    /// Refuse a value that is too big.
    pub(crate) fn hold(&self, bytes: u64) -> Result<(), Fault> {
        if bytes > self.limits.bytes { Err(too_big()) } else { Ok(()) }
    }

    pub(crate) fn name(&self, symbol: Symbol) -> Text {
        self.names.text(symbol)
    }

    /// The names, to add to them; they are the expression's own until then.
    pub(crate) fn names_mut(&mut self) -> &mut Names {
        Rc::make_mut(&mut self.names)
    }

    /// Make room for names that came up while running, in `$eval`.
    pub(crate) fn know_new_names(&mut self) {
        self.externals.resize(self.names.len(), None);
    }
}

/// A value takes more memory than AWS gives an expression.
#[cold]
pub(crate) fn too_big() -> Fault {
    Fault::new("U1001").text("Expression evaluation memory limit exceeded: Check for excessive memory usage")
}

/// An array as the top-level input counts as one item, not as a sequence.
pub(crate) fn outer_wrapper(input: Item) -> Item {
    if input.is_array() && !input.is_sequence() {
        Item::list(vec![input], Marks { is_outer_wrapper: true, ..Marks::SEQUENCE })
    } else {
        input
    }
}

/// A sequence of no items is undefined, of one item that item, unless `[]` was written.
fn unwrap_sequence(item: Item, keep_array: bool) -> Item {
    let Item::List(mut list) = item else { return item };
    match list.items.len() {
        0 => Item::Undefined,
        1 if keep_array && !list.marks.keeps_singleton => {
            Rc::make_mut(&mut list).marks.keeps_singleton = true;
            Item::List(list)
        }
        1 if !list.marks.keeps_singleton => list.items[0].clone(),
        _ => Item::List(list),
    }
}
