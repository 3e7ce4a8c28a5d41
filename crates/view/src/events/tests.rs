use super::*;
use crate::testing::{CHARGE, play};

#[test]
fn rows_say_what_the_console_says() {
    let played = play(CHARGE, r#"{"day":"d"}"#, r#"{"tasks":{"Charge":[{"exitCode":7,"duration":"10s"}]}}"#);
    let end = played.end();
    let rows: Vec<EventRow> =
        events(&end, &EventFilter::default()).into_iter().filter_map(|id| event_row(&end, id)).collect();
    assert_eq!(rows.len(), 16);
    let failed = &rows[5];
    assert_eq!((&*failed.type_name, failed.status), ("TaskFailed", Some(Status::Failed)));
    assert_eq!(failed.state.as_ref().map(|state| &*state.name), Some("Charge"));
    assert_eq!(failed.resource.as_deref(), Some("ecs:runTask.sync"));
    assert_eq!((failed.elapsed, failed.is_ahead), (55_000, false));
    assert!(event_json(&end, 6).unwrap().get("taskFailedEventDetails").is_some());
    assert_eq!(event_row(&end, 0), None);
}

#[test]
fn a_filter_narrows_by_word_state_and_status() {
    let played = play(CHARGE, r#"{"day":"d"}"#, r#"{"tasks":{"Charge":[{"exitCode":7}]}}"#);
    let end = played.end();
    let count = |filter: &EventFilter| events(&end, filter).len();
    let word = |keyword: &str| EventFilter { keyword: keyword.into(), ..EventFilter::default() };
    assert_eq!(count(&word("taskfailed")), 1);
    assert_eq!(count(&word("charge")), 6);
    assert_eq!(count(&word("ECS:")), 8);
    assert_eq!(count(&EventFilter { status: Some(Status::Failed), ..word("") }), 1);
    assert_eq!(count(&EventFilter { state: Some(definition::StateId(1)), ..word("") }), 2);
    assert_eq!(count(&word("nothing")), 0);
}
