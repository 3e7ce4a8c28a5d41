//! Sorts the items of each layer so that few links cross: sweeps by medians, then exchanges of
//! neighbours, keeping the best order seen.

use crate::items::{ItemId, Layers, Strength};

/// Crossing a turn or the main way is worse than crossing anything else.
fn weight(strength: Strength) -> usize {
    match strength {
        Strength::Turn => 8,
        Strength::Main => 3,
        _ => 1,
    }
}

/// How often the layers are swept, by the number of items: large graphs get fewer, so that time
/// stays about linear.
fn sweeps(items: usize) -> usize {
    match items {
        0..=600 => 16,
        601..=3_000 => 6,
        3_001..=20_000 => 3,
        _ => 1,
    }
}

/// The most items for which neighbours are exchanged one by one.
const EXCHANGE_UP_TO: usize = 3_000;

/// Sort every row. Starts from the rows as they are, and from their mirror image when that leaves
/// crossings: medians find another order from there.
pub(crate) async fn order(layers: &mut Layers, pause: &impl AsyncFn()) {
    let start = layers.rows.clone();
    let best = improve(layers, pause).await;
    if best == 0 || layers.items.len() > EXCHANGE_UP_TO {
        return;
    }
    let found = std::mem::replace(&mut layers.rows, start);
    layers.rows.iter_mut().for_each(|row| row.reverse());
    if improve(layers, pause).await >= best {
        layers.rows = found;
    }
}

/// Sweep, and keep the best rows seen; gives the crossings that are left.
async fn improve(layers: &mut Layers, pause: &impl AsyncFn()) -> usize {
    let mut best = crossings(layers);
    let mut best_rows = layers.rows.clone();
    for round in 0..sweeps(layers.items.len()) {
        if best == 0 {
            break;
        }
        sweep(layers, round % 2 == 0);
        pause().await;
        if layers.items.len() <= EXCHANGE_UP_TO {
            exchange(layers, pause).await;
        }
        let now = crossings(layers);
        pause().await;
        if now < best {
            best = now;
            best_rows.clone_from(&layers.rows);
        }
    }
    layers.rows = best_rows;
    best
}

fn sweep(layers: &mut Layers, down: bool) {
    let mut positions = layers.positions();
    let count = layers.rows.len();
    for step in 1..count {
        let row = if down { step } else { count - 1 - step };
        sort_by_medians(layers, row, down, &mut positions);
    }
}

/// Items without neighbours keep their place; the others are sorted around them.
fn sort_by_medians(layers: &mut Layers, row: usize, down: bool, positions: &mut [usize]) {
    let old = std::mem::take(&mut layers.rows[row]);
    let medians: Vec<Option<f64>> = old.iter().map(|&item| median(layers, item, down, positions)).collect();
    let mut movable: Vec<(f64, ItemId)> =
        old.iter().zip(&medians).filter_map(|(&item, median)| Some(((*median)?, item))).collect();
    movable.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut movable = movable.into_iter();
    let sorted: Vec<ItemId> = old
        .iter()
        .zip(&medians)
        .map(|(&item, median)| median.and_then(|_| movable.next()).map_or(item, |(_, item)| item))
        .collect();
    for (place, &item) in sorted.iter().enumerate() {
        positions[item] = place;
    }
    layers.rows[row] = sorted;
}

fn neighbours(layers: &Layers, item: ItemId, above: bool) -> impl Iterator<Item = (ItemId, Strength)> {
    let links = if above { &layers.up[item] } else { &layers.down[item] };
    links.iter().map(move |&link| {
        let link = layers.links[link];
        (if above { link.upper } else { link.lower }, link.strength)
    })
}

fn median(layers: &Layers, item: ItemId, above: bool, positions: &[usize]) -> Option<f64> {
    let mut places: Vec<usize> = neighbours(layers, item, above).map(|(other, _)| positions[other]).collect();
    places.sort_unstable();
    let middle = places.len() / 2;
    match places.len() {
        0 => None,
        count if count % 2 == 1 => Some(places[middle] as f64),
        _ => Some((places[middle - 1] + places[middle]) as f64 / 2.0),
    }
}

/// Exchange neighbours wherever that saves crossings.
async fn exchange(layers: &mut Layers, pause: &impl AsyncFn()) {
    let mut positions = layers.positions();
    for _ in 0..4 {
        let mut improved = false;
        for row in 0..layers.rows.len() {
            for place in 1..layers.rows[row].len() {
                let (a, b) = (layers.rows[row][place - 1], layers.rows[row][place]);
                if pair_crossings(layers, a, b, &positions) > pair_crossings(layers, b, a, &positions) {
                    layers.rows[row].swap(place - 1, place);
                    positions.swap(a, b);
                    improved = true;
                }
            }
        }
        if !improved {
            return;
        }
        pause().await;
    }
}

/// Crossings between the links of `left` and those of `right`, when they stand in that order.
fn pair_crossings(layers: &Layers, left: ItemId, right: ItemId, positions: &[usize]) -> usize {
    let side = |above: bool| {
        neighbours(layers, left, above)
            .map(|(a, strength_a)| {
                neighbours(layers, right, above)
                    .filter(|(b, _)| positions[a] > positions[*b])
                    .map(|(_, strength_b)| weight(strength_a) * weight(strength_b))
                    .sum::<usize>()
            })
            .sum::<usize>()
    };
    side(true) + side(false)
}

/// All crossings, weighted.
pub(crate) fn crossings(layers: &Layers) -> usize {
    let positions = layers.positions();
    layers.rows.windows(2).map(|rows| crossings_between(layers, &rows[0], rows[1].len(), &positions)).sum()
}

/// Counts inversions with a Fenwick tree over the lower row.
fn crossings_between(layers: &Layers, upper: &[ItemId], lower_count: usize, positions: &[usize]) -> usize {
    let mut tree = vec![0; lower_count + 1];
    let (mut total, mut crossings) = (0, 0);
    for &item in upper {
        let mut lower: Vec<(usize, usize)> =
            neighbours(layers, item, false).map(|(other, strength)| (positions[other], weight(strength))).collect();
        lower.sort_unstable();
        for &(place, weight) in &lower {
            crossings += weight * (total - sum_up_to(&tree, place));
        }
        for (place, weight) in lower {
            add(&mut tree, place, weight);
            total += weight;
        }
    }
    crossings
}

fn sum_up_to(tree: &[usize], place: usize) -> usize {
    let (mut at, mut sum) = (place + 1, 0);
    while at > 0 {
        sum += tree[at];
        at &= at - 1;
    }
    sum
}

fn add(tree: &mut [usize], place: usize, weight: usize) {
    let mut at = place + 1;
    while at < tree.len() {
        tree[at] += weight;
        at += at & at.wrapping_neg();
    }
}
