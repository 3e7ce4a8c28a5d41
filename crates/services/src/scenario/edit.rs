//! Small changes, as a form makes them.

use crate::scenario::{Entry, Rule, Scenario};
use json::Text;

impl Scenario {
    /// The entries of a state or path, in order; none when its service does as usual.
    pub fn entries(&self, key: &str) -> &[Entry] {
        self.tasks.iter().find(|rule| *rule.key == *key).map_or(&[], |rule| &rule.entries)
    }

    /// What an attempt (counted from 0) of a state or path does, were it the first run.
    pub fn entry(&self, key: &str, attempt: u32) -> Option<&Entry> {
        self.tasks.iter().find(|rule| *rule.key == *key)?.entry(attempt)
    }

    /// Replace all entries of a state or path; none at all removes its rule.
    pub fn set_entries(&mut self, key: impl Into<Text>, entries: Vec<Entry>) {
        let key = key.into();
        let at = self.tasks.iter().position(|rule| rule.key == key);
        match (at, entries.is_empty()) {
            (Some(at), true) => _ = self.tasks.remove(at),
            (Some(at), false) => self.tasks[at].entries = entries,
            (None, true) => {}
            (None, false) => self.tasks.push(Rule { key, entries }),
        }
    }

    /// Make one attempt (counted from 0) go like `entry`; the attempts before and after it stay
    /// as they are, and those that had no entry get the ordinary success.
    pub fn set_attempt(&mut self, key: impl Into<Text>, attempt: u32, entry: Entry) {
        let key = key.into();
        let known = match self.entries(&key) {
            [] => vec![Entry::default()],
            entries => entries.to_vec(),
        };
        let (mut entries, mut first) = (Vec::new(), 0_u32);
        for (at, old) in known.iter().enumerate() {
            let after = if at + 1 == known.len() { u32::MAX } else { first.saturating_add(old.times) };
            if (first..after).contains(&attempt) {
                entries.extend(run(old, attempt - first));
                entries.push(Entry { times: 1, ..entry.clone() });
                entries.extend(run(old, after - attempt - 1));
            } else {
                entries.push(old.clone());
            }
            first = after;
        }
        self.set_entries(key, merge(entries));
    }

    /// Fail `times` times like `failure`, then do as usual.
    pub fn fail_then_succeed(&mut self, key: impl Into<Text>, failure: Entry, times: u32) {
        self.set_entries(key, vec![failure.times(times), Entry::default()]);
    }
}

/// `entry` for so many attempts; nothing for none.
fn run(entry: &Entry, times: u32) -> Option<Entry> {
    (times > 0).then(|| Entry { times, ..entry.clone() })
}

/// Equal neighbours become one entry; the last one repeats anyway.
fn merge(entries: Vec<Entry>) -> Vec<Entry> {
    let mut merged: Vec<Entry> = Vec::new();
    for entry in entries {
        match merged.last_mut() {
            Some(last) if Entry { times: entry.times, ..last.clone() } == entry => {
                last.times = last.times.saturating_add(entry.times);
            }
            _ => merged.push(entry),
        }
    }
    if let Some(last) = merged.last_mut() {
        last.times = 1;
    }
    merged
}
