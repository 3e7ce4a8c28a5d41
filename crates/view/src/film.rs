//! The film strip: a slider over events, one band per state visit.

use crate::{Moment, Status};
use definition::StateId;
use engine::{EventDetails, EventId, HistoryEvent, Log, Run, VisitId};
use json::Text;

/// Above so many events, ticks are merged.
const TICKS_UP_TO: usize = 200;
/// Above so many bands, which are then too narrow to be read, they are merged.
const BANDS_UP_TO: usize = 160;
/// About so many bands remain when they are merged.
const MERGED_BANDS: usize = 100;

/// The film strip.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Film {
    /// From the first event to the last that is known.
    pub bands: Vec<Band>,
    /// The event where the run stands; 0 before the first.
    pub at: EventId,
    /// The last event that is known.
    pub of: EventId,
    /// "13 of 16, TaskSubmitted, ECS_TaskB": type and state of the event where the run stands.
    pub here: Option<(String, Option<Text>)>,
}

/// A state visit on the strip; or several, when there are very many.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The visit; `None` for events of the execution itself, and for merged bands.
    pub visit: Option<VisitId>,
    /// Its state.
    pub state: Option<StateId>,
    /// Name of the state.
    pub name: Option<Text>,
    /// Its status at the cursor; `None` for the execution's own events.
    pub status: Option<Status>,
    /// First event.
    pub from: EventId,
    /// Last event.
    pub to: EventId,
    /// Does all of it lie ahead of the cursor?
    pub is_ahead: bool,
    /// Its events.
    pub ticks: Vec<Tick>,
}

/// An event on the strip; or several, when there are many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The last event of it.
    pub event: EventId,
    /// Is one of them a failure?
    pub is_failure: bool,
    /// Does it lie ahead of the cursor?
    pub is_ahead: bool,
}

/// The film strip at a moment.
pub fn film(moment: &Moment<'_>) -> Film {
    let history = moment.whole_history();
    let at = moment.last_event();
    let per_tick = history.len().div_ceil(TICKS_UP_TO).max(1);
    let mut bands = Vec::new();
    for event in history.iter() {
        let visit = event.visit.and_then(|visit| outermost(moment.latest, visit));
        match bands.last_mut() {
            Some(band) if joins(band, visit) => extend(band, event, at, per_tick),
            _ => bands.push(start(moment, visit, event, at)),
        }
    }
    if bands.len() > BANDS_UP_TO {
        bands = merge(bands, history.len() / MERGED_BANDS);
    }
    let here = at.checked_sub(1).and_then(|index| history.get(index as usize)).map(|event| {
        let name = event.visit.and_then(|visit| moment.visit(visit)).map(|visit| moment.state_of(visit).name.clone());
        (event.details.type_name(), name)
    });
    Film { bands, at, of: history.len() as EventId, here }
}

/// The visit at the top that a visit is part of: branches and iterations share a band.
fn outermost(run: &Run, mut visit: VisitId) -> Option<VisitId> {
    while let Some((parent, _)) = run.visit(visit)?.parent {
        visit = parent;
    }
    Some(visit)
}

fn joins(band: &Band, visit: Option<VisitId>) -> bool {
    visit.is_some() && band.visit == visit
}

fn start(moment: &Moment<'_>, visit: Option<VisitId>, event: &HistoryEvent, at: EventId) -> Band {
    let later = visit.and_then(|visit| moment.latest.visit(visit));
    let now = visit.and_then(|visit| moment.visit(visit));
    let state = later.map(|visit| moment.machine().state(visit.state));
    let mut band = Band {
        visit,
        state: state.map(|state| state.id),
        name: state.map(|state| state.name.clone()),
        status: later.map(|_| now.map_or(Status::NotStarted, |visit| visit.status.into())),
        from: event.id,
        to: event.id,
        is_ahead: event.id > at,
        ticks: Vec::new(),
    };
    extend(&mut band, event, at, 1);
    band
}

fn extend(band: &mut Band, event: &HistoryEvent, at: EventId, per_tick: usize) {
    band.to = event.id;
    let tick = Tick { event: event.id, is_failure: is_failure(event), is_ahead: event.id > at };
    let is_full = ((event.id - band.from) as usize).is_multiple_of(per_tick);
    match band.ticks.last_mut() {
        Some(last) if !is_full && last.is_ahead == tick.is_ahead => {
            *last = Tick { is_failure: last.is_failure || tick.is_failure, ..tick };
        }
        _ => band.ticks.push(tick),
    }
}

/// Neighbours become one block until it holds `events`.
fn merge(bands: Vec<Band>, events: usize) -> Vec<Band> {
    let mut merged: Vec<Band> = Vec::new();
    for band in bands {
        match merged.last_mut() {
            Some(last) if ((band.to - last.from) as usize) < events && last.is_ahead == band.is_ahead => {
                last.to = band.to;
                last.ticks.extend(band.ticks);
                (last.visit, last.state, last.name) = (None, None, None);
                last.status = worse(last.status, band.status);
            }
            _ => merged.push(band),
        }
    }
    for band in &mut merged {
        thin(&mut band.ticks);
    }
    merged
}

/// One tick for all, and one for a failure.
fn thin(ticks: &mut Vec<Tick>) {
    let is_failure = ticks.iter().any(|tick| tick.is_failure);
    if let Some(last) = ticks.last().copied() {
        *ticks = vec![Tick { is_failure, ..last }];
    }
}

fn worse(a: Option<Status>, b: Option<Status>) -> Option<Status> {
    a.max(b)
}

fn is_failure(event: &HistoryEvent) -> bool {
    let is_whole = matches!(event.details, EventDetails::ExecutionFailed(_) | EventDetails::ExecutionTimedOut(_));
    !is_whole && crate::events::status(&event.details) == Some(Status::Failed)
}

/// The events of a history that a visit left, itself and what is inside it.
pub fn events_of_visit(run: &Run, history: &Log<HistoryEvent>, visit: VisitId) -> Vec<EventId> {
    let belongs = |mut other: VisitId| loop {
        if other == visit {
            return true;
        }
        match run.visit(other).and_then(|visit| visit.parent) {
            Some((parent, _)) => other = parent,
            None => return false,
        }
    };
    history.iter().filter(|event| event.visit.is_some_and(belongs)).map(|event| event.id).collect()
}

#[cfg(test)]
mod tests;
