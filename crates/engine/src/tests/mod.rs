//! The rules, one line a case: what goes in, and the history that comes out.

mod data;
mod distributed;
mod edits;
mod errors;
mod joins;
mod limits;
mod redriving;
mod script;
mod stepping;
mod tasks;

use crate::{EventDetails, Execution, HistoryEvent, Options, Run, StepOutcome};
use json::{Value, parse_value};
use script::Script;
use std::rc::Rc;

/// A run of `{"StartAt": first state, "States": …}` with what each task does; see [`Script`].
fn start(states: &str, input: &str, script: &str) -> Run {
    start_with(states, input, script, Options::default())
}

fn start_with(states: &str, input: &str, script: &str, options: Options) -> Run {
    let text = if states.contains("\"StartAt\"") && states.contains("\"States\"") && states.starts_with("{\"StartAt") {
        states.to_owned()
    } else {
        let first = parse_value(states).unwrap().as_object().unwrap().keys().next().unwrap().clone();
        format!(r#"{{"StartAt":"{first}","States":{states}}}"#)
    };
    let (document, diagnostics) = json::parse(&text);
    assert_eq!(diagnostics, [], "{text}");
    let (machine, diagnostics) = definition::lower(&Rc::new(document));
    assert_eq!(diagnostics, [], "{text}");
    Run::new(Rc::new(machine), parse_value(input).unwrap(), options, Box::new(Script::new(script)))
}

fn finished(mut run: Run) -> Run {
    assert_ne!(run.run_to_end(1_000_000), StepOutcome::Stepped, "the run ends");
    run
}

/// The output of the execution, or `Error: cause`.
fn outcome(states: &str, input: &str, script: &str) -> String {
    told(finished(start(states, input, script)).root())
}

fn told(execution: &Execution) -> String {
    match (&execution.output, &execution.failure) {
        (Some(output), _) => output.to_string(),
        (None, Some(failure)) => {
            let error = failure.error.as_deref().unwrap_or("-");
            let cause = failure.cause.as_deref().unwrap_or("-");
            format!("{error}: {cause}")
        }
        (None, None) => execution.status.name().into(),
    }
}

/// The events after ExecutionStarted, such as `3<2 TaskScheduled`, with the seconds since the
/// start where time passed.
fn history(states: &str, input: &str, script: &str) -> String {
    events(finished(start(states, input, script)).root())
}

fn events(execution: &Execution) -> String {
    let mut last = execution.start;
    let lines = execution.history.iter().skip(1).map(|event| {
        let passed = if event.timestamp == last { String::new() } else { format!(" @{}", seconds(event, execution)) };
        last = event.timestamp;
        format!("{}<{} {}{}{passed}", event.id, event.previous_event_id, event.details.type_name(), index(event))
    });
    lines.collect::<Vec<_>>().join(", ")
}

fn seconds(event: &HistoryEvent, execution: &Execution) -> f64 {
    (event.timestamp.millis - execution.start.millis) as f64 / 1000.0
}

fn index(event: &HistoryEvent) -> String {
    match &event.details {
        EventDetails::MapIterationStarted { index, .. }
        | EventDetails::MapIterationSucceeded { index, .. }
        | EventDetails::MapIterationFailed { index, .. }
        | EventDetails::MapIterationAborted { index, .. } => format!("[{index}]"),
        EventDetails::MapStateStarted { length } => format!("({length})"),
        _ => String::new(),
    }
}

/// A Task state that calls a Lambda function, with more fields.
fn task(more: &str) -> String {
    let comma = if more.is_empty() { "" } else { "," };
    format!(r#"{{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke"{comma}{more}}}"#)
}

/// How every cause about a state begins.
fn in_state(name: &str, entered: u32, cause: &str) -> String {
    format!("An error occurred while executing the state '{name}' (entered at the event id #{entered}). {cause}")
}

/// The execution's result as a value.
fn output(run: &Run) -> Value {
    run.root().output.clone().unwrap_or_default()
}
