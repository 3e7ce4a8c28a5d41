//! A field that holds one of a few words, and holds another.

use crate::object::Object;
use crate::part::Part;
use crate::template::is_substitution;
use crate::{Check, Rule};
use definition::support::ValueKind;
use json::Member;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::schema(
    "Fields such as Type, QueryLanguage, Mode or JitterStrategy hold one of a few words, spelled exactly.",
    "Recorded: the message that lists the eight values of Type",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (member, field) in object.known_members() {
        if let ValueKind::Words(words) = field.value
            && let Some(word) = member.value.as_str()
            && !words.contains(&word)
            && !is_substitution(word)
        {
            findings.push(finding(object, member, word, words));
        }
    }
}

fn finding(object: &Object<'_>, member: &Member, word: &str, words: &[&'static str]) -> Diagnostic {
    let name = &member.key.value;
    let message = format!("The field '{name}' should have one of these values: [{}]", words.join(", "));
    let finding = RULE.at(member.value.span, message).at(object.field_location(name));
    match text::closest(word, words.iter().copied()) {
        Some(meant) => {
            finding.fix(format!("Change to `{meant}`"), vec![Edit::replace(member.value.span, json::quote(meant))])
        }
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn a_type_is_one_of_eight() {
        check(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {
                "Type": "Banana", "End": true}}}
                        ^^^^^^^^ The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] @ /States/P/Type"#,
        );
    }

    #[test]
    fn the_case_counts() {
        check_fix(
            &RULE,
            r#"{"QueryLanguage": "jsonata", "StartAt": "P", "States": {"P": {"Type": "Succeed"}}}"#,
            r#"{"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Succeed"}}}"#,
        );
    }

    #[test]
    fn a_substitution_may_become_any_word() {
        check(&RULE, r#"{"QueryLanguage": "${Language}", "StartAt": "P", "States": {"P": {"Type": "Succeed"}}}"#);
    }
}
