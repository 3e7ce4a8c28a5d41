//! Things whose state changes by itself as time goes on.

use host::Timestamp;
use json::{Text, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A thing's states with the times from which they hold; `None` is "gone".
///
/// What will happen to a thing is known when it is made (a cluster that is CREATING will be
/// ACTIVE), so nothing needs to wake up for it: whoever asks says what time it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timed(Vec<(Timestamp, Option<Value>)>);

impl Timed {
    /// What it is at a time.
    pub(crate) fn at(&self, now: Timestamp) -> Option<&Value> {
        self.0.iter().rev().find(|(from, _)| *from <= now)?.1.as_ref()
    }

    /// From a time on it is this, whatever was to come.
    pub(crate) fn set(&mut self, from: Timestamp, state: Option<Value>) {
        self.0.retain(|(known, _)| *known < from);
        self.0.push((from, state));
    }
}

/// Things by key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Things(Rc<BTreeMap<Text, Timed>>);

impl Things {
    /// What a thing is at a time; `None` when it is gone or was never there.
    pub(crate) fn at(&self, key: &str, now: Timestamp) -> Option<&Value> {
        self.0.get(key)?.at(now)
    }

    /// Was there ever such a thing?
    pub(crate) fn is_known(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// From a time on a thing is this, whatever was to come.
    pub(crate) fn set(&mut self, key: &str, from: Timestamp, state: Option<Value>) {
        Rc::make_mut(&mut self.0).entry(key.into()).or_default().set(from, state);
    }

    /// The things below a key that are there at a time, with their keys, in order.
    pub(crate) fn below(&self, prefix: &str, now: Timestamp) -> impl Iterator<Item = (&Text, &Value)> {
        let below = self.0.iter().filter(move |(key, _)| key.starts_with(prefix));
        below.filter_map(move |(key, thing)| Some((key, thing.at(now)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    #[test]
    fn a_thing_changes_with_time_and_a_new_plan_replaces_the_old_one() {
        let mut thing = Timed::default();
        thing.set(time(10), Some("CREATING".into()));
        thing.set(time(20), Some("ACTIVE".into()));
        let state = |thing: &Timed, at| thing.at(time(at)).and_then(Value::as_str).map(str::to_owned);
        for (at, expected) in [(9, None), (10, Some("CREATING")), (19, Some("CREATING")), (20, Some("ACTIVE"))] {
            assert_eq!(state(&thing, at).as_deref(), expected, "{at}");
        }
        thing.set(time(15), None);
        assert_eq!(state(&thing, 30), None);
    }
}
