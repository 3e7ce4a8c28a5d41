//! Letting an exit lead to another state.

use crate::Exit;
use crate::draft::Draft;
use definition::{StateId, StateMachine};
use json::edit::Step;
use text::Edit;

/// Let an exit lead to a state of its container, or end the flow there. No edits when it leads
/// there already, or when the flow cannot end there.
pub fn connect(machine: &StateMachine, exit: Exit, to: Option<StateId>) -> Vec<Edit> {
    let is_sibling = to.is_none_or(|to| machine.state(to).container == exit.container(machine));
    if !is_sibling || (to.is_some() && to == exit.target(machine)) {
        return Vec::new();
    }
    let mut draft = Draft::of(&machine.document);
    redirect(&mut draft, machine, exit, to.map(|to| &*machine.state(to).name));
    draft.into_edits()
}

/// Let an exit lead to the state of a name, which may be new, or end the flow there.
pub(crate) fn redirect(draft: &mut Draft, machine: &StateMachine, exit: Exit, to: Option<&str>) {
    let (object, field) = exit.field(machine);
    match (to, exit) {
        (Some(name), Exit::Next(_)) => draft.replace_member(&object, "End", field, name),
        (Some(name), _) => draft.set(&[object, vec![Step::Key(field)]].concat(), name),
        (None, Exit::Next(_)) => draft.replace_member(&object, "Next", "End", true),
        (None, Exit::Default(_)) => draft.remove(&[object, vec![Step::Key(field)]].concat()),
        // A rule without a way is none; a Choice without rules is no Choice.
        (None, Exit::Rule(..)) => remove_item(draft, &object, false),
        (None, Exit::Catch(..)) => remove_item(draft, &object, true),
        (None, Exit::Start(_)) => {}
    }
}

/// Remove an entry of a list; its last one with the whole list, or not at all.
fn remove_item(draft: &mut Draft, item: &[Step<'_>], with_list: bool) {
    let Some((_, list)) = item.split_last() else { return };
    let count = draft.node(list).map_or(0, |list| list.items().len());
    if count > 1 {
        draft.remove(item);
    } else if with_list {
        draft.remove(list);
    }
}
