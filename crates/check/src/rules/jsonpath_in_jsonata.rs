//! JSONPath habits in a JSONata state.

use crate::object::Object;
use crate::part::Part;
use crate::template::{looks_like_intrinsic, looks_like_path};
use crate::{Check, Rule};
use definition::QueryLanguage;
use json::{Member, Node};
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::warning(
    "LINT_JSONPATH_IN_JSONATA",
    "In a JSONata state a key that ends in `.$` keeps its `.$`, and a path or an intrinsic function is a text.",
    "Recorded: \"x.$\" in a JSONata object is a literal key; developer guide, \"Transforming data with JSONata\"",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (template, field) in object.templates(QueryLanguage::Jsonata) {
        search(&template.value, &object.field_location(field.name), findings);
    }
}

fn search(node: &Node, location: &str, findings: &mut Vec<Diagnostic>) {
    node.items().iter().for_each(|item| search(item, location, findings));
    for member in node.members() {
        if let Some(name) = member.key.value.strip_suffix(".$") {
            findings.push(dollar_key(member, name).at(location));
        } else if let Some(text) = member.value.as_str()
            && (looks_like_path(text) || looks_like_intrinsic(text))
        {
            let finding =
                RULE.at(member.value.span, "This is a text in a JSONata state, not a path or a function").at(location);
            findings.push(match jsonata_of(text) {
                Some(meant) => finding
                    .fix(format!("Change to `{meant}`"), vec![Edit::replace(member.value.span, json::quote(&meant))]),
                None => finding,
            });
        }
        search(&member.value, location, findings);
    }
}

fn dollar_key(member: &Member, name: &str) -> Diagnostic {
    let message = format!("In a JSONata state the key stays '{}', with its '.$'", member.key.value);
    let mut edits = vec![Edit::replace(member.key_span, json::quote(name))];
    if let Some(meant) = member.value.as_str().and_then(jsonata_of) {
        edits.push(Edit::replace(member.value.span, json::quote(&meant)));
    }
    RULE.at(member.key_span, message).fix("Write it in JSONata", edits)
}

/// `$.a.b` becomes `{% $states.input.a.b %}`, `$$.Execution.Id` `{% $states.context.Execution.Id %}`.
fn jsonata_of(path: &str) -> Option<String> {
    let (root, rest) = match path.strip_prefix("$$") {
        Some(rest) => ("$states.context", rest),
        None => ("$states.input", path.strip_prefix('$')?),
    };
    let is_plain = rest.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']'));
    (is_plain && (rest.is_empty() || rest.starts_with(['.', '[']))).then(|| format!("{{% {root}{rest} %}}"))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn dollar_keys_are_rewritten() {
        check_fix(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Output": {"a.$": "$.b[0].c"}}}}"#,
            r#"{"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Output": {"a": "{% $states.input.b[0].c %}"}}}}"#,
        );
    }

    #[test]
    fn a_path_is_a_text() {
        check(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Output": {
                "a": "$$.Execution.Id"}}}}
                     ^^^^^^^^^^^^^^^^^ This is a text in a JSONata state, not a path or a function @ /States/P/Output"#,
        );
    }
}
