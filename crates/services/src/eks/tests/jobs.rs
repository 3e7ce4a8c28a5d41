//! What `runJob` takes and gives.

use super::{JOB, arn, call, scenario, text};
use crate::harness::Harness;
use json::Value;

fn keys(value: &Value) -> String {
    value.as_object().unwrap().iter().map(|(key, _)| &**key).collect::<Vec<_>>().join(" ")
}

#[test]
fn required_parameters_are_required() {
    let all = [
        ("ClusterName", r#""C""#),
        ("CertificateAuthority", r#""x""#),
        ("Endpoint", r#""y""#),
        ("Job", "{}"),
        ("Method", r#""GET""#),
        ("Path", r#""/api""#),
    ];
    for (action, required) in
        [("runJob", [0, 1, 2, 3].as_slice()), ("runJob.sync", &[0, 1, 2, 3]), ("call", &[0, 1, 2, 4, 5])]
    {
        for missing in required {
            let members = required.iter().filter(|at| *at != missing);
            let members: Vec<String> = members.map(|at| format!(r#""{}": {}"#, all[*at].0, all[*at].1)).collect();
            let refusal = Harness::new("{}").refusal(&arn(action), &format!("{{{}}}", members.join(",")));
            let expected = format!("The field '{}' is required but was missing", all[*missing].0);
            assert!(refusal.unwrap().cause.contains(&expected), "{action}");
        }
    }
}

#[test]
fn a_job_is_json_or_a_text_of_json_in_the_namespace_default_unless_told() {
    let body = r#"{"metadata": {"name": "j"}, "spec": {"template": {"spec": {"containers": [{"name": "c"}]}}}}"#;
    let as_text = json::print(&Value::from(body));
    for (job, namespace, found) in [
        (body, "", "default"),
        (&as_text, "", "default"),
        (body, r#", "Namespace": "other""#, "other"),
        (&as_text, r#", "Namespace": "other""#, "other"),
    ] {
        let parameters =
            format!(r#"{{"ClusterName": "C", "CertificateAuthority": "x", "Endpoint": "y", "Job": {job}{namespace}}}"#);
        let job = Harness::new("{}").run(&arn("runJob.sync"), &parameters).result();
        assert_eq!(text(&job, "metadata.namespace"), Some(found), "{parameters}");
    }
}

#[test]
fn sync_gives_the_job_object_in_the_words_of_kubernetes() {
    let job = Harness::new("{}").run(&arn("runJob.sync"), JOB).result();
    assert_eq!(keys(&job), "apiVersion kind metadata spec status logs");
    let metadata = job.get("metadata").unwrap();
    for key in ["name", "namespace", "uid", "labels", "creationTimestamp"] {
        assert!(metadata.get(key).is_some(), "{key}");
    }
    let status = job.get("status").unwrap();
    assert_eq!(keys(status), "completionTime conditions ready startTime succeeded");
    let condition = status.get("conditions").unwrap().at(0).unwrap();
    assert_eq!((text(condition, "type"), text(condition, "status")), (Some("Complete"), Some("True")));
    assert_eq!((text(&job, "apiVersion"), text(&job, "kind")), (Some("batch/v1"), Some("Job")));
}

#[test]
fn logs_come_with_sync_and_only_when_they_are_wanted() {
    for (action, options, wanted) in [
        ("runJob.sync", r#"{"RetrieveLogs": true}"#, true),
        ("runJob.sync", r#"{"RetrieveLogs": false}"#, false),
        ("runJob.sync", "{}", false),
        ("runJob", r#"{"RetrieveLogs": true}"#, false),
    ] {
        let parameters = JOB.replace(r#"{"RetrieveLogs": true}"#, options);
        let result = Harness::new("{}").run(&arn(action), &parameters).result();
        assert_eq!(json::print(&result).contains(r#""logs""#), wanted, "{action} {options}");
    }
}

#[test]
fn log_options_decide_what_a_log_becomes() {
    let log = r#"["first", "{ \"pi\": 3.1415926535897932385 }"]"#;
    for (options, expected) in [
        (r#""RawLogs": false"#, r#""first\n{ \"pi\": 3.1415926535897932385 }""#),
        (r#""LogParameters": {"tailLines": ["1"]}"#, r#"{"pi":3.141592653589793}"#),
        (r#""RawLogs": true, "LogParameters": {"tailLines": ["1"]}"#, r#""{ \"pi\": 3.1415926535897932385 }""#),
        (r#""LogParameters": {"limitBytes": ["5"]}"#, r#""first""#),
    ] {
        let parameters = JOB.replace(r#""RetrieveLogs": true"#, &format!(r#""RetrieveLogs": true, {options}"#));
        let entry = format!(r#"{{"eks": {{"job": "Succeeded", "logs": {{"pi-20": {log}}}}}}}"#);
        let job = Harness::new(&scenario(&entry)).run(&arn("runJob.sync"), &parameters).result();
        let logs = json::print(job.get("logs").unwrap());
        assert!(logs.contains(&format!(r#""containers":{{"pi-20":{{"log":{expected}}}}}"#)), "{options}: {logs}");
    }
}

#[test]
fn a_log_that_cannot_be_read_has_an_error_and_a_cause_in_its_place() {
    let deadline = JOB.replace("\"backoffLimit\": 0", "\"activeDeadlineSeconds\": 90");
    let scenario = scenario(r#"{"eks": {"waiting": "Unschedulable"}}"#);
    let (_, cause) = Harness::new(&scenario).run(&arn("runJob.sync"), &deadline).failure();
    let job = json::parse_value(&cause).unwrap();
    let (_, pod) = job.get("logs").unwrap().get("pods").unwrap().as_object().unwrap().entry_at(0).unwrap();
    assert_eq!(keys(pod.get("containers").unwrap().get("pi-20").unwrap()), "error cause");
}

#[test]
fn polling_grows_slower_with_the_life_of_a_job() {
    for (duration, end_at) in
        [("10s", 60_000), ("100s", 120_000), ("9m30s", 600_000), ("10m", 900_000), ("1h", 3_900_000)]
    {
        let seen = Harness::new(&scenario(&format!(r#"{{"default": true, "duration": "{duration}"}}"#)))
            .run(&arn("runJob.sync"), JOB);
        assert_eq!(seen.end_at, end_at, "{duration}");
    }
}

#[test]
fn a_failed_job_says_why_in_its_condition() {
    for (entry, reason, message) in [
        (r#"{"eks": {"job": "Failed"}}"#, "BackoffLimitExceeded", "Job has reached the specified backoff limit"),
        (
            r#"{"eks": {"job": "Failed", "reason": "DeadlineExceeded"}}"#,
            "DeadlineExceeded",
            "Job was active longer than specified deadline",
        ),
    ] {
        let (error, cause) = Harness::new(&scenario(entry)).run(&arn("runJob.sync"), JOB).failure();
        assert_eq!(error, "States.TaskFailed");
        let job = json::parse_value(&cause).unwrap();
        let status = job.get("status").unwrap();
        assert!(status.get("completionTime").is_none() && status.get("succeeded").is_none());
        let condition = status.get("conditions").unwrap().at(0).unwrap();
        let found = ["type", "reason", "message"].map(|key| text(condition, key).unwrap());
        assert_eq!(found, ["Failed", reason, message]);
    }
}

#[test]
fn a_finished_job_and_its_pods_stay_unless_they_have_a_time_to_live() {
    for (spec, left) in [("\"backoffLimit\": 0", 1), ("\"ttlSecondsAfterFinished\": 5", 0)] {
        let mut harness = Harness::new("{}");
        harness.run(&arn("runJob.sync"), &JOB.replace("\"backoffLimit\": 0", spec)).result();
        for path in ["/apis/batch/v1/namespaces/default/jobs", "/api/v1/namespaces/default/pods"] {
            let list = call(&mut harness, "GET", path, "null").unwrap();
            assert_eq!(list.get("items").unwrap().as_array().unwrap().len(), left, "{spec} {path}");
        }
    }
}
