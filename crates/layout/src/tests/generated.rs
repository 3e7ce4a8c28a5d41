//! Drawings made by chance: workflows as people write them, and graphs that no one would draw.

use super::checks::{check, crossings};
use super::{edge, node};
use crate::{Diagram, Direction, Node, Role, Size, layout};

/// A small generator of its own, so that the crate needs no other.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// A chain of states with choices, Catch edges to one failure state, and ways back.
pub(crate) fn workflow(seed: u64, states: usize) -> Diagram {
    let mut chance = Chance(seed);
    let disc = |role| Node { size: Size::new(18.0, 18.0), role, ..Node::default() };
    let mut nodes: Vec<Node> = (0..states).map(|_| node(150.0 + chance.below(120) as f64)).collect();
    nodes.extend([disc(Role::Start), disc(Role::End)]);
    let (start, end, failure) = (states, states + 1, states - 1);
    let mut edges = vec![edge(start, 0, true, 0.0)];
    for at in 0..failure {
        let next = if at + 1 == failure { end } else { at + 1 };
        match chance.below(10) {
            0 => {
                let far = (at + 2 + chance.below(6)).min(failure);
                edges.extend([edge(at, next, false, 50.0), edge(at, far, false, 60.0)]);
            }
            1 => edges.extend([edge(at, next, true, 0.0), edge(at, chance.below(at + 1), false, 55.0)]),
            2 | 3 => edges.extend([edge(at, next, true, 0.0), edge(at, failure, false, 110.0)]),
            _ => edges.push(edge(at, next, true, 0.0)),
        }
    }
    edges.push(edge(failure, end, false, 0.0));
    Diagram { nodes, edges }
}

/// Any edges at all, also several between the same nodes.
fn tangle(seed: u64, states: usize, count: usize) -> Diagram {
    let mut chance = Chance(seed);
    let nodes = (0..states).map(|_| node(40.0 + chance.below(260) as f64)).collect();
    let mut edges = Vec::new();
    for _ in 0..count {
        let (from, to) = (chance.below(states), chance.below(states));
        let label = if chance.below(2) == 0 { 0.0 } else { 30.0 + chance.below(120) as f64 };
        edges.push(edge(from, to, chance.below(3) == 0, label));
    }
    Diagram { nodes, edges }
}

#[test]
fn workflows_are_drawn_soundly() {
    for seed in 0..40 {
        let diagram = workflow(seed, 3 + seed as usize);
        for direction in [Direction::Down, Direction::Right] {
            check(&diagram, &layout(&diagram, direction));
        }
    }
}

#[test]
fn tangles_are_drawn_soundly() {
    for seed in 0..60 {
        let states = 1 + seed as usize % 14;
        let diagram = tangle(seed, states, 2 * states + seed as usize % 5);
        check(&diagram, &layout(&diagram, Direction::Down));
    }
}

#[test]
fn a_workflow_of_sixty_states_has_few_crossings() {
    for seed in 0..8 {
        let diagram = workflow(seed, 60);
        let crossings = crossings(&layout(&diagram, Direction::Down));
        assert!(crossings <= diagram.edges.len(), "{crossings} crossings of {} edges", diagram.edges.len());
    }
}

#[test]
fn a_choice_with_a_hundred_rules_and_a_thousand_states_in_a_row_are_drawn() {
    let fan = Diagram {
        nodes: (0..101).map(|_| node(160.0)).collect(),
        edges: (1..101).map(|to| edge(0, to, false, 50.0)).collect(),
    };
    check(&fan, &layout(&fan, Direction::Down));
    let row = workflow(1, 1000);
    let drawn = layout(&row, Direction::Down);
    assert!(drawn.edges.iter().all(|route| route.points.len() >= 2));
}
