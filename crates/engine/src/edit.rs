//! Data that a person put in the place of what the run made.
//!
//! Edits are given with the options, before the run starts: a run stays a function of what it was
//! given, and replays the same.

use crate::strand::StrandId;
use crate::{FormerValues, Run, VisitId};
use definition::State;
use json::{Text, Value};

/// A value that a person put in the place of one that the run made.
#[derive(Clone, Debug, PartialEq)]
pub struct DataEdit {
    /// Path of the state, as in a scenario: `Pay`, `Each[3]/Price`.
    pub path: Text,
    /// Which visit of the state at this path, counted from 0.
    pub visit: u32,
    /// What of the visit.
    pub place: EditedPlace,
    /// The value.
    pub value: Value,
}

/// What of a visit was edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditedPlace {
    /// What the state is entered with.
    Input,
    /// What the state is left with.
    Output,
    /// A variable, as the state reads it.
    Variable(Text),
}

impl Run {
    /// Puts what a person wants a state to be entered with in the place of its input and variables;
    /// gives what was there.
    pub(crate) fn edit_entry(&mut self, id: StrandId, state: &State, input: &mut Value) -> Option<Box<FormerValues>> {
        if self.options.edits.is_empty() {
            return None;
        }
        let next = VisitId(self.visits.len() as u32);
        let mut variables = self.strand(id).variables.clone();
        let mut former = FormerValues::default();
        for edit in self.edits(id, state, next) {
            match &edit.place {
                EditedPlace::Input => former.input = Some(std::mem::replace(input, edit.value.clone())),
                EditedPlace::Variable(name) => {
                    former.variables.push((name.clone(), variables.get(name).cloned()));
                    variables.set(name.clone(), edit.value.clone());
                }
                EditedPlace::Output => {}
            }
        }
        self.strand_mut(id).variables = variables;
        (former != FormerValues::default()).then(|| Box::new(former))
    }

    /// Puts what a person wants a state to be left with in the place of its output; gives what was there.
    pub(crate) fn edit_output(&self, id: StrandId, state: &State, output: &mut Value) -> Option<Value> {
        let visit = self.strand(id).visit?;
        let edit = self.edits(id, state, visit).filter(|edit| edit.place == EditedPlace::Output).last()?;
        Some(std::mem::replace(output, edit.value.clone()))
    }

    /// The edits of a visit that the strand is in, or is about to begin.
    fn edits(&self, id: StrandId, state: &State, visit: VisitId) -> impl Iterator<Item = &DataEdit> {
        // Counting visits is for runs in which somebody edited this very state.
        let is_edited = self.options.edits.iter().any(|edit| edit.path.ends_with(&*state.name));
        let place = is_edited.then(|| (self.path(id, state), self.earlier_visits(id, state, visit)));
        self.options.edits.iter().filter(move |edit| {
            place.as_ref().is_some_and(|(path, earlier)| edit.path == *path && edit.visit == *earlier)
        })
    }

    /// How often the strand's own place entered a state before `visit`.
    fn earlier_visits(&self, id: StrandId, state: &State, visit: VisitId) -> u32 {
        let strand = self.strand(id);
        let parent = strand.parent.and_then(|(outer, index)| Some((self.strand(outer).visit?, index)));
        let execution = strand.execution;
        let is_kin = |other: &&crate::Visit| {
            other.id < visit && other.state == state.id && other.execution == execution && other.parent == parent
        };
        self.visits.iter().filter(is_kin).count() as u32
    }
}
