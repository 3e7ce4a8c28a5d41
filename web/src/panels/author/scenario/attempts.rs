//! How the attempts of a task differ: between a list on the card and a scenario's entries.

use services::scenario::Entry;

/// How the attempts of a task differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempts {
    /// All go alike.
    Alike,
    /// So many go like this, then the task does as usual.
    Then(u32),
    /// Otherwise: as a scenario file says.
    Listed,
}

impl Attempts {
    pub(crate) fn of(entries: &[Entry]) -> Self {
        match entries {
            [] | [_] => Self::Alike,
            [first, last] if *last == Entry::default() => Self::Then(first.times),
            _ => Self::Listed,
        }
    }

    /// The entries when the first attempts go like `entry`.
    pub(crate) fn entries(self, entry: Entry, others: &[Entry]) -> Vec<Entry> {
        match self {
            Self::Alike if entry == Entry::default() => Vec::new(),
            Self::Alike => vec![Entry { times: 1, ..entry }],
            Self::Then(times) => vec![entry.times(times), Entry::default()],
            Self::Listed => std::iter::once(entry).chain(others.iter().skip(1).cloned()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use services::scenario::Outcome;

    #[test]
    fn attempts_survive_the_scenario() {
        let failing = Entry::new(Outcome::NeverRespond);
        for attempts in [Attempts::Alike, Attempts::Then(1), Attempts::Then(3)] {
            assert_eq!(Attempts::of(&attempts.entries(failing.clone(), &[])), attempts);
        }
        assert!(Attempts::Alike.entries(Entry::default(), &[]).is_empty(), "as usual needs no rule");
    }

    #[test]
    fn a_list_of_attempts_is_kept_when_its_first_one_changes() {
        let listed = [1, 2, 3].map(|times| Entry::new(Outcome::NeverRespond).times(times));
        let changed = Attempts::of(&listed).entries(Entry::default(), &listed);
        assert_eq!(changed[1..], listed[1..]);
    }
}
