//! What the rules share: the machine, and what is worked out about it once.

use crate::graph::Graph;
use crate::object::{Object, objects};
use crate::{Check, Options, Rule};
use definition::StateMachine;
use text::Diagnostic;

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
}

impl<'a> Context<'a> {
    pub(crate) fn new(machine: &'a StateMachine, options: &'a Options) -> Self {
        Self { machine, options, graph: Graph::new(machine), objects: objects(machine) }
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
