//! The same ground state gives the same history: natively and in WebAssembly, at once and step by step, and from every
//! snapshot on.

use crate::both;
use crate::cases::CASES;
use crate::play::{BUDGET, finished, history, start};
use engine::{Run, StepOutcome, Timeline};
use host::Seed;

/// Written down once: a run that somebody saved must look the same for ever.
#[both::test]
fn chance_is_the_same_everywhere() {
    let mut stream = Seed(1).split("jitter").split_number(2).stream();
    assert_eq!(stream.uuid(), "f1a0b2aa-39c3-409b-a73f-15fb195345ae");
    assert_eq!(stream.unit(), 0.677_839_863_545_459_8);
}

#[both::test]
fn every_case_has_the_history_that_was_written_down() {
    assert!(CASES.len() >= 5);
    for case in CASES {
        let run = finished(start(case.definition, case.input, case.scenario));
        compare(case.history, &history(&run), case.name);
    }
}

#[both::test]
fn every_case_gives_the_same_history_from_every_step_on() {
    for case in CASES {
        let mut timeline = Timeline::new(start(case.definition, case.input, case.scenario));
        timeline.extend(BUDGET);
        let whole = history(timeline.latest());
        for cursor in timeline.range() {
            compare(&whole, &history(&play_on(timeline.at(cursor))), case.name);
        }
    }
}

#[both::test]
fn a_look_at_the_past_does_not_change_it() {
    for case in CASES {
        let mut timeline = Timeline::new(start(case.definition, case.input, case.scenario));
        timeline.extend(BUDGET);
        let mut run = start(case.definition, case.input, case.scenario);
        for cursor in timeline.range() {
            assert_eq!(timeline.at(cursor).steps(), cursor, "{}", case.name);
            compare(&history(&timeline.at(cursor)), &history(&run), case.name);
            run.step();
        }
    }
}

fn play_on(mut run: Run) -> Run {
    while run.step() == StepOutcome::Stepped {}
    run
}

/// Equal, or the first event that differs.
fn compare(expected: &str, actual: &str, case: &str) {
    for (number, (expected, actual)) in expected.lines().zip(actual.lines()).enumerate() {
        assert_eq!(expected, actual, "{case}: line {}", number + 1);
    }
    assert_eq!(expected.lines().count(), actual.lines().count(), "{case}: number of events");
}
