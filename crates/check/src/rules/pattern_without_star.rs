//! A pattern that is no pattern.

use crate::object::Object;
use crate::part::Part;
use crate::template::has_substitution;
use crate::{Check, Rule};
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::information(
    "LINT_PATTERN_WITHOUT_STAR",
    "StringMatches without * compares like StringEquals.",
    "The specification, \"Data-test expression\"",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (member, field) in object.known_members().filter(|(_, field)| field.name == "StringMatches") {
        let Some(pattern) = member.value.as_str() else { continue };
        if !pattern.contains('*') && !has_substitution(pattern) {
            let finding = RULE.at(member.value.span, "The pattern holds no `*`").at(object.field_location(field.name));
            findings.push(
                finding.fix("Change to `StringEquals`", vec![Edit::replace(member.key_span, "\"StringEquals\"")]),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check_fix;

    #[test]
    fn a_plain_text_is_compared() {
        check_fix(
            &RULE,
            r#"{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{"Variable": "$.x", "StringMatches": "a", "Next": "C"}]}}}"#,
            r#"{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{"Variable": "$.x", "StringEquals": "a", "Next": "C"}]}}}"#,
        );
    }
}
