//! Whatever is done to a flow, in whatever order, it stays one.

use crate::form::{add_field, add_item, form};
use crate::testing::{CHAIN, CHAIN_YAML, changed, machine};
use crate::*;
use definition::{StateId, StateMachine, StateType};
use text::Edit;

/// Choices that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count.max(1)
    }
}

fn act(machine: &StateMachine, chance: &mut Chance) -> Vec<Edit> {
    let count = machine.states.len();
    let state = StateId(chance.below(count) as u32);
    let other = StateId(chance.below(count) as u32);
    let exits = exits_of(machine, state);
    let exit = exits.get(chance.below(exits.len())).copied();
    let edits = |change: Option<Change>| change.map(|change| change.edits).unwrap_or_default();
    match chance.below(9) {
        0 | 1 if count < 30 => {
            let template = &palette()[chance.below(palette().len())];
            add(machine, exit_behind(machine, Some(state)), template).edits
        }
        2 => edits(delete(machine, state)),
        3 if count < 30 => edits(duplicate(machine, state)),
        4 => move_earlier(machine, state),
        5 => move_later(machine, state),
        6 => exit.map(|exit| move_onto(machine, other, exit)).unwrap_or_default(),
        7 => {
            let to = chance.below(4) > 0;
            exit.map(|exit| connect(machine, exit, to.then_some(other))).unwrap_or_default()
        }
        _ => fill_in(machine, state, chance),
    }
}

fn fill_in(machine: &StateMachine, state: StateId, chance: &mut Chance) -> Vec<Edit> {
    let Some(section) = form(machine, state) else { return Vec::new() };
    let lists: Vec<_> = section.lists.iter().filter(|list| list.name != "Branches").collect();
    match (lists.get(chance.below(lists.len())), section.absent.get(chance.below(section.absent.len()))) {
        (Some(list), _) if chance.below(2) == 0 => add_item(machine, &section, list),
        (_, Some(field)) => add_field(machine, &section, field),
        _ => Vec::new(),
    }
}

/// What must hold: it can be read, names are unique, and every exit leads somewhere.
fn assert_is_flow(text: &str) {
    let machine = machine(text);
    let mut names: Vec<_> = machine.states.iter().map(|state| state.name.clone()).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), machine.states.len(), "names are unique\n{text}");
    for state in &machine.states {
        let leads_on = |exit: &Exit| match exit {
            // A Choice may do without.
            Exit::Default(_) => true,
            Exit::Next(_) => state.is_terminal() || exit.target(&machine).is_some(),
            _ => exit.target(&machine).is_some(),
        };
        // The only rule of a Choice stays when what it led to is deleted, since its condition would be lost.
        let is_choice = state.state_type() == Some(StateType::Choice);
        assert!(is_choice || exits_of(&machine, state.id).iter().all(leads_on), "{} leads on\n{text}", state.name);
    }
    for container in &machine.containers {
        assert!(container.start().is_some(), "{} starts\n{text}", container.location);
    }
}

#[test]
fn a_flow_stays_a_flow() {
    for (seed, text) in (0..16).zip([CHAIN, CHAIN_YAML].into_iter().cycle()) {
        let (mut chance, mut text) = (Chance(seed), text.to_owned());
        for _ in 0..40 {
            let machine = machine(&text);
            let edits = act(&machine, &mut chance);
            let next = changed(&machine, &edits);
            let (_, problems) = json::parse_any(&next);
            assert!(problems.is_empty(), "{problems:?}\n{text}\n{next}");
            assert_is_flow(&next);
            text = next;
        }
    }
}
