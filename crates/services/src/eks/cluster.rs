//! Clusters: createCluster and deleteCluster.

use crate::eks::{Change, change, cluster_key, fault, no_cluster, with};
use crate::request::{Request, object};
use crate::scenario::Entry;
use crate::simulation::Simulation;
use crate::timed::Things;
use json::Value;

/// A cluster is usually ready after about ten minutes, and gone after about five.
const CREATE_MILLIS: i64 = 600_000;
const DELETE_MILLIS: i64 = 300_000;

/// The Kubernetes version of a cluster that asks for none.
const VERSION: &str = "1.33";

pub(super) fn create(request: &mut Request<'_>, entry: &Entry, things: &mut Things) -> Simulation {
    let name = request.text("Name").unwrap_or_default();
    let key = cluster_key(name);
    if things.at(&key, request.now).is_some() {
        let message = format!("Cluster already exists with name: {name}");
        return fault(request, 409, "ResourceInUseException", &message).into();
    }
    let after = describe(request, name, "ACTIVE");
    let mut during = with(&after, "Status", "CREATING".into());
    if let Value::Object(members) = &mut during {
        // An API server that is not there has no address yet.
        members.remove("CertificateAuthority");
        members.remove("Endpoint");
    }
    let millis = request.millis(entry.duration, CREATE_MILLIS);
    change(request, entry, things, Change { kind: "Cluster", key: &key, name, during, after: Some(after), millis })
}

pub(super) fn delete(request: &mut Request<'_>, entry: &Entry, things: &mut Things) -> Simulation {
    let name = request.text("Name").unwrap_or_default();
    let key = cluster_key(name);
    let known = things.at(&key, request.now).cloned();
    if known.is_none() && things.is_known(&key) {
        return no_cluster(request, name).into();
    }
    for (folder, what) in [("nodegroup/", "nodegroups"), ("fargate-profile/", "Fargate profiles")] {
        if things.below(&format!("{key}{folder}"), request.now).next().is_some() {
            let message = format!("Cluster has {what} attached");
            return fault(request, 409, "ResourceInUseException", &message).into();
        }
    }
    let before = known.unwrap_or_else(|| describe(request, name, "ACTIVE"));
    let during = with(&before, "Status", "DELETING".into());
    let millis = request.millis(entry.duration, DELETE_MILLIS);
    change(request, entry, things, Change { kind: "Cluster", key: &key, name, during, after: None, millis })
}

/// As DescribeCluster shows it, in PascalCase and AWS's order.
fn describe(request: &mut Request<'_>, name: &str, status: &str) -> Value {
    let certificate = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==";
    let endpoint = format!("https://{}.gr7.{}.eks.amazonaws.com", request.hex(32).to_uppercase(), request.region);
    let network = request.parameters.get("ResourcesVpcConfig").cloned().unwrap_or_else(|| Value::from([]));
    let list = |key: &str| network.get(key).cloned().unwrap_or_else(|| Vec::new().into());
    let flag = |key: &str, usual: bool| network.get(key).cloned().unwrap_or(Value::Bool(usual));
    let given = |key: &'static str| (key, request.parameters.get(key).cloned());
    let vpc = Value::from([
        ("ClusterSecurityGroupId", "sg-0123456789abcdef0".into()),
        ("EndpointPrivateAccess", flag("EndpointPrivateAccess", false)),
        ("EndpointPublicAccess", flag("EndpointPublicAccess", true)),
        ("PublicAccessCidrs", vec!["0.0.0.0/0".into()].into()),
        ("SecurityGroupIds", list("SecurityGroupIds")),
        ("SubnetIds", list("SubnetIds")),
        ("VpcId", "vpc-0123456789abcdef0".into()),
    ]);
    object([
        ("Arn", Some(request.arn("eks", &format!("cluster/{name}")).into())),
        ("CertificateAuthority", Some(Value::from([("Data", certificate.into())]))),
        ("CreatedAt", Some(request.now.millis.into())),
        ("Endpoint", Some(endpoint.into())),
        given("KubernetesNetworkConfig"),
        given("Logging"),
        ("Name", Some(name.into())),
        ("PlatformVersion", Some("eks.1".into())),
        ("ResourcesVpcConfig", Some(vpc)),
        given("RoleArn"),
        ("Status", Some(status.into())),
        ("Tags", Some(request.parameters.get("Tags").cloned().unwrap_or_else(|| Value::from([])))),
        ("Version", Some(request.text("Version").unwrap_or(VERSION).into())),
    ])
}
