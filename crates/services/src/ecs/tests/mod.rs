mod ends;
mod essential;
mod shapes;

use crate::harness::Harness;
use engine::port::{NoticeKind, TaskEnd, World};
use json::Value;

const RUN_TASK: &str = "arn:aws:states:::ecs:runTask";
const SYNC: &str = "arn:aws:states:::ecs:runTask.sync";
const FARGATE: &str = r#"{"LaunchType": "FARGATE", "Cluster": "c", "TaskDefinition": "app:3"}"#;

fn failure(scenario: &str, parameters: &str) -> (String, Value) {
    let (error, cause) = Harness::new(scenario).run(SYNC, parameters).failure();
    (error, json::parse_value(&cause).unwrap())
}

fn scenario(entry: &str) -> String {
    format!(r#"{{"tasks": {{"Task": [{entry}]}}}}"#)
}

fn exit_codes(task: &Value) -> Vec<Option<i64>> {
    let containers = task.get("Containers").unwrap().as_array().unwrap();
    containers.iter().map(|container| container.get("ExitCode").and_then(Value::as_i64)).collect()
}

#[test]
fn a_task_takes_its_time_and_ends_well() {
    let mut harness = Harness::new("{}");
    let seen = harness.run(SYNC, FARGATE);
    assert_eq!(seen.end_at, 105_000);
    assert!(seen.submitted.as_ref().unwrap().get("Tasks").is_some());
    let task = seen.result();
    assert_eq!(exit_codes(&task), [Some(0)]);
    assert_eq!(task.get("Group").unwrap().as_str(), Some("family:app"));
    assert_eq!(task.get("StartedBy").unwrap().as_str(), Some("AWS Step Functions"));
    let notices = harness.world.notices();
    assert_eq!(notices.iter().filter(|notice| notice.kind == NoticeKind::Lifecycle).count(), 9);
}

#[test]
fn request_response_goes_on_at_once_and_the_task_lives_on() {
    let mut harness = Harness::new("{}");
    let seen = harness.run(RUN_TASK, FARGATE);
    assert_eq!(seen.end_at, 50);
    let task = seen.result().get("Tasks").unwrap().at(0).unwrap().clone();
    assert_eq!(task.get("LastStatus").unwrap().as_str(), Some("PROVISIONING"));
    assert!(task.get("StartedBy").is_none());
    assert_eq!(harness.world.notices().len(), 1);
    harness.now = harness.now.plus_millis(600_000);
    harness.run("arn:aws:states:::sns:publish", r#"{"TopicArn": "arn:aws:sns:::t", "Message": "m"}"#);
    assert_eq!(harness.world.notices().iter().filter(|notice| notice.service == "ecs").count(), 9);
}

#[test]
fn the_exit_code_that_a_shell_line_names_is_the_default() {
    let parameters = r#"{"TaskDefinition": "t", "Overrides": {"ContainerOverrides": [
        {"Name": "c", "Command": ["sh", "-c", "echo Hello-world; exit 100"]}]}}"#;
    let mut harness = Harness::new("{}");
    let (error, cause) = harness.run(SYNC, parameters).failure();
    assert_eq!(error, "States.TaskFailed");
    assert!(cause.contains("\"ExitCode\":100,"), "{cause}");
    let notices = harness.world.notices();
    let log: Vec<_> = notices.iter().filter(|notice| notice.kind == NoticeKind::Log).collect();
    assert_eq!(log[0].body.as_str(), Some("Hello-world"));
    assert!(log[0].source.ends_with("/c"));
}

#[test]
fn any_container_with_a_non_zero_exit_code_fails_sync() {
    for (containers, codes, fails) in [
        (r#"{"name": "app", "exitCode": 9}"#, vec![Some(9)], true),
        (
            r#"{"name": "app", "exitCode": 0}, {"name": "log", "exitCode": 137, "essential": false}"#,
            vec![Some(0), Some(137)],
            true,
        ),
        (r#"{"name": "app", "exitCode": 0}, {"name": "log", "exitCode": 0}"#, vec![Some(0), Some(0)], false),
    ] {
        let seen =
            Harness::new(&scenario(&format!(r#"{{"ecs": {{"containers": [{containers}]}}}}"#))).run(SYNC, FARGATE);
        let task = match &seen.end {
            Some(TaskEnd::Succeeded(task)) => task.clone(),
            _ => json::parse_value(&seen.failure().1).unwrap(),
        };
        assert_eq!((exit_codes(&task), task.get("StopCode").is_some()), (codes, true));
        let failed = exit_codes(&task).iter().any(|code| *code != Some(0));
        assert_eq!(failed, fails, "{containers}");
    }
}

#[test]
fn the_usual_ends_look_as_documented() {
    for (end, stop_code, exit_code, reason) in [
        ("ApplicationError", "EssentialContainerExited", Some(1), "Essential container in task exited"),
        ("OutOfMemory", "EssentialContainerExited", Some(137), "Essential container in task exited"),
        ("Terminated", "EssentialContainerExited", Some(143), "Essential container in task exited"),
        ("SpotInterruption", "SpotInterruption", Some(143), "Your Spot Task was interrupted."),
        ("StoppedByUser", "UserInitiated", Some(143), "Task stopped by user"),
        (
            "ImageNotFound",
            "TaskFailedToStart",
            None,
            "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/library/app:latest: pull access denied",
        ),
        ("ResourceInitialization", "TaskFailedToStart", None, "ResourceInitializationError"),
        ("NetworkInterface", "TaskFailedToStart", None, "Timeout waiting for network interface"),
    ] {
        let (error, task) = failure(&scenario(&format!(r#"{{"ecs": "{end}"}}"#)), FARGATE);
        assert_eq!(error, "States.TaskFailed", "{end}");
        assert_eq!(task.get("StopCode").unwrap().as_str(), Some(stop_code), "{end}");
        assert_eq!(exit_codes(&task), [exit_code], "{end}");
        assert!(task.get("StoppedReason").unwrap().as_str().unwrap().starts_with(reason), "{end}: {task}");
        assert_eq!(task.get("StartedAt").is_some(), exit_code.is_some(), "{end}");
    }
}

#[test]
fn failures_fail_all_but_request_response() {
    let scenario = scenario(r#"{"ecs": {"failures": [{"arn": "arn:x", "reason": "RESOURCE:MEMORY"}]}}"#);
    let reply = Harness::new(&scenario).run(RUN_TASK, FARGATE).result();
    assert_eq!(json::print(reply.get("Failures").unwrap()), r#"[{"Arn":"arn:x","Reason":"RESOURCE:MEMORY"}]"#);
    for suffix in [".sync", ".waitForTaskToken"] {
        let (error, cause) = Harness::new(&scenario).run(&format!("{RUN_TASK}{suffix}"), FARGATE).failure();
        assert_eq!(error, "AmazonECS.Unknown");
        assert!(cause.contains("RESOURCE:MEMORY"), "{cause}");
    }
}

#[test]
fn only_the_token_ends_a_callback() {
    let scenario = scenario(r#"{"callback": {"success": {"ok": 1}, "after": "5m"}}"#);
    let seen = Harness::new(&scenario).run(&format!("{RUN_TASK}.waitForTaskToken"), FARGATE);
    assert_eq!(seen.end_at, 300_050);
    assert_eq!(json::print(&seen.result()), r#"{"ok":1}"#);
}

#[test]
fn a_container_answers_its_token_when_it_is_done_and_never_when_it_breaks_down() {
    let token = format!("{RUN_TASK}.waitForTaskToken");
    assert_eq!(Harness::new("{}").run(&token, FARGATE).end_at, 90_000);
    assert_eq!(Harness::new(&scenario(r#"{"exitCode": 1}"#)).run(&token, FARGATE).end, None);
    assert_eq!(Harness::new(&scenario(r#"{"ecs": "ImageNotFound"}"#)).run(&token, FARGATE).end, None);
}

#[test]
fn count_starts_so_many_tasks() {
    let parameters = r#"{"TaskDefinition": "t", "Count": 3, "Tags": [{"Key": "k", "Value": "v"}]}"#;
    let reply = Harness::new("{}").run(RUN_TASK, parameters).result();
    let tasks = reply.get("Tasks").unwrap().as_array().unwrap();
    assert_eq!(tasks.len(), 3);
    assert_ne!(tasks[0].get("TaskArn"), tasks[1].get("TaskArn"));
    assert_eq!(json::print(tasks[0].get("Tags").unwrap()), r#"[{"Key":"k","Value":"v"}]"#);
    let (error, _) = Harness::new("{}").run(RUN_TASK, r#"{"TaskDefinition": "t", "Count": 11}"#).failure();
    assert_eq!(error, "ECS.InvalidParameterException");
}

#[test]
fn a_literal_overlay_changes_members_only() {
    let scenario = scenario(r#"{"exitCode": 3, "overlay": {"StoppedReason": "mine", "Tags": null}}"#);
    let (_, task) = failure(&scenario, FARGATE);
    assert_eq!(task.get("StoppedReason").unwrap().as_str(), Some("mine"));
    assert!(task.get("Tags").is_none() && task.get("TaskArn").is_some());
}
