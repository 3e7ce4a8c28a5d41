//! Phases and reasons of pods, and how often they are tried.

use super::{JOB, arn, call, scenario, text};
use crate::harness::Harness;
use engine::port::World;
use json::Value;

/// Times in milliseconds at which pods begin.
fn starts(harness: &Harness) -> Vec<i64> {
    let notices = harness.world.notices();
    let creating = notices.iter().filter(|notice| text(&notice.body, "reason") == Some("ContainerCreating"));
    creating.map(|notice| notice.time.millis - harness.world.start_time().millis).collect()
}

fn first_pod(harness: &mut Harness) -> Value {
    let pods = call(harness, "GET", "/api/v1/namespaces/default/pods", "null").unwrap();
    pods.get("items").and_then(|items| items.at(0)).unwrap().clone()
}

#[test]
fn a_pod_goes_from_pending_over_running_to_its_end() {
    for (entry, last) in [(r#"{"default": true}"#, "Succeeded"), (r#"{"eks": {"exitCode": 1}}"#, "Failed")] {
        let mut harness = Harness::new(&scenario(entry));
        harness.run(&arn("runJob.sync"), JOB);
        let notices = harness.world.notices();
        let phases: Vec<&str> = notices.iter().filter_map(|notice| text(&notice.body, "phase")).collect();
        assert_eq!(phases, ["Pending", "Running", last], "{entry}");
    }
}

#[test]
fn a_terminated_container_says_why() {
    for (entry, exit_code, reason, of_the_pod) in [
        (r#"{"default": true}"#, 0, "Completed", None),
        (r#"{"eks": {"exitCode": 1}}"#, 1, "Error", None),
        (r#"{"eks": {"exitCode": 137}}"#, 137, "OOMKilled", None),
        (r#"{"eks": {"evicted": true}}"#, 137, "Error", Some("Evicted")),
        (r#"{"eks": {"evicted": true, "exitCode": 0}}"#, 0, "Completed", Some("Evicted")),
        (r#"{"eks": {"evicted": true, "job": "Succeeded"}}"#, 0, "Completed", None),
    ] {
        let mut harness = Harness::new(&scenario(entry));
        harness.run(&arn("runJob.sync"), JOB);
        let pod = first_pod(&mut harness);
        let status = pod.get("status").unwrap();
        let container = status.get("containerStatuses").and_then(|all| all.at(0)).unwrap();
        let ended = container.get("state").unwrap().get("terminated").unwrap();
        assert_eq!(ended.get("exitCode").unwrap().as_i64(), Some(exit_code), "{entry}");
        assert_eq!((text(ended, "reason"), text(status, "reason")), (Some(reason), of_the_pod), "{entry}");
    }
}

#[test]
fn an_evicted_pod_is_replaced_until_the_backoff_limit_and_fails_the_job() {
    for policy in ["Never", "OnFailure"] {
        let job = JOB.replace("\"backoffLimit\": 0", "\"backoffLimit\": 2").replace("Never", policy);
        let mut harness = Harness::new(&scenario(r#"{"eks": {"evicted": true}}"#));
        let (error, cause) = harness.run(&arn("runJob.sync"), &job).failure();
        assert!(error == "States.TaskFailed" && cause.contains("BackoffLimitExceeded"), "{cause}");
        let notices = harness.world.notices();
        let evicted = notices.iter().filter(|notice| text(&notice.body, "reason") == Some("Evicted"));
        assert_eq!(evicted.count(), 3, "{policy}");
    }
}

#[test]
fn six_retries_are_usual_and_their_pauses_double_up_to_six_minutes() {
    for (spec, pauses) in [
        ("\"suspend\": false", vec![10, 20, 40, 80, 160, 320]),
        ("\"backoffLimit\": 8", vec![10, 20, 40, 80, 160, 320, 360, 360]),
        ("\"backoffLimit\": 0", vec![]),
    ] {
        let mut harness = Harness::new(&scenario(r#"{"eks": {"job": "Failed", "duration": "2s"}}"#));
        harness.run(&arn("runJob.sync"), &JOB.replace("\"backoffLimit\": 0", spec)).failure();
        let starts = starts(&harness);
        // A pod takes 8 seconds to start and runs for 2.
        let found: Vec<i64> = starts.windows(2).map(|pair| (pair[1] - pair[0]) / 1000 - 10).collect();
        assert_eq!(found, pauses, "{spec}");
    }
}
