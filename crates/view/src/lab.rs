//! A state on its own: what its stages make of an input, and of a result that is given to it.

use crate::data_flow::{Shown, StageName, StageView, data_flow};
use crate::{Message, Moment, SeenData, why};
use assist::RunData;
use definition::{QueryLanguage, State, StateMachine, StateType};
use design::state_path;
use engine::{Options, Run, SingleState, StepOutcome, Visit, VisitId};
use host::Timestamp;
use json::edit::Step;
use json::{Document, Node, Object, Text, Value};
use services::scenario::{Entry, Outcome};
use services::{Scenario, SimulatedWorld};
use std::rc::Rc;
use text::Edit;

/// More steps than a state takes that a person tries while typing.
const STEPS: u32 = 20_000;

/// A line of the lab: a stage, and what a person can write there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabRow {
    /// The stage whose data stands beside it.
    pub stage: StageName,
    /// What is written there.
    pub part: LabPart,
}

/// What a person can write in the lab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabPart {
    /// What the state is entered with.
    Input,
    /// A field of the state.
    Field(&'static str),
    /// What the service returns.
    Result,
    /// Nothing: it is only shown.
    Nothing,
}

/// The lines of a state, in the order in which the data passes them.
pub fn rows(state: &State) -> Vec<LabRow> {
    use StageName as S;
    let field = |stage: S, name: &'static str| LabRow { stage, part: LabPart::Field(name) };
    let is_jsonata = state.query_language == QueryLanguage::Jsonata;
    let mut rows = vec![LabRow { stage: S::Input, part: LabPart::Input }];
    if !is_jsonata {
        rows.push(field(S::InputPath, "InputPath"));
    }
    match state.state_type() {
        Some(StateType::Choice) => rows.push(field(S::Choices, "Choices")),
        Some(StateType::Map) if is_jsonata => {
            rows.extend([field(S::Items, "Items"), field(S::ItemSelector, "ItemSelector")]);
        }
        Some(StateType::Map) => rows.extend([field(S::Items, "ItemsPath"), field(S::ItemSelector, "ItemSelector")]),
        Some(StateType::Task | StateType::Parallel) if is_jsonata => rows.push(field(S::Arguments, "Arguments")),
        Some(StateType::Task | StateType::Parallel | StateType::Pass) if !is_jsonata => {
            rows.push(field(S::Parameters, "Parameters"));
        }
        _ => {}
    }
    match state.state_type() {
        Some(StateType::Task) => rows.push(LabRow { stage: S::Result, part: LabPart::Result }),
        Some(StateType::Parallel | StateType::Map) => rows.push(LabRow { stage: S::Result, part: LabPart::Nothing }),
        Some(StateType::Pass) if !is_jsonata => rows.push(field(S::Result, "Result")),
        _ => {}
    }
    match state.state_type() {
        Some(StateType::Task | StateType::Parallel | StateType::Map) if !is_jsonata => {
            rows.extend([field(S::ResultSelector, "ResultSelector"), field(S::ResultPath, "ResultPath")]);
        }
        Some(StateType::Pass) if !is_jsonata => rows.push(field(S::ResultPath, "ResultPath")),
        _ => {}
    }
    if !matches!(state.state_type(), Some(StateType::Fail | StateType::Succeed)) {
        rows.push(field(S::Assign, "Assign"));
    }
    rows.push(match is_jsonata {
        true => field(S::Output, "Output"),
        false => field(S::OutputPath, "OutputPath"),
    });
    if !is_jsonata {
        rows.push(LabRow { stage: S::Output, part: LabPart::Nothing });
    }
    rows
}

/// What is tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The state's name.
    pub name: Text,
    /// The state, as in the definition.
    pub state: Value,
    /// `JSONata` or `JSONPath`
    pub query_language: &'static str,
    /// What it is entered with.
    pub input: Value,
    /// What the service returns; its usual answer, when `None`.
    pub result: Option<Value>,
    /// The variables that it reads.
    pub variables: Object,
    /// The Context Object.
    pub context: Value,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Tried {
    machine: Rc<StateMachine>,
    run: Run,
}

impl Trial {
    /// A state as it stands in its definition, with the data of a visit; with `input` before it was entered.
    pub fn of(machine: &StateMachine, state: &State, visit: Option<(&Run, &Visit)>, input: Value) -> Option<Self> {
        let node = json::edit::follow(machine.document.root.as_ref()?, &state_path(machine, state.id))?;
        let context = visit.and_then(|(run, _)| SeenData::new([run]).context(state)).unwrap_or_default();
        let visit = visit.map(|(_, visit)| visit);
        let is_task = state.task().is_some();
        Some(Self {
            name: state.name.clone(),
            state: node.to_value(),
            query_language: if state.query_language == QueryLanguage::Jsonata { "JSONata" } else { "JSONPath" },
            input: visit.map_or(input, |visit| visit.flow.input.clone()),
            result: visit.and_then(|visit| visit.flow.result.clone()).filter(|_| is_task),
            variables: visit.map(|visit| visit.variables.to_object()).unwrap_or_default(),
            context,
        })
    }

    /// A part as a person writes it: JSON, or a text without its quotes; empty for one that is not there.
    pub fn text(&self, part: LabPart) -> String {
        let value = match part {
            LabPart::Input => Some(&self.input),
            LabPart::Result => self.result.as_ref(),
            LabPart::Field(name) => self.state.get(name),
            LabPart::Nothing => None,
        };
        match value {
            Some(Value::String(text)) if json::parse_value(text).is_err() => text.to_string(),
            Some(value) => json::print_pretty(value),
            None => String::new(),
        }
    }

    /// With a part as a person wrote it. What is no JSON is a text: `$.a`.
    pub fn write(&mut self, part: LabPart, text: &str) {
        let text = text.trim();
        let value = (!text.is_empty()).then(|| json::parse_value(text).unwrap_or_else(|_| text.into()));
        match part {
            LabPart::Input => self.input = value.unwrap_or_default(),
            LabPart::Result => self.result = value,
            LabPart::Field(name) => {
                let Some(state) = self.state.as_object() else { return };
                let mut state: Object = state
                    .iter()
                    .filter(|(key, _)| &***key != name)
                    .map(|(key, value)| (key.clone(), value.clone()))
                    .collect();
                state.extend(value.map(|value| (name, value)));
                self.state = state.into();
            }
            LabPart::Nothing => {}
        }
    }

    /// The edits that put a field, as it was written here, into the definition it came from; none when it is there.
    pub fn edits(&self, machine: &StateMachine, state: &State, part: LabPart) -> Vec<Edit> {
        let LabPart::Field(name) = part else { return Vec::new() };
        let Some(root) = &machine.document.root else { return Vec::new() };
        let mut path = state_path(machine, state.id);
        let there = json::edit::follow(root, &path).and_then(|node| node.get(name)).map(Node::to_value);
        let here = self.state.get(name);
        if there.as_ref() == here {
            return Vec::new();
        }
        path.push(Step::Key(name));
        match here {
            Some(value) => json::edit::set(&machine.document, &path, value),
            None => json::edit::remove(&machine.document, &path),
        }
    }

    /// Try it; the error is what is wrong with the state.
    pub fn run(&self) -> Result<Tried, String> {
        let text = self.definition().to_string();
        let (document, _) = json::parse(&text);
        let (machine, diagnostics) = definition::lower(&Rc::<Document>::new(document));
        if let Some(found) = diagnostics.iter().find(|found| found.severity == text::Severity::Error) {
            return Err(found.message.clone());
        }
        let machine = Rc::new(machine);
        let state = machine.root().start().ok_or_else(String::new)?;
        let mut scenario = Scenario::default();
        if let Some(result) = &self.result {
            scenario.set_entries(self.name.clone(), vec![Entry::new(Outcome::Return(result.clone()))]);
        }
        let variables = self.variables.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        let single = SingleState { state, variables, context: self.context.clone() };
        let options = Options { single_state: Some(Rc::new(single)), ..Options::default() };
        let world = Box::new(SimulatedWorld::new(scenario));
        let mut run = Run::new(machine.clone(), self.input.clone(), options, world);
        for _ in 0..STEPS {
            let is_decided = run.visit(VisitId(0)).is_some_and(|visit| visit.decision.is_some());
            if is_decided || run.step() != StepOutcome::Stepped {
                break;
            }
        }
        Ok(Tried { machine, run })
    }

    /// A machine of the state, beside an end for each of its transitions.
    fn definition(&self) -> Value {
        let mut states = Object::new();
        targets(&self.state).for_each(|target| states.insert(target, Value::from([("Type", "Succeed".into())])));
        states.insert(self.name.clone(), self.state.clone());
        Value::from([
            ("QueryLanguage", self.query_language.into()),
            ("StartAt", self.name.clone().into()),
            ("States", states.into()),
        ])
    }
}

fn targets(state: &Value) -> impl Iterator<Item = Text> {
    let entries = ["Choices", "Catch"].into_iter().filter_map(|field| state.get(field)?.as_array());
    let places = std::iter::once(state).chain(entries.flat_map(|entries| entries.iter()));
    let names = places.flat_map(|place| ["Next", "Default"].into_iter().filter_map(|field| place.get(field)?.as_str()));
    names.map(Text::from).collect::<Vec<_>>().into_iter()
}

impl Tried {
    /// Its stages, as the data flow shows them.
    pub fn stages(&self) -> Vec<StageView> {
        let Some(visit) = self.run.visit(VisitId(0)) else { return Vec::new() };
        let start = Timestamp { millis: self.run.options().start.millis };
        let state = self.machine.state(visit.state);
        data_flow(&Shown { machine: &self.machine, state, visit: Some(visit), expected_input: None, start })
    }

    /// Why it goes where it goes.
    pub fn why(&self) -> Vec<Message> {
        let moment = Moment::of_root(&self.run, &self.run);
        self.run.visit(VisitId(0)).map(|visit| why::why(&moment, visit)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data_flow::CardBody;
    use crate::testing::value;

    fn tried(query_language: &'static str, state: &str, input: &str, result: Option<&str>) -> Result<String, String> {
        let trial = Trial {
            name: "S".into(),
            state: value(state),
            query_language,
            input: value(input),
            result: result.map(value),
            variables: value(r#"{"v":7}"#).as_object().unwrap().clone(),
            context: value(r#"{"Execution":{"Name":"x"}}"#),
        };
        let stages = trial.run()?.stages();
        let last = stages.iter().rev().find_map(|stage| match &stage.card.as_ref()?.body {
            CardBody::Data { source, .. } => Some(source.value.to_string()),
            CardBody::Same { value, .. } => Some(value.to_string()),
            CardBody::Failure { error, .. } => error.as_deref().map(String::from),
            CardBody::Waiting(_) => None,
        });
        Ok(last.unwrap_or_default())
    }

    #[test]
    fn a_field_goes_into_the_definition_it_came_from() {
        let text = r#"{"StartAt":"P","States":{"P":{"Type":"Pass","InputPath":"$.x","End":true}}}"#;
        let machine = crate::testing::machine(text);
        let state = machine.find_anywhere("P").unwrap();
        let mut trial = Trial::of(&machine, state, None, Value::Null).unwrap();
        for (text_written, expected) in
            [("$.x", None), ("$.y", Some(r#""InputPath":"$.y""#)), ("", Some(r#"{"Type":"Pass","End":true}"#))]
        {
            trial.write(LabPart::Field("InputPath"), text_written);
            let edits = trial.edits(&machine, state, LabPart::Field("InputPath"));
            let changed = (!edits.is_empty()).then(|| text::apply(text, &edits));
            assert_eq!(changed.is_some(), expected.is_some(), "{text_written}");
            assert!(changed.iter().zip(expected).all(|(changed, expected)| changed.contains(expected)), "{changed:?}");
        }
    }

    #[test]
    fn what_is_written_is_tried() {
        let machine = crate::testing::machine(
            r#"{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"A/b","States":{
                "A/b":{"Type":"Pass","InputPath":"$.x","Parameters":{"n":1},"End":true}}}]}}}"#,
        );
        let state = machine.find_anywhere("A/b").unwrap();
        let mut trial = Trial::of(&machine, state, None, value(r#"{"x":{"y":2}}"#)).unwrap();
        let parts: Vec<LabPart> = rows(state).into_iter().map(|row| row.part).collect();
        let fields = ["InputPath", "Parameters", "Result", "ResultPath", "Assign", "OutputPath"].map(LabPart::Field);
        assert_eq!(parts, [&[LabPart::Input][..], &fields, &[LabPart::Nothing]].concat());
        assert_eq!(trial.text(LabPart::Field("InputPath")), "$.x");
        assert_eq!(trial.text(LabPart::Field("ResultPath")), "");
        for (part, text, expected) in [
            (LabPart::Field("Parameters"), r#"{"v.$":"$.y"}"#, r#"{"v":2}"#),
            (LabPart::Field("Parameters"), "", r#"{"y":2}"#),
            (LabPart::Field("ResultPath"), "$.r", r#"{"x":{"y":2},"r":{"y":2}}"#),
            (LabPart::Field("OutputPath"), "$.r.y", "2"),
            (LabPart::Input, r#"{"x":{"y":3}}"#, "3"),
        ] {
            trial.write(part, text);
            let output = trial.run().unwrap().run.visit(VisitId(0)).and_then(|visit| visit.flow.output.clone());
            assert_eq!(output.unwrap_or_default().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn a_state_alone_makes_what_it_would_make_in_its_machine() {
        let task = r#"{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},"ResultSelector":{"n.$":"$.a"},"ResultPath":"$.r","Next":"X"}"#;
        for (language, state, input, result, expected) in [
            ("JSONPath", task, r#"{"i":1}"#, Some(r#"{"a":5}"#), r#"{"i":1,"r":{"n":5}}"#),
            ("JSONPath", r#"{"Type":"Pass","Parameters":{"x.$":"$v"},"End":true}"#, "{}", None, r#"{"x":7}"#),
            (
                "JSONPath",
                r#"{"Type":"Pass","Parameters":{"x.$":"$$.Execution.Name"},"End":true}"#,
                "{}",
                None,
                r#"{"x":"x"}"#,
            ),
            ("JSONPath", r#"{"Type":"Pass","InputPath":"$.none","End":true}"#, "{}", None, "States.Runtime"),
            ("JSONata", r#"{"Type":"Pass","Output":"{% $states.input.a + $v %}","Next":"X"}"#, r#"{"a":1}"#, None, "8"),
            (
                "JSONPath",
                r#"{"Type":"Choice","Choices":[{"Variable":"$.a","IsPresent":true,"Next":"Y"}]}"#,
                r#"{"b":1}"#,
                None,
                "States.Runtime",
            ),
        ] {
            assert_eq!(tried(language, state, input, result).as_deref(), Ok(expected), "{state}");
        }
        assert!(tried("JSONPath", r#"{"Type":"Pass","InputPath":"$[","End":true}"#, "{}", None).is_err());
    }
}
