//! What the rules share: the machine, and what is worked out about it once.

use crate::arns::CalledArn;
use crate::data_flow::DataFlow;
use crate::expressions::{Found, expressions};
use crate::graph::Graph;
use crate::missing_reads::{MissingRead, missing_reads};
use crate::surroundings::Surroundings;
use crate::variables::Variables;
use crate::{Check, Options};
use definition::{StateId, StateMachine};
use json::Node;
use std::cell::OnceCell;
use text::{Diagnostic, Span};

/// One run of the rules over one machine.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// The machine.
    pub machine: &'a StateMachine,
    /// What a part of it knows of the rest.
    pub surroundings: Surroundings,
    /// Who leads to whom.
    pub graph: Graph,
    /// Who assigns which variables.
    pub variables: Variables,
    /// What each state's input may look like.
    pub data_flow: DataFlow,
    /// The expressions of each state, without those of the states inside it.
    pub expressions: Vec<Vec<Found<'a>>>,
    /// The ARNs of what is called, once the parts have been looked at.
    pub arns: Vec<CalledArn>,
    /// The paths that lead to nothing, worked out for the first rule that asks.
    missing_reads: OnceCell<Vec<MissingRead>>,
}

impl<'a> Context<'a> {
    /// Work out what the rules share; `pause` is awaited between the parts.
    pub(crate) async fn new(machine: &'a StateMachine, options: &Options, pause: &impl AsyncFn()) -> Self {
        let expressions = machine.states.iter().map(expressions).collect();
        pause().await;
        let (graph, variables) = (Graph::new(machine), Variables::new(machine));
        pause().await;
        let data_flow = DataFlow::new(machine);
        pause().await;
        let surroundings = Surroundings::new(machine, options);
        let (arns, missing_reads) = (Vec::new(), OnceCell::new());
        Self { machine, surroundings, graph, variables, data_flow, expressions, arns, missing_reads }
    }

    /// The paths that lead to nothing, whatever the input.
    pub(crate) fn missing_reads(&self) -> &[MissingRead] {
        self.missing_reads.get_or_init(|| missing_reads(self))
    }

    /// The expressions of a state, without those of the states inside it.
    pub(crate) fn expressions(&self, id: StateId) -> &[Found<'a>] {
        &self.expressions[id.0 as usize]
    }

    /// The value at a place, for what mends a finding there.
    pub(crate) fn node_at(&self, span: Span) -> Option<&'a Node> {
        self.machine.document.root.as_ref()?.at(span)
    }

    /// The text of the document.
    pub(crate) fn source(&self) -> &'a str {
        &self.machine.document.text
    }

    /// What a rule finds that looks at the machine as a whole.
    pub(crate) fn run(&self, check: &Check, findings: &mut Vec<Diagnostic>) {
        match check {
            Check::Reading | Check::Object(_) | Check::State(_) => {}
            Check::StateInMachine(check) => self.machine.states.iter().for_each(|state| check(self, state, findings)),
            Check::Container(check) => {
                self.machine.containers.iter().for_each(|container| check(self, container, findings));
            }
            Check::Machine(check) => check(self, findings),
        }
    }
}
