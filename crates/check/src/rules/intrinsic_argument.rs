//! An argument that an intrinsic function never accepts.

use crate::expressions::AnyExpression;
use crate::part::Part;
use crate::{Check, Rule};
use definition::State;
use intrinsics::{Argument, ArgumentKind, CallNode};
use json::Value;
use text::{Diagnostic, Span};

pub(super) const RULE: Rule = Rule::warning(
    "LINT_INTRINSIC_ARGUMENT",
    "A constant of the wrong type, an unknown hash algorithm, a step of 0 or a third argument of JsonMerge that is not false makes a function fail.",
    "Developer guide, \"Intrinsic functions\"",
    Check::State(check),
);

const ALGORITHMS: [&str; 5] = ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"];
/// More items than this fail.
const MAX_RANGE_ITEMS: f64 = 1000.0;

fn check(part: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for found in part.expressions(state.id) {
        let AnyExpression::Intrinsic(call) = found.expression else { continue };
        let mut complaints = Vec::new();
        search(call.value.node(), &mut complaints);
        for (span, message) in complaints {
            let finding = RULE.at(call.source_span(span), message);
            findings.push(finding.at(format!("{}/{}", state.location, found.field)));
        }
    }
}

fn search(node: &CallNode, complaints: &mut Vec<(Span, String)>) {
    for (index, argument) in node.arguments.iter().enumerate() {
        if let ArgumentKind::Call(inner) = &argument.kind {
            search(inner, complaints);
        }
        if let Some(wanted) = wanted(node.function.name, index).filter(|wanted| !wanted.accepts(argument)) {
            complaints.push((argument.span, format!("{} wants {} here", node.function.name, wanted.name())));
        }
    }
    complaints.extend(range(node));
}

/// What an argument must be, as far as a constant can miss it.
#[derive(Clone, Copy)]
enum Wanted {
    Array,
    Number,
    Text,
    Algorithm,
    False,
}

fn wanted(function: &str, index: usize) -> Option<Wanted> {
    Some(match (function, index) {
        (
            "States.ArrayPartition"
            | "States.ArrayContains"
            | "States.ArrayGetItem"
            | "States.ArrayLength"
            | "States.ArrayUnique",
            0,
        ) => Wanted::Array,
        ("States.ArrayPartition" | "States.ArrayGetItem", 1) => Wanted::Number,
        ("States.ArrayRange" | "States.MathRandom" | "States.MathAdd", _) => Wanted::Number,
        ("States.StringSplit", _) | ("States.Base64Encode" | "States.Base64Decode" | "States.StringToJson", 0) => {
            Wanted::Text
        }
        ("States.Hash", 1) => Wanted::Algorithm,
        ("States.JsonMerge", 2) => Wanted::False,
        _ => return None,
    })
}

impl Wanted {
    fn name(self) -> &'static str {
        match self {
            Self::Array => "an array",
            Self::Number => "a number",
            Self::Text => "a string",
            Self::Algorithm => "MD5, SHA-1, SHA-256, SHA-384 or SHA-512",
            Self::False => "false",
        }
    }

    /// Of paths and calls nobody knows what they give.
    fn accepts(self, argument: &Argument) -> bool {
        let ArgumentKind::Literal(value) = &argument.kind else { return true };
        match self {
            Self::Array => false,
            Self::Number => matches!(value, Value::Number(_)),
            Self::Text => matches!(value, Value::String(_)),
            Self::Algorithm => value.as_str().is_some_and(|name| ALGORITHMS.contains(&name)),
            Self::False => matches!(value, Value::Bool(false)),
        }
    }
}

/// `States.ArrayRange` of constants.
fn range(node: &CallNode) -> Option<(Span, String)> {
    if node.function.name != "States.ArrayRange" {
        return None;
    }
    let numbers: Option<Vec<f64>> = node.arguments.iter().map(number).collect();
    let [first, last, step] = numbers?[..] else { return None };
    if step == 0.0 {
        return Some((node.arguments[2].span, "The step of States.ArrayRange cannot be 0".into()));
    }
    let items = ((last - first) / step).floor() + 1.0;
    (items > MAX_RANGE_ITEMS)
        .then(|| (node.span, format!("This range has {items} items; at most {MAX_RANGE_ITEMS} are allowed")))
}

fn number(argument: &Argument) -> Option<f64> {
    match &argument.kind {
        ArgumentKind::Literal(Value::Number(number)) => Some(number.as_f64()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    fn parameters(call: &str, mark: &str) -> String {
        format!(
            "{{\"StartAt\": \"P\", \"States\": {{\"P\": {{\"Type\": \"Pass\", \"End\": true, \"Parameters\": {{\"a.$\":\n\"{call}\"\n{mark}}}}}}}}}"
        )
    }

    #[test]
    fn constants_fit() {
        for call in [
            "States.MathAdd($.a, 1)",
            "States.ArrayRange(1, 1000, 1)",
            "States.Hash($.a, 'SHA-256')",
            "States.JsonMerge($.a, $.b, false)",
            "States.ArrayLength(States.Array(1))",
            "States.Hash('x', $.algorithm)",
        ] {
            check(&RULE, &parameters(call, ""));
        }
    }

    #[test]
    fn constants_that_do_not_fit_are_found() {
        let at = "@ /States/P/Parameters/a\n";
        for (call, mark) in [
            ("States.MathAdd('a', 1)", format!("                ^^^ States.MathAdd wants a number here {at}")),
            (
                "States.Hash($.a, 'SHA-2')",
                format!(
                    "                  ^^^^^^^ States.Hash wants MD5, SHA-1, SHA-256, SHA-384 or SHA-512 here {at}"
                ),
            ),
            (
                "States.ArrayRange(1, 9, 0)",
                format!("                         ^ The step of States.ArrayRange cannot be 0 {at}"),
            ),
            (
                "States.ArrayRange(0, 1000, 1)",
                format!(" ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This range has 1001 items; at most 1000 are allowed {at}"),
            ),
            (
                "States.JsonMerge($.a, $.b, true)",
                format!("                            ^^^^ States.JsonMerge wants false here {at}"),
            ),
        ] {
            check(&RULE, &parameters(call, &mark));
        }
    }
}
