//! A path in the Result of a Pass.

use crate::object::Object;
use crate::part::Part;
use crate::template::{for_each_member, looks_like_intrinsic, looks_like_path};
use crate::{Check, Rule};
use definition::StateType;
use definition::support::Shape;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::warning(
    "PASS_RESULT_IS_STATIC",
    "The Result of a Pass is taken as it is: a path in it is a text. Parameters can hold paths.",
    "API reference, ValidateStateMachineDefinitionDiagnostic",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    if object.shape != Shape::State(StateType::Pass) {
        return;
    }
    let Some(result) = object.node.member("Result") else { return };
    let mut place = None;
    for_each_member(&result.value, &mut |member| {
        let is_dynamic = member.value.as_str().is_some_and(|text| looks_like_path(text) || looks_like_intrinsic(text));
        if is_dynamic && place.is_none() {
            place = Some(member.key_span.to(member.value.span));
        }
    });
    if result.value.as_str().is_some_and(looks_like_path) {
        place = Some(result.value.span);
    }
    let Some(place) = place else { return };
    let message = "Paths in the Result of a Pass state are not resolved: they stay text";
    let finding = RULE.at(place, message).at(object.field_location("Result"));
    let can_be_parameters = result.value.is_object() && !object.has("Parameters");
    findings.push(if can_be_parameters {
        finding.fix("Rename to `Parameters`", vec![Edit::replace(result.key_span, "\"Parameters\"")])
    } else {
        finding
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn a_result_is_static() {
        check_fix(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Result": {"a.$": "$.a"}}}}"#,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Parameters": {"a.$": "$.a"}}}}"#,
        );
        check(&RULE, r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Result": {"a": "x"}}}}"#);
    }
}
