//! The table with its Gantt chart: rows as the console's table view has them, over virtual time.

use crate::{Message, Moment, Status};
use definition::{StateId, StateType};
use engine::{Attempt, ExecutionId, Visit, VisitId, VisitStatus};
use json::Text;
use std::collections::{BTreeMap, BTreeSet};

/// Containers with at most so many branches or iterations are open by themselves.
const OPENS_UP_TO: usize = 8;

/// The table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Rows that are in view: those inside closed rows are not made.
    pub rows: Vec<TableRow>,
    /// The time that the chart spans, in milliseconds from the start; never 0.
    pub span: i64,
    /// Where the axis is marked, in milliseconds from the start.
    pub marks: Vec<i64>,
    /// Where the run stands, in milliseconds from the start.
    pub now: i64,
}

/// A visit, a branch or an iteration.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// What it is.
    pub id: RowId,
    /// How far it is indented.
    pub depth: u32,
    /// Can it be opened, and is it?
    pub is_open: Option<bool>,
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
    let mut children: Children<'_> = BTreeMap::new();
    for visit in moment.run.visits().iter() {
        let Some((parent, index)) = place(moment, visit) else { continue };
        children.entry(parent).or_default().entry(index).or_default().push(visit);
    }
    let mut builder = Builder { moment, toggled, children, rows: Vec::new() };
    builder.add_visits(None, 0, 0);
    Table { rows: builder.rows, span, marks: marks(span), now: moment.since_start(moment.run.now()) }
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

/// Visits by the visit around them, then by branch or iteration.
type Children<'a> = BTreeMap<Option<VisitId>, BTreeMap<u32, Vec<&'a Visit>>>;

struct Builder<'a> {
    moment: &'a Moment<'a>,
    toggled: &'a BTreeSet<RowId>,
    children: Children<'a>,
    rows: Vec<TableRow>,
}

impl Builder<'_> {
    fn add_visits(&mut self, parent: Option<VisitId>, index: u32, depth: u32) {
        let Some(visits) = self.children.get(&parent).and_then(|inside| inside.get(&index)).cloned() else { return };
        for visit in visits {
            self.add_visit(visit, depth);
        }
    }

    fn add_visit(&mut self, visit: &Visit, depth: u32) {
        let state = self.moment.state_of(visit);
        let inside = self.children.get(&Some(visit.id)).map_or(0, BTreeMap::len);
        let id = RowId::Visit(visit.id);
        let is_open = (inside > 0).then(|| (inside <= OPENS_UP_TO) != self.toggled.contains(&id));
        let stop = visit.stop.unwrap_or(self.moment.run.now());
        self.rows.push(TableRow {
            id,
            depth,
            is_open,
            name: Message::new("table.state").text("name", state.name.clone()),
            execution: visit.execution,
            state: state.id,
            state_type: state.state_type(),
            status: visit.status.into(),
            resource: state.task().map(|task| crate::data_flow::resource_text(task).into()),
            started_after: self.moment.since_start(visit.start),
            duration: stop.millis - visit.start.millis,
            bars: self.bars(visit),
        });
        if is_open == Some(true) {
            let indices: Vec<u32> = self.children[&Some(visit.id)].keys().copied().collect();
            for index in indices {
                self.add_inside(visit, index, depth + 1);
            }
        }
    }

    /// A branch or an iteration.
    fn add_inside(&mut self, container: &Visit, index: u32, depth: u32) {
        let inside = &self.children[&Some(container.id)][&index];
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else { return };
        let state = self.moment.state_of(container);
        let is_map = state.map().is_some();
        let id = RowId::Inside(container.id, index);
        // Iterations are many: each opens by hand. Branches are few.
        let is_open = is_map == self.toggled.contains(&id);
        let stop = last.stop.unwrap_or(self.moment.run.now());
        let (from, to) = (self.moment.since_start(first.start), self.moment.since_start(stop));
        let status = if last.status == VisitStatus::CaughtError { Status::InProgress } else { last.status.into() };
        self.rows.push(TableRow {
            id,
            depth,
            is_open: Some(is_open),
            name: match (is_map, state.task().is_some()) {
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
        });
        if is_open {
            self.add_visits(Some(container.id), index, depth + 1);
        }
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
