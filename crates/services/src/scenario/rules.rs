//! Which entry an attempt gets.

use crate::scenario::{Entry, Scenario};
use json::Text;
use std::collections::HashMap;
use std::rc::Rc;

/// What the attempts of a state do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rule {
    /// Name of a state, a path such as `Map[3]/Task`, or a path with `[*]` for every iteration.
    pub key: Text,
    /// The attempts in order; the last one repeats.
    pub entries: Vec<Entry>,
}

/// Which attempt it is that an entry is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptPlace {
    /// The machine whose own rules hold; `None` for `tasks`.
    pub machine: Option<Text>,
    /// What its attempts are counted by: a state's name or a path.
    pub key: Text,
    /// The attempt, counted from 0.
    pub attempt: u32,
}

/// How many attempts there were. A state's name counts over the whole run, as in a mock file,
/// whether a rule names it or not; a path counts on its own where a rule needs it, so that with
/// `Map[*]/Task` every iteration begins anew.
#[derive(Clone, Debug, Default)]
pub struct AttemptCounts {
    /// By state, rule or path; never iterated.
    seen: HashMap<Text, u32>,
    /// Where the scenario's rules stand; made at the first attempt.
    places: Option<Rc<Places>>,
}

impl Scenario {
    /// The next attempt of a state, which is counted, and its entry; none where no rule fits.
    pub fn next_entry(
        &self,
        machine: &str,
        state: &str,
        path: &str,
        counts: &mut AttemptCounts,
    ) -> (AttemptPlace, Option<&Entry>) {
        let attempt = counts.count(state);
        let places = Rc::clone(counts.places.get_or_insert_with(|| Rc::new(Places::of(self))));
        let of_machine = places.machines.iter().zip(&self.machines).find(|(_, (name, _))| **name == *machine);
        if let Some(rule) = of_machine.and_then(|(places, (_, rules))| places.find(rules, state, path)) {
            let key = rule.counted(path);
            let attempt = counts.count(&format!("{machine}:{key}"));
            let place = AttemptPlace { machine: Some(machine.into()), key, attempt };
            return (place, rule.entry(attempt));
        }
        let Some(rule) = places.tasks.find(&self.tasks, state, path) else {
            return (AttemptPlace { machine: None, key: state.into(), attempt }, None);
        };
        let key = rule.counted(path);
        let attempt = if *key == *state { attempt } else { counts.count(&key) };
        (AttemptPlace { machine: None, key, attempt }, rule.entry(attempt))
    }
}

impl Rule {
    /// The entry of an attempt, counted from 0.
    pub fn entry(&self, attempt: u32) -> Option<&Entry> {
        let mut covered = 0_u32;
        self.entries
            .iter()
            .find(|entry| {
                covered = covered.saturating_add(entry.times);
                attempt < covered
            })
            .or(self.entries.last())
    }

    /// What its attempts are counted by.
    fn counted(&self, path: &str) -> Text {
        if self.key.contains("[*]") { path.into() } else { self.key.clone() }
    }
}

impl AttemptCounts {
    /// The scenario has changed.
    pub(crate) fn forget_places(&mut self) {
        self.places = None;
    }

    /// The number of this attempt, from 0.
    fn count(&mut self, key: &str) -> u32 {
        let count = match self.seen.get_mut(key) {
            Some(count) => count,
            None => self.seen.entry(key.into()).or_default(),
        };
        *count += 1;
        *count - 1
    }
}

/// Where the rules of a scenario stand, so that thousands of them are found quickly.
#[derive(Clone, Debug)]
struct Places {
    tasks: RulePlaces,
    machines: Vec<RulePlaces>,
}

/// Where the rules of one list stand.
#[derive(Clone, Debug, Default)]
struct RulePlaces {
    /// The first rule of each key; never iterated.
    by_key: HashMap<Text, usize>,
    /// The rules with a `[*]` in their key, in order.
    patterns: Vec<usize>,
}

impl Places {
    fn of(scenario: &Scenario) -> Self {
        let machines = scenario.machines.iter().map(|(_, rules)| RulePlaces::of(rules)).collect();
        Self { tasks: RulePlaces::of(&scenario.tasks), machines }
    }
}

impl RulePlaces {
    fn of(rules: &[Rule]) -> Self {
        let mut places = Self::default();
        for (place, rule) in rules.iter().enumerate() {
            places.by_key.entry(rule.key.clone()).or_insert(place);
            if rule.key.contains("[*]") {
                places.patterns.push(place);
            }
        }
        places
    }

    /// The closest key wins: the path itself, then a path with `[*]`, then the state's name.
    fn find<'a>(&self, rules: &'a [Rule], state: &str, path: &str) -> Option<&'a Rule> {
        let by_pattern =
            || self.patterns.iter().find(|place| rules.get(**place).is_some_and(|rule| matches(&rule.key, path)));
        let place = self.by_key.get(path).or_else(by_pattern).or_else(|| self.by_key.get(state))?;
        rules.get(*place)
    }
}

/// Does a key with `[*]` fit a path?
pub(super) fn matches(key: &str, path: &str) -> bool {
    let (mut keys, mut names) = (key.split('/'), path.split('/'));
    loop {
        match (keys.next(), names.next()) {
            (None, None) => return true,
            (Some(key), Some(name)) if key == name => {}
            (Some(key), Some(name)) => {
                let Some(stem) = key.strip_suffix("[*]") else { return false };
                let index = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('['));
                if !index.is_some_and(|rest| rest.ends_with(']')) {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Outcome;

    fn entry(number: i32) -> Entry {
        Entry::new(Outcome::Return(number.into()))
    }

    fn rule(key: &str, entries: Vec<Entry>) -> Rule {
        Rule { key: key.into(), entries }
    }

    #[test]
    fn the_closest_key_wins_and_the_last_entry_repeats() {
        let scenario = Scenario {
            tasks: vec![
                rule("T", vec![entry(1).times(2), entry(2)]),
                rule("M[*]/T", vec![entry(3), entry(4)]),
                rule("M[1]/T", vec![entry(5)]),
            ],
            machines: vec![("Child".into(), vec![rule("T", vec![entry(6)])])],
            ..Scenario::default()
        };
        let mut counts = AttemptCounts::default();
        for (machine, path, expected) in [
            ("P", "T", 1),
            ("P", "T", 1),
            ("P", "Loop/T", 2),
            ("P", "T", 2),
            ("P", "M[0]/T", 3),
            ("P", "M[2]/T", 3),
            ("P", "M[0]/T", 4),
            ("P", "M[0]/T", 4),
            ("P", "M[1]/T", 5),
            ("Child", "T", 6),
        ] {
            let found = scenario.next_entry(machine, "T", path, &mut counts).1.map(|entry| &entry.outcome);
            assert_eq!(found, Some(&Outcome::Return(expected.into())), "{machine} {path}");
        }
        let (place, entry) = scenario.next_entry("P", "U", "U", &mut counts);
        assert_eq!((place, entry), (AttemptPlace { machine: None, key: "U".into(), attempt: 0 }, None));
    }

    #[test]
    fn a_star_stands_for_any_index_only() {
        for (key, path, fits) in [
            ("M[*]/T", "M[12]/T", true),
            ("M[*]/T", "M/T", false),
            ("M[*]/T", "N[1]/T", false),
            ("A[*]/B[*]/T", "A[0]/B[9]/T", true),
            ("M[*]/T", "M[1]/T/U", false),
        ] {
            assert_eq!(matches(key, path), fits, "{key} {path}");
        }
    }
}
