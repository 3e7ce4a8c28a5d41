//! Gives edges their ports, their tracks between the layers, and their bends; and layers their
//! place along the flow.

mod ports;
mod tracks;

use crate::diagram::{Diagram, Edge, Layout, PlacedNode, Role, Route};
use crate::items::{ItemId, ItemKind, Layers};
use crate::rank::Course;
use crate::spacing::{
    BESIDE_LABEL, ENTER, LEAVE, LINE_TO_LABEL, LOOP_REACH, MARGIN, RANK_GAP, TERMINAL_GAP, TRACK_GAP,
};
use crate::{Point, Rect, Size};
use ports::Ports;
use tracks::{Channel, Run, Turn};

/// Two lines nearer than this are one straight line.
const STRAIGHT: f64 = 0.01;

/// Everything about the drawing but the places along the flow.
struct Drawing<'a> {
    diagram: &'a Diagram,
    layers: &'a Layers,
    courses: &'a [Course],
    /// Anchor of each item across the flow.
    at: &'a [f64],
    ports: Ports,
    channels: Vec<Channel>,
    /// For each item below a label, the first link on the way down from it that bends or ends.
    next_turn: Vec<usize>,
}

/// Where things stand along the flow.
struct Rows {
    /// Top of each layer.
    top: Vec<f64>,
    /// Extent of each layer.
    thickness: Vec<f64>,
    /// First track of the channel below each layer.
    tracks: Vec<f64>,
    end: f64,
}

/// Route every edge, and give the finished layout.
pub(crate) fn route(diagram: &Diagram, layers: &Layers, courses: &[Course], at: &[f64]) -> Layout {
    let ports = Ports::new(diagram, layers, at);
    let runs = runs(layers, courses, &ports, at, diagram);
    let channels = tracks::assign(runs, layers.rows.len());
    let next_turn = next_turn(layers, &channels);
    let drawing = Drawing { diagram, layers, courses, at, ports, channels, next_turn };
    let rows = drawing.rows();
    let left = drawing.left_edge();
    let nodes: Vec<PlacedNode> = (0..diagram.nodes.len())
        .map(|node| PlacedNode { bounds: drawing.bounds(node, &rows, left), lanes: Vec::new() })
        .collect();
    let edges: Vec<Route> = (0..diagram.edges.len()).map(|edge| drawing.edge(edge, &rows, left)).collect();
    let right = drawing.right_edge() - left;
    Layout { size: Size::new(right + MARGIN, rows.end + MARGIN), nodes, edges }
}

/// The run of every link that bends, with the channel it lies in.
fn runs(layers: &Layers, courses: &[Course], ports: &Ports, at: &[f64], diagram: &Diagram) -> Vec<(usize, Run)> {
    let turn_of = turns(layers, courses);
    let mut runs = Vec::new();
    for (index, link) in layers.links.iter().enumerate() {
        let (from, to, turn) = match turn_of[index] {
            Some(Turned::Below(climb)) => (ports.leaves[index], at[climb], Turn::Below),
            Some(Turned::Above(climb)) => (at[climb], ports.enters[index], Turn::Above),
            Some(Turned::Hidden) => continue,
            None => {
                let upper = if layers.is_node(link.upper) { ports.leaves[index] } else { at[link.upper] };
                let lower = if layers.is_node(link.lower) { ports.enters[index] } else { at[link.lower] };
                (upper, lower, Turn::Through)
            }
        };
        if turn == Turn::Through && (from - to).abs() < STRAIGHT {
            continue;
        }
        let merges = match layers.items[link.lower].kind {
            ItemKind::Node(node) => diagram.nodes[node].role == Role::End,
            _ => layers.up[link.lower].len() > 1,
        };
        let merge = merges.then_some(link.lower);
        runs.push((layers.items[link.upper].layer, Run { link: index, from, to, turn, merge }));
    }
    runs
}

/// See [`Drawing::next_turn`]; without a meaning for nodes and for edges that run back.
fn next_turn(layers: &Layers, channels: &[Channel]) -> Vec<usize> {
    let mut next = vec![0; layers.items.len()];
    for &item in layers.rows.iter().rev().flatten().filter(|&&item| !layers.is_node(item)) {
        let Some(&link) = layers.down[item].first() else { continue };
        let lower = layers.links[link].lower;
        let turns = layers.is_node(lower) || channels[layers.items[item].layer].run(link).is_some();
        next[item] = if turns { link } else { next[lower] };
    }
    next
}

/// What is special about a link of an edge that runs back.
#[derive(Clone, Copy)]
enum Turned {
    /// Leaves its node, and turns up along this item.
    Below(ItemId),
    /// Comes up along this item, and enters its node.
    Above(ItemId),
    /// Only keeps the turn beside its node while the rows are sorted.
    Hidden,
}

fn turns(layers: &Layers, courses: &[Course]) -> Vec<Option<Turned>> {
    let mut turns = vec![None; layers.links.len()];
    for (chain, _) in layers.chains.iter().zip(courses).filter(|(_, course)| **course == Course::Back) {
        let [from, bottom, first, ..] = chain[..] else { continue };
        let [.., last, top, to] = chain[..] else { continue };
        let between = |upper: ItemId, lower: ItemId| {
            layers.down[upper].iter().copied().find(|&link| layers.links[link].lower == lower)
        };
        for (link, turned) in [
            (between(from, bottom), Turned::Below(first)),
            (between(first, bottom), Turned::Hidden),
            (between(top, last), Turned::Hidden),
            (between(top, to), Turned::Above(last)),
        ] {
            if let Some(link) = link {
                turns[link] = Some(turned);
            }
        }
    }
    turns
}

impl Drawing<'_> {
    fn rows(&self) -> Rows {
        let count = self.layers.rows.len();
        let thickness: Vec<f64> = (0..count).map(|layer| self.thickness(layer)).collect();
        let mut rows = Rows { top: vec![MARGIN], tracks: Vec::with_capacity(count), thickness, end: 0.0 };
        for layer in 0..count {
            let bottom = rows.top[layer] + rows.thickness[layer];
            let tracks = self.channels.get(layer).map_or(0, |channel| channel.tracks);
            let spread = tracks.saturating_sub(1) as f64 * TRACK_GAP;
            let leaves_node = layer % 2 == 1;
            let label = rows.thickness[if leaves_node { (layer + 1).min(count - 1) } else { layer }] > 0.0;
            let gap = match (leaves_node, tracks, label) {
                (true, 0, _) if layer + 2 >= count => 0.0,
                (true, 0, true) => LEAVE,
                (true, _, true) => LEAVE + spread + BESIDE_LABEL,
                (true, 0, false) => 0.0,
                (true, _, false) => LEAVE + spread,
                (false, 0, true) => ENTER,
                (false, _, true) => BESIDE_LABEL + spread + ENTER,
                (false, 0, false) => 0.0,
                (false, _, false) => TRACK_GAP + spread + ENTER,
            };
            if layer + 1 == count {
                rows.end = bottom;
                break;
            }
            let mut next = bottom + gap;
            if !leaves_node && layer > 0 {
                let above = rows.top[layer - 1] + rows.thickness[layer - 1];
                next = next.max(above + self.least_gap(layer));
            }
            rows.tracks.push(if leaves_node { bottom + LEAVE } else { next - ENTER - spread });
            rows.top.push(next);
        }
        rows
    }

    fn thickness(&self, layer: usize) -> f64 {
        self.layers.rows[layer].iter().map(|&item| self.layers.items[item].thickness).fold(0.0, f64::max)
    }

    /// Least distance of the boxes above and below a row of labels.
    fn least_gap(&self, label_layer: usize) -> f64 {
        let only_terminals = |layer: usize| {
            let is_box = |item: &ItemId| match self.layers.items[*item].kind {
                ItemKind::Node(node) => self.diagram.nodes[node].role == Role::Box,
                _ => false,
            };
            !self.layers.rows[layer].iter().any(is_box)
        };
        if only_terminals(label_layer - 1) || only_terminals(label_layer + 1) { TERMINAL_GAP } else { RANK_GAP }
    }

    fn left_edge(&self) -> f64 {
        let lefts = self.layers.items.iter().zip(self.at).map(|(item, at)| at - item.before);
        lefts.reduce(f64::min).unwrap_or(0.0) - MARGIN
    }

    fn right_edge(&self) -> f64 {
        let rights = self.layers.items.iter().zip(self.at).map(|(item, at)| at + item.after);
        rights.reduce(f64::max).unwrap_or(0.0)
    }

    fn bounds(&self, node: usize, rows: &Rows, left: f64) -> Rect {
        let item = &self.layers.items[node];
        let corner = Point::new(self.at[node] - item.before - left, rows.top[item.layer]);
        Rect::at(corner, Size::new(2.0 * item.before, item.thickness))
    }

    fn edge(&self, edge: usize, rows: &Rows, left: f64) -> Route {
        let (points, label) = match self.courses[edge] {
            Course::Forward => (self.forward(&self.layers.chains[edge], rows), self.label(edge, rows)),
            Course::Back => (self.back(&self.layers.chains[edge], rows), self.label(edge, rows)),
            Course::Loop => self.around(edge, rows),
        };
        let by = Point::new(-left, 0.0);
        Route {
            points: simplify(points.into_iter().map(|point| point.moved(by))),
            label: label.map(|label| label.moved(by)),
        }
    }

    fn label(&self, edge: usize, rows: &Rows) -> Option<Rect> {
        let size = self.diagram.edges[edge].label;
        let &item = self.layers.chains[edge].get(1)?;
        let layer = self.layers.items[item].layer;
        let y = rows.top[layer] + (rows.thickness[layer] - size.height) / 2.0;
        (size.width > 0.0).then(|| Rect::at(Point::new(self.at[item] + LINE_TO_LABEL, y), size))
    }

    fn bottom(&self, item: ItemId, rows: &Rows) -> f64 {
        rows.top[self.layers.items[item].layer] + self.layers.items[item].thickness
    }

    fn link(&self, upper: ItemId, lower: ItemId) -> Option<usize> {
        self.layers.down[upper].iter().copied().find(|&link| self.layers.links[link].lower == lower)
    }

    /// The two bends of a link, when it has any.
    fn bends(&self, link: usize, rows: &Rows) -> Option<[Point; 2]> {
        let layer = self.layers.items[self.layers.links[link].upper].layer;
        let (run, track) = self.channels[layer].run(link)?;
        let y = rows.tracks[layer] + track as f64 * TRACK_GAP;
        Some([Point::new(run.from, y), Point::new(run.to, y)])
    }

    /// Down from the node it leaves: below its label there is one way only, and what is straight of it is skipped.
    fn forward(&self, chain: &[ItemId], rows: &Rows) -> Vec<Point> {
        let [from, label] = chain[..] else { return Vec::new() };
        let Some(&leaving) = self.layers.up[label].first() else { return Vec::new() };
        let mut points = vec![Point::new(self.ports.leaves[leaving], self.bottom(from, rows))];
        let mut link = leaving;
        loop {
            points.extend(self.bends(link, rows).into_iter().flatten());
            let lower = self.layers.links[link].lower;
            if self.layers.is_node(lower) {
                points.push(Point::new(self.ports.enters[link], rows.top[self.layers.items[lower].layer]));
                return points;
            }
            link = self.next_turn[lower];
        }
    }

    fn back(&self, chain: &[ItemId], rows: &Rows) -> Vec<Point> {
        let [from, bottom, ref climb @ .., top, to] = chain[..] else { return Vec::new() };
        let (Some(out), Some(into)) = (self.link(from, bottom), self.link(top, to)) else { return Vec::new() };
        let mut points = vec![Point::new(self.ports.leaves[out], self.bottom(from, rows))];
        points.extend(self.bends(out, rows).into_iter().flatten());
        for pair in climb.windows(2) {
            let link = self.link(pair[1], pair[0]);
            let bends = link.and_then(|link| self.bends(link, rows));
            points.extend(bends.into_iter().flat_map(|[upper, lower]| [lower, upper]));
        }
        points.extend(self.bends(into, rows).into_iter().flatten());
        points.push(Point::new(self.ports.enters[into], rows.top[self.layers.items[to].layer]));
        points
    }

    /// A loop at the right side of its node; a further one goes around those before it.
    fn around(&self, edge: usize, rows: &Rows) -> (Vec<Point>, Option<Rect>) {
        let Edge { from: node, label, .. } = self.diagram.edges[edge];
        let is_loop = |other: &&Edge| other.from == node && other.to == node;
        let inner: Vec<&Edge> = self.diagram.edges[..edge].iter().filter(is_loop).collect();
        let reach =
            |edge: &Edge| LOOP_REACH + if edge.label.width > 0.0 { LINE_TO_LABEL + edge.label.width } else { 0.0 };
        let item = &self.layers.items[node];
        let side = self.at[node] + item.before;
        let far = side + inner.iter().map(|edge| reach(edge)).sum::<f64>() + LOOP_REACH;
        let middle = rows.top[item.layer] + item.thickness / 2.0;
        let half = (10.0 + 4.0 * inner.len() as f64).min(item.thickness / 2.0 - 4.0);
        let points = vec![
            Point::new(side, middle + half),
            Point::new(far, middle + half),
            Point::new(far, middle - half),
            Point::new(side, middle - half),
        ];
        let corner = Point::new(far + LINE_TO_LABEL, middle - label.height / 2.0);
        (points, (label.width > 0.0).then(|| Rect::at(corner, label)))
    }
}

/// Without points that lie on the straight line between their neighbours.
fn simplify(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        let is_same = |a: f64, b: f64| (a - b).abs() < STRAIGHT;
        if kept.last().is_some_and(|last| is_same(last.x, point.x) && is_same(last.y, point.y)) {
            continue;
        }
        if let [.., a, b] = kept[..] {
            let is_straight = is_same(a.x, b.x) && is_same(b.x, point.x) || is_same(a.y, b.y) && is_same(b.y, point.y);
            if is_straight {
                kept.pop();
            }
        }
        kept.push(point);
    }
    kept
}
