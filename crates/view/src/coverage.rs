//! Which states and transitions runs went through, and how often.
//!
//! A [`Coverage`] is of one machine. That of a run is read off its visits; those of many runs are
//! added up, wherever they come from.

use crate::Moment;
use crate::graph::{EdgeId, EdgeKind, Graph, GraphEdge};
use crate::status::taken_edge;
use definition::{StateId, StateMachine};
use engine::{ExecutionId, Run};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How often runs went through one state or transition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passes {
    /// How many runs did.
    pub runs: u32,
    /// How often they did in all.
    pub times: u32,
}

/// What runs of a machine went through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// How many runs there are; one that has entered no state yet is none.
    pub runs: u32,
    states: BTreeMap<StateId, Passes>,
    edges: BTreeMap<EdgeId, Passes>,
    /// By the state that the first disc leads to: that of the machine, or of an item processor.
    starts: BTreeMap<StateId, Passes>,
}

/// How much of a drawing was gone through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// States that were entered.
    pub states: usize,
    /// All states.
    pub of_states: usize,
    /// Transitions that were taken.
    pub edges: usize,
    /// All transitions.
    pub of_edges: usize,
}

impl Coverage {
    /// What a run went through, as far as it was played: itself, and all executions of the machine in it.
    pub fn of(run: &Run, machine: &Rc<StateMachine>) -> Self {
        let runs_it = |id: &ExecutionId| run.execution(*id).is_some_and(|found| Rc::ptr_eq(found.machine(), machine));
        let executions: BTreeSet<ExecutionId> = run.executions().map(|found| found.id).filter(runs_it).collect();
        let moment = Moment::of_root(run, run);
        let mut coverage = Self::default();
        for visit in run.visits().iter().filter(|visit| executions.contains(&visit.execution)) {
            coverage.runs = 1;
            once(&mut coverage.states, visit.state);
            if visit.previous.is_none() && visit.parent.is_none() {
                once(&mut coverage.starts, visit.state);
            }
            if let Some(edge) = taken_edge(&moment, visit) {
                once(&mut coverage.edges, edge);
            }
        }
        coverage
    }

    /// Add what other runs of the machine went through.
    pub fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        add_all(&mut self.states, &other.states);
        add_all(&mut self.edges, &other.edges);
        add_all(&mut self.starts, &other.starts);
    }

    /// How often a state was entered.
    pub fn state(&self, state: StateId) -> Passes {
        self.states.get(&state).copied().unwrap_or_default()
    }

    /// How often a transition was taken.
    pub fn edge(&self, edge: &GraphEdge) -> Passes {
        let found = match (edge.id.kind, edge.to) {
            (EdgeKind::Start, Some(first)) => self.starts.get(&first),
            _ => self.edges.get(&edge.id),
        };
        found.copied().unwrap_or_default()
    }

    /// How much of a drawing of the machine was gone through.
    pub fn covered(&self, graph: &Graph) -> Covered {
        Covered {
            states: graph.nodes.iter().filter(|node| self.state(node.state).times > 0).count(),
            of_states: graph.nodes.len(),
            edges: graph.edges.iter().filter(|edge| self.edge(edge).times > 0).count(),
            of_edges: graph.edges.len(),
        }
    }

    /// The same for another version of the machine, by where states stand in it; what it no longer has is left out.
    #[must_use]
    pub fn in_version(&self, from: &StateMachine, to: &StateMachine) -> Self {
        let places: BTreeMap<&str, StateId> = to.states.iter().map(|state| (&*state.location, state.id)).collect();
        let there = |id: &StateId| places.get(&*from.states.get(id.0 as usize)?.location).copied();
        let edge = |edge: &EdgeId| Some(EdgeId { from: Some(there(edge.from.as_ref()?)?), ..*edge });
        Self {
            runs: self.runs,
            states: moved(&self.states, there),
            edges: moved(&self.edges, edge),
            starts: moved(&self.starts, there),
        }
    }
}

fn once<K: Ord>(passes: &mut BTreeMap<K, Passes>, key: K) {
    let passes = passes.entry(key).or_default();
    *passes = Passes { runs: 1, times: passes.times + 1 };
}

fn add_all<K: Ord + Copy>(passes: &mut BTreeMap<K, Passes>, others: &BTreeMap<K, Passes>) {
    for (&key, other) in others {
        let passes = passes.entry(key).or_default();
        passes.runs += other.runs;
        passes.times += other.times;
    }
}

fn moved<K: Ord>(passes: &BTreeMap<K, Passes>, to: impl Fn(&K) -> Option<K>) -> BTreeMap<K, Passes> {
    passes.iter().filter_map(|(key, passes)| Some((to(key)?, *passes))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Direction, Estimate, graph};
    use crate::testing::{CHARGE, machine, play};

    const DAY: &str = r#"{"day":"d"}"#;

    fn exits(code: i64) -> crate::testing::Played {
        play(CHARGE, DAY, &format!(r#"{{"tasks":{{"Charge":[{{"exitCode":{code}}}]}}}}"#))
    }

    /// Each state and transition with how often it was gone through, in the order of the drawing.
    fn told(coverage: &Coverage, machine: &StateMachine) -> String {
        let graph = graph(machine, Direction::Down, &Estimate::default());
        let count = |passes: Passes| format!("{}/{}", passes.times, passes.runs);
        let states = graph.nodes.iter().map(|node| format!("{} {}", node.name, count(coverage.state(node.state))));
        let edges = graph.edges.iter().map(|edge| {
            let from = edge.id.from.map_or("", |from| &machine.state(from).name);
            format!("{from}.{:?} {}", edge.id.kind, count(coverage.edge(edge)))
        });
        states.chain(edges).filter(|line| !line.ends_with(" 0/0")).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn runs_are_added_up() {
        let (declined, broken) = (exits(7), exits(1));
        let machine = declined.latest.root().machine().clone();
        let mut coverage = Coverage::of(&declined.latest, &machine);
        assert_eq!(
            told(&coverage, &machine),
            "Charge 1/1, Was it declined? 1/1, Ship 1/1, .Start 1/1, Charge.Catch(0) 1/1, Was it declined?.Rule(0) 1/1, Ship.End 1/1"
        );
        let other = Coverage::of(&broken.latest, broken.latest.root().machine());
        coverage.add(&other.in_version(broken.latest.root().machine(), &machine));
        assert_eq!(
            told(&coverage, &machine),
            "Charge 2/2, Was it declined? 2/2, Ship 1/1, Give up 1/1, .Start 2/2, Charge.Catch(0) 2/2, Was it declined?.Rule(0) 1/1, \
             Was it declined?.Default 1/1, Ship.End 1/1, Give up.End 1/1"
        );
        let graph = graph(&machine, Direction::Down, &Estimate::default());
        assert_eq!(coverage.covered(&graph), Covered { states: 4, of_states: 4, edges: 6, of_edges: 7 });
    }

    #[test]
    fn iterations_and_children_of_a_map_count() {
        for mode in ["INLINE", "DISTRIBUTED"] {
            let played = play(
                &format!(
                    r#"{{"StartAt":"Each","States":{{"Each":{{"Type":"Map","End":true,"ItemProcessor":{{
                        "ProcessorConfig":{{"Mode":"{mode}","ExecutionType":"STANDARD"}},
                        "StartAt":"In","States":{{"In":{{"Type":"Pass","End":true}}}}}}}}}}}}"#
                ),
                "[1,2,3]",
                "{}",
            );
            let machine = played.latest.root().machine();
            let told = told(&Coverage::of(&played.latest, machine), machine);
            assert_eq!(told, "Each 1/1, In 3/1, In.End 3/1, .Start 1/1, Each.End 1/1", "{mode}");
        }
    }

    #[test]
    fn a_run_of_another_machine_or_before_its_start_covers_nothing() {
        let played = exits(0);
        let started = played.at(0);
        for coverage in
            [Coverage::of(&played.latest, &machine(CHARGE)), Coverage::of(&started, started.root().machine())]
        {
            assert_eq!(coverage, Coverage::default());
        }
    }

    #[test]
    fn what_a_version_no_longer_has_is_left_out() {
        let played = exits(7);
        let before = played.latest.root().machine();
        let after = machine(
            r#"{"StartAt":"First","States":{"First":{"Type":"Pass","Next":"Ship"},"Ship":{"Type":"Pass","End":true}}}"#,
        );
        let coverage = Coverage::of(&played.latest, before).in_version(before, &after);
        assert_eq!(told(&coverage, &after), "Ship 1/1, Ship.End 1/1");
    }
}
