//! A person at work in the simulated world: what they do to an attempt by hand, and what waits for them.
//!
//! What a person did stands in the scenario, at its attempt and virtual time. So it is part of
//! what a run is made of: played again, the same is done at the same moment.

use crate::running::{Play, Running, Step};
use crate::scenario::{AttemptPlace, Deed, Intervention};
use crate::simulation::Telling;
use engine::TaskId;
use engine::port::{Context, Effect, NoticeKind, TaskEnd};
use host::Timestamp;
use json::{Text, Value};

/// An attempt that a person can do something to.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// Which.
    pub task: TaskId,
    /// Where its state stands in the run: `Map[3]/Task`.
    pub path: Text,
    /// Which attempt it is to the scenario.
    pub place: AttemptPlace,
    /// When it started.
    pub since: Timestamp,
    /// What was sent.
    pub input: Value,
    /// The token that can be answered.
    pub token: Option<Text>,
    /// ARN of the activity, if it is one.
    pub activity: Option<Text>,
    /// The worker that took the activity.
    pub worker: Option<Text>,
    /// Can its ECS task be stopped?
    pub can_stop: bool,
}

impl Pending {
    /// What a person did at `now`, as the scenario keeps it: a moment later, so that all that has
    /// happened until then stays as it is.
    pub fn intervention(&self, now: Timestamp, later_millis: i64, deed: Deed) -> Intervention {
        let elapsed = now.millis.saturating_sub(self.since.millis).max(0);
        Intervention { after_millis: elapsed.saturating_add(later_millis.max(1)), deed }
    }
}

/// What can be done to an attempt, if anything can.
pub(crate) fn pending(task: TaskId, running: &Running) -> Option<Pending> {
    let token = running.held_token().cloned();
    let can_stop = running.play.can_stop && running.submitted;
    let waits = token.is_some() || running.activity.is_some() || can_stop;
    waits.then(|| Pending {
        task,
        path: running.path.clone(),
        place: running.place.clone(),
        since: running.started,
        input: running.input.clone(),
        token,
        activity: running.activity.clone(),
        worker: running.worker.clone(),
        can_stop,
    })
}

/// Put what a person did into the course of an attempt.
pub(crate) fn join(mut play: Play, person: &[Intervention]) -> Play {
    if person.is_empty() {
        return play;
    }
    for Intervention { after_millis, deed } in person {
        play.add(*after_millis, Step::Person(deed.clone()));
    }
    play.sorted()
}

/// Has a person taken the activity? Then nobody else works on it.
pub(crate) fn has_taken(person: &[Intervention]) -> bool {
    person.iter().any(|intervention| matches!(intervention.deed, Deed::Take(_)))
}

/// When a person stops the ECS task, and why.
pub(crate) fn stop(person: &[Intervention]) -> Option<(i64, &Text)> {
    person.iter().find_map(|intervention| match &intervention.deed {
        Deed::Stop(reason) => Some((intervention.after_millis, reason)),
        _ => None,
    })
}

/// What a deed does to an attempt.
pub(crate) enum Done {
    /// Nothing waits for it.
    Nothing,
    /// There is something to be seen.
    Told(Telling),
    /// The attempt ends.
    Ended(TaskEnd),
}

/// A person does something to an attempt now.
pub(crate) fn act(task: TaskId, running: &mut Running, deed: &Deed, context: &mut Context<'_>) -> Done {
    match deed {
        Deed::Take(worker) if running.activity.is_some() && running.worker.is_none() => {
            running.worker = Some(worker.clone());
            context.effects.push(Effect::ActivityStarted { task, worker_name: Some(worker.clone()) });
            Done::Nothing
        }
        Deed::Heartbeat => match running.held_token() {
            Some(token) => {
                context.effects.push(Effect::Heartbeat { task });
                Done::Told(heartbeat(token))
            }
            None => Done::Nothing,
        },
        Deed::Success(output) if running.held_token().is_some() => Done::Ended(TaskEnd::Succeeded(output.clone())),
        Deed::Failure { error, cause } if running.held_token().is_some() => {
            Done::Ended(TaskEnd::Failed { error: error.clone(), cause: cause.clone() })
        }
        // How the ECS task stops was known when it started.
        Deed::Take(_) | Deed::Success(_) | Deed::Failure { .. } | Deed::Stop(_) => Done::Nothing,
    }
}

/// A heartbeat leaves no event (recorded), so it is told.
pub(crate) fn heartbeat(token: &Text) -> Telling {
    let body = Value::from([("TaskToken", Value::String(token.clone()))]);
    Telling { at: 0, source: "SendTaskHeartbeat".into(), kind: NoticeKind::Message, body }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::harness::Harness;

    const TOKEN: &str = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";
    const ACTIVITY: &str = "arn:aws:states:us-east-1:1:activity:a";
    const MESSAGE: &str = r#"{"QueueUrl": "q", "MessageBody": "m"}"#;

    fn harness(entry: &str) -> Harness {
        Harness::new(&format!(r#"{{"tasks": {{"Task": [{entry}]}}}}"#))
    }

    #[test]
    fn what_a_person_did_happens_at_its_time() {
        for (resource, entry, end_at, succeeds) in [
            (TOKEN, r#"{"person": [{"after": "4s", "success": 7}]}"#, 4_000, true),
            (
                TOKEN,
                r#"{"callback": {"never": true}, "person": [{"after": "2h", "failure": {"error": "E"}}]}"#,
                7_200_000,
                false,
            ),
            // The simulated worker was faster.
            (TOKEN, r#"{"person": [{"after": "1m", "failure": {}}]}"#, 10_050, true),
            // Nobody can answer before somebody has the token.
            (TOKEN, r#"{"person": [{"after": "0s", "failure": {}}]}"#, 10_050, true),
            (ACTIVITY, r#"{"person": [{"after": "500ms", "failure": {}}]}"#, 11_000, true),
            (
                ACTIVITY,
                r#"{"person": [{"after": "500ms", "take": "me"}, {"after": "3h", "success": 1}]}"#,
                10_800_000,
                true,
            ),
        ] {
            let seen = harness(entry).run(resource, MESSAGE);
            let succeeded = matches!(seen.end, Some(TaskEnd::Succeeded(_)));
            assert_eq!((seen.end_at, succeeded), (end_at, succeeds), "{entry}");
        }
    }

    #[test]
    fn a_task_waits_for_a_person_once_the_token_is_out() {
        for (resource, entry, token, worker) in [
            (TOKEN, r#"{"callback": {"never": true}}"#, true, None),
            (ACTIVITY, r#"{"never": true}"#, false, None),
            (ACTIVITY, r#"{"callback": {"never": true}}"#, true, Some("worker")),
            (ACTIVITY, r#"{"never": true, "person": [{"after": "1s", "take": "me"}]}"#, true, Some("me")),
        ] {
            let mut harness = harness(entry);
            harness.run(resource, MESSAGE);
            let waiting: Vec<Pending> = harness.world.pending().collect();
            let place = AttemptPlace { machine: None, key: "Task".into(), attempt: 0 };
            assert_eq!((waiting.len(), &waiting[0].place), (1, &place), "{entry}");
            assert_eq!((waiting[0].token.is_some(), waiting[0].worker.as_deref()), (token, worker), "{entry}");
        }
        let mut harness = harness(r#"{"default": true}"#);
        harness.run(TOKEN, MESSAGE);
        assert_eq!(harness.world.pending().count(), 0);
    }

    #[test]
    fn an_intervention_comes_after_all_that_has_happened() {
        let mut harness = harness(r#"{"callback": {"never": true}}"#);
        harness.run(TOKEN, MESSAGE);
        let waiting = harness.world.pending().next().unwrap();
        let at = |later| waiting.intervention(waiting.since.plus_millis(700), later, Deed::Heartbeat).after_millis;
        assert_eq!([at(0), at(60_000)], [701, 60_700]);
    }

    #[test]
    fn only_an_ecs_task_can_be_stopped() {
        for (resource, parameters, can_stop) in [
            ("arn:aws:states:::ecs:runTask.sync", r#"{"TaskDefinition": "t"}"#, true),
            ("arn:aws:states:::ecs:runTask.waitForTaskToken", r#"{"TaskDefinition": "t"}"#, true),
            ("arn:aws:states:::glue:startJobRun.sync", r#"{"JobName": "j"}"#, false),
        ] {
            let mut harness = harness(r#"{"never": true}"#);
            harness.run(resource, parameters);
            assert_eq!(harness.world.pending().any(|pending| pending.can_stop), can_stop, "{resource}");
        }
    }

    #[test]
    fn an_ecs_task_is_stopped_by_hand() {
        for (after, stopped_at, exit_code) in [("40s", 55_000, Some(143)), ("5s", 18_000, None)] {
            let entry = format!(r#"{{"person": [{{"after": "{after}", "stop": "by me"}}]}}"#);
            let parameters = r#"{"LaunchType": "FARGATE", "TaskDefinition": "app"}"#;
            let seen = harness(&entry).run("arn:aws:states:::ecs:runTask.sync", parameters);
            assert_eq!(seen.end_at, stopped_at);
            let task = json::parse_value(&seen.failure().1).unwrap();
            let text = |key: &str| task.get(key).and_then(Value::as_str).unwrap().to_owned();
            assert_eq!([text("StopCode"), text("StoppedReason")], ["UserInitiated", "by me"]);
            let container = task.get("Containers").unwrap().at(0).unwrap();
            assert_eq!(container.get("ExitCode").and_then(Value::as_i64), exit_code, "{after}");
        }
    }
}
