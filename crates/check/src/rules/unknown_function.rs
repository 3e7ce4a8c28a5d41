//! A JSONata function that does not exist.

use crate::context::Context;
use crate::{Check, Rule};
use definition::State;
use jsonata::{Dialect, builtins};
use std::collections::BTreeSet;
use text::{Diagnostic, Edit, Span};

pub(super) const RULE: Rule = Rule::warning(
    "LINT_UNKNOWN_FUNCTION",
    "A function that neither JSONata nor Step Functions has, and that no expression binds, fails when it is called.",
    "Recorded: $randomSeeded fails with T1006; developer guide: $eval is not supported",
    Check::Machine(check),
);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let known = builtins(Dialect::StepFunctions).iter().map(|builtin| builtin.name).collect();
    context.machine.states.iter().for_each(|state| check_state(context, &known, state, findings));
}

fn check_state(context: &Context<'_>, known: &BTreeSet<&'static str>, state: &State, findings: &mut Vec<Diagnostic>) {
    for found in context.expressions(state.id) {
        let Some(expression) = found.jsonata() else { continue };
        for call in expression.value.calls() {
            let is_known =
                call.is_local || known.contains(call.name.as_str()) || context.variables.is_assigned(state, &call.name);
            if is_known {
                continue;
            }
            let span = expression.source_span(call.span);
            let finding = RULE.at(span, format!("There is no function ${}", call.name));
            let finding = finding.at(format!("{}/{}", state.location, found.field));
            findings.push(
                match text::closest(&call.name, builtins(Dialect::StepFunctions).iter().map(|builtin| builtin.name)) {
                    Some(meant) => finding.fix(format!("Change to `${meant}`"), vec![rename(span, &call.name, meant)]),
                    None => finding,
                },
            );
        }
    }
}

/// The name behind its dollar sign.
fn rename(span: Span, name: &str, meant: &str) -> Edit {
    let start = span.start as usize + 1;
    Edit::replace(Span::new(start, start + name.len()), meant)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_function_exists() {
        check(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Output": {"a": "{% $sum([1]) + $uuid() %}",
                "b": "{% $totl([1]) %}"}}}}
                         ^^^^^ There is no function $totl @ /States/P/Output/b"#,
        );
    }
}
