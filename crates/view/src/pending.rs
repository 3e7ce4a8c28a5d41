//! What waits for a person, or can be stopped by one.

use crate::Moment;
use engine::VisitId;
use engine::port::TaskId;
use services::scenario::{Entry, Scenario};
use services::{Pending, SimulatedWorld};
use std::collections::BTreeMap;

/// An attempt that a person can do something to.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingView {
    /// The visit that it is part of.
    pub visit: VisitId,
    /// What can be done.
    pub pending: Pending,
    /// What the scenario says about it: what the simulated worker would answer, and what was done by hand so far.
    pub entry: Entry,
}

/// Everything that waits at the cursor, in whatever execution, in the order of starting.
pub fn pending(moment: &Moment<'_>) -> Vec<PendingView> {
    let Some(world) = SimulatedWorld::of(moment.run.world()) else { return Vec::new() };
    let scenario = world.scenario();
    let waiting: Vec<Pending> = world.pending().collect();
    let visits = visits_of(moment, &waiting);
    let of_task = |pending: Pending| {
        let visit = (*visits.get(&pending.task)?)?;
        Some(PendingView { visit, entry: entry(scenario, &pending), pending })
    };
    waiting.into_iter().filter_map(of_task).collect()
}

/// The last visit of each task.
fn visits_of(moment: &Moment<'_>, waiting: &[Pending]) -> BTreeMap<TaskId, Option<VisitId>> {
    let mut found: BTreeMap<TaskId, Option<VisitId>> = waiting.iter().map(|pending| (pending.task, None)).collect();
    if found.is_empty() {
        return found;
    }
    for visit in moment.run.visits().iter() {
        let task = visit.attempts.last().and_then(|attempt| attempt.task);
        if let Some(known) = task.and_then(|task| found.get_mut(&task)) {
            *known = Some(visit.id);
        }
    }
    found
}

fn entry(scenario: &Scenario, pending: &Pending) -> Entry {
    scenario.entry_at(&pending.place).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::play;

    const APPROVAL: &str = r#"{ "StartAt": "Approve", "States": { "Approve": { "Type": "Task", "End": true,
        "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": { "QueueUrl": "q", "MessageBody.$": "$$.Task.Token" } } } }"#;

    #[test]
    fn a_token_waits_from_its_submission_to_its_answer() {
        let played = play(APPROVAL, "{}", "{}");
        let last = played.end().last_event();
        let waits = |event| pending(&Moment::of_root(&played.at(event), &played.latest)).len();
        let waiting: Vec<usize> = (0..=last).map(waits).collect();
        assert!(waiting.contains(&1), "{waiting:?}");
        assert_eq!((waiting.first(), waiting.last()), (Some(&0), Some(&0)));
    }

    #[test]
    fn what_a_person_answers_ends_the_task_and_leaves_what_came_before() {
        let played = play(APPROVAL, "{}", r#"{"tasks": {"Approve": [{"callback": {"never": true}}]}}"#);
        let end = played.end();
        let waiting = &pending(&end)[0];
        let deed = services::scenario::Deed::Success(7.into());
        let mut scenario = SimulatedWorld::of(end.run.world()).unwrap().scenario().clone();
        scenario.intervene(&waiting.pending.place, waiting.pending.intervention(end.run.now(), 0, deed));
        let answered = play(APPROVAL, "{}", &services::scenario::print(&scenario));
        let events = |moment: &Moment<'_>| moment.history().iter().map(|event| (event.id, event.timestamp)).collect();
        let (before, after): (Vec<_>, Vec<_>) = (events(&end), events(&answered.end()));
        assert_eq!(after[..before.len()], before);
        assert_eq!(answered.end().run.root().output, Some(7.into()));
    }
}
