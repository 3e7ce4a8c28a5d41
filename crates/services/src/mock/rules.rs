//! Between mocked attempts and a scenario's entries.

use crate::mock::{MockOutcome, MockedAttempts};
use crate::scenario::{Entry, Lasting, Outcome, Rule};
use json::Text;

/// A scenario's last entry repeats for ever; a mock file must give a last attempt.
const FOR_EVER: u32 = 999_999;

/// The rule of a mocked state: its attempts, which take no time, and a failure of the execution
/// for every attempt that is not listed.
pub fn rules_of(state: &Text, attempts: &[MockedAttempts]) -> Rule {
    let mut ordered: Vec<&MockedAttempts> = attempts.iter().collect();
    ordered.sort_by_key(|some| some.first);
    let (mut entries, mut next) = (Vec::new(), 0_u32);
    for some in ordered {
        if some.last < next {
            continue;
        }
        if some.first > next {
            entries.push(Entry::new(Outcome::NotMocked).times(some.first - next));
        }
        let first = some.first.max(next);
        entries.push(entry(&some.outcome).times((some.last - first).saturating_add(1)));
        next = some.last.saturating_add(1);
    }
    entries.push(Entry::new(Outcome::NotMocked));
    Rule { key: state.clone(), entries }
}

fn entry(outcome: &MockOutcome) -> Entry {
    let outcome = match outcome {
        MockOutcome::Return(value) => Outcome::Return(value.clone()),
        MockOutcome::Throw { error, cause } => Outcome::Throw { error: error.clone(), cause: cause.clone() },
    };
    Entry::new(outcome).lasting(Lasting::Fixed(0))
}

/// The mocked attempts that say the same as these entries; `None` when a mock file cannot say it.
pub(super) fn attempts_of(entries: &[Entry]) -> Option<Vec<MockedAttempts>> {
    let (mut attempts, mut first) = (Vec::new(), 0_u32);
    for (at, entry) in entries.iter().enumerate() {
        let is_last = at + 1 == entries.len();
        let last = first.saturating_add(entry.times - 1).max(if is_last { FOR_EVER } else { 0 });
        let outcome = match &entry.outcome {
            Outcome::Return(value) => Some(MockOutcome::Return(value.clone())),
            Outcome::Throw { error, cause } => Some(MockOutcome::Throw { error: error.clone(), cause: cause.clone() }),
            Outcome::NotMocked => None,
            _ => return None,
        };
        attempts.extend(outcome.map(|outcome| MockedAttempts { first, last, outcome }));
        first = last.saturating_add(1);
    }
    Some(attempts)
}
