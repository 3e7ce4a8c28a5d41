//! Runs the state and answers.

use crate::joined::Surroundings;
use crate::mock::MockedWorld;
use crate::request::{InspectionLevel, Mock, Request};
use crate::{Refusal, context, inspection, joined, refusal};
use definition::{Map, State, StateKind, StateMachine, StateType};
use engine::port::World;
use engine::{Decision, Failure, Options, Run, SingleState, StepOutcome, Visit, VisitId, VisitStatus};
use json::{Object, Text, Value};
use std::rc::Rc;

/// What AWS calls the state when the definition is a state alone.
const BARE_NAME: &str = "StateName";

/// More steps than any single state takes.
const BUDGET: u32 = 1_000_000;

/// Answer a request as TestState does: `status`, `output`, `error`, `cause`, `nextState`,
/// `inspectionData`. Without a mock, `world` is what the state calls.
pub fn test_state(request: &Request, world: Box<dyn World>) -> Result<Value, Refusal> {
    let definition = json::parse_value(&request.definition)
        .map_err(|error| Refusal { code: "InvalidDefinition", message: error.to_string() })?;
    let definition = machine_of(&definition);
    let machine = joined::lower(&definition);
    let name = request.state_name.as_deref().unwrap_or(BARE_NAME);
    let state = find(&machine, request.state_name.as_deref())?;
    refusal::check(request, state)?;
    let given = request.context.clone();
    let made_up = || context::made_up(request, &machine, state, Options::default().start);
    let test = Test { request, machine: &machine, state, context: given.unwrap_or_else(made_up) };
    match state.state_type() {
        Some(StateType::Map | StateType::Parallel) => {
            Ok(test.joined(&joined::lower(&joined::as_task(&definition, name))))
        }
        _ => Ok(test.alone(world)),
    }
}

/// The text of a whole state machine for a request's definition, for a check of it; `None` when
/// it is no JSON.
pub fn machine_text(definition: &str) -> Option<String> {
    json::parse_value(definition).ok().map(|definition| json::print(&machine_of(&definition)))
}

/// The definition as a machine: a state alone becomes the only state of one, beside an end for
/// each of its transitions.
fn machine_of(definition: &Value) -> Value {
    if definition.get("States").is_some() {
        return definition.clone();
    }
    let mut states = Object::new();
    let mut targets = Vec::new();
    collect_targets(definition, &mut targets);
    for target in targets {
        states.insert(target, Value::from([("Type", "Succeed".into())]));
    }
    states.insert(BARE_NAME, definition.clone());
    Value::from([("StartAt", BARE_NAME.into()), ("States", states.into())])
}

fn collect_targets(state: &Value, targets: &mut Vec<Text>) {
    let entries = ["Choices", "Catch"].into_iter().filter_map(|field| state.get(field)?.as_array());
    let objects = std::iter::once(state).chain(entries.flat_map(|entries| entries.iter()));
    for object in objects {
        let names = ["Next", "Default"].into_iter().filter_map(|field| object.get(field)?.as_str());
        targets.extend(names.map(Text::from));
    }
}

fn find<'m>(machine: &'m StateMachine, name: Option<&str>) -> Result<&'m State, Refusal> {
    let found = match name {
        Some(name) => machine.find_anywhere(name),
        None => machine.find_anywhere(BARE_NAME).or_else(|| machine.root().start().map(|start| machine.state(start))),
    };
    found.ok_or_else(|| Refusal::validation("State not found in definition"))
}

struct Test<'a> {
    request: &'a Request,
    machine: &'a Rc<StateMachine>,
    state: &'a State,
    context: Value,
}

impl Test<'_> {
    /// A state that is not joined from others.
    fn alone(&self, world: Box<dyn World>) -> Value {
        let world = match &self.request.mock {
            Some(mock) => Box::new(MockedWorld { mock: mock.clone(), data: None }),
            None => world,
        };
        let (run, state) = self.run(self.machine, &self.state.name, world);
        self.answer(&run, state, Object::new())
    }

    /// A Map or Parallel, whose result is mocked; `machine` has a Task in its place.
    fn joined(&self, machine: &Rc<StateMachine>) -> Value {
        let surroundings = Surroundings {
            input: &self.request.input,
            context: &self.context,
            variables: self.request.variables.as_ref(),
        };
        let mock = joined::mock(self.request, self.state, &surroundings);
        let mut more = Object::new();
        if let Some(StateKind::Map(map)) = &self.state.kind {
            match self.items(map) {
                Ok(stages) => more = stages,
                Err(run) => return self.answer(&run, self.state, more),
            }
            more.extend(surroundings.limits(map).iter().map(|(field, value)| (field.clone(), value.clone())));
        }
        let (run, _) = self.run(machine, &self.state.name, Box::new(MockedWorld { mock, data: None }));
        self.answer(&run, self.state, more)
    }

    /// The stages of a Map's items, without its iterations; or the run in which there was something wrong with them.
    fn items(&self, map: &Map) -> Result<Object, Box<Run>> {
        let data = self.request.configuration.map_item_reader_data.clone();
        if map.item_reader.is_some() && data.is_none() {
            return Ok(Object::new());
        }
        let world = MockedWorld { mock: Mock::default(), data };
        let mut run = self.start(self.machine, self.state, Box::new(world));
        for _ in 0..BUDGET {
            match run.map_inputs(self.state) {
                // An item of which the selector makes nothing is the business of its iteration.
                Some(inputs) => return Ok(inspection::items(self.state, map, &run, &inputs.unwrap_or_default())),
                None if decided(&run, 0) => return Err(Box::new(run)),
                None if run.step() != StepOutcome::Stepped => break,
                None => {}
            }
        }
        Ok(Object::new())
    }

    /// Run the state called `name` until it has decided what comes next.
    fn run<'m>(&self, machine: &'m Rc<StateMachine>, name: &str, world: Box<dyn World>) -> (Run, &'m State) {
        let state = machine.find_anywhere(name).unwrap_or(&machine.states[0]);
        let mut run = self.start(machine, state, world);
        let retries = self.request.configuration.retrier_retry_count as usize;
        for _ in 0..BUDGET {
            if decided(&run, retries) || run.step() != StepOutcome::Stepped {
                break;
            }
        }
        (run, state)
    }

    fn start(&self, machine: &Rc<StateMachine>, state: &State, world: Box<dyn World>) -> Run {
        let variables = self.request.variables.as_ref().and_then(Value::as_object);
        let variables = variables.into_iter().flat_map(Object::iter).map(|(name, value)| (name.clone(), value.clone()));
        let single = SingleState { state: state.id, variables: variables.collect(), context: self.context.clone() };
        let options = Options { single_state: Some(Rc::new(single)), ..Options::default() };
        Run::new(machine.clone(), self.request.input.clone(), options, world)
    }

    fn answer(&self, run: &Run, state: &State, more: Object) -> Value {
        let Some(visit) = run.visit(VisitId(0)) else { return Value::from([("status", "FAILED".into())]) };
        let failure = failure(visit);
        let mut response = Object::new();
        response.insert("status", status(visit).into());
        if let Some(output) = visit.flow.output.as_ref().filter(|_| visit.status != VisitStatus::InProgress) {
            response.insert("output", inspection::text(output));
        }
        if let Some(failure) = &failure {
            put_failure(&mut response, failure);
        }
        if let Some(next) = next(visit) {
            response.insert("nextState", Value::String(run_state_name(run, next)));
        }
        let mut inspected = inspection::stages(state, &visit.flow);
        inspected.extend(more.iter().map(|(field, value)| (field.clone(), value.clone())));
        let retrier = failure.as_ref().and_then(|failure| failure.retrier_of(state));
        inspected.extend(inspection::error_details(state, visit, retrier).map(|details| ("errorDetails", details)));
        self.inspect(&mut response, inspected, visit);
        response.into()
    }

    fn inspect(&self, response: &mut Object, mut inspected: Object, visit: &Visit) {
        if self.request.inspection_level == InspectionLevel::Info {
            return;
        }
        inspected.extend(self.variables_after(visit).map(|variables| ("variables", inspection::text(&variables))));
        response.insert("inspectionData", inspected.into());
    }

    /// The variables given, and those that the state assigned (API reference, InspectionData).
    fn variables_after(&self, visit: &Visit) -> Option<Value> {
        let given = self.request.variables.as_ref().and_then(Value::as_object);
        let assigned = visit.flow.assigned.as_deref();
        if given.is_none() && assigned.is_none() {
            return None;
        }
        let mut variables = given.cloned().unwrap_or_default();
        variables.extend(assigned.into_iter().flatten().map(|(name, value)| (name.clone(), value.clone())));
        Some(variables.into())
    }
}

/// Has the state decided what comes next, be it another attempt after so many?
fn decided(run: &Run, retries: usize) -> bool {
    run.visit(VisitId(0)).is_some_and(|visit| {
        visit.decision.is_some() || visit.attempts.get(retries).is_some_and(|attempt| attempt.retry.is_some())
    })
}

fn put_failure(response: &mut Object, failure: &Failure) {
    let texts = [("error", &failure.error), ("cause", &failure.cause)];
    response.extend(texts.into_iter().filter_map(|(field, text)| Some((field, Value::String(text.clone()?)))));
}

fn status(visit: &Visit) -> &'static str {
    match visit.status {
        VisitStatus::Succeeded => "SUCCEEDED",
        VisitStatus::CaughtError => "CAUGHT_ERROR",
        VisitStatus::InProgress => "RETRIABLE",
        VisitStatus::Failed | VisitStatus::Aborted => "FAILED",
    }
}

fn failure(visit: &Visit) -> Option<Failure> {
    match visit.decision.as_deref() {
        Some(Decision::Caught { failure, .. } | Decision::Failed(failure)) => Some(failure.clone()),
        Some(_) => None,
        None => visit.attempts.last()?.failure.clone(),
    }
}

fn next(visit: &Visit) -> Option<definition::StateId> {
    match visit.decision.as_deref()? {
        Decision::Continued { next } | Decision::Chose { next, .. } | Decision::Caught { next, .. } => *next,
        Decision::Failed(_) | Decision::Aborted => None,
    }
}

fn run_state_name(run: &Run, state: definition::StateId) -> Text {
    run.root().machine().state(state).name.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Configuration;

    fn request(definition: &str, input: &str) -> Request {
        let input = json::parse_value(input).unwrap();
        Request { definition: definition.into(), input, inspection_level: InspectionLevel::Debug, ..Request::default() }
    }

    fn succeeding(result: &str) -> Option<Mock> {
        Some(Mock { result: Some(json::parse_value(result).unwrap()), error_output: None })
    }

    fn failing(error: &str) -> Option<Mock> {
        let failure = Failure { error: Some(error.into()), cause: None };
        Some(Mock { result: None, error_output: Some(failure) })
    }

    fn answer(request: &Request) -> String {
        let world = Box::new(MockedWorld::default());
        match test_state(request, world) {
            Ok(response) => response.to_string(),
            Err(refusal) => format!("{}: {}", refusal.code, refusal.message),
        }
    }

    #[test]
    fn a_state_alone_shows_its_stages() {
        for (definition, mock, expected) in [
            (
                r#"{"Type":"Pass","Result":1,"ResultPath":"$.a","Next":"B"}"#,
                None,
                r#"{"status":"SUCCEEDED","output":"{\"x\":0,\"a\":1}","nextState":"B","inspectionData":{"input":"{\"x\":0}","result":"1","afterResultSelector":"1","afterResultPath":"{\"x\":0,\"a\":1}"}}"#,
            ),
            (
                r#"{"Type":"Choice","Choices":[{"Variable":"$.x","NumericEquals":0,"Next":"Zero"}],"Default":"Other"}"#,
                None,
                r#"{"status":"SUCCEEDED","output":"{\"x\":0}","nextState":"Zero","inspectionData":{"input":"{\"x\":0}","afterInputPath":"{\"x\":0}"}}"#,
            ),
            (
                r#"{"Type":"Map","ItemsPath":"$.x","ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Succeed"}}},"End":true}"#,
                succeeding("[1]"),
                r#"{"status":"FAILED","error":"States.Runtime","cause":"Reference path \"$.x\" must point to array.","inspectionData":{"input":"{\"x\":0}","afterInputPath":"{\"x\":0}"}}"#,
            ),
        ] {
            let request = Request { mock, ..request(definition, r#"{"x":0}"#) };
            assert_eq!(answer(&request), expected, "{definition}");
        }
    }

    #[test]
    fn a_map_shows_what_its_iterations_get() {
        let inline = r#""StartAt":"A","States":{"A":{"Type":"Succeed"}}"#;
        let distributed = format!(r#""ProcessorConfig":{{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"}},{inline}"#);
        let reader = |config: &str| {
            format!(
                r#","ItemReader":{{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{{"InputType":"JSON"{config}}},
                "Parameters":{{"Bucket":"b","Key":"k"}}}}"#
            )
        };
        let selector = r#","ItemSelector":{"n.$":"$$.Map.Item.Value","x.$":"$.x"}"#;
        for (processor, fields, data, expected) in [
            (
                inline,
                format!(r#","ItemsPath":"$.n"{selector}"#),
                None,
                r#""afterItemsPath":"[1,2]","afterItemSelector":"[{\"n\":1,\"x\":0},{\"n\":2,\"x\":0}]","maxConcurrency":0"#,
            ),
            (
                &*distributed,
                r#","ItemsPath":"$.n","ItemBatcher":{"MaxItemsPerBatch":2}"#.into(),
                None,
                r#""afterItemsPath":"[1,2]","afterItemBatcher":"[{\"Items\":[1,2]}]""#,
            ),
            (
                &*distributed,
                reader(r#","ItemsPointer":"/a""#),
                Some(r#"{"a":{"k":3}}"#),
                r#""afterItemsPointer":"{\"k\":3}""#,
            ),
            (&*distributed, reader("") + selector, Some("[3]"), r#""afterItemSelector":"[{\"n\":3,\"x\":0}]""#),
            (&*distributed, reader("") + selector, None, r#""afterResultPath":"[9]","maxConcurrency":0"#),
            (&*distributed, reader(""), Some("3"), r#""error":"States.ItemReaderFailed""#),
        ] {
            let definition = format!(r#"{{"Type":"Map"{fields},"ItemProcessor":{{{processor}}},"End":true}}"#);
            let map_item_reader_data = data.map(String::from);
            let configuration = Configuration { map_item_reader_data, ..Configuration::default() };
            let request = request(&definition, r#"{"x":0,"n":[1,2]}"#);
            let answer = answer(&Request { mock: succeeding("[9]"), configuration, ..request });
            assert!(answer.contains(expected), "{fields}: {answer}");
        }
    }

    #[test]
    fn a_parallel_or_map_is_tested_at_any_depth() {
        let inner = r#"{"Type":"Parallel","Branches":[{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}],"End":true}"#;
        let within = |state: &str| format!(r#"{{"StartAt":"I","States":{{"I":{state}}}}}"#);
        for machine in [
            within(inner),
            format!(
                r#"{{"StartAt":"M","States":{{"M":{{"Type":"Map","ItemProcessor":{},"End":true}}}}}}"#,
                within(inner)
            ),
            format!(
                r#"{{"StartAt":"P","States":{{"P":{{"Type":"Parallel","Branches":[{}],"End":true}}}}}}"#,
                within(inner)
            ),
        ] {
            let request = Request { state_name: Some("I".into()), mock: succeeding("[5]"), ..request(&machine, "{}") };
            assert!(answer(&request).starts_with(r#"{"status":"SUCCEEDED","output":"[5]""#), "{}", answer(&request));
        }
    }

    #[test]
    fn a_state_inside_a_map_is_in_the_first_iteration() {
        let inner =
            r#"{"StartAt":"I","States":{"I":{"Type":"Pass","Parameters":{"item.$":"$$.Map.Item"},"End":true}}}"#;
        for (machine, expected) in [
            (
                format!(r#"{{"StartAt":"M","States":{{"M":{{"Type":"Map","ItemProcessor":{inner},"End":true}}}}}}"#),
                r#"{"status":"SUCCEEDED","output":"{\"item\":{\"Index\":0,\"Value\":7}}""#,
            ),
            (inner.into(), r#"{"status":"FAILED","error":"States.Runtime""#),
        ] {
            let request = Request { state_name: Some("I".into()), ..request(&machine, "7") };
            assert!(answer(&request).starts_with(expected), "{}", answer(&request));
        }
    }

    #[test]
    fn what_a_state_assigns_is_among_the_variables() {
        let definition = r#"{"Type":"Pass","Assign":{"new.$":"$old","old":2},"End":true}"#;
        let variables = Some(Value::from([("old", 1.into()), ("kept", 3.into())]));
        let answer = answer(&Request { variables, ..request(definition, "{}") });
        assert!(answer.contains(r#""variables":"{\"old\":2,\"kept\":3,\"new\":1}""#), "{answer}");
    }

    #[test]
    fn a_retrier_with_attempts_left_makes_an_error_retriable() {
        let definition = r#"{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","End":true,
            "Retry":[{"ErrorEquals":["E"],"IntervalSeconds":3,"MaxAttempts":2}]}"#;
        for (retries, status, details) in [
            (0, "RETRIABLE", r#""errorDetails":{"retryIndex":0,"retryBackoffIntervalSeconds":3}"#),
            (1, "RETRIABLE", r#""errorDetails":{"retryIndex":0,"retryBackoffIntervalSeconds":6}"#),
            (2, "FAILED", r#""errorDetails":{"retryIndex":0}"#),
        ] {
            let configuration = Configuration { retrier_retry_count: retries, ..Configuration::default() };
            let request = Request { mock: failing("E"), configuration, ..request(definition, "{}") };
            let answer = answer(&request);
            assert!(answer.contains(&format!(r#""status":"{status}""#)) && answer.contains(details), "{answer}");
        }
    }

    #[test]
    fn too_many_failed_iterations_fail_a_map_that_says_how_many_it_tolerates() {
        for (tolerated, failures, status) in [
            (r#","ToleratedFailureCount":1"#, 1, "SUCCEEDED"),
            (r#","ToleratedFailureCount":1"#, 2, "FAILED"),
            (r#","ToleratedFailurePercentage":50"#, 1, "SUCCEEDED"),
            (r#","ToleratedFailurePercentage":49"#, 1, "FAILED"),
            ("", 2, "SUCCEEDED"),
        ] {
            let definition = format!(
                r#"{{"Type":"Map","ItemProcessor":{{"ProcessorConfig":{{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"}},
                "StartAt":"A","States":{{"A":{{"Type":"Succeed"}}}}}}{tolerated},"End":true}}"#
            );
            let configuration =
                Configuration { map_iteration_failure_count: Some(failures), ..Configuration::default() };
            let request = Request { mock: succeeding("[1,2]"), configuration, ..request(&definition, "[1,2]") };
            let answer = answer(&request);
            assert!(answer.contains(&format!(r#""status":"{status}""#)), "{tolerated} {failures}: {answer}");
        }
    }

    #[test]
    fn what_aws_refuses_is_refused() {
        let pass = r#"{"Type":"Pass","End":true}"#;
        let parallel =
            r#"{"Type":"Parallel","Branches":[{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}],"End":true}"#;
        for (request, message) in [
            (
                Request { mock: succeeding("1"), ..request(pass, "{}") },
                "ValidationException: State type 'Pass' is not supported when a mock is specified",
            ),
            (
                Request { mock: succeeding("{}"), ..request(parallel, "{}") },
                "ValidationException: Mocked result must be an array.",
            ),
            (
                Request {
                    state_name: Some("B".into()),
                    ..request(r#"{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#, "{}")
                },
                "ValidationException: State not found in definition",
            ),
            (
                Request {
                    context: Some([("Nope", 1.into())].into()),
                    mock: succeeding("[1]"),
                    ..request(parallel, "{}")
                },
                "ValidationException: Invalid Context object provided: Field 'Nope' is not allowed",
            ),
            (
                Request { context: Some(Object::new().into()), ..request(pass, "{}") },
                "ValidationException: TestState does not support Context when a mock is not specified.",
            ),
            (
                request(r#"{"Type":"Task","Resource":"arn:aws:states:us-east-1:1:activity:a","End":true}"#, "{}"),
                "InvalidDefinition: TestState does not support Activity tasks when a mock is not specified.",
            ),
            (
                request(r#"{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}"#, "{}"),
                "InvalidDefinition: TestState does not support the '.sync' service integration pattern when a mock is \
                 not specified.",
            ),
        ] {
            assert_eq!(answer(&request), message);
        }
    }
}
