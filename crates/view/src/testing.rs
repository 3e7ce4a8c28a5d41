//! Runs small definitions, for the tests of the panels.

use crate::Moment;
use engine::{Options, Run, StepOutcome, Visit};
use json::Value;
use services::SimulatedWorld;
use std::rc::Rc;

/// A definition, run to its end under a scenario.
pub(crate) struct Played {
    pub(crate) timeline: engine::Timeline,
    pub(crate) latest: Run,
}

/// The machine of a definition.
pub(crate) fn machine(definition: &str) -> Rc<definition::StateMachine> {
    let (document, diagnostics) = json::parse(definition);
    assert_eq!(diagnostics, [], "{definition}");
    let (machine, diagnostics) = definition::lower(&Rc::new(document));
    assert_eq!(diagnostics, [], "{definition}");
    Rc::new(machine)
}

/// Play a definition to its end.
pub(crate) fn play(definition: &str, input: &str, scenario: &str) -> Played {
    let (scenario, diagnostics) = services::scenario::parse(scenario);
    assert_eq!(diagnostics, []);
    let options = Options { start: scenario.start_time, ..Options::default() };
    let world = Box::new(SimulatedWorld::new(scenario));
    let run = Run::new(machine(definition), json::parse_value(input).unwrap(), options, world);
    let mut timeline = engine::Timeline::new(run);
    assert_ne!(timeline.extend(100_000), StepOutcome::Stepped, "the run does not end");
    Played { latest: timeline.latest().clone(), timeline }
}

impl Played {
    /// The run right after an event.
    pub(crate) fn at(&self, event: u32) -> Run {
        let cursor = self.timeline.cursor_of(engine::ExecutionId(0), event).unwrap_or(0);
        self.timeline.at(cursor)
    }

    /// The end of the run.
    pub(crate) fn end(&self) -> Moment<'_> {
        Moment::of_root(&self.latest, &self.latest)
    }

    /// The last visit of a state.
    pub(crate) fn visit(&self, name: &str) -> &Visit {
        let is_named = |visit: &&Visit| &*self.end().state_of(visit).name == name;
        self.latest.visits().iter().rev().find(is_named).unwrap_or_else(|| panic!("{name} was not entered"))
    }
}

/// The types of a history, in order.
pub(crate) fn types(run: &Run) -> Vec<String> {
    run.root().history.iter().map(|event| event.details.type_name()).collect()
}

/// A value from its text.
pub(crate) fn value(text: &str) -> Value {
    json::parse_value(text).unwrap()
}

/// Two tasks; the first one's failure is looked at by a Choice.
pub(crate) const CHARGE: &str = r#"{
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync",
      "Parameters": {
        "LaunchType": "FARGATE", "Cluster": "c", "TaskDefinition": "charge",
        "Overrides": { "ContainerOverrides": [ { "Name": "app", "Environment": [ { "Name": "DAY", "Value.$": "$.day" } ] } ] }
      },
      "Catch": [{ "ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Was it declined?" }],
      "Next": "Ship"
    },
    "Was it declined?": {
      "Type": "Choice",
      "Choices": [ { "Variable": "$.error.Cause", "StringMatches": "*\"ExitCode\":7*", "Next": "Ship" } ],
      "Default": "Give up"
    },
    "Ship": { "Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": { "Cluster": "c", "TaskDefinition": "ship" }, "End": true },
    "Give up": { "Type": "Fail", "Error": "Declined", "Cause": "The card was declined" }
  }
}"#;
