mod api;
mod clusters;
mod jobs;
mod pods;

use crate::harness::Harness;
use engine::port::{TaskEnd, World};
use json::Value;

const JOB: &str = r#"{"ClusterName": "C", "CertificateAuthority": "x", "Endpoint": "y", "LogOptions": {"RetrieveLogs": true},
    "Job": {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "example-job"}, "spec": {"backoffLimit": 0, "template": {
        "spec": {"containers": [{"name": "pi-20", "image": "perl", "command": ["perl"],
            "args": ["-Mbignum=bpi", "-wle", "print '{ ' . '\"pi\": '. bpi(20) . ' }';"]}], "restartPolicy": "Never"}}}}}"#;
const CLUSTER: &str = r#"{"Name": "C", "RoleArn": "r", "ResourcesVpcConfig": {"SubnetIds": ["s"]}}"#;
const NODES: &str = r#"{"ClusterName": "C", "NodegroupName": "N", "NodeRole": "r", "Subnets": ["s"]}"#;

fn arn(action: &str) -> String {
    format!("arn:aws:states:::eks:{action}")
}

fn call(harness: &mut Harness, method: &str, path: &str, body: &str) -> Result<Value, String> {
    let parameters = format!(
        r#"{{"ClusterName": "C", "CertificateAuthority": "x", "Endpoint": "y", "Method": "{method}", "Path": "{path}", "RequestBody": {body}}}"#
    );
    let seen = harness.run(&arn("call"), &parameters);
    match seen.end {
        Some(TaskEnd::Succeeded(reply)) => Ok(reply.get("ResponseBody").unwrap().clone()),
        _ => Err(seen.failure().0),
    }
}

fn scenario(entry: &str) -> String {
    format!(r#"{{"tasks": {{"Task": [{entry}]}}}}"#)
}

fn text<'a>(value: &'a Value, path: &str) -> Option<&'a str> {
    path.split('.').try_fold(value, |value, key| value.get(key))?.as_str()
}

#[test]
fn a_cluster_becomes_active_and_is_gone_after_its_deletion() {
    let mut harness = Harness::new("{}");
    let created = harness.run(&arn("createCluster.sync"), CLUSTER);
    assert_eq!(created.end_at, 600_000);
    assert_eq!(text(created.submitted.as_ref().unwrap(), "Cluster.Status"), Some("CREATING"));
    let cluster = created.result();
    assert_eq!(text(&cluster, "Cluster.Status"), Some("ACTIVE"));
    assert!(text(&cluster, "Cluster.CertificateAuthority.Data").is_some());
    assert!(text(&cluster, "Cluster.Endpoint").unwrap().starts_with("https://"));
    assert_eq!(harness.run(&arn("createCluster.sync"), CLUSTER).failure().0, "EKS.ResourceInUseException");

    assert_eq!(text(&harness.run(&arn("createNodegroup.sync"), NODES).result(), "Nodegroup.Status"), Some("ACTIVE"));
    assert_eq!(harness.run(&arn("createNodegroup.sync"), NODES).failure().0, "EKS.ResourceInUseException");
    assert_eq!(harness.run(&arn("deleteCluster.sync"), r#"{"Name": "C"}"#).failure().0, "EKS.ResourceInUseException");
    let names = r#"{"ClusterName": "C", "NodegroupName": "N"}"#;
    assert_eq!(text(&harness.run(&arn("deleteNodegroup.sync"), names).result(), "Nodegroup.Status"), Some("DELETING"));
    assert_eq!(harness.run(&arn("deleteNodegroup.sync"), names).failure().0, "EKS.ResourceNotFoundException");
    harness.run(&arn("deleteCluster.sync"), r#"{"Name": "C"}"#).result();
    assert_eq!(
        harness.run(&arn("deleteCluster.sync"), r#"{"Name": "C"}"#).failure().0,
        "EKS.ResourceNotFoundException"
    );
    assert_eq!(harness.run(&arn("runJob.sync"), JOB).failure().0, "EKS.ResourceNotFoundException");
}

#[test]
fn a_fargate_profile_must_go_before_its_cluster() {
    let mut harness = Harness::new("{}");
    harness.run(&arn("createCluster.sync"), CLUSTER).result();
    let profile = r#"{"ClusterName": "C", "FargateProfileName": "F", "PodExecutionRoleArn": "r"}"#;
    assert_eq!(
        text(&harness.run(&arn("createFargateProfile.sync"), profile).result(), "FargateProfile.Status"),
        Some("ACTIVE")
    );
    assert_eq!(harness.run(&arn("deleteCluster.sync"), r#"{"Name": "C"}"#).failure().0, "EKS.ResourceInUseException");
    harness.run(&arn("deleteFargateProfile.sync"), r#"{"ClusterName": "C", "FargateProfileName": "F"}"#).result();
    harness.run(&arn("deleteCluster.sync"), r#"{"Name": "C"}"#).result();
}

#[test]
fn a_job_on_an_older_cluster_runs_and_its_log_is_json() {
    let mut harness = Harness::new("{}");
    let seen = harness.run(&arn("runJob.sync"), JOB);
    assert_eq!(seen.end_at, 60_000);
    assert_eq!(seen.submitted.as_ref().unwrap().get("StatusCode").unwrap().as_i64(), Some(201));
    let job = seen.result();
    assert_eq!(job.get("status").unwrap().get("succeeded").unwrap().as_i64(), Some(1));
    let pods = job.get("logs").unwrap().get("pods").unwrap().as_object().unwrap();
    let (_, pod) = pods.entry_at(0).unwrap();
    let log = pod.get("containers").unwrap().get("pi-20").unwrap();
    assert_eq!(json::print(log), r#"{"log":{"pi":3.141592653589793}}"#);
}

#[test]
fn the_same_job_again_conflicts_until_it_is_deleted() {
    let mut harness = Harness::new("{}");
    harness.run(&arn("runJob.sync"), JOB).result();
    let (error, cause) = harness.run(&arn("runJob.sync"), JOB).failure();
    assert_eq!(error, "EKS.409");
    let cause = json::parse_value(&cause).unwrap();
    assert_eq!(text(&cause, "ResponseBody.reason"), Some("AlreadyExists"));
    assert_eq!(text(&cause, "ResponseBody.message"), Some("jobs.batch \"example-job\" already exists"));
    let path = "/apis/batch/v1/namespaces/default/jobs/example-job";
    assert_eq!(text(&call(&mut harness, "DELETE", path, "null").unwrap(), "status"), Some("Success"));
    assert_eq!(call(&mut harness, "DELETE", path, "null"), Err("EKS.404".to_owned()));
    harness.run(&arn("runJob.sync"), JOB).result();
}

#[test]
fn a_job_fails_when_its_pods_do() {
    for (entry, reason, end_at, pods) in [
        (r#"{"eks": {"job": "Failed"}}"#, "BackoffLimitExceeded", 60_000, 1),
        (r#"{"eks": {"job": "Failed", "reason": "DeadlineExceeded"}}"#, "DeadlineExceeded", 60_000, 1),
        (r#"{"eks": {"job": "Failed", "duration": "10m"}}"#, "BackoffLimitExceeded", 900_000, 1),
    ] {
        let seen = Harness::new(&scenario(entry)).run(&arn("runJob.sync"), JOB);
        assert_eq!(seen.end_at, end_at, "{entry}");
        let (error, cause) = seen.failure();
        let job = json::parse_value(&cause).unwrap();
        let status = job.get("status").unwrap();
        assert_eq!(error, "States.TaskFailed");
        assert_eq!(text(status.get("conditions").unwrap().at(0).unwrap(), "reason"), Some(reason), "{entry}");
        assert_eq!(status.get("failed").unwrap().as_i64(), Some(pods), "{entry}");
        assert!(job.get("logs").is_some());
    }
}

#[test]
fn pods_are_tried_again_with_growing_pauses() {
    let job = JOB.replace("\"backoffLimit\": 0", "\"backoffLimit\": 2");
    let mut harness = Harness::new(&scenario(r#"{"eks": {"job": "Failed", "duration": "2s"}}"#));
    let (_, cause) = harness.run(&arn("runJob.sync"), &job).failure();
    assert_eq!(json::parse_value(&cause).unwrap().get("status").unwrap().get("failed").unwrap().as_i64(), Some(3));
    let starts: Vec<i64> = harness
        .world
        .notices()
        .iter()
        .filter(|notice| text(&notice.body, "reason").is_some())
        .map(|notice| notice.time.millis - harness.world.start_time().millis)
        .collect();
    assert_eq!(starts, [0, 20_000, 50_000]);
}

#[test]
fn a_pod_without_memory_is_killed() {
    let mut harness = Harness::new(&scenario(r#"{"eks": {"exitCode": 137}}"#));
    assert_eq!(harness.run(&arn("runJob.sync"), JOB).failure().0, "States.TaskFailed");
    let pods = call(&mut harness, "GET", "/api/v1/namespaces/default/pods", "null").unwrap();
    let status = pods.get("items").and_then(|items| items.at(0)).and_then(|pod| pod.get("status")).unwrap();
    assert_eq!(text(status, "phase"), Some("Failed"));
    let container = status.get("containerStatuses").and_then(|all| all.at(0)).unwrap();
    assert_eq!(text(container, "state.terminated.reason"), Some("OOMKilled"));
}

#[test]
fn a_cluster_outlives_the_execution_that_asked_for_it() {
    let mut harness = Harness::new("{}");
    let task = harness.start("Task", &arn("createCluster.sync"), CLUSTER);
    harness.with_context(task, |world, context| world.abandon(task, engine::port::Abandonment::Aborted, context));
    harness.finish();
    assert_eq!(harness.run(&arn("createCluster.sync"), CLUSTER).failure().0, "EKS.ResourceInUseException");
}

#[test]
fn a_deadline_cuts_a_job_off() {
    let job = JOB.replace("\"backoffLimit\": 0", "\"activeDeadlineSeconds\": 15");
    let (_, cause) = Harness::new("{}").run(&arn("runJob.sync"), &job).failure();
    assert!(cause.contains("DeadlineExceeded"), "{cause}");
}

#[test]
fn a_given_log_is_what_the_job_prints() {
    for (log, expected) in
        [(r#""{ \"pi\": 4 }""#, r#"{"pi":4}"#), (r#""no JSON""#, r#""no JSON""#), (r#"["a", "b"]"#, r#""a\nb""#)]
    {
        let entry = format!(r#"{{"eks": {{"job": "Succeeded", "logs": {{"pi-20": {log}}}}}}}"#);
        let job = Harness::new(&scenario(&entry)).run(&arn("runJob.sync"), JOB).result();
        assert!(json::print(job.get("logs").unwrap()).contains(&format!(r#"{{"log":{expected}}}"#)), "{log}");
    }
}

#[test]
fn errors_of_the_kubernetes_api_are_a_scenario_away() {
    for code in [401, 403, 404, 409, 422, 500] {
        let mut harness = Harness::new(&scenario(&format!(r#"{{"eks": {{"statusCode": {code}}}}}"#)));
        let (error, cause) = harness.run(&arn("runJob.sync"), JOB).failure();
        assert_eq!(error, format!("EKS.{code}"));
        assert!(cause.contains(&format!("\"StatusCode\":{code}")), "{cause}");
        assert_eq!(call(&mut harness, "GET", "/api/v1/namespaces/default/pods", "null"), Err(error));
    }
}

#[test]
fn the_kubernetes_api_keeps_what_it_is_given() {
    let mut harness = Harness::new("{}");
    let maps = "/api/v1/namespaces/default/configmaps";
    let body = r#"{"metadata": {"name": "m"}, "data": {"a": "1"}}"#;
    assert_eq!(text(&call(&mut harness, "POST", maps, body).unwrap(), "kind"), Some("ConfigMap"));
    assert_eq!(call(&mut harness, "POST", maps, body), Err("EKS.409".to_owned()));
    assert_eq!(call(&mut harness, "POST", maps, "{}"), Err("EKS.422".to_owned()));
    let one = format!("{maps}/m");
    call(&mut harness, "PATCH", &one, r#"{"data": {"b": "2"}}"#).unwrap();
    let found = call(&mut harness, "GET", &one, "null").unwrap();
    assert_eq!(json::print(found.get("data").unwrap()), r#"{"a":"1","b":"2"}"#);
    let list = call(&mut harness, "GET", maps, "null").unwrap();
    assert_eq!(list.get("items").unwrap().as_array().unwrap().len(), 1);
    assert_eq!(
        call(&mut harness, "GET", "/api/v1/namespaces/default/configmaps/none", "null"),
        Err("EKS.404".to_owned())
    );
    assert_eq!(call(&mut harness, "GET", "/nowhere", "null"), Err("EKS.404".to_owned()));
    assert_eq!(call(&mut harness, "POST", &one, "{}"), Err("EKS.405".to_owned()));
}

#[test]
fn a_job_without_containers_or_name_is_invalid() {
    for job in [r#"{"metadata": {"name": "j"}}"#, r#"{"spec": {}}"#, r#""not JSON""#] {
        let parameters =
            format!(r#"{{"ClusterName": "C", "CertificateAuthority": "x", "Endpoint": "y", "Job": {job}}}"#);
        assert_eq!(Harness::new("{}").run(&arn("runJob"), &parameters).failure().0, "EKS.422", "{job}");
    }
}

#[test]
fn a_pod_that_cannot_start_keeps_the_job_waiting_until_its_deadline() {
    let deadline = JOB.replace("\"backoffLimit\": 0", "\"activeDeadlineSeconds\": 90");
    for (reason, told) in [
        ("ImagePullBackOff", vec!["ContainerCreating", "ErrImagePull", "ImagePullBackOff"]),
        ("CreateContainerConfigError", vec!["ContainerCreating", "CreateContainerConfigError"]),
        ("Unschedulable", vec!["Unschedulable"]),
    ] {
        let scenario = scenario(&format!(r#"{{"eks": {{"waiting": "{reason}"}}}}"#));
        assert_eq!(Harness::new(&scenario).run(&arn("runJob.sync"), JOB).end, None, "{reason}");
        let mut harness = Harness::new(&scenario);
        let (error, cause) = harness.run(&arn("runJob.sync"), &deadline).failure();
        assert!(error == "States.TaskFailed" && cause.contains("DeadlineExceeded"), "{cause}");
        assert!(cause.contains("container is waiting to start"), "{cause}");
        let notices = harness.world.notices();
        let reasons: Vec<_> = notices.iter().filter_map(|notice| text(&notice.body, "reason")).collect();
        assert_eq!(reasons, told);
    }
}

#[test]
fn a_pod_that_may_restart_fails_in_place_until_the_backoff_limit() {
    let job = JOB.replace("\"backoffLimit\": 0", "\"backoffLimit\": 2").replace("Never", "OnFailure");
    let mut harness = Harness::new(&scenario(r#"{"eks": {"job": "Failed"}}"#));
    let (_, cause) = harness.run(&arn("runJob.sync"), &job).failure();
    assert!(cause.contains("BackoffLimitExceeded") && cause.contains("\"failed\":1"), "{cause}");
    let notices = harness.world.notices();
    let restarts = notices.iter().filter(|notice| text(&notice.body, "reason") == Some("CrashLoopBackOff"));
    assert_eq!(restarts.count(), 2);
}

#[test]
fn a_finished_job_goes_away_after_its_time_to_live() {
    let job = JOB.replace("\"backoffLimit\": 0", "\"ttlSecondsAfterFinished\": 100");
    let mut harness = Harness::new("{}");
    // It ends after 28 seconds, which the first look sees after a minute.
    assert_eq!(harness.run(&arn("runJob.sync"), &job).end_at, 60_000);
    assert_eq!(harness.run(&arn("runJob.sync"), &job).failure().0, "EKS.409");
    harness.now = harness.now.plus_millis(68_000);
    assert!(matches!(harness.run(&arn("runJob.sync"), &job).end, Some(TaskEnd::Succeeded(_))));
}
