//! A JSONata expression that reads the input as jsonata.org shows it.

use crate::part::Part;
use crate::{Check, Rule};
use definition::State;
use std::collections::HashSet;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::error(
    "UNSUPPORTED_JSONATA_EXPRESSION",
    "In Step Functions an expression starts from $states or a variable; a bare name, $ and $$ have nothing to read.",
    "Measured: floci#2670, floci#2745",
    Check::State(check),
);

fn check(part: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for found in part.expressions(state.id) {
        let Some(expression) = found.jsonata() else { continue };
        // AWS reports each name once.
        let mut said = HashSet::new();
        for reference in expression.value.top_level_references() {
            if !said.insert(reference.text.clone()) {
                continue;
            }
            let span = expression.source_span(reference.span);
            // `$$` is the top level (measured: floci#2745).
            let place = if reference.text == "$$" { "" } else { " at the top level" };
            let message = format!("Reference to '{}'{place} is not supported.", reference.text);
            let meant = match reference.text.as_str() {
                "$" => "$states.input".to_owned(),
                "$$" => "$states.context".to_owned(),
                name => format!("$states.input.{name}"),
            };
            let finding = RULE.at(span, message).at(format!("{}/{}", state.location, found.field));
            let finding =
                finding.help("The input of the state is `$states.input`, the Context Object `$states.context`.");
            findings.push(finding.fix(format!("Change to `{meant}`"), vec![Edit::replace(span, meant)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_bare_name_reads_nothing() {
        check(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "E", "States": {"E": {"Type": "Pass", "End": true, "Output": {
                "v": "{% phone.home %}",
                         ^^^^^ Reference to 'phone' at the top level is not supported. @ /States/E/Output/v
                "w": "{% $states.input.phone.(home) %}", "x": "{% $map([1], function($v){ $v.a }) %}"
            }}}}"#,
        );
    }
}
