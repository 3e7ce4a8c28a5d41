//! The events, as the console's event view lists them.

use crate::{Moment, StateRef, Status};
use engine::{EventDetails, EventId, HistoryEvent, TaskResource, VisitId};
use host::Timestamp;
use json::{Text, Value};

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    /// `id`
    pub id: EventId,
    /// `previousEventId`
    pub previous_event_id: EventId,
    /// `type`
    pub type_name: String,
    /// Success or failure, for events that say so.
    pub status: Option<Status>,
    /// The state it belongs to.
    pub state: Option<StateRef>,
    /// The visit it belongs to.
    pub visit: Option<VisitId>,
    /// `ecs:runTask.sync`
    pub resource: Option<String>,
    /// Milliseconds since the execution started.
    pub elapsed: i64,
    /// `timestamp`
    pub timestamp: Timestamp,
    /// Does it lie ahead of the cursor?
    pub is_ahead: bool,
}

/// What narrows the list. Everything given must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventFilter {
    /// A part of the type, the state or the resource, in any case.
    pub keyword: String,
    /// The state of the events.
    pub state: Option<definition::StateId>,
    /// The status of the events.
    pub status: Option<Status>,
}

/// Ids of the events that the filter lets through, oldest first. Rows are then made for those in
/// view only, with [`event_row`].
pub fn events(moment: &Moment<'_>, filter: &EventFilter) -> Vec<EventId> {
    let history = moment.whole_history();
    if *filter == EventFilter::default() {
        return (1..=history.len() as EventId).collect();
    }
    let keyword = filter.keyword.to_lowercase();
    history.iter().filter(|event| passes(moment, event, filter, &keyword)).map(|event| event.id).collect()
}

fn passes(moment: &Moment<'_>, event: &HistoryEvent, filter: &EventFilter, keyword: &str) -> bool {
    let state = state_of(moment, event);
    let is_state = filter.state.is_none_or(|wanted| state.is_some_and(|state| state.id == wanted));
    if !is_state || filter.status.is_some_and(|wanted| status(&event.details) != Some(wanted)) {
        return false;
    }
    keyword.is_empty()
        || event.details.type_name().to_lowercase().contains(keyword)
        || state.is_some_and(|state| state.name.to_lowercase().contains(keyword))
        || resource(&event.details).is_some_and(|resource| resource.to_lowercase().contains(keyword))
}

/// The row of an event.
pub fn event_row(moment: &Moment<'_>, id: EventId) -> Option<EventRow> {
    let event = moment.whole_history().get(id.checked_sub(1)? as usize)?;
    let type_name = event.details.type_name();
    Some(EventRow {
        id,
        previous_event_id: event.previous_event_id,
        status: status(&event.details),
        type_name,
        state: state_of(moment, event).map(StateRef::of),
        visit: event.visit,
        resource: resource(&event.details),
        elapsed: moment.since_start(event.timestamp),
        timestamp: event.timestamp,
        is_ahead: id > moment.last_event(),
    })
}

/// The event as GetExecutionHistory returns it.
pub fn event_json(moment: &Moment<'_>, id: EventId) -> Option<Value> {
    moment.whole_history().get(id.checked_sub(1)? as usize).map(engine::event_json)
}

fn state_of<'a>(moment: &Moment<'a>, event: &HistoryEvent) -> Option<&'a definition::State> {
    moment.latest.visit(event.visit?).map(|visit| moment.state_of(visit))
}

/// Success or failure, for events that tell of one.
pub(crate) fn status(details: &EventDetails) -> Option<Status> {
    match details {
        EventDetails::ExecutionSucceeded { .. }
        | EventDetails::TaskSucceeded { .. }
        | EventDetails::LambdaFunctionSucceeded { .. }
        | EventDetails::ActivitySucceeded { .. }
        | EventDetails::ParallelStateSucceeded
        | EventDetails::MapStateSucceeded
        | EventDetails::MapIterationSucceeded { .. }
        | EventDetails::MapRunSucceeded => Some(Status::Succeeded),
        EventDetails::ExecutionFailed(_)
        | EventDetails::ExecutionTimedOut(_)
        | EventDetails::TaskSubmitFailed { .. }
        | EventDetails::TaskStartFailed { .. }
        | EventDetails::TaskFailed { .. }
        | EventDetails::TaskTimedOut { .. }
        | EventDetails::LambdaFunctionFailed(_)
        | EventDetails::LambdaFunctionTimedOut(_)
        | EventDetails::ActivityFailed(_)
        | EventDetails::ActivityTimedOut(_)
        | EventDetails::EvaluationFailed { .. }
        | EventDetails::ParallelStateFailed
        | EventDetails::MapStateFailed
        | EventDetails::MapIterationFailed { .. }
        | EventDetails::MapRunFailed(_) => Some(Status::Failed),
        EventDetails::ExecutionAborted(_)
        | EventDetails::TaskStateAborted
        | EventDetails::WaitStateAborted
        | EventDetails::ParallelStateAborted
        | EventDetails::MapStateAborted
        | EventDetails::MapIterationAborted { .. }
        | EventDetails::MapRunAborted => Some(Status::Canceled),
        _ => None,
    }
}

fn resource(details: &EventDetails) -> Option<String> {
    let of_task = |task: &TaskResource| format!("{}:{}", task.resource_type, task.resource);
    match details {
        EventDetails::TaskScheduled(scheduled) => Some(of_task(&scheduled.task)),
        EventDetails::TaskStarted(task)
        | EventDetails::TaskSubmitted { task, .. }
        | EventDetails::TaskSubmitFailed { task, .. }
        | EventDetails::TaskStartFailed { task, .. }
        | EventDetails::TaskSucceeded { task, .. }
        | EventDetails::TaskFailed { task, .. }
        | EventDetails::TaskTimedOut { task, .. } => Some(of_task(task)),
        EventDetails::LambdaFunctionScheduled { resource, .. } | EventDetails::ActivityScheduled { resource, .. } => {
            Some(Text::to_string(resource))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
