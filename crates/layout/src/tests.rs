//! What every drawing must hold to, on drawings made by hand and on many made by chance.

mod checks;
mod generated;

use crate::{Diagram, Direction, Edge, Lane, Layout, Node, Role, Size, layout, layout_in_steps};
use checks::{check, crossings};
use std::cell::Cell;

pub(crate) fn node(width: f64) -> Node {
    Node { size: Size::new(width, 48.0), ..Node::default() }
}

pub(crate) fn edge(from: usize, to: usize, is_main: bool, label: f64) -> Edge {
    let height = if label > 0.0 { 18.0 } else { 0.0 };
    Edge { from, to, is_main, label: Size::new(label, height), style: u8::from(!is_main) }
}

/// A task, a choice about its failure, and twice so: the shape of many batch workflows.
fn two_tasks_with_choices() -> Diagram {
    let disc = |role| Node { size: Size::new(18.0, 18.0), role, ..Node::default() };
    Diagram {
        nodes: vec![
            node(228.0),
            node(230.0),
            node(228.0),
            node(230.0),
            node(220.0),
            node(204.0),
            disc(Role::Start),
            disc(Role::End),
        ],
        edges: vec![
            edge(6, 0, true, 0.0),
            edge(0, 2, true, 0.0),
            edge(0, 1, false, 140.0),
            edge(1, 2, false, 180.0),
            edge(1, 5, false, 50.0),
            edge(2, 7, false, 0.0),
            edge(2, 3, false, 70.0),
            edge(3, 4, false, 180.0),
            edge(3, 5, false, 50.0),
            edge(4, 7, false, 0.0),
            edge(5, 7, false, 0.0),
        ],
    }
}

#[test]
fn the_main_way_runs_straight_down_and_nothing_crosses() {
    let diagram = two_tasks_with_choices();
    let layout = layout(&diagram, Direction::Down);
    check(&diagram, &layout);
    for main in [0, 1] {
        assert_eq!(layout.edges[main].points.len(), 2, "{:?}", layout.edges[main].points);
    }
    assert_eq!(crossings(&layout), 0);
    assert!(layout.size.width < 560.0, "{:?}", layout.size);
    assert!(layout.size.height < 620.0, "{:?}", layout.size);
}

#[test]
fn a_flow_to_the_right_is_as_sound_as_one_down() {
    let diagram = two_tasks_with_choices();
    check(&diagram, &layout(&diagram, Direction::Right));
}

#[test]
fn the_main_way_runs_straight_to_the_right_too() {
    let layout = layout(&two_tasks_with_choices(), Direction::Right);
    for main in [0, 1] {
        assert_eq!(layout.edges[main].points.len(), 2, "{:?}", layout.edges[main].points);
    }
}

#[test]
fn lines_to_the_end_meet_in_one_run() {
    let diagram = two_tasks_with_choices();
    let layout = layout(&diagram, Direction::Down);
    let bent = diagram.edges.iter().zip(&layout.edges).filter(|(edge, route)| edge.to == 7 && route.points.len() > 2);
    let runs: Vec<f64> = bent.filter_map(|(_, route)| route.points.iter().rev().nth(1)).map(|bend| bend.y).collect();
    assert!(runs.len() >= 2 && runs.iter().all(|run| *run == runs[0]), "{runs:?}");
}

#[test]
fn a_way_to_the_side_comes_down_in_the_middle() {
    let fan = Diagram {
        nodes: (0..6).map(|_| node(160.0)).collect(),
        edges: (1..6).map(|to| edge(0, to, false, 50.0)).collect(),
    };
    let layout = layout(&fan, Direction::Down);
    check(&fan, &layout);
    let bends = layout.edges.iter().zip(&fan.edges).filter(|(route, _)| route.points.len() > 2);
    let off: Vec<f64> = bends
        .filter_map(|(route, edge)| Some(route.points.last()?.x - layout.nodes[edge.to].bounds.center().x))
        .collect();
    assert!(off.len() >= 4 && off.iter().all(|off| off.abs() < 0.01), "{off:?}");
}

#[test]
fn an_edge_that_runs_back_enters_from_above() {
    let diagram = Diagram {
        nodes: vec![node(200.0), node(200.0), node(200.0)],
        edges: vec![edge(0, 1, true, 0.0), edge(1, 2, false, 60.0), edge(1, 0, false, 60.0)],
    };
    let layout = layout(&diagram, Direction::Down);
    check(&diagram, &layout);
    let route = &layout.edges[2].points;
    let (first, last) = (route[0], route[route.len() - 1]);
    assert_eq!(first.y, layout.nodes[1].bounds.bottom());
    assert_eq!(last.y, layout.nodes[0].bounds.y);
    assert!(route[route.len() - 2].y < last.y, "the arrow points down: {route:?}");
}

#[test]
fn loops_go_around_one_another() {
    let diagram = Diagram {
        nodes: vec![node(200.0), node(200.0)],
        edges: vec![edge(0, 0, false, 50.0), edge(0, 0, false, 40.0), edge(0, 1, true, 0.0)],
    };
    let layout = layout(&diagram, Direction::Down);
    check(&diagram, &layout);
    assert!(!layout.edges[0].label.unwrap().overlaps(layout.edges[1].label.unwrap()));
}

#[test]
fn lanes_stand_inside_their_container_and_their_exits_on_its_border() {
    let lane = |states: usize| Lane {
        title: Size::new(60.0, 18.0),
        diagram: Diagram {
            nodes: (0..states).map(|_| node(180.0)).chain([Node { role: Role::Exit, ..Node::default() }]).collect(),
            edges: (0..states).map(|at| edge(at, at + 1, at + 1 < states, 0.0)).collect(),
        },
    };
    for direction in [Direction::Down, Direction::Right] {
        let container = Node { size: Size::new(200.0, 36.0), role: Role::Box, lanes: vec![lane(1), lane(3)] };
        let diagram = Diagram { nodes: vec![container, node(200.0)], edges: vec![edge(0, 1, true, 0.0)] };
        let layout = layout(&diagram, direction);
        check(&diagram, &layout);
        let outer = layout.nodes[0].bounds;
        for (lane, placed) in diagram.nodes[0].lanes.iter().zip(&layout.nodes[0].lanes) {
            check(&lane.diagram, &placed.layout);
            assert!(outer.x <= placed.bounds.x && placed.bounds.right() <= outer.right() + 0.01);
            let end = placed.layout.edges.last().unwrap().points.last().unwrap();
            let border = if direction == Direction::Down { (end.y, outer.bottom()) } else { (end.x, outer.right()) };
            assert_eq!(border.0, border.1);
        }
    }
}

#[test]
fn nothing_at_all_can_be_laid_out() {
    let empty = Diagram::default();
    assert_eq!(layout(&empty, Direction::Down).nodes, []);
    let one = Diagram { nodes: vec![node(100.0)], edges: Vec::new() };
    check(&one, &layout(&one, Direction::Down));
}

#[test]
fn the_same_diagram_gives_the_same_layout_with_pauses_and_without() {
    for (seed, states) in [(7, 60), (8, 1), (9, 250)] {
        let diagram = Diagram {
            nodes: vec![Node {
                lanes: vec![Lane { diagram: generated::workflow(seed, states), ..Lane::default() }],
                ..node(90.0)
            }],
            edges: Vec::new(),
        };
        let once: Layout = layout(&diagram, Direction::Right);
        let pauses = Cell::new(0);
        let pause = async || pauses.set(pauses.get() + 1);
        assert_eq!(once, host::at_once(layout_in_steps(&diagram, Direction::Right, pause)));
        assert!(pauses.get() > 4, "{}", pauses.get());
    }
}
