//! A variable that nothing assigns.

use crate::context::Context;
use crate::variables::reads;
use crate::{Check, Rule};
use definition::State;
use text::{Diagnostic, Edit, Span};

pub(super) const RULE: Rule = Rule::warning(
    "LINT_UNASSIGNED_VARIABLE",
    "A variable that no state assigns has no value. The states inside a distributed Map cannot see the variables outside.",
    "Developer guide, \"Passing data between states with variables\"; localstack#12048: AWS accepts it",
    Check::StateInMachine(check),
);

fn check(context: &Context<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for found in context.expressions(state.id) {
        for (name, span) in reads(found) {
            if let Some(finding) = complaint(context, state, &name, span) {
                findings.push(finding.at(format!("{}/{}", state.location, found.field)));
            }
        }
    }
}

fn complaint(context: &Context<'_>, state: &State, name: &str, span: Span) -> Option<Diagnostic> {
    if !context.variables.is_assigned(state, name) {
        let finding = RULE.at(span, format!("No state assigns the variable ${name} where this one could read it"));
        return Some(match text::closest(name, context.variables.visible(state)) {
            Some(meant) => {
                let start = span.start as usize + 1;
                let edit = Edit::replace(Span::new(start, start + name.len()), meant);
                finding.fix(format!("Change to `${meant}`"), vec![edit])
            }
            None => finding,
        });
    }
    let comes_too_late = context.graph.is_reachable(state.id) && !context.variables.may_have_value(state, name);
    comes_too_late.then(|| RULE.at(span, format!("No way to this state assigns the variable ${name} before it")))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn a_variable_is_assigned_somewhere() {
        check_fix(
            &RULE,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"order": 1}, "Next": "B"}, "B": {"Type": "Pass", "End": true, "Parameters": {"x.$": "$ordre.id"}}}}"#,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"order": 1}, "Next": "B"}, "B": {"Type": "Pass", "End": true, "Parameters": {"x.$": "$order.id"}}}}"#,
        );
    }

    #[test]
    fn a_variable_is_assigned_before_it_is_read() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B", "Assign": {"w": 1}, "Parameters": {"x.$":
                    "$v"}},
                     ^^ No way to this state assigns the variable $v before it @ /States/A/Parameters/x
                "B": {"Type": "Pass", "Next": "C", "Assign": {"v.$": "$w"}},
                "C": {"Type": "Choice", "Choices": [{"Variable": "$v", "IsNull": true, "Next": "B"}], "Default": "D"},
                "D": {"Type": "Pass", "End": true, "Parameters": {"y.$": "$v"}}}}"#,
        );
    }

    #[test]
    fn a_branch_reads_what_is_outside_and_a_distributed_map_does_not() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"v": 1}, "Next": "P"},
                "P": {"Type": "Parallel", "Next": "M", "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Pass", "End": true, "Parameters": {"x.$": "$v"}}}}]},
                "M": {"Type": "Map", "End": true, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                    "StartAt": "C", "States": {"C": {"Type": "Pass", "End": true, "Parameters": {"x.$":
                        "$v"}}}}}}}
                         ^^ No state assigns the variable $v where this one could read it @ /States/M/ItemProcessor/States/C/Parameters/x"#,
        );
    }
}
