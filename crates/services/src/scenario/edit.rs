//! Small changes, as a form makes them.

use crate::scenario::rules::matches;
use crate::scenario::{AttemptPlace, Entry, Intervention, Rule, Scenario};
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
        set_entries(&mut self.tasks, key.into(), entries);
    }

    /// Make one attempt (counted from 0) go like `entry`; the attempts before and after it stay
    /// as they are, and those that had no entry get the ordinary success.
    pub fn set_attempt(&mut self, key: impl Into<Text>, attempt: u32, entry: Entry) {
        change_attempt(&mut self.tasks, key.into(), attempt, |_| entry);
    }

    /// What an attempt does that a run has met.
    pub fn entry_at(&self, place: &AttemptPlace) -> Option<&Entry> {
        let own = |name: &Text| self.machines.iter().find(|(machine, _)| machine == name).map(|(_, rules)| rules);
        let rules = place.machine.as_ref().map_or(Some(&self.tasks), own)?;
        rule_of(rules, &place.key)?.entry(place.attempt)
    }

    /// A person did something to an attempt; the others stay as they are.
    pub fn intervene(&mut self, place: &AttemptPlace, intervention: Intervention) {
        let rules = match &place.machine {
            None => &mut self.tasks,
            Some(name) => match self.machines.iter_mut().find(|(machine, _)| machine == name) {
                Some((_, rules)) => rules,
                None => return,
            },
        };
        change_attempt(rules, place.key.clone(), place.attempt, |entry| {
            let mut entry = entry.clone();
            entry.person.push(intervention);
            entry
        });
    }

    /// Fail `times` times like `failure`, then do as usual.
    pub fn fail_then_succeed(&mut self, key: impl Into<Text>, failure: Entry, times: u32) {
        self.set_entries(key, vec![failure.times(times), Entry::default()]);
    }
}

fn set_entries(rules: &mut Vec<Rule>, key: Text, entries: Vec<Entry>) {
    let at = rules.iter().position(|rule| rule.key == key);
    match (at, entries.is_empty()) {
        (Some(at), true) => _ = rules.remove(at),
        (Some(at), false) => rules[at].entries = entries,
        (None, true) => {}
        (None, false) => rules.push(Rule { key, entries }),
    }
}

/// Make one attempt (counted from 0) go another way; the attempts before and after it stay as they are.
fn change_attempt(rules: &mut Vec<Rule>, key: Text, attempt: u32, change: impl FnOnce(&Entry) -> Entry) {
    let known = entries_of(rules, &key);
    let (mut entries, mut first, mut change) = (Vec::new(), 0_u32, Some(change));
    for (at, old) in known.iter().enumerate() {
        let after = if at + 1 == known.len() { u32::MAX } else { first.saturating_add(old.times) };
        match change.take_if(|_| (first..after).contains(&attempt)) {
            Some(change) => {
                entries.extend(run(old, attempt - first));
                entries.push(Entry { times: 1, ..change(old) });
                entries.extend(run(old, after - attempt - 1));
            }
            None => entries.push(old.clone()),
        }
        first = after;
    }
    set_entries(rules, key, merge(entries));
}

/// What the attempts of a key do so far: its own rule's entries, those of a rule with `[*]` that fits, or as usual.
fn entries_of(rules: &[Rule], key: &str) -> Vec<Entry> {
    rule_of(rules, key).map_or_else(|| vec![Entry::default()], |rule| rule.entries.clone())
}

fn rule_of<'a>(rules: &'a [Rule], key: &str) -> Option<&'a Rule> {
    let own = rules.iter().find(|rule| *rule.key == *key);
    own.or_else(|| rules.iter().find(|rule| rule.key.contains("[*]") && matches(&rule.key, key)))
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
