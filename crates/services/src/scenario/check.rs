//! Does a scenario fit the machines of a workspace?

use crate::scenario::reader::Reader;
use crate::scenario::{Entry, Outcome};
use definition::{IntegrationPattern, Resource, State, StateMachine};
use json::{Member, Node, NodeKind};
use text::{Diagnostic, Edit, closest};

/// What is suspicious about a scenario file: rules of states that no machine has, and outcomes that the called service
/// cannot have. Each is a warning; the run ignores what does not fit.
pub fn check(text: &str, machines: &[(&str, &StateMachine)]) -> Vec<Diagnostic> {
    let (document, _) = json::parse(text);
    let Some(root) = &document.root else { return Vec::new() };
    let all: Vec<&StateMachine> = machines.iter().map(|(_, machine)| *machine).collect();
    let mut found = rules(root.get("tasks"), &all);
    for member in root.get("machines").map_or(&[][..], Node::members) {
        let named = machines.iter().find(|(name, _)| *name == &*member.key.value);
        found.extend(named.map(|(_, machine)| rules(Some(&member.value), &[machine])).unwrap_or_default());
    }
    found
}

fn rules(node: Option<&Node>, machines: &[&StateMachine]) -> Vec<Diagnostic> {
    node.map_or(&[][..], Node::members).iter().flat_map(|rule| check_rule(rule, machines)).collect()
}

fn check_rule(rule: &Member, machines: &[&StateMachine]) -> Vec<Diagnostic> {
    let key = &*rule.key.value;
    let Some(state) = machines.iter().find_map(|machine| state_of(machine, key)) else {
        return vec![unknown(rule, machines)];
    };
    let Some(task) = state.task() else {
        let kind = state.state_type().map_or("no Task", |kind| kind.name());
        let message = format!("\"{}\" is {kind}; only a Task asks the simulated world", state.name);
        return vec![Diagnostic::warning("SCENARIO_NOT_A_TASK", message, rule.key_span)];
    };
    let entries = match &rule.value.kind {
        NodeKind::Array(items) => items.iter().collect(),
        _ => vec![&rule.value],
    };
    entries.into_iter().filter_map(|entry| check_entry(entry, state, &task.resource)).collect()
}

/// The state that a rule's key names: the key itself, or what follows the last `/` of a path. Names may have a `/`.
fn state_of<'a>(machine: &'a StateMachine, key: &str) -> Option<&'a State> {
    let after = |(at, _): (usize, &str)| machine.find_anywhere(&key[at + 1..]);
    machine.find_anywhere(key).or_else(|| key.match_indices('/').find_map(after))
}

fn unknown(rule: &Member, machines: &[&StateMachine]) -> Diagnostic {
    let key = &*rule.key.value;
    let (path, name) = key.rsplit_once('/').map_or((None, key), |(path, name)| (Some(path), name));
    let diagnostic =
        Diagnostic::warning("SCENARIO_UNKNOWN_STATE", format!("There is no state \"{name}\""), rule.key_span);
    let states = machines.iter().flat_map(|machine| &machine.states);
    let tasks = states.filter(|state| state.task().is_some()).map(|state| &*state.name);
    match closest(name, tasks) {
        Some(near) => {
            let new = path.map_or_else(|| near.to_owned(), |path| format!("{path}/{near}"));
            let edit = Edit::replace(rule.key_span, json::quote(&new));
            diagnostic.fix(format!("Change to \"{near}\""), vec![edit])
        }
        None => diagnostic,
    }
}

fn check_entry(node: &Node, state: &State, resource: &Resource) -> Option<Diagnostic> {
    let entry = Reader::default().entry(node)?;
    let odd = misfit(&entry, resource)?;
    let message =
        format!("\"{}\" calls {}, which this does not fit; it will do as usual", state.name, called(resource));
    let span = node.member(odd).map_or(node.span, |member| member.key_span);
    Some(Diagnostic::warning("SCENARIO_OUTCOME_IGNORED", message, span))
}

/// The field of an entry that the called service cannot have.
fn misfit<'a>(entry: &'a Entry, resource: &Resource) -> Option<&'a str> {
    let (service, action, pattern) = match resource {
        Resource::Service { service, action, pattern } => (&**service, &**action, *pattern),
        Resource::LambdaFunction(_) => ("lambda", "invoke", IntegrationPattern::RequestResponse),
        Resource::Activity(_) => ("activity", "", IntegrationPattern::WaitForTaskToken),
        // What is still to be substituted may be anything.
        Resource::Other(_) => return None,
    };
    let (field, fits) = match &entry.outcome {
        Outcome::Ecs(_) => ("ecs", (service, action) == ("ecs", "runTask")),
        Outcome::Eks(_) => ("eks", (service, matches!(action, "runJob" | "call")) == ("eks", true)),
        Outcome::Job(job) => (&*job.service, service == &*job.service),
        Outcome::Lambda(_) => ("lambda", service == "lambda"),
        Outcome::Http(_) => ("http", matches!(service, "http" | "apigateway")),
        Outcome::Callback(_) => ("callback", pattern == IntegrationPattern::WaitForTaskToken),
        _ => return None,
    };
    (!fits).then_some(field)
}

fn called(resource: &Resource) -> String {
    match resource {
        Resource::Service { service, action, pattern } => format!("{service}:{action}{}", pattern.suffix()),
        Resource::LambdaFunction(_) => "a Lambda function".to_owned(),
        Resource::Activity(_) => "an activity".to_owned(),
        Resource::Other(arn) => arn.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    const DEFINITION: &str = r#"{"StartAt": "Load", "States": {
        "Load": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Next": "Call"},
        "Call": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:1:function:f", "Next": "Approve"},
        "Approve": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Next": "A/B"},
        "A/B": {"Type": "Task", "Resource": "${Resource}", "Next": "Map"},
        "Map": {"Type": "Map", "ItemProcessor": {"StartAt": "Inner", "States": {"Inner": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "End": true}}}, "End": true}}}"#;

    fn found(scenario: &str) -> Vec<(String, String)> {
        let (machine, _) = definition::lower(&Rc::new(json::parse(DEFINITION).0));
        let found = check(scenario, &[("Machine", &machine)]);
        found.iter().map(|one| (one.code.to_string(), one.span.of(scenario).to_owned())).collect()
    }

    #[test]
    fn what_fits_is_not_complained_about() {
        for scenario in [
            r#"{"tasks": {"Load": [{"exitCode": 9}, {"ecs": "OutOfMemory"}, {"default": true}], "Call": {"lambda": {"payload": 1}}}}"#,
            r#"{"tasks": {"Approve": [{"callback": {"never": true}}, {"throw": {"error": "E"}}], "Map[3]/Inner": [{"glue": "FAILED"}]}}"#,
            r#"{"tasks": {"A/B": [{"exitCode": 1}], "Map[*]/A/B": [{"return": 1}]}}"#,
            r#"{"machines": {"Machine": {"Load": [{"exitCode": 1}]}, "Other": {"Anything": [{"exitCode": 1}]}}}"#,
            "",
            "[]",
        ] {
            assert_eq!(found(scenario), [], "{scenario}");
        }
    }

    #[test]
    fn what_does_not_fit_is_said_where_it_stands() {
        for (scenario, code, at) in [
            (r#"{"tasks": {"Laod": [{"exitCode": 9}]}}"#, "SCENARIO_UNKNOWN_STATE", r#""Laod""#),
            (r#"{"tasks": {"Map[0]/Iner": {"return": 1}}}"#, "SCENARIO_UNKNOWN_STATE", r#""Map[0]/Iner""#),
            (r#"{"machines": {"Machine": {"Nobody": {"return": 1}}}}"#, "SCENARIO_UNKNOWN_STATE", r#""Nobody""#),
            (r#"{"tasks": {"Map": [{"return": 1}]}}"#, "SCENARIO_NOT_A_TASK", r#""Map""#),
            (r#"{"tasks": {"Call": [{"ecs": "OutOfMemory"}]}}"#, "SCENARIO_OUTCOME_IGNORED", r#""ecs""#),
            (r#"{"tasks": {"Load": [{"callback": {"never": true}}]}}"#, "SCENARIO_OUTCOME_IGNORED", r#""callback""#),
            (r#"{"tasks": {"Inner": [{"batch": "FAILED"}]}}"#, "SCENARIO_OUTCOME_IGNORED", r#""batch""#),
        ] {
            assert_eq!(found(scenario), [(code.to_owned(), at.to_owned())], "{scenario}");
        }
    }

    #[test]
    fn a_slip_in_the_name_of_a_state_can_be_mended() {
        let (machine, _) = definition::lower(&Rc::new(json::parse(DEFINITION).0));
        let scenario = r#"{"tasks": {"Map[0]/Iner": {"return": 1}}}"#;
        let found = check(scenario, &[("Machine", &machine)]);
        let mended = text::apply(scenario, &found[0].fixes[0].edits);
        assert_eq!(mended, r#"{"tasks": {"Map[0]/Inner": {"return": 1}}}"#);
    }
}
