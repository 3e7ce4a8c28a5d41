//! A timeout that an EXPRESS execution does not live to see.

use crate::object::Object;
use crate::part::Part;
use crate::{Check, MachineType, Rule};
use definition::StateType;
use definition::support::Shape;
use json::NodeKind;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::information(
    "LINT_EXPRESS_TIMEOUT",
    "An EXPRESS execution ends after five minutes: a longer TimeoutSeconds never comes into effect.",
    "Developer guide, \"Service quotas\"",
    Check::Object(check),
);

pub(super) const FIVE_MINUTES_SECONDS: f64 = 300.0;

fn check(part: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    let has_timeout = matches!(object.shape, Shape::Machine | Shape::State(StateType::Task));
    if part.machine_type() != MachineType::Express || !has_timeout {
        return;
    }
    let Some(timeout) = object.node.get("TimeoutSeconds") else { return };
    if matches!(&timeout.kind, NodeKind::Number(seconds) if seconds.as_f64() > FIVE_MINUTES_SECONDS) {
        let message = format!("An EXPRESS execution is over after {FIVE_MINUTES_SECONDS} seconds");
        let edit = Edit::replace(timeout.span, FIVE_MINUTES_SECONDS.to_string());
        let finding = RULE.at(timeout.span, message).at(object.field_location("TimeoutSeconds"));
        findings.push(finding.fix("Make it five minutes", vec![edit]));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_with};
    use crate::{MachineType, Options};

    const MACHINE: &str = r#"{"StartAt": "T", "TimeoutSeconds": 300, "States": {"T": {"Type": "Task", "End": true,
        "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": 600}}}"#;

    #[test]
    fn express_is_over_after_five_minutes() {
        let options = Options { machine_type: MachineType::Express, ..Options::default() };
        let mark = format!(
            "\n{}^^^ An EXPRESS execution is over after 300 seconds @ /States/T/TimeoutSeconds",
            " ".repeat(72)
        );
        check_with(&RULE, &options, &format!("{MACHINE}{mark}"));
    }

    #[test]
    fn standard_has_longer() {
        check(&RULE, MACHINE);
    }
}
