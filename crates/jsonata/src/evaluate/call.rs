//! Calls: functions of every kind, partial application and `~>`.

use super::function::{Lambda, Mark, Native, NativeBody, TailCall};
use super::{Evaluated, Evaluation, Frame, Function, FunctionKind};
use crate::builtins::{self, BuiltinFunction};
use crate::error::Fault;
use crate::expression::Limits;
use crate::parse::{Kind, Node};
use crate::value::Item;
use json::Text;
use std::cell::RefCell;
use std::rc::Rc;

/// Where the reference's own text for `f ~> g` (`function($f, $g) { function($x){ $g($f($x)) } }`)
/// has the two calls: its errors report these positions.
const CHAIN_FIRST: (&str, u32) = ("f", 39);
const CHAIN_SECOND: (&str, u32) = ("g", 35);

impl Evaluation<'_> {
    /// `procedure(arguments)`; `~>` puts a value before the arguments.
    #[inline(never)]
    pub(super) fn call(
        &mut self,
        node: &Node,
        procedure: &Node,
        arguments: &[Node],
        piped: Option<Item>,
        input: &Item,
        frame: &Rc<Frame>,
    ) -> Evaluated {
        let callee = self.eval(procedure, input, frame)?;
        if callee.is_undefined() {
            self.suggest_variable(procedure, "T1005", frame).map_err(|fault| fault.position_or(node.position))?;
        }
        let mut values = Vec::with_capacity(arguments.len() + usize::from(piped.is_some()));
        values.extend(piped);
        for argument in arguments {
            values.push(match self.eval(argument, input, frame)? {
                Item::Function(function) => Item::Function(Function { is_passed: true, ..function }),
                value => value,
            });
        }
        let name = self.procedure_name(procedure);
        let result = match &callee {
            Item::Function(function) => {
                self.mark(function, Mark { token: name.clone(), position: node.position });
                if builtins::is_eval(function) {
                    self.eval_text(&values, input, frame).map_err(|fault| self.blame(function, fault))
                } else {
                    self.apply(function, values, input)
                }
            }
            _ => Err(Fault::new("T1006").span(node.span)),
        };
        result.map_err(|fault| fault.position_or(node.position).token_or(name.as_deref()))
    }

    /// Call a function, and make the tail calls it leaves to its caller.
    pub(crate) fn apply(&mut self, function: &Function, arguments: Vec<Item>, input: &Item) -> Evaluated {
        // AWS does not count calls (floci#2737). Where expressions may nest deeper than there, they
        // count, as a call takes about as much of the stack as a sub-expression.
        if self.limits.depth <= Limits::STEP_FUNCTIONS.depth {
            return self.apply_deeper(function, arguments, input);
        }
        self.descend()?;
        let result = self.apply_deeper(function, arguments, input);
        self.ascend();
        result
    }

    #[inline(never)]
    fn apply_deeper(&mut self, function: &Function, arguments: Vec<Item>, input: &Item) -> Evaluated {
        let mut result = self.call_once(function, arguments, input)?;
        while let Item::Function(Function { kind: FunctionKind::TailCall(tail), .. }) = &result {
            self.spend(1)?;
            let tail = tail.clone();
            let Kind::Call { procedure, arguments } = &tail.call.kind else { return Ok(result) };
            let next = self.eval(procedure, &tail.input, &tail.frame)?;
            let mut values = Vec::with_capacity(arguments.len());
            let token = if let Kind::Variable(name) = procedure.kind { Some(self.name(name)) } else { None };
            let Item::Function(next) = next else {
                return Err(Fault::new("T1006")
                    .token_or(token.as_deref())
                    .position_or(procedure.position)
                    .span(tail.call.span));
            };
            self.mark(&next, Mark { token, position: procedure.position });
            for argument in arguments {
                values.push(self.eval(argument, &tail.input, &tail.frame)?);
            }
            result = if builtins::is_eval(&next) {
                self.eval_text(&values, &tail.input, &tail.frame)?
            } else {
                self.call_once(&next, values, input).map_err(|fault| fault.span_or(tail.call.span))?
            };
        }
        Ok(result)
    }

    fn call_once(&mut self, function: &Function, arguments: Vec<Item>, input: &Item) -> Evaluated {
        let result = if function.is_passed {
            self.call_bare(function, arguments, &Item::Null)
        } else {
            self.call_bare(function, arguments, input)
        };
        result.map_err(|fault| self.blame(function, fault))
    }

    fn call_bare(&mut self, function: &Function, arguments: Vec<Item>, context: &Item) -> Evaluated {
        match &function.kind {
            FunctionKind::Builtin(builtin) => self.call_builtin(builtin, arguments, context),
            FunctionKind::Lambda(lambda) => self.call_lambda(lambda, arguments, context),
            FunctionKind::Native(native) => self.call_native(native, arguments, context),
            FunctionKind::TailCall(_) => Err(Fault::new("T1006")),
        }
    }

    #[inline(never)]
    fn call_builtin(&mut self, builtin: &'static BuiltinFunction, arguments: Vec<Item>, context: &Item) -> Evaluated {
        let arguments = builtins::signature(builtin).validate(arguments, context)?;
        (builtin.run)(self, arguments)
    }

    #[inline(never)]
    fn call_lambda(&mut self, lambda: &Lambda, arguments: Vec<Item>, context: &Item) -> Evaluated {
        let frame = lambda_frame(lambda, arguments, context)?;
        self.eval(&lambda.node.body, &lambda.input, &frame)
    }

    #[inline(never)]
    fn call_native(&mut self, native: &Native, arguments: Vec<Item>, context: &Item) -> Evaluated {
        match &native.body {
            NativeBody::Regex(regex) => {
                let text = arguments.into_iter().next().unwrap_or_default();
                builtins::run_regex(self, regex, &text)
            }
            NativeBody::NextMatch { regex, text, from } => builtins::next_match(self, regex, text, *from),
            NativeBody::Transform { node, frame } => {
                let arguments = builtins::transform_signature().validate(arguments, context)?;
                self.transform(node, arguments.into_iter().next().unwrap_or_default(), frame)
            }
            NativeBody::Chain { first, second } => {
                let mark = |(token, position): (&str, u32)| Mark { token: Some(token.into()), position };
                self.mark(first, mark(CHAIN_FIRST));
                let result = self.apply(first, arguments, &Item::Undefined);
                let value = result.map_err(|fault| fault.position_or(CHAIN_FIRST.1).token_or(Some(CHAIN_FIRST.0)))?;
                self.mark(second, mark(CHAIN_SECOND));
                self.apply(second, vec![value], &Item::Undefined)
            }
            NativeBody::Partial { function, arguments: given } => {
                let mut passed = arguments.into_iter();
                let count = function.parameter_count();
                let filled = (0..count).map(|at| match given.get(at) {
                    Some(None) => passed.next().unwrap_or_default(),
                    Some(Some(item)) => item.clone(),
                    None => Item::Undefined,
                });
                let filled = filled.collect();
                self.call_without_signature(function, filled, context)
            }
        }
    }

    /// The reference calls a partially applied built-in function without looking at its signature.
    fn call_without_signature(&mut self, function: &Function, arguments: Vec<Item>, context: &Item) -> Evaluated {
        match &function.kind {
            FunctionKind::Builtin(builtin) => (builtin.run)(self, arguments),
            _ => self.call_bare(function, arguments, context),
        }
    }

    /// Write name and position of a call onto the function, as the reference does.
    fn mark(&mut self, function: &Function, mark: Mark) {
        if function.is_passed {
            return;
        }
        match &function.kind {
            FunctionKind::Builtin(builtin) => {
                let at = builtins::index_of(builtin);
                if self.marks.len() <= at {
                    self.marks.resize(at + 1, Mark::default());
                }
                self.marks[at] = mark;
            }
            FunctionKind::Lambda(lambda) => {
                lambda.mark.replace(mark);
            }
            FunctionKind::Native(native) if !is_plain_javascript(&native.body) => {
                native.mark.replace(mark);
            }
            _ => {}
        }
    }

    /// An error that comes out of a function gets the position of the call, over any position it had.
    fn blame(&self, function: &Function, fault: Fault) -> Fault {
        let mark = match &function.kind {
            FunctionKind::Builtin(builtin) => {
                let known = self.marks.get(builtins::index_of(builtin)).filter(|mark| mark.token.is_some());
                Some(known.cloned().unwrap_or_else(|| Mark { token: Some(builtin.name.into()), position: 0 }))
            }
            FunctionKind::Lambda(lambda) => Some(lambda.mark.borrow().clone()),
            FunctionKind::Native(native) => Some(native.mark.borrow().clone()),
            FunctionKind::TailCall(_) => None,
        };
        match mark {
            Some(mark) => fault.token_or(mark.token.as_deref()).position_over(mark.position),
            None => fault,
        }
    }

    /// `sum(x)` where `$sum` was meant.
    fn suggest_variable(&mut self, procedure: &Node, code: &'static str, frame: &Rc<Frame>) -> Result<(), Fault> {
        let Some(name) = first_name(procedure) else { return Ok(()) };
        let symbol = self.names_mut().symbol(&name);
        self.know_new_names();
        let value = self.lookup(symbol, frame);
        if builtins::is_javascript_truthy(&value) { Err(Fault::new(code).token(&*name)) } else { Ok(()) }
    }

    fn procedure_name(&mut self, procedure: &Node) -> Option<Text> {
        match &procedure.kind {
            Kind::Variable(name) => Some(self.name(*name)),
            Kind::Path { .. } => first_name(procedure),
            Kind::Literal(Item::String(text)) => Some(text.clone()),
            Kind::Call { .. } | Kind::Partial { .. } => Some("(".into()),
            _ => None,
        }
    }

    /// `left ~> right`
    #[inline(never)]
    pub(super) fn apply_operator(
        &mut self,
        node: &Node,
        left: &Node,
        right: &Node,
        input: &Item,
        frame: &Rc<Frame>,
    ) -> Evaluated {
        let value = self.eval(left, input, frame)?;
        if let Kind::Call { procedure, arguments } = &right.kind {
            return self
                .call(right, procedure, arguments, Some(value), input, frame)
                .map_err(|fault| fault.span_or(right.span));
        }
        let Item::Function(second) = self.eval(right, input, frame)? else {
            return Err(Fault::new("T2006").position_or(node.position).span(right.span));
        };
        match value {
            Item::Function(first) => Ok(Function::native(NativeBody::Chain { first, second }).into()),
            value => self.apply(&second, vec![value], &Item::Null),
        }
    }

    /// `procedure(?, argument)`
    #[inline(never)]
    pub(super) fn partial(
        &mut self,
        node: &Node,
        procedure: &Node,
        arguments: &[Node],
        input: &Item,
        frame: &Rc<Frame>,
    ) -> Evaluated {
        let mut given = Vec::with_capacity(arguments.len());
        for argument in arguments {
            given.push(match argument.kind {
                Kind::Placeholder => None,
                _ => Some(self.eval(argument, input, frame)?),
            });
        }
        let callee = self.eval(procedure, input, frame)?;
        if callee.is_undefined() {
            self.suggest_variable(procedure, "T1007", frame).map_err(|fault| fault.position_or(node.position))?;
        }
        match callee {
            Item::Function(Function { kind: FunctionKind::Lambda(lambda), is_passed: false }) => {
                Ok(self.partial_lambda(&lambda, &given))
            }
            Item::Function(function) => Ok(Function::native(NativeBody::Partial { function, arguments: given }).into()),
            _ => {
                let name = self.procedure_name(procedure);
                Err(Fault::new("T1008").position_or(node.position).token_or(name.as_deref()))
            }
        }
    }

    /// What is given is bound now, what is not remains a parameter. The signature is lost, as in the reference.
    fn partial_lambda(&mut self, lambda: &Rc<Lambda>, given: &[Option<Item>]) -> Item {
        let frame = Frame::new(&lambda.frame);
        let mut parameters = Vec::new();
        for (at, &name) in lambda.parameters.iter().enumerate() {
            match given.get(at) {
                Some(None) => parameters.push(name),
                Some(Some(item)) => frame.bind(name, item.clone()),
                None => frame.bind(name, Item::Undefined),
            }
        }
        self.capture(&frame);
        Function::new(FunctionKind::Lambda(Rc::new(Lambda {
            parameters,
            signature: None,
            node: lambda.node.clone(),
            input: lambda.input.clone(),
            frame,
            mark: RefCell::default(),
        })))
        .into()
    }

    /// The function that a node stands for.
    #[inline(never)]
    pub(super) fn function(&mut self, node: &Node, input: &Item, frame: &Rc<Frame>) -> Item {
        let function = match &node.kind {
            Kind::Lambda(lambda) => {
                self.capture(frame);
                Function::new(FunctionKind::Lambda(Rc::new(Lambda {
                    parameters: lambda.parameters.clone(),
                    signature: lambda.signature.clone(),
                    node: lambda.clone(),
                    input: input.clone(),
                    frame: frame.clone(),
                    mark: RefCell::default(),
                })))
            }
            Kind::TailCall(call) => {
                let tail = TailCall { call: call.clone(), input: input.clone(), frame: frame.clone() };
                Function::new(FunctionKind::TailCall(Rc::new(tail)))
            }
            Kind::Transform(transform) => {
                self.capture(frame);
                Function::native(NativeBody::Transform { node: transform.clone(), frame: frame.clone() })
            }
            Kind::Regex(regex) => Function::native(NativeBody::Regex(regex.clone())),
            _ => return Item::Undefined,
        };
        function.into()
    }

    fn capture(&mut self, frame: &Rc<Frame>) {
        if !frame.is_captured.replace(true) {
            self.captured.push(Rc::downgrade(frame));
        }
    }
}

/// The scope of a call. A parameter that gets no argument is bound to undefined, and hides what
/// is further out.
#[inline(never)]
fn lambda_frame(lambda: &Lambda, arguments: Vec<Item>, context: &Item) -> Result<Rc<Frame>, Fault> {
    let arguments = match &lambda.signature {
        Some(signature) => signature.validate(arguments, context)?,
        None => arguments,
    };
    let mut arguments = arguments.into_iter();
    let bindings = lambda.parameters.iter().map(|&name| (name, arguments.next().unwrap_or_default())).collect();
    Ok(Frame::with(&lambda.frame, bindings))
}

fn first_name(procedure: &Node) -> Option<Text> {
    match &procedure.kind {
        Kind::Path { steps, .. } => match &steps[0].kind {
            Kind::Name(name, _) => Some(name.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// These are functions of JavaScript in the reference, onto which it writes nothing.
fn is_plain_javascript(body: &NativeBody) -> bool {
    matches!(body, NativeBody::Regex(_) | NativeBody::NextMatch { .. })
}
