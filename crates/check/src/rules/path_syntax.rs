//! A path that is none.

use crate::{Check, Rule};

pub(super) const RULE: Rule = Rule::schema(
    "InputPath, OutputPath, ItemsPath and the like hold a JSONPath as AWS reads it; ResultPath and Variable hold a reference path.",
    "cfn-lint#4076, cfn-lint#4078; the grammar of Jayway JsonPath",
    Check::Reading,
);

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_path_starts_with_a_dollar() {
        check(
            &RULE,
            r#"{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{"Next": "P", "IsNull": true,
                "Variable": "Test"}]}, "P": {"Type": "Pass", "End": true,
                             ^^^^ Value is not a Reference Path: Reference path didn't start with '$' @ /States/C/Choices[0]/Variable
                "OutputPath": "foo"}}}
                               ^^^ Value must be a valid JSONPath. @ /States/P/OutputPath"#,
        );
    }

    #[test]
    fn what_is_still_to_be_substituted_is_not_read() {
        check(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "InputPath": "${Path}", "Parameters": {"a.$": "${Value}"}, "End": true}}}"#,
        );
    }
}
