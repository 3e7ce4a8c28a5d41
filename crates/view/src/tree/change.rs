//! What changed between two values.

use super::Mark;
use json::{Text, Value};

/// How many values were added, replaced and dropped; a new object counts as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeCounts {
    /// `+`
    pub added: usize,
    /// `~`
    pub replaced: usize,
    /// `−`
    pub dropped: usize,
}

/// Count the changes from `before` to `after`.
pub fn changes(before: &Value, after: &Value) -> ChangeCounts {
    let mut counts = ChangeCounts::default();
    count(before, after, &mut counts);
    counts
}

fn count(before: &Value, after: &Value, counts: &mut ChangeCounts) {
    match change(Some(before), Some(after)) {
        Change::None => {}
        Change::Inside => {
            for child in children(Some(before), Some(after)) {
                match change(child.before, child.after) {
                    Change::Marked(mark) => counts.add(mark),
                    Change::Inside => {
                        if let (Some(before), Some(after)) = (child.before, child.after) {
                            count(before, after, counts);
                        }
                    }
                    Change::None => {}
                }
            }
        }
        Change::Marked(mark) => counts.add(mark),
    }
}

impl ChangeCounts {
    fn add(&mut self, mark: Mark) {
        match mark {
            Mark::Added => self.added += 1,
            Mark::Replaced => self.replaced += 1,
            Mark::Dropped => self.dropped += 1,
        }
    }
}

/// What happened to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    None,
    /// It is of the same kind, and something inside it changed.
    Inside,
    Marked(Mark),
}

pub(super) fn change(before: Option<&Value>, after: Option<&Value>) -> Change {
    match (before, after) {
        (None, Some(_)) => Change::Marked(Mark::Added),
        (Some(_), None) => Change::Marked(Mark::Dropped),
        (Some(before), Some(after)) if before.is_same(after) || before == after => Change::None,
        (Some(Value::Object(_)), Some(Value::Object(_))) | (Some(Value::Array(_)), Some(Value::Array(_))) => {
            Change::Inside
        }
        (Some(_), Some(_)) => Change::Marked(Mark::Replaced),
        (None, None) => Change::None,
    }
}

/// A child of one or both values.
pub(super) struct Child<'v> {
    pub(super) key: ChildKey,
    pub(super) before: Option<&'v Value>,
    pub(super) after: Option<&'v Value>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum ChildKey {
    Key(Text),
    Index(usize),
}

/// Children of both, those of `after` first, then the dropped ones.
pub(super) fn children<'v>(before: Option<&'v Value>, after: Option<&'v Value>) -> Vec<Child<'v>> {
    let old_object = before.and_then(Value::as_object);
    let new_object = after.and_then(Value::as_object);
    if old_object.is_some() || new_object.is_some() {
        let kept = new_object.into_iter().flat_map(|object| object.iter()).map(|(key, value)| Child {
            key: ChildKey::Key(key.clone()),
            before: old_object.and_then(|old| old.get(key)),
            after: Some(value),
        });
        let is_dropped = |key: &Text| new_object.is_none_or(|new| !new.contains_key(key));
        let dropped = old_object
            .into_iter()
            .flat_map(|object| object.iter())
            .filter(|(key, _)| is_dropped(key))
            .map(|(key, value)| Child { key: ChildKey::Key(key.clone()), before: Some(value), after: None });
        return kept.chain(dropped).collect();
    }
    let old = before.and_then(Value::as_array).map_or(&[][..], |array| array);
    let new = after.and_then(Value::as_array).map_or(&[][..], |array| array);
    (0..old.len().max(new.len()))
        .map(|index| Child { key: ChildKey::Index(index), before: old.get(index), after: new.get(index) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_object_counts_as_one_change() {
        for (before, after, expected) in [
            ("{}", "{}", (0, 0, 0)),
            (r#"{"a":1}"#, r#"{"a":1,"error":{"Error":"E","Cause":"C"}}"#, (1, 0, 0)),
            (r#"{"a":1,"b":{"c":[1,2]}}"#, r#"{"a":2,"b":{"c":[1,3,4]}}"#, (1, 2, 0)),
            (r#"{"a":1,"b":2}"#, r#"{"b":2}"#, (0, 0, 1)),
            (r#"[1,2,3]"#, r#"{"x":1}"#, (0, 1, 0)),
            ("1", "1", (0, 0, 0)),
        ] {
            let counts = changes(&json::parse_value(before).unwrap(), &json::parse_value(after).unwrap());
            assert_eq!((counts.added, counts.replaced, counts.dropped), expected, "{before} → {after}");
        }
    }
}
