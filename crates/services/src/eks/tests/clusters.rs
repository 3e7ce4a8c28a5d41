//! The control plane: clusters and what they run on.

use super::{CLUSTER, JOB, NODES, arn, call, scenario, text};
use crate::harness::Harness;
use engine::port::{Abandonment, World};

const PROFILE: &str = r#"{"ClusterName": "C", "FargateProfileName": "F", "PodExecutionRoleArn": "r"}"#;

#[test]
fn a_deletion_gives_the_last_description() {
    let mut harness = Harness::new("{}");
    harness.run(&arn("createCluster.sync"), CLUSTER).result();
    harness.run(&arn("createNodegroup.sync"), NODES).result();
    harness.run(&arn("createFargateProfile.sync"), PROFILE).result();
    for (action, names, kind, name) in [
        ("deleteNodegroup", r#"{"ClusterName": "C", "NodegroupName": "N"}"#, "Nodegroup", "NodegroupName"),
        (
            "deleteFargateProfile",
            r#"{"ClusterName": "C", "FargateProfileName": "F"}"#,
            "FargateProfile",
            "FargateProfileName",
        ),
        ("deleteCluster", r#"{"Name": "C"}"#, "Cluster", "Name"),
    ] {
        let gone = harness.run(&arn(&format!("{action}.sync")), names).result();
        assert_eq!(text(&gone, &format!("{kind}.Status")), Some("DELETING"), "{action}");
        assert!(text(&gone, &format!("{kind}.{name}")).is_some(), "{action}");
    }
}

#[test]
fn a_cluster_is_deleted_after_all_that_it_holds() {
    let nodes = ("deleteNodegroup", r#"{"ClusterName": "C", "NodegroupName": "N"}"#);
    let profile = ("deleteFargateProfile", r#"{"ClusterName": "C", "FargateProfileName": "F"}"#);
    for (first, second) in [(nodes, profile), (profile, nodes)] {
        let mut harness = Harness::new("{}");
        harness.run(&arn("createCluster.sync"), CLUSTER).result();
        harness.run(&arn("createNodegroup.sync"), NODES).result();
        harness.run(&arn("createFargateProfile.sync"), PROFILE).result();
        for (action, names) in [first, second] {
            let delete = harness.run(&arn("deleteCluster.sync"), r#"{"Name": "C"}"#);
            assert_eq!(delete.failure().0, "EKS.ResourceInUseException", "before {action}");
            harness.run(&arn(&format!("{action}.sync")), names).result();
        }
        harness.run(&arn("deleteCluster.sync"), r#"{"Name": "C"}"#).result();
    }
}

#[test]
fn nothing_runs_on_a_cluster_that_is_not_active_yet() {
    let mut harness = Harness::new("{}");
    harness.start("Task", &arn("createCluster"), CLUSTER);
    let nodes = harness.start("Task", &arn("createNodegroup.sync"), NODES);
    let job = harness.start("Task", &arn("runJob.sync"), JOB);
    harness.finish();
    for task in [nodes, job] {
        assert_eq!(harness.what_was_seen(task).failure().0, "EKS.InvalidRequestException");
    }
}

#[test]
fn the_kubernetes_api_of_a_private_cluster_cannot_be_reached() {
    for (network, reached) in [
        (r#"{}"#, true),
        (r#"{"EndpointPrivateAccess": true}"#, true),
        (r#"{"EndpointPrivateAccess": true, "EndpointPublicAccess": true}"#, true),
        (r#"{"EndpointPrivateAccess": true, "EndpointPublicAccess": false}"#, false),
    ] {
        let mut harness = Harness::new("{}");
        let cluster = format!(r#"{{"Name": "C", "RoleArn": "r", "ResourcesVpcConfig": {network}}}"#);
        harness.run(&arn("createCluster.sync"), &cluster).result();
        let pods = call(&mut harness, "GET", "/api/v1/namespaces/default/pods", "null");
        let job = harness.run(&arn("runJob.sync"), JOB);
        if reached {
            assert!(pods.is_ok(), "{network}");
            job.result();
        } else {
            assert_eq!(pods, Err("EKS.SdkClientException".to_owned()), "{network}");
            let (error, cause) = job.failure();
            assert_eq!(error, "EKS.SdkClientException");
            assert!(cause.starts_with("Unable to execute HTTP request: Connect to "), "{cause}");
        }
        // The control plane is another address, and public.
        harness.run(&arn("createNodegroup.sync"), NODES).result();
    }
}

#[test]
fn nothing_is_deleted_when_an_execution_stops() {
    for (action, parameters, again) in [
        ("createCluster", CLUSTER, "EKS.ResourceInUseException"),
        ("createNodegroup", NODES, "EKS.ResourceInUseException"),
        ("runJob", JOB, "EKS.409"),
    ] {
        let mut harness = Harness::new("{}");
        let task = harness.start("Task", &arn(&format!("{action}.sync")), parameters);
        harness.with_context(task, |world, context| world.abandon(task, Abandonment::Aborted, context));
        harness.finish();
        assert_eq!(harness.run(&arn(action), parameters).failure().0, again);
    }
}

#[test]
fn exceptions_of_the_control_plane_carry_the_prefix_of_the_service() {
    for (action, parameters, exception) in [
        ("createCluster", CLUSTER, "ResourceInUseException"),
        ("createCluster", CLUSTER, "ResourceLimitExceededException"),
        ("createCluster", CLUSTER, "InvalidParameterException"),
        ("createCluster", CLUSTER, "ClientException"),
        ("createCluster", CLUSTER, "ServerException"),
        ("createCluster", CLUSTER, "UnsupportedAvailabilityZoneException"),
        ("createNodegroup", NODES, "InvalidRequestException"),
        ("deleteCluster", r#"{"Name": "C"}"#, "ResourceNotFoundException"),
    ] {
        let entry = format!(r#"{{"throw": {{"error": "EKS.{exception}"}}}}"#);
        let seen = Harness::new(&scenario(&entry)).run(&arn(&format!("{action}.sync")), parameters);
        assert!(seen.submitted.is_none(), "{action} {exception}: nothing was begun");
        assert_eq!(seen.failure().0, format!("EKS.{exception}"));
    }
}
