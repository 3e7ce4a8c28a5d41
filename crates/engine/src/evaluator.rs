//! Evaluates the expressions of one state, and words what goes wrong as AWS words it.

use crate::context_object::ContextObject;
use crate::errors::{self, Evaluation, Fault};
use crate::quotas;
use crate::{AssignedVariables, EventId, Failure, Quotas, Stage, Variables};
use definition::{Assignment, Located, NumberField, State, Template};
use host::Host;
use json::{Array, MAX_DEPTH, Object, Text, Value};
use jsonata::Limits;
use jsonpath::QualifiedPath;
use std::fmt::Display;
use text::Span;

/// Evaluates the expressions of one visit of a state.
pub(crate) struct Evaluator<'s> {
    /// The state.
    pub(crate) state: &'s State,
    /// Its Entered event, which causes name.
    pub(crate) entered: EventId,
    /// What expressions can refer to.
    pub(crate) bindings: Bindings,
    /// Time and chance.
    pub(crate) host: Host,
    /// Do AWS's quotas hold?
    pub(crate) quotas: Quotas,
}

/// What the expressions of one state can refer to, besides `$`.
#[derive(Clone, Debug)]
pub(crate) struct Bindings {
    pub(crate) variables: Variables,
    pub(crate) context: ContextObject,
    /// `$states.input`
    pub(crate) input: Value,
    /// `$states.result`
    pub(crate) result: Option<Value>,
    /// `$states.errorOutput`
    pub(crate) error_output: Option<Value>,
}

/// The bindings together with what `$` is for one JSONPath field.
struct Rooted<'b> {
    bindings: &'b Bindings,
    root: &'b Value,
}

impl jsonpath::Data for Rooted<'_> {
    fn input(&self) -> &Value {
        self.root
    }

    fn context(&self) -> &Value {
        self.bindings.context.value()
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        self.bindings.variables.get(name)
    }
}

impl jsonata::Scope for Bindings {
    fn variable(&self, name: &str) -> Option<Value> {
        if name == "states" { Some(self.states()) } else { self.variables.get(name).cloned() }
    }
}

impl Bindings {
    /// `$states`
    fn states(&self) -> Value {
        let mut states = Object::with_capacity(4);
        states.insert("input", self.input.clone());
        states.insert("context", self.context.value().clone());
        if let Some(result) = &self.result {
            states.insert("result", result.clone());
        }
        if let Some(error_output) = &self.error_output {
            states.insert("errorOutput", error_output.clone());
        }
        states.into()
    }
}

impl Evaluator<'_> {
    /// The value of a payload template. `root` is what `$` is; `field` names the template in
    /// messages (`Parameters`, `Arguments`, `Output`); `stage` is the stage it belongs to.
    pub(crate) fn template(
        &mut self,
        template: &Template,
        root: &Value,
        field: &str,
        stage: Stage,
    ) -> Result<Value, Fault> {
        let value = self.part(template, root, field, None).map_err(|fault| Fault { stage, ..fault })?;
        self.check_depth(&value, stage)?;
        Ok(value)
    }

    /// As [`template`](Self::template), for what the state or its iterations work on, whose size is limited.
    pub(crate) fn parameters(
        &mut self,
        template: &Template,
        root: &Value,
        field: &str,
        stage: Stage,
    ) -> Result<Value, Fault> {
        let value = self.template(template, root, field, stage)?;
        if self.quotas == Quotas::Enforced && value.bytes() > quotas::PAYLOAD_BYTES {
            return Err(Fault::of(errors::parameters_too_large(&self.state.name), stage));
        }
        Ok(value)
    }

    /// The values of an `Assign`, all from the variables as they were before it.
    pub(crate) fn assign(&mut self, assign: &[Assignment], root: &Value) -> Result<Option<AssignedVariables>, Fault> {
        if assign.is_empty() {
            return Ok(None);
        }
        let values = assign.iter().map(|Assignment { name, value, .. }| {
            let place = Place { step: Step::Key(name), outer: None };
            let value = self.part(value, root, "Assign", Some(&place))?;
            self.check_depth(&value, Stage::Assign)?;
            Ok((name.clone(), value))
        });
        let values =
            values.collect::<Result<Vec<_>, Fault>>().map_err(|fault| Fault { stage: Stage::Assign, ..fault })?;
        Ok(Some(values.into()))
    }

    /// One part of a template. The place inside it is put together only when something fails.
    fn part(
        &mut self,
        template: &Template,
        root: &Value,
        field: &str,
        outer: Option<&Place<'_>>,
    ) -> Result<Value, Fault> {
        match template {
            Template::Literal(value) => Ok(value.clone()),
            Template::Path(path) => self.path_member(path, root, field, outer),
            Template::Intrinsic(call) => self.intrinsic(call, root),
            Template::Jsonata(expression) => self.jsonata(expression, &|| location(field, outer)),
            Template::Array(items) => self.array(items, root, field, outer),
            Template::Object(members) => self.object(members, root, field, outer),
            Template::Invalid => {
                Err(self.runtime(format!("The value of the field '{}' is not valid", location(field, outer))))
            }
        }
    }

    // Plain loops: a template nests as deep as a document may, and each level takes its part of the stack.

    fn array(
        &mut self,
        items: &[Template],
        root: &Value,
        field: &str,
        outer: Option<&Place<'_>>,
    ) -> Result<Value, Fault> {
        let mut values = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            values.push(self.part(item, root, field, Some(&Place { step: Step::Index(index), outer }))?);
        }
        Ok(values.into())
    }

    fn object(
        &mut self,
        members: &[(Text, Template)],
        root: &Value,
        field: &str,
        outer: Option<&Place<'_>>,
    ) -> Result<Value, Fault> {
        let mut object = Object::with_capacity(members.len());
        for (key, member) in members {
            let place = Place { step: Step::Key(key), outer };
            object.insert(key.clone(), self.part(member, root, field, Some(&place))?);
        }
        Ok(object.into())
    }

    fn path_member(
        &self,
        path: &Located<QualifiedPath>,
        root: &Value,
        field: &str,
        outer: Option<&Place<'_>>,
    ) -> Result<Value, Fault> {
        match path.value.eval(&Rooted { bindings: &self.bindings, root }) {
            Ok(value) => Ok(value),
            // Recorded: `$.items[*]` of an input without `items` gives `[]` here (`with_no_input`).
            Err(_) if !path.value.is_definite() => Ok(Array::new().into()),
            // Measured by others on AWS: `$.items[5]` of a shorter array gives `null` here.
            Err(error) if error.is_index_past_end() => Ok(Value::Null),
            Err(_) => {
                let (path_text, field) = (path.text(), dollar_field(field, outer));
                let cause = format!(
                    "The JSONPath '{path_text}' specified for the field '{field}' could not be found in the input '{root}'"
                );
                Err(self.fault_at(path.span, errors::RUNTIME, cause))
            }
        }
    }

    /// Measured by others on AWS: a path inside a call that finds nothing is `States.Runtime`, with the same sentence
    /// as a failure of the function itself; it names the whole call.
    fn intrinsic(&mut self, call: &Located<intrinsics::Call>, root: &Value) -> Result<Value, Fault> {
        let data = Rooted { bindings: &self.bindings, root };
        call.value.eval(&data, &mut self.host).map_err(|error| {
            let name = match error.kind {
                intrinsics::ErrorKind::PathNotFound => errors::RUNTIME,
                _ => errors::INTRINSIC_FAILURE,
            };
            self.fault_at(call.source_span(error.span), name, call.value.cause(&error))
        })
    }

    /// The value of a JSONata expression; `location` names its field.
    pub(crate) fn jsonata(
        &mut self,
        expression: &Located<jsonata::Expression>,
        location: &dyn Fn() -> String,
    ) -> Result<Value, Fault> {
        let text = expression.value.text().trim();
        let (problem, span) = match expression.value.eval(None, &self.bindings, &mut self.host, Limits::STEP_FUNCTIONS)
        {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => ("returned nothing (undefined).".into(), expression.span),
            Err(error) if error.code == jsonata::UNSUPPORTED_RESULT => {
                ("returned an unsupported result type.".into(), expression.source_span(error.span))
            }
            Err(error) => {
                // Of a limit, AWS shows no code (measured by others, floci#2737).
                let problem = match error.code {
                    jsonata::BEYOND_LIMIT => format!("threw an error during evaluation: {}", error.message),
                    _ => format!("threw an error during evaluation. {error}"),
                };
                (problem, expression.source_span(error.span))
            }
        };
        let location = location();
        let cause = format!("The JSONata expression '{text}' specified for the field '{location}' {problem}");
        Err(self.evaluation_fault(Some(span), Some(location), cause))
    }

    /// A JSONata expression gave a value of the wrong type.
    pub(crate) fn unexpected_type(
        &self,
        expression: &Located<jsonata::Expression>,
        location: &str,
        expected: &str,
        value: &Value,
    ) -> Fault {
        let cause = format!(
            "The JSONata expression '{}' specified for the field '{location}' returned an unexpected result type. \
             Expected '{expected}', but was '{}' for value: {value}",
            expression.value.text().trim(),
            value.type_name(),
        );
        self.evaluation_fault(Some(expression.span), Some(location.into()), cause)
    }

    /// The value of a field that holds one path: `InputPath`, `ItemsPath` and their like.
    pub(crate) fn path(&self, path: &Located<QualifiedPath>, root: &Value, stage: Stage) -> Result<Value, Fault> {
        path.value.eval(&Rooted { bindings: &self.bindings, root }).map_err(|error| {
            let cause = format!("Invalid path '{}' : {error}", path.text());
            Fault { stage, ..self.fault_at(path.span, errors::RUNTIME, cause) }
        })
    }

    /// The value a path finds, if it finds one.
    pub(crate) fn find(&self, path: &Located<QualifiedPath>, root: &Value) -> Option<Value> {
        path.value.eval(&Rooted { bindings: &self.bindings, root }).ok()
    }

    /// A field that holds a number. The value of a path or expression may be of any type.
    pub(crate) fn number_field(&mut self, field: &NumberField, name: &str, root: &Value) -> Result<Value, Fault> {
        match field {
            NumberField::Literal(number) => Ok(json::Number::from_f64(*number).map_or(Value::Null, Value::Number)),
            NumberField::Path(path) => self.path(path, root, Stage::Work),
            NumberField::Jsonata(expression) => {
                let value = self.jsonata(expression, &|| name.into())?;
                if value.as_f64().is_none() {
                    return Err(self.unexpected_type(expression, name, "number", &value));
                }
                Ok(value)
            }
            NumberField::Invalid => Err(self.runtime(format!("The value of the field '{name}' is not valid"))),
        }
    }

    /// A field that holds a whole number. A path may lead to its text (recorded:
    /// `test_reference_in_map_state`, `MaxConcurrencyPath` to `"1"`).
    pub(crate) fn integer_field(&mut self, field: &NumberField, name: &str, root: &Value) -> Result<i64, Fault> {
        let value = self.number_field(field, name, root)?;
        let number = match &value {
            Value::String(text) => text.parse().ok(),
            _ => value.as_f64().filter(|number| number.fract() == 0.0).map(|number| number as i64),
        };
        number.ok_or_else(|| self.not_a(field, name, "integer", &value))
    }

    /// A field that holds any number.
    pub(crate) fn float_field(&mut self, field: &NumberField, name: &str, root: &Value) -> Result<f64, Fault> {
        let value = self.number_field(field, name, root)?;
        let number = match &value {
            Value::String(text) => text.parse().ok().filter(|number: &f64| number.is_finite()),
            _ => value.as_f64(),
        };
        number.ok_or_else(|| self.not_a(field, name, "float", &value))
    }

    fn not_a(&self, field: &NumberField, name: &str, kind: &str, value: &Value) -> Fault {
        match field {
            NumberField::Path(path) => self.runtime(format!(
                "The {name}Path field refers to value \"{}\" which is not a valid {kind}: {}",
                value.as_str().map_or_else(|| value.to_string(), String::from),
                path.text()
            )),
            _ => self.runtime(format!("The value {value} of the field {name} is not a valid {kind}")),
        }
    }

    /// Is the value too deep to be handled? A loop can nest without end.
    pub(crate) fn check_depth(&self, value: &Value, stage: Stage) -> Result<(), Fault> {
        if value.depth() <= MAX_DEPTH {
            return Ok(());
        }
        let cause = format!("The data is nested more than {MAX_DEPTH} levels deep");
        Err(Fault { stage, ..self.runtime(cause) })
    }

    /// `States.Runtime`
    pub(crate) fn runtime(&self, cause: impl Display) -> Fault {
        self.fault(errors::RUNTIME, cause)
    }

    /// A fault whose cause names the state.
    pub(crate) fn fault(&self, error: &str, cause: impl Display) -> Fault {
        Fault { failure: Failure::new(error, self.named(cause)), evaluation: None, stage: Stage::Work, span: None }
    }

    fn fault_at(&self, span: Span, error: &str, cause: impl Display) -> Fault {
        Fault { span: Some(span), ..self.fault(error, cause) }
    }

    /// `States.QueryEvaluationError`, which leaves an EvaluationFailed event.
    pub(crate) fn evaluation_fault(&self, span: Option<Span>, location: Option<String>, cause: impl Display) -> Fault {
        let evaluation = Some(Evaluation { location: location.map(Text::from) });
        Fault { span, evaluation, ..self.fault(errors::QUERY_EVALUATION_ERROR, cause) }
    }

    /// `cause` with AWS's beginning of every such cause.
    pub(crate) fn named(&self, cause: impl Display) -> String {
        let (state, entered) = (&self.state.name, self.entered);
        format!("An error occurred while executing the state '{state}' (entered at the event id #{entered}). {cause}")
    }
}

/// A place inside a template, as a chain towards the outside.
struct Place<'p> {
    step: Step<'p>,
    outer: Option<&'p Place<'p>>,
}

enum Step<'p> {
    Key(&'p str),
    Index(usize),
}

/// As AWS writes it: `Output/values[0]`.
fn location(field: &str, place: Option<&Place<'_>>) -> String {
    match place {
        None => field.into(),
        Some(Place { step: Step::Key(key), outer }) => format!("{}/{key}", location(field, *outer)),
        Some(Place { step: Step::Index(index), outer }) => format!("{}[{index}]", location(field, *outer)),
    }
}

/// The key that holds a path, with its `.$`; the field itself when it is its own path (`CausePath`).
fn dollar_field(field: &str, place: Option<&Place<'_>>) -> String {
    match place {
        Some(Place { step: Step::Key(key), .. }) => format!("{key}.$"),
        _ => field.into(),
    }
}
