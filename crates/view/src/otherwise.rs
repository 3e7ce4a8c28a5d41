//! What would change the outcome: the nearest other scenario or input that takes another way.
//!
//! Neighbours of what a decision depends on are tried on a copy of the run, on a budget: another
//! exit code, success for failure, another value at the path that was compared.

mod candidates;
mod decider;

#[cfg(test)]
mod tests;

use crate::provenance::{DataPlace, Source, chain, origins};
use crate::tree::{TreePath, TreeStep, tree_path, value_at};
use crate::{Arg, Message, Moment, StateRef};
use candidates::{Change, TaskChanges};
use decider::{Decider, LookedAt};
use engine::{ExecutionStatus, Run, Timeline, Visit, VisitId};
use json::{Text, Value};
use jsonpath::{Location, ReferencePath};
use services::scenario::Entry;
use services::{Scenario, SimulatedWorld};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Steps that one try may take.
const STEPS_A_TRY: u64 = 5_000;
/// Other ways that are offered at most.
const OFFERED: usize = 3;

/// Another outcome, and what leads to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Otherwise {
    /// "If ECS_TaskA exits with 1, 警告判定(A) goes to 異常終了."
    pub says: Message,
    /// What to change.
    pub change: OtherwiseChange,
    /// Where the visit goes then; `None` when it ends or fails.
    pub next: Option<StateRef>,
    /// How the execution ends then.
    pub status: ExecutionStatus,
}

/// A change that leads to another outcome.
#[derive(Clone, Debug, PartialEq)]
pub enum OtherwiseChange {
    /// What tasks do: their keys in the scenario, with what each does then.
    Scenario(Vec<(Text, Vec<Entry>)>),
    /// The execution's input.
    Input(Value),
}

/// The nearest other ways that a visit could go, each with another next state. `tries` is how many
/// runs may be made for it, each of which is short.
pub fn otherwise(timeline: &Timeline, visit: VisitId, tries: usize) -> Vec<Otherwise> {
    let run = timeline.latest();
    let moment = Moment::of_root(run, run);
    let Some(world) = SimulatedWorld::of(run.world()) else { return Vec::new() };
    let Some(looked_at) = run.visit(visit) else { return Vec::new() };
    let search = Search { timeline, moment: &moment, visit: looked_at, scenario: world.scenario() };
    search.found(tries)
}

struct Search<'a> {
    timeline: &'a Timeline,
    moment: &'a Moment<'a>,
    visit: &'a Visit,
    scenario: &'a Scenario,
}

impl Search<'_> {
    fn found(&self, tries: usize) -> Vec<Otherwise> {
        let now = self.present();
        let mut ways = BTreeSet::from([now]);
        let mut found = Vec::new();
        for change in self.candidates().into_iter().take(tries) {
            let Some(run) = self.played(&change) else { continue };
            let Some(twin) = self.twin(&run) else { continue };
            if ways.insert(way(&run, twin)) {
                found.push(self.told(change, &run, twin));
            }
            if found.len() == OFFERED {
                break;
            }
        }
        found
    }

    /// Where the visit goes as things are; the run may not have come so far yet.
    fn present(&self) -> Way {
        let mut run = self.moment.run.clone();
        run.run_to_end(STEPS_A_TRY);
        way(&run, run.visit(self.visit.id).unwrap_or(self.visit))
    }

    /// Changes of the tasks and of the input that the visit depends on, the nearest first.
    fn candidates(&self) -> Vec<Change> {
        let state = self.moment.state_of(self.visit);
        let decider = Decider::new(state, self.visit);
        if state.task().is_none() && state.choice().is_none() {
            let inner = candidates::of_inner_tasks(self.moment, self.scenario, self.visit, &decider);
            return inner.into_iter().chain(self.missing()).collect();
        }
        let mut sources = Sources::default();
        if state.task().is_some() {
            sources.tasks.push(self.visit.id);
        }
        decider.looked_at().iter().filter_map(|looked| self.place(looked)).for_each(|place| {
            sources.collect(self.moment, &place);
        });
        let tasks: Vec<&Visit> = sources.tasks.iter().filter_map(|task| self.moment.visit(*task)).collect();
        let changes = |task| TaskChanges::new(self.moment, self.scenario, task);
        let results = sources.results.iter().filter_map(|(task, path)| Some((self.moment.visit(*task)?, path)));
        let of_results = results.flat_map(|(task, path)| changes(task).results(path, &decider));
        let of_tasks = tasks.iter().flat_map(|task| changes(task).ends(&decider));
        let of_all = candidates::of_all_tasks(self.moment, &tasks, &decider);
        let of_input = sources.inputs.iter().flat_map(|path| candidates::of_input(self.moment, path, &decider));
        self.missing().into_iter().chain(of_results).chain(of_input).chain(of_tasks).chain(of_all).collect()
    }

    /// Where the value began that is looked at, as a place in the data.
    fn place(&self, looked: &LookedAt) -> Option<DataPlace> {
        let (visit, stage) = (self.visit.id, crate::data_flow::StageName::Input);
        match looked {
            LookedAt::Input(path) => Some(DataPlace { visit, stage, path: path.clone() }),
            LookedAt::Variable(name, path) => {
                let visit = crate::provenance::assigned_by(self.moment, self.visit, name)?;
                let path = [&[TreeStep::Key(name.clone())][..], path].concat();
                Some(DataPlace { visit, stage: crate::data_flow::StageName::Assign, path })
            }
        }
    }

    /// A stage failed because a path found nothing: a value there, if the input could have had it.
    fn missing(&self) -> Vec<Change> {
        let found = || {
            let failed = self.visit.flow.failure.as_deref()?;
            let path = crate::why::failing_path(self.moment, self.visit, failed)?;
            let path = tree_path(&Location(ReferencePath::parse(&path).ok()?.steps().to_vec()));
            let input = &self.visit.flow.input;
            let reached = (0..path.len()).take_while(|at| value_at(input, &path[..=*at]).is_some()).count();
            let stage = crate::data_flow::StageName::Input;
            let place = DataPlace { visit: self.visit.id, stage, path: path[..reached].to_vec() };
            let mut sources = Sources::default();
            sources.collect(self.moment, &place);
            let begun = sources.inputs.first().filter(|_| reached < path.len())?;
            Some(candidates::of_missing_input(self.moment, &[&begun[..], &path[reached..]].concat()))
        };
        found().unwrap_or_default()
    }

    /// The run as it goes with a change.
    fn played(&self, change: &Change) -> Option<Run> {
        let mut first = self.timeline.at(*self.timeline.range().start());
        match change {
            Change::Tasks { entries, .. } => {
                let mut scenario = self.scenario.clone();
                for (key, entry) in entries {
                    scenario.set_entries(key.clone(), entry.clone());
                }
                first.replace_world(Box::new(SimulatedWorld::with_scenario(first.world(), scenario)?));
            }
            Change::Input { input, .. } => {
                let machine = Rc::clone(first.root().machine());
                first = Run::new(machine, input.clone(), first.options().clone(), first.world().snapshot());
            }
        }
        first.run_to_end(STEPS_A_TRY);
        Some(first)
    }

    /// The same visit in another run: of the same state, as often entered before.
    fn twin<'r>(&self, run: &'r Run) -> Option<&'r Visit> {
        let is_kin = |visit: &&Visit| visit.state == self.visit.state && visit.execution == self.visit.execution;
        let before =
            self.moment.run.visits().iter().filter(is_kin).take_while(|visit| visit.id != self.visit.id).count();
        run.visits().iter().filter(is_kin).nth(before)
    }

    fn told(&self, change: Change, run: &Run, twin: &Visit) -> Otherwise {
        let machine = self.moment.machine_of(self.visit);
        let next = twin.decision.as_deref().and_then(crate::why::next_of).map(|next| StateRef::of(machine.state(next)));
        let (condition, change) = match change {
            Change::Tasks { says, entries } => (says, OtherwiseChange::Scenario(entries)),
            Change::Input { says, input } => (says, OtherwiseChange::Input(input)),
        };
        let state = self.moment.state_of(self.visit);
        let speaks_of_it = matches!(condition.arg("state"), Some(Arg::State(other)) if other.id == state.id);
        let says = match &next {
            Some(next) if speaks_of_it => Message::new("otherwise.it_goes_to").with("next", Arg::State(next.clone())),
            Some(next) => Message::new("otherwise.goes_to").with("next", Arg::State(next.clone())),
            None if run.root().status == ExecutionStatus::Succeeded => Message::new("otherwise.ends"),
            None => Message::new("otherwise.fails"),
        };
        let says = says.with("condition", condition).state("state", state);
        Otherwise { says, change, next, status: run.root().status }
    }
}

/// Where a visit went; at an end, whether the execution succeeded. How the execution ends after
/// another state is that state's affair.
type Way = (Option<u32>, Option<bool>);

fn way(run: &Run, visit: &Visit) -> Way {
    let next = visit.decision.as_deref().and_then(crate::why::next_of).map(|next| next.0);
    (next, next.is_none().then(|| run.root().status == ExecutionStatus::Succeeded))
}

/// What a value depends on.
#[derive(Default)]
struct Sources {
    tasks: Vec<VisitId>,
    results: Vec<(VisitId, TreePath)>,
    inputs: Vec<TreePath>,
}

impl Sources {
    /// Follow a value, and whatever took part in it, back to where it began.
    fn collect(&mut self, moment: &Moment<'_>, place: &DataPlace) {
        let mut open = vec![place.clone()];
        let mut seen = BTreeSet::new();
        while let Some(place) = open.pop() {
            if seen.len() > 64 || !seen.insert(place.clone()) {
                continue;
            }
            let found = chain(moment, &place);
            open.extend(found.others);
            let Some(last) = found.places.last() else { continue };
            for origin in origins(moment, last) {
                if let Source::Task { visit, .. } = origin.source
                    && !self.tasks.contains(&visit)
                {
                    self.tasks.push(visit);
                }
                match origin.source {
                    Source::Task { visit, path } if !self.results.contains(&(visit, path.clone())) => {
                        self.results.push((visit, path));
                    }
                    Source::ExecutionInput(path) if !self.inputs.contains(&path) => self.inputs.push(path),
                    _ => {}
                }
            }
        }
    }
}
