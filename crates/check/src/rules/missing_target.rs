//! A transition to a state that is not there.

use crate::context::Context;
use crate::template::is_substitution;
use crate::{Check, Rule};
use definition::{Container, State, Target, Transition};
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::error(
    "MISSING_TRANSITION_TARGET",
    "StartAt, Next, Default and the Next of rules and Catchers must name a state of the same States object.",
    "Measured: floci#2786, cfn-lint#4074, localstack#11978",
    Check::Container(check),
);

fn check(context: &Context<'_>, container: &Container, findings: &mut Vec<Diagnostic>) {
    if container.states.is_empty() {
        return; // that is said already
    }
    let start = container.start_at.iter().map(|target| (target, format!("{}/StartAt", container.location)));
    let states = container.states.iter().map(|&id| context.machine.state(id));
    for (target, location) in start.chain(states.flat_map(transitions)) {
        if target.state.is_none() && !is_substitution(&target.name) {
            findings.push(finding(context, container, target, location));
        }
    }
}

/// Every transition of the state with AWS's location of it.
fn transitions(state: &State) -> Vec<(&Target, String)> {
    let at = |field: &str| format!("{}/{field}", state.location);
    let mut found = Vec::new();
    if let Transition::Next(target) = &state.transition {
        found.push((target, at("Next")));
    }
    if let Some(choice) = state.choice() {
        let rules = choice.rules.iter().enumerate();
        found.extend(
            rules.filter_map(|(index, rule)| Some((rule.next.as_ref()?, at(&format!("Choices[{index}]/Next"))))),
        );
        found.extend(choice.default.iter().map(|target| (target, at("Default"))));
    }
    let catchers = state.catch.iter().enumerate();
    found.extend(
        catchers.filter_map(|(index, catcher)| Some((catcher.next.as_ref()?, at(&format!("Catch[{index}]/Next"))))),
    );
    found
}

fn finding(context: &Context<'_>, container: &Container, target: &Target, location: String) -> Diagnostic {
    // AWS writes 'Next' for all positions, StartAt and Default too.
    let finding = RULE.at(target.span, format!("Missing 'Next' target: {}", target.name)).at(location);
    if let Some(elsewhere) = context.machine.find_anywhere(&target.name) {
        return finding
            .label(elsewhere.name_span, "this state is in another branch, item processor or level")
            .help("A transition cannot enter or leave a branch or an item processor.");
    }
    let names = container.states.iter().map(|&id| &*context.machine.state(id).name);
    let only = if container.states.len() == 1 { names.clone().next() } else { None };
    match text::closest(&target.name, names).or(only) {
        Some(meant) => finding
            .help(format!("Did you mean `{meant}`?"))
            .fix(format!("Change to `{meant}`"), vec![Edit::replace(target.span, json::quote(meant))]),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn every_kind_of_transition_is_followed() {
        check(
            &RULE,
            r#"{"StartAt": "Here", "States": {
                "Here": {"Type": "Task", "Resource": "r", "Catch": [{"ErrorEquals": ["E"],
                    "Next": "W"}],
                            ^^^ Missing 'Next' target: W @ /States/Here/Catch[0]/Next
                    "Next": "X"},
                            ^^^ Missing 'Next' target: X @ /States/Here/Next
                "C": {"Type": "Choice", "Choices": [{"Variable": "$", "IsNull": true,
                    "Next": "Y"}],
                            ^^^ Missing 'Next' target: Y @ /States/C/Choices[0]/Next
                    "Default": "Z"}}}
                               ^^^ Missing 'Next' target: Z @ /States/C/Default"#,
        );
    }

    #[test]
    fn start_at_is_mended() {
        check_fix(
            &RULE,
            r#"{"StartAt": "TaskB", "States": {"TaskA": {"Type": "Succeed"}}}"#,
            r#"{"StartAt": "TaskA", "States": {"TaskA": {"Type": "Succeed"}}}"#,
        );
    }

    #[test]
    fn a_branch_cannot_be_left() {
        check(
            &RULE,
            r#"{"StartAt": "P", "States": {"Out": {"Type": "Succeed"},
                "P": {"Type": "Parallel", "Next": "Out", "Branches": [{"StartAt": "In", "States": {
                    "In": {"Type": "Pass",
                        "Next": "Out"}}}]}}}
                                ^^^^^ Missing 'Next' target: Out @ /States/P/Branches[0]/States/In/Next"#,
        );
    }

    #[test]
    fn a_substitution_may_become_any_name() {
        check(&RULE, r#"{"StartAt": "${First}", "States": {"A": {"Type": "Succeed"}}}"#);
    }
}
