//! What a person looks at: one thing, the same in every pane.

use engine::VisitId;
use json::Text;
use std::rc::Rc;
use yew::Reducible;

/// What is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Selection {
    /// Whatever the run does at the cursor.
    #[default]
    Following,
    /// A state that the person chose.
    State {
        /// Its location in the definition, such as `/States/A`: it outlives edits elsewhere.
        location: Text,
        /// One visit of it; the latest at the cursor when none is chosen.
        visit: Option<VisitId>,
    },
}

/// A change of the selection.
#[derive(Clone, Debug, PartialEq)]
pub enum Select {
    /// A state, at its latest visit.
    State(Text),
    /// One visit of a state.
    Visit(Text, VisitId),
    /// Go where the run goes.
    Follow,
}

impl Reducible for Selection {
    type Action = Select;

    fn reduce(self: Rc<Self>, action: Select) -> Rc<Self> {
        let next = match action {
            Select::State(location) => Self::State { location, visit: None },
            Select::Visit(location, visit) => Self::State { location, visit: Some(visit) },
            Select::Follow => Self::Following,
        };
        if next == *self { self } else { Rc::new(next) }
    }
}
