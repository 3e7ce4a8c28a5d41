//! A JSONPath state in a JSONata machine.

use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use definition::QueryLanguage;
use definition::support::Shape;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::schema(
    "A state of a JSONata machine cannot be switched to JSONPath; the other way round is possible.",
    "Recorded: test_sfn_api_validation INVALID_DOWNGRADE_QUERY_LANGUAGE",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    let is_state = matches!(object.shape, Shape::State(_) | Shape::UnknownState);
    if !is_state || object.machine_language != QueryLanguage::Jsonata {
        return;
    }
    if let Some(member) = object.node.member("QueryLanguage")
        && member.value.as_str() == Some("JSONPath")
    {
        let message = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";
        let finding = RULE.at(member.key_span.to(member.value.span), message).at(object.location());
        findings.push(finding.fix("Change to `JSONata`", vec![Edit::replace(member.value.span, "\"JSONata\"")]));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn jsonata_cannot_be_left() {
        check(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true,
                "QueryLanguage": "JSONPath"}}}
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine @ /States/P"#,
        );
    }

    #[test]
    fn jsonpath_can_be_left() {
        check(&RULE, r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "QueryLanguage": "JSONata", "End": true}}}"#);
    }
}
