//! An integration that an EXPRESS machine cannot use.

use crate::part::Part;
use crate::{Check, MachineType, Rule};
use definition::{IntegrationPattern, Resource, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "An EXPRESS machine calls services by request-response only, and no activities.",
    "Recorded: test_sfn_api_express",
    Check::State(check),
);

fn check(part: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(task) = state.task().filter(|_| part.machine_type() == MachineType::Express) else { return };
    // The blank at the end of the second sentence is AWS's own.
    let message = match &task.resource {
        Resource::Service { pattern: IntegrationPattern::Sync | IntegrationPattern::Sync2, .. } => {
            "Express state machine does not support '.sync' service integration"
        }
        Resource::Service { pattern: IntegrationPattern::WaitForTaskToken, .. } => {
            "Express state machine does not support '.waitForTaskToken' service integration "
        }
        Resource::Activity(_) => "Express state machine does not support Activity ARN",
        _ => return,
    };
    findings.push(RULE.at(task.resource_span, message).at(format!("{}/Resource", state.location)));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_with};
    use crate::{MachineType, Options};

    const MACHINE: &str = r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
        "Resource": "arn:aws:states:::ecs:runTask.sync"}}}"#;

    #[test]
    fn express_does_not_wait() {
        let marks = "\n                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Express state machine does not support '.sync' service integration @ /States/T/Resource";
        let options = Options { machine_type: MachineType::Express, ..Options::default() };
        check_with(&RULE, &options, &format!("{MACHINE}{marks}"));
    }

    #[test]
    fn standard_waits() {
        check(&RULE, MACHINE);
    }
}
