//! What two runs were given: why they differ at all.

use super::difference;
use crate::tree::{TreePath, path_text};
use crate::{Arg, Message, Moment};
use definition::{State, StateMachine};
use engine::{DataEdit, EditedPlace, NamedMachine, Options};
use json::{Text, Value};
use services::scenario::{Entry, Rule};
use services::{Scenario, SimulatedWorld};

/// Names of states that one sentence lists.
const NAMED_STATES: usize = 4;

/// How what two runs were given differs, a sentence each; nothing when both were given the same.
pub fn grounds(here: &Moment<'_>, there: &Moment<'_>) -> Vec<Message> {
    let scenario = |moment: &Moment<'_>| SimulatedWorld::of(moment.run.world()).map(|world| world.scenario().clone());
    let (ours, theirs) = (here.run.options(), there.run.options());
    let mut found = Vec::new();
    found.extend(definitions(here.run.root().machine(), there.run.root().machine()));
    found.extend(inputs(&here.run.root().input, &there.run.root().input));
    found.extend(edits(&ours.edits, &theirs.edits).map(|edit| told_edit("compare.edited_here", edit)));
    found.extend(edits(&theirs.edits, &ours.edits).map(|edit| told_edit("compare.edited_there", edit)));
    if let (Some(a), Some(b)) = (scenario(here), scenario(there)) {
        found.extend(scenarios(&a, &b));
    }
    found.extend(settings(ours, theirs));
    found
}

fn definitions(a: &StateMachine, b: &StateMachine) -> Option<Message> {
    if a.document.text == b.document.text {
        return None;
    }
    let all = changed_states(a, b).into_iter().chain(changed_states(b, a));
    let mut names: Vec<Text> = Vec::new();
    all.for_each(|name| names.extend((!names.contains(&name)).then_some(name)));
    if names.is_empty() {
        return Some(Message::new("compare.other_definition"));
    }
    let more = if names.len() > NAMED_STATES { ", …" } else { "" };
    names.truncate(NAMED_STATES);
    Some(Message::new("compare.other_states").text("names", format!("{}{more}", names.join(", "))))
}

/// States that the other machine lacks or writes otherwise; of those around such a state, none.
fn changed_states(machine: &StateMachine, other: &StateMachine) -> Vec<Text> {
    let text = |machine: &StateMachine, state: &State| state.span.of(&machine.document.text).to_owned();
    let is_changed = |state: &&State| {
        let twin = other.states.iter().find(|twin| twin.name == state.name);
        twin.is_none_or(|twin| text(other, twin) != text(machine, state))
    };
    let changed: Vec<&State> = machine.states.iter().filter(is_changed).collect();
    let is_inmost =
        |state: &&&State| !changed.iter().any(|inner| inner.id != state.id && state.span.contains(inner.span));
    changed.iter().filter(is_inmost).map(|state| state.name.clone()).collect()
}

fn inputs(a: &Value, b: &Value) -> Option<Message> {
    if a == b {
        return None;
    }
    let mut path = TreePath::new();
    let (here, there) = difference(Some(a), Some(b), &mut path);
    let value = |value: Option<Value>| value.map_or(Arg::Text("—".into()), Arg::Value);
    let message = Message::new("compare.other_input").code("path", path_text(&path));
    Some(message.with("here", value(here)).with("there", value(there)))
}

/// Edits of one run that the other does not have.
fn edits<'a>(ours: &'a [DataEdit], theirs: &'a [DataEdit]) -> impl Iterator<Item = &'a DataEdit> {
    ours.iter().filter(|edit| !theirs.contains(edit))
}

fn told_edit(key: &'static str, edit: &DataEdit) -> Message {
    let what = match &edit.place {
        EditedPlace::Input => Message::new("compare.edited_input"),
        EditedPlace::Output => Message::new("compare.edited_output"),
        EditedPlace::Variable(name) => Message::new("compare.edited_variable").code("name", format!("${name}")),
    };
    Message::new(key).with("what", what.text("path", edit.path.clone())).with("value", edit.value.clone())
}

fn scenarios(a: &Scenario, b: &Scenario) -> Vec<Message> {
    let mut found = rules(&a.tasks, &b.tasks);
    let plain = |scenario: &Scenario| Scenario { tasks: Vec::new(), ..scenario.clone() };
    if plain(a) != plain(b) {
        found.push(Message::new("compare.other_world"));
    }
    found
}

/// What each task does by either list of rules, where that is not the same.
fn rules(a: &[Rule], b: &[Rule]) -> Vec<Message> {
    let entries = |rules: &[Rule], key: &str| -> Vec<Entry> {
        rules.iter().find(|rule| *rule.key == *key).map(|rule| rule.entries.clone()).unwrap_or_default()
    };
    let mut keys: Vec<&Text> = Vec::new();
    a.iter().chain(b).for_each(|rule| keys.extend((!keys.contains(&&rule.key)).then_some(&rule.key)));
    let told = |key: &Text| {
        let (here, there) = (entries(a, key), entries(b, key));
        let message = Message::new("compare.other_task").text("key", key.clone());
        (here != there).then(|| message.with("here", told_entries(&here)).with("there", told_entries(&there)))
    };
    keys.into_iter().filter_map(told).collect()
}

fn told_entries(entries: &[Entry]) -> Arg {
    match entries {
        [] => Arg::Message(Box::new(Message::new("compare.as_usual"))),
        [entry] if *entry == Entry::default() => Arg::Message(Box::new(Message::new("compare.as_usual"))),
        [entry] => Arg::Value(entry.to_value()),
        _ => Arg::Value(entries.iter().map(Entry::to_value).collect::<Vec<_>>().into()),
    }
}

fn settings(a: &Options, b: &Options) -> Option<Message> {
    let others = |machines: &[NamedMachine]| -> Vec<(Text, Text)> {
        machines.iter().map(|machine| (machine.name.clone(), machine.machine.document.text.clone())).collect()
    };
    (others(&a.machines) != others(&b.machines)).then(|| Message::new("compare.other_machines"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;
    use crate::testing::{CHARGE, play};

    fn told(a: (&str, &str, &str), b: (&str, &str, &str)) -> Vec<String> {
        let (here, there) = (play(a.0, a.1, a.2), play(b.0, b.1, b.2));
        let english = Catalogue::english();
        grounds(&here.end(), &there.end()).iter().map(|message| english.text(message)).collect()
    }

    #[test]
    fn what_makes_two_runs_differ_is_told() {
        let day = r#"{"day":"d"}"#;
        let exits = r#"{"tasks":{"Charge":[{"exitCode":7}]}}"#;
        let other = CHARGE.replace("\"ship\"", "\"send\"").replace("7*", "8*");
        for (a, b, expected) in [
            ((CHARGE, day, exits), (CHARGE, day, exits), &[][..]),
            (
                (CHARGE, day, exits),
                (CHARGE, day, "{}"),
                &[
                    r#"The scenario differs: Charge does {"ecs":{"containers":[{"exitCode":7}]}} here and as usual there."#,
                ],
            ),
            (
                (CHARGE, day, "{}"),
                (CHARGE, r#"{"day":"e"}"#, "{}"),
                &[r#"The input differs: $.day is "d" here and "e" there."#],
            ),
            ((CHARGE, day, "{}"), (&other, day, "{}"), &["The definition differs in Was it declined?, Ship."]),
            (
                (CHARGE, day, "{}"),
                (CHARGE, day, r#"{"seed":2}"#),
                &["The world of the scenario differs: seed, start time or what is stored."],
            ),
        ] {
            assert_eq!(told(a, b), expected);
        }
    }

    #[test]
    fn a_change_inside_a_container_is_told_of_the_state_inside() {
        let nested = |n: u32| {
            format!(
                r#"{{"StartAt":"Each","States":{{"Each":{{"Type":"Map","End":true,"ItemProcessor":{{"StartAt":"In","States":{{"In":{{"Type":"Pass","Result":{n},"End":true}}}}}}}}}}}}"#
            )
        };
        assert_eq!(told((&nested(1), "[1]", "{}"), (&nested(2), "[1]", "{}")), ["The definition differs in In."]);
    }
}
