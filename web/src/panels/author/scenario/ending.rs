//! How an attempt of a task ends, as the card offers it: between a form and a scenario's entry.

use definition::{IntegrationPattern, Resource, State};
use json::{Text, Value};
use services::ecs_ends;
use services::scenario::{ContainerOutcome, EcsOutcome, Entry, Outcome};

/// How an attempt of a task ends.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ending {
    /// As the service usually does.
    Usual,
    /// Each container of an ECS task exits with a code.
    ExitCodes(Vec<ContainerOutcome>),
    /// An ECS task ends in one of the usual ways, by name.
    Ecs(&'static str),
    /// The task returns this.
    Returns(Value),
    /// The task throws this.
    Throws(Text, Text),
    /// Nothing ever comes back.
    Never,
    /// Something that a scenario file says and the card cannot show.
    Other,
}

/// What the card offers for a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TaskKind {
    /// A job of ECS whose end Step Functions waits for.
    EcsJob,
    /// Anything else.
    General,
}

impl TaskKind {
    pub(crate) fn of(state: &State) -> Option<Self> {
        Some(match &state.task()?.resource {
            Resource::Service { service, action, pattern }
                if &**service == "ecs" && &**action == "runTask" && *pattern != IntegrationPattern::RequestResponse =>
            {
                Self::EcsJob
            }
            _ => Self::General,
        })
    }

    /// The choices, as the names of a list and the keys (or texts) of what they say.
    pub(crate) fn choices(self) -> Vec<(String, Choice)> {
        let ecs = ecs_ends().map(|end| (format!("end:{}", end.name), Choice::Text(end.title)));
        let mut choices = vec![("usual".to_owned(), Choice::Key("ending-usual"))];
        if self == Self::EcsJob {
            choices.push(("code".into(), Choice::Key("ending-code")));
            choices.extend(ecs);
        }
        choices.extend([
            ("returns".into(), Choice::Key("ending-returns")),
            ("throws".into(), Choice::Key("ending-throws")),
            ("never".into(), Choice::Key("ending-never")),
        ]);
        choices
    }
}

/// What a choice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// A text of the page, by its key.
    Key(&'static str),
    /// A text of the services.
    Text(&'static str),
}

impl Ending {
    pub(crate) fn of(entry: &Entry) -> Self {
        match &entry.outcome {
            Outcome::Default => Self::Usual,
            Outcome::Return(value) => Self::Returns(value.clone()),
            Outcome::Throw { error, cause } => {
                Self::Throws(error.clone().unwrap_or_default(), cause.clone().unwrap_or_default())
            }
            Outcome::NeverRespond => Self::Never,
            Outcome::Ecs(ecs) => Self::of_ecs(ecs),
            _ => Self::Other,
        }
    }

    fn of_ecs(ecs: &EcsOutcome) -> Self {
        let known = ecs.end.as_ref().and_then(|name| ecs_ends().find(|end| *end.name == **name));
        match known {
            Some(end) => Self::Ecs(end.name),
            None if ecs.failures.is_empty() && !ecs.containers.is_empty() => Self::ExitCodes(ecs.containers.clone()),
            None => Self::Other,
        }
    }

    /// Its name in the list.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Usual => "usual".into(),
            Self::ExitCodes(_) => "code".into(),
            Self::Ecs(end) => format!("end:{end}"),
            Self::Returns(_) => "returns".into(),
            Self::Throws(..) => "throws".into(),
            Self::Never => "never".into(),
            Self::Other => "other".into(),
        }
    }

    /// What a name in the list stands for, before its details are chosen.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "usual" => Self::Usual,
            "code" => Self::ExitCodes(vec![ContainerOutcome { exit_code: Some(0), ..ContainerOutcome::default() }]),
            "returns" => Self::Returns(Value::from([])),
            "throws" => Self::Throws("States.TaskFailed".into(), Text::default()),
            "never" => Self::Never,
            _ => Self::Ecs(ecs_ends().find(|end| Some(end.name) == name.strip_prefix("end:"))?.name),
        })
    }

    /// As an entry of a scenario, with what `entry` says besides.
    pub(crate) fn entry(self, entry: &Entry) -> Entry {
        let ecs = |ecs| Outcome::Ecs(ecs);
        let outcome = match self {
            Self::Usual => Outcome::Default,
            Self::ExitCodes(containers) => ecs(EcsOutcome { containers, ..EcsOutcome::default() }),
            Self::Ecs(end) => ecs(EcsOutcome { end: Some(end.into()), ..EcsOutcome::default() }),
            Self::Returns(value) => Outcome::Return(value),
            Self::Throws(error, cause) => Outcome::Throw { error: given(error), cause: given(cause) },
            Self::Never => Outcome::NeverRespond,
            Self::Other => entry.outcome.clone(),
        };
        Entry { outcome, ..entry.clone() }
    }
}

fn given(text: Text) -> Option<Text> {
    (!text.is_empty()).then_some(text)
}

/// How the attempts of a task differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempts {
    /// All go alike.
    Alike,
    /// So many go like this, then the task does as usual.
    Then(u32),
    /// Otherwise: as a scenario file says.
    Listed,
}

impl Attempts {
    pub(crate) fn of(entries: &[Entry]) -> Self {
        match entries {
            [] | [_] => Self::Alike,
            [first, last] if *last == Entry::default() => Self::Then(first.times),
            _ => Self::Listed,
        }
    }

    /// The entries when the first attempts go like `entry`.
    pub(crate) fn entries(self, entry: Entry, others: &[Entry]) -> Vec<Entry> {
        match self {
            Self::Alike if entry == Entry::default() => Vec::new(),
            Self::Alike => vec![Entry { times: 1, ..entry }],
            Self::Then(times) => vec![entry.times(times), Entry::default()],
            Self::Listed => std::iter::once(entry).chain(others.iter().skip(1).cloned()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_becomes_an_entry_and_comes_back() {
        for (name, _) in TaskKind::EcsJob.choices() {
            let ending = Ending::named(&name).unwrap();
            let entry = ending.clone().entry(&Entry::default());
            assert_eq!((Ending::of(&entry), ending.name()), (ending, name));
        }
    }

    #[test]
    fn attempts_survive_the_scenario() {
        let failing = Ending::named("throws").unwrap().entry(&Entry::default());
        for attempts in [Attempts::Alike, Attempts::Then(1), Attempts::Then(3)] {
            assert_eq!(Attempts::of(&attempts.entries(failing.clone(), &[])), attempts);
        }
        assert!(Attempts::Alike.entries(Entry::default(), &[]).is_empty(), "as usual needs no rule");
    }

    #[test]
    fn a_list_of_attempts_is_kept_when_its_first_one_changes() {
        let listed = [1, 2, 3].map(|code| {
            let container = ContainerOutcome { exit_code: Some(code), ..ContainerOutcome::default() };
            Ending::ExitCodes(vec![container]).entry(&Entry::default())
        });
        let changed = Attempts::of(&listed).entries(Entry::default(), &listed);
        assert_eq!(changed[1..], listed[1..]);
    }
}
