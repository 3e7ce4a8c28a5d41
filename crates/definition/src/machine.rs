//! The whole definition.

use crate::{Container, ContainerId, Expressions, QueryLanguage, State, StateId};
use json::Document;
use std::rc::Rc;
use text::Span;

/// A state machine: every state and every container of it, at any depth, in document order.
#[derive(Clone, Debug)]
pub struct StateMachine {
    /// The text it was read from.
    pub document: Rc<Document>,
    /// `Comment`
    pub comment: Option<json::Text>,
    /// `QueryLanguage`, the default for its states.
    pub query_language: QueryLanguage,
    /// `TimeoutSeconds` of the execution, in seconds.
    pub timeout_seconds: Option<u64>,
    /// All states, in document order; [`StateId`] is the index.
    pub states: Vec<State>,
    /// All containers, the machine itself first; [`ContainerId`] is the index.
    pub containers: Vec<Container>,
    /// Its expressions, for the reading after the next edit.
    pub(crate) expressions: Rc<Expressions>,
}

impl StateMachine {
    /// The machine's own `StartAt` and `States`.
    pub fn root(&self) -> &Container {
        &self.containers[0]
    }

    /// A state by its id.
    pub fn state(&self, id: StateId) -> &State {
        &self.states[id.0 as usize]
    }

    /// A container by its id.
    pub fn container(&self, id: ContainerId) -> &Container {
        &self.containers[id.0 as usize]
    }

    /// The state called `name` in a container (transitions never leave their container).
    pub fn find(&self, container: ContainerId, name: &str) -> Option<&State> {
        self.container(container).find(name).map(|id| self.state(id))
    }

    /// The first state called `name` at any depth. Names are unique in a valid machine.
    pub fn find_anywhere(&self, name: &str) -> Option<&State> {
        self.states.iter().find(|state| &*state.name == name)
    }

    /// The innermost state whose text holds `offset`.
    pub fn state_at(&self, offset: usize) -> Option<&State> {
        self.states
            .iter()
            .filter(|state| state.name_span.to(state.span).touches(offset))
            .min_by_key(|state| state.span.len())
    }

    /// The whole text's place.
    pub fn span(&self) -> Span {
        self.document.root.as_ref().map_or_else(Span::default, |root| root.span)
    }
}
