use super::*;
use crate::testing::{CHARGE, play, types};

#[test]
fn each_visit_has_a_band_and_each_event_a_tick() {
    let played = play(CHARGE, r#"{"day":"d"}"#, r#"{"tasks":{"Charge":[{"exitCode":7}]}}"#);
    let types = types(&played.latest);
    let submitted = types.iter().rposition(|name| name == "TaskSubmitted").unwrap() as u32 + 1;
    let run = played.at(submitted);
    let film = film(&Moment::of_root(&run, &played.latest));
    let bands: Vec<(Option<&str>, u32, u32, Option<Status>)> =
        film.bands.iter().map(|band| (band.name.as_deref(), band.from, band.to, band.status)).collect();
    assert_eq!(
        bands,
        [
            (None, 1, 1, None),
            (Some("Charge"), 2, 7, Some(Status::CaughtError)),
            (Some("Was it declined?"), 8, 9, Some(Status::Succeeded)),
            (Some("Ship"), 10, 15, Some(Status::InProgress)),
            (None, 16, 16, None),
        ]
    );
    assert_eq!((film.at, film.of), (13, 16));
    let ticks: Vec<&Tick> = film.bands.iter().flat_map(|band| &band.ticks).collect();
    assert_eq!(ticks.len(), 16);
    assert_eq!(ticks.iter().filter(|tick| tick.is_failure).map(|tick| tick.event).collect::<Vec<_>>(), [6]);
    assert!(ticks.iter().all(|tick| tick.is_ahead == (tick.event > 13)));
    assert_eq!(film.here, Some(("TaskSubmitted".into(), Some("Ship".into()))));
}

const LOOP: &str = r#"{
  "StartAt": "Add",
  "States": {
    "Add": { "Type": "Pass", "Parameters": { "n.$": "States.MathAdd($.n, 1)" }, "Next": "Enough?" },
    "Enough?": { "Type": "Choice", "Choices": [ { "Variable": "$.n", "NumericLessThan": 600, "Next": "Add" } ], "Default": "Done" },
    "Done": { "Type": "Succeed" }
  }
}"#;

#[test]
fn many_events_share_ticks_and_many_visits_share_bands() {
    for (from, most_bands) in [(570, 70), (400, 150), (0, 150)] {
        let played = play(LOOP, &format!(r#"{{"n":{from}}}"#), "{}");
        let film = film(&played.end());
        assert!(film.bands.len() <= most_bands, "{}", film.bands.len());
        let mut next = 1;
        for band in &film.bands {
            assert_eq!(band.from, next, "no event is lost");
            assert!(!band.ticks.is_empty());
            next = band.to + 1;
        }
        assert_eq!(next, film.of + 1);
    }
}
