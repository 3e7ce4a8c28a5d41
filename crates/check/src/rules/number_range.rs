//! A number outside of its field's range.

use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use definition::support::ValueKind;
use json::{NodeKind, Number};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "Numbers must be in the range that their field allows.",
    "Measured: floci#3733; developer guide, \"Error handling\" and \"Service quotas\"",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (member, field) in object.known_members() {
        if let NodeKind::Number(number) = &member.value.kind
            && let Some(message) = complaint(field.value, number)
        {
            findings.push(RULE.at(member.value.span, message).at(object.field_location(field.name)));
        }
    }
}

/// AWS prints whole limits for whole numbers and `0.0` for others (measured).
fn complaint(kind: ValueKind, number: &Number) -> Option<String> {
    let value = number.as_f64();
    match kind {
        ValueKind::Integer { min, .. } if value < min as f64 => Some(format!("Minimum value is {min}")),
        ValueKind::Integer { max, .. } if value > max as f64 => Some(format!("Maximum value is {max}")),
        ValueKind::Number { min, .. } if value < min => Some(format!("Minimum value is {min:?}")),
        ValueKind::Number { max, .. } if value > max => Some(format!("Maximum value is {max:?}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn ranges_hold() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true,
                "TimeoutSeconds": 0,
                                  ^ Minimum value is 1 @ /States/T/TimeoutSeconds
                "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 0,
                    "BackoffRate": 0.3,
                                   ^^^ Minimum value is 1.0 @ /States/T/Retry[0]/BackoffRate
                    "MaxDelaySeconds": 31622400}]}}}
                                       ^^^^^^^^ Maximum value is 31622399 @ /States/T/Retry[0]/MaxDelaySeconds"#,
        );
    }

    #[test]
    fn a_percentage_may_be_a_fraction() {
        check(
            &RULE,
            r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ToleratedFailurePercentage": 0.5}}}"#,
        );
    }
}
