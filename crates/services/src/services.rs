//! Which simulator answers which request.

use crate::cloud::Cloud;
use crate::ecs::{self, overlaid};
use crate::request::Request;
use crate::running::{ChildStart, Play, Step};
use crate::scenario::{Entry, Outcome};
use crate::simulation::{LATENCY_MILLIS, Simulation, Worker};
use crate::{bedrock, dynamodb, eks, events, http, jobs, lambda, s3, sdk, sdk_outputs, sns, sqs, states, worker};
use definition::IntegrationPattern;
use engine::port::TaskEnd;

/// What the services do with a request.
pub(crate) fn play(request: &mut Request<'_>, entry: &Entry, cloud: &mut Cloud) -> Play {
    match (request.service, request.action) {
        ("activity", _) => worker::activity(request, entry),
        ("states", "startExecution") | ("aws-sdk:sfn", "startExecution") => start_execution(request, entry, cloud),
        _ => {
            let mut simulation = simulate(request, entry, cloud);
            if let (Ok(reply), Some(overlay), None) = (&mut simulation.reply, &entry.overlay, &simulation.job) {
                *reply = overlaid(reply, Some(overlay));
            }
            if request.pattern == IntegrationPattern::RequestResponse && simulation.job.is_none() {
                simulation.latency = request.millis(entry.duration, simulation.latency);
            }
            Play::of(request, entry, simulation)
        }
    }
}

/// A literal result stands for work that was done: later requests find its traces.
pub(crate) fn remember(request: &mut Request<'_>, entry: &Entry, cloud: &mut Cloud) {
    if (request.service, request.action) == ("eks", "runJob") && matches!(entry.outcome, Outcome::Return(_)) {
        eks::remember_job(request, &mut cloud.eks);
    }
}

fn simulate(request: &mut Request<'_>, entry: &Entry, cloud: &mut Cloud) -> Simulation {
    match (request.service, request.action) {
        ("ecs", "runTask") => ecs::run_task(request, entry),
        _ => simulate_others(request, entry, cloud),
    }
}

/// All but the service that the first workflow of a visitor calls: apart, so that the page can fetch it later.
#[inline(never)]
fn simulate_others(request: &mut Request<'_>, entry: &Entry, cloud: &mut Cloud) -> Simulation {
    match (request.service, request.action) {
        ("eks", _) => eks::simulate(request, entry, &mut cloud.eks).unwrap_or_else(|| sdk::plausible(request)),
        ("dynamodb" | "aws-sdk:dynamodb", _) => {
            dynamodb::simulate(request, &mut cloud.dynamodb).unwrap_or_else(sdk::empty)
        }
        ("aws-sdk:s3", _) => s3::simulate(request, &mut cloud.s3).unwrap_or_else(sdk::empty),
        ("events", "putEvents") => events::put_events(request),
        ("http" | "apigateway", "invoke") => http::invoke(request, entry),
        ("bedrock", "invokeModel") => bedrock::invoke_model(request),
        ("lambda", "invoke" | "function") => lambda::invoke(request, entry),
        ("sns", "publish") => sns::publish(request),
        ("sqs", "sendMessage") => sqs::send_message(request),
        (service, _) if service.starts_with("aws-sdk:") => {
            let simulation = sdk_outputs::output(request).map_or_else(sdk::empty, Simulation::reply);
            sdk::with_message(request, simulation)
        }
        _ => jobs::simulate(request, entry).unwrap_or_else(|| sdk::plausible(request)),
    }
}

/// `states:startExecution`: the engine runs the child, and tells the world when it has ended.
fn start_execution(request: &mut Request<'_>, entry: &Entry, cloud: &mut Cloud) -> Play {
    let child = match states::start_execution(request, cloud.executions()) {
        Ok(child) => child,
        Err(fault) => return Play::of(request, entry, fault.into()),
    };
    let detached = !request.is_sync();
    let reply = child.reply;
    let start =
        ChildStart { state_machine_arn: child.state_machine_arn, name: child.name, input: child.input, detached };
    let mut play = Play::default();
    // Submitted first: a child that is only pretended has ended as soon as it starts.
    if request.is_sync() {
        play.add(0, Step::Submit(reply.clone()));
    }
    play.add(0, Step::Start(start));
    match request.pattern {
        IntegrationPattern::RequestResponse => play.add(LATENCY_MILLIS, Step::End(TaskEnd::Succeeded(reply))),
        IntegrationPattern::WaitForTaskToken => {
            play.add(LATENCY_MILLIS, Step::Submit(reply));
            worker::work(&mut play, request, entry, LATENCY_MILLIS, Worker::Unknown);
        }
        IntegrationPattern::Sync | IntegrationPattern::Sync2 => {}
    }
    play.sorted()
}
