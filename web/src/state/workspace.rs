//! The ground state: what a person wrote and chose. A run is a pure function of it.

use engine::{DataEdit, EditedPlace};
use json::{Object, Text, Value};
use services::scenario::{self, Scenario};
use std::rc::Rc;
use yew::Reducible;

/// Version of the stored form. Every version that was ever written must stay readable.
const VERSION: i64 = 1;

/// What a person wrote and chose.
#[derive(Clone, Debug, PartialEq)]
pub struct Workspace {
    /// Its name.
    pub name: Text,
    /// The definition's text.
    pub definition: Text,
    /// The input's text.
    pub input: Text,
    /// How the simulated services behave, where all chance comes from, and when a run starts.
    pub scenario: Rc<Scenario>,
    /// The other machines, which `states:startExecution` starts.
    pub machines: Rc<Vec<Machine>>,
    /// Data that was edited by hand at a pause.
    pub edits: Vec<DataEdit>,
}

/// Another machine of the workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Machine {
    /// Its name.
    pub name: Text,
    /// Its definition's text.
    pub definition: Text,
    /// Is it Express?
    pub is_express: bool,
}

impl Machine {
    fn to_value(&self) -> Value {
        let kind = if self.is_express { "EXPRESS" } else { "STANDARD" };
        Value::from([
            ("name", self.name.clone().into()),
            ("type", kind.into()),
            ("definition", self.definition.clone().into()),
        ])
    }

    fn from_value(value: &Value) -> Option<Self> {
        let text = |key: &str| Some(Text::from(value.get(key)?.as_str()?));
        let is_express = value.get("type").and_then(Value::as_str) == Some("EXPRESS");
        Some(Self { name: text("name")?, definition: text("definition")?, is_express })
    }
}

impl Workspace {
    /// For storage, with the cursor.
    pub fn to_value(&self, cursor: usize) -> Value {
        Value::from([
            ("version", VERSION.into()),
            ("name", self.name.clone().into()),
            ("definition", self.definition.clone().into()),
            ("input", self.input.clone().into()),
            ("scenario", scenario::print(&self.scenario).into()),
            ("machines", self.machines.iter().map(Machine::to_value).collect::<Vec<_>>().into()),
            ("cursor", cursor.into()),
            ("edits", self.edits.iter().map(edit_to_value).collect::<Vec<_>>().into()),
        ])
    }

    /// From storage, with the cursor; `None` when it is no workspace or of a later version.
    pub fn from_value(value: &Value) -> Option<(Self, usize)> {
        if value.get("version")?.as_i64()? > VERSION {
            return None;
        }
        let text = |key: &str| Some(Text::from(value.get(key)?.as_str()?));
        let workspace = Self {
            name: text("name")?,
            definition: text("definition")?,
            input: text("input")?,
            scenario: Rc::new(scenario::parse(value.get("scenario")?.as_str()?).0),
            // Workspaces had none at first.
            machines: Rc::new(machines(value.get("machines"))),
            edits: value.get("edits").and_then(Value::as_array).map_or_else(Vec::new, edits_from),
        };
        let cursor = value.get("cursor").and_then(Value::as_i64).and_then(|cursor| usize::try_from(cursor).ok());
        Some((workspace, cursor.unwrap_or(0)))
    }
}

fn machines(value: Option<&Value>) -> Vec<Machine> {
    value.and_then(Value::as_array).into_iter().flat_map(|all| all.iter()).filter_map(Machine::from_value).collect()
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

/// What makes no sense is left out.
fn edits_from(values: &json::Array) -> Vec<DataEdit> {
    let edit = |value: &Value| {
        let place = match (value.get("place").and_then(Value::as_str), value.get("variable").and_then(Value::as_str)) {
            (Some("input"), _) => EditedPlace::Input,
            (Some("output"), _) => EditedPlace::Output,
            (_, name) => EditedPlace::Variable(name?.into()),
        };
        let visit = u32::try_from(value.get("visit")?.as_i64()?).ok()?;
        Some(DataEdit { path: value.get("path")?.as_str()?.into(), visit, place, value: value.get("value")?.clone() })
    };
    values.iter().filter_map(edit).collect()
}

/// The workspace, and which document the editors show.
#[derive(Clone, Debug)]
pub struct WorkspaceState {
    /// The ground state.
    pub workspace: Rc<Workspace>,
    /// Changes when another workspace is opened: then the run starts anew.
    pub identity: u32,
    /// Changes when a text was replaced from outside: then, and only then, editors take it over.
    pub texts: u32,
    /// Where the run of the opened document starts to be looked at.
    pub frame: usize,
}

/// Equal when nothing was changed in between.
impl PartialEq for WorkspaceState {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.workspace, &other.workspace) && self.identity == other.identity
    }
}

/// A change of the ground state.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Another workspace is opened.
    Open(Rc<Workspace>),
    /// The definition was edited.
    Definition(Text),
    /// The definition is replaced, not by its editor.
    ReplaceDefinition(Text),
    /// A state got another name: from, to. What the scenario says of it goes along.
    RenameState(Text, Text),
    /// The input was edited.
    Input(Text),
    /// The input is replaced, not by its editor.
    ReplaceInput(Text),
    /// The simulated services behave otherwise.
    Scenario(Rc<Scenario>),
    /// The other machines are others.
    Machines(Rc<Vec<Machine>>),
    /// A value is put in the place of what the run makes, or of an earlier such value.
    Edit(DataEdit),
    /// The run makes the value again that was edited.
    Unedit(DataEdit),
    /// An earlier state of this workspace comes back.
    Restore(Rc<Workspace>),
    /// Another name.
    Name(Text),
}

fn is_same_place(a: &DataEdit, b: &DataEdit) -> bool {
    (&a.path, a.visit, &a.place) == (&b.path, b.visit, &b.place)
}

impl Reducible for WorkspaceState {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut next = (*self.workspace).clone();
        let is_from_outside =
            matches!(change, Change::ReplaceInput(_) | Change::ReplaceDefinition(_) | Change::Restore(_));
        let texts = self.texts.wrapping_add(u32::from(is_from_outside));
        match change {
            Change::Open(workspace) => {
                let (identity, texts) = (self.identity.wrapping_add(1), self.texts.wrapping_add(1));
                return Rc::new(Self { workspace, identity, texts, frame: 0 });
            }
            Change::Definition(text) | Change::ReplaceDefinition(text) => next.definition = text,
            Change::Input(text) | Change::ReplaceInput(text) => next.input = text,
            Change::Scenario(scenario) => next.scenario = scenario,
            Change::RenameState(from, to) => {
                Rc::make_mut(&mut next.scenario).rename_state(&from, &to);
            }
            Change::Machines(machines) => next.machines = machines,
            Change::Edit(edit) => {
                next.edits.retain(|known| !is_same_place(known, &edit));
                next.edits.push(edit);
            }
            Change::Unedit(edit) => next.edits.retain(|known| !is_same_place(known, &edit)),
            Change::Restore(workspace) => next = (*workspace).clone(),
            Change::Name(name) => next.name = name,
        }
        if next == *self.workspace {
            return self;
        }
        Rc::new(Self { workspace: Rc::new(next), texts, ..*self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(place: EditedPlace, value: i64) -> DataEdit {
        DataEdit { path: "Each[3]/Price".into(), visit: 0, place, value: value.into() }
    }

    fn sample() -> Workspace {
        Workspace {
            name: "警告".into(),
            definition: "{\n}".into(),
            input: "{}".into(),
            scenario: Rc::new(scenario::parse(r#"{"seed":7,"tasks":{"A":[{"throw":{"error":"E"}}]}}"#).0),
            machines: Rc::new(vec![Machine { name: "子".into(), definition: "{}".into(), is_express: true }]),
            edits: vec![
                edit(EditedPlace::Input, 1),
                edit(EditedPlace::Output, 2),
                edit(EditedPlace::Variable("v".into()), 3),
            ],
        }
    }

    #[test]
    fn a_workspace_survives_storage() {
        let stored = sample().to_value(13).to_string();
        let read = Workspace::from_value(&json::parse_value(&stored).unwrap());
        assert_eq!(read, Some((sample(), 13)));
    }

    #[test]
    fn what_is_no_workspace_is_refused() {
        for text in ["null", "{}", r#"{"version":2}"#, r#"{"version":1,"name":"x"}"#, "[1]"] {
            assert_eq!(Workspace::from_value(&json::parse_value(text).unwrap()), None, "{text}");
        }
    }

    #[test]
    fn an_edit_keeps_the_document_and_opening_changes_it() {
        let state = Rc::new(WorkspaceState { workspace: Rc::new(sample()), identity: 0, texts: 0, frame: 0 });
        let edited = state.reduce(Change::Definition("{}".into()));
        assert_eq!((&*edited.workspace.definition, edited.identity), ("{}", 0));
        let opened = edited.reduce(Change::Open(Rc::new(sample())));
        assert_eq!((&*opened.workspace.definition, opened.identity), ("{\n}", 1));
    }

    #[test]
    fn an_edited_value_takes_the_place_of_an_earlier_one() {
        let state = Rc::new(WorkspaceState { workspace: Rc::new(sample()), identity: 0, texts: 0, frame: 0 });
        let edited = state.reduce(Change::Edit(edit(EditedPlace::Output, 9)));
        let values: Vec<&Value> = edited.workspace.edits.iter().map(|edit| &edit.value).collect();
        assert_eq!(values, [&Value::from(1), &3.into(), &9.into()]);
        let undone = edited.reduce(Change::Unedit(edit(EditedPlace::Output, 0)));
        assert_eq!(undone.workspace.edits.len(), 2);
        let restored = undone.reduce(Change::Restore(Rc::new(sample())));
        assert_eq!((restored.workspace.edits.len(), restored.identity, restored.texts), (3, 0, 1));
    }

    #[test]
    fn the_scenario_of_a_state_goes_along_with_its_name() {
        let state = Rc::new(WorkspaceState { workspace: Rc::new(sample()), identity: 0, texts: 0, frame: 0 });
        let renamed = state.reduce(Change::RenameState("A".into(), "締め".into()));
        let keys: Vec<_> = renamed.workspace.scenario.tasks.iter().map(|rule| &*rule.key).collect();
        assert_eq!(keys, ["締め"]);
    }

    #[test]
    fn a_change_that_changes_nothing_is_none() {
        let state = Rc::new(WorkspaceState { workspace: Rc::new(sample()), identity: 0, texts: 0, frame: 0 });
        assert!(Rc::ptr_eq(&state, &state.clone().reduce(Change::Input("{}".into()))));
    }
}
