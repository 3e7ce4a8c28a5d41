//! Functions, and what a JSONata expression can refer to.

use super::{Completion, CompletionKind, Completions, paths};
use crate::RunData;
use crate::place::{Place, inside};
use json::{Node, Object, Value};
use text::Span;

/// The `States.*` functions.
pub(super) fn intrinsics() -> Vec<Completion> {
    let functions = intrinsics::functions().iter().map(|function| {
        let call = Completion::new(CompletionKind::Function, function.name).detail(usage(function)).doc(function.doc);
        Completion { insert: format!("{}(", function.name), ..call }
    });
    functions.collect()
}

/// How a person would write the arguments: `(array, index)`, `(start, end[, seed])`.
fn usage(function: &intrinsics::Function) -> String {
    let mut usage = String::from("(");
    for (at, parameter) in function.parameters.iter().enumerate() {
        let comma = if at > 0 { ", " } else { "" };
        let (open, close) = if parameter.optional { ("[", "]") } else { ("", "") };
        usage.push_str(&format!("{open}{comma}{}{close}", parameter.name));
    }
    usage + if function.repeats { " …)" } else { ")" }
}

/// What could stand at the caret inside `{% … %}`.
pub(super) fn in_jsonata(place: &Place<'_>, node: &Node, offset: usize, data: &dyn RunData) -> Option<Completions> {
    let source = &*place.machine.document.text;
    let before = Span::new(inside(source, node.span).start as usize, offset).of(source);
    let chain = chain(before.strip_prefix("{%").unwrap_or(before));
    if !chain.starts_with('$') {
        return None;
    }
    let (prefix, last) = chain.rfind('.').map_or(("", chain), |at| (&chain[..at], &chain[at + 1..]));
    let replace = Span::new(offset - last.len(), offset);
    let roots = roots(place, data)?;
    if prefix.is_empty() {
        let variables = roots.iter().map(|(name, value)| {
            Completion::new(CompletionKind::Variable, format!("${name}")).detail(paths::preview(value))
        });
        let functions = jsonata::builtins(jsonata::Dialect::StepFunctions).into_iter().map(|builtin| {
            let function = Completion::new(CompletionKind::Function, format!("${}", builtin.name));
            Completion {
                insert: format!("${}(", builtin.name),
                ..function.detail(builtin.usage).doc(builtin.description)
            }
        });
        return Some(Completions { replace, items: variables.chain(functions).collect() });
    }
    let value = walk(&roots, prefix)?;
    let members = value.as_object()?.iter().map(|(key, value)| {
        let is_plain = key.chars().all(|c| c.is_alphanumeric() || c == '_');
        let step = if is_plain { key.to_string() } else { format!("`{key}`") };
        Completion::new(CompletionKind::Path, step).detail(paths::preview(value))
    });
    Some(Completions { replace, items: members.collect() })
}

/// The chain of names that ends at the caret: `$states.input.order`.
fn chain(before: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '[' | ']' | '`');
    let start = before.char_indices().rev().take_while(|(_, c)| is_part(*c)).last().map_or(before.len(), |(at, _)| at);
    &before[start..]
}

/// `states` with its members, and the variables.
fn roots(place: &Place<'_>, data: &dyn RunData) -> Option<Object> {
    let state = place.state?;
    let field = place.field.map_or("", |field| field.name);
    let mut states = Object::new();
    states.insert("input", data.input(state, field).unwrap_or_default());
    states.insert("context", data.context(state).unwrap_or_default());
    if let Some(result) = data.result(state) {
        states.insert("result", result);
    }
    let mut roots = Object::new();
    roots.insert("states", states.into());
    roots.extend(data.variables(state));
    Some(roots)
}

/// The value at the end of a chain; JSONata looks through arrays, and so does this, at the first item.
fn walk(roots: &Object, chain: &str) -> Option<Value> {
    let mut names = chain.split('.').map(|step| step.split('[').next().unwrap_or(step).trim_matches('`'));
    let root = roots.get(names.next()?.strip_prefix('$')?)?.clone();
    let found = names.try_fold(root, |value, name| through_array(&value).get(name).cloned())?;
    Some(through_array(&found).clone())
}

fn through_array(value: &Value) -> &Value {
    value.at(0).map_or(value, through_array)
}
