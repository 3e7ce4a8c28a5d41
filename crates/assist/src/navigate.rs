//! From a name to the state, from a state to its names, and to another name.

use crate::place::{Spot, locate};
use definition::support::ValueKind;
use definition::{State, StateId, StateMachine};
use json::Syntax;
use text::{Edit, Span};

/// The state that is named at `offset`, by its own key or by a transition.
fn state_at(machine: &StateMachine, offset: usize) -> Option<&State> {
    let place = locate(machine, offset)?;
    match place.spot {
        Spot::Key { member: Some(member), .. } => place.state.filter(|state| state.name_span == member.key_span),
        Spot::Value { node, .. } if place.field?.value == ValueKind::StateName => {
            machine.find(place.container(), node.as_str()?)
        }
        _ => None,
    }
}

/// Where the state that is named at `offset` is defined: the place of its key.
pub fn definition_of(machine: &StateMachine, offset: usize) -> Option<Span> {
    state_at(machine, offset).map(|state| state.name_span)
}

/// Every place that names a state: its key first, then `StartAt` and the transitions.
pub fn references(machine: &StateMachine, state: StateId) -> Vec<Span> {
    let named = machine.state(state);
    let start = machine.container(named.container).start_at.iter();
    let targets = machine.states.iter().flat_map(State::targets);
    let targets = start.chain(targets).filter(|target| target.state == Some(state)).map(|target| target.span);
    std::iter::once(named.name_span).chain(targets).collect()
}

/// The edits that give the state another name everywhere. `None` when a state of the machine has
/// that name already: names are unique in the whole machine.
pub fn rename(machine: &StateMachine, state: StateId, name: &str) -> Option<Vec<Edit>> {
    let is_taken = machine.states.iter().any(|other| other.id != state && &*other.name == name);
    if is_taken || name.is_empty() {
        return None;
    }
    // A JSON string is a YAML scalar too, whatever the name holds.
    let written = match machine.document.syntax {
        Syntax::Yaml if is_plain(name) => name.to_owned(),
        _ => json::quote(name),
    };
    Some(references(machine, state).into_iter().map(|span| Edit::replace(span, written.clone())).collect())
}

/// Can YAML write it without quotes, and mean the text?
pub(crate) fn is_plain(name: &str) -> bool {
    let starts = name.chars().next().is_some_and(char::is_alphabetic);
    let word = name.to_lowercase();
    let reserved = ["true", "false", "null", "yes", "no", "on", "off"].contains(&word.as_str());
    starts
        && !reserved
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
        && name == name.trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{caret, machine};

    const TEXT: &str = r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},
        "B":{"Type":"Choice","Choices":[{"Variable":"$.x","IsNull":true,"Next":"A"}],"Default":"C"},"C":{"Type":"Succeed"}}}"#;

    #[test]
    fn a_name_leads_to_its_state() {
        for (before, after) in
            [(r#""Next":"B"#, r#""Next":"B‸"#), (r#""Default":"C"#, r#""Default":"‸C"#), (r#""C":"#, r#""C‸":"#)]
        {
            let (machine, offset) = caret(&TEXT.replacen(before, after, 1));
            let found = definition_of(&machine, offset).map(|span| span.of(&machine.document.text).to_owned());
            let name = if after.contains('B') { "\"B\"" } else { "\"C\"" };
            assert_eq!(found.as_deref(), Some(name), "{after}");
        }
        let (machine, offset) = caret(&TEXT.replacen("Pass", "Pa‸ss", 1));
        assert_eq!(definition_of(&machine, offset), None);
    }

    #[test]
    fn a_state_is_renamed_everywhere_and_nowhere_else() {
        let machine = machine(TEXT);
        let a = machine.find_anywhere("A").unwrap().id;
        let renamed = text::apply(TEXT, &rename(&machine, a, "警告 \"判定\"").unwrap());
        assert_eq!(renamed.matches(r#""警告 \"判定\"""#).count(), 3);
        assert_eq!(machine.states.len(), crate::testing::machine(&renamed).states.len());
        assert_eq!(rename(&machine, a, "B"), None);
    }

    #[test]
    fn yaml_keeps_its_manner() {
        let source = "StartAt: A\nStates:\n  A:\n    Type: Succeed # the end\n";
        let machine = machine(source);
        let a = machine.find_anywhere("A").unwrap().id;
        let renamed = text::apply(source, &rename(&machine, a, "Last one").unwrap());
        assert_eq!(renamed, "StartAt: Last one\nStates:\n  Last one:\n    Type: Succeed # the end\n");
    }
}
