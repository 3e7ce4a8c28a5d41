//! Where lines leave and enter boxes.

use crate::diagram::{Diagram, Role};
use crate::items::{ItemId, ItemKind, Layers};
use crate::spacing::{PORT_GAP, port_margin};

/// The ports of every link; only those at a node count.
pub(crate) struct Ports {
    /// Where the link leaves its upper end.
    pub(crate) leaves: Vec<f64>,
    /// Where the link enters its lower end.
    pub(crate) enters: Vec<f64>,
}

/// A port that wants to stand somewhere.
struct Wanted {
    link: usize,
    /// Place across the flow of what the line comes from or goes to.
    at: f64,
    /// Place in the row, which settles the order of lines.
    place: usize,
    /// Would moving it bend a line that is straight?
    is_straight: bool,
}

impl Ports {
    pub(crate) fn new(diagram: &Diagram, layers: &Layers, at: &[f64]) -> Self {
        let mut ports = Self { leaves: vec![0.0; layers.links.len()], enters: vec![0.0; layers.links.len()] };
        let positions = layers.positions();
        for (item, anchor) in at.iter().enumerate() {
            let ItemKind::Node(node) = layers.items[item].kind else { continue };
            let half = match diagram.nodes[node].role {
                Role::Box => layers.items[item].before,
                _ => 0.0,
            };
            let wanted = |links: &[usize], other: fn(&Layers, usize) -> ItemId| {
                let of_link = |&link: &usize| {
                    let other = other(layers, link);
                    let is_straight = (at[other] - anchor).abs() < half - port_margin(half);
                    Wanted { link, at: at[other], place: positions[other], is_straight }
                };
                links.iter().map(of_link).collect()
            };
            spread(
                wanted(&layers.down[item], |layers, link| layers.links[link].lower),
                *anchor,
                half,
                &mut ports.leaves,
            );
            spread(wanted(&layers.up[item], |layers, link| layers.links[link].upper), *anchor, half, &mut ports.enters);
        }
        ports
    }
}

/// Give each port the place nearest to its wish that keeps the order and a gap.
fn spread(mut wanted: Vec<Wanted>, anchor: f64, half: f64, ports: &mut [f64]) {
    let reach = half - port_margin(half);
    let last = wanted.len().saturating_sub(1).max(1) as f64;
    let gap = PORT_GAP.min(2.0 * reach / last);
    wanted.sort_by_key(|port| port.place);
    // Pool adjacent violators: ports that would come too near are moved together to their mean.
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (index, port) in wanted.iter().enumerate() {
        let weight = if port.is_straight { 1000.0 } else { 1.0 };
        let wish = port.at.clamp(anchor - reach, anchor + reach) - index as f64 * gap;
        pools.push((wish, weight, 1));
        while let [.., a, b] = pools[..] {
            if a.0 <= b.0 {
                break;
            }
            pools.truncate(pools.len() - 2);
            pools.push(((a.0 * a.1 + b.0 * b.1) / (a.1 + b.1), a.1 + b.1, a.2 + b.2));
        }
    }
    let places = pools.iter().flat_map(|&(at, _, count)| std::iter::repeat_n(at, count));
    for (index, (port, place)) in wanted.iter().zip(places).enumerate() {
        let least = anchor - reach + index as f64 * gap;
        let most = anchor + reach - (wanted.len() - 1 - index) as f64 * gap;
        ports[port.link] = (place + index as f64 * gap).min(most).max(least);
    }
}
