//! What is going on for one attempt: its steps in time.

use crate::request::Request;
use crate::scenario::{AttemptPlace, Deed, Entry, Outcome};
use crate::simulation::{Simulation, Telling};
use crate::worker;
use definition::{IntegrationPattern, Resource};
use engine::port::{TaskCall, TaskEnd};
use host::Timestamp;
use json::{Text, Value};
use std::rc::Rc;

/// One attempt that has not ended.
#[derive(Clone, Debug)]
pub(crate) struct Running {
    pub(crate) path: Text,
    pub(crate) place: AttemptPlace,
    pub(crate) input: Value,
    /// As notices name it.
    pub(crate) service: &'static str,
    pub(crate) pattern: IntegrationPattern,
    pub(crate) token: Option<Text>,
    /// Did the service hand the token out?
    pub(crate) submitted: bool,
    /// ARN of the activity, if it is one.
    pub(crate) activity: Option<Text>,
    /// The worker that took the activity.
    pub(crate) worker: Option<Text>,
    pub(crate) started: Timestamp,
    pub(crate) play: Rc<Play>,
    /// Which step comes next.
    pub(crate) next: usize,
}

/// The steps of an attempt, by time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Play {
    /// Milliseconds after the start, and what happens then.
    pub(crate) steps: Vec<(i64, Step)>,
    /// What there is to see when the engine gives the task up.
    pub(crate) on_abandon: Option<(Text, Value)>,
    /// Is there an ECS task that somebody could stop?
    pub(crate) can_stop: bool,
}

/// Something that happens.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// The service took the request.
    Submit(Value),
    /// A worker took the activity.
    WorkerStarts(Option<Text>),
    /// Heartbeats come from now on, so many milliseconds apart.
    Heartbeats(i64),
    /// Something is to be seen.
    Tell(Telling),
    /// A child execution starts.
    Start(ChildStart),
    /// Another task uses a task token.
    Answer {
        /// The token.
        task_token: Text,
        /// How the task ends that has it; `None` is a heartbeat.
        end: Option<TaskEnd>,
    },
    /// A person does something.
    Person(Deed),
    /// The attempt ends.
    End(TaskEnd),
}

/// A child execution.
#[derive(Clone, Debug)]
pub(crate) struct ChildStart {
    pub(crate) state_machine_arn: Text,
    pub(crate) name: Text,
    pub(crate) input: Value,
    pub(crate) detached: bool,
}

impl Running {
    pub(crate) fn new(call: &TaskCall<'_>, place: AttemptPlace, started: Timestamp, play: Rc<Play>) -> Self {
        let pattern = match call.resource {
            Resource::Service { pattern, .. } => *pattern,
            _ => IntegrationPattern::RequestResponse,
        };
        let activity = match call.resource {
            Resource::Activity(arn) => Some(arn.clone()),
            _ => None,
        };
        Self {
            path: call.path.into(),
            place,
            input: call.parameters.clone(),
            service: service_name(call.resource),
            token: call.task_token.map(Text::from),
            submitted: false,
            activity,
            worker: None,
            pattern,
            started,
            play,
            next: 0,
        }
    }

    /// The task token, once somebody has it.
    pub(crate) fn held_token(&self) -> Option<&Text> {
        let is_out = match self.activity {
            Some(_) => self.worker.is_some(),
            None => self.submitted && self.pattern == IntegrationPattern::WaitForTaskToken,
        };
        self.token.as_ref().filter(|_| is_out)
    }

    /// Milliseconds between heartbeats, when they come.
    pub(crate) fn heartbeat(&self) -> Option<i64> {
        self.play.steps.iter().find_map(|(_, step)| match step {
            Step::Heartbeats(every) => Some(*every),
            _ => None,
        })
    }
}

impl Play {
    /// What a service does, as far as the task's pattern lets the engine see it.
    pub(crate) fn of(request: &Request<'_>, entry: &Entry, simulation: Simulation) -> Self {
        let Simulation { latency, reply, job, hangs, notices, on_abandon, worker } = simulation;
        let can_stop =
            request.service == "ecs" && on_abandon.is_some() && request.pattern != IntegrationPattern::RequestResponse;
        let mut play = Self { steps: Vec::new(), on_abandon: on_abandon.filter(|_| request.is_sync()), can_stop };
        let never = entry.outcome == Outcome::NeverRespond;
        match (request.pattern, reply) {
            (_, Err(_)) if never => {}
            (IntegrationPattern::RequestResponse, Ok(reply)) if !never => {
                play.add(latency, Step::End(TaskEnd::Succeeded(reply)));
            }
            (IntegrationPattern::RequestResponse, Ok(_)) => {}
            (IntegrationPattern::RequestResponse, Err(fault)) => play.add(latency, Step::End(fault.into())),
            (_, Err(fault)) => {
                let end = TaskEnd::SubmitFailed { error: fault.error, cause: Some(fault.cause) };
                play.add(latency, Step::End(end));
            }
            (IntegrationPattern::WaitForTaskToken, Ok(reply)) => {
                play.add(latency, Step::Submit(reply));
                worker::work(&mut play, request, entry, latency, worker);
            }
            (IntegrationPattern::Sync | IntegrationPattern::Sync2, Ok(reply)) => {
                let ends = job.map_or((latency, TaskEnd::Succeeded(reply.clone())), |job| (job.at, job.end));
                play.add(latency, Step::Submit(reply));
                if !never && !hangs {
                    play.add(ends.0.max(latency), Step::End(ends.1));
                }
            }
        }
        for notice in notices {
            play.add(notice.at, Step::Tell(notice));
        }
        play.sorted()
    }

    /// Add a step.
    pub(crate) fn add(&mut self, at: i64, step: Step) {
        self.steps.push((at, step));
    }

    /// With its steps in order of time; what is to be seen comes before the end at the same time.
    pub(crate) fn sorted(mut self) -> Self {
        self.steps.sort_by_key(|(at, step)| (*at, matches!(step, Step::End(_))));
        self
    }
}

/// What notices call the service of a resource.
fn service_name(resource: &Resource) -> &'static str {
    match resource {
        Resource::LambdaFunction(_) => "lambda",
        Resource::Activity(_) => "activity",
        Resource::Service { service, action, .. } => match service.strip_prefix("aws-sdk:") {
            Some(name) => catalogue::sdk_service(name).map_or("aws-sdk", |known| known.name),
            None => catalogue::integration(service, action).map_or("", |known| known.service),
        },
        Resource::Other(_) => "",
    }
}
