//! One hop back: from a value to what its stage made it from.

use super::template::Reading;
use super::{DataPlace, Origin, Source};
use crate::Moment;
use crate::data_flow::StageName;
use crate::tree::{TreePath, TreeStep, tree_path, value_at};
use definition::{Catcher, Items, PathField, QueryLanguage, ResultPath, State, StateKind, StateType, Template};
use engine::{Decision, Visit, VisitId};
use json::Value;
use jsonpath::Location;

/// What the value at a place came from; several when it was put together or computed.
pub fn origins(moment: &Moment<'_>, place: &DataPlace) -> Vec<Origin> {
    let Some(visit) = moment.visit(place.visit) else { return Vec::new() };
    let hop = Hop { moment, visit, state: moment.state_of(visit) };
    hop.origins(place.stage, &place.path)
}

struct Hop<'a> {
    moment: &'a Moment<'a>,
    visit: &'a Visit,
    state: &'a State,
}

impl Hop<'_> {
    fn origins(&self, stage: StageName, path: &[TreeStep]) -> Vec<Origin> {
        if let Some(former) = self.edited(stage) {
            return vec![Origin::copy(Source::Person(value_at(former, path)))];
        }
        let is_jsonata = self.state.query_language == QueryLanguage::Jsonata;
        match stage {
            StageName::Input => self.input(path),
            StageName::InputPath => self.field(&self.state.input_path, StageName::Input, path),
            StageName::Items => self.items(path),
            StageName::Parameters | StageName::Arguments | StageName::ItemSelector => self.parameters(path),
            StageName::Sent => self.sent(path),
            StageName::Wait | StageName::Choices => Vec::new(),
            StageName::Result => self.result(path),
            StageName::ResultSelector => self.made_by(self.state.result_selector.as_ref(), StageName::Result, path),
            StageName::ResultPath => self.result_path(path),
            StageName::OutputPath => self.field(&self.state.output_path, self.before_output(), path),
            StageName::Assign => self.assign(path),
            StageName::Output if is_jsonata => self.jsonata_output(path),
            StageName::Output => self.field(&self.state.output_path, self.before_output(), path),
        }
    }

    /// What stood in a stage before a person put another value in its place.
    fn edited(&self, stage: StageName) -> Option<&Value> {
        let former = self.visit.flow.former.as_deref()?;
        match stage {
            StageName::Input => former.input.as_ref(),
            StageName::Output => former.output.as_ref(),
            _ => None,
        }
    }

    fn same(&self, stage: StageName, path: &[TreeStep]) -> Vec<Origin> {
        vec![Origin::of_place(self.place(stage, path))]
    }

    fn place(&self, stage: StageName, path: &[TreeStep]) -> DataPlace {
        DataPlace { visit: self.visit.id, stage, path: path.to_vec() }
    }

    /// The state's input is the output of the state before, or what the state around it gave.
    fn input(&self, path: &[TreeStep]) -> Vec<Origin> {
        let at = |visit: VisitId, stage: StageName| Origin::of_place(DataPlace { visit, stage, path: path.to_vec() });
        if let Some(previous) = self.visit.previous {
            return vec![at(previous, StageName::Output)];
        }
        let Some((around, index)) = self.around() else {
            return vec![Origin::copy(Source::ExecutionInput(path.to_vec()))];
        };
        let Some(container) = self.moment.visit(around) else { return Vec::new() };
        let outer = Hop { moment: self.moment, visit: container, state: self.moment.state_of(container) };
        match &outer.state.kind {
            Some(StateKind::Map(map)) => match &map.item_selector {
                Some(selector) => outer.item_selector(selector, index, path),
                None => outer.item(index, path),
            },
            // The `Input` of `states:startExecution`.
            Some(StateKind::Task(_)) => {
                outer.same(outer.parameters_stage(), &[&[TreeStep::Key("Input".into())][..], path].concat())
            }
            _ if outer.state.parameters.is_some() => vec![at(around, outer.parameters_stage())],
            _ => vec![at(around, outer.effective_stage())],
        }
    }

    /// The visit around this one, with its branch or iteration; for the first visit of a child
    /// execution the one that started it.
    fn around(&self) -> Option<(VisitId, u32)> {
        let execution = self.moment.run.execution(self.visit.execution);
        self.visit.parent.or_else(|| {
            let child = execution?;
            Some((child.started_by?, child.item().unwrap_or(0)))
        })
    }

    /// What an iteration of a Map without an ItemSelector gets: the element of an array, or the pair
    /// of key and value of an object.
    fn item(&self, index: u32, path: &[TreeStep]) -> Vec<Origin> {
        match (self.item_step(index), path.split_first()) {
            (TreeStep::Key(_), Some((TreeStep::Key(part), inner))) if &**part == "Value" => {
                self.item_value(index, inner)
            }
            (TreeStep::Key(_), _) => self.same(StageName::Items, &[]),
            (_, _) => self.item_value(index, path),
        }
    }

    /// `$$.Map.Item.Value`
    fn item_value(&self, index: u32, path: &[TreeStep]) -> Vec<Origin> {
        self.same(StageName::Items, &[&[self.item_step(index)][..], path].concat())
    }

    /// From the items to one of them.
    fn item_step(&self, index: u32) -> TreeStep {
        let found = self.value(StageName::Items);
        let items = found.as_ref().unwrap_or_else(|| self.effective().1);
        match items.as_object().and_then(|members| members.keys().nth(index as usize)) {
            Some(key) => TreeStep::Key(key.clone()),
            None => TreeStep::Index(index as usize),
        }
    }

    /// `$$.Map.Item.Value` or `$states.context.Map.Item.Value` in an ItemSelector is the item.
    fn item_selector(&self, selector: &Template, index: u32, path: &[TreeStep]) -> Vec<Origin> {
        let (stage, root) = self.effective();
        let origins = self.reading(stage, root).template(selector, path);
        let resolve = |origin: Origin| match &origin.source {
            Source::Context(text) => match inside_item(text) {
                Some(inner) => {
                    let item = self.item_value(index, &inner).into_iter();
                    item.map(|found| Origin { via: origin.via.clone(), is_copy: origin.is_copy, ..found }).collect()
                }
                None => vec![origin],
            },
            _ => vec![origin],
        };
        origins.into_iter().flat_map(resolve).collect()
    }

    fn items(&self, path: &[TreeStep]) -> Vec<Origin> {
        let Some(map) = self.state.map() else { return Vec::new() };
        if map.item_reader.is_some() {
            return vec![Origin::copy(Source::Task { visit: self.visit.id, path: path.to_vec() })];
        }
        let (stage, root) = self.effective();
        match &map.items {
            Items::Input => self.same(stage, path),
            Items::Path(located) => self.reading(stage, root).path(located, path),
            Items::Template(template) => self.reading(stage, root).template(template, path),
        }
    }

    /// `InputPath` and `OutputPath`
    fn field(&self, field: &PathField, before: StageName, path: &[TreeStep]) -> Vec<Origin> {
        match field {
            PathField::Whole | PathField::Invalid => self.same(before, path),
            PathField::Null => vec![Origin::copy(Source::Constant)],
            PathField::Path(located) => {
                let root = self.value(before);
                root.map(|root| self.reading(before, &root).path(located, path)).unwrap_or_default()
            }
        }
    }

    fn parameters(&self, path: &[TreeStep]) -> Vec<Origin> {
        let (stage, root) = self.effective();
        match &self.state.parameters {
            Some(template) => self.reading(stage, root).template(template, path),
            None => self.same(stage, path),
        }
    }

    /// What the service got is the parameters, but for what was added.
    fn sent(&self, path: &[TreeStep]) -> Vec<Origin> {
        let stage = if self.state.parameters.is_some() { self.parameters_stage() } else { self.effective_stage() };
        match self.value(stage).and_then(|value| value_at(&value, path)) {
            Some(_) => self.same(stage, path),
            None => vec![Origin::copy(Source::Service)],
        }
    }

    fn result(&self, path: &[TreeStep]) -> Vec<Origin> {
        let failed = self.visit.flow.error_output.is_some();
        match (&self.state.kind, self.state.state_type()) {
            (Some(StateKind::Pass { result: Some(_) }), _) => vec![Origin::copy(Source::Constant)],
            (Some(StateKind::Pass { result: None }), _) => {
                let stage =
                    if self.state.parameters.is_some() { self.parameters_stage() } else { self.effective_stage() };
                self.same(stage, path)
            }
            (_, Some(StateType::Parallel | StateType::Map)) if !failed => self.inner_result(path),
            _ => vec![Origin::copy(Source::Task { visit: self.visit.id, path: path.to_vec() })],
        }
    }

    /// The results of branches and iterations are the outputs of their last states.
    fn inner_result(&self, path: &[TreeStep]) -> Vec<Origin> {
        let wanted = match path.split_first() {
            Some((TreeStep::Index(index), _)) => Some(*index as u32),
            _ => None,
        };
        let rest = path.get(1..).unwrap_or_default();
        let mut last: std::collections::BTreeMap<u32, VisitId> = std::collections::BTreeMap::new();
        for visit in self.moment.run.visits().iter_from(self.visit.id.0 as usize + 1) {
            let inner = Hop { moment: self.moment, visit, state: self.state };
            if let Some((parent, index)) = inner.around()
                && parent == self.visit.id
                && wanted.is_none_or(|wanted| wanted == index)
            {
                last.insert(index, visit.id);
            }
        }
        let is_copy = wanted.is_some();
        let origin = |visit| Origin {
            is_copy,
            ..Origin::of_place(DataPlace { visit, stage: StageName::Output, path: rest.to_vec() })
        };
        last.into_values().map(origin).collect()
    }

    /// Inside the place that `ResultPath` wrote is the result, beside it the input; a value that
    /// holds the place is made of both.
    fn result_path(&self, path: &[TreeStep]) -> Vec<Origin> {
        let caught = self.catcher();
        let field = caught.map_or(&self.state.result_path, |catcher| &catcher.result_path);
        let result = if caught.is_some() { StageName::Result } else { self.result_stage() };
        let written = match field {
            ResultPath::Discard => return self.same(StageName::Input, path),
            ResultPath::Whole | ResultPath::Invalid => return self.same(result, path),
            ResultPath::Path(located) => located,
        };
        let target: TreePath = tree_path(&Location(written.value.steps().to_vec()));
        let via = Some((written.value.text().to_owned(), written.span));
        if let Some(rest) = path.strip_prefix(&target[..]) {
            return self.same(result, rest).into_iter().map(|origin| Origin { via: via.clone(), ..origin }).collect();
        }
        if target.starts_with(path) {
            let both = [self.place(StageName::Input, path), self.place(result, &[])];
            let origin = |place| Origin { is_copy: false, via: via.clone(), ..Origin::of_place(place) };
            return both.map(origin).into();
        }
        self.same(StageName::Input, path)
    }

    fn assign(&self, path: &[TreeStep]) -> Vec<Origin> {
        let Some((TreeStep::Key(name), rest)) = path.split_first() else { return Vec::new() };
        let assign = match (self.catcher(), self.chosen_rule()) {
            (Some(catcher), _) => &catcher.assign,
            (None, Some(rule)) => &rule.assign,
            (None, None) => &self.state.assign,
        };
        let Some(assignment) = assign.iter().find(|assignment| assignment.name == *name) else { return Vec::new() };
        let root_stage = match self.state.state_type() {
            _ if self.catcher().is_some() => StageName::Result,
            Some(StateType::Task | StateType::Parallel | StateType::Map) => self.result_stage(),
            _ => self.effective_stage(),
        };
        self.made_by(Some(&assignment.value), root_stage, rest)
    }

    fn jsonata_output(&self, path: &[TreeStep]) -> Vec<Origin> {
        let template = match (self.catcher(), self.chosen_rule()) {
            (Some(catcher), _) => catcher.output.as_ref(),
            (None, Some(rule)) => rule.output.as_ref(),
            (None, None) => self.state.output.as_ref(),
        };
        let has_result = self.visit.flow.result.is_some() || self.visit.flow.error_output.is_some();
        let root = if has_result { StageName::Result } else { StageName::Input };
        match template {
            Some(template) => self.made_by(Some(template), root, path),
            None => self.same(root, path),
        }
    }

    fn made_by(&self, template: Option<&Template>, root_stage: StageName, path: &[TreeStep]) -> Vec<Origin> {
        let Some(template) = template else { return self.same(root_stage, path) };
        let root = self.value(root_stage).unwrap_or_default();
        self.reading(root_stage, &root).template(template, path)
    }

    fn reading<'r>(&'r self, root_stage: StageName, root: &'r Value) -> Reading<'r> {
        Reading { moment: self.moment, visit: self.visit, root_stage, root }
    }

    fn parameters_stage(&self) -> StageName {
        match self.state.query_language {
            QueryLanguage::Jsonata => StageName::Arguments,
            QueryLanguage::JsonPath => StageName::Parameters,
        }
    }

    fn effective_stage(&self) -> StageName {
        if self.visit.flow.after_input_path.is_some() { StageName::InputPath } else { StageName::Input }
    }

    /// What `$` is in Parameters, with its stage.
    fn effective(&self) -> (StageName, &Value) {
        let after = self.visit.flow.after_input_path.as_ref();
        (self.effective_stage(), after.unwrap_or(&self.visit.flow.input))
    }

    fn result_stage(&self) -> StageName {
        if self.state.result_selector.is_some() { StageName::ResultSelector } else { StageName::Result }
    }

    fn before_output(&self) -> StageName {
        let flow = &self.visit.flow;
        let has_result = flow.after_result_path.is_some() || flow.result.is_some() || flow.error_output.is_some();
        if has_result { StageName::ResultPath } else { self.effective_stage() }
    }

    fn value(&self, stage: StageName) -> Option<Value> {
        stage_value(self.visit, stage)
    }

    fn catcher(&self) -> Option<&Catcher> {
        let Some(Decision::Caught { catcher, .. }) = self.visit.decision.as_deref() else { return None };
        self.state.catch.get(*catcher as usize)
    }

    fn chosen_rule(&self) -> Option<&definition::ChoiceRule> {
        let Some(Decision::Chose { rule: Some(rule), .. }) = self.visit.decision.as_deref() else { return None };
        self.state.choice()?.rules.get(*rule as usize)
    }
}

/// The data after a stage of a visit.
pub(super) fn stage_value(visit: &Visit, stage: StageName) -> Option<Value> {
    let flow = &visit.flow;
    match stage {
        StageName::Input => Some(flow.input.clone()),
        StageName::InputPath => flow.after_input_path.clone(),
        StageName::Items => flow.after_items_path.clone(),
        StageName::Parameters => flow.after_parameters.clone(),
        StageName::Arguments => flow.after_arguments.clone(),
        StageName::Sent => flow.sent.clone(),
        StageName::Result => flow.error_output.clone().or_else(|| flow.result.clone()),
        StageName::ResultSelector => flow.after_result_selector.clone(),
        StageName::ResultPath => flow.after_result_path.clone(),
        StageName::OutputPath | StageName::Output => flow.output.clone(),
        StageName::Assign => {
            flow.assigned.as_ref().map(|assigned| assigned.iter().cloned().collect::<json::Object>().into())
        }
        StageName::ItemSelector | StageName::Wait | StageName::Choices => None,
    }
}

/// Where inside the item a path into the Context Object leads, if it leads there.
fn inside_item(text: &str) -> Option<TreePath> {
    let inner = text.strip_prefix("$$").or_else(|| text.strip_prefix('$'))?.strip_prefix(".Map.Item.Value")?;
    let inner = jsonpath::ReferencePath::parse(&format!("${inner}")).ok()?;
    Some(tree_path(&Location(inner.steps().to_vec())))
}
