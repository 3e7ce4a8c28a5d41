//! Turns the ranked graph into layers of items: nodes, and one item wherever an edge passes a layer.
//!
//! Node ranks and rows of labels alternate: rank r is layer 2r + 1, the labels of the edges that
//! leave it stand in layer 2r + 2, and layer 0 is where edges that run back turn down again.

use crate::diagram::{Diagram, Edge, Role};
use crate::rank::{Course, Ranks};
use crate::spacing::{LINE_TO_LABEL, LOOP_REACH};
use std::collections::BTreeMap;

/// Index of an item.
pub(crate) type ItemId = usize;

/// Fewest ranks that an edge spans before it may share a trunk with others to the same node.
const LONG_EDGE_RANKS: usize = 3;

/// What stands in a layer.
pub(crate) struct Item {
    pub(crate) kind: ItemKind,
    pub(crate) layer: usize,
    /// Extent to the left of the anchor.
    pub(crate) before: f64,
    /// Extent to the right of the anchor.
    pub(crate) after: f64,
    /// Extent along the flow.
    pub(crate) thickness: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemKind {
    Node(usize),
    /// Where an edge passes the row below the node it leaves; its label stands to the right.
    Label,
    /// Where an edge passes a layer.
    Bend,
}

/// A piece of an edge between two neighbouring layers.
#[derive(Clone, Copy)]
pub(crate) struct Link {
    pub(crate) upper: ItemId,
    pub(crate) lower: ItemId,
    pub(crate) strength: Strength,
}

/// How much a link wants to be straight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// Two lines meet in a trunk: never straight.
    Join,
    /// To the end, or to the border: it yields to everything else.
    Loose,
    /// A side way between a node and its line.
    Side,
    /// Inside a line.
    Line,
    /// The main way.
    Main,
    /// The turn of an edge that runs back.
    Turn,
}

/// The layered graph.
pub(crate) struct Layers {
    pub(crate) items: Vec<Item>,
    /// Items of each layer, from left to right.
    pub(crate) rows: Vec<Vec<ItemId>>,
    pub(crate) links: Vec<Link>,
    /// Links of each item to the layer above.
    pub(crate) up: Vec<Vec<usize>>,
    /// Links of each item to the layer below.
    pub(crate) down: Vec<Vec<usize>>,
    /// The items each edge passes, from the node it leaves: all of one that runs back, and of one that runs forward
    /// the label below its node. From there on there is one way down, which it may share with others.
    pub(crate) chains: Vec<Vec<ItemId>>,
}

impl Layers {
    fn add(&mut self, item: Item) -> ItemId {
        self.items.push(item);
        self.up.push(Vec::new());
        self.down.push(Vec::new());
        self.items.len() - 1
    }

    fn bend(&mut self, layer: usize) -> ItemId {
        self.add(Item { kind: ItemKind::Bend, layer, before: 0.0, after: 0.0, thickness: 0.0 })
    }

    fn label(&mut self, layer: usize, edge: &Edge) -> ItemId {
        let width = edge.label.width;
        let after = if width > 0.0 { LINE_TO_LABEL + width } else { 0.0 };
        self.add(Item { kind: ItemKind::Label, layer, before: 0.0, after, thickness: edge.label.height })
    }

    fn link(&mut self, upper: ItemId, lower: ItemId, strength: Strength) {
        let link = self.links.len();
        self.links.push(Link { upper, lower, strength });
        self.down[upper].push(link);
        self.up[lower].push(link);
    }

    /// Number of places in each row, by item.
    pub(crate) fn positions(&self) -> Vec<usize> {
        let mut positions = vec![0; self.items.len()];
        for row in &self.rows {
            for (place, &item) in row.iter().enumerate() {
                positions[item] = place;
            }
        }
        positions
    }

    /// Is the item a node?
    pub(crate) fn is_node(&self, item: ItemId) -> bool {
        matches!(self.items[item].kind, ItemKind::Node(_))
    }
}

/// Build the layers; rows are in the order of the search.
pub(crate) fn build(diagram: &Diagram, ranks: &Ranks) -> Layers {
    let mut layers = Layers {
        items: Vec::new(),
        rows: vec![Vec::new(); 2 * ranks.count + 1],
        links: Vec::new(),
        up: Vec::new(),
        down: Vec::new(),
        chains: Vec::with_capacity(diagram.edges.len()),
    };
    let loops = loops_reach(diagram);
    for (index, node) in diagram.nodes.iter().enumerate() {
        let (width, height) = match node.role {
            Role::Exit => (0.0, 0.0),
            _ => (node.size.width, node.size.height),
        };
        let layer = 2 * ranks.of_node[index] + 1;
        let after = width / 2.0 + loops[index];
        layers.add(Item { kind: ItemKind::Node(index), layer, before: width / 2.0, after, thickness: height });
    }
    let shared = shared_targets(diagram, ranks);
    let mut trunks = BTreeMap::new();
    for (edge, course) in diagram.edges.iter().zip(&ranks.edges) {
        let chain = match course {
            Course::Forward if is_long(edge, ranks) && shared.get(&(edge.to, edge.style)) > Some(&1) => {
                trunk_chain(&mut layers, edge, &mut trunks)
            }
            Course::Forward => forward_chain(&mut layers, edge, diagram.nodes[edge.to].role),
            Course::Back => back_chain(&mut layers, edge),
            Course::Loop => Vec::new(),
        };
        layers.chains.push(chain);
    }
    fill_rows(&mut layers, &ranks.search_order);
    layers
}

/// Room that the loops of each node need at its right.
fn loops_reach(diagram: &Diagram) -> Vec<f64> {
    let mut reach = vec![0.0; diagram.nodes.len()];
    for edge in diagram.edges.iter().filter(|edge| edge.from == edge.to) {
        reach[edge.from] += LOOP_REACH + if edge.label.width > 0.0 { LINE_TO_LABEL + edge.label.width } else { 0.0 };
    }
    reach
}

fn is_long(edge: &Edge, ranks: &Ranks) -> bool {
    ranks.of_node[edge.to] - ranks.of_node[edge.from] >= LONG_EDGE_RANKS
}

fn shared_targets(diagram: &Diagram, ranks: &Ranks) -> BTreeMap<(usize, u8), usize> {
    let mut shared = BTreeMap::new();
    for (edge, course) in diagram.edges.iter().zip(&ranks.edges) {
        if *course == Course::Forward && is_long(edge, ranks) {
            *shared.entry((edge.to, edge.style)).or_insert(0) += 1;
        }
    }
    shared
}

fn ends(edge: &Edge, others: Strength) -> Strength {
    if edge.is_main { Strength::Main } else { others }
}

fn forward_chain(layers: &mut Layers, edge: &Edge, target: Role) -> Vec<ItemId> {
    let (first, last) = (layers.items[edge.from].layer, layers.items[edge.to].layer);
    let label = layers.label(first + 1, edge);
    let bends: Vec<ItemId> = (first + 2..last).map(|layer| layers.bend(layer)).collect();
    let outer = if target == Role::Box { Strength::Side } else { Strength::Loose };
    layers.link(edge.from, label, ends(edge, outer));
    let mut above = label;
    for bend in bends {
        layers.link(above, bend, ends(edge, Strength::Line));
        above = bend;
    }
    // An exit belongs to its line.
    layers.link(above, edge.to, ends(edge, if target == Role::Exit { Strength::Line } else { outer }));
    vec![edge.from, label]
}

/// The bends that edges to one node share, by the node, their style and their layer.
type Trunks = BTreeMap<(usize, u8, usize), ItemId>;

/// As a forward chain, but below the label it joins the trunk of its target, or lays it as far as it is missing.
fn trunk_chain(layers: &mut Layers, edge: &Edge, trunks: &mut Trunks) -> Vec<ItemId> {
    let (first, last) = (layers.items[edge.from].layer, layers.items[edge.to].layer);
    let label = layers.label(first + 1, edge);
    let chain = vec![edge.from, label];
    layers.link(edge.from, label, Strength::Side);
    let (mut above, mut strength) = (label, Strength::Join);
    for layer in first + 2..last {
        let known = trunks.get(&(edge.to, edge.style, layer)).copied();
        let item = known.unwrap_or_else(|| layers.bend(layer));
        layers.link(above, item, strength);
        if known.is_some() {
            return chain;
        }
        trunks.insert((edge.to, edge.style, layer), item);
        (above, strength) = (item, Strength::Line);
    }
    layers.link(above, edge.to, Strength::Side);
    chain
}

/// An edge that runs back leaves its node below, turns, climbs beside everything between, turns
/// again and enters its target from above, like every other edge.
fn back_chain(layers: &mut Layers, edge: &Edge) -> Vec<ItemId> {
    let (low, high) = (layers.items[edge.from].layer, layers.items[edge.to].layer);
    let bottom = layers.label(low + 1, edge);
    layers.link(edge.from, bottom, Strength::Side);
    let mut chain = vec![edge.from, bottom];
    for layer in (high - 1..=low).rev() {
        let item = layers.bend(layer);
        let below = chain[chain.len() - 1];
        let turn = below == bottom || layer == high - 1;
        layers.link(item, below, if turn { Strength::Turn } else { Strength::Line });
        chain.push(item);
    }
    layers.link(chain[chain.len() - 1], edge.to, Strength::Side);
    chain.push(edge.to);
    chain
}

/// Depth first along the links, so that the main way comes leftmost.
fn fill_rows(layers: &mut Layers, search_order: &[usize]) {
    let mut seen = vec![false; layers.items.len()];
    let roots: Vec<ItemId> = search_order.iter().copied().chain(0..layers.items.len()).collect();
    for root in roots {
        let mut open = vec![root];
        while let Some(item) = open.pop() {
            if std::mem::replace(&mut seen[item], true) {
                continue;
            }
            layers.rows[layers.items[item].layer].push(item);
            open.extend(layers.down[item].iter().rev().map(|&link| layers.links[link].lower));
        }
    }
}
