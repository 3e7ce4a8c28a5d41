//! An expression that is opened and not closed, or the other way round.

use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use definition::QueryLanguage;
use definition::support::ValueKind;
use json::{Node, NodeKind};
use text::{Diagnostic, Edit, Span};

pub(super) const RULE: Rule = Rule::error(
    "INVALID_JSONATA_EXPRESSION",
    "A JSONata expression starts with {% and ends with %}, with nothing before and after.",
    "Developer guide, \"Transforming data with JSONata\"",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    let is_jsonata = object.language == QueryLanguage::Jsonata;
    let evaluated = object
        .known_members()
        .filter(|(_, field)| is_jsonata && (field.evaluated || field.value == ValueKind::Condition));
    for (member, field) in evaluated.chain(object.templates(QueryLanguage::Jsonata)) {
        search(&member.value, &object.field_location(field.name), findings);
    }
}

fn search(node: &Node, path: &str, findings: &mut Vec<Diagnostic>) {
    match &node.kind {
        NodeKind::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                search(item, &format!("{path}[{index}]"), findings);
            }
        }
        NodeKind::Object(members) => {
            for member in members {
                search(&member.value, &format!("{path}/{}", member.key.value), findings);
            }
        }
        NodeKind::String(string) => findings.extend(complaint(&string.value, node.span, path)),
        _ => {}
    }
}

fn complaint(text: &str, span: Span, path: &str) -> Option<Diagnostic> {
    let message = match (text.starts_with("{%"), text.ends_with("%}") && text != "{%}") {
        (true, false) => "The JSONata expression is not closed by %}",
        (false, true) => "The JSONata expression is not opened by {%",
        _ => return None,
    };
    let completed = json::quote(&format!("{{% {} %}}", without_delimiters(text)));
    Some(RULE.at(span, message).at(path).fix("Complete the delimiters", vec![Edit::replace(span, completed)]))
}

/// The expression itself; a delimiter may be half there, or have blanks outside.
fn without_delimiters(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_prefix("{%").or_else(|| text.strip_prefix('%')).unwrap_or(text);
    text.strip_suffix("%}").or_else(|| text.strip_suffix('%')).unwrap_or(text).trim()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn both_delimiters_are_needed() {
        check(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Output": {
                "a": "{% 10 %",
                     ^^^^^^^^^ The JSONata expression is not closed by %} @ /States/P/Output/a
                "b": ["10 %}"],
                      ^^^^^^^ The JSONata expression is not opened by {% @ /States/P/Output/b[0]
                "c": "{% 10 %}", "d": "50 %"
            }}}}"#,
        );
    }

    #[test]
    fn the_delimiters_are_completed() {
        let machine = |output: &str| {
            format!(
                r#"{{"QueryLanguage": "JSONata", "StartAt": "P", "States": {{"P": {{"Type": "Pass", "End": true, "Output": "{output}"}}}}}}"#
            )
        };
        for (broken, mended) in [
            ("{% 10 %", "{% 10 %}"),
            ("{% 10", "{% 10 %}"),
            ("10 %}", "{% 10 %}"),
            (" {% 10 %}", "{% 10 %}"),
            ("{% {} %", "{% {} %}"),
        ] {
            check_fix(&RULE, &machine(broken), &machine(mended));
        }
    }

    #[test]
    fn a_text_with_blanks_around_is_a_text() {
        check(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Output": " {% x %} "}}}"#,
        );
    }
}
