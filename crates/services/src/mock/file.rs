//! What a mock file says, and its text.

use crate::mock::rules::{attempts_of, rules_of};
use crate::request::object;
use crate::scenario::{Rule, Scenario};
use json::{Object, Text, Value};

/// A mock file in one of its two forms.
#[derive(Clone, Debug, PartialEq)]
pub enum MockFile {
    /// `{"<state>": {"0": {…}}}`
    States(Vec<(Text, Vec<MockedAttempts>)>),
    /// `{"StateMachines": {…}, "MockedResponses": {…}}`
    Config(MockConfigFile),
}

/// `MockConfigFile.json`
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MockConfigFile {
    /// `StateMachines`: the test cases of each machine.
    pub state_machines: Vec<(Text, Vec<TestCase>)>,
    /// `MockedResponses`: what each response does, attempt by attempt.
    pub responses: Vec<(Text, Vec<MockedAttempts>)>,
}

/// A test case: which response each state gets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TestCase {
    /// Its name.
    pub name: Text,
    /// `(state, response)`
    pub states: Vec<(Text, Text)>,
}

/// What some attempts in a row do: `"1-2": {"Throw": {…}}`.
#[derive(Clone, Debug, PartialEq)]
pub struct MockedAttempts {
    /// The first attempt, counted from 0.
    pub first: u32,
    /// The last one.
    pub last: u32,
    /// What they do.
    pub outcome: MockOutcome,
}

/// What a mocked attempt does.
#[derive(Clone, Debug, PartialEq)]
pub enum MockOutcome {
    /// `Return`
    Return(Value),
    /// `Throw`
    Throw {
        /// `Error`
        error: Option<Text>,
        /// `Cause`
        cause: Option<Text>,
    },
}

impl MockFile {
    /// The scenario's rules for a test case. A whole file with one test case needs no name.
    pub fn rules(&self, test_case: Option<&str>) -> Result<Vec<Rule>, String> {
        match self {
            Self::States(states) => Ok(states.iter().map(|(state, attempts)| rules_of(state, attempts)).collect()),
            Self::Config(config) => config.rules(test_case),
        }
    }
}

impl MockConfigFile {
    fn rules(&self, test_case: Option<&str>) -> Result<Vec<Rule>, String> {
        let cases: Vec<&TestCase> = self.state_machines.iter().flat_map(|(_, cases)| cases).collect();
        let names = || cases.iter().map(|case| &*case.name).collect::<Vec<_>>().join(", ");
        let case = match test_case {
            Some(name) => cases.iter().find(|case| *case.name == *name),
            None if cases.len() == 1 => cases.first(),
            None => return Err(format!("The mock file has several test cases, choose one of: {}", names())),
        };
        let case = case.ok_or_else(|| format!("The mock file has no such test case; it has: {}", names()))?;
        case.states.iter().map(|(state, response)| Ok(rules_of(state, self.response(response)?))).collect()
    }

    fn response(&self, name: &str) -> Result<&[MockedAttempts], String> {
        let found = self.responses.iter().find(|(known, _)| **known == *name);
        found.map(|(_, attempts)| &**attempts).ok_or_else(|| format!("The mock file has no response \"{name}\""))
    }

    /// One test case that says of a scenario's tasks what a mock file can say. The states it
    /// cannot say all about come second.
    pub fn from_scenario(scenario: &Scenario, machine: &str, test_case: &str) -> (Self, Vec<Text>) {
        let (mut states, mut responses, mut unsaid) = (Vec::new(), Vec::new(), Vec::new());
        for rule in &scenario.tasks {
            match attempts_of(&rule.entries) {
                Some(attempts) if !rule.key.contains('/') => {
                    let name: Text = format!("{test_case}.{}", rule.key).into();
                    states.push((rule.key.clone(), name.clone()));
                    responses.push((name, attempts));
                }
                _ => unsaid.push(rule.key.clone()),
            }
        }
        let case = TestCase { name: test_case.into(), states };
        (Self { state_machines: vec![(machine.into(), vec![case])], responses }, unsaid)
    }

    /// One test case that repeats what the attempts of a run did, in their order.
    pub fn from_attempts(
        machine: &str,
        test_case: &str,
        attempts: impl IntoIterator<Item = (Text, MockOutcome)>,
    ) -> Self {
        let (mut case, mut file) = (TestCase { name: test_case.into(), states: Vec::new() }, Self::default());
        for (state, outcome) in attempts {
            let name: Text = format!("{test_case}.{state}").into();
            let at = file.responses.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
                case.states.push((state, name.clone()));
                file.responses.push((name, Vec::new()));
                file.responses.len() - 1
            });
            let known = &mut file.responses[at].1;
            let first = known.last().map_or(0, |last| last.last + 1);
            known.push(MockedAttempts { first, last: first, outcome });
        }
        file.state_machines.push((machine.into(), vec![case]));
        file
    }

    /// The text of the file.
    pub fn print(&self) -> String {
        let machines: Object =
            self.state_machines.iter().map(|(name, cases)| (name.clone(), test_cases(cases))).collect();
        let responses: Object =
            self.responses.iter().map(|(name, attempts)| (name.clone(), printed(attempts))).collect();
        let file = Value::from([("StateMachines", machines.into()), ("MockedResponses", responses.into())]);
        json::print_pretty(&file) + "\n"
    }
}

fn test_cases(cases: &[TestCase]) -> Value {
    let states = |case: &TestCase| -> Object {
        case.states.iter().map(|(state, response)| (state.clone(), response.clone().into())).collect()
    };
    let cases: Object = cases.iter().map(|case| (case.name.clone(), states(case).into())).collect();
    Value::from([("TestCases", cases.into())])
}

fn printed(attempts: &[MockedAttempts]) -> Value {
    let members = attempts.iter().map(|some| {
        let key =
            if some.first == some.last { some.first.to_string() } else { format!("{}-{}", some.first, some.last) };
        let outcome = match &some.outcome {
            MockOutcome::Return(value) => Value::from([("Return", value.clone())]),
            MockOutcome::Throw { error, cause } => {
                let text = |text: &Option<Text>| text.clone().map(Value::String);
                Value::from([("Throw", object([("Error", text(error)), ("Cause", text(cause))]))])
            }
        };
        (key.into(), outcome)
    });
    members.collect::<Object>().into()
}
