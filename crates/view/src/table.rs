//! The table with its Gantt chart: rows as the console's table view has them, over virtual time.

use crate::{Message, Moment, Status};
use definition::{StateId, StateType};
use engine::{Attempt, ExecutionId, Visit, VisitId, VisitStatus};
use json::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Containers with at most so many branches or iterations are open by themselves.
const OPENS_UP_TO: usize = 8;

/// The table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Where each row stands; those inside closed rows are left out. What a row says is made by [`row`], for those
    /// that are looked at: an open Map has as many as it has iterations.
    pub places: Vec<RowPlace>,
    /// The time that the chart spans, in milliseconds from the start; never 0.
    pub span: i64,
    /// Where the axis is marked, in milliseconds from the start.
    pub marks: Vec<i64>,
    /// Where the run stands, in milliseconds from the start.
    pub now: i64,
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowPlace {
    /// What it is.
    pub id: RowId,
    /// How far it is indented.
    pub depth: u32,
    /// Can it be opened, and is it?
    pub is_open: Option<bool>,
    /// The first visit of it, and the last.
    visits: (VisitId, VisitId),
}

/// A visit, a branch or an iteration.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// Where it stands.
    pub place: RowPlace,
    /// Name of the state, `Branch #0` or `#0`.
    pub name: Message,
    /// The execution it is part of.
    pub execution: ExecutionId,
    /// The state; for a branch or iteration the one it belongs to.
    pub state: StateId,
    /// The state's type; nothing for a branch or iteration.
    pub state_type: Option<StateType>,
    /// Where it stands.
    pub status: Status,
    /// What it calls: `ecs:runTask.sync`
    pub resource: Option<Text>,
    /// When it started, in milliseconds from the start.
    pub started_after: i64,
    /// How long it has taken so far, in milliseconds.
    pub duration: i64,
    /// What the chart draws.
    pub bars: Vec<Bar>,
}

/// Names a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowId {
    /// A visit of a state.
    Visit(VisitId),
    /// A branch or iteration of a visit, counted from 0.
    Inside(VisitId, u32),
}

/// A piece of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Where it begins, in milliseconds from the start.
    pub from: i64,
    /// Where it ends.
    pub to: i64,
    /// What it stands for.
    pub kind: BarKind,
}

/// What a piece of the chart stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarKind {
    /// Time spent, in the colour of the status.
    Spent(Status),
    /// An attempt that failed and was tried again: red.
    FailedAttempt,
    /// The wait before the next attempt: hatched.
    BackOff,
    /// Time that is known to lie ahead: dashed.
    Ahead,
}

/// The table at a moment. `toggled` are the rows that a person opened or closed.
pub fn table(moment: &Moment<'_>, toggled: &BTreeSet<RowId>) -> Table {
    let span = moment.since_start(moment.latest.now()).max(1);
    let mut children: Children = BTreeMap::new();
    for visit in moment.run.visits().iter() {
        let Some((parent, index)) = place(moment, visit) else { continue };
        children.entry(parent).or_default().push((index, visit.id));
    }
    // Iterations overlap, so their visits are mixed; sorting keeps the order inside each.
    children.values_mut().for_each(|inside| inside.sort_by_key(|(index, _)| *index));
    let mut outline = Outline { moment, toggled, children: &children, places: Vec::new() };
    outline.add_visits(None, 0, 0);
    Table { places: outline.places, span, marks: marks(span), now: moment.since_start(moment.run.now()) }
}

/// What a row says at a moment.
pub fn row(moment: &Moment<'_>, place: RowPlace) -> Option<TableRow> {
    let builder = Builder { moment, place };
    match place.id {
        RowId::Visit(visit) => Some(builder.visit(moment.visit(visit)?)),
        RowId::Inside(container, index) => builder.inside(moment.visit(container)?, index),
    }
}

/// The visit around a visit, with branch, iteration or child execution; `None` when it is part of
/// neither the execution that is looked at nor one that it started.
fn place(moment: &Moment<'_>, visit: &Visit) -> Option<(Option<VisitId>, u32)> {
    if let Some((parent, index)) = visit.parent {
        return Some((Some(parent), index));
    }
    if visit.execution == moment.execution {
        return Some((None, 0));
    }
    let child = moment.run.execution(visit.execution)?;
    Some((Some(child.started_by?), child.item().unwrap_or(0)))
}

/// Visits by the visit around them, each with its branch or iteration and in their order.
type Children = BTreeMap<Option<VisitId>, Vec<(u32, VisitId)>>;

/// Which rows there are.
struct Outline<'a> {
    moment: &'a Moment<'a>,
    toggled: &'a BTreeSet<RowId>,
    children: &'a Children,
    places: Vec<RowPlace>,
}

impl Outline<'_> {
    fn add_visits(&mut self, parent: Option<VisitId>, index: u32, depth: u32) {
        let inside = self.children.get(&parent).map_or(&[][..], Vec::as_slice);
        for (_, visit) in &inside[range_of(inside, index)] {
            self.add_visit(*visit, depth);
        }
    }

    fn add_visit(&mut self, visit: VisitId, depth: u32) {
        let inside = self.children.get(&Some(visit)).map_or(&[][..], Vec::as_slice);
        let count = inside.chunk_by(|a, b| a.0 == b.0).count();
        let id = RowId::Visit(visit);
        let is_open = (count > 0).then(|| (count <= OPENS_UP_TO) != self.toggled.contains(&id));
        self.places.push(RowPlace { id, depth, is_open, visits: (visit, visit) });
        if is_open == Some(true) {
            let is_map = self.moment.visit(visit).is_some_and(|visit| self.moment.state_of(visit).map().is_some());
            for inside in inside.chunk_by(|a, b| a.0 == b.0) {
                self.add_inside(visit, is_map, inside, depth + 1);
            }
        }
    }

    /// A branch or an iteration.
    fn add_inside(&mut self, container: VisitId, is_map: bool, inside: &[(u32, VisitId)], depth: u32) {
        let (Some((index, first)), Some((_, last))) = (inside.first(), inside.last()) else { return };
        let id = RowId::Inside(container, *index);
        // Iterations are many: each opens by hand. Branches are few.
        let is_open = is_map == self.toggled.contains(&id);
        self.places.push(RowPlace { id, depth, is_open: Some(is_open), visits: (*first, *last) });
        if is_open {
            inside.iter().for_each(|(_, visit)| self.add_visit(*visit, depth + 1));
        }
    }
}

fn range_of(inside: &[(u32, VisitId)], index: u32) -> Range<usize> {
    let from = inside.partition_point(|(other, _)| *other < index);
    from..from + inside[from..].partition_point(|(other, _)| *other == index)
}

struct Builder<'a> {
    moment: &'a Moment<'a>,
    place: RowPlace,
}

impl Builder<'_> {
    fn visit(&self, visit: &Visit) -> TableRow {
        let state = self.moment.state_of(visit);
        let stop = visit.stop.unwrap_or(self.moment.run.now());
        TableRow {
            place: self.place,
            name: Message::new("table.state").text("name", state.name.clone()),
            execution: visit.execution,
            state: state.id,
            state_type: state.state_type(),
            status: visit.status.into(),
            resource: state.task().map(|task| crate::data_flow::resource_text(task).into()),
            started_after: self.moment.since_start(visit.start),
            duration: stop.millis - visit.start.millis,
            bars: self.bars(visit),
        }
    }

    /// A branch or an iteration.
    fn inside(&self, container: &Visit, index: u32) -> Option<TableRow> {
        let (first, last) = (self.moment.visit(self.place.visits.0)?, self.moment.visit(self.place.visits.1)?);
        let state = self.moment.state_of(container);
        let stop = last.stop.unwrap_or(self.moment.run.now());
        let (from, to) = (self.moment.since_start(first.start), self.moment.since_start(stop));
        let status = if last.status == VisitStatus::CaughtError { Status::InProgress } else { last.status.into() };
        Some(TableRow {
            place: self.place,
            name: match (state.map().is_some(), state.task().is_some()) {
                (true, _) => Message::new("table.iteration").count("n", index as usize),
                (_, true) => Message::new("table.child"),
                _ => Message::new("graph.branch").count("n", index as usize),
            },
            execution: container.execution,
            state: container.state,
            state_type: None,
            status,
            resource: None,
            started_after: from,
            duration: to - from,
            bars: vec![Bar { from, to, kind: BarKind::Spent(status) }],
        })
    }

    fn bars(&self, visit: &Visit) -> Vec<Bar> {
        let at = |time| self.moment.since_start(time);
        let now = at(self.moment.run.now());
        let end = visit.stop.map_or(now, at);
        let mut bars = Vec::new();
        let mut from = at(visit.start);
        for attempt in visit.attempts.iter().filter(|attempt| attempt.retry.is_some()) {
            bars.extend(self.failed_attempt(attempt, &mut from, end));
        }
        if from < end || bars.is_empty() {
            bars.push(Bar { from, to: end.max(from), kind: BarKind::Spent(visit.status.into()) });
        }
        let known_end =
            self.moment.latest.visit(visit.id).map(|later| at(later.stop.unwrap_or(self.moment.latest.now())));
        if let Some(to) = known_end.filter(|to| visit.stop.is_none() && *to > now) {
            bars.push(Bar { from: now, to, kind: BarKind::Ahead });
        }
        bars
    }

    /// The attempt and the wait after it, as far as they have passed.
    fn failed_attempt(&self, attempt: &Attempt, from: &mut i64, end: i64) -> [Bar; 2] {
        let at = |time| self.moment.since_start(time);
        let failed = attempt.stop.map_or(end, at).min(end);
        let resumes = attempt.retry.as_ref().map_or(failed, |retry| at(retry.resumes)).min(end);
        let bars = [
            Bar { from: *from, to: failed, kind: BarKind::FailedAttempt },
            Bar { from: failed, to: resumes, kind: BarKind::BackOff },
        ];
        *from = resumes;
        bars
    }
}

/// Round distances for an axis of time, in milliseconds.
const ROUND: [i64; 19] = [
    100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000,
    3_600_000, 7_200_000, 21_600_000, 86_400_000,
];

/// At most six marks at round times.
fn marks(span: i64) -> Vec<i64> {
    let days = (span / 86_400_000 / 5 + 1) * 86_400_000;
    let step = ROUND.into_iter().find(|step| span / step <= 5).unwrap_or(days);
    (0..=span / step).map(|mark| mark * step).collect()
}

#[cfg(test)]
mod tests;
