//! Amazon EKS: clusters, node groups, Fargate profiles, jobs, and the Kubernetes API.
//!
//! A cluster that no task of the run created or deleted is taken to be there already.

mod cluster;
mod job;
mod job_object;
mod kubernetes;
mod logs;
mod node_capacity;
mod pod;
mod status;
#[cfg(test)]
mod tests;

use crate::reply::{ErrorSource, REST_JSON, with_metadata};
use crate::request::Request;
use crate::scenario::Entry;
use crate::simulation::{Fault, Simulation};
use crate::timed::Things;
use engine::port::{NoticeKind, TaskEnd};
use host::Timestamp;
use json::Value;

pub(crate) use job::remember as remember_job;
pub(crate) use pod::STUCK;

const ERRORS: ErrorSource = ErrorSource { prefix: "EKS", service: "AmazonEKS" };

/// What EKS does with a request; `None` for an action that it does not have.
pub(crate) fn simulate(request: &mut Request<'_>, entry: &Entry, things: &mut Things) -> Option<Simulation> {
    Some(match request.action {
        "createCluster" => cluster::create(request, entry, things),
        "deleteCluster" => cluster::delete(request, entry, things),
        "createNodegroup" => node_capacity::create(request, entry, things, &node_capacity::NODEGROUP),
        "deleteNodegroup" => node_capacity::delete(request, entry, things, &node_capacity::NODEGROUP),
        "createFargateProfile" => node_capacity::create(request, entry, things, &node_capacity::FARGATE_PROFILE),
        "deleteFargateProfile" => node_capacity::delete(request, entry, things, &node_capacity::FARGATE_PROFILE),
        "runJob" => job::run(request, entry, things),
        "call" => kubernetes::call(request, entry, things),
        _ => return None,
    })
}

/// Key of a cluster among the things.
fn cluster_key(name: &str) -> String {
    format!("{name}/")
}

/// Is the cluster there and ready for requests?
fn active_cluster(request: &mut Request<'_>, things: &Things) -> Result<(), Fault> {
    let name = request.text("ClusterName").unwrap_or_default();
    let key = cluster_key(name);
    let status = things.at(&key, request.now).map(|cluster| cluster.get("Status").and_then(Value::as_str));
    match status {
        Some(Some("ACTIVE")) => Ok(()),
        Some(_) => {
            let message = format!("Cluster '{name}' is not in ACTIVE status");
            Err(fault(request, 400, "InvalidRequestException", &message))
        }
        None if things.is_known(&key) => Err(no_cluster(request, name)),
        None => Ok(()),
    }
}

/// Can Step Functions reach its Kubernetes API? It needs a public endpoint (Developer Guide, connect-eks);
/// the name of the error is not documented: this is what an SDK says of a connection that it does not get.
fn reachable_cluster(request: &mut Request<'_>, things: &Things) -> Result<(), Fault> {
    active_cluster(request, things)?;
    let key = cluster_key(request.text("ClusterName").unwrap_or_default());
    let cluster = things.at(&key, request.now);
    let network = cluster.and_then(|cluster| cluster.get("ResourcesVpcConfig"));
    if network.and_then(|network| network.get("EndpointPublicAccess")).and_then(Value::as_bool) != Some(false) {
        return Ok(());
    }
    let endpoint = request.text("Endpoint").unwrap_or_default();
    let host = endpoint.trim_start_matches("https://");
    let cause = format!("Unable to execute HTTP request: Connect to {host}:443 failed: connect timed out");
    Err(Fault { error: "EKS.SdkClientException".into(), cause: cause.into() })
}

fn no_cluster(request: &mut Request<'_>, name: &str) -> Fault {
    fault(request, 404, "ResourceNotFoundException", &format!("No cluster found for name: {name}."))
}

/// An error of the control plane.
fn fault(request: &mut Request<'_>, status: u16, exception: &str, message: &str) -> Fault {
    ERRORS.fault(request, status, exception, exception, message)
}

/// A change that takes its time: first one status, then another (or gone).
struct Change<'a> {
    /// `Cluster`, `Nodegroup`, `FargateProfile`
    kind: &'static str,
    key: &'a str,
    name: &'a str,
    /// The description while it changes, and in the end; `None` is "gone".
    during: Value,
    after: Option<Value>,
    millis: i64,
}

/// Make the change, and answer with it: request-response sees the beginning, `.sync` the end.
fn change(request: &mut Request<'_>, entry: &Entry, things: &mut Things, change: Change<'_>) -> Simulation {
    let done = request.now.plus_millis(change.millis);
    things.set(change.key, request.now, Some(change.during.clone()));
    things.set(change.key, done, change.after.clone());
    let status =
        |description: &Value| Value::from([("status", description.get("Status").cloned().unwrap_or_default())]);
    let last = change.after.as_ref().map_or_else(|| Value::from([("status", "DELETED".into())]), status);
    let wrap = |description: &Value| Value::from([(change.kind, description.clone())]);
    let result = crate::ecs::overlaid(&wrap(change.after.as_ref().unwrap_or(&change.during)), entry.overlay.as_ref());
    let reply = with_metadata(request, REST_JSON, wrap(&change.during));
    Simulation::reply(reply)
        .tell(0, change.name, NoticeKind::Lifecycle, status(&change.during))
        .tell(change.millis, change.name, NoticeKind::Lifecycle, last)
        .job(change.millis, TaskEnd::Succeeded(result))
}

/// `value` with another member.
fn with(value: &Value, key: &str, member: Value) -> Value {
    let mut changed = value.clone();
    if let Value::Object(members) = &mut changed {
        members.insert(key, member);
    }
    changed
}

/// As Kubernetes prints times: `2026-01-01T00:00:00Z`.
fn kubernetes_time(time: Timestamp) -> Value {
    let text = time.to_string();
    format!("{}Z", text.split('.').next().unwrap_or_default()).into()
}
