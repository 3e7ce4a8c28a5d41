//! Changing the definition by hand: what a button or key asks for, as edits of the text.

use crate::context::*;
use crate::editing::Renaming;
use crate::js;
use crate::panels::author::code_editor::Handle;
use crate::state::{Arrange, Arrangement, Change, Select, Selection, WorkspaceState};
use definition::StateId;
use design::{Exit, Template};
use text::{Edit, LineIndex};
use yew::prelude::*;

/// Changes the definition by hand.
#[derive(Clone, PartialEq)]
pub(crate) struct Designer {
    /// The workspace's own definition.
    pub analysis: AnalysisContext,
    /// The state that is looked at, unless it is another machine's.
    state: Option<StateId>,
    /// The machine that is looked at; one of another definition cannot be changed here.
    shown: AnalysisContext,
    /// Is it another one?
    is_other: bool,
    editor: Handle,
    workspace: UseReducerDispatcher<WorkspaceState>,
    selection: UseReducerDispatcher<Selection>,
    arrangement: UseReducerDispatcher<Arrangement>,
}

/// Changes the definition by hand.
#[hook]
pub(crate) fn use_designer() -> Designer {
    let (document, shown) = (use_document(), use_analysis());
    Designer {
        is_other: document.0 != shown,
        shown,
        analysis: document.0,
        state: use_document_state(),
        editor: use_editor(),
        workspace: use_workspace().dispatcher(),
        selection: use_selection().dispatcher(),
        arrangement: use_arrangement().dispatcher(),
    }
}

impl Designer {
    /// The machine that is looked at.
    pub(crate) fn shown(&self) -> &AnalysisContext {
        &self.shown
    }

    /// Let the person choose what to add behind the state that is looked at.
    pub(crate) fn choose(&self) {
        let exit = design::exit_behind(&self.analysis.machine, self.state());
        if !self.is_other {
            self.arrangement.dispatch(Arrange::Adding(Some(exit)));
        }
    }

    /// Let the person choose what to add on an exit of the machine that is looked at.
    pub(crate) fn choose_on(&self, exit: Exit) {
        if !self.is_other {
            self.arrangement.dispatch(Arrange::Adding(Some(exit)));
        }
    }

    /// Let the person choose where the state leads.
    pub(crate) fn choose_next(&self) {
        let exit = design::exit_behind(&self.analysis.machine, self.state());
        if self.state().is_some() && exit.state() == self.state() {
            self.choose_target(exit);
        }
    }

    /// Let the person choose where an exit leads.
    pub(crate) fn choose_target(&self, exit: Exit) {
        if !self.is_other {
            self.arrangement.dispatch(Arrange::Connecting(Some(exit)));
            js::focus_next(".node.is-selected");
        }
    }

    /// Let an exit lead to a state, or to the end.
    pub(crate) fn connect(&self, exit: Exit, to: Option<StateId>) {
        self.edit(&design::connect(&self.analysis.machine, exit, to));
        self.arrangement.dispatch(Arrange::Connecting(None));
        js::focus_next(".node.is-selected");
    }

    /// Add a state.
    pub(crate) fn add(&self, exit: Exit, template: &Template) {
        self.change(Some(design::add(&self.analysis.machine, exit, template)));
    }

    /// Delete the state.
    pub(crate) fn delete(&self) {
        self.change(self.state().and_then(|state| design::delete(&self.analysis.machine, state)));
    }

    /// Add one more like the state.
    pub(crate) fn duplicate(&self) {
        self.change(self.state().and_then(|state| design::duplicate(&self.analysis.machine, state)));
    }

    /// Let the person choose where the state is moved to, if there is such a place.
    pub(crate) fn choose_place(&self) {
        if let Some(state) = self.state().filter(|&state| !self.places_for(state).is_empty()) {
            self.arrangement.dispatch(Arrange::Moving(Some(state)));
        }
    }

    /// The exits onto which a state of the machine that is looked at can be moved.
    pub(crate) fn places_for(&self, state: StateId) -> Vec<Exit> {
        let is_there = (state.0 as usize) < self.analysis.machine.states.len();
        if self.is_other || !is_there { Vec::new() } else { design::places_for(&self.analysis.machine, state) }
    }

    /// Move a state to another place.
    pub(crate) fn move_onto(&self, state: StateId, exit: Exit) {
        self.edit(&design::move_onto(&self.analysis.machine, state, exit));
    }

    /// Let the state change places with the one before it.
    pub(crate) fn move_earlier(&self) {
        if let Some(state) = self.state() {
            self.edit(&design::move_earlier(&self.analysis.machine, state));
        }
    }

    /// Let the state change places with the one behind it.
    pub(crate) fn move_later(&self) {
        if let Some(state) = self.state() {
            self.edit(&design::move_later(&self.analysis.machine, state));
        }
    }

    /// Give a state another name everywhere; false when another state has it.
    pub(crate) fn rename(&self, state: StateId, name: &str) -> bool {
        if self.is_other {
            return true;
        }
        let Some(renaming) = Renaming::of(&self.analysis.text, state, name) else { return false };
        self.give_name(&renaming);
        true
    }

    /// Give a state another name: in the text, and in all that speaks of it, in one step.
    pub(crate) fn give_name(&self, renaming: &Renaming) {
        self.workspace.dispatch(Change::Rename(renaming.rename.clone()));
        // Where the text is open, its caret and folds stay with what they are at.
        self.editor.apply(&renaming.edits, &LineIndex::new(&renaming.rename.before));
        self.selection.dispatch(Select::State(renaming.location.clone()));
    }

    /// Change the text, through its editor, so that its undo takes the change back.
    pub(crate) fn edit(&self, edits: &[Edit]) {
        if edits.is_empty() || self.is_other {
            return;
        }
        if self.editor.0.borrow().is_some() {
            self.editor.apply(edits, &self.analysis.lines);
        } else {
            let text = text::apply(&self.analysis.text, edits);
            self.workspace.dispatch(Change::ReplaceDefinition(text.into()));
        }
    }

    fn change(&self, change: Option<design::Change>) {
        let Some(change) = change else { return };
        self.edit(&change.edits);
        if let Some(location) = change.look_at {
            self.selection.dispatch(Select::State(location.as_str().into()));
        }
        // The focus may have been on what is gone.
        js::focus_next(".node.is-selected");
    }

    /// Can the machine that is looked at be changed here?
    pub(crate) fn can_change(&self) -> bool {
        !self.is_other
    }

    /// The state that is looked at. It may have been chosen before the last change.
    pub(crate) fn state(&self) -> Option<StateId> {
        self.state.filter(|state| (state.0 as usize) < self.analysis.machine.states.len())
    }
}
