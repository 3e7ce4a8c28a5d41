//! A field that has a new name.

use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::information(
    "LINT_DEPRECATED_FIELD",
    "Iterator and Parameters of a Map are old names of ItemProcessor and ItemSelector.",
    "Developer guide, \"Map state fields\": deprecated fields",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (member, field) in object.known_members() {
        let Some(new) = field.replaced_by.filter(|new| !object.has(new)) else { continue };
        let finding = RULE.at(member.key_span, format!("`{}` is now called `{new}`", field.name)).at(object.location());
        findings
            .push(finding.fix(format!("Rename to `{new}`"), vec![Edit::replace(member.key_span, json::quote(new))]));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check_fix;

    #[test]
    fn an_iterator_becomes_an_item_processor() {
        check_fix(
            &RULE,
            r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "Iterator": {}}}}"#,
            r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {}}}}"#,
        );
    }
}
