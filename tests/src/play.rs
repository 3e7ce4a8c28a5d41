//! Running a definition in the simulated world.

use engine::{Options, Run, event_json};
use host::Seed;
use json::Value;
use services::{Scenario, SimulatedWorld, scenario};
use std::rc::Rc;

/// Steps after which a run would never end.
pub(crate) const BUDGET: u32 = 100_000;

/// A run that is about to start; none of the three texts may have a mistake.
pub(crate) fn start(definition: &str, input: &str, scenario: &str) -> Run {
    let (scenario, problems) = if scenario.is_empty() { Default::default() } else { scenario::parse(scenario) };
    assert!(problems.is_empty(), "{problems:?}");
    let input = json::parse_value(if input.is_empty() { "{}" } else { input }).unwrap();
    start_with(definition, input, scenario)
}

/// A run that is about to start.
pub(crate) fn start_with(definition: &str, input: Value, scenario: Scenario) -> Run {
    let (document, problems) = json::parse(definition);
    assert!(problems.is_empty(), "{problems:?}");
    let (machine, problems) = definition::lower(&Rc::new(document));
    assert!(problems.is_empty(), "{problems:?}");
    let options = Options { start: scenario.start_time, seed: Seed(scenario.seed), ..Options::default() };
    Run::new(Rc::new(machine), input, options, Box::new(SimulatedWorld::new(scenario)))
}

/// The run, at its end.
pub(crate) fn finished(mut run: Run) -> Run {
    run.run_to_end(u64::from(BUDGET));
    run
}

/// `SUCCEEDED`, or the status with the error's name.
pub(crate) fn outcome(run: &Run) -> String {
    let root = run.root();
    let error = root.failure.as_ref().and_then(|failure| failure.error.as_deref());
    [Some(root.status.name()), error].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The names of the states in the order of being entered.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn entered(run: &Run) -> Vec<String> {
    let names = run.root().history.iter().filter_map(|event| match &event.details {
        engine::EventDetails::StateEntered { name, .. } => Some(name.to_string()),
        _ => None,
    });
    names.collect()
}

/// The whole history as GetExecutionHistory gives it, one event a line, the executions one after the other.
pub(crate) fn history(run: &Run) -> String {
    let events = run.executions().flat_map(|execution| execution.history.iter());
    events.map(|event| event_json(event).to_string() + "\n").collect()
}
