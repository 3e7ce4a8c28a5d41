//! A JSONata expression that always gives the wrong type.

use crate::object::Object;
use crate::part::Part;
use crate::template::is_jsonata;
use crate::{Check, Rule};
use definition::QueryLanguage;
use definition::support::ValueKind;
use host::{Host, Seed, Timestamp};
use json::Value;
use jsonata::{Expression, Limits, NoVariables};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_CONSTANT_TYPE",
    "An expression without variables gives the same each time; it must be what its field wants.",
    "Recorded: \"returned an unexpected result type\" and \"returned nothing (undefined)\"",
    Check::Object(check),
);

/// Enough for what a person writes as a constant.
const LIMITS: Limits = Limits { steps: 10_000, ..Limits::STEP_FUNCTIONS };

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    if object.language != QueryLanguage::Jsonata {
        return;
    }
    for (member, field) in object.known_members() {
        let Some(wanted) = wanted(field.value)
            .filter(|_| field.evaluated || matches!(field.value, ValueKind::Condition | ValueKind::Items))
        else {
            continue;
        };
        let Some(text) = member.value.as_str().filter(|text| is_jsonata(text)) else { continue };
        let Some(value) = constant(text[2..text.len() - 2].trim()) else { continue };
        if !wanted.accepts(value.as_ref()) {
            let given = value.map_or("nothing".to_owned(), |value| value.to_string());
            let message = format!("The expression always gives {given}; {} wants {}", field.name, wanted.name());
            findings.push(RULE.at(member.value.span, message).at(object.field_location(field.name)));
        }
    }
}

/// What an expression gives that reads nothing; `None` if it depends on something, or fails.
pub(super) fn constant(text: &str) -> Option<Option<Value>> {
    const CHANGING: [&str; 5] = ["now", "millis", "random", "uuid", "eval"];
    let expression = Expression::parse(text).ok()?;
    let depends = !expression.variables().is_empty()
        || !expression.top_level_references().is_empty()
        || expression.calls().iter().any(|call| !call.is_local && CHANGING.contains(&call.name.as_str()));
    if depends {
        return None;
    }
    let mut host = Host::new(Timestamp::default(), Seed(0));
    expression.eval(None, &NoVariables, &mut host, LIMITS).ok()
}

#[derive(Clone, Copy)]
enum Wanted {
    Number,
    Boolean,
    Text,
    Items,
}

fn wanted(kind: ValueKind) -> Option<Wanted> {
    match kind {
        ValueKind::Integer { .. } | ValueKind::Number { .. } => Some(Wanted::Number),
        ValueKind::Condition => Some(Wanted::Boolean),
        ValueKind::Text | ValueKind::Timestamp => Some(Wanted::Text),
        ValueKind::Items => Some(Wanted::Items),
        _ => None,
    }
}

impl Wanted {
    fn accepts(self, value: Option<&Value>) -> bool {
        match self {
            Self::Number => matches!(value, Some(Value::Number(_))),
            Self::Boolean => matches!(value, Some(Value::Bool(_))),
            Self::Text => matches!(value, Some(Value::String(_))),
            Self::Items => matches!(value, Some(Value::Array(_) | Value::Object(_))),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Number => "a number",
            Self::Boolean => "true or false",
            Self::Text => "a string",
            Self::Items => "an array or an object",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_constant_has_the_type_of_its_field() {
        check(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "W", "States": {"W": {"Type": "Wait", "Next": "V",
                "Seconds": "{% 'ten' %}"},
                           ^^^^^^^^^^^^^ The expression always gives "ten"; Seconds wants a number @ /States/W/Seconds
                "V": {"Type": "Wait", "Seconds": "{% 5 * 2 %}", "Next": "U"},
                "U": {"Type": "Wait", "Seconds": "{% $states.input.seconds %}", "End": true}}}"#,
        );
    }

    #[test]
    fn items_are_an_array_or_an_object() {
        check(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "M", "States": {"M": {"Type": "Map", "Next": "N",
                "Items": "{% 3 %}"},
                         ^^^^^^^^^ The expression always gives 3; Items wants an array or an object @ /States/M/Items
                "N": {"Type": "Map", "Items": "{% [1..3] %}", "Next": "O"},
                "O": {"Type": "Map", "Items": "{% {'a': 1} %}", "End": true}}}"#,
        );
    }
}
