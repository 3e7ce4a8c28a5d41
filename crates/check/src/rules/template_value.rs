//! A key with `.$` whose value is no path and no function.

use crate::{Check, Rule};

pub(super) const RULE: Rule = Rule::schema(
    "In a payload template a key that ends in `.$` has a path or an intrinsic function as its value.",
    "Recorded: test_illegal_escapes; cfn-lint#4085 (the location is that of the template)",
    Check::Reading,
);

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_dollar_key_needs_an_expression() {
        check(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Parameters": {"ok.$": "States.UUID()", "list": [{
                "name.$": "foo"}],
                           ^^^ The value for the field 'name.$' must be a valid JSONPath or a valid intrinsic function call @ /States/P/Parameters
                "number.$": 5,
                            ^ The value for the field 'number.$' must be a valid JSONPath or a valid intrinsic function call @ /States/P/Parameters
                "blank.$": " $.a"}}}}
                            ^ The value for the field 'blank.$' must be a valid JSONPath or a valid intrinsic function call @ /States/P/Parameters"#,
        );
    }
}
