//! From a machine to its graph.

use super::condition::condition;
use super::outline;
use super::surface::{Surface, TextStyle, cut, wrap};
use super::{EdgeId, EdgeKind, Graph, GraphEdge, GraphLabel, GraphLane, GraphNode, Shape, TERMINAL_RADIUS, Terminal};
use crate::Message;
use crate::service_label::service_label;
use definition::{Container, ContainerId, Owner, State, StateId, StateKind, StateMachine, Target, Transition};
use layout::{Diagram, Direction, Edge, Lane, Layout, Node, PlacedLane, PlacedNode, Point, Rect, Role, Size};
use std::rc::Rc;

/// Distances inside a node, in pixels.
const TEXT_LEFT: f64 = 42.0;
const TEXT_RIGHT: f64 = 16.0;
const STATUS_ICON: f64 = 34.0;
const STATUS_GAP: f64 = 14.0;
const NODE_HEIGHT: f64 = 48.0;
const LINE_HEIGHT: f64 = 19.0;
const MIN_WIDTH: f64 = 160.0;
/// A longer name is wrapped.
const MAX_WIDTH: f64 = 320.0;
const TITLE_BAR: f64 = 36.0;
const LANE_TITLE: f64 = 16.0;
const LABEL_HEIGHT: f64 = 18.0;
/// Beside the text of a label, for its rounded ends.
const LABEL_PADDING: f64 = 18.0;
/// The icon of a Catch.
const LABEL_ICON: f64 = 14.0;
/// A longer condition is cut until somebody points at it.
const MAX_LABEL: f64 = 200.0;
/// Where a condition would get less room, the short label says more.
const LEAST_CUT: f64 = 80.0;
/// From so many labelled ways out of a state on, each gets room for its short label only.
const CROWDED: usize = 4;

/// The diagram that was laid out last, with its layout. Most edits of a definition do not change
/// what is drawn, and laying out is the dear part of drawing. A copy shares both.
#[derive(Clone, Debug, Default)]
pub struct LastLayout(Option<Rc<(Diagram, Direction, Layout)>>);

impl LastLayout {
    /// The layout of a diagram: this one, if it is of this diagram.
    async fn or_of(
        self,
        diagram: Diagram,
        direction: Direction,
        pause: &impl AsyncFn(),
    ) -> Rc<(Diagram, Direction, Layout)> {
        match self.0.filter(|last| last.1 == direction && last.0 == diagram) {
            Some(last) => last,
            None => {
                let layout = layout::layout_in_steps(&diagram, direction, pause).await;
                Rc::new((diagram, direction, layout))
            }
        }
    }
}

/// Draw a machine.
pub fn graph(machine: &StateMachine, direction: Direction, surface: &dyn Surface) -> Graph {
    let root = machine.root().id;
    host::at_once(draw_in_steps(machine, root, direction, surface, LastLayout::default(), async || {})).0
}

/// Draw a machine, or one container of it, that may differ little from what was drawn last; `pause` is awaited
/// between the steps, so that a page stays responsive while a thousand states are drawn.
pub async fn draw_in_steps(
    machine: &StateMachine,
    container: ContainerId,
    direction: Direction,
    surface: &dyn Surface,
    last: LastLayout,
    pause: impl AsyncFn(),
) -> (Graph, LastLayout) {
    let builder = Builder { machine, container, surface, status_width: status_width(surface) };
    let drawn = machine.container(container);
    let mut root = builder.sketch(drawn, &pause).await;
    let last = last.or_of(std::mem::take(&mut root.diagram), direction, &pause).await;
    let layout = &last.2;
    let mut graph = Graph { size: layout.size, ..Graph::empty(container, direction) };
    let terminal = |index: Option<usize>, label: Message| {
        Some(Terminal { center: layout.nodes.get(index?)?.bounds.center(), label })
    };
    graph.start = terminal(root.start, start_label(drawn));
    graph.end = terminal(root.end, Message::new("graph.end"));
    if graph.end.is_some() {
        graph.size.height += LINE_HEIGHT; // its label stands below the disc
    }
    builder.fill(&mut graph, &root, layout, None, 0);
    (graph, LastLayout(Some(last)))
}

fn start_label(container: &Container) -> Message {
    match &container.start_at {
        Some(Target { name, state: None, .. }) => Message::new("graph.start_unknown").text("name", name.clone()),
        _ => Message::new("graph.start"),
    }
}

fn status_width(surface: &dyn Surface) -> f64 {
    crate::status::Status::ALL
        .iter()
        .map(|status| surface.width(&surface.text(&status.word()), TextStyle::Small))
        .fold(0.0, f64::max)
}

struct Builder<'a> {
    machine: &'a StateMachine,
    /// What is drawn of it.
    container: ContainerId,
    surface: &'a dyn Surface,
    status_width: f64,
}

/// A container's diagram, and what its nodes and edges stand for.
struct Sketch {
    diagram: Diagram,
    /// States, as the first nodes of the diagram.
    states: Vec<StateId>,
    /// For each state, the sketches of what is in it.
    inside: Vec<Vec<(ContainerId, Sketch)>>,
    edges: Vec<SketchEdge>,
    start: Option<usize>,
    end: Option<usize>,
}

struct SketchEdge {
    id: EdgeId,
    to: Option<StateId>,
    label: Option<(Message, Message)>,
}

impl Builder<'_> {
    async fn sketch(&self, container: &Container, pause: &impl AsyncFn()) -> Sketch {
        let mut sketch = Sketch {
            diagram: Diagram::default(),
            states: container.states.clone(),
            inside: Vec::new(),
            edges: Vec::new(),
            start: None,
            end: None,
        };
        for &id in &container.states {
            let state = self.machine.state(id);
            let mut inside: Vec<(ContainerId, Sketch)> = Vec::new();
            for &inner in state.containers() {
                // A future cannot hold itself, only a box of itself.
                let drawn = Box::pin(self.sketch(self.machine.container(inner), pause)).await;
                inside.push((inner, drawn));
            }
            sketch.diagram.nodes.push(self.node(state, &mut inside));
            sketch.inside.push(inside);
            // Words are measured by the browser, which takes its time.
            pause().await;
        }
        if container.id == self.container {
            self.add_start(&mut sketch, container);
        }
        for index in 0..container.states.len() {
            self.add_edges(&mut sketch, index);
        }
        sketch
    }

    fn node(&self, state: &State, inside: &mut [(ContainerId, Sketch)]) -> Node {
        if shape(state) != Shape::Container {
            return Node { size: self.node_size(state), ..Node::default() };
        }
        let name = self.surface.width(&state.name, TextStyle::Name);
        let kind = self.surface.width(&service_label(state), TextStyle::Small);
        let width = TEXT_LEFT + name + STATUS_GAP + kind + STATUS_GAP + self.status_width + STATUS_ICON;
        let lanes = inside.iter_mut().map(|(container, sketch)| Lane {
            title: self.lane_title(*container).map_or(Size::default(), |title| {
                Size::new(self.surface.width(&self.surface.text(&title), TextStyle::Small), LANE_TITLE)
            }),
            diagram: std::mem::take(&mut sketch.diagram),
        });
        let lanes: Vec<Lane> = lanes.collect();
        // A container that is still empty is drawn as a box with room for a state.
        let height = if lanes.is_empty() { TITLE_BAR + NODE_HEIGHT } else { TITLE_BAR };
        Node { size: Size::new(width.max(MIN_WIDTH), height), role: Role::Box, lanes }
    }

    fn node_size(&self, state: &State) -> Size {
        let service = self.surface.width(&service_label(state), TextStyle::Small);
        let top = TEXT_LEFT + service + STATUS_GAP + self.status_width + STATUS_ICON;
        let lines = self.lines(state);
        let widest = lines.iter().map(|line| self.surface.width(line, TextStyle::Name)).fold(0.0, f64::max);
        let width = (TEXT_LEFT + widest + TEXT_RIGHT).max(top).max(MIN_WIDTH);
        Size::new(width.ceil(), NODE_HEIGHT + (lines.len() - 1) as f64 * LINE_HEIGHT)
    }

    fn lines(&self, state: &State) -> Vec<String> {
        wrap(self.surface, &state.name, TextStyle::Name, MAX_WIDTH - TEXT_LEFT - TEXT_RIGHT)
    }

    fn lane_title(&self, container: ContainerId) -> Option<Message> {
        match self.machine.container(container).owner {
            Owner::Branch(_, index) => Some(Message::new("graph.branch").count("n", index as usize)),
            _ => None,
        }
    }

    fn add_start(&self, sketch: &mut Sketch, container: &Container) {
        let disc =
            |role| Node { size: Size::new(2.0 * TERMINAL_RADIUS, 2.0 * TERMINAL_RADIUS), role, ..Node::default() };
        sketch.start = Some(sketch.diagram.nodes.len());
        sketch.diagram.nodes.push(disc(Role::Start));
        let ends = container.states.iter().any(|&state| self.machine.state(state).is_terminal());
        if ends {
            sketch.end = Some(sketch.diagram.nodes.len());
            sketch.diagram.nodes.push(disc(Role::End));
        }
        let first = container.start().and_then(|start| position(&sketch.states, start));
        if let (Some(from), Some(to)) = (sketch.start, first) {
            let to_state = sketch.states.get(to).copied();
            let id = EdgeId { from: None, kind: EdgeKind::Start };
            sketch.diagram.edges.push(Edge { from, to, is_main: true, ..Edge::default() });
            sketch.edges.push(SketchEdge { id, to: to_state, label: None });
        }
    }

    fn add_edges(&self, sketch: &mut Sketch, index: usize) {
        let state = self.machine.state(sketch.states[index]);
        if state.is_terminal() {
            Self::add_end(sketch, index, state);
        }
        let labelled = state.choice().map_or(0, |choice| choice.rules.len() + 1) + state.catch.len();
        let mut add = |kind: EdgeKind, target: Option<&Target>, label: Option<(Message, Message)>| {
            let Some(to) = target.and_then(|target| target.state) else { return };
            let Some(place) = position(&sketch.states, to) else { return };
            sketch.diagram.edges.push(Edge {
                from: index,
                to: place,
                is_main: kind == EdgeKind::Next,
                label: label.as_ref().map_or(Size::default(), |label| self.label_size(kind, label, labelled)),
                style: u8::from(matches!(kind, EdgeKind::Catch(_))),
            });
            sketch.edges.push(SketchEdge { id: EdgeId { from: Some(state.id), kind }, to: Some(to), label });
        };
        if let Transition::Next(target) = &state.transition {
            add(EdgeKind::Next, Some(target), None);
        }
        if let Some(choice) = state.choice() {
            for (n, rule) in (0..).zip(&choice.rules) {
                let short = Message::new("graph.rule").count("n", n as usize + 1);
                let full = condition(choice, &rule.condition);
                add(EdgeKind::Rule(n), rule.next.as_ref(), Some((short, full)));
            }
            let label = Message::new("graph.default");
            add(EdgeKind::Default, choice.default.as_ref(), Some((label.clone(), label)));
        }
        for (n, catcher) in (0..).zip(&state.catch) {
            let short = Message::new("graph.catch").count("n", n as usize + 1);
            let names = catcher.error_equals.join(", ");
            let full = Message::new("graph.catch_names").count("n", n as usize + 1).text("names", names);
            add(EdgeKind::Catch(n), catcher.next.as_ref(), Some((short, full)));
        }
    }

    /// To the end disc, or to the border of the branch.
    fn add_end(sketch: &mut Sketch, index: usize, state: &State) {
        let to = sketch.end.unwrap_or_else(|| {
            sketch.diagram.nodes.push(Node { role: Role::Exit, ..Node::default() });
            sketch.diagram.nodes.len() - 1
        });
        sketch.diagram.edges.push(Edge { from: index, to, ..Edge::default() });
        let id = EdgeId { from: Some(state.id), kind: EdgeKind::End };
        sketch.edges.push(SketchEdge { id, to: None, label: None });
    }

    fn label_size(&self, kind: EdgeKind, (short, full): &(Message, Message), labelled: usize) -> Size {
        let width = |message| self.surface.width(&self.surface.text(message), TextStyle::Small);
        let text = if labelled >= CROWDED { width(short) } else { width(full).max(width(short)) };
        Size::new((text + LABEL_PADDING + label_icon(kind)).min(MAX_LABEL), LABEL_HEIGHT)
    }

    /// Add what a layout placed to the graph.
    fn fill(&self, graph: &mut Graph, sketch: &Sketch, layout: &Layout, parent: Option<StateId>, depth: u32) {
        for ((&state, placed), inside) in sketch.states.iter().zip(&layout.nodes).zip(&sketch.inside) {
            graph.nodes.push(self.graph_node(state, placed, inside, parent, depth));
            for ((_, inner), lane) in inside.iter().zip(&placed.lanes) {
                self.fill(graph, inner, &lane.layout, Some(state), depth + 1);
            }
        }
        for (edge, route) in sketch.edges.iter().zip(&layout.edges) {
            let label = edge.label.clone().zip(route.label);
            let label = label.map(|(texts, bounds)| self.graph_label(edge.id.kind, texts, bounds));
            let mut points = route.points.clone();
            let meets = |state: Option<StateId>, end: Option<&mut Point>| {
                let state = state.and_then(|state| Some((state, layout.nodes.get(position(&sketch.states, state)?)?)));
                if let (Some((state, placed)), Some(end)) = (state, end) {
                    *end = outline::meet(shape(self.machine.state(state)), placed.bounds, *end);
                }
            };
            meets(edge.id.from, points.first_mut());
            meets(edge.to, points.last_mut());
            graph.edges.push(GraphEdge { id: edge.id, to: edge.to, points, label });
        }
    }

    fn graph_label(&self, kind: EdgeKind, (short, full): (Message, Message), bounds: Rect) -> GraphLabel {
        let text = self.surface.text(&full);
        let beside = LABEL_PADDING + label_icon(kind);
        let full_width = self.surface.width(&text, TextStyle::Small) + beside;
        let cut = (full_width > bounds.width + 0.5).then(|| match bounds.width - beside {
            room if room >= LEAST_CUT => cut(self.surface, &text, TextStyle::Small, room),
            _ => self.surface.text(&short),
        });
        GraphLabel { short, full, bounds, cut, full_width: full_width.max(bounds.width) }
    }

    fn graph_node(
        &self,
        id: StateId,
        placed: &PlacedNode,
        inside: &[(ContainerId, Sketch)],
        parent: Option<StateId>,
        depth: u32,
    ) -> GraphNode {
        let state = self.machine.state(id);
        let shape = shape(state);
        let lane = |((container, _), lane): (&(ContainerId, Sketch), &PlacedLane)| GraphLane {
            container: *container,
            title: self.lane_title(*container),
            bounds: lane.bounds,
        };
        GraphNode {
            state: id,
            name: state.name.clone(),
            lines: if shape == Shape::Container { vec![state.name.to_string()] } else { self.lines(state) },
            state_type: state.state_type(),
            service: service_label(state),
            shape,
            bounds: placed.bounds,
            parent,
            depth,
            lanes: inside.iter().zip(&placed.lanes).map(lane).collect(),
        }
    }
}

fn label_icon(kind: EdgeKind) -> f64 {
    if matches!(kind, EdgeKind::Catch(_)) { LABEL_ICON } else { 0.0 }
}

fn position(states: &[StateId], state: StateId) -> Option<usize> {
    // Ids within a container ascend, since they follow document order.
    states.binary_search(&state).ok()
}

fn shape(state: &State) -> Shape {
    match state.kind {
        Some(StateKind::Choice(_)) => Shape::Pointed,
        Some(StateKind::Succeed | StateKind::Fail(_)) => Shape::Round,
        Some(StateKind::Parallel(_) | StateKind::Map(_)) => Shape::Container,
        _ => Shape::Rectangle,
    }
}
