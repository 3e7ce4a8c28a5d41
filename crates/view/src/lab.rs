//! A state on its own: what its stages make of an input, and of a result that is given to it.

use crate::data_flow::{Shown, StageView, data_flow};
use crate::{Message, Moment, why};
use definition::StateMachine;
use engine::{Options, Run, SingleState, StepOutcome, VisitId};
use host::Timestamp;
use json::{Document, Object, Text, Value};
use services::scenario::{Entry, Outcome};
use services::{Scenario, SimulatedWorld};
use std::rc::Rc;

/// More steps than a state takes that a person tries while typing.
const STEPS: u32 = 20_000;

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
