//! An error name or a cause from a function that gives no string.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{Fail, State, StateKind, Template, TextField};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "ErrorPath and CausePath take a path or an intrinsic function that gives a string.",
    "Developer guide, \"Fail workflow state\": the list of functions",
    Check::State(check),
);

const GIVE_STRINGS: [&str; 7] = [
    "States.Format",
    "States.JsonToString",
    "States.ArrayGetItem",
    "States.Base64Encode",
    "States.Base64Decode",
    "States.Hash",
    "States.UUID",
];

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(StateKind::Fail(fail)) = &state.kind else { return };
    let Fail { error, cause } = &**fail;
    for (field, value) in [("ErrorPath", error), ("CausePath", cause)] {
        if let Some(TextField::Path(Template::Intrinsic(call))) = value
            && !GIVE_STRINGS.contains(&call.value.node().function.name)
        {
            let message = format!("{} does not give a string", call.value.node().function.name);
            let span = call.source_span(call.value.node().name_span);
            findings.push(RULE.at(span, message).at(format!("{}/{field}", state.location)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_cause_is_a_string() {
        check(
            &RULE,
            r#"{"StartAt": "F", "States": {"F": {"Type": "Fail", "ErrorPath": "States.Format('{}', $.e)",
                "CausePath": "States.Array($.a)"}}}
                              ^^^^^^^^^^^^ States.Array does not give a string @ /States/F/CausePath"#,
        );
    }
}
