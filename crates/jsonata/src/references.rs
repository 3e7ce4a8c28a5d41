//! What an expression refers to, without running it.

use crate::builtins;
use crate::expression::Dialect;
use crate::parse::{Group, Kind, Names, Node, Stage, Symbol};
use text::Span;

/// A `$name` and the field names behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableReference {
    /// `states` for `$states.result`.
    pub name: String,
    /// `result` for `$states.result`: the names that follow, as far as they are plain names.
    pub path: Vec<String>,
    /// Of the `$name` alone.
    pub span: Span,
    /// Of the name and the path behind it.
    pub path_span: Span,
}

/// A place that reads the top-level input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopLevelReference {
    /// As it is written: `phone`, `$` or `$$`.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A call of a function by name: `$sum(…)`, also `… ~> $sum`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// `sum` for `$sum(…)`.
    pub name: String,
    /// Is it a function that the expression binds itself?
    pub is_local: bool,
    /// How many arguments are passed; one more where `~>` passes it.
    pub arguments: usize,
    /// Of the `$name`.
    pub span: Span,
}

/// Everything an expression refers to, in the order it would be evaluated.
#[derive(Clone, Debug, Default)]
pub(crate) struct References {
    pub(crate) variables: Vec<VariableReference>,
    pub(crate) top_level: Vec<TopLevelReference>,
    pub(crate) calls: Vec<Call>,
}

/// Collect the references of a tree.
pub(crate) fn collect(node: &Node, names: &Names, text: &str, dialect: Dialect) -> References {
    let mut collector = Collector { names, text, dialect, bound: Vec::new(), found: References::default() };
    collector.node(node, Context::TopLevel);
    // The left side of `?:` and `??` is in the tree twice.
    let mut found = collector.found;
    keep_first(&mut found.variables, |variable| variable.span);
    keep_first(&mut found.top_level, |reference| reference.span);
    keep_first(&mut found.calls, |call| call.span);
    found
}

/// Of several entries for one place, keep the first.
fn keep_first<T>(entries: &mut Vec<T>, span: impl Fn(&T) -> Span) {
    let mut seen: Vec<Span> = Vec::new();
    entries.retain(|entry| {
        let is_new = !seen.contains(&span(entry));
        seen.push(span(entry));
        is_new
    });
}

/// What names without `$` read from.
#[derive(Clone, Copy, PartialEq)]
enum Context {
    /// The top-level input.
    TopLevel,
    /// What a step before gave.
    Inner,
}

struct Collector<'a> {
    names: &'a Names,
    text: &'a str,
    dialect: Dialect,
    /// Names the expression binds, innermost last.
    bound: Vec<Symbol>,
    found: References,
}

impl Collector<'_> {
    fn node(&mut self, node: &Node, context: Context) {
        self.kind(node, context);
        for predicate in &node.predicates {
            self.node(predicate, Context::Inner);
        }
        if let Some(group) = &node.group {
            self.group(group, Context::Inner);
        }
    }

    fn kind(&mut self, node: &Node, context: Context) {
        match &node.kind {
            Kind::Literal(_) | Kind::Parent(_) | Kind::Regex(_) | Kind::Placeholder => {}
            Kind::Name(..) | Kind::Wildcard | Kind::Descendant => self.top_level(node, context),
            Kind::Variable(name) => self.variable(*name, node, &[], context),
            Kind::Path { steps, .. } => self.path(steps, context),
            Kind::Binary { left, right, .. } => {
                self.node(left, context);
                self.node(right, context);
            }
            Kind::Negate(operand) => self.node(operand, context),
            Kind::Array(items) => items.iter().for_each(|item| self.node(item, context)),
            Kind::Object(group) => self.group(group, context),
            Kind::Bind(binding) => self.bind(binding.name, &binding.value, context),
            Kind::Condition { condition, then, otherwise } => {
                self.node(condition, context);
                self.node(then, context);
                if let Some(otherwise) = otherwise {
                    self.node(otherwise, context);
                }
            }
            Kind::Block { expressions, .. } => self.scoped(&[], |collector| {
                expressions.iter().for_each(|expression| collector.node(expression, context));
            }),
            Kind::Call { procedure, arguments } | Kind::Partial { procedure, arguments } => {
                self.call(procedure, arguments, 0, context);
            }
            Kind::Apply { left, right } => self.apply(left, right, context),
            Kind::Lambda(lambda) => {
                self.scoped(&lambda.parameters, |collector| collector.node(&lambda.body, context));
            }
            Kind::TailCall(call) => self.kind(call, context),
            Kind::Transform(transform) => {
                self.node(&transform.pattern, Context::Inner);
                self.node(&transform.update, Context::Inner);
                if let Some(delete) = &transform.delete {
                    self.node(delete, Context::Inner);
                }
            }
            Kind::Sort(terms) => terms.iter().for_each(|term| self.node(&term.expression, Context::Inner)),
        }
    }

    fn scoped(&mut self, names: &[Symbol], visit: impl FnOnce(&mut Self)) {
        let outer = self.bound.len();
        self.bound.extend_from_slice(names);
        visit(self);
        self.bound.truncate(outer);
    }

    /// A function may call itself by the name it is bound to; any other value is found before its name.
    fn bind(&mut self, name: Symbol, value: &Node, context: Context) {
        if matches!(value.kind, Kind::Lambda(_)) {
            self.bound.push(name);
            self.node(value, context);
        } else {
            self.node(value, context);
            self.bound.push(name);
        }
    }

    fn path(&mut self, steps: &[Node], context: Context) {
        self.scoped(&[], |collector| {
            let mut context = context;
            for (at, step) in steps.iter().enumerate() {
                match step.kind {
                    Kind::Variable(name) if at == 0 => {
                        collector.variable(name, step, &steps[1..], context);
                        step.predicates.iter().for_each(|predicate| collector.node(predicate, Context::Inner));
                    }
                    _ => collector.node(step, context),
                }
                // Behind `@`, the next step reads what this one read.
                if step.step.focus.is_none() {
                    context = Context::Inner;
                }
                collector.bound.extend(step.step.focus);
                collector.bound.extend(step.step.index);
                collector.stages(&step.step.stages);
            }
        });
    }

    fn stages(&mut self, stages: &[Stage]) {
        for stage in stages {
            match stage {
                Stage::Filter(predicate) => self.node(predicate, Context::Inner),
                Stage::Index(name) => self.bound.push(*name),
            }
        }
    }

    fn group(&mut self, group: &Group, context: Context) {
        for (key, value) in &group.pairs {
            self.node(key, context);
            self.node(value, context);
        }
    }

    fn apply(&mut self, left: &Node, right: &Node, context: Context) {
        self.node(left, context);
        match &right.kind {
            Kind::Call { procedure, arguments } => self.call(procedure, arguments, 1, context),
            Kind::Variable(_) => self.call(right, &[], 1, context),
            _ => self.node(right, context),
        }
    }

    fn call(&mut self, procedure: &Node, arguments: &[Node], piped: usize, context: Context) {
        match procedure.kind {
            Kind::Variable(name) if name != Symbol::CONTEXT && name != Symbol::ROOT && !procedure.span.is_empty() => {
                self.found.calls.push(Call {
                    name: self.names.text(name).to_string(),
                    is_local: self.bound.contains(&name),
                    arguments: arguments.len() + piped,
                    span: procedure.span,
                });
            }
            // The call of `$exists` that `??` makes is not written anywhere.
            Kind::Variable(_) if procedure.span.is_empty() => {}
            _ => self.node(procedure, context),
        }
        arguments.iter().for_each(|argument| self.node(argument, context));
    }

    fn variable(&mut self, name: Symbol, node: &Node, behind: &[Node], context: Context) {
        if name == Symbol::CONTEXT {
            return self.top_level(node, context);
        }
        if name == Symbol::ROOT {
            return self.top_level(node, Context::TopLevel);
        }
        let text = self.names.text(name);
        if self.bound.contains(&name) || builtins::find(&text, self.dialect).is_some() {
            return;
        }
        let mut path = Vec::new();
        let mut path_span = node.span;
        let mut is_open = node.predicates.is_empty() && node.step.stages.is_empty() && node.step.focus.is_none();
        for step in behind {
            let Kind::Name(name, _) = &step.kind else { break };
            if !is_open {
                break;
            }
            path.push(name.to_string());
            path_span = path_span.to(step.span);
            is_open = step.step.stages.is_empty();
        }
        self.found.variables.push(VariableReference { name: text.to_string(), path, span: node.span, path_span });
    }

    fn top_level(&mut self, node: &Node, context: Context) {
        if context == Context::TopLevel {
            let text = node.span.of(self.text).to_owned();
            self.found.top_level.push(TopLevelReference { text, span: node.span });
        }
    }
}
