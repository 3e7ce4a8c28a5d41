//! Finds what should stand in one straight line: the main way first, then the inside of every
//! long line, as far as they do not cross.

use crate::items::{ItemId, Layers, Strength};

/// Items that share one place across the flow.
pub(crate) struct Blocks {
    /// Block of each item.
    pub(crate) of_item: Vec<usize>,
    /// Items of each block, from top to bottom.
    pub(crate) items: Vec<Vec<ItemId>>,
}

/// Group the items into blocks.
pub(crate) fn align(layers: &Layers) -> Blocks {
    let positions = layers.positions();
    let mut above: Vec<Option<ItemId>> = vec![None; layers.items.len()];
    let mut below = above.clone();
    // Accepted links of each layer, as places in both rows; sorted in both, since none cross.
    let mut accepted: Vec<Vec<(usize, usize)>> = vec![Vec::new(); layers.rows.len()];
    for strength in [Strength::Turn, Strength::Main, Strength::Line] {
        for link in layers.links.iter().filter(|link| link.strength == strength) {
            if below[link.upper].is_some() || above[link.lower].is_some() {
                continue;
            }
            let places = (positions[link.upper], positions[link.lower]);
            let row = &mut accepted[layers.items[link.upper].layer];
            let at = row.partition_point(|other| other.0 < places.0);
            let fits = at.checked_sub(1).is_none_or(|left| row[left].1 < places.1)
                && row.get(at).is_none_or(|right| right.1 > places.1);
            if fits {
                row.insert(at, places);
                below[link.upper] = Some(link.lower);
                above[link.lower] = Some(link.upper);
            }
        }
    }
    collect(layers, &above, &below)
}

fn collect(layers: &Layers, above: &[Option<ItemId>], below: &[Option<ItemId>]) -> Blocks {
    let mut blocks = Blocks { of_item: vec![0; layers.items.len()], items: Vec::new() };
    for row in &layers.rows {
        for &top in row.iter().filter(|&&item| above[item].is_none()) {
            let items: Vec<ItemId> = std::iter::successors(Some(top), |&item| below[item]).collect();
            for &item in &items {
                blocks.of_item[item] = blocks.items.len();
            }
            blocks.items.push(items);
        }
    }
    blocks
}
