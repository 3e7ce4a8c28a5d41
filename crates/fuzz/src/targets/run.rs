//! Runs of whatever a broken definition was lowered to: every step is survived, and the same run comes out again.

use super::Target;
use super::dice::Dice;
use super::sample::sample;
use ::engine::{Options, Run, Timeline, event_json};
use std::rc::Rc;

pub(super) const TARGET: Target =
    Target { name: "run", corpus: include_str!("../../corpus/run.txt"), run, ..super::definition::TARGET };

/// Past what the corpus needs, short of what a loop may take.
const STEPS: u32 = 1000;

fn run(source: &str) {
    let (machine, _) = ::definition::lower(&Rc::new(::json::parse(source).0));
    let start = || Run::new(Rc::new(machine.clone()), sample(), Options::default(), Box::new(Dice));
    let mut timeline = Timeline::new(start());
    timeline.extend(STEPS);
    let mut again = start();
    again.run_to_end(u64::from(STEPS));
    assert_eq!(history(timeline.latest()), history(&again), "a run is the same run again");
    let last = *timeline.range().end();
    let mut middle = timeline.at(last / 2);
    while middle.steps() < last && middle.step() == ::engine::StepOutcome::Stepped {}
    assert_eq!(history(timeline.latest()), history(&middle), "a snapshot leads to the same end");
}

fn history(run: &Run) -> String {
    let events = run.executions().flat_map(|execution| execution.history.iter());
    events.map(|event| event_json(event).to_string()).collect::<Vec<_>>().join("\n")
}
