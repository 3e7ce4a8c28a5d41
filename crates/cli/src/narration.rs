//! An execution told in lines: each state that was visited, when, and why it went where it went.

use engine::{Decision, Execution, Failure, Run, Visit, VisitStatus};
use std::fmt::Write;

/// The execution in lines for a person.
pub(crate) fn narrate(run: &Run) -> String {
    let mut out = String::new();
    for visit in run.visits().iter() {
        if let Some(execution) = run.execution(visit.execution) {
            _ = writeln!(out, "{}", visit_line(run, execution, visit));
        }
    }
    let root = run.root();
    let stop = root.stop.unwrap_or(run.now());
    _ = writeln!(out, "{} {}", elapsed(stop.millis - root.start.millis), root.status.name());
    if let Some(output) = &root.output {
        _ = writeln!(out, "{}", json::print_pretty(output));
    }
    if let Some(failure) = &root.failure {
        _ = writeln!(out, "{}", failure_text(failure));
    }
    out
}

fn visit_line(run: &Run, execution: &Execution, visit: &Visit) -> String {
    let machine = execution.machine();
    let state = machine.state(visit.state);
    let kind = state.state_type().map_or("", definition::StateType::name);
    let mut line = format!(
        "{} {}{} ({kind})",
        elapsed(visit.start.millis - run.root().start.millis),
        indent(run, visit),
        state.name
    );
    if visit.attempts.len() > 1 {
        _ = write!(line, ", {} attempts", visit.attempts.len());
    }
    if let Some(decision) = &visit.decision {
        line.push_str(&reason(decision, |id| machine.state(id).name.to_string()));
    } else if visit.status == VisitStatus::InProgress {
        line.push_str(": still in progress");
    }
    line
}

fn reason(decision: &Decision, name: impl Fn(definition::StateId) -> String) -> String {
    let to = |next: &Option<definition::StateId>| next.map_or_else(|| "the end".into(), &name);
    match decision {
        Decision::Continued { next } => format!(" → {}", to(next)),
        Decision::Chose { rule: Some(rule), next, .. } => format!(": rule {} matches → {}", rule + 1, to(next)),
        Decision::Chose { rule: None, next, .. } => format!(": no rule matches, Default → {}", to(next)),
        Decision::Caught { matched, failure, next, .. } => {
            format!(": {}, caught by {matched} → {}", failure_text(failure), to(next))
        }
        Decision::Failed(failure) => format!(": {}", failure_text(failure)),
        Decision::Aborted => ": aborted".into(),
    }
}

fn failure_text(failure: &Failure) -> String {
    let error = failure.error.as_deref().unwrap_or("failed without an error name");
    match &failure.cause {
        Some(cause) => format!("{error}: {cause}"),
        None => error.into(),
    }
}

fn indent(run: &Run, visit: &Visit) -> String {
    let mut depth = 0;
    let mut parent = visit.parent;
    while let Some((outer, _)) = parent {
        depth += 1;
        parent = run.visit(outer).and_then(|visit| visit.parent);
    }
    "  ".repeat(depth)
}

/// `+12.500s`
fn elapsed(millis: i64) -> String {
    format!("{:>12}", format!("+{}.{:03}s", millis / 1000, millis % 1000))
}
