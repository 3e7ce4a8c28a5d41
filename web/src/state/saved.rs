//! The workspace as it is written down: on the device, in files, and wherever else it must outlive the page.
//!
//! One JSON object, `docs/workspace.md` describes it. Fields are only ever added, so that every file that was ever
//! written can be read; what cannot be read is refused as a whole, with the reason, and never half taken over.

use super::{Breakpoints, Machine, Workspace};
use engine::{DataEdit, EditedPlace};
use json::{Object, Text, Value};
use services::scenario;
use std::rc::Rc;
use text::Severity;

/// Version of the written form. A later one changes what a field means; a field more needs no other version.
const VERSION: i64 = 1;

/// Why a text is no workspace that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is something else.
    NoWorkspace,
    /// It was written by a later version of the page.
    Later,
    /// Something is missing in it, or is not what it should be.
    Damaged,
}

/// A workspace with its cursor, to be kept.
pub fn write(workspace: &Workspace, cursor: usize) -> Value {
    Value::from([
        ("version", VERSION.into()),
        ("name", workspace.name.clone().into()),
        ("definition", workspace.definition.clone().into()),
        ("input", workspace.input.clone().into()),
        ("scenario", scenario::print(&workspace.scenario).into()),
        ("machines", workspace.machines.iter().map(machine_to_value).collect::<Vec<_>>().into()),
        ("cursor", cursor.into()),
        ("edits", workspace.edits.iter().map(edit_to_value).collect::<Vec<_>>().into()),
        ("breakpoints", workspace.breakpoints.to_value()),
    ])
}

/// A workspace with its cursor, as it was kept.
pub fn read(text: &str) -> Result<(Workspace, usize), Refusal> {
    let value = json::parse_value(text).map_err(|_| Refusal::NoWorkspace)?;
    let version = value.get("version").and_then(Value::as_i64).ok_or(Refusal::NoWorkspace)?;
    if value.get("definition").is_none() {
        return Err(Refusal::NoWorkspace);
    }
    if version > VERSION {
        return Err(Refusal::Later);
    }
    from_value(&value).ok_or(Refusal::Damaged)
}

fn from_value(value: &Value) -> Option<(Workspace, usize)> {
    let text = |key: &str| Some(Text::from(value.get(key)?.as_str()?));
    let (scenario, mistakes) = scenario::parse(value.get("scenario")?.as_str()?);
    if mistakes.iter().any(|found| found.severity == Severity::Error) {
        return None;
    }
    // A workspace did not have these at first.
    let list =
        |key: &str| value.get(key).map_or(Some(Vec::new()), |list| Some(list.as_array()?.iter().cloned().collect()));
    let workspace = Workspace {
        name: text("name")?,
        definition: text("definition")?,
        input: text("input")?,
        scenario: Rc::new(scenario),
        machines: Rc::new(list("machines")?.iter().map(machine_from_value).collect::<Option<_>>()?),
        edits: list("edits")?.iter().map(edit_from_value).collect::<Option<_>>()?,
        breakpoints: Breakpoints::from_values(&list("breakpoints")?)?,
    };
    // A cursor that is nowhere is the start.
    let cursor = value.get("cursor").and_then(Value::as_i64).and_then(|cursor| usize::try_from(cursor).ok());
    Some((workspace, cursor.unwrap_or(0)))
}

fn machine_to_value(machine: &Machine) -> Value {
    let kind = if machine.is_express { "EXPRESS" } else { "STANDARD" };
    Value::from([
        ("name", machine.name.clone().into()),
        ("type", kind.into()),
        ("definition", machine.definition.clone().into()),
    ])
}

fn machine_from_value(value: &Value) -> Option<Machine> {
    let text = |key: &str| Some(Text::from(value.get(key)?.as_str()?));
    let is_express = value.get("type").and_then(Value::as_str) == Some("EXPRESS");
    Some(Machine { name: text("name")?, definition: text("definition")?, is_express })
}

fn edit_to_value(edit: &DataEdit) -> Value {
    let mut object = Object::new();
    object.insert("path", edit.path.clone().into());
    object.insert("visit", edit.visit.into());
    match &edit.place {
        EditedPlace::Input => object.insert("place", "input".into()),
        EditedPlace::Output => object.insert("place", "output".into()),
        EditedPlace::Variable(name) => object.insert("variable", name.clone().into()),
    };
    object.insert("value", edit.value.clone());
    object.into()
}

fn edit_from_value(value: &Value) -> Option<DataEdit> {
    let place = match (value.get("place").and_then(Value::as_str), value.get("variable").and_then(Value::as_str)) {
        (Some("input"), _) => EditedPlace::Input,
        (Some("output"), _) => EditedPlace::Output,
        (_, name) => EditedPlace::Variable(name?.into()),
    };
    let visit = u32::try_from(value.get("visit")?.as_i64()?).ok()?;
    Some(DataEdit { path: value.get("path")?.as_str()?.into(), visit, place, value: value.get("value")?.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::workspace::tests::sample;
    use crate::state::{Stop, StopRule};

    fn full() -> Workspace {
        let stops = [
            StopRule { stop: Stop::State("/States/A".into()), is_on: true },
            StopRule { stop: Stop::Data(None, "n > 3".into()), is_on: false },
        ];
        Workspace { breakpoints: Breakpoints(stops.into()), ..sample() }
    }

    #[test]
    fn a_workspace_survives_being_kept() {
        assert_eq!(read(&write(&full(), 13).to_string()), Ok((full(), 13)));
        for sample in crate::samples::SAMPLES {
            let workspace = sample.workspace("s");
            assert_eq!(read(&write(&workspace, 0).to_string()), Ok((workspace, 0)), "{}", sample.title);
        }
    }

    #[test]
    fn what_was_written_first_can_be_read() {
        let first = r#"{"version":1,"name":"n","definition":"{}","input":"[]","scenario":"{}","cursor":2}"#;
        let (workspace, cursor) = read(first).unwrap();
        assert_eq!((&*workspace.name, &*workspace.definition, &*workspace.input, cursor), ("n", "{}", "[]", 2));
        assert_eq!((workspace.machines.len(), workspace.edits.len(), workspace.breakpoints.0.len()), (0, 0, 0));
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_reason() {
        for (text, reason) in [
            ("", Refusal::NoWorkspace),
            ("null", Refusal::NoWorkspace),
            ("[1]", Refusal::NoWorkspace),
            (r#"{"version":"2012-10-17","Statement":[]}"#, Refusal::NoWorkspace),
            (r#"{"version":1,"orders":[]}"#, Refusal::NoWorkspace),
            (r#"{"version":2,"definition":"{}"}"#, Refusal::Later),
            (r#"{"version":1,"definition":"{}"}"#, Refusal::Damaged),
        ] {
            assert_eq!(read(text), Err(reason), "{text}");
        }
    }

    #[test]
    fn no_part_of_a_workspace_may_be_damaged() {
        let whole = write(&full(), 3);
        for (key, _) in whole.as_object().unwrap().iter() {
            for nonsense in [Value::from(true), Value::from([1, 2].map(Value::from).to_vec())] {
                let mut damaged = whole.as_object().unwrap().clone();
                damaged.insert(key.clone(), nonsense.clone());
                let read = read(&Value::from(damaged).to_string());
                let expected = if &**key == "version" { Err(Refusal::NoWorkspace) } else { Err(Refusal::Damaged) };
                if &**key != "cursor" {
                    assert_eq!(read, expected, "{key} {nonsense}");
                }
            }
        }
    }

    #[test]
    fn a_text_cut_anywhere_is_refused() {
        let whole = write(&full(), 3).to_string();
        let cuts = whole.char_indices().map(|(at, _)| &whole[..at]);
        assert!(cuts.into_iter().all(|cut| read(cut).is_err()));
    }
}
