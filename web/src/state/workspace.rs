//! The ground state: what a person wrote and chose. A run is a pure function of it.

use super::history::{History, Step, Typed};
use super::{Breakpoints, Part, SetBreakpoint, differing};
use engine::DataEdit;
use json::Text;
use services::Scenario;
use services::scenario::renamed_path;
use std::rc::Rc;
use yew::Reducible;

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
    /// Where a run stops that moves by itself.
    pub breakpoints: Breakpoints,
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

/// The workspace, what was done to it, and which document the editors show.
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
    /// What was just taken back or done again.
    pub turned: Option<Turned>,
    history: History,
}

/// What was taken back or done again.
#[derive(Clone, Debug, PartialEq)]
pub struct Turned {
    /// Was it taken back?
    pub is_undone: bool,
    /// The parts that are as they were; all of them when another workspace is open again.
    pub parts: Option<Vec<Part>>,
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
    /// The definition was typed into.
    Definition(Text),
    /// The definition was changed in its editor, by a button or key.
    ReviseDefinition(Text),
    /// The definition is replaced, not by its editor.
    ReplaceDefinition(Text),
    /// A state got another name, and all that speaks of it goes along.
    Rename(Rename),
    /// The input was typed into.
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
    /// What made another run of this workspace comes back.
    Restore(Rc<Workspace>),
    /// The run stops elsewhere.
    Breakpoint(SetBreakpoint),
    /// Another name.
    Name(Text),
    /// The last change is taken back.
    Undo,
    /// The change that was taken back is made again.
    Redo,
}

/// Another name for a state of the workspace's own definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Rename {
    /// The definition's text that it was meant for.
    pub before: Text,
    /// The text with the new name.
    pub after: Text,
    /// The state's name so far, and the new one.
    pub names: (Text, Text),
    /// The locations that change with it: from, to.
    pub moves: Vec<(Text, Text)>,
}

impl Change {
    /// The workspace that it opens.
    pub fn opens(&self) -> Option<&Workspace> {
        match self {
            Self::Open(workspace) => Some(workspace),
            _ => None,
        }
    }

    /// What goes on as one step, while it does not rest.
    fn typed(&self) -> Option<Typed> {
        match self {
            Self::Definition(_) => Some(Typed::Definition),
            Self::Input(_) => Some(Typed::Input),
            Self::Scenario(_) => Some(Typed::Scenario),
            Self::Machines(_) => Some(Typed::Machines),
            _ => None,
        }
    }

    /// Must editors take over a text?
    fn is_from_outside(&self) -> bool {
        matches!(
            self,
            Self::Open(_) | Self::Rename(_) | Self::ReplaceInput(_) | Self::ReplaceDefinition(_) | Self::Restore(_)
        )
    }
}

fn is_same_place(a: &DataEdit, b: &DataEdit) -> bool {
    (&a.path, a.visit, &a.place) == (&b.path, b.visit, &b.place)
}

impl Workspace {
    fn change(&mut self, change: Change) {
        match change {
            Change::Open(workspace) => *self = (*workspace).clone(),
            Change::Definition(text) | Change::ReviseDefinition(text) | Change::ReplaceDefinition(text) => {
                self.definition = text;
            }
            Change::Rename(rename) => self.rename(rename),
            Change::Input(text) | Change::ReplaceInput(text) => self.input = text,
            Change::Scenario(scenario) => self.scenario = scenario,
            Change::Machines(machines) => self.machines = machines,
            Change::Edit(edit) => {
                self.edits.retain(|known| !is_same_place(known, &edit));
                self.edits.push(edit);
            }
            Change::Unedit(edit) => self.edits.retain(|known| !is_same_place(known, &edit)),
            Change::Restore(other) => {
                let (name, breakpoints) = (self.name.clone(), self.breakpoints.clone());
                *self = Self { name, breakpoints, ..(*other).clone() };
            }
            Change::Breakpoint(change) => self.breakpoints.change(change),
            Change::Name(name) => self.name = name,
            Change::Undo | Change::Redo => {}
        }
    }

    /// Nothing, when the text has become another since.
    fn rename(&mut self, rename: Rename) {
        if self.definition != rename.before {
            return;
        }
        let (from, to) = &rename.names;
        self.definition = rename.after;
        Rc::make_mut(&mut self.scenario).rename_state(from, to);
        self.breakpoints.change(SetBreakpoint::Move(rename.moves));
        self.edits.iter_mut().for_each(|edit| edit.path = renamed_path(&edit.path, from, to));
    }
}

impl WorkspaceState {
    /// A workspace that is opened, the run at a frame.
    pub fn new(workspace: Workspace, frame: usize) -> Self {
        let (workspace, history) = (Rc::new(workspace), History::default());
        Self { workspace, identity: 0, texts: 0, frame, turned: None, history }
    }

    /// A step back or forth.
    fn turned(&self, is_undone: bool) -> Option<Self> {
        let mut next = self.clone();
        let Step { workspace, opens } = match is_undone {
            true => next.history.undo(&self.workspace)?,
            false => next.history.redo(&self.workspace)?,
        };
        next.turned = Some(Turned { is_undone, parts: (!opens).then(|| differing(&self.workspace, &workspace)) });
        next.identity = next.identity.wrapping_add(u32::from(opens));
        next.texts = next.texts.wrapping_add(1);
        Some(Self { workspace, frame: 0, ..next })
    }
}

impl Reducible for WorkspaceState {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        if matches!(change, Change::Undo | Change::Redo) {
            return self.turned(change == Change::Undo).map_or(self, Rc::new);
        }
        let (opens, typed) = (matches!(change, Change::Open(_)), change.typed());
        let texts = self.texts.wrapping_add(u32::from(change.is_from_outside()));
        let mut workspace = (*self.workspace).clone();
        workspace.change(change);
        if workspace == *self.workspace && !opens {
            return self;
        }
        let mut history = self.history.clone();
        history.record(self.workspace.clone(), opens, typed, now_millis());
        let identity = self.identity.wrapping_add(u32::from(opens));
        Rc::new(Self { workspace: Rc::new(workspace), identity, texts, frame: 0, turned: None, history })
    }
}

#[cfg(target_arch = "wasm32")]
fn now_millis() -> f64 {
    crate::js::now_millis()
}

/// Where tests run there is no page, and nobody rests while typing.
#[cfg(not(target_arch = "wasm32"))]
fn now_millis() -> f64 {
    0.0
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::state::Stop;
    use engine::EditedPlace;
    use json::Value;
    use services::scenario;

    fn edit(place: EditedPlace, value: i64) -> DataEdit {
        DataEdit { path: "Each[3]/Price".into(), visit: 0, place, value: value.into() }
    }

    pub(in crate::state) fn sample() -> Workspace {
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
            breakpoints: Breakpoints::default(),
        }
    }

    fn opened() -> Rc<WorkspaceState> {
        Rc::new(WorkspaceState::new(sample(), 0))
    }

    #[test]
    fn an_edit_keeps_the_document_and_opening_changes_it() {
        let edited = opened().reduce(Change::Definition("{}".into()));
        assert_eq!((&*edited.workspace.definition, edited.identity), ("{}", 0));
        let opened = edited.reduce(Change::Open(Rc::new(sample())));
        assert_eq!((&*opened.workspace.definition, opened.identity), ("{\n}", 1));
    }

    #[test]
    fn an_edited_value_takes_the_place_of_an_earlier_one() {
        let edited = opened().reduce(Change::Edit(edit(EditedPlace::Output, 9)));
        let values: Vec<&Value> = edited.workspace.edits.iter().map(|edit| &edit.value).collect();
        assert_eq!(values, [&Value::from(1), &3.into(), &9.into()]);
        let undone = edited.reduce(Change::Unedit(edit(EditedPlace::Output, 0)));
        assert_eq!(undone.workspace.edits.len(), 2);
        let restored = undone.reduce(Change::Restore(Rc::new(sample())));
        assert_eq!((restored.workspace.edits.len(), restored.identity, restored.texts), (3, 0, 1));
    }

    #[test]
    fn a_run_that_comes_back_leaves_name_and_breakpoints_alone() {
        let stop = Change::Breakpoint(SetBreakpoint::Add(Stop::Error(None)));
        let state = opened().reduce(stop).reduce(Change::Name("x".into())).reduce(Change::Input("1".into()));
        let restored = state.reduce(Change::Restore(Rc::new(sample())));
        let Workspace { name, input, breakpoints, .. } = &*restored.workspace;
        assert_eq!((&**name, &**input, breakpoints.0.len()), ("x", "{}", 1));
    }

    fn rename() -> Change {
        Change::Rename(Rename {
            before: "{\n}".into(),
            after: "{ }".into(),
            names: ("Price".into(), "締め".into()),
            moves: vec![("/States/Price".into(), "/States/締め".into())],
        })
    }

    #[test]
    fn all_that_speaks_of_a_state_goes_along_with_its_name_and_comes_back_with_it() {
        let scenario = Rc::new(scenario::parse(r#"{"tasks":{"Price":[{"throw":{"error":"E"}}]}}"#).0);
        let toggle = Change::Breakpoint(SetBreakpoint::Toggle("/States/Price".into()));
        let before = opened().reduce(Change::Scenario(scenario)).reduce(toggle);
        let after = before.clone().reduce(rename());
        assert_eq!(&*after.workspace.definition, "{ }");
        assert_eq!(&*after.workspace.scenario.tasks[0].key, "締め");
        assert_eq!(&*after.workspace.edits[0].path, "Each[3]/締め");
        assert!(after.workspace.breakpoints.stops_before("/States/締め"));
        let undone = after.clone().reduce(Change::Undo);
        assert_eq!(*undone.workspace, *before.workspace);
        let parts = vec![Part::Definition, Part::Scenario, Part::Edits, Part::Breakpoints];
        assert_eq!(undone.turned, Some(Turned { is_undone: true, parts: Some(parts) }));
        assert_eq!(*undone.reduce(Change::Redo).workspace, *after.workspace);
    }

    #[test]
    fn a_name_meant_for_another_text_is_not_given() {
        let state = opened().reduce(Change::Definition("[]".into()));
        assert!(Rc::ptr_eq(&state, &state.clone().reduce(rename())));
    }

    #[test]
    fn every_change_is_taken_back_and_made_again() {
        let scenario = Rc::new(scenario::parse("{}").0);
        for change in [
            Change::Open(Rc::new(Workspace { name: "other".into(), ..sample() })),
            Change::Definition("[]".into()),
            Change::ReviseDefinition("[]".into()),
            Change::ReplaceDefinition("[]".into()),
            rename(),
            Change::Input("1".into()),
            Change::ReplaceInput("1".into()),
            Change::Scenario(scenario),
            Change::Machines(Rc::default()),
            Change::Edit(edit(EditedPlace::Output, 9)),
            Change::Unedit(edit(EditedPlace::Output, 0)),
            Change::Restore(Rc::new(Workspace { input: "1".into(), ..sample() })),
            Change::Breakpoint(SetBreakpoint::Add(Stop::Error(None))),
            Change::Name("x".into()),
        ] {
            let before = opened();
            let after = before.clone().reduce(change.clone());
            let undone = after.clone().reduce(Change::Undo);
            assert_eq!(*undone.workspace, *before.workspace, "{change:?}");
            assert_ne!(undone.texts, after.texts, "editors take the former text over after {change:?}");
            assert_eq!(*undone.reduce(Change::Redo).workspace, *after.workspace, "{change:?}");
        }
    }

    #[test]
    fn a_change_that_changes_nothing_is_none() {
        let state = opened();
        for change in [Change::Input("{}".into()), Change::Undo, Change::Redo] {
            assert!(Rc::ptr_eq(&state, &state.clone().reduce(change)));
        }
    }
}
