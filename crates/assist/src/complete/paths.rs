//! JSONPath: keys and indices of the data that a run has shown, and intrinsic functions.

use super::{Completion, CompletionKind, Completions, functions};
use crate::RunData;
use crate::place::{Place, inside};
use json::{Node, Text, Value};
use jsonpath::{Data, QualifiedPath};
use text::Span;

/// What could stand at the caret in a path or in a call of an intrinsic function.
pub(super) fn complete(place: &Place<'_>, node: &Node, offset: usize, data: &dyn RunData) -> Option<Completions> {
    let source = &*place.machine.document.text;
    let string = inside(source, node.span);
    let before = Span::new(string.start as usize, offset).of(source);
    let start = path_start(before);
    let typed = &before[start..];
    let at = string.start as usize + start;
    if !typed.starts_with('$') {
        let items = functions::intrinsics().into_iter().chain(roots()).collect();
        return Some(Completions { replace: Span::new(at, offset), items });
    }
    let shown = Shown::new(place, data)?;
    let (prefix, last) = typed.rfind(['.', '[']).map_or(("", typed), |at| typed.split_at(at));
    if prefix.is_empty() {
        let variables = shown
            .variables
            .iter()
            .map(|(name, value)| Completion::new(CompletionKind::Variable, format!("${name}")).detail(preview(value)));
        return Some(Completions { replace: Span::new(at, offset), items: roots().chain(variables).collect() });
    }
    let value = QualifiedPath::parse(prefix).ok()?.eval(&shown).ok()?;
    let replace = Span::new(offset - last.len(), offset);
    Some(Completions { replace, items: children(&value) })
}

/// Where the path or function name that ends at the caret begins.
fn path_start(before: &str) -> usize {
    let mut quoted = false;
    let ends = before.char_indices().filter(|(_, c)| {
        quoted ^= *c == '\'';
        !quoted && matches!(c, '(' | ',' | ' ')
    });
    ends.last().map_or(0, |(at, _)| at + 1)
}

fn roots() -> impl Iterator<Item = Completion> {
    let root = |label, doc| Completion::new(CompletionKind::Path, label).doc(doc);
    [root("$", "The data that this field sees"), root("$$", "The Context Object")].into_iter()
}

/// The keys of an object or the indices of an array, each with its dot or brackets.
pub(super) fn children(value: &Value) -> Vec<Completion> {
    let path = |step: String, value: &Value| Completion::new(CompletionKind::Path, step).detail(preview(value));
    match value {
        Value::Object(members) => members.iter().map(|(key, value)| path(key_step(key), value)).collect(),
        Value::Array(items) => {
            let all = Completion::new(CompletionKind::Path, "[*]").detail(format!("all {}", items.len()));
            let first = items.iter().take(3).enumerate().map(|(index, item)| path(format!("[{index}]"), item));
            first.chain((!items.is_empty()).then_some(all)).collect()
        }
        _ => Vec::new(),
    }
}

fn key_step(key: &str) -> String {
    let is_plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_plain { format!(".{key}") } else { format!("['{}']", key.replace('\\', "\\\\").replace('\'', "\\'")) }
}

/// The beginning of a value, in one short line.
pub(super) fn preview(value: &Value) -> String {
    match value {
        // Also what is not known yet.
        Value::Null => String::new(),
        Value::Object(members) => counted(members.len(), '{', "key", '}'),
        Value::Array(items) => counted(items.len(), '[', "item", ']'),
        _ => {
            let text = value.to_string();
            if text.chars().count() > 32 { text.chars().take(31).chain(['…']).collect() } else { text }
        }
    }
}

/// `{1 key}`, `[2 items]`
fn counted(count: usize, open: char, thing: &str, close: char) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{open}{count} {thing}{plural}{close}")
}

/// What a run has shown at the caret's state.
struct Shown {
    input: Value,
    context: Value,
    variables: Vec<(Text, Value)>,
}

impl Shown {
    fn new(place: &Place<'_>, data: &dyn RunData) -> Option<Self> {
        let state = place.state?;
        let field = place.field.map_or("", |field| field.name);
        Some(Self {
            input: data.input(state, field).unwrap_or_default(),
            context: data.context(state).unwrap_or_default(),
            variables: data.variables(state),
        })
    }
}

impl Data for Shown {
    fn input(&self) -> &Value {
        &self.input
    }

    fn context(&self) -> &Value {
        &self.context
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        self.variables.iter().find(|(variable, _)| &**variable == name).map(|(_, value)| value)
    }
}
