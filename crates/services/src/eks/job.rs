//! `eks:runJob`: a Kubernetes job, its pods, and the polling that sees it end.

use crate::ecs::overlaid;
use crate::eks::job_object::{JobRun, Manifest};
use crate::eks::status::{self, Subject};
use crate::eks::{cluster_key, logs, reachable_cluster};
use crate::request::Request;
use crate::scenario::{EksOutcome, Entry, Outcome};
use crate::simulation::{Fault, LATENCY_MILLIS, Simulation, job_failed};
use crate::timed::Things;
use engine::port::{NoticeKind, TaskEnd};
use json::{Object, Value};

/// `.sync` looks every minute for the first ten, then every five (Developer Guide, connect-eks:
/// about once a minute, slowing down to once every five).
const FAST_POLL_MILLIS: i64 = 60_000;
const FAST_POLLS_UNTIL_MILLIS: i64 = 600_000;
const SLOW_POLL_MILLIS: i64 = 300_000;

/// Make a job, and follow it to its end.
pub(super) fn run(request: &mut Request<'_>, entry: &Entry, things: &mut Things) -> Simulation {
    let ordinary = EksOutcome::default();
    let outcome = match &entry.outcome {
        Outcome::Eks(outcome) => outcome,
        _ => &ordinary,
    };
    let manifest = match accept(request, outcome, things) {
        Ok(manifest) => manifest,
        Err(fault) => return fault.into(),
    };
    let job = JobRun::new(request, &manifest, outcome, entry.duration);
    store(request, things, &manifest, &job);
    let reply = Value::from([
        ("ResponseBody", job.object_at_start.clone()),
        ("ResponseHeaders", response_headers(request)),
        ("StatusCode", 201.into()),
        ("StatusText", "Created".into()),
    ]);
    let result = overlaid(&with_logs(request, &job), entry.overlay.as_ref());
    let end = if job.failed { job_failed(&result) } else { TaskEnd::Succeeded(result) };
    let simulation = tell(Simulation::reply(reply), &manifest, &job);
    match job.ends_at {
        Some(ends_at) => simulation.job(next_poll(ends_at), end),
        None => simulation.never_ending(),
    }
}

/// A job whose result a scenario gives literally was made all the same.
pub(crate) fn remember(request: &mut Request<'_>, things: &mut Things) {
    if let Ok(manifest) = accept(request, &EksOutcome::default(), things) {
        let job = JobRun::new(request, &manifest, &EksOutcome::default(), None);
        store(request, things, &manifest, &job);
    }
}

/// The job as the Kubernetes API takes it, or its error.
fn accept(request: &mut Request<'_>, outcome: &EksOutcome, things: &Things) -> Result<Manifest, Fault> {
    reachable_cluster(request, things)?;
    let manifest = Manifest::read(request)?;
    let subject = Subject { group: "batch", resource: "jobs", name: &manifest.name };
    if let Some(fault) = status::wanted(request, outcome, subject) {
        return Err(fault);
    }
    if things.at(&manifest.key(request), request.now).is_some() {
        return Err(status::fault(409, &format!("{} already exists", subject.title()), Some(subject)));
    }
    Ok(manifest)
}

fn store(request: &Request<'_>, things: &mut Things, manifest: &Manifest, job: &JobRun) {
    let key = manifest.key(request);
    things.set(&key, request.now, Some(job.object_at_start.clone()));
    // A finished job goes away after `ttlSecondsAfterFinished`, and its pods with it.
    let gone_at = job.ends_at.zip(manifest.ttl_millis()).map(|(ends_at, ttl)| request.now.plus_millis(ends_at + ttl));
    if let Some(ends_at) = job.ends_at {
        things.set(&key, request.now.plus_millis(ends_at), Some(job.object.clone()));
    }
    if let Some(gone_at) = gone_at {
        things.set(&key, gone_at, None);
    }
    for pod in &job.pods {
        let key = format!(
            "{}api/v1/namespaces/{}/pods/{}",
            cluster_key(manifest.cluster(request)),
            manifest.namespace,
            pod.name
        );
        for (at, state) in &pod.course {
            things.set(&key, request.now.plus_millis(*at), Some(pod.object(manifest, *at, *state)));
        }
        if let Some(gone_at) = gone_at {
            things.set(&key, gone_at, None);
        }
    }
}

/// The job's last object, and its logs when they are wanted.
fn with_logs(request: &Request<'_>, job: &JobRun) -> Value {
    let none = Value::Null;
    let options = request.parameters.get("LogOptions").unwrap_or(&none);
    let retrieve = options.get("RetrieveLogs").and_then(Value::as_bool) == Some(true);
    let mut result = job.object.as_object().cloned().unwrap_or_default();
    if retrieve {
        let pods = job.pods.iter().map(|pod| {
            let containers = pod.containers.iter();
            let log = |log: &str| match pod.runs() {
                true => Value::from([("log", logs::retrieved(log, options))]),
                false => not_started(),
            };
            let logs = containers.map(|one| (one.name.clone(), log(&one.log)));
            (pod.name.as_str().into(), Value::from([("containers", logs.collect::<Object>().into())]))
        });
        result.insert("logs", Value::from([("pods", pods.collect::<Object>().into())]));
    }
    result.into()
}

/// What stands for the log of a container that cannot be read (Developer Guide: `error` and `cause` instead of `log`).
fn not_started() -> Value {
    Value::from([("error", "EKS.400".into()), ("cause", "container is waiting to start".into())])
}

fn tell(mut simulation: Simulation, manifest: &Manifest, job: &JobRun) -> Simulation {
    for pod in &job.pods {
        for (at, state) in &pod.course {
            simulation = simulation.tell(*at, &pod.name, NoticeKind::Lifecycle, pod.told(*state));
        }
        for (at, container) in pod.stops().flat_map(|at| pod.containers.iter().map(move |container| (at, container))) {
            let source = format!("{}/{}", pod.name, container.name);
            for line in container.log.lines() {
                simulation = simulation.tell(at, &source, NoticeKind::Log, line);
            }
        }
    }
    let Some(ends_at) = job.ends_at else { return simulation };
    let condition = Value::from([("condition", if job.failed { "Failed" } else { "Complete" }.into())]);
    simulation.tell(ends_at.max(LATENCY_MILLIS), &manifest.name, NoticeKind::Lifecycle, condition)
}

/// When `.sync` sees something that happened at a time, in milliseconds after the start.
fn next_poll(at: i64) -> i64 {
    let poll = |at: i64, every: i64| (at + every - 1) / every * every;
    if at <= FAST_POLLS_UNTIL_MILLIS {
        return poll(at.max(1), FAST_POLL_MILLIS);
    }
    FAST_POLLS_UNTIL_MILLIS + poll(at - FAST_POLLS_UNTIL_MILLIS, SLOW_POLL_MILLIS)
}

pub(super) fn response_headers(request: &mut Request<'_>) -> Value {
    let header = |text: String| Value::from(vec![Value::from(text)]);
    Value::from([
        ("Audit-Id", header(request.uuid())),
        ("Cache-Control", header("no-cache, private".to_owned())),
        ("Content-Type", header("application/json".to_owned())),
        ("Date", header(crate::reply::http_date(request.now))),
    ])
}

#[cfg(test)]
mod tests {
    use super::next_poll;

    #[test]
    fn polling_is_once_a_minute_and_then_slower() {
        for (at, seen) in [(0, 60_000), (59_999, 60_000), (60_001, 120_000), (600_000, 600_000), (600_001, 900_000)] {
            assert_eq!(next_poll(at), seen, "{at}");
        }
    }
}
