//! The ground state: what a person wrote and chose. A run is a pure function of it.

use json::{Text, Value};
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
        };
        let cursor = value.get("cursor").and_then(Value::as_i64).and_then(|cursor| usize::try_from(cursor).ok());
        Some((workspace, cursor.unwrap_or(0)))
    }
}

fn machines(value: Option<&Value>) -> Vec<Machine> {
    value.and_then(Value::as_array).into_iter().flat_map(|all| all.iter()).filter_map(Machine::from_value).collect()
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
    /// The input was edited.
    Input(Text),
    /// The input is replaced, not by its editor.
    ReplaceInput(Text),
    /// The simulated services behave otherwise.
    Scenario(Rc<Scenario>),
    /// The other machines are others.
    Machines(Rc<Vec<Machine>>),
    /// Another name.
    Name(Text),
}

impl Reducible for WorkspaceState {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut next = (*self.workspace).clone();
        let replaces = matches!(change, Change::ReplaceInput(_) | Change::ReplaceDefinition(_));
        let texts = self.texts.wrapping_add(u32::from(replaces));
        match change {
            Change::Open(workspace) => {
                let (identity, texts) = (self.identity.wrapping_add(1), self.texts.wrapping_add(1));
                return Rc::new(Self { workspace, identity, texts, frame: 0 });
            }
            Change::Definition(text) | Change::ReplaceDefinition(text) => next.definition = text,
            Change::Input(text) | Change::ReplaceInput(text) => next.input = text,
            Change::Scenario(scenario) => next.scenario = scenario,
            Change::Machines(machines) => next.machines = machines,
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

    fn sample() -> Workspace {
        Workspace {
            name: "警告".into(),
            definition: "{\n}".into(),
            input: "{}".into(),
            scenario: Rc::new(scenario::parse(r#"{"seed":7,"tasks":{"A":[{"throw":{"error":"E"}}]}}"#).0),
            machines: Rc::new(vec![Machine { name: "子".into(), definition: "{}".into(), is_express: true }]),
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
    fn a_change_that_changes_nothing_is_none() {
        let state = Rc::new(WorkspaceState { workspace: Rc::new(sample()), identity: 0, texts: 0, frame: 0 });
        assert!(Rc::ptr_eq(&state, &state.clone().reduce(Change::Input("{}".into()))));
    }
}
