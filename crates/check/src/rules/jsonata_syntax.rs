//! A JSONata expression that cannot be parsed.

use crate::{Check, Rule};

pub(super) const RULE: Rule = Rule::error(
    "INVALID_JSONATA_EXPRESSION",
    "A {% … %} expression must be JSONata; the location is that of the very value.",
    "Measured: floci#2745",
    Check::Reading,
);

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn an_expression_is_complete() {
        check(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "E", "States": {"E": {"Type": "Pass", "End": true, "Output": {
                "v": "{% 1 + %}", "w": "{% 1 + 1 %}"}}}}
                           ^ Unexpected end of expression @ /States/E/Output/v"#,
        );
    }
}
