//! Where a run stops that moves by itself.

use definition::{StateId, StateMachine};
use json::{Object, Text, Value};
use view::breakpoint::Breakpoint;

/// What a person wants to stop at. States are named by their location, which outlives edits elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// When a state is entered.
    State(Text),
    /// When something fails; with this error name only, if one is given.
    Error(Option<Text>),
    /// When an attempt of a state starts, counted from 1.
    Attempt(Text, u32),
    /// When a condition over the input of a state holds; of any state, when none is named.
    Data(Option<Text>, Text),
}

/// A breakpoint, which can be switched off for a while.
#[derive(Clone, Debug, PartialEq)]
pub struct StopRule {
    /// Where the run stops.
    pub stop: Stop,
    /// Does it?
    pub is_on: bool,
}

/// All breakpoints, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Breakpoints(pub Vec<StopRule>);

/// A change of the breakpoints.
#[derive(Clone, Debug, PartialEq)]
pub enum SetBreakpoint {
    /// Set the breakpoint of a state, or take it away.
    Toggle(Text),
    /// One more.
    Add(Stop),
    /// Another in the place of one.
    Replace(usize, Stop),
    /// Switch one on or off.
    Switch(usize, bool),
    /// Take one away.
    Remove(usize),
    /// Take all away.
    Clear,
    /// States have got other locations: from, to.
    Move(Vec<(Text, Text)>),
}

impl Breakpoints {
    /// Does a run stop before the state at a location?
    pub fn stops_before(&self, location: &str) -> bool {
        self.0.iter().any(|rule| rule.is_on && matches!(&rule.stop, Stop::State(known) if **known == *location))
    }

    /// As the engine's events are compared with, by their places in the list; those that are switched off,
    /// that name a state that is not there, or whose condition is none, are left out.
    pub fn compiled(&self, machine: &StateMachine) -> Vec<(usize, Breakpoint)> {
        let on = self.0.iter().enumerate().filter(|(_, rule)| rule.is_on);
        on.filter_map(|(at, rule)| Some((at, rule.stop.compiled(machine)?))).collect()
    }

    /// For storage.
    pub fn to_value(&self) -> Value {
        self.0.iter().map(StopRule::to_value).collect::<Vec<_>>().into()
    }

    /// From storage; `None` when one of them makes no sense.
    pub fn from_values(values: &[Value]) -> Option<Self> {
        values.iter().map(StopRule::from_value).collect::<Option<_>>().map(Self)
    }

    /// Changes them.
    pub fn change(&mut self, change: SetBreakpoint) {
        let rules = &mut self.0;
        match change {
            SetBreakpoint::Toggle(location) => {
                let stop = Stop::State(location);
                match rules.iter().position(|rule| rule.stop == stop) {
                    Some(at) => _ = rules.remove(at),
                    None => rules.push(StopRule { stop, is_on: true }),
                }
            }
            SetBreakpoint::Add(stop) => rules.push(StopRule { stop, is_on: true }),
            SetBreakpoint::Replace(at, stop) => {
                if let Some(rule) = rules.get_mut(at) {
                    rule.stop = stop;
                }
            }
            SetBreakpoint::Switch(at, is_on) => {
                if let Some(rule) = rules.get_mut(at) {
                    rule.is_on = is_on;
                }
            }
            SetBreakpoint::Remove(at) if at < rules.len() => _ = rules.remove(at),
            SetBreakpoint::Remove(_) => {}
            SetBreakpoint::Clear => rules.clear(),
            SetBreakpoint::Move(moves) => rules.iter_mut().for_each(|rule| rule.stop.move_along(&moves)),
        }
    }
}

impl Stop {
    fn move_along(&mut self, moves: &[(Text, Text)]) {
        let (Self::State(location) | Self::Attempt(location, _) | Self::Data(Some(location), _)) = self else { return };
        if let Some((_, to)) = moves.iter().find(|(from, _)| from == location) {
            *location = to.clone();
        }
    }

    fn compiled(&self, machine: &StateMachine) -> Option<Breakpoint> {
        let find = |location: &str| -> Option<StateId> {
            machine.states.iter().find(|state| *state.location == *location).map(|state| state.id)
        };
        match self {
            Self::State(location) => find(location).map(Breakpoint::State),
            Self::Error(name) => Some(Breakpoint::Error(name.clone())),
            Self::Attempt(location, attempt) => Some(Breakpoint::Attempt(find(location)?, *attempt)),
            Self::Data(None, condition) => Breakpoint::data(None, condition).ok(),
            Self::Data(Some(location), condition) => Breakpoint::data(Some(find(location)?), condition).ok(),
        }
    }
}

impl StopRule {
    fn to_value(&self) -> Value {
        let mut object = Object::new();
        let mut put = |key: &'static str, value: Value| {
            object.insert(key, value);
        };
        match &self.stop {
            Stop::State(location) => put("state", location.clone().into()),
            Stop::Error(name) => put("error", name.clone().map_or(Value::Null, Value::from)),
            Stop::Attempt(location, attempt) => {
                put("state", location.clone().into());
                put("attempt", (*attempt).into());
            }
            Stop::Data(location, condition) => {
                put("state", location.clone().map_or(Value::Null, Value::from));
                put("condition", condition.clone().into());
            }
        }
        put("on", self.is_on.into());
        object.into()
    }

    fn from_value(value: &Value) -> Option<Self> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(Text::from);
        let attempt = value.get("attempt").and_then(Value::as_i64).and_then(|attempt| u32::try_from(attempt).ok());
        let stop = match (text("condition"), attempt, value.get("error")) {
            (Some(condition), ..) => Stop::Data(text("state"), condition),
            (_, Some(attempt), _) => Stop::Attempt(text("state")?, attempt),
            (.., Some(_)) => Stop::Error(text("error")),
            _ => Stop::State(text("state")?),
        };
        Some(Self { stop, is_on: value.get("on")?.as_bool()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(changes: &[SetBreakpoint]) -> Breakpoints {
        let mut list = Breakpoints::default();
        changes.iter().for_each(|change| list.change(change.clone()));
        list
    }

    #[test]
    fn breakpoints_move_with_their_states() {
        let moved = SetBreakpoint::Move(vec![("/States/A".into(), "/States/B".into())]);
        let list = after(&[SetBreakpoint::Toggle("/States/A".into()), moved]);
        assert!(list.stops_before("/States/B") && !list.stops_before("/States/A"));
    }

    #[test]
    fn breakpoints_survive_storage() {
        let stops = [
            Stop::State("/States/A".into()),
            Stop::Error(None),
            Stop::Error(Some("States.Timeout".into())),
            Stop::Attempt("/States/A".into(), 3),
            Stop::Data(None, "n > 3".into()),
            Stop::Data(Some("/States/A".into()), "n > 3".into()),
        ];
        let mut actions = stops.map(SetBreakpoint::Add).to_vec();
        actions.push(SetBreakpoint::Switch(1, false));
        let list = after(&actions);
        let read = |value: &Value| Breakpoints::from_values(&value.as_array()?.iter().cloned().collect::<Vec<_>>());
        assert_eq!(read(&list.to_value()), Some(list));
        for nonsense in ["[1]", "[{}]", r#"[{"state": 1}]"#, r#"[{"attempt": 2, "on": true}]"#, r#"[{"state": "A"}]"#] {
            assert_eq!(read(&json::parse_value(nonsense).unwrap()), None, "{nonsense}");
        }
    }

    #[test]
    fn a_state_is_toggled_and_a_rule_switched() {
        let toggle = || SetBreakpoint::Toggle("/States/A".into());
        assert!(after(&[toggle()]).stops_before("/States/A"));
        assert!(!after(&[toggle(), toggle()]).stops_before("/States/A"));
        assert!(!after(&[toggle(), SetBreakpoint::Switch(0, false)]).stops_before("/States/A"));
        assert_eq!(after(&[toggle(), SetBreakpoint::Remove(7), SetBreakpoint::Remove(0)]).0, []);
    }

    #[test]
    fn what_cannot_be_hit_is_left_out() {
        let machine =
            check::diagnose(r#"{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#, &check::Options::default()).machine;
        let list = after(&[
            SetBreakpoint::Toggle("/States/A".into()),
            SetBreakpoint::Toggle("/States/B".into()),
            SetBreakpoint::Add(Stop::Data(None, "n >".into())),
            SetBreakpoint::Add(Stop::Error(None)),
        ]);
        let places: Vec<usize> = list.compiled(&machine).into_iter().map(|(at, _)| at).collect();
        assert_eq!(places, [0, 3]);
    }
}
