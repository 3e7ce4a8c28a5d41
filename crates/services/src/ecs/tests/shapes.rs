//! The objects that `runTask` gives, key by key in AWS's order, and what it takes.

use super::{FARGATE, RUN_TASK, SYNC, scenario};
use crate::harness::Harness;
use engine::port::{NoticeKind, World};
use json::Value;

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().iter().map(|(key, _)| &**key).collect()
}

/// The value at `Containers/0/Name`.
fn at<'a>(value: &'a Value, path: &str) -> &'a Value {
    path.split('/').fold(value, |value, step| match step.parse() {
        Ok(index) => value.at(index).unwrap(),
        Err(_) => value.get(step).unwrap_or_else(|| panic!("{step} in {value}")),
    })
}

#[test]
fn every_parameter_of_run_task_is_taken() {
    for parameter in [
        r#""Cluster": "c""#,
        r#""Group": "g""#,
        r#""LaunchType": "FARGATE""#,
        r#""NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["s"]}}"#,
        r#""Overrides": {"ContainerOverrides": []}"#,
        r#""PlacementConstraints": []"#,
        r#""PlacementStrategy": []"#,
        r#""PlatformVersion": "LATEST""#,
        r#""PropagateTags": "TASK_DEFINITION""#,
        r#""EnableExecuteCommand": true"#,
        r#""CapacityProviderStrategy": []"#,
        r#""Count": 1"#,
        r#""Tags": []"#,
        r#""ReferenceId": "r""#,
    ] {
        let refusal = Harness::new("{}").refusal(SYNC, &format!(r#"{{"TaskDefinition": "t", {parameter}}}"#));
        assert_eq!(refusal.map(|refusal| refusal.cause), None, "{parameter}");
    }
}

#[test]
fn sync_alone_says_who_started_the_task() {
    for (suffix, started_by) in [("", None), (".sync", Some("AWS Step Functions")), (".waitForTaskToken", None)] {
        let mut harness = Harness::new("{}");
        let seen = harness.run(&format!("{RUN_TASK}{suffix}"), FARGATE);
        let reply = seen.submitted.clone().unwrap_or_else(|| seen.result());
        let task = at(&reply, "Tasks/0");
        assert_eq!(task.get("StartedBy").map(|text| text.as_str().unwrap()), started_by, "{suffix}");
    }
}

#[test]
fn request_response_shows_a_task_that_is_only_being_provisioned() {
    let reply = Harness::new("{}").run(RUN_TASK, FARGATE).result();
    assert_eq!(keys(&reply), ["Failures", "SdkHttpMetadata", "SdkResponseMetadata", "Tasks"]);
    for (path, expected) in [
        ("Failures", "[]"),
        ("Tasks/0/LastStatus", r#""PROVISIONING""#),
        ("Tasks/0/DesiredStatus", r#""RUNNING""#),
        ("Tasks/0/Attachments/0/Status", r#""PRECREATED""#),
        ("Tasks/0/Attachments/0/Type", r#""ElasticNetworkInterface""#),
        ("Tasks/0/Containers/0/LastStatus", r#""PENDING""#),
        ("Tasks/0/Version", "1"),
    ] {
        assert_eq!(json::print(at(&reply, path)), expected, "{path}");
    }
}

#[test]
fn sync_gives_one_task_object_that_is_not_wrapped() {
    let task = Harness::new("{}").run(SYNC, FARGATE).result();
    assert_eq!(
        keys(&task).join(" "),
        "Attachments Attributes AvailabilityZone ClusterArn Connectivity ConnectivityAt Containers Cpu CreatedAt \
         DesiredStatus EnableExecuteCommand EphemeralStorage ExecutionStoppedAt Group InferenceAccelerators LastStatus \
         LaunchType Memory Overrides PlatformVersion PullStartedAt PullStoppedAt StartedAt StartedBy StopCode StoppedAt \
         StoppedReason StoppingAt Tags TaskArn TaskDefinitionArn Version"
    );
    assert_eq!(
        keys(at(&task, "Containers/0")).join(" "),
        "ContainerArn Cpu ExitCode GpuIds Image ImageDigest LastStatus ManagedAgents Name NetworkBindings \
         NetworkInterfaces RuntimeId TaskArn"
    );
    let details = at(&task, "Attachments/0/Details").as_array().unwrap();
    let names: Vec<&str> = details.iter().map(|detail| detail.get("Name").unwrap().as_str().unwrap()).collect();
    assert_eq!(names, ["subnetId", "networkInterfaceId", "macAddress", "privateDnsName", "privateIPv4Address"]);
    for (path, expected) in [
        ("Attachments/0/Status", r#""DELETED""#),
        ("Attachments/0/Type", r#""eni""#),
        ("Attributes", r#"[{"Name":"ecs.cpu-architecture","Value":"x86_64"}]"#),
        ("Connectivity", r#""CONNECTED""#),
        ("Containers/0/LastStatus", r#""STOPPED""#),
        ("Containers/0/Cpu", r#""0""#),
        ("Cpu", r#""256""#),
        ("DesiredStatus", r#""STOPPED""#),
        ("EphemeralStorage", r#"{"SizeInGiB":20}"#),
        ("Group", r#""family:app""#),
        ("LastStatus", r#""STOPPED""#),
        ("Memory", r#""512""#),
        ("StopCode", r#""EssentialContainerExited""#),
        ("StoppedReason", r#""Essential container in task exited""#),
        ("Version", "5"),
    ] {
        assert_eq!(json::print(at(&task, path)), expected, "{path}");
    }
}

#[test]
fn times_of_a_task_are_milliseconds_in_the_order_of_its_lifecycle() {
    let mut harness = Harness::new("{}");
    let task = harness.run(SYNC, FARGATE).result();
    let times =
        ["CreatedAt", "ConnectivityAt", "PullStartedAt", "PullStoppedAt", "StartedAt", "StoppingAt", "StoppedAt"]
            .map(|key| at(&task, key).as_i64().unwrap() - harness.world.start_time().millis);
    assert_eq!(times[0], 0);
    assert!(times.is_sorted(), "{times:?}");
    assert!((20_000..=60_000).contains(&times[4]), "a usual cold start: {times:?}");
    let notices = harness.world.notices();
    let statuses = notices.iter().filter(|notice| notice.kind == NoticeKind::Lifecycle && !notice.source.contains('/'));
    let statuses: Vec<&str> = statuses.map(|notice| notice.body.get("lastStatus").unwrap().as_str().unwrap()).collect();
    let order =
        ["PROVISIONING", "PENDING", "ACTIVATING", "RUNNING", "DEACTIVATING", "STOPPING", "DEPROVISIONING", "STOPPED"];
    assert_eq!(statuses, order);
}

#[test]
fn the_environment_of_an_override_carries_the_token_and_nothing_but_the_token_ends_the_state() {
    let parameters = r#"{"TaskDefinition": "t", "Overrides": {"ContainerOverrides": [
        {"Name": "app", "Environment": [{"Name": "TOKEN", "Value": "token-0"}]}]}}"#;
    let mut harness = Harness::new(&scenario(r#"{"callback": {"never": true}}"#));
    let seen = harness.run(&format!("{RUN_TASK}.waitForTaskToken"), parameters);
    let environment = at(seen.submitted.as_ref().unwrap(), "Tasks/0/Overrides/ContainerOverrides/0/Environment");
    assert_eq!(json::print(environment), r#"[{"Name":"TOKEN","Value":"token-0"}]"#);
    assert_eq!(seen.end, None, "the task has stopped, the state waits");
    let stopped =
        |notice: &engine::port::Notice| notice.body.get("lastStatus").is_some_and(|is| is.as_str() == Some("STOPPED"));
    assert!(harness.world.notices().iter().any(stopped));
}
