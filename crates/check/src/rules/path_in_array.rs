//! A path among the items of an array.

use crate::object::Object;
use crate::part::Part;
use crate::template::{for_each_member, looks_like_intrinsic, looks_like_path};
use crate::{Check, Rule};
use definition::QueryLanguage;
use json::{Member, Node};
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::information(
    "LINT_PATH_IN_ARRAY",
    "A text in an array has no key that could end in `.$`: a path there is sent as text. States.Array makes an array of values.",
    "The specification, \"Payload Template\"; developer guide, \"Intrinsic functions\"",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (template, field) in object.templates(QueryLanguage::JsonPath) {
        for_each_member(&template.value, &mut |member| {
            if let Some(item) = member.value.items().iter().find(|item| is_dynamic(item)) {
                let finding = RULE.at(item.span, "This stays text: no key says that it is a path or a function");
                findings.push(with_fix(finding, member).at(object.field_location(field.name)));
            }
        });
    }
}

fn is_dynamic(node: &Node) -> bool {
    node.as_str().is_some_and(|text| looks_like_path(text) || looks_like_intrinsic(text))
}

fn with_fix(finding: Diagnostic, member: &Member) -> Diagnostic {
    let arguments: Option<Vec<String>> = member.value.items().iter().map(argument).collect();
    let Some(arguments) = arguments else { return finding };
    let call = format!("States.Array({})", arguments.join(", "));
    let key = json::quote(&format!("{}.$", member.key.value));
    let edits = vec![Edit::replace(member.key_span, key), Edit::replace(member.value.span, json::quote(&call))];
    finding.fix("Make it a `States.Array`", edits)
}

/// How the function is given an item; nothing is said of objects and of texts with quotes.
fn argument(item: &Node) -> Option<String> {
    let text = item.as_str()?;
    if is_dynamic(item) {
        return Some(text.to_owned());
    }
    (!text.contains(['\'', '\\', '{', '}'])).then(|| format!("'{text}'"))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn an_array_of_values_is_made_by_a_function() {
        check_fix(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Parameters": {"a": ["--key", "$.key"]}}}}"#,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Parameters": {"a.$": "States.Array('--key', $.key)"}}}}"#,
        );
    }

    #[test]
    fn keys_in_an_array_have_their_dollar() {
        check(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Parameters": {"a": [{"b.$": "$.b"}, "$5"]}}}}"#,
        );
    }
}
