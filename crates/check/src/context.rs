//! What the rules share: the machine, and what is worked out about it once.

use crate::data_flow::DataFlow;
use crate::expressions::{Found, expressions};
use crate::graph::Graph;
use crate::missing_reads::{MissingRead, missing_reads};
use crate::object::{Object, objects};
use crate::variables::Variables;
use crate::{Check, Options, Rule};
use definition::{StateId, StateMachine};
use std::cell::OnceCell;
use text::{Diagnostic, Span};

/// One run of the rules over one machine.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// The machine.
    pub machine: &'a StateMachine,
    /// What it is checked for.
    pub options: &'a Options,
    /// Who leads to whom.
    pub graph: Graph,
    /// The objects of the document, outer ones first.
    pub objects: Vec<Object<'a>>,
    /// Who assigns which variables.
    pub variables: Variables,
    /// What each state's input may look like.
    pub data_flow: DataFlow,
    /// The expressions of each state.
    expressions: Vec<Vec<Found<'a>>>,
    /// The paths that lead to nothing, worked out for the first rule that asks.
    missing_reads: OnceCell<Vec<MissingRead>>,
}

impl<'a> Context<'a> {
    #[cfg(test)]
    pub(crate) fn new(machine: &'a StateMachine, options: &'a Options) -> Self {
        host::at_once(Self::in_steps(machine, options, &async || {}))
    }

    /// Work out what the rules share; `pause` is awaited between the parts.
    pub(crate) async fn in_steps(machine: &'a StateMachine, options: &'a Options, pause: &impl AsyncFn()) -> Self {
        let expressions = machine.states.iter().map(expressions).collect();
        pause().await;
        let (graph, variables) = (Graph::new(machine), Variables::new(machine));
        pause().await;
        let data_flow = DataFlow::new(machine);
        pause().await;
        let (objects, missing_reads) = (objects(machine), OnceCell::new());
        pause().await;
        Self { machine, options, graph, objects, variables, data_flow, expressions, missing_reads }
    }

    /// The paths that lead to nothing, whatever the input.
    pub(crate) fn missing_reads(&self) -> &[MissingRead] {
        self.missing_reads.get_or_init(|| missing_reads(self))
    }

    /// The expressions of a state, without those of the states inside it.
    pub(crate) fn expressions(&self, id: StateId) -> &[Found<'a>] {
        &self.expressions[id.0 as usize]
    }

    /// The object at a place, for what mends a finding there.
    pub(crate) fn object_at(&self, span: Span) -> Option<&Object<'a>> {
        self.objects.iter().find(|object| object.node.span == span)
    }

    /// The text of the document.
    pub(crate) fn source(&self) -> &'a str {
        &self.machine.document.text
    }

    pub(crate) fn run(&self, rule: &Rule, findings: &mut Vec<Diagnostic>) {
        match rule.check {
            Check::Reading => {}
            Check::Object(check) => self.objects.iter().for_each(|object| check(self, object, findings)),
            Check::State(check) => self.machine.states.iter().for_each(|state| check(self, state, findings)),
            Check::Container(check) => {
                self.machine.containers.iter().for_each(|container| check(self, container, findings));
            }
            Check::Machine(check) => check(self, findings),
        }
    }
}
