//! A variable that nothing assigns.

use crate::context::Context;
use crate::variables::reads;
use crate::{Check, Rule};
use definition::State;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::warning(
    "LINT_UNASSIGNED_VARIABLE",
    "A variable that no state assigns has no value. The states inside a distributed Map cannot see the variables outside.",
    "Developer guide, \"Passing data between states with variables\"; localstack#12048: AWS accepts it",
    Check::State(check),
);

fn check(context: &Context<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for found in context.expressions(state.id) {
        for (name, span) in reads(found) {
            if context.variables.is_assigned(state, &name) {
                continue;
            }
            let finding = RULE.at(span, format!("No state assigns the variable ${name} where this one could read it"));
            let finding = finding.at(format!("{}/{}", state.location, found.field));
            findings.push(match text::closest(&name, context.variables.visible(state)) {
                Some(meant) => {
                    let start = span.start as usize + 1;
                    let edit = Edit::replace(text::Span::new(start, start + name.len()), meant);
                    finding.fix(format!("Change to `${meant}`"), vec![edit])
                }
                None => finding,
            });
        }
    }
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
