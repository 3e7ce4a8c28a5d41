//! What is due, in the order of virtual time.

use host::Timestamp;
use std::cmp::Ordering;
use std::collections::{BinaryHeap, VecDeque};

/// What is due, ordered by (virtual time, sequence number).
#[derive(Clone, Debug)]
pub(crate) struct Agenda<W> {
    /// Due at the present time, in the order of coming. Nearly everything is.
    now: VecDeque<W>,
    later: BinaryHeap<Entry<W>>,
    sequence: u64,
    /// From this many later entries on it pays to look for those that no longer matter.
    crowded_from: usize,
}

/// Fewer later entries than this are never looked through.
const CROWD: usize = 256;

#[derive(Clone, Debug)]
struct Entry<W> {
    time: Timestamp,
    sequence: u64,
    work: W,
}

impl<W> Agenda<W> {
    pub(crate) fn new() -> Self {
        Self { now: VecDeque::new(), later: BinaryHeap::new(), sequence: 0, crowded_from: CROWD }
    }

    /// Due at once, after everything that is due already.
    pub(crate) fn push_now(&mut self, work: W) {
        self.now.push_back(work);
    }

    /// Due at `time`; at once, when `time` is not after `now`.
    pub(crate) fn push_at(&mut self, time: Timestamp, now: Timestamp, work: W) {
        if time <= now {
            return self.push_now(work);
        }
        self.sequence += 1;
        self.later.push(Entry { time, sequence: self.sequence, work });
    }

    /// Is it time to [`retain`](Self::retain) what still matters? Timeouts of tasks that have
    /// ended would otherwise pile up and make every snapshot dearer.
    pub(crate) fn is_crowded(&self) -> bool {
        self.later.len() >= self.crowded_from
    }

    /// Keep only the later entries that matter.
    pub(crate) fn retain(&mut self, matters: impl Fn(Timestamp, &W) -> bool) {
        self.later.retain(|entry| matters(entry.time, &entry.work));
        self.crowded_from = CROWD.max(2 * self.later.len());
    }

    /// Take what is due first, and when it is due.
    pub(crate) fn pop(&mut self, now: Timestamp) -> Option<(Timestamp, W)> {
        // What was put off until now was put on the agenda before anything that came up now.
        if self.later.peek().is_none_or(|entry| entry.time > now)
            && let Some(work) = self.now.pop_front()
        {
            return Some((now, work));
        }
        self.later.pop().map(|entry| (entry.time, entry.work))
    }
}

#[cfg(test)]
impl<W> Agenda<W> {
    pub(crate) fn len(&self) -> usize {
        self.now.len() + self.later.len()
    }
}

/// Greatest first out of the heap, so the earliest is the greatest.
impl<W> Ord for Entry<W> {
    fn cmp(&self, other: &Self) -> Ordering {
        (other.time, other.sequence).cmp(&(self.time, self.sequence))
    }
}

impl<W> PartialOrd for Entry<W> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<W> PartialEq for Entry<W> {
    fn eq(&self, other: &Self) -> bool {
        (self.time, self.sequence) == (other.time, other.sequence)
    }
}

impl<W> Eq for Entry<W> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_by_time_then_by_sequence() {
        let at = Timestamp::from_millis;
        let mut agenda = Agenda::new();
        agenda.push_at(at(5), at(0), 'c');
        agenda.push_at(at(3), at(0), 'b');
        agenda.push_at(at(5), at(0), 'd');
        agenda.push_now('a');
        let mut now = at(0);
        let mut order = String::new();
        while let Some((time, work)) = agenda.pop(now) {
            now = time;
            order.push(work);
            if work == 'c' {
                agenda.push_at(at(5), now, 'e');
            }
        }
        assert_eq!((order.as_str(), now), ("abcde", at(5)));
    }
}
