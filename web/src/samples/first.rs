//! What the rules say about the first sample, written down.

use text::{Diagnostic, Severity, Span};

/// The findings. A test holds that the rules say the same.
pub(super) fn findings(text: &str) -> impl Iterator<Item = Diagnostic> {
    let places = |part: &'static str| text.match_indices(part).map(|(at, part)| Span::new(at, at + part.len()));
    let jobs = places("\"arn:aws:states:::ecs:runTask.sync\"").zip(["ECS_TaskA", "ECS_TaskB"]);
    let patterns = places("\"StringMatches\"").zip(["警告判定(A)", "警告判定(B)"]);
    jobs.map(waits_for_ever).chain(patterns.map(matches_a_text))
}

fn waits_for_ever((span, state): (Span, &str)) -> Diagnostic {
    let message = "Without TimeoutSeconds this task waits up to a year for its job";
    Diagnostic::new(Severity::Information, "LINT_NO_TIMEOUT", message, span)
        .source("Developer guide, \"Best practices\": use timeouts to avoid stuck executions")
        .at(format!("/States/{state}"))
}

fn matches_a_text((span, state): (Span, &str)) -> Diagnostic {
    let message = "The pattern matches longer numbers too: `9*` also matches 90 to 99";
    Diagnostic::warning("LINT_STRINGLY_ERROR", message, span)
        .help("Parse the Cause with States.StringToJson in a Pass, and compare the number with NumericEquals.")
        .source("Recorded: the Cause of a failed .sync task is a JSON text")
        .at(format!("/States/{state}/Choices[0]"))
}
