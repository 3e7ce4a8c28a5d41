//! Two runs beside each other: where they first differ.

mod graph;
mod grounds;
mod parting;

pub use graph::{GraphComparison, Side};
pub use grounds::grounds;
pub use parting::Parting;

use crate::tree::{TreePath, TreeStep, json_text, path_text};
use crate::{Message, Moment, StateRef};
use engine::{EventDetails, EventId, HistoryEvent};
use json::{Text, Value};

/// The first difference of two runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The event at which they differ, in both.
    pub event: EventId,
    /// What differs, in a sentence.
    pub says: Message,
    /// Where in the event's data, when it is the data.
    pub path: Option<TreePath>,
    /// The value here and there.
    pub values: Option<(Option<Value>, Option<Value>)>,
}

/// Where the histories of two runs first differ; `None` when neither goes on differently.
/// Times alone are no difference.
pub fn first_difference(here: &Moment<'_>, there: &Moment<'_>) -> Option<Difference> {
    let together = here.whole_history().len().min(there.whole_history().len());
    (0..together).find_map(|at| difference_at(here, there, at)).or_else(|| goes_on(here, there))
}

/// How two runs differ at an event of both, given that they agree before.
fn difference_at(here: &Moment<'_>, there: &Moment<'_>, at: usize) -> Option<Difference> {
    let (a, b) = (here.whole_history().get(at)?, there.whole_history().get(at)?);
    if a.details == b.details && state_name(here, a) == state_name(there, b) {
        return None;
    }
    let (name_a, name_b) = (name(here, a), name(there, b));
    Some(if name_a == name_b { other_data(a, b, name_a) } else { another_way(a.id, name_a, name_b) })
}

/// One run goes on where the other one ends, given that they agree until then.
fn goes_on(here: &Moment<'_>, there: &Moment<'_>) -> Option<Difference> {
    let (ours, theirs) = (here.whole_history(), there.whole_history());
    let shorter = ours.len().min(theirs.len());
    if ours.len() == theirs.len() {
        return None;
    }
    let event = shorter as EventId + 1;
    let (longer, key) =
        if ours.len() > theirs.len() { (here, "compare.goes_on_here") } else { (there, "compare.goes_on_there") };
    let next = longer.whole_history().get(shorter).map(|event| name(longer, event))?;
    let says = described(Message::new(key).count("n", event as usize), "event", next);
    Some(Difference { event, says, path: None, values: None })
}

/// The way of one run around the place where it parts from another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Way {
    /// The last states that both entered.
    pub together: Vec<StateRef>,
    /// The first states that this one entered alone.
    pub alone: Vec<StateRef>,
    /// Do states come before those?
    pub has_more_before: bool,
    /// Do states come after those?
    pub has_more_after: bool,
}

/// So many states are named on each side of the place where two runs part.
const NAMED_STATES: usize = 4;

/// The states that two runs entered at the top, around the place where their ways part.
pub fn ways(here: &Moment<'_>, there: &Moment<'_>) -> (Way, Way) {
    let entered = |moment: &Moment<'_>| -> Vec<StateRef> {
        let visits = moment.latest.visits().iter();
        let at_top = visits.filter(|visit| visit.execution == moment.execution && visit.parent.is_none());
        at_top.map(|visit| StateRef::of(moment.state_of(visit))).collect()
    };
    let (ours, theirs) = (entered(here), entered(there));
    let common = ours.iter().zip(&theirs).take_while(|(a, b)| a.name == b.name).count();
    let way = |states: &[StateRef]| {
        let (from, to) = (common.saturating_sub(NAMED_STATES), (common + NAMED_STATES).min(states.len()));
        Way {
            together: states[from..common].to_vec(),
            alone: states[common..to].to_vec(),
            has_more_before: from > 0,
            has_more_after: to < states.len(),
        }
    };
    (way(&ours), way(&theirs))
}

/// Type and state of an event.
type Name = (String, Option<Text>);

fn name(moment: &Moment<'_>, event: &HistoryEvent) -> Name {
    (event.details.type_name(), state_name(moment, event).cloned())
}

fn state_name<'a>(moment: &Moment<'a>, event: &HistoryEvent) -> Option<&'a Text> {
    let visit = moment.latest.visit(event.visit?)?;
    Some(&moment.state_of(visit).name)
}

fn described(message: Message, key: &'static str, (type_name, state): Name) -> Message {
    match state {
        Some(state) => {
            let inner = Message::new("compare.event_of").code("type", type_name).text("state", state);
            message.with(key, inner)
        }
        None => message.code(key, type_name),
    }
}

fn another_way(event: EventId, here: Name, there: Name) -> Difference {
    let says = Message::new("compare.another_way").count("n", event as usize);
    let says = described(described(says, "here", here), "there", there);
    Difference { event, says, path: None, values: None }
}

fn other_data(a: &HistoryEvent, b: &HistoryEvent, name: Name) -> Difference {
    let (here, there) = (payload(&a.details), payload(&b.details));
    let says = described(Message::new("compare.other_data").count("n", a.id as usize), "event", name);
    let mut path = TreePath::new();
    let (here, there) = difference(here.as_ref(), there.as_ref(), &mut path);
    let says = says.code("path", path_text(&path));
    Difference { event: a.id, says, path: Some(path), values: Some((here, there)) }
}

/// Letters that are shown before the place where two texts differ.
const LETTERS_BEFORE: usize = 24;

impl Difference {
    /// The value here and there as text, from a little before the place where they differ.
    pub fn texts(&self) -> Option<(String, String)> {
        let (here, there) = self.values.as_ref()?;
        let text = |value: &Option<Value>| value.as_ref().map_or_else(|| "—".to_owned(), Value::to_string);
        let (here, there) = (text(here), text(there));
        let same = here.chars().zip(there.chars()).take_while(|(a, b)| a == b).count();
        let from = same.saturating_sub(LETTERS_BEFORE);
        let cut = |text: &str| match from {
            0 => text.to_owned(),
            _ => std::iter::once('…').chain(text.chars().skip(from)).collect(),
        };
        Some((cut(&here), cut(&there)))
    }
}

/// The data that an event carries; an error as the object that a Catcher gets.
fn payload(details: &EventDetails) -> Option<Value> {
    let event = HistoryEvent {
        id: 0,
        previous_event_id: 0,
        timestamp: host::Timestamp::default(),
        details: details.clone(),
        step: 0,
        visit: None,
    };
    let json = engine::event_json(&event);
    let (_, details) = json.as_object()?.entry_at(4)?;
    let payload = ["output", "input", "parameters"].into_iter().find_map(|key| json_text(details.get(key)?));
    payload.or_else(|| Some(details.clone()))
}

/// Descend to the first place where both differ.
fn difference(here: Option<&Value>, there: Option<&Value>, path: &mut TreePath) -> (Option<Value>, Option<Value>) {
    let end = (here.cloned(), there.cloned());
    let (Some(a), Some(b)) = (here, there) else { return end };
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let mut keys = a.keys().chain(b.keys().filter(|key| !a.contains_key(key)));
            let Some(key) = keys.find(|key| a.get(key) != b.get(key)) else { return end };
            path.push(TreeStep::Key(key.clone()));
            difference(a.get(key), b.get(key), path)
        }
        (Value::Array(a), Value::Array(b)) => {
            let mut places = 0..a.len().max(b.len());
            let Some(index) = places.find(|index| a.get(*index) != b.get(*index)) else { return end };
            path.push(TreeStep::Index(index));
            difference(a.get(index), b.get(index), path)
        }
        (Value::String(_), Value::String(_)) => match (json_text(a), json_text(b)) {
            (Some(a), Some(b)) if a != b => {
                path.push(TreeStep::Parsed);
                difference(Some(&a), Some(&b), path)
            }
            _ => end,
        },
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;
    use crate::testing::{CHARGE, play};

    fn told(a: &str, b: &str, input: (&str, &str)) -> Option<String> {
        let (here, there) = (play(CHARGE, input.0, a), play(CHARGE, input.1, b));
        let found = first_difference(&here.end(), &there.end());
        found.map(|found| Catalogue::english().text(&found.says))
    }

    #[test]
    fn both_values_are_shown_from_a_little_before_where_they_differ() {
        let long = "x".repeat(90);
        for (here, there, expected) in [
            (Some("7".to_owned()), Some("71".to_owned()), ("7", "71")),
            (None, Some("1".to_owned()), ("—", "1")),
            (
                Some(format!("\"{long}締め\"")),
                Some(format!("\"{long}始め\"")),
                ("…xxxxxxxxxxxxxxxxxxxxxxxx締め\"", "…xxxxxxxxxxxxxxxxxxxxxxxx始め\""),
            ),
        ] {
            let value = |text: Option<String>| text.map(|text| json::parse_value(&text).unwrap());
            let values = Some((value(here), value(there)));
            let difference = Difference { event: 1, says: Message::new(""), path: None, values };
            assert_eq!(difference.texts(), Some((expected.0.to_owned(), expected.1.to_owned())));
        }
    }

    fn names(states: &[StateRef]) -> String {
        states.iter().map(|state| &*state.name).collect::<Vec<_>>().join(" → ")
    }

    #[test]
    fn the_ways_of_two_runs_are_told_around_where_they_part() {
        let exits = |code: i64| play(CHARGE, DAY, &format!(r#"{{"tasks":{{"Charge":[{{"exitCode":{code}}}]}}}}"#));
        let (here, there) = (exits(7), exits(1));
        let (ours, theirs) = ways(&here.end(), &there.end());
        assert_eq!(names(&ours.together), "Charge → Was it declined?");
        assert_eq!((names(&ours.alone), names(&theirs.alone)), ("Ship".into(), "Give up".into()));
        assert_eq!(ways(&here.end(), &here.end()).0.alone, []);
    }

    const DAY: &str = r#"{"day":"d"}"#;

    #[test]
    fn the_first_difference_is_told() {
        let exits = |code: i64| format!(r#"{{"tasks":{{"Charge":[{{"exitCode":{code}}}]}}}}"#);
        assert_eq!(told(&exits(7), &exits(7), (DAY, DAY)), None);
        assert_eq!(
            told(&exits(0), &exits(7), (DAY, DAY)).as_deref(),
            Some("The runs part at event 6: TaskSucceeded of Charge here, TaskFailed of Charge there.")
        );
        assert_eq!(
            told("{}", "{}", (DAY, r#"{"day":"e"}"#)).as_deref(),
            Some("The runs part at event 1, ExecutionStarted, in $.day.")
        );
        let codes = told(&exits(7), &exits(71), (DAY, DAY)).unwrap();
        assert!(codes.ends_with("Containers[0].ExitCode."), "{codes}");
    }
}
