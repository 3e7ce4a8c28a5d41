//! The expressions of a stage.

use crate::tree::{TreePath, TreeStep};
use definition::{Assignment, Items, Located, PathField, ResultPath, State, StateKind, Template};
use json::Text;
use text::Span;

/// An expression that stands beside a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// The expression as it is written.
    pub text: String,
    /// What it is.
    pub kind: ChipKind,
    /// Its place in the definition; `None` for what is not written there.
    pub span: Option<Span>,
    /// Where in the data after the stage its value goes.
    pub fills: TreePath,
}

/// What an expression is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipKind {
    /// A path that is read.
    Path,
    /// A reference path that is written.
    ReferencePath,
    /// A `States.*` call.
    Intrinsic,
    /// A JSONata expression.
    Jsonata,
    /// What is called: `ecs:runTask.sync`.
    Resource,
}

impl Chip {
    fn located<T>(located: &Located<T>, text: impl Into<String>, kind: ChipKind, fills: TreePath) -> Self {
        Self { text: text.into(), kind, span: Some(located.span), fills }
    }
}

/// The chip of `InputPath` or `OutputPath`.
pub(super) fn of_path(field: &PathField) -> Vec<Chip> {
    match field {
        PathField::Path(path) => vec![Chip::located(path, path.value.text(), ChipKind::Path, TreePath::new())],
        _ => Vec::new(),
    }
}

/// The chip of `ResultPath`.
pub(super) fn of_result_path(field: &ResultPath) -> Vec<Chip> {
    match field {
        ResultPath::Path(path) => {
            let fills = crate::tree::tree_path(&jsonpath::Location(path.value.steps().to_vec()));
            vec![Chip::located(path, path.value.text(), ChipKind::ReferencePath, fills)]
        }
        _ => Vec::new(),
    }
}

/// The chips of a payload template, in order.
pub(super) fn of_template(template: &Template) -> Vec<Chip> {
    let mut chips = Vec::new();
    collect(template, &mut TreePath::new(), &mut chips);
    chips
}

/// The chips of `Assign`; each fills the variable of its name.
pub(super) fn of_assign(assign: &[Assignment]) -> Vec<Chip> {
    let mut chips = Vec::new();
    for assignment in assign {
        collect(&assignment.value, &mut vec![TreeStep::Key(assignment.name.clone())], &mut chips);
    }
    chips
}

/// The chip of a Map's items.
pub(super) fn of_items(items: &Items) -> Vec<Chip> {
    match items {
        Items::Input => Vec::new(),
        Items::Path(path) => vec![Chip::located(path, path.value.text(), ChipKind::Path, TreePath::new())],
        Items::Template(template) => of_template(template),
    }
}

/// What the state calls.
pub(super) fn of_resource(state: &State) -> Vec<Chip> {
    let Some(StateKind::Task(task)) = &state.kind else { return Vec::new() };
    let text = resource_text(task);
    vec![Chip { text, kind: ChipKind::Resource, span: Some(task.resource_span), fills: TreePath::new() }]
}

/// `ecs:runTask.sync`
pub(crate) fn resource_text(task: &definition::Task) -> String {
    match &task.resource {
        definition::Resource::Service { service, action, pattern } => format!("{service}:{action}{}", pattern.suffix()),
        _ => task.resource_text.to_string(),
    }
}

fn collect(template: &Template, path: &mut TreePath, chips: &mut Vec<Chip>) {
    match template {
        Template::Literal(_) | Template::Invalid => {}
        Template::Path(located) => {
            chips.push(Chip::located(located, located.value.text(), ChipKind::Path, path.clone()));
        }
        Template::Intrinsic(located) => {
            chips.push(Chip::located(located, located.value.text(), ChipKind::Intrinsic, path.clone()));
        }
        Template::Jsonata(located) => {
            chips.push(Chip::located(located, located.value.text().trim(), ChipKind::Jsonata, path.clone()));
        }
        Template::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                inside(item, TreeStep::Index(index), path, chips);
            }
        }
        Template::Object(members) => {
            for (key, member) in members {
                inside(member, TreeStep::Key(key.clone()), path, chips);
            }
        }
    }
}

fn inside(template: &Template, step: TreeStep, path: &mut TreePath, chips: &mut Vec<Chip>) {
    path.push(step);
    collect(template, path, chips);
    path.pop();
}

/// Keys at the top of a template whose values hold no expression.
pub(super) fn fixed_keys(template: &Template) -> Vec<Text> {
    match template {
        Template::Object(members) => {
            members.iter().filter(|(_, member)| !member.is_dynamic()).map(|(key, _)| key.clone()).collect()
        }
        Template::Literal(json::Value::Object(object)) => object.keys().cloned().collect(),
        _ => Vec::new(),
    }
}
