//! What the graph shows over its still picture, from the visits.

use super::{GraphStatus, Iterations, NodeStatus, Status, TakenEdge, Token};
use crate::Moment;
use crate::graph::{EdgeId, EdgeKind};
use definition::{State, StateId, StateType};
use engine::{Decision, EventDetails, ExecutionStatus, Visit, VisitId, VisitStatus};
use std::collections::{BTreeMap, BTreeSet};

/// The iteration that a person chose to see, by Map state.
pub type IterationPicks = BTreeMap<StateId, u32>;

/// Where everything stands. Inside a Map the graph shows one iteration: the picked one, else the
/// one that was entered last.
pub fn graph_status(moment: &Moment<'_>, picks: &IterationPicks) -> GraphStatus {
    let (visits, children) = visits_with_children(moment, picks);
    let shown = Shown::new(moment, &visits, picks);
    let mut status = GraphStatus {
        nodes: vec![NodeStatus::default(); moment.machine().states.len()],
        is_started: !visits.is_empty(),
        is_ended: moment.execution().stop.is_some() && moment.execution().failure.is_none(),
        ..GraphStatus::default()
    };
    for visit in visits.iter().filter(|visit| shown.contains(visit.id)) {
        if let Some(node) = status.nodes.get_mut(visit.state.0 as usize) {
            enter(node, visit, moment.state_of(visit));
        }
    }
    add_iterations(moment, &shown, &children, &mut status);
    add_taken(moment, &visits, &shown, &mut status);
    add_tokens(moment, &visits, &shown, &mut status);
    let last = moment.history().last().and_then(|event| event.visit);
    if let Some(visit) = last.and_then(|id| moment.visit(id)).filter(|visit| visit.status == VisitStatus::InProgress) {
        status.nodes[visit.state.0 as usize].is_current = shown.contains(visit.id);
    }
    status.counts = counts(moment, &status.nodes);
    status
}

/// The child execution that is shown inside each distributed Map, by the Map's visit.
type ShownChildren = BTreeMap<VisitId, u32>;

/// The visits of the execution, and those of the one child execution that is shown of each
/// distributed Map: the picked item's, else the one that started last.
fn visits_with_children<'a>(moment: &Moment<'a>, picks: &IterationPicks) -> (Vec<&'a Visit>, ShownChildren) {
    let mut visits: Vec<&Visit> = moment.visits().collect();
    let mut children = ShownChildren::new();
    let is_distributed =
        |state: &&definition::State| state.map().is_some_and(|map| map.mode == definition::ProcessorMode::Distributed);
    // An outer Map stands before an inner one, whose visits come with the outer one's child.
    for map in moment.machine().states.iter().filter(is_distributed) {
        let Some(visit) = visits.iter().rev().find(|visit| visit.state == map.id).copied() else { continue };
        let picked = picks.get(&map.id);
        let items = crate::children::started_by(moment, visit.id).filter_map(|child| Some((child.item()?, child.id)));
        let chosen = items.filter(|(item, _)| picked.is_none_or(|picked| picked == item)).last();
        if let Some((item, execution)) = chosen {
            children.insert(visit.id, item);
            visits.extend(moment.run.visits().iter().filter(|visit| visit.execution == execution));
        }
    }
    (visits, children)
}

/// The visits that the graph shows.
struct Shown {
    /// By visit id.
    is_shown: Vec<bool>,
    /// The iteration shown inside each Map visit that is shown.
    inside: BTreeMap<VisitId, u32>,
}

impl Shown {
    /// Parents come before what is in them, but which of two visits of a Map is shown is known
    /// only after both: so one level after the other.
    fn new(moment: &Moment<'_>, visits: &[&Visit], picks: &IterationPicks) -> Self {
        let mut shown = Self { is_shown: vec![false; moment.run.visits().len()], inside: BTreeMap::new() };
        let (mut level, mut rest): (Vec<&Visit>, Vec<&Visit>) = visits.iter().partition(|visit| visit.parent.is_none());
        while !level.is_empty() {
            for visit in &level {
                shown.is_shown[visit.id.0 as usize] = true;
            }
            let containers = latest_containers(moment, &level);
            let is_here = |visit: &&Visit| visit.parent.is_some_and(|(parent, _)| containers.contains(&parent));
            let (children, others): (Vec<&Visit>, Vec<&Visit>) = rest.into_iter().partition(is_here);
            shown.pick_iterations(moment, &children, picks);
            level = children.into_iter().filter(|visit| shown.is_in_shown_iteration(visit)).collect();
            rest = others;
        }
        shown
    }

    fn pick_iterations(&mut self, moment: &Moment<'_>, children: &[&Visit], picks: &IterationPicks) {
        let entered_last: BTreeMap<VisitId, u32> = children.iter().filter_map(|visit| visit.parent).collect();
        for (parent, iteration) in entered_last {
            let Some(container) = moment.visit(parent) else { continue };
            if moment.state_of(container).state_type() == Some(StateType::Map) {
                self.inside.insert(parent, picks.get(&container.state).copied().unwrap_or(iteration));
            }
        }
    }

    fn is_in_shown_iteration(&self, visit: &Visit) -> bool {
        let Some((parent, iteration)) = visit.parent else { return true };
        self.inside.get(&parent).is_none_or(|shown| *shown == iteration)
    }

    fn contains(&self, visit: VisitId) -> bool {
        self.is_shown.get(visit.0 as usize) == Some(&true)
    }
}

/// The last visit of each state that has states inside.
fn latest_containers(moment: &Moment<'_>, level: &[&Visit]) -> BTreeSet<VisitId> {
    let of_container = level.iter().filter(|visit| !moment.state_of(visit).containers().is_empty());
    let latest: BTreeMap<StateId, VisitId> = of_container.map(|visit| (visit.state, visit.id)).collect();
    latest.into_values().collect()
}

fn enter(node: &mut NodeStatus, visit: &Visit, state: &State) {
    node.visits += 1;
    node.visit = Some(visit.id);
    node.status = visit.status.into();
    node.attempts = visit.attempts.len() as u32;
    let is_running = visit.status == VisitStatus::InProgress;
    node.is_backing_off = is_running && visit.attempts.last().is_some_and(|attempt| attempt.retry.is_some());
    node.waits_for_token = is_running && !node.is_backing_off && crate::why::waits_for_token(state);
}

fn add_iterations(moment: &Moment<'_>, shown: &Shown, children: &ShownChildren, status: &mut GraphStatus) {
    let maps: Vec<StateId> =
        moment.machine().states.iter().filter(|state| state.map().is_some()).map(|state| state.id).collect();
    for map in maps {
        let node = &mut status.nodes[map.0 as usize];
        let Some(visit) = node.visit.and_then(|id| moment.visit(id)) else { continue };
        let mut iterations = iterations(moment, visit);
        iterations.shown = shown.inside.get(&visit.id).or(children.get(&visit.id)).copied();
        node.iterations = Some(iterations);
    }
}

/// How the iterations of a Map's visit stand, from its events.
pub(crate) fn iterations(moment: &Moment<'_>, map: &Visit) -> Iterations {
    let mut iterations = Iterations::default();
    let mut is_running: Vec<bool> = Vec::new();
    let mut set = |index: u32, runs: bool| {
        let index = index as usize;
        if index >= is_running.len() {
            is_running.resize(index + 1, false);
        }
        is_running[index] = runs;
    };
    let from = map.entered.saturating_sub(1) as usize;
    for event in moment.history().iter_from(from).filter(|event| event.visit == Some(map.id)) {
        match &event.details {
            // A retry of the Map starts all of them again.
            EventDetails::MapStateStarted { length } => {
                (0..iterations.total).for_each(|index| set(index, false));
                iterations = Iterations { total: *length, ..Iterations::default() };
            }
            EventDetails::MapIterationStarted { index, .. } => set(*index, true),
            EventDetails::MapIterationSucceeded { index, .. } => {
                set(*index, false);
                iterations.succeeded += 1;
            }
            EventDetails::MapIterationFailed { index, .. } => {
                set(*index, false);
                iterations.failed.push(*index);
            }
            EventDetails::MapIterationAborted { index, .. } => {
                set(*index, false);
                iterations.aborted.push(*index);
            }
            _ => {}
        }
    }
    iterations.in_progress = (0..).zip(&is_running).filter(|(_, runs)| **runs).map(|(index, _)| index).collect();
    add_children(moment, map, &mut iterations);
    iterations
}

/// The iterations of a distributed Map are child executions.
fn add_children(moment: &Moment<'_>, map: &Visit, iterations: &mut Iterations) {
    for child in crate::children::started_by(moment, map.id) {
        let Some(item) = child.item() else { continue };
        match child.status {
            ExecutionStatus::Running => iterations.in_progress.push(item),
            ExecutionStatus::Succeeded => iterations.succeeded += 1,
            ExecutionStatus::Failed | ExecutionStatus::TimedOut => iterations.failed.push(item),
            ExecutionStatus::Aborted => iterations.aborted.push(item),
        }
        iterations.total = iterations.total.max(item + 1);
    }
}

/// The transition that a visit took.
pub(crate) fn taken_edge(moment: &Moment<'_>, visit: &Visit) -> Option<EdgeId> {
    let kind = match visit.decision.as_deref()? {
        Decision::Continued { next: Some(_) } => EdgeKind::Next,
        Decision::Continued { next: None } => EdgeKind::End,
        Decision::Chose { rule: Some(rule), .. } => EdgeKind::Rule(*rule),
        Decision::Chose { rule: None, next: Some(_), .. } => EdgeKind::Default,
        Decision::Caught { catcher, .. } => EdgeKind::Catch(*catcher),
        Decision::Failed(_) if moment.state_of(visit).state_type() == Some(StateType::Fail) => EdgeKind::End,
        Decision::Chose { .. } | Decision::Failed(_) | Decision::Aborted => return None,
    };
    Some(EdgeId { from: Some(visit.state), kind })
}

fn add_taken(moment: &Moment<'_>, visits: &[&Visit], shown: &Shown, status: &mut GraphStatus) {
    let mut taken: BTreeMap<EdgeId, u32> = BTreeMap::new();
    if status.is_started {
        taken.insert(EdgeId { from: None, kind: EdgeKind::Start }, 1);
    }
    for edge in visits.iter().filter(|visit| shown.contains(visit.id)).filter_map(|visit| taken_edge(moment, visit)) {
        *taken.entry(edge).or_insert(0) += 1;
    }
    status.taken = taken.into_iter().map(|(edge, times)| TakenEdge { edge, times }).collect();
}

/// A token stands before each state that is in progress, and behind each that has ended and whose
/// next state has not been entered yet.
fn add_tokens(moment: &Moment<'_>, visits: &[&Visit], shown: &Shown, status: &mut GraphStatus) {
    if moment.execution().stop.is_some() {
        return;
    }
    let seen = || visits.iter().filter(|visit| shown.contains(visit.id));
    // What follows a shown visit is shown too: of thousands of iterations, only one is looked at.
    let followed: BTreeSet<VisitId> = seen().filter_map(|visit| visit.previous).collect();
    for visit in seen() {
        if visit.status == VisitStatus::InProgress {
            let previous = visit.previous.and_then(|previous| moment.visit(previous));
            let start = EdgeId { from: None, kind: EdgeKind::Start };
            let edge = match previous {
                Some(previous) => taken_edge(moment, previous),
                None => visit.parent.is_none().then_some(start),
            };
            status.tokens.push(Token { edge, state: visit.state });
        } else if let Some(next) = visit.decision.as_deref().and_then(crate::why::next_of)
            && !followed.contains(&visit.id)
        {
            status.tokens.push(Token { edge: taken_edge(moment, visit), state: next });
        }
    }
}

/// Only what the execution runs counts: of an item, its item processor.
fn counts(moment: &Moment<'_>, nodes: &[NodeStatus]) -> Vec<(Status, usize)> {
    let container = crate::children::container_run(moment);
    let is_run = |at: usize| crate::children::is_inside(moment.machine(), StateId(at as u32), container);
    let run: Vec<Status> =
        nodes.iter().enumerate().filter(|(at, _)| is_run(*at)).map(|(_, node)| node.status).collect();
    let count = |status: Status| (status, run.iter().filter(|other| **other == status).count());
    Status::ALL.into_iter().map(count).filter(|(_, count)| *count > 0).collect()
}
