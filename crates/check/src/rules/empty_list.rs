//! A list that may not be empty.

use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use definition::support::ValueKind;
use json::{Node, NodeKind};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "Branches, Choices, And, Or, ErrorEquals and States may not be empty.",
    "Recorded: Parallel with empty Branches; the specification for the others",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (member, field) in object.known_members() {
        let must_hold = matches!(field.value, ValueKind::Objects(_, false) | ValueKind::ErrorNames | ValueKind::States);
        if must_hold && is_empty(field.value, &member.value) {
            let location = object.field_location(field.name);
            findings.push(RULE.at(member.value.span, "Value cannot be empty").at(location));
        }
    }
}

/// States is an object, all others are lists; what is neither is reported as such.
fn is_empty(kind: ValueKind, node: &Node) -> bool {
    match &node.kind {
        NodeKind::Array(items) => kind != ValueKind::States && items.is_empty(),
        NodeKind::Object(members) => kind == ValueKind::States && members.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn branches_cannot_be_empty() {
        check(
            &RULE,
            r#"{"StartAt": "S", "States": {"S": {"Type": "Parallel", "End": true, "Retry": [],
                "Branches": []}}}
                            ^^ Value cannot be empty @ /States/S/Branches"#,
        );
    }
}
