//! Two runs on one drawing: what only one of them went through, and where they part.

use super::first_difference;
use crate::coverage::Coverage;
use crate::graph::GraphEdge;
use crate::{Message, Moment};
use definition::{StateId, StateMachine};
use engine::Run;
use std::rc::Rc;

/// Which of two runs went through a state or transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Both
    Both,
    /// This one only
    Here,
    /// The other one only
    There,
    /// Neither
    Neither,
}

impl Side {
    /// All of them, in the order of the legend.
    pub const ALL: [Self; 4] = [Self::Both, Self::Here, Self::There, Self::Neither];

    fn of(here: bool, there: bool) -> Self {
        match (here, there) {
            (true, true) => Self::Both,
            (true, false) => Self::Here,
            (false, true) => Self::There,
            (false, false) => Self::Neither,
        }
    }
}

/// Two runs on the drawing of a machine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GraphComparison {
    here: Coverage,
    there: Coverage,
    /// The state in which the runs first differ, when it is one of the machine's.
    pub parts_in: Option<StateId>,
    /// What differs there, in a sentence.
    pub says: Option<Message>,
}

impl GraphComparison {
    /// Compare two runs as far as they were played; that of the other may be of an earlier definition.
    pub fn of(here: &Run, there: &Run, machine: &Rc<StateMachine>) -> Self {
        let (ours, theirs) = (Moment::of_root(here, here), Moment::of_root(there, there));
        let difference = first_difference(&ours, &theirs);
        let state = difference.as_ref().and_then(|found| {
            let event = found.event.checked_sub(1)? as usize;
            location_at(&ours, event).or_else(|| location_at(&theirs, event))
        });
        let parts_in = state.and_then(|location| machine.states.iter().find(|state| *state.location == *location));
        Self {
            here: Coverage::of(here, machine),
            there: of_former(there, here, machine),
            parts_in: parts_in.map(|state| state.id),
            says: difference.map(|found| found.says),
        }
    }

    /// Which of the runs entered a state.
    pub fn state(&self, state: StateId) -> Side {
        Side::of(self.here.state(state).times > 0, self.there.state(state).times > 0)
    }

    /// Which of the runs took a transition.
    pub fn edge(&self, edge: &GraphEdge) -> Side {
        Side::of(self.here.edge(edge).times > 0, self.there.edge(edge).times > 0)
    }
}

/// Where the state of an event stands in its definition.
fn location_at<'a>(moment: &Moment<'a>, event: usize) -> Option<&'a str> {
    let visit = moment.visit(moment.whole_history().get(event)?.visit?)?;
    Some(&moment.state_of(visit).location)
}

/// What the other run went through, in the states of this one's machine.
fn of_former(there: &Run, here: &Run, machine: &Rc<StateMachine>) -> Coverage {
    let coverage = Coverage::of(there, machine);
    let (ours, theirs) = (here.root().machine(), there.root().machine());
    if coverage.runs > 0 || !Rc::ptr_eq(ours, machine) {
        return coverage;
    }
    Coverage::of(there, theirs).in_version(theirs, machine)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Direction, Estimate, graph};
    use crate::testing::{CHARGE, play};

    #[test]
    fn the_drawing_tells_whose_way_is_whose_and_where_they_part() {
        let exits = |code: i64| {
            play(CHARGE, r#"{"day":"d"}"#, &format!(r#"{{"tasks":{{"Charge":[{{"exitCode":{code}}}]}}}}"#)).latest
        };
        let (here, there) = (exits(7), exits(0));
        let machine = here.root().machine();
        let compared = GraphComparison::of(&here, &there, machine);
        let graph = graph(machine, Direction::Down, &Estimate::default());
        let sides: Vec<Side> = graph.nodes.iter().map(|node| compared.state(node.state)).collect();
        assert_eq!(sides, [Side::Both, Side::Here, Side::Both, Side::Neither]);
        let only = |side| graph.edges.iter().filter(|edge| compared.edge(edge) == side).count();
        assert_eq!(Side::ALL.map(only), [2, 2, 1, 2]);
        let state = compared.parts_in.map(|state| &*machine.state(state).name);
        assert_eq!(state, Some("Charge"));
        let same = GraphComparison::of(&here, &here, machine);
        assert_eq!((same.parts_in, same.says.is_none()), (None, true));
    }
}
