//! Which values an expression or a payload template took.

use super::{DataPlace, Origin, Source};
use crate::data_flow::StageName;
use crate::tree::{TreePath, TreeStep, tree_path, value_at};
use crate::{Moment, SeenData};
use assist::RunData;
use definition::{Located, Template};
use engine::{Visit, VisitId};
use host::{Host, Seed};
use intrinsics::{ArgumentKind, CallNode};
use json::{Object, Text, Value};
use jsonata::{Expression, Limits, Scope, Segment};
use jsonpath::{Data, QualifiedPath, Root};

/// Most origins that one value names.
const ORIGINS_AT_MOST: usize = 24;
/// What evaluating an expression once more may spend, in steps: a person points at it and waits.
const TRACE_STEPS: u64 = 200_000;

/// What the expressions of one stage can read.
pub(super) struct Reading<'a> {
    pub(super) moment: &'a Moment<'a>,
    pub(super) visit: &'a Visit,
    /// The stage whose value `$` is.
    pub(super) root_stage: StageName,
    /// That value.
    pub(super) root: &'a Value,
}

impl Data for Reading<'_> {
    fn input(&self) -> &Value {
        self.root
    }

    fn context(&self) -> &Value {
        &Value::Null
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        self.visit.variables.get(name)
    }
}

impl Reading<'_> {
    /// Where the value at `path` of what a template made came from.
    pub(super) fn template(&self, template: &Template, path: &[TreeStep]) -> Vec<Origin> {
        let mut origins = match template {
            Template::Literal(_) | Template::Invalid => vec![Origin::copy(Source::Constant)],
            Template::Path(located) => self.path(located, path),
            Template::Intrinsic(located) => self.intrinsic(located.value.node(), located, path),
            Template::Jsonata(located) => self.jsonata(located, path),
            Template::Array(items) => {
                self.members(items.iter().enumerate().map(|(at, item)| (TreeStep::Index(at), item)), path)
            }
            Template::Object(members) => {
                self.members(members.iter().map(|(key, member)| (TreeStep::Key(key.clone()), member)), path)
            }
        };
        origins.truncate(ORIGINS_AT_MOST);
        origins
    }

    /// One member's origins; all of them for the whole.
    fn members<'t>(&self, members: impl Iterator<Item = (TreeStep, &'t Template)>, path: &[TreeStep]) -> Vec<Origin> {
        let Some((first, rest)) = path.split_first() else {
            let dynamic = members.filter(|(_, member)| member.is_dynamic());
            let inner = dynamic.flat_map(|(_, member)| self.template(member, &[]));
            return inner.map(|origin| Origin { is_copy: false, ..origin }).collect();
        };
        members.filter(|(step, _)| step == first).flat_map(|(_, member)| self.template(member, rest)).collect()
    }

    /// A path gives the value at its match, or an array of all matches.
    pub(super) fn path(&self, located: &Located<QualifiedPath>, rest: &[TreeStep]) -> Vec<Origin> {
        let via = Some((located.value.text().to_owned(), located.span));
        let origins = self.qualified(&located.value, rest);
        origins.into_iter().map(|origin| Origin { via: via.clone(), ..origin }).collect()
    }

    fn qualified(&self, path: &QualifiedPath, rest: &[TreeStep]) -> Vec<Origin> {
        if *path.root() == Root::Context {
            let below = if path.is_definite() { crate::tree::path_text(rest) } else { String::new() };
            let text = format!("{}{}", path.text(), below.trim_start_matches('$'));
            return vec![Origin::copy(Source::Context(text.into()))];
        }
        let (_, matches) = path.eval_traced(self);
        let below = |at: &TreePath, rest: &[TreeStep]| [&at[..], rest].concat();
        let places: Vec<TreePath> = matches.iter().map(|found| tree_path(&found.location)).collect();
        let chosen: Vec<(TreePath, bool)> = match (path.is_definite(), rest.split_first()) {
            (true, _) => places.first().map(|at| (below(at, rest), true)).into_iter().collect(),
            (false, Some((TreeStep::Index(index), rest))) => {
                places.get(*index).map(|at| (below(at, rest), true)).into_iter().collect()
            }
            (false, _) => places.into_iter().map(|at| (at, false)).collect(),
        };
        chosen
            .into_iter()
            .filter_map(|(at, is_copy)| Some(Origin { is_copy, ..self.at_root(path.root(), at)? }))
            .collect()
    }

    /// A place below what a path starts from.
    fn at_root(&self, root: &Root, path: TreePath) -> Option<Origin> {
        match root {
            Root::Input => Some(Origin::of_place(DataPlace { visit: self.visit.id, stage: self.root_stage, path })),
            Root::Variable(name) => self.variable_origin(name, path),
            Root::Context => None,
        }
    }

    /// A variable comes from the visit that assigned it last, or from a person who changed it since.
    fn variable_origin(&self, name: &Text, path: TreePath) -> Option<Origin> {
        if let Some(former) = edited_variable(self.moment, self.visit, name) {
            return Some(Origin::copy(Source::Person(former.as_ref().and_then(|value| value_at(value, &path)))));
        }
        let visit = assigned_by(self.moment, self.visit, name)?;
        let path = [&[TreeStep::Key(name.clone())][..], &path].concat();
        Some(Origin::of_place(DataPlace { visit, stage: StageName::Assign, path }))
    }

    /// An intrinsic is computed from its paths; `StringToJson` only reads what is in a text.
    fn intrinsic<T>(&self, call: &CallNode, located: &Located<T>, rest: &[TreeStep]) -> Vec<Origin> {
        let via = Some((located.text().to_owned(), located.span));
        let parses = call.function.name == "States.StringToJson";
        let mut origins = Vec::new();
        for argument in &call.arguments {
            match &argument.kind {
                ArgumentKind::Path(path) if parses => {
                    let inside = [&[TreeStep::Parsed][..], rest].concat();
                    origins.extend(self.qualified(path, &inside));
                }
                ArgumentKind::Path(path) => {
                    let whole = self.qualified(path, &[]);
                    origins.extend(whole.into_iter().map(|origin| Origin { is_copy: false, ..origin }));
                }
                ArgumentKind::Call(inner) => {
                    let inner = self.intrinsic(inner, located, &[]);
                    origins.extend(inner.into_iter().map(|origin| Origin { is_copy: false, ..origin }));
                }
                ArgumentKind::Literal(_) | ArgumentKind::Template(_) => {}
            }
        }
        if origins.is_empty() {
            origins.push(Origin { is_copy: false, ..Origin::copy(Source::Constant) });
        }
        origins.into_iter().map(|origin| Origin { via: via.clone(), ..origin }).collect()
    }

    /// What a JSONata expression took, as it is evaluated once more with tracing.
    fn jsonata(&self, located: &Located<Expression>, rest: &[TreeStep]) -> Vec<Origin> {
        let via = Some((located.value.text().trim().to_owned(), located.span));
        let mut host = Host::new(self.visit.start, Seed(0));
        let limits = Limits { steps: TRACE_STEPS, ..Limits::default() };
        let (result, trace) = located.value.eval_traced(None, &States::new(self), &mut host, limits);
        let mut origins = match result {
            Ok(Some(_)) => trace.origins.iter().flat_map(|origin| self.traced(origin, rest)).collect(),
            // One that cannot be evaluated here (an ItemSelector has no item of its own) still names what it reads.
            Ok(None) | Err(_) => self.named_by(&located.value),
        };
        if origins.is_empty() {
            origins.push(Origin { is_copy: false, ..Origin::copy(Source::Constant) });
        }
        origins.iter_mut().for_each(|origin| origin.via.clone_from(&via));
        origins
    }

    /// What a part of a result says of the value at `rest`: the part may lie around it or inside it.
    fn traced(&self, origin: &jsonata::Origin, rest: &[TreeStep]) -> Vec<Origin> {
        let output = steps(&origin.output);
        let is_around = rest.starts_with(&output);
        if !is_around && !output.starts_with(rest) {
            return Vec::new();
        }
        let is_copy = origin.is_copy && is_around;
        let found = |input: &jsonata::InputNode| {
            let deeper = if is_copy { &rest[output.len()..] } else { &[] };
            let path = [&steps(&input.path)[..], deeper].concat();
            Some(Origin { is_copy, ..self.jsonata_variable(&input.variable, path)? })
        };
        origin.inputs.iter().filter_map(found).collect()
    }

    fn named_by(&self, expression: &Expression) -> Vec<Origin> {
        let named = |reference: &jsonata::VariableReference| {
            let path = reference.path.iter().map(|key| TreeStep::Key(key.as_str().into())).collect();
            Some(Origin { is_copy: false, ..self.jsonata_variable(&reference.name, path)? })
        };
        expression.variables().iter().filter_map(named).collect()
    }

    fn jsonata_variable(&self, name: &str, path: TreePath) -> Option<Origin> {
        if name != "states" {
            return self.variable_origin(&name.into(), path);
        }
        let (first, rest) = path.split_first()?;
        let TreeStep::Key(first) = first else { return None };
        let stage = match &**first {
            "input" => StageName::Input,
            "result" | "errorOutput" => StageName::Result,
            "context" => return Some(Origin::copy(Source::Context(crate::tree::path_text(rest).into()))),
            _ => return None,
        };
        Some(Origin::of_place(DataPlace { visit: self.visit.id, stage, path: rest.to_vec() }))
    }
}

/// What a JSONata expression of a visit can name.
struct States<'a> {
    visit: &'a Visit,
    states: Value,
}

impl<'a> States<'a> {
    fn new(reading: &Reading<'a>) -> Self {
        let Reading { moment, visit, .. } = *reading;
        let context = SeenData::new([moment.run]).context(moment.state_of(visit)).unwrap_or_default();
        let mut states = Object::new();
        states.insert("input", visit.flow.input.clone());
        states.insert("context", context);
        let results = [("result", &visit.flow.result), ("errorOutput", &visit.flow.error_output)];
        for (name, value) in results {
            states.extend(value.clone().map(|value| (name, value)));
        }
        Self { visit, states: states.into() }
    }
}

impl Scope for States<'_> {
    fn variable(&self, name: &str) -> Option<Value> {
        if name == "states" { Some(self.states.clone()) } else { self.visit.variables.get(name).cloned() }
    }
}

fn steps(segments: &[Segment]) -> TreePath {
    let step = |segment: &Segment| match segment {
        Segment::Key(key) => TreeStep::Key(key.clone()),
        Segment::Index(index) => TreeStep::Index(*index),
    };
    segments.iter().map(step).collect()
}

/// What a variable was before a person changed it, unless a state has assigned it since.
fn edited_variable(moment: &Moment<'_>, visit: &Visit, name: &str) -> Option<Option<Value>> {
    let mut at = Some(visit);
    while let Some(visit) = at {
        let changed = visit.flow.former.iter().flat_map(|former| &former.variables);
        if let Some((_, former)) = changed.into_iter().find(|(known, _)| &**known == name) {
            return Some(former.clone());
        }
        let before = moment.visit(visit.previous.or(visit.parent.map(|(parent, _)| parent))?)?;
        at = Some(before).filter(|before| !assigns(before, name));
    }
    None
}

fn assigns(visit: &Visit, name: &str) -> bool {
    visit.flow.assigned.iter().flat_map(|assigned| assigned.iter()).any(|(known, _)| &**known == name)
}

/// The last visit before `visit` that assigned `name`, in its own scope or one around it.
pub fn assigned_by(moment: &Moment<'_>, visit: &Visit, name: &str) -> Option<VisitId> {
    let mut behind = visit.previous.or(visit.parent.map(|(parent, _)| parent));
    while let Some(id) = behind {
        let visit = moment.visit(id)?;
        if assigns(visit, name) {
            return Some(id);
        }
        behind = visit.previous.or(visit.parent.map(|(parent, _)| parent));
    }
    None
}
