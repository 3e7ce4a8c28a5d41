//! Adding a state: from the palette, or one more like one that is there.

use crate::connect::redirect;
use crate::draft::Draft;
use crate::exit::is_linear;
use crate::names::{Names, with_new_names};
use crate::place::{location, place_of, state_path, states_path};
use crate::{Change, Exit, Template};
use definition::{StateId, StateMachine, StateType};
use json::{Object, Value};

/// Add a state between an exit and the state that the exit leads to.
pub fn add(machine: &StateMachine, exit: Exit, template: &Template) -> Change {
    let container = exit.container(machine);
    let mut names = Names::of(machine);
    let name = names.take(template.name);
    let state = with_new_names(&template.state(machine.query_language), &mut names);
    let behind = exit.target(machine).map(|behind| machine.state(behind).name.to_string());
    let place = exit.state().map_or(0, |before| place_of(machine, before) + 1);
    let mut draft = Draft::of(&machine.document);
    if machine.document.root.as_ref().is_none_or(|root| !root.is_object()) {
        draft.set(&[], Value::from([("StartAt", Value::from(name.as_str())), ("States", Object::new().into())]));
    }
    let states = states_path(machine, container);
    if draft.node(&states).is_none_or(|states| !states.is_object()) {
        draft.set(&states, Object::new());
    }
    // The flow of a Choice cannot end: where it did, it gets a state to end in.
    let end = (template.state_type == StateType::Choice && behind.is_none()).then(|| names.take("Done"));
    let state = leading_to(&state, template.state_type, behind.as_deref().or(end.as_deref()));
    draft.insert(&states, place, &name, &state);
    if let Some(end) = &end {
        draft.insert(&states, place + 1, end, &Value::from([("Type", "Succeed".into())]));
    }
    redirect(&mut draft, machine, exit, Some(&name));
    Change { edits: draft.into_edits(), look_at: Some(location(machine, container, &name)) }
}

/// Add one more state like one that is there, behind it if the flow can go on so.
pub fn duplicate(machine: &StateMachine, state: StateId) -> Option<Change> {
    let original = machine.state(state);
    let root = machine.document.root.as_ref()?;
    let text = json::edit::follow(root, &state_path(machine, state))?.to_value();
    let mut names = Names::of(machine);
    let name = names.take(&original.name);
    let copy = with_new_names(&text, &mut names);
    let mut draft = Draft::of(&machine.document);
    draft.insert(&states_path(machine, original.container), place_of(machine, state) + 1, &name, &copy);
    if is_linear(machine, state) {
        redirect(&mut draft, machine, Exit::Next(state), Some(&name));
    }
    let look_at = Some(location(machine, original.container, &name));
    Some(Change { edits: draft.into_edits(), look_at })
}

/// A new state with its ways on.
fn leading_to(state: &Value, state_type: StateType, behind: Option<&str>) -> Value {
    let mut fields = state.as_object().cloned().unwrap_or_default();
    match (state_type, behind) {
        (StateType::Succeed | StateType::Fail, _) => {}
        (StateType::Choice, Some(behind)) => {
            let rule = fields.get("Choices").and_then(|rules| rules.at(0)).and_then(Value::as_object);
            let mut rule = rule.cloned().unwrap_or_default();
            rule.insert("Next", behind.into());
            fields.insert("Choices", vec![Value::from(rule)].into());
            fields.insert("Default", behind.into());
        }
        (_, Some(behind)) => fields.insert("Next", behind.into()),
        (_, None) => fields.insert("End", true.into()),
    }
    fields.into()
}
