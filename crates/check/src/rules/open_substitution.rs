//! A `${` that is never closed.

use crate::context::Context;
use crate::template::for_each_text;
use crate::{Check, Rule};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_OPEN_SUBSTITUTION",
    "A ${Substitution} ends with a brace; without it the text stays as it is.",
    "AWS SAM developer guide, \"DefinitionSubstitutions\"",
    Check::Machine(check),
);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(root) = &context.machine.document.root else { return };
    for_each_text(root, &mut |node, text| {
        if text.rsplit_once("${").is_some_and(|(_, rest)| !rest.contains('}')) {
            findings.push(RULE.at(node.span, "This `${` has no closing brace"));
        }
    });
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
