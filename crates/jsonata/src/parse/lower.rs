//! Syntax to the tree that is evaluated: steps are gathered into paths, predicates and bindings
//! are hung on their steps, and each `%` finds the step it means.

use super::ancestry::{adopt, resolve, seek};
use super::syntax::{Syntax, SyntaxKind, Term};
use super::tail_call;
use super::tree::{
    Binding, Group, Kind, LambdaNode, Names, Node, Operator, RegexNode, Slot, SortTerm, Stage, TransformNode,
};
use crate::error::Fault;
use crate::value::Item;
use json::Text;
use std::cell::Cell;
use std::rc::Rc;

type Lowered = Result<Node, Fault>;

/// Lower a whole expression.
pub(crate) fn lower(syntax: Syntax, names: &mut Names) -> Lowered {
    let node = Lowering { names, slots: 0, bindings: 0 }.node(syntax)?;
    if matches!(node.kind, Kind::Parent(_)) || !node.step.seeking.is_empty() {
        return Err(Fault::new("S0217").token(node.type_name()).position_or(node.position).span(node.span));
    }
    Ok(node)
}

/// As in the evaluator, what recurses is kept out of line for the sake of the stack.
struct Lowering<'a> {
    names: &'a mut Names,
    slots: u32,
    /// Bindings lowered so far.
    bindings: u32,
}

impl Lowering<'_> {
    #[inline(never)]
    fn node(&mut self, syntax: Syntax) -> Lowered {
        let keep_array = syntax.keep_array;
        let mut node = self.bare_node(syntax)?;
        node.keep_array |= keep_array;
        Ok(node)
    }

    fn boxed(&mut self, syntax: Syntax) -> Result<Box<Node>, Fault> {
        self.node(syntax).map(Box::new)
    }

    #[inline(never)]
    fn bare_node(&mut self, syntax: Syntax) -> Lowered {
        let Syntax { kind, span, position, keep_array, .. } = syntax;
        let kind = match kind {
            SyntaxKind::Name(name) => return Ok(name_path(name, span, position, keep_array)),
            SyntaxKind::Operator(name @ ("and" | "or" | "in")) => {
                return Ok(name_path(name.into(), span, position, keep_array));
            }
            SyntaxKind::Operator("?") => Kind::Placeholder,
            SyntaxKind::Operator(other) => {
                return Err(Fault::new("S0201").token(other).position(position).span(span));
            }
            SyntaxKind::End => return Err(Fault::new("S0207").token("(end)").position(position).span(span)),
            SyntaxKind::Variable(name) => Kind::Variable(self.names.symbol(&name)),
            SyntaxKind::String(text) => Kind::Literal(Item::String(text)),
            SyntaxKind::Number(number) => Kind::Literal(Item::Number(number)),
            SyntaxKind::Bool(value) => Kind::Literal(Item::Bool(value)),
            SyntaxKind::Null => Kind::Literal(Item::Null),
            SyntaxKind::Regex { source, flags } => {
                regex(&source, &flags, position).map_err(|fault| fault.position(position).span(span))?
            }
            SyntaxKind::Wildcard => Kind::Wildcard,
            SyntaxKind::Descendant => Kind::Descendant,
            SyntaxKind::Parent => return Ok(Node::new(Kind::Parent(self.slot()), span, 0)),
            SyntaxKind::Lambda { parameters, signature, body } => self.lambda(&parameters, signature, *body)?,
            SyntaxKind::Transform { pattern, update, delete } => self.transform(*pattern, *update, delete, position)?,
            SyntaxKind::Binary { operator, left, right } => {
                return self.binary(operator, *left, *right, span, position);
            }
            SyntaxKind::Group { left, pairs } => return self.group(*left, pairs, span, position),
            SyntaxKind::Sort { left, terms } => return self.sort(*left, terms, span, position),
            SyntaxKind::Focus { left, name } => return self.focus(*left, &name, span, position, keep_array),
            SyntaxKind::Index { left, name } => return self.index(*left, &name, span),
            other => return self.composite(other, span, position),
        };
        Ok(Node::new(kind, span, position))
    }

    /// Nodes that hand on the unresolved slots of their parts.
    #[inline(never)]
    fn composite(&mut self, kind: SyntaxKind, span: text::Span, position: u32) -> Lowered {
        let mut seeking = Vec::new();
        let mut is_constructor = false;
        let kind = match kind {
            SyntaxKind::Bind { name, value } => {
                let name = self.names.symbol(&name);
                self.bindings += 1;
                Kind::Bind(Binding { name, value: self.part(*value, &mut seeking)? })
            }
            SyntaxKind::Negate(operand) => {
                let mut operand = self.node(*operand)?;
                if let Kind::Literal(Item::Number(number)) = &mut operand.kind {
                    *number = -*number;
                    operand.span = span;
                    return Ok(operand);
                }
                adopt(&mut seeking, &operand);
                Kind::Negate(Box::new(operand))
            }
            SyntaxKind::Array(items) => Kind::Array(self.parts(items, &mut seeking)?),
            SyntaxKind::Object(pairs) => {
                Kind::Object(Box::new(self.pairs(pairs, Some(&mut seeking), span, position)?))
            }
            SyntaxKind::Block(expressions) => {
                let before = self.bindings;
                let expressions = self.parts(expressions, &mut seeking)?;
                is_constructor = expressions.iter().any(is_array_constructor);
                Kind::Block { expressions, binds: self.bindings > before }
            }
            SyntaxKind::Call { procedure, arguments, is_partial } => {
                let arguments = self.parts(arguments, &mut seeking)?;
                let procedure = self.boxed(*procedure)?;
                if is_partial { Kind::Partial { procedure, arguments } } else { Kind::Call { procedure, arguments } }
            }
            SyntaxKind::Condition { condition, then, otherwise } => Kind::Condition {
                condition: self.part(*condition, &mut seeking)?,
                then: self.part(*then, &mut seeking)?,
                otherwise: otherwise.map(|otherwise| self.part(*otherwise, &mut seeking)).transpose()?,
            },
            _ => return Err(Fault::new("S0207").position(position).span(span)),
        };
        let mut node = Node::new(kind, span, position);
        node.step.seeking = seeking;
        node.is_constructor = is_constructor;
        Ok(node)
    }

    #[inline(never)]
    fn part(&mut self, syntax: Syntax, seeking: &mut Vec<Rc<Slot>>) -> Result<Box<Node>, Fault> {
        let node = self.node(syntax)?;
        adopt(seeking, &node);
        Ok(Box::new(node))
    }

    #[inline(never)]
    fn parts(&mut self, syntax: Vec<Syntax>, seeking: &mut Vec<Rc<Slot>>) -> Result<Vec<Node>, Fault> {
        let mut nodes = Vec::with_capacity(syntax.len());
        for part in syntax {
            let node = self.node(part)?;
            adopt(seeking, &node);
            nodes.push(node);
        }
        Ok(nodes)
    }

    #[inline(never)]
    fn binary(&mut self, operator: &str, left: Syntax, right: Syntax, span: text::Span, position: u32) -> Lowered {
        match operator {
            "." => self.path(left, right, span),
            "[" => self.predicate(left, right, span, position),
            "~>" => {
                let (left, right) = (self.boxed(left)?, self.boxed(right)?);
                let keep_array = left.keep_array || right.keep_array;
                Ok(Node { keep_array, ..Node::new(Kind::Apply { left, right }, span, position) })
            }
            _ => {
                let Some(operator) = Operator::parse(operator) else {
                    return Err(Fault::new("S0201").token(operator).position(position).span(span));
                };
                let mut seeking = Vec::new();
                let (left, right) = (self.part(left, &mut seeking)?, self.part(right, &mut seeking)?);
                let mut node = Node::new(Kind::Binary { operator, left, right }, span, position);
                node.step.seeking = seeking;
                Ok(node)
            }
        }
    }

    #[inline(never)]
    fn path(&mut self, left: Syntax, right: Syntax, span: text::Span) -> Lowered {
        let left = self.node(left)?;
        let first_slot = if let Kind::Parent(slot) = &left.kind { Some(slot.clone()) } else { None };
        let mut path = into_path(left);
        path.span = span;
        path.step.seeking.extend(first_slot);
        let rest = self.node(right)?;
        let Kind::Path { steps, keeps_singleton } = &mut path.kind else { return Ok(path) };
        match rest {
            Node { kind: Kind::Path { steps: more, .. }, .. } => steps.extend(more),
            mut step => {
                step.step.stages.extend(std::mem::take(&mut step.predicates).into_iter().map(Stage::Filter));
                steps.push(step);
            }
        }
        for step in steps.iter_mut() {
            name_step(step)?;
        }
        *keeps_singleton |= steps.iter().any(|step| step.keep_array);
        let last = steps.len() - 1;
        for at in [0, last] {
            steps[at].is_constructor |= matches!(steps[at].kind, Kind::Array(_));
        }
        resolve(steps, &mut path.step.seeking)?;
        Ok(path)
    }

    #[inline(never)]
    fn predicate(&mut self, left: Syntax, right: Syntax, span: text::Span, position: u32) -> Lowered {
        let mut node = self.node(left)?;
        node.span = span;
        let is_path = matches!(node.kind, Kind::Path { .. });
        if with_last_step(&mut node, |step| step.group.is_some()) {
            return Err(Fault::new("S0209").position(position).span(span));
        }
        let predicate = self.node(right)?;
        with_last_step(&mut node, |step| add_filter(step, predicate, is_path))?;
        Ok(node)
    }

    #[inline(never)]
    fn group(&mut self, left: Syntax, pairs: Vec<(Syntax, Syntax)>, span: text::Span, position: u32) -> Lowered {
        let mut node = self.node(left)?;
        node.span = span;
        if node.group.is_some() {
            return Err(Fault::new("S0210").position(position).span(span));
        }
        node.group = Some(Box::new(self.pairs(pairs, None, span, position)?));
        Ok(node)
    }

    fn pairs(
        &mut self,
        pairs: Vec<(Syntax, Syntax)>,
        mut seeking: Option<&mut Vec<Rc<Slot>>>,
        span: text::Span,
        position: u32,
    ) -> Result<Group, Fault> {
        let mut lowered = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let (key, value) = (self.node(key)?, self.node(value)?);
            if let Some(seeking) = &mut seeking {
                adopt(seeking, &key);
                adopt(seeking, &value);
            }
            lowered.push((key, value));
        }
        Ok(Group { pairs: lowered, position, span })
    }

    #[inline(never)]
    fn sort(&mut self, left: Syntax, terms: Vec<Term>, span: text::Span, position: u32) -> Lowered {
        let mut path = into_path(self.node(left)?);
        path.span = span;
        let mut seeking = Vec::new();
        let mut lowered = Vec::with_capacity(terms.len());
        for Term { is_descending, expression } in terms {
            let expression = self.node(expression)?;
            adopt(&mut seeking, &expression);
            lowered.push(SortTerm { is_descending, expression });
        }
        let mut sort = Node::new(Kind::Sort(lowered), span, position);
        sort.step.seeking = seeking;
        if let Kind::Path { steps, .. } = &mut path.kind {
            steps.push(sort);
            resolve(steps, &mut path.step.seeking)?;
        }
        Ok(path)
    }

    #[inline(never)]
    fn focus(&mut self, left: Syntax, name: &str, span: text::Span, position: u32, keep_array: bool) -> Lowered {
        let mut node = self.node(left)?;
        node.span = span;
        let name = self.names.symbol(name);
        let problem = with_last_step(&mut node, |step| {
            if !step.step.stages.is_empty() || !step.predicates.is_empty() {
                return Some("S0215");
            }
            if matches!(step.kind, Kind::Sort(_)) {
                return Some("S0216");
            }
            step.keep_array |= keep_array;
            step.step.focus = Some(name);
            step.step.is_tuple = true;
            None
        });
        if let Some(code) = problem {
            return Err(Fault::new(code).position(position).span(span));
        }
        Ok(node)
    }

    #[inline(never)]
    fn index(&mut self, left: Syntax, name: &str, span: text::Span) -> Lowered {
        let mut node = self.node(left)?;
        if !matches!(node.kind, Kind::Path { .. }) {
            node.step.stages.extend(std::mem::take(&mut node.predicates).into_iter().map(Stage::Filter));
            node = into_path(node);
        }
        node.span = span;
        let symbol = self.names.symbol(name);
        with_last_step(&mut node, |step| {
            if step.step.stages.is_empty() {
                step.step.index = Some(symbol);
            } else {
                step.step.stages.push(Stage::Index(symbol));
            }
            step.step.is_tuple = true;
        });
        Ok(node)
    }

    #[inline(never)]
    fn lambda(
        &mut self,
        parameters: &[Text],
        signature: Option<Rc<crate::signature::Signature>>,
        body: Syntax,
    ) -> Result<Kind, Fault> {
        let parameters = parameters.iter().map(|name| self.names.symbol(name)).collect();
        let body = tail_call::mark(self.node(body)?);
        Ok(Kind::Lambda(Rc::new(LambdaNode { parameters, signature, body })))
    }

    #[inline(never)]
    fn transform(
        &mut self,
        pattern: Syntax,
        update: Syntax,
        delete: Option<Box<Syntax>>,
        position: u32,
    ) -> Result<Kind, Fault> {
        let (pattern, update) = (self.node(pattern)?, self.node(update)?);
        let delete = delete.map(|delete| self.node(*delete)).transpose()?;
        Ok(Kind::Transform(Rc::new(TransformNode { pattern, update, delete, position })))
    }

    fn slot(&mut self) -> Rc<Slot> {
        let label = self.names.symbol(&format!("!{}", self.slots));
        self.slots += 1;
        Rc::new(Slot { label: Cell::new(label), level: Cell::new(1) })
    }
}

fn name_path(name: Text, span: text::Span, position: u32, keep_array: bool) -> Node {
    let mut step = Node::new(Kind::Name(name, Default::default()), span, position);
    step.keep_array = keep_array;
    Node::new(Kind::Path { steps: vec![step], keeps_singleton: keep_array }, span, 0)
}

fn into_path(node: Node) -> Node {
    if matches!(node.kind, Kind::Path { .. }) {
        return node;
    }
    let span = node.span;
    Node::new(Kind::Path { steps: vec![node], keeps_singleton: false }, span, 0)
}

/// Look at the last step of a path; at any other node itself.
fn with_last_step<T>(node: &mut Node, visit: impl FnOnce(&mut Node) -> T) -> T {
    if let Kind::Path { steps, .. } = &mut node.kind
        && let Some(last) = steps.last_mut()
    {
        return visit(last);
    }
    visit(node)
}

fn add_filter(step: &mut Node, predicate: Node, is_stage: bool) -> Result<(), Fault> {
    if !predicate.step.seeking.is_empty() {
        for slot in &predicate.step.seeking {
            if slot.level.get() == 1 {
                seek(step, slot)?;
            } else {
                slot.level.set(slot.level.get() - 1);
            }
        }
        adopt(&mut step.step.seeking, &predicate);
    }
    if is_stage {
        step.step.stages.push(Stage::Filter(predicate));
    } else {
        step.predicates.push(predicate);
    }
    Ok(())
}

/// A string as a step is a name; other literals cannot be steps.
fn name_step(step: &mut Node) -> Result<(), Fault> {
    match &step.kind {
        Kind::Literal(Item::String(text)) => step.kind = Kind::Name(text.clone(), Default::default()),
        Kind::Literal(other) => {
            return Err(Fault::new("S0213").value(other).position(step.position).span(step.span));
        }
        _ => {}
    }
    Ok(())
}

fn is_array_constructor(node: &Node) -> bool {
    match &node.kind {
        Kind::Path { steps, .. } => steps[0].is_constructor,
        _ => node.is_constructor,
    }
}

fn regex(source: &Text, flags: &str, position: u32) -> Result<Kind, Fault> {
    let flags_twice = flags.matches('i').count() > 1 || flags.matches('m').count() > 1;
    let parsed = if flags_twice { Err("Invalid flags".to_owned()) } else { pattern::Pattern::parse(source, flags) };
    let pattern = parsed.map_err(|problem| Fault::new("S0303").text(problem))?;
    Ok(Kind::Regex(Rc::new(RegexNode { pattern, source: source.clone(), position })))
}
