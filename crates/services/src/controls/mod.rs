//! What a person can choose for an attempt of a task, as plain data.
//!
//! A scenario card shows a [`Controls`]: choices, each of which puts an [`Entry`] into the
//! scenario, and the fields that can then be changed. Whoever shows them needs to know no service.

mod choices;
mod field;
#[cfg(test)]
mod tests;

pub use field::{Field, FieldKind};

use crate::jobs;
use crate::scenario::{Entry, Lasting, Outcome};
use definition::{IntegrationPattern, Owner, Resource, State, StateId, StateMachine};
use json::Text;

/// What can be chosen for a task.
#[derive(Clone, Debug, PartialEq)]
pub struct Controls {
    /// The choices; the first is what happens when nothing is chosen.
    pub choices: Vec<Choice>,
    /// Error names that the service is known for, for a literal error.
    pub errors: Vec<Text>,
}

/// One choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// A stable name: `default`, `ecs.OutOfMemory`, `throw`.
    pub id: String,
    /// What it is, in English.
    pub title: String,
    /// What choosing it puts into the scenario.
    pub entry: Entry,
    /// What can be changed then.
    pub fields: Vec<Field>,
    /// Does the task fail with it, as it is?
    pub fails: bool,
}

/// What can be chosen for a task that calls `resource`.
pub fn controls(resource: &Resource) -> Controls {
    let mut all = vec![choices::default()];
    match resource {
        Resource::LambdaFunction(_) => all.extend(choices::lambda()),
        Resource::Activity(_) => all.extend(choices::callback()),
        Resource::Service { service, action, pattern } => all.extend(of_service(service, action, *pattern)),
        Resource::Other(_) => {}
    }
    for choice in &mut all {
        choice.fields.push(Field::new("overlay", "Literal override", FieldKind::Json));
    }
    all.extend(choices::literal(resource));
    Controls { choices: all, errors: errors(resource) }
}

/// The key of a state in any iteration of the Maps around it, `Map[*]/Task`, and the innermost of these Maps;
/// `None` outside of Maps.
pub fn iteration_key(machine: &StateMachine, state: &State) -> Option<(Text, StateId)> {
    let (mut key, mut owner, mut map) = (state.name.to_string(), machine.container(state.container).owner, None);
    while let Some(id) = owner.state() {
        let around = machine.state(id);
        let index = match owner {
            Owner::Branch(_, index) => index.to_string(),
            Owner::Machine | Owner::ItemProcessor(_) => {
                map = map.or(Some(id));
                "*".to_owned()
            }
        };
        key = format!("{}[{index}]/{key}", around.name);
        owner = machine.container(around.container).owner;
    }
    Some((key.into(), map?))
}

fn of_service(service: &str, action: &str, pattern: IntegrationPattern) -> Vec<Choice> {
    let sync = matches!(pattern, IntegrationPattern::Sync | IntegrationPattern::Sync2);
    let mut all = if pattern == IntegrationPattern::WaitForTaskToken { choices::callback() } else { Vec::new() };
    match (service, action) {
        ("ecs", "runTask") if sync => all.extend(choices::ecs()),
        ("ecs", "runTask") => all.push(choices::ecs_failures()),
        ("eks", "runJob") => {
            all.extend(if sync { choices::eks_jobs() } else { Vec::new() });
            all.extend(choices::eks_errors());
        }
        ("eks", "call") => all.extend(choices::eks_errors()),
        ("lambda", "invoke") if pattern == IntegrationPattern::RequestResponse => all.extend(choices::lambda()),
        ("http" | "apigateway", "invoke") => all.extend(choices::http()),
        _ if sync => all.extend(jobs::kind(service, action).map(choices::job).unwrap_or_default()),
        _ => {}
    }
    all
}

/// Error names of a resource, for a literal error and for Retry and Catch.
fn errors(resource: &Resource) -> Vec<Text> {
    let known: Vec<Text> = match resource {
        Resource::Service { service, action, .. } => match service.strip_prefix("aws-sdk:") {
            Some(name) => {
                catalogue::sdk_service(name).into_iter().flat_map(|sdk| sdk.errors()).map(Text::from).collect()
            }
            None => catalogue::integration(service, action)
                .map_or(&[][..], |known| &known.errors)
                .iter()
                .map(|name| Text::from(*name))
                .collect(),
        },
        Resource::LambdaFunction(_) => catalogue::integration("lambda", "invoke")
            .map_or(&[][..], |known| &known.errors)
            .iter()
            .map(|name| Text::from(*name))
            .collect(),
        _ => Vec::new(),
    };
    let general = ["States.TaskFailed", "States.Timeout", "States.Permissions"].map(Text::from);
    known.into_iter().chain(general).collect()
}

impl Controls {
    /// The choice that an entry comes from, if it is one of them.
    pub fn choice_of(&self, entry: &Entry) -> Option<&Choice> {
        let exact = self.choices.iter().find(|choice| choice.entry.outcome == entry.outcome);
        exact.or_else(|| self.choices.iter().rev().find(|choice| choice.fits(&entry.outcome)))
    }
}

impl Choice {
    /// Is an outcome this choice with some fields changed?
    fn fits(&self, outcome: &Outcome) -> bool {
        match (&self.entry.outcome, outcome) {
            (Outcome::Ecs(mine), Outcome::Ecs(other)) => {
                mine.end == other.end && mine.failures.is_empty() == other.failures.is_empty()
            }
            (Outcome::Eks(mine), Outcome::Eks(other)) => {
                (&mine.failed, &mine.waiting, mine.evicted, &mine.reason, &mine.status_code)
                    == (&other.failed, &other.waiting, other.evicted, &other.reason, &other.status_code)
            }
            (Outcome::Job(mine), Outcome::Job(other)) => mine.status == other.status,
            (Outcome::Lambda(mine), Outcome::Lambda(other)) => {
                std::mem::discriminant(mine) == std::mem::discriminant(other)
            }
            (Outcome::Callback(mine), Outcome::Callback(other)) => {
                std::mem::discriminant(&mine.answer) == std::mem::discriminant(&other.answer)
            }
            (Outcome::Throw { error: mine, .. }, Outcome::Throw { error: other, .. }) => {
                let timeout = Some("States.Timeout");
                (mine.as_deref() == timeout) == (other.as_deref() == timeout)
            }
            (mine, other) => std::mem::discriminant(mine) == std::mem::discriminant(other),
        }
    }
}

/// `45s` for a field's placeholder.
fn typical(millis: i64) -> String {
    Lasting::print_millis(millis)
}
