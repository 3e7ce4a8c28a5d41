//! A path that could give more than one value, where one is needed.

use crate::object::Object;
use crate::part::Part;
use crate::template::has_substitution;
use crate::{Check, Rule};
use definition::StateType;
use definition::support::{Field, Shape, ValueKind};
use jsonpath::{QualifiedPath, Root};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "Variable, ItemsPath, SecondsPath and the like hold a reference path: no filters, wildcards, slices or `..`.",
    "The specification, \"Reference Paths\"; measured: floci#3733 (no Context Object in a Map's number fields)",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (member, field) in object.known_members() {
        if field.value == ValueKind::ReferencePath
            && let Some(path) = member.value.as_str()
            && !has_substitution(path)
            && let Ok(parsed) = QualifiedPath::parse(path)
            && let Some(reason) = complaint(object.shape, field, &parsed)
        {
            let message = format!("Value is not a Reference Path: {reason}");
            findings.push(RULE.at(member.value.span, message).at(object.field_location(field.name)));
        }
    }
}

fn complaint(shape: Shape, field: &Field, path: &QualifiedPath) -> Option<&'static str> {
    let in_map = matches!(shape, Shape::State(StateType::Map) | Shape::ItemBatcher | Shape::ReaderConfig);
    if in_map && field.name != "ItemsPath" && *path.root() == Root::Context {
        return Some("it cannot refer to the Context Object");
    }
    (!path.is_definite()).then_some("it may not select more than one value")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn one_value_is_selected() {
        check(
            &RULE,
            r#"{"StartAt": "W", "States": {"W": {"Type": "Wait", "Next": "M",
                "SecondsPath": "$.a[*]"},
                               ^^^^^^^^ Value is not a Reference Path: it may not select more than one value @ /States/W/SecondsPath
                "M": {"Type": "Map", "End": true, "ToleratedFailureCountPath": "$n",
                "MaxConcurrencyPath": "$$.Execution.Input.n"}}}
                                      ^^^^^^^^^^^^^^^^^^^^^^ Value is not a Reference Path: it cannot refer to the Context Object @ /States/M/MaxConcurrencyPath"#,
        );
    }
}
