//! The distances of the drawing, in pixels.

/// Between two boxes of a layer.
pub(crate) const NODE_GAP: f64 = 24.0;
/// Between a box or label and a line that passes it.
pub(crate) const LINE_TO_NODE: f64 = 20.0;
/// Between two lines that run beside each other.
pub(crate) const LINE_GAP: f64 = 14.0;
/// Between two horizontal runs in one channel.
pub(crate) const TRACK_GAP: f64 = 12.0;
/// From a box to the first run below it.
pub(crate) const LEAVE: f64 = 12.0;
/// From the last run to the box below it: room for the arrow's head.
pub(crate) const ENTER: f64 = 16.0;
/// Of a channel beside a row of labels.
pub(crate) const BESIDE_LABEL: f64 = 6.0;
/// Least distance of two ranks that have no label between them.
pub(crate) const RANK_GAP: f64 = 40.0;
/// Least distance of a start or end disc and the next box.
pub(crate) const TERMINAL_GAP: f64 = 24.0;
/// From a line to the label beside it.
pub(crate) const LINE_TO_LABEL: f64 = 10.0;
/// From a box's corner to its first port, where the box is wide enough.
const PORT_MARGIN: f64 = 12.0;
/// Between two ports of a box.
pub(crate) const PORT_GAP: f64 = 16.0;
/// How far a loop from a box to itself reaches out.
pub(crate) const LOOP_REACH: f64 = 20.0;
/// Around the whole diagram.
pub(crate) const MARGIN: f64 = 14.0;

/// From the corner of a box to its first port, by half of the box's extent: two lines must fit beside each other
/// on the short side of a box, with the middle free for the main way.
pub(crate) fn port_margin(half: f64) -> f64 {
    PORT_MARGIN.min(half / 3.0)
}
