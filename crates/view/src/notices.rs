//! Messages, logs and lifecycle changes of the simulated world, narrowed down.

use crate::Moment;
use engine::port::{Notice, NoticeKind};
use engine::{Log, VisitId};
use json::Value;

/// What a person wants to see of the notices.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoticeFilter {
    /// Only of one kind.
    pub kind: Option<NoticeKind>,
    /// Only with this text in the state, the service, the source or what it says, in any case.
    pub text: String,
}

/// The places of the notices that are wanted, oldest first.
pub fn notices(all: &Log<Notice>, filter: &NoticeFilter) -> Vec<usize> {
    let wanted = filter.text.trim().to_lowercase();
    let has_text = |notice: &Notice| {
        let parts = [&*notice.path, notice.service, &notice.source];
        wanted.is_empty()
            || parts.iter().any(|part| part.to_lowercase().contains(&wanted))
            || says(notice).to_lowercase().contains(&wanted)
    };
    let is_wanted = |notice: &Notice| filter.kind.is_none_or(|kind| kind == notice.kind) && has_text(notice);
    all.iter().enumerate().filter(|(_, notice)| is_wanted(notice)).map(|(place, _)| place).collect()
}

/// What a notice says, as a text: a line of a log as it is, anything else as JSON.
pub fn says(notice: &Notice) -> String {
    match &notice.body {
        Value::String(text) => text.to_string(),
        value => json::print(value),
    }
}

/// The visit whose task caused a notice.
pub fn cause(moment: &Moment<'_>, notice: &Notice) -> Option<VisitId> {
    let is_its = |attempt: &engine::Attempt| attempt.task == Some(notice.task);
    let found = moment.run.visits().iter().find(|visit| visit.attempts.iter().any(is_its));
    found.map(|visit| visit.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::play;

    const TASK: &str = r#"{ "StartAt": "Load", "States": { "Load": { "Type": "Task", "End": true,
        "Resource": "arn:aws:states:::ecs:runTask.sync",
        "Parameters": { "LaunchType": "FARGATE", "TaskDefinition": "t", "Overrides": { "ContainerOverrides": [
            { "Name": "app", "Command": ["sh", "-c", "echo Hello-world; exit 0"] } ] } } } } }"#;

    #[test]
    fn notices_are_narrowed_down_by_kind_and_text() {
        let played = play(TASK, "{}", "{}");
        let end = played.end();
        let all = end.run.world().notices();
        for (kind, text, count) in [
            (None, "", 10),
            (Some(NoticeKind::Log), "", 1),
            (None, "hello", 1),
            (Some(NoticeKind::Lifecycle), "running", 1),
            (None, "exitCode", 1),
            (None, "LOAD", 10),
            (Some(NoticeKind::Message), "", 0),
            (None, "nothing", 0),
        ] {
            let found = notices(&all, &NoticeFilter { kind, text: text.into() });
            assert_eq!(found.len(), count, "{kind:?} {text}");
        }
        assert_eq!(cause(&end, &all[0]), Some(played.visit("Load").id));
    }
}
