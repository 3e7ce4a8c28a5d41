//! Every path, intrinsic function and JSONata expression of a state, with its field.

use definition::{
    Assignment, Choice, Condition, Fail, Items, Located, Map, NumberField, Operand, PathField, State, StateKind,
    Template, TextField, Wait,
};
use intrinsics::{ArgumentKind, Call, CallNode};
use jsonata::{Expression, VariableReference};
use jsonpath::QualifiedPath;
use text::Span;

/// An expression and where it stands.
#[derive(Debug)]
pub(crate) struct Found<'a> {
    /// What the expression can see.
    pub place: Place,
    /// Its field, down to the leaf: `Output/items[0]`, `Catch[0]/Output`.
    pub field: String,
    /// The expression.
    pub expression: AnyExpression<'a>,
    /// Every path in it, with its place in the document.
    pub paths: Vec<(&'a QualifiedPath, Span)>,
    /// Every variable that a JSONata expression does not bind itself.
    pub variables: &'a [VariableReference],
}

/// When an expression is evaluated, and so what there is to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Before the state does its work.
    Before,
    /// With the result of the work.
    After,
    /// In a Catcher, with the error.
    Catcher,
    /// In the `ItemSelector` of a Map, with the item.
    Item,
}

/// An expression of one of the three kinds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AnyExpression<'a> {
    /// A path
    Path(&'a Located<QualifiedPath>),
    /// An intrinsic function
    Intrinsic(&'a Located<Call>),
    /// A JSONata expression
    Jsonata(&'a Located<Expression>),
}

impl<'a> Found<'a> {
    /// The JSONata expression, if it is one.
    pub(crate) fn jsonata(&self) -> Option<&'a Located<Expression>> {
        match self.expression {
            AnyExpression::Jsonata(expression) => Some(expression),
            _ => None,
        }
    }
}

impl<'a> AnyExpression<'a> {
    fn paths(self) -> Vec<(&'a QualifiedPath, Span)> {
        match self {
            Self::Path(path) => vec![(&path.value, path.source_span(Span::new(0, path.value.text().len())))],
            Self::Intrinsic(call) => {
                let mut paths = Vec::new();
                paths_of(call.value.node(), call, &mut paths);
                paths
            }
            Self::Jsonata(_) => Vec::new(),
        }
    }

    fn variables(self) -> &'a [VariableReference] {
        match self {
            Self::Jsonata(expression) => expression.value.variables(),
            _ => &[],
        }
    }
}

fn paths_of<'a>(node: &'a CallNode, call: &Located<Call>, paths: &mut Vec<(&'a QualifiedPath, Span)>) {
    for argument in &node.arguments {
        match &argument.kind {
            ArgumentKind::Path(path) => paths.push((path, call.source_span(argument.span))),
            ArgumentKind::Call(inner) => paths_of(inner, call, paths),
            ArgumentKind::Literal(_) | ArgumentKind::Template(_) => {}
        }
    }
}

/// All expressions of a state, without those of the states inside it.
pub(crate) fn expressions(state: &State) -> Vec<Found<'_>> {
    let mut walk = Walk { found: Vec::new() };
    let is_jsonata = state.query_language == definition::QueryLanguage::Jsonata;
    walk.path_field(Place::Before, "InputPath", &state.input_path);
    if let Some(parameters) = &state.parameters {
        walk.template(Place::Before, if is_jsonata { "Arguments" } else { "Parameters" }, parameters);
    }
    walk.kind(state);
    for (field, template) in [("ResultSelector", &state.result_selector), ("Output", &state.output)] {
        if let Some(template) = template {
            walk.template(Place::After, field, template);
        }
    }
    walk.path_field(Place::After, "OutputPath", &state.output_path);
    walk.assign(Place::After, "Assign", &state.assign);
    for (index, catcher) in state.catch.iter().enumerate() {
        if let Some(output) = &catcher.output {
            walk.template(Place::Catcher, &format!("Catch[{index}]/Output"), output);
        }
        walk.assign(Place::Catcher, &format!("Catch[{index}]/Assign"), &catcher.assign);
    }
    walk.found
}

struct Walk<'a> {
    found: Vec<Found<'a>>,
}

impl<'a> Walk<'a> {
    fn push(&mut self, place: Place, field: &str, expression: AnyExpression<'a>) {
        let (paths, variables) = (expression.paths(), expression.variables());
        self.found.push(Found { place, field: field.into(), expression, paths, variables });
    }

    fn kind(&mut self, state: &'a State) {
        match &state.kind {
            Some(StateKind::Task(task)) => {
                self.number("TimeoutSeconds", task.timeout_seconds.as_ref());
                self.number("HeartbeatSeconds", task.heartbeat_seconds.as_ref());
                if let Some(credentials) = &task.credentials {
                    self.template(Place::Before, "Credentials", credentials);
                }
            }
            Some(StateKind::Choice(choice)) => self.choice(choice),
            Some(StateKind::Wait(wait)) => self.wait(wait),
            Some(StateKind::Fail(fail)) => self.fail(fail),
            Some(StateKind::Map(map)) => self.map(map),
            _ => {}
        }
    }

    fn choice(&mut self, choice: &'a Choice) {
        for (index, rule) in choice.rules.iter().enumerate() {
            self.condition(&format!("Choices[{index}]"), &rule.condition);
            self.assign(Place::Before, &format!("Choices[{index}]/Assign"), &rule.assign);
            if let Some(output) = &rule.output {
                self.template(Place::Before, &format!("Choices[{index}]/Output"), output);
            }
        }
    }

    fn condition(&mut self, field: &str, condition: &'a Condition) {
        match condition {
            Condition::Compare(comparison) => {
                self.push(Place::Before, &format!("{field}/Variable"), AnyExpression::Path(&comparison.variable));
                if let Operand::Path(path) = &comparison.operand {
                    self.push(
                        Place::Before,
                        &format!("{field}/{}", comparison.operator.name()),
                        AnyExpression::Path(path),
                    );
                }
            }
            Condition::And(inner) | Condition::Or(inner) => {
                let name = if matches!(condition, Condition::And(_)) { "And" } else { "Or" };
                for (index, inner) in inner.iter().enumerate() {
                    self.condition(&format!("{field}/{name}[{index}]"), inner);
                }
            }
            Condition::Not(inner) => self.condition(&format!("{field}/Not"), inner),
            Condition::Jsonata(expression) => {
                self.push(Place::Before, &format!("{field}/Condition"), AnyExpression::Jsonata(expression));
            }
            Condition::Bool(_) | Condition::Invalid => {}
        }
    }

    fn wait(&mut self, wait: &'a Wait) {
        match wait {
            Wait::SecondsPath(path) => self.push(Place::Before, "SecondsPath", AnyExpression::Path(path)),
            Wait::TimestampPath(path) => self.push(Place::Before, "TimestampPath", AnyExpression::Path(path)),
            Wait::SecondsJsonata(expression) => self.push(Place::Before, "Seconds", AnyExpression::Jsonata(expression)),
            Wait::TimestampJsonata(expression) => {
                self.push(Place::Before, "Timestamp", AnyExpression::Jsonata(expression));
            }
            Wait::Seconds(_) | Wait::Timestamp(_) | Wait::Invalid => {}
        }
    }

    fn fail(&mut self, fail: &'a Fail) {
        for (field, text) in [("Error", &fail.error), ("Cause", &fail.cause)] {
            match text {
                Some(TextField::Path(template)) => self.template(Place::Before, &format!("{field}Path"), template),
                Some(TextField::Jsonata(expression)) => {
                    self.push(Place::Before, field, AnyExpression::Jsonata(expression));
                }
                _ => {}
            }
        }
    }

    fn map(&mut self, map: &'a Map) {
        match &map.items {
            Items::Path(path) => self.push(Place::Before, "ItemsPath", AnyExpression::Path(path)),
            Items::Template(template) => self.template(Place::Before, "Items", template),
            Items::Input => {}
        }
        if let Some(selector) = &map.item_selector {
            self.template(Place::Item, "ItemSelector", selector);
        }
        self.number("MaxConcurrency", map.max_concurrency.as_ref());
        self.number("ToleratedFailureCount", map.tolerated_failure_count.as_ref());
        self.number("ToleratedFailurePercentage", map.tolerated_failure_percentage.as_ref());
        if let Some(reader) = &map.item_reader {
            self.arguments("ItemReader", reader.arguments.as_ref());
            self.number("ItemReader/ReaderConfig/MaxItems", reader.config.max_items.as_ref());
        }
        if let Some(batcher) = &map.item_batcher {
            self.number("ItemBatcher/MaxItemsPerBatch", batcher.max_items_per_batch.as_ref());
            self.number("ItemBatcher/MaxInputBytesPerBatch", batcher.max_input_bytes_per_batch.as_ref());
            if let Some(input) = &batcher.batch_input {
                self.template(Place::Before, "ItemBatcher/BatchInput", input);
            }
        }
        if let Some(writer) = &map.result_writer {
            self.arguments("ResultWriter", writer.arguments.as_ref());
        }
    }

    fn arguments(&mut self, field: &str, arguments: Option<&'a Template>) {
        if let Some(arguments) = arguments {
            self.template(Place::Before, &format!("{field}/Arguments"), arguments);
        }
    }

    fn number(&mut self, field: &str, number: Option<&'a NumberField>) {
        match number {
            Some(NumberField::Path(path)) => {
                self.push(Place::Before, &format!("{field}Path"), AnyExpression::Path(path));
            }
            Some(NumberField::Jsonata(expression)) => {
                self.push(Place::Before, field, AnyExpression::Jsonata(expression));
            }
            _ => {}
        }
    }

    fn path_field(&mut self, place: Place, field: &str, path: &'a PathField) {
        if let PathField::Path(path) = path {
            self.push(place, field, AnyExpression::Path(path));
        }
    }

    fn assign(&mut self, place: Place, field: &str, assignments: &'a [Assignment]) {
        for assignment in assignments {
            self.template(place, &format!("{field}/{}", assignment.name), &assignment.value);
        }
    }

    fn template(&mut self, place: Place, field: &str, template: &'a Template) {
        match template {
            Template::Path(path) => self.push(place, field, AnyExpression::Path(path)),
            Template::Intrinsic(call) => self.push(place, field, AnyExpression::Intrinsic(call)),
            Template::Jsonata(expression) => self.push(place, field, AnyExpression::Jsonata(expression)),
            Template::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.template(place, &format!("{field}[{index}]"), item);
                }
            }
            Template::Object(members) => {
                for (key, member) in members {
                    self.template(place, &format!("{field}/{key}"), member);
                }
            }
            Template::Literal(_) | Template::Invalid => {}
        }
    }
}
