//! The same condition twice in one And or Or.

use crate::conditions::{MAX_COMPARED, is_same};
use crate::part::Part;
use crate::{Check, Rule};
use definition::{Comparison, Condition, State};
use text::{Diagnostic, Edit, Span};

pub(super) const RULE: Rule = Rule::information(
    "LINT_REPEATED_CONDITION",
    "A condition that stands twice in one And or Or says nothing more: the second was probably meant to differ.",
    "The specification, \"Boolean expression\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for (index, rule) in state.choice().iter().flat_map(|choice| choice.rules.iter()).enumerate() {
        let location = format!("{}/Choices[{index}]", state.location);
        search(&rule.condition, &location, findings);
    }
}

fn search(condition: &Condition, location: &str, findings: &mut Vec<Diagnostic>) {
    match condition {
        Condition::And(parts) | Condition::Or(parts) => {
            findings
                .extend((1..parts.len()).filter_map(|index| repeated(parts, index)).map(|found| found.at(location)));
            parts.iter().for_each(|part| search(part, location, findings));
        }
        Condition::Not(part) => search(part, location, findings),
        _ => {}
    }
}

fn repeated(parts: &[Condition], index: usize) -> Option<Diagnostic> {
    let part = comparison(&parts[index])?;
    let earlier = &parts[index.saturating_sub(MAX_COMPARED)..index];
    let first = comparison(earlier.iter().find(|earlier| is_same(earlier, &parts[index]))?)?;
    let finding = RULE.at(part.span.head(), "This condition stands here twice").label(first.span.head(), "the same");
    let Some(before) = comparison(&parts[index - 1]) else { return Some(finding) };
    // With what separates it from the part before.
    let edit = Edit::delete(Span::new(before.span.end as usize, part.span.end as usize));
    Some(finding.fix("Remove it", vec![edit]))
}

fn comparison(condition: &Condition) -> Option<&Comparison> {
    match condition {
        Condition::Compare(comparison) => Some(comparison),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn a_condition_stands_once() {
        check(
            &RULE,
            r#"{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{"Next": "C", "Or": [
                {"Variable": "$.x", "StringEquals": "a"},
                {"Variable": "$.y", "StringEquals": "a"},
                {"Variable": "$.x", "StringEquals": "a"}]}]}}}
                ^ This condition stands here twice @ /States/C/Choices[0]"#,
        );
    }

    #[test]
    fn the_second_is_removed() {
        let machine = |rest: &str| {
            format!(
                r#"{{"StartAt": "C", "States": {{"C": {{"Type": "Choice", "Choices": [{{"Next": "C", "And": [{{"Variable": "$.x", "IsNull": true}}{rest}]}}]}}}}}}"#
            )
        };
        check_fix(&RULE, &machine(r#", {"Variable": "$.x", "IsNull": true}"#), &machine(""));
    }
}
