//! A key given twice.

use crate::context::Context;
use crate::{Check, Rule};
use json::Node;
use std::collections::HashMap;
use text::{Diagnostic, Span};

pub(super) const RULE: Rule = Rule::warning(
    "LINT_DUPLICATE_KEY",
    "Of a key that is given twice in one object only the last value counts, and nobody says so.",
    "RFC 8259, section 4; AWS reads JSON with Jackson, where the last one wins",
    Check::Machine(check),
);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if let Some(root) = &context.machine.document.root {
        search(root, false, findings);
    }
}

/// States given twice are refused by another rule.
fn search(node: &Node, is_states: bool, findings: &mut Vec<Diagnostic>) {
    node.items().iter().for_each(|item| search(item, false, findings));
    let mut first: HashMap<&str, Span> = HashMap::new();
    for member in node.members() {
        let key = &*member.key.value;
        if let Some(earlier) = first.insert(key, member.key_span)
            && !is_states
        {
            let finding =
                RULE.at(member.key_span, format!("The key '{key}' is given twice; only the last value counts"));
            findings.push(finding.label(earlier, "this value is lost"));
        }
        search(&member.value, key == "States", findings);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn the_first_value_is_lost() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true,
                "Type": "Succeed"}, "A": {}}}
                ^^^^^^ The key 'Type' is given twice; only the last value counts"#,
        );
    }
}
