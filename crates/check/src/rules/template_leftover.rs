//! What a template engine should have filled in.

use crate::context::Context;
use crate::{Check, Rule};
use json::Node;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_TEMPLATE_LEFTOVER",
    "CloudFormation functions and CDK tokens mean nothing to Step Functions: import the template instead of its definition.",
    "AWS CloudFormation user guide, \"Intrinsic functions\"; CDK tokens",
    Check::Machine(check),
);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if let Some(root) = &context.machine.document.root {
        search(root, findings);
    }
}

fn search(node: &Node, findings: &mut Vec<Diagnostic>) {
    let mut found = |span, what: &str| {
        let finding = RULE.at(span, format!("{what} is still to be filled in by the template it comes from"));
        findings.push(finding.help("Import the template itself: `asl import TEMPLATE`."));
    };
    if let Some(text) = node.as_str()
        && text.contains("${Token[")
    {
        found(node.span, "The CDK token");
    }
    if let [only] = node.members()
        && (only.key.value.starts_with("Fn::") || &*only.key.value == "Ref" && only.value.as_str().is_some())
    {
        found(only.key_span, &format!("`{}`", only.key.value));
        return;
    }
    node.items().iter().for_each(|item| search(item, findings));
    node.members().iter().for_each(|member| search(&member.value, findings));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_function_of_cloudformation_is_left_over() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true, "Comment": "${Name}", "Resource": {
                "Fn::GetAtt": ["Function", "Arn"]}}}}
                ^^^^^^^^^^^^ `Fn::GetAtt` is still to be filled in by the template it comes from"#,
        );
    }
}
