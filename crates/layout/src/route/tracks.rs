//! Tracks: which run lies above which in the channel between two layers.

use crate::items::ItemId;

/// Between the ends of two runs that could share a track.
const CLEARANCE: f64 = 8.0;

/// The piece of a line that runs across the flow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) link: usize,
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) turn: Turn,
    /// Lines that meet in this item may lie on one another.
    pub(crate) merge: Option<ItemId>,
}

/// On which sides of the channel a run's ends are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// Both ends go up.
    Below,
    /// One end goes up, the other down.
    Through,
    /// Both ends go down.
    Above,
}

/// The runs between one layer and the next, with their tracks.
#[derive(Clone, Default)]
pub(crate) struct Channel {
    /// How many tracks there are.
    pub(crate) tracks: usize,
    /// By link.
    runs: Vec<(Run, usize)>,
}

impl Channel {
    /// The run of a link, and its track, counted from the top.
    pub(crate) fn run(&self, link: usize) -> Option<(Run, usize)> {
        let at = self.runs.binary_search_by_key(&link, |(run, _)| run.link).ok()?;
        Some(self.runs[at])
    }
}

/// Give every run its track.
pub(crate) fn assign(runs: Vec<(usize, Run)>, layers: usize) -> Vec<Channel> {
    let mut by_channel: Vec<Vec<Run>> = vec![Vec::new(); layers];
    for (channel, run) in runs {
        by_channel[channel].push(run);
    }
    by_channel.into_iter().map(channel).collect()
}

/// Top down: each run lies below all earlier ones that it would touch. In the order of
/// [`precedence`], neighbours that go the same way do not cross.
fn channel(mut runs: Vec<Run>) -> Channel {
    runs.sort_by(|a, b| {
        let (a, b) = (precedence(a), precedence(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let mut placed: Vec<(Run, usize)> = Vec::with_capacity(runs.len());
    for run in runs {
        let touching = placed.iter().filter(|(other, _)| touches(&run, other));
        let track = touching.map(|(_, track)| track + 1).max().unwrap_or(0);
        placed.push((run, track));
    }
    placed.sort_by_key(|(run, _)| run.link);
    Channel { tracks: placed.iter().map(|(_, track)| track + 1).max().unwrap_or(0), runs: placed }
}

fn precedence(run: &Run) -> ((Turn, bool), f64) {
    let key = match run.turn {
        Turn::Below => (run.to - run.from).abs(),
        Turn::Through if run.to > run.from => -run.from,
        Turn::Through => run.from,
        Turn::Above => -(run.to - run.from).abs(),
    };
    ((run.turn, run.to < run.from), key)
}

fn touches(a: &Run, b: &Run) -> bool {
    if a.merge.is_some() && a.merge == b.merge {
        return false;
    }
    let (a_start, a_end) = (a.from.min(a.to), a.from.max(a.to));
    let (b_start, b_end) = (b.from.min(b.to), b.from.max(b.to));
    a_start < b_end + CLEARANCE && b_start < a_end + CLEARANCE
}
