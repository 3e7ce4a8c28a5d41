//! What most rules look at: a part of the machine by itself.

use crate::context::Context;
use crate::expressions::Found;
use crate::object::{Object, objects_of_machine, objects_of_state};
use crate::surroundings::Surroundings;
use crate::{Check, MachineType, RULES};
use definition::{Container, ContainerId, Owner, State, StateId, StateMachine};
use json::{Member, Node};
use text::{Diagnostic, Span};

/// The machine's own fields, or one of its top-level states with everything inside it. A rule that is given a part
/// sees nothing else of the definition but the [`Surroundings`]: what it finds stays true until one of the two changes.
#[derive(Debug)]
pub(crate) struct Part<'a> {
    /// Its objects whose fields the language defines, outer ones first.
    pub objects: Vec<Object<'a>>,
    /// Its states, outer ones first.
    pub states: &'a [State],
    node: Option<&'a Node>,
    machine: &'a StateMachine,
    expressions: &'a [Vec<Found<'a>>],
    surroundings: &'a Surroundings,
}

/// A top-level state where it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// Its name and its object.
    pub member: &'a Member,
    /// It and the states inside it; none when another list of states counts.
    states: &'a [State],
}

impl<'a> Place<'a> {
    /// The top-level states of a machine.
    pub(crate) fn all(machine: &'a StateMachine) -> Vec<Self> {
        let lists: Vec<_> = fields(machine).filter(|field| &*field.key.value == "States").collect();
        let last = lists.len().saturating_sub(1);
        let mut places = Vec::new();
        for (list, states) in lists.into_iter().enumerate() {
            // Of fields given twice the last one counts.
            let mut lowered = if list == last { &machine.states[..] } else { &[] };
            for (at, member) in states.value.members().iter().enumerate() {
                let next = machine.root().states.get(at + 1).map_or(machine.states.len(), |id| id.0 as usize);
                let (states, rest) = lowered.split_at(lowered.len().saturating_sub(machine.states.len() - next));
                lowered = rest;
                places.push(Self { member, states });
            }
        }
        places
    }

    /// Does it stand in the list of states that counts, of several?
    pub(crate) fn counts(&self) -> bool {
        !self.states.is_empty()
    }

    /// From the name to the end.
    pub(crate) fn span(&self) -> Span {
        self.member.key_span.to(self.member.value.span)
    }
}

fn fields(machine: &StateMachine) -> impl Iterator<Item = &Member> {
    machine.document.root.iter().flat_map(Node::members)
}

impl<'a> Part<'a> {
    /// The machine's own fields.
    pub(crate) fn of_machine(context: &'a Context<'_>) -> Self {
        Self::new(context, context.machine.document.root.as_ref(), objects_of_machine(context.machine), &[])
    }

    /// A top-level state.
    pub(crate) fn of_state(context: &'a Context<'_>, place: &Place<'a>) -> Self {
        let objects = objects_of_state(context.machine, place.member);
        Self::new(context, Some(&place.member.value), objects, place.states)
    }

    fn new(context: &'a Context<'_>, node: Option<&'a Node>, objects: Vec<Object<'a>>, states: &'a [State]) -> Self {
        let Context { machine, expressions, surroundings, .. } = context;
        Self { objects, states, node, machine, expressions, surroundings }
    }

    /// What every rule that looks at parts finds in this one, with the rule's index.
    pub(crate) fn judge(&self) -> Vec<(usize, Diagnostic)> {
        let mut found = Vec::new();
        let mut findings = Vec::new();
        for (index, rule) in RULES.iter().enumerate() {
            self.run(&rule.check, &mut findings);
            found.extend(findings.drain(..).map(|finding| (index, finding)));
        }
        found
    }

    /// What one rule finds; nothing if it looks at the machine as a whole.
    pub(crate) fn run(&self, check: &Check, findings: &mut Vec<Diagnostic>) {
        match check {
            Check::Object(check) => self.objects.iter().for_each(|object| check(self, object, findings)),
            Check::State(check) => self.states.iter().for_each(|state| check(self, state, findings)),
            _ => {}
        }
    }

    /// The expressions of a state, without those of the states inside it.
    pub(crate) fn expressions(&self, id: StateId) -> &[Found<'a>] {
        &self.expressions[id.0 as usize]
    }

    /// The container of a state, if it is one of this part.
    fn container(&self, id: ContainerId) -> Option<&'a Container> {
        Some(self.machine.container(id)).filter(|container| container.owner.state().is_some())
    }

    /// What is around a state inside this part, from the inside: whose branch or item processor it stands in.
    pub(crate) fn owners(&self, state: &State) -> impl Iterator<Item = (Owner, &'a State)> {
        let step = |id: ContainerId| {
            let owner = self.container(id)?.owner;
            Some((owner, self.machine.state(owner.state()?)))
        };
        std::iter::successors(step(state.container), move |(_, outer)| step(outer.container))
    }

    /// The object or value at a place, for what mends a finding there.
    pub(crate) fn node_at(&self, span: Span) -> Option<&'a Node> {
        self.node?.at(span)
    }

    /// The text in which the part stands.
    pub(crate) fn document(&self) -> &'a json::Document {
        &self.machine.document
    }

    /// `TimeoutSeconds` of the machine.
    pub(crate) fn timeout_seconds(&self) -> Option<u64> {
        self.surroundings.timeout_seconds
    }

    /// The type that the machine is checked for.
    pub(crate) fn machine_type(&self) -> MachineType {
        self.surroundings.options.machine_type
    }

    /// May a Fail state of the machine raise an error of this name?
    pub(crate) fn is_raised(&self, name: &str) -> bool {
        self.surroundings.raises_any || self.surroundings.raised.contains(name)
    }
}
