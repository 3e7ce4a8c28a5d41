//! Breaks cycles and gives each node its rank.

use crate::{Diagram, Role};

/// The acyclic graph: what each edge does, and where each node ranks.
pub(crate) struct Ranks {
    /// Rank of each node, from 0.
    pub(crate) of_node: Vec<usize>,
    /// Number of ranks.
    pub(crate) count: usize,
    /// Nodes in the order of the search from the start; edges are followed in their own order.
    pub(crate) search_order: Vec<usize>,
    /// How each edge runs.
    pub(crate) edges: Vec<Course>,
}

/// How an edge runs through the ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// Down the ranks.
    Forward,
    /// Back up: it closes a cycle.
    Back,
    /// From a node to itself.
    Loop,
}

/// Rank every node as high as the edges into it allow.
pub(crate) fn rank(diagram: &Diagram) -> Ranks {
    let outgoing = outgoing(diagram);
    let (search_order, edges) = search(diagram, &outgoing);
    let mut of_node = longest_paths(diagram, &outgoing, &edges);
    let last = last_rank(diagram, &of_node);
    for (node, rank) in diagram.nodes.iter().zip(&mut of_node) {
        match node.role {
            Role::End | Role::Exit => *rank = last,
            _ => {}
        }
    }
    Ranks { count: last + 1, of_node, search_order, edges }
}

/// The rank of the ends: below all boxes, when there are any ends.
fn last_rank(diagram: &Diagram, of_node: &[usize]) -> usize {
    let deepest = |end: bool| {
        let is_end = |role| matches!(role, Role::End | Role::Exit);
        diagram.nodes.iter().zip(of_node).filter(|(node, _)| is_end(node.role) == end).map(|(_, rank)| *rank).max()
    };
    match (deepest(false), deepest(true)) {
        (Some(boxes), Some(ends)) => ends.max(boxes + 1),
        (boxes, ends) => boxes.or(ends).unwrap_or(0),
    }
}

fn outgoing(diagram: &Diagram) -> Vec<Vec<usize>> {
    let mut outgoing = vec![Vec::new(); diagram.nodes.len()];
    for (index, edge) in diagram.edges.iter().enumerate() {
        outgoing[edge.from].push(index);
    }
    outgoing
}

/// Depth first from the start disc, then from whatever was not reached, in order. An edge to a
/// node that is still being searched closes a cycle.
fn search(diagram: &Diagram, outgoing: &[Vec<usize>]) -> (Vec<usize>, Vec<Course>) {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let count = diagram.nodes.len();
    let mut marks = vec![Mark::New; count];
    let mut courses = vec![Course::Forward; diagram.edges.len()];
    let mut order = Vec::with_capacity(count);
    let starts = (0..count).filter(|&node| diagram.nodes[node].role == Role::Start);
    for root in starts.chain(0..count) {
        if marks[root] != Mark::New {
            continue;
        }
        marks[root] = Mark::Open;
        order.push(root);
        let mut open = vec![(root, 0)];
        while let Some((node, next)) = open.last_mut() {
            let Some(&edge) = outgoing[*node].get(*next) else {
                marks[*node] = Mark::Done;
                open.pop();
                continue;
            };
            *next += 1;
            let (from, to) = (*node, diagram.edges[edge].to);
            if from == to {
                courses[edge] = Course::Loop;
            } else if marks[to] == Mark::Open {
                courses[edge] = Course::Back;
            } else if marks[to] == Mark::New {
                marks[to] = Mark::Open;
                order.push(to);
                open.push((to, 0));
            }
        }
    }
    (order, courses)
}

fn longest_paths(diagram: &Diagram, outgoing: &[Vec<usize>], courses: &[Course]) -> Vec<usize> {
    let forward = |edge: &&usize| courses[**edge] == Course::Forward;
    let mut waiting = vec![0_usize; diagram.nodes.len()];
    for (edge, course) in diagram.edges.iter().zip(courses) {
        waiting[edge.to] += usize::from(*course == Course::Forward);
    }
    // Only the start disc may stand in the first rank, so that nothing else stands beside it.
    let has_start = diagram.nodes.iter().any(|node| node.role == Role::Start);
    let first = |role: Role| usize::from(has_start && role != Role::Start);
    let mut ranks: Vec<usize> = diagram.nodes.iter().map(|node| first(node.role)).collect();
    let mut ready: Vec<usize> = (0..ranks.len()).rev().filter(|&node| waiting[node] == 0).collect();
    while let Some(node) = ready.pop() {
        for &edge in outgoing[node].iter().filter(forward) {
            let to = diagram.edges[edge].to;
            ranks[to] = ranks[to].max(ranks[node] + 1);
            waiting[to] -= 1;
            if waiting[to] == 0 {
                ready.push(to);
            }
        }
    }
    ranks
}
