//! `a` and `a.$` in one payload template.

use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use definition::QueryLanguage;
use json::Node;
use std::collections::HashMap;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "A payload template cannot give a field twice, once with and once without `.$`.",
    "The specification, \"Payload Template\"; asl-validator",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (template, field) in object.templates(QueryLanguage::JsonPath) {
        search(&template.value, &object.field_location(field.name), findings);
    }
}

fn search(node: &Node, location: &str, findings: &mut Vec<Diagnostic>) {
    node.items().iter().for_each(|item| search(item, location, findings));
    let mut given = HashMap::new();
    for member in node.members() {
        let key = &*member.key.value;
        let name = key.strip_suffix(".$").unwrap_or(key);
        match given.insert(name, (key, member.key_span)) {
            Some((other, span)) if other != key => {
                let message = format!("The field '{name}' is given by both '{name}' and '{name}.$'");
                findings.push(RULE.at(member.key_span, message).at(location).label(span, "also given here"));
            }
            _ => {}
        }
        search(&member.value, location, findings);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_field_is_given_once() {
        check(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Parameters": {"list": [{"a.$": "$.a",
                "a": 1}]}}}}
                ^^^ The field 'a' is given by both 'a' and 'a.$' @ /States/P/Parameters"#,
        );
    }

    #[test]
    fn in_jsonata_both_are_plain_keys() {
        check(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Output": {"a": 1, "a.$": 2}}}}"#,
        );
    }
}
