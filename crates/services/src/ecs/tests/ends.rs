//! Stop codes, reasons and exit codes: the table of causes, row by row.

use super::{FARGATE, RUN_TASK, SYNC, exit_codes, failure, scenario};
use crate::ecs_ends;
use crate::harness::Harness;
use engine::port::{Abandonment, World};

/// `stopCode` of the API reference, Task.
const STOP_CODES: [&str; 6] = [
    "TaskFailedToStart",
    "EssentialContainerExited",
    "UserInitiated",
    "ServiceSchedulerInitiated",
    "SpotInterruption",
    "TerminationNotice",
];

#[test]
fn each_cause_has_its_stop_code_exit_code_and_reasons() {
    let exited = "Essential container in task exited";
    for (entry, stop_code, exit_code, stopped_reason, reason) in [
        (r#""ApplicationError""#, STOP_CODES[1], Some(1), exited, None),
        (r#"{"exitCode": 255}"#, STOP_CODES[1], Some(255), exited, None),
        (
            r#""OutOfMemory""#,
            STOP_CODES[1],
            Some(137),
            exited,
            Some("OutOfMemoryError: Container killed due to memory usage"),
        ),
        (r#""Killed""#, STOP_CODES[1], Some(137), exited, None),
        (r#""Terminated""#, STOP_CODES[1], Some(143), exited, None),
        (r#""Crashed""#, STOP_CODES[1], Some(139), exited, None),
        (r#"{"exitCode": 134}"#, STOP_CODES[1], Some(134), exited, None),
        (r#"{"exitCode": 126}"#, STOP_CODES[1], Some(126), exited, None),
        (r#"{"exitCode": 127}"#, STOP_CODES[1], Some(127), exited, None),
        (r#""CannotStart""#, STOP_CODES[0], None, "CannotStartContainerError: ", Some("CannotStartContainerError: ")),
        (
            r#""ImageNotFound""#,
            STOP_CODES[0],
            None,
            "CannotPullContainerError: pull image manifest has been retried 1 time(s)",
            None,
        ),
        (
            r#""ResourceInitialization""#,
            STOP_CODES[0],
            None,
            "ResourceInitializationError: unable to pull secrets or registry auth",
            None,
        ),
        (
            r#""NetworkInterface""#,
            STOP_CODES[0],
            None,
            "Timeout waiting for network interface provisioning to complete.",
            None,
        ),
        (r#""InternalError""#, STOP_CODES[0], None, "InternalError: ", None),
        (r#""SpotInterruption""#, STOP_CODES[4], Some(143), "Your Spot Task was interrupted.", None),
        (r#""StoppedByUser""#, STOP_CODES[2], Some(143), "Task stopped by user", None),
        (r#""HealthCheckFailed""#, STOP_CODES[1], Some(137), "Task failed container health checks", None),
    ] {
        let (error, task) = failure(&scenario(&format!(r#"{{"ecs": {entry}}}"#)), FARGATE);
        assert_eq!(error, "States.TaskFailed", "{entry}");
        assert_eq!(exit_codes(&task), [exit_code], "{entry}");
        let text = |key: &str| task.get(key).unwrap().as_str().unwrap().to_owned();
        assert_eq!(text("StopCode"), stop_code, "{entry}");
        assert!(text("StoppedReason").starts_with(stopped_reason), "{entry}: {}", text("StoppedReason"));
        let container = task.get("Containers").unwrap().at(0).unwrap();
        let found = container.get("Reason").map(|reason| reason.as_str().unwrap());
        assert_eq!(found.is_some(), reason.is_some(), "{entry}: {found:?}");
        assert!(found.unwrap_or_default().starts_with(reason.unwrap_or_default()), "{entry}: {found:?}");
    }
}

#[test]
fn every_usual_end_has_a_stop_code_of_the_api() {
    for end in ecs_ends() {
        assert!(STOP_CODES.contains(&end.stop_code), "{end:?}");
        assert_eq!(end.exit_code.is_none(), end.stop_code == "TaskFailedToStart", "{end:?}");
    }
}

#[test]
fn a_scenario_may_give_any_stop_code_and_reason() {
    for stop_code in STOP_CODES {
        let entry = format!(
            r#"{{"ecs": {{"exitCode": 137, "stopCode": "{stop_code}", "stoppedReason": "ContainerRuntimeError: x"}}}}"#
        );
        let (_, task) = failure(&scenario(&entry), FARGATE);
        assert_eq!(task.get("StopCode").unwrap().as_str(), Some(stop_code));
        assert_eq!(task.get("StoppedReason").unwrap().as_str(), Some("ContainerRuntimeError: x"));
    }
}

#[test]
fn a_task_that_could_not_start_has_no_times_of_what_never_happened() {
    for (end, missing) in [
        ("NetworkInterface", vec!["ConnectivityAt", "PullStartedAt", "PullStoppedAt", "StartedAt"]),
        ("ResourceInitialization", vec!["PullStartedAt", "PullStoppedAt", "StartedAt"]),
        ("ImageNotFound", vec!["PullStartedAt", "PullStoppedAt", "StartedAt"]),
        ("ApplicationError", vec![]),
    ] {
        let (_, task) = failure(&scenario(&format!(r#"{{"ecs": "{end}"}}"#)), FARGATE);
        let all = ["ConnectivityAt", "PullStartedAt", "PullStoppedAt", "StartedAt", "StoppingAt", "StoppedAt"];
        let found: Vec<&str> = all.into_iter().filter(|key| task.get(key).is_none()).collect();
        assert_eq!(found, missing, "{end}");
    }
}

#[test]
fn every_kind_of_failure_of_run_task_reaches_the_cause() {
    for reason in
        ["RESOURCE:MEMORY", "RESOURCE:CPU", "AGENT", "Capacity is unavailable at this time. Please try again later"]
    {
        let entry = format!(r#"{{"ecs": {{"failures": [{{"arn": "arn:x", "reason": "{reason}", "detail": "d"}}]}}}}"#);
        let (error, cause) = failure(&scenario(&entry), FARGATE);
        assert_eq!(error, "AmazonECS.Unknown");
        let expected = format!(r#"[{{"Arn":"arn:x","Detail":"d","Reason":"{reason}"}}]"#);
        assert_eq!(json::print(cause.get("Failures").unwrap()), expected);
    }
}

#[test]
fn exceptions_of_the_api_carry_the_prefix_of_the_service() {
    for exception in
        ["InvalidParameterException", "ClusterNotFoundException", "AccessDeniedException", "AmazonECSException"]
    {
        let entry = format!(r#"{{"throw": {{"error": "ECS.{exception}", "cause": "c"}}}}"#);
        for resource in [RUN_TASK, SYNC] {
            let seen = Harness::new(&scenario(&entry)).run(resource, FARGATE);
            assert!(seen.submitted.is_none(), "{exception}: RunTask never answered");
            assert_eq!(seen.failure(), (format!("ECS.{exception}"), "c".to_owned()));
        }
    }
}

#[test]
fn giving_up_stops_only_a_task_that_sync_started() {
    for (resource, stopped) in [(SYNC.to_owned(), true), (format!("{RUN_TASK}.waitForTaskToken"), false)] {
        for reason in [Abandonment::Aborted, Abandonment::TimedOut] {
            let mut harness = Harness::new("{}");
            let task = harness.start("Task", &resource, FARGATE);
            harness.with_context(task, |world, context| world.abandon(task, reason, context));
            let notices = harness.world.notices();
            let found = notices.iter().any(|notice| notice.body.get("stopCode").is_some());
            assert_eq!(found, stopped, "{resource} {reason:?}");
        }
    }
}
