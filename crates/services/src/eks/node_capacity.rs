//! What pods run on: node groups and Fargate profiles.

use crate::eks::{Change, active_cluster, change, cluster_key, fault, with};
use crate::request::{Request, object};
use crate::scenario::Entry;
use crate::simulation::Simulation;
use crate::timed::Things;
use json::Value;

/// One kind of capacity.
pub(super) struct Capacity {
    /// `Nodegroup`, the wrapper of its description.
    kind: &'static str,
    /// Parameter with its name.
    name_field: &'static str,
    /// Folder below its cluster.
    folder: &'static str,
    /// As messages call it.
    title: &'static str,
    create_millis: i64,
    delete_millis: i64,
    /// Parameters that its description repeats.
    fields: &'static [&'static str],
}

pub(super) const NODEGROUP: Capacity = Capacity {
    kind: "Nodegroup",
    name_field: "NodegroupName",
    folder: "nodegroup/",
    title: "NodeGroup",
    create_millis: 180_000,
    delete_millis: 240_000,
    fields: &[
        "AmiType",
        "CapacityType",
        "DiskSize",
        "InstanceTypes",
        "Labels",
        "NodeRole",
        "ReleaseVersion",
        "RemoteAccess",
        "ScalingConfig",
        "Subnets",
        "Tags",
        "Taints",
        "UpdateConfig",
        "Version",
    ],
};

pub(super) const FARGATE_PROFILE: Capacity = Capacity {
    kind: "FargateProfile",
    name_field: "FargateProfileName",
    folder: "fargate-profile/",
    title: "Fargate profile",
    create_millis: 120_000,
    delete_millis: 60_000,
    fields: &["PodExecutionRoleArn", "Selectors", "Subnets", "Tags"],
};

pub(super) fn create(request: &mut Request<'_>, entry: &Entry, things: &mut Things, capacity: &Capacity) -> Simulation {
    if let Err(fault) = active_cluster(request, things) {
        return fault.into();
    }
    let (cluster, name, key) = names(request, capacity);
    if things.at(&key, request.now).is_some() {
        let message = format!("{} already exists with name {name} and cluster name {cluster}", capacity.title);
        return fault(request, 409, "ResourceInUseException", &message).into();
    }
    let after = describe(request, capacity, "ACTIVE");
    let during = with(&after, "Status", "CREATING".into());
    let millis = request.millis(entry.duration, capacity.create_millis);
    change(request, entry, things, Change { kind: capacity.kind, key: &key, name, during, after: Some(after), millis })
}

pub(super) fn delete(request: &mut Request<'_>, entry: &Entry, things: &mut Things, capacity: &Capacity) -> Simulation {
    if let Err(fault) = active_cluster(request, things) {
        return fault.into();
    }
    let (cluster, name, key) = names(request, capacity);
    let known = things.at(&key, request.now).cloned();
    // On a cluster of this run everything is known; on an older one the thing may well be there.
    if known.is_none() && (things.is_known(&key) || things.is_known(&cluster_key(cluster))) {
        let message = format!("No {} found for name: {name}.", capacity.title.to_lowercase());
        return fault(request, 404, "ResourceNotFoundException", &message).into();
    }
    let before = known.unwrap_or_else(|| describe(request, capacity, "ACTIVE"));
    let during = with(&before, "Status", "DELETING".into());
    let millis = request.millis(entry.duration, capacity.delete_millis);
    change(request, entry, things, Change { kind: capacity.kind, key: &key, name, during, after: None, millis })
}

fn names<'a>(request: &Request<'a>, capacity: &Capacity) -> (&'a str, &'a str, String) {
    let cluster = request.text("ClusterName").unwrap_or_default();
    let name = request.text(capacity.name_field).unwrap_or_default();
    (cluster, name, format!("{}{}{name}", cluster_key(cluster), capacity.folder))
}

fn describe(request: &mut Request<'_>, capacity: &Capacity, status: &str) -> Value {
    let (cluster, name, _) = names(request, capacity);
    let arn = request
        .arn("eks", &format!("{}{cluster}/{name}/{}", capacity.folder.replace('-', ""), request.chance("id").uuid()));
    let mut members = vec![
        ("ClusterName", Some(cluster.into())),
        ("CreatedAt", Some(request.now.millis.into())),
        ("Status", Some(status.into())),
        (capacity.name_field, Some(name.into())),
        (if capacity.kind == "Nodegroup" { "NodegroupArn" } else { "FargateProfileArn" }, Some(arn.into())),
    ];
    members.extend(capacity.fields.iter().map(|field| (*field, request.parameters.get(field).cloned())));
    members.sort_by_key(|(key, _)| *key);
    object(members)
}
