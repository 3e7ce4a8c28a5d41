//! Gives every block its place across the flow: first anywhere that leaves enough room between
//! neighbours, then as near to what it is linked with as its neighbours allow.

use crate::align::Blocks;
use crate::items::{ItemId, Layers, Strength};
use crate::spacing::{LINE_GAP, LINE_TO_NODE, NODE_GAP, port_margin};

/// The most blocks for which a block may push its neighbours aside.
const PUSH_UP_TO: usize = 600;
/// The most blocks that are pushed at once.
const PUSHED_AT_MOST: usize = 48;
/// How much a node is drawn to the middle of what it is linked with, beside the wish for straight lines.
const CENTER_PULL: f64 = 0.08;

/// The same for a way to the end: only where nothing else pulls.
const LOOSE_CENTER_PULL: f64 = 0.004;

/// The place across the flow of each item's anchor.
pub(crate) async fn place(layers: &Layers, blocks: &Blocks, pause: &impl AsyncFn()) -> Vec<f64> {
    let mut solver = Solver::new(layers, blocks);
    solver.spread();
    pause().await;
    let rounds = match blocks.items.len() {
        0..=PUSH_UP_TO => 12,
        601..=5_000 => 8,
        _ => 4,
    };
    for round in 0..rounds {
        solver.relax(round % 2 == 0);
        pause().await;
    }
    solver.settle(layers, blocks);
    blocks.of_item.iter().map(|&block| solver.at[block]).collect()
}

/// Least distance of two neighbours' anchors.
fn distance(layers: &Layers, left: ItemId, right: ItemId) -> f64 {
    let (a, b) = (&layers.items[left], &layers.items[right]);
    let is_line = |item: ItemId| !layers.is_node(item) && layers.items[item].after == 0.0;
    let gap = match (is_line(left), is_line(right)) {
        (true, true) => LINE_GAP,
        (false, false) if layers.is_node(left) && layers.is_node(right) => NODE_GAP,
        (false, false) => LINE_GAP,
        _ => LINE_TO_NODE,
    };
    a.after + gap + b.before
}

/// A wish of a block: to stand where a linked block stands, within a tolerance.
struct Wish {
    other: usize,
    weight: f64,
    /// How far apart both may stand while the line between them is still straight.
    tolerance: f64,
    /// Weight of the wish to stand exactly there.
    center: f64,
    /// Is it where a line to the end comes from? Such lines run straight down and meet at the bottom.
    is_source: bool,
}

struct Solver {
    at: Vec<f64>,
    /// Neighbours to the left of each block, with the least distance.
    left: Vec<Vec<(usize, f64)>>,
    right: Vec<Vec<(usize, f64)>>,
    wishes: Vec<Vec<Wish>>,
    /// Blocks from left to right.
    sequence: Vec<usize>,
    /// Is there no node in the block?
    is_line: Vec<bool>,
    may_push: bool,
}

impl Solver {
    fn new(layers: &Layers, blocks: &Blocks) -> Self {
        let count = blocks.items.len();
        let mut left = vec![Vec::new(); count];
        let mut right = vec![Vec::new(); count];
        for row in &layers.rows {
            for pair in row.windows(2) {
                let (a, b) = (blocks.of_item[pair[0]], blocks.of_item[pair[1]]);
                let distance = distance(layers, pair[0], pair[1]);
                right[a].push((b, distance));
                left[b].push((a, distance));
            }
        }
        let sequence = topological(&left, &right);
        let wishes = wishes(layers, blocks);
        let is_line = blocks.items.iter().map(|items| !items.iter().any(|&item| layers.is_node(item))).collect();
        Self { at: vec![0.0; count], left, right, wishes, sequence, is_line, may_push: count <= PUSH_UP_TO }
    }

    /// Halfway between the leftmost and the rightmost places that fit.
    fn spread(&mut self) {
        for &block in &self.sequence {
            self.at[block] = self.lowest(block).unwrap_or(0.0);
        }
        let leftmost = self.at.clone();
        let width = leftmost.iter().copied().fold(0.0, f64::max);
        for &block in self.sequence.iter().rev() {
            self.at[block] = self.highest(block).unwrap_or(width);
        }
        for (at, left) in self.at.iter_mut().zip(leftmost) {
            *at = (*at + left) / 2.0;
        }
    }

    fn lowest(&self, block: usize) -> Option<f64> {
        self.left[block].iter().map(|&(other, distance)| self.at[other] + distance).reduce(f64::max)
    }

    fn highest(&self, block: usize) -> Option<f64> {
        self.right[block].iter().map(|&(other, distance)| self.at[other] - distance).reduce(f64::min)
    }

    fn relax(&mut self, from_left: bool) {
        let count = self.sequence.len();
        for step in 0..count {
            let block = self.sequence[if from_left { step } else { count - 1 - step }];
            let Some((least, most)) = self.wanted(block) else { continue };
            let lowest = self.lowest(block).unwrap_or(f64::NEG_INFINITY);
            let highest = self.highest(block).unwrap_or(f64::INFINITY);
            let mut wanted = self.at[block].clamp(least, most);
            if self.is_line[block] {
                // Anywhere between costs the same, but at an end the line bends once and not twice.
                let fits = |end: &f64| lowest <= *end && *end <= highest;
                let ends = [least, most].into_iter().filter(fits);
                let distance = |end: &f64| (end - self.at[block]).abs();
                let nearest = ends.min_by(|a, b| distance(a).total_cmp(&distance(b)));
                wanted = self.below_source(block).filter(fits).or(nearest).unwrap_or(wanted);
            }
            // Rounding can leave the two a hair apart the wrong way round.
            let fitting = wanted.min(highest).max(lowest);
            if self.may_push && (fitting - wanted).abs() > 0.5 {
                self.push(block, wanted);
            } else {
                self.at[block] = fitting;
            }
        }
    }

    /// A line that bends where it leaves its node comes down in the middle of the next one, if that is entered by it alone.
    fn settle(&mut self, layers: &Layers, blocks: &Blocks) {
        for (block, items) in blocks.items.iter().enumerate().filter(|(block, _)| self.is_line[*block]) {
            let (Some(&top), Some(&bottom)) = (items.first(), items.last()) else { continue };
            let ([into], [out]) = (&layers.up[top][..], &layers.down[bottom][..]) else { continue };
            let (source, target) = (layers.links[*into].upper, layers.links[*out].lower);
            if !layers.is_node(source) || !layers.is_node(target) || layers.up[target].len() > 1 {
                continue;
            }
            let (from, to) = (self.at[blocks.of_item[source]], self.at[blocks.of_item[target]]);
            let bends = |at: f64| (at - from).abs() > straight_within(layers, source);
            let fits = self.lowest(block).is_none_or(|lowest| lowest <= to)
                && self.highest(block).is_none_or(|highest| to <= highest);
            if fits && bends(self.at[block]) && bends(to) {
                self.at[block] = to;
            }
        }
    }

    /// Where a line to the end comes straight out of its node.
    fn below_source(&self, block: usize) -> Option<f64> {
        let wish = self.wishes[block].iter().find(|wish| wish.is_source)?;
        let at = self.at[wish.other];
        Some(self.at[block].clamp(at - wish.tolerance, at + wish.tolerance))
    }

    /// Between which places all wishes of the block cost least, whatever stands in the way. The cost
    /// is a sum of convex pieces, so the ends are places where the slope turns.
    fn wanted(&self, block: usize) -> Option<(f64, f64)> {
        let wishes = &self.wishes[block];
        let mut turns: Vec<(f64, f64)> = Vec::with_capacity(3 * wishes.len());
        let mut slope = 0.0;
        for wish in wishes {
            let at = self.at[wish.other];
            turns.push((at - wish.tolerance, wish.weight));
            turns.push((at + wish.tolerance, wish.weight));
            turns.push((at, 2.0 * wish.center));
            slope -= wish.weight + wish.center;
        }
        turns.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut least, mut most) = (None, None);
        for (at, change) in turns {
            slope += change;
            if slope >= -1e-9 && least.is_none() {
                least = Some(at);
            }
            if slope > 1e-9 {
                most = Some(at);
                break;
            }
        }
        Some((least?, most?.max(least?)))
    }

    /// Move a block, and whatever stands in its way, when that costs less in all.
    fn push(&mut self, block: usize, wanted: f64) {
        let start = self.at[block];
        for part in [1.0, 0.5, 0.25] {
            let to = start + (wanted - start) * part;
            let Some(moved) = self.displaced(block, to) else { continue };
            let before: f64 = self.cost_of(&moved);
            let old: Vec<(usize, f64)> = moved.iter().map(|&(block, _)| (block, self.at[block])).collect();
            for &(block, at) in &moved {
                self.at[block] = at;
            }
            if self.cost_of(&moved) < before - 1e-6 {
                return;
            }
            for (block, at) in old {
                self.at[block] = at;
            }
        }
        let lowest = self.lowest(block).unwrap_or(f64::NEG_INFINITY);
        let highest = self.highest(block).unwrap_or(f64::INFINITY);
        self.at[block] = wanted.min(highest).max(lowest);
    }

    /// The blocks that must move when `block` moves to `to`, with their new places; `None` when they are many.
    fn displaced(&self, block: usize, to: f64) -> Option<Vec<(usize, f64)>> {
        let rightwards = to > self.at[block];
        let mut moved = vec![(block, to)];
        let mut next = 0;
        let mut turns = 0;
        while let Some(&(block, at)) = moved.get(next) {
            next += 1;
            turns += 1;
            if turns > PUSHED_AT_MOST {
                return None;
            }
            let neighbours = if rightwards { &self.right[block] } else { &self.left[block] };
            for &(other, distance) in neighbours {
                let limit = if rightwards { at + distance } else { at - distance };
                let known = moved.iter_mut().find(|(known, _)| *known == other);
                let place = known.as_ref().map_or(self.at[other], |(_, at)| *at);
                if (rightwards && place >= limit) || (!rightwards && place <= limit) {
                    continue;
                }
                // A block that moves further has to push its own neighbours again.
                if let Some(index) = moved.iter().position(|(known, _)| *known == other) {
                    moved.remove(index);
                    next -= usize::from(index < next);
                }
                moved.push((other, limit));
            }
        }
        Some(moved)
    }

    /// What the wishes of these blocks cost where everything stands now.
    fn cost_of(&self, moved: &[(usize, f64)]) -> f64 {
        let cost = |&(block, _): &(usize, f64)| {
            let wishes = self.wishes[block].iter().map(|wish| {
                let apart = (self.at[block] - self.at[wish.other]).abs();
                wish.weight * (apart - wish.tolerance).max(0.0) + wish.center * apart
            });
            wishes.sum::<f64>()
        };
        moved.iter().map(cost).sum()
    }
}

/// Left before right, as the rows say.
fn topological(left: &[Vec<(usize, f64)>], right: &[Vec<(usize, f64)>]) -> Vec<usize> {
    let mut waiting: Vec<usize> = left.iter().map(Vec::len).collect();
    let mut ready: Vec<usize> = (0..left.len()).filter(|&block| waiting[block] == 0).collect();
    let mut next = 0;
    while let Some(&block) = ready.get(next) {
        next += 1;
        for &(other, _) in &right[block] {
            waiting[other] -= 1;
            if waiting[other] == 0 {
                ready.push(other);
            }
        }
    }
    ready
}

fn wishes(layers: &Layers, blocks: &Blocks) -> Vec<Vec<Wish>> {
    let mut wishes: Vec<Vec<Wish>> = blocks.items.iter().map(|_| Vec::new()).collect();
    for link in &layers.links {
        let (upper, lower) = (blocks.of_item[link.upper], blocks.of_item[link.lower]);
        if upper == lower {
            continue;
        }
        let tolerance = straight_within(layers, link.upper) + straight_within(layers, link.lower);
        let touches_node = layers.is_node(link.upper) || layers.is_node(link.lower);
        let (weight, center) = match link.strength {
            Strength::Turn | Strength::Main => (3.0, CENTER_PULL),
            Strength::Line => (2.0, 0.0),
            Strength::Side => (1.0, if touches_node { CENTER_PULL } else { 0.0 }),
            Strength::Loose => (1.0, LOOSE_CENTER_PULL),
            Strength::Join => (0.3, 0.0),
        };
        let is_source = link.strength == Strength::Loose && layers.is_node(link.upper);
        wishes[upper].push(Wish { other: lower, weight, tolerance, center, is_source: false });
        wishes[lower].push(Wish { other: upper, weight, tolerance, center, is_source });
    }
    wishes
}

/// How far from an item's anchor a line can still meet it.
fn straight_within(layers: &Layers, item: ItemId) -> f64 {
    let half = layers.items[item].before;
    if layers.is_node(item) { half - port_margin(half) } else { 0.0 }
}
