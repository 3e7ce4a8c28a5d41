//! A handler that reads what its Catcher has thrown away.

use crate::context::Context;
use crate::object::insertion;
use crate::{Check, Rule};
use definition::{QueryLanguage, ResultPath, State, StateKind};
use jsonpath::Root;
use text::{Diagnostic, Span};

pub(super) const RULE: Rule = Rule::warning(
    "LINT_CATCH_DROPS_INPUT",
    "Without a ResultPath a Catcher replaces the whole input by {Error, Cause}: the next state finds nothing else.",
    "The specification, \"Fallback states\"; recorded: the error output has Error and Cause",
    Check::StateInMachine(check),
);

fn check(context: &Context<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    if state.query_language != QueryLanguage::JsonPath {
        return;
    }
    let document = &context.machine.document;
    for (index, catcher) in state.catch.iter().enumerate() {
        let Some(next) = catcher.next.as_ref().and_then(|next| next.state) else { continue };
        let drops = match &catcher.result_path {
            ResultPath::Whole => true,
            ResultPath::Path(path) => path.value.is_root(),
            _ => false,
        };
        let handler = context.machine.state(next);
        if let Some((path, span)) = drops.then(|| lost_path(context, handler)).flatten() {
            let message = format!("\"{}\" reads {path}, but the Catcher replaces the input by the error", handler.name);
            let finding = RULE.at(catcher.span.head(), message);
            let finding = finding.at(format!("{}/Catch[{index}]", state.location)).label(span, "read here");
            let edit = context.node_at(catcher.span).map(|node| insertion(document, node, "ResultPath", "\"$.error\""));
            findings.push(finding.fix("Keep the input: add `ResultPath`", edit.into_iter().collect()));
        }
    }
}

/// A path of the handler that leads past Error and Cause. Only what it reads of its input counts,
/// and a test for presence may well find nothing.
fn lost_path<'a>(context: &'a Context<'_>, handler: &State) -> Option<(&'a str, Span)> {
    let is_choice = matches!(handler.kind, Some(StateKind::Choice(_)));
    if handler.query_language != QueryLanguage::JsonPath || is_choice {
        return None;
    }
    let found = context.expressions(handler.id).iter();
    let before = found.filter(|found| found.place == crate::expressions::Place::Before);
    let mut paths = before.flat_map(|found| &found.paths);
    let (path, span) = paths.find(|(path, _)| {
        *path.root() == Root::Input
            && path.path().leading_names().next().is_some_and(|name| !matches!(name, "Error" | "Cause"))
    })?;
    let narrowed =
        matches!(&handler.input_path, definition::PathField::Path(input) if *input.value.root() != Root::Input);
    (!narrowed).then(|| (path.text(), *span))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn the_input_is_kept_by_a_result_path() {
        check_fix(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "H"}]}, "H": {"Type": "Pass", "Parameters": {"id.$": "$.orderId"}, "End": true}}}"#,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "H", "ResultPath": "$.error"}]}, "H": {"Type": "Pass", "Parameters": {"id.$": "$.orderId"}, "End": true}}}"#,
        );
    }

    #[test]
    fn a_handler_of_the_error_is_fine() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "H"}]}, "H": {"Type": "Pass", "Parameters": {"why.$": "$.Cause"}, "End": true}}}"#,
        );
    }
}
