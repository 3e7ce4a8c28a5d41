//! A `${` that is never closed.

use crate::context::Context;
use crate::{Check, Rule};
use json::Node;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_OPEN_SUBSTITUTION",
    "A ${Substitution} ends with a brace; without it the text stays as it is.",
    "AWS SAM developer guide, \"DefinitionSubstitutions\"",
    Check::Machine(check),
);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if let Some(root) = &context.machine.document.root {
        search(root, findings);
    }
}

fn search(node: &Node, findings: &mut Vec<Diagnostic>) {
    let is_open = node.as_str().is_some_and(|text| text.rsplit_once("${").is_some_and(|(_, rest)| !rest.contains('}')));
    if is_open {
        findings.push(RULE.at(node.span, "This `${` has no closing brace"));
    }
    node.items().iter().for_each(|item| search(item, findings));
    node.members().iter().for_each(|member| search(&member.value, findings));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_substitution_is_closed() {
        check(
            &RULE,
            r#"{"Comment": "${a} and ${b}", "StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                "Resource": "${Function"}}}
                            ^^^^^^^^^^^^ This `${` has no closing brace"#,
        );
    }
}
