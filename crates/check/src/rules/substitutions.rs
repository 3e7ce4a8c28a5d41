//! What a deployment fills in.

use crate::context::Context;
use crate::template::for_each_text;
use crate::{Check, Rule};
use std::collections::BTreeSet;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_SUBSTITUTIONS",
    "A ${Substitution} is filled in by CloudFormation or SAM; AWS itself takes it as text.",
    "AWS SAM developer guide, \"DefinitionSubstitutions\"",
    Check::Machine(check),
);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(root) = &context.machine.document.root else { return };
    let (mut names, mut first) = (BTreeSet::new(), None);
    for_each_text(root, &mut |node, text| {
        for name in names_in(text) {
            names.insert(name);
            first.get_or_insert(node.span);
        }
    });
    if let Some(first) = first {
        let names: Vec<_> = names.into_iter().collect();
        findings.push(RULE.at(first, format!("A deployment must fill in: {}", names.join(", "))));
    }
}

fn names_in(text: &str) -> impl Iterator<Item = &str> {
    let ends = text.split("${").skip(1).filter_map(|rest| rest.split_once('}'));
    ends.map(|(name, _)| name).filter(|name| is_name(name))
}

/// `${Name}`, `${Resource.Arn}` or `${AWS::Region}`: JSONata too has braces behind a `$`.
fn is_name(text: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "_.:-".contains(letter);
    text.starts_with(|letter: char| letter.is_ascii_alphabetic()) && text.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn substitutions_are_listed_once() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                "Resource": "arn:${AWS::Partition}:lambda:${AWS::Region}:1:function:${Function}",
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A deployment must fill in: AWS::Partition, AWS::Region, Function, Timeout
                "TimeoutSeconds": "${Timeout}", "Comment": "${Function} ${open"}}}"#,
        );
    }

    #[test]
    fn a_group_of_jsonata_is_no_substitution() {
        check(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true,
                "Output": "{% $states.input.items.${kind: $sum(price)} %}"}}}"#,
        );
    }
}
