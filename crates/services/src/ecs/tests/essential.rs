//! What the end of an essential container does to its task, and to the other containers.

use crate::harness::Harness;
use engine::port::{NoticeKind, TaskEnd, World};
use json::Value;

/// The task of a `.sync` run with these containers, and whether the state failed.
fn run(containers: &str) -> (Harness, Value, bool) {
    let scenario = format!(r#"{{"tasks": {{"Task": [{{"ecs": {{"containers": [{containers}]}}}}]}}}}"#);
    let mut harness = Harness::new(&scenario);
    let seen = harness.run("arn:aws:states:::ecs:runTask.sync", r#"{"LaunchType": "FARGATE", "TaskDefinition": "t"}"#);
    match seen.end {
        Some(TaskEnd::Succeeded(task)) => (harness, task, false),
        _ => (harness, json::parse_value(&seen.failure().1).unwrap(), true),
    }
}

fn millis(task: &Value, from: &str, to: &str) -> i64 {
    let at = |key: &str| task.get(key).unwrap().as_i64().unwrap();
    at(to) - at(from)
}

#[test]
fn an_essential_container_stops_the_others_and_another_does_not() {
    let log_router = r#"{"name": "log", "exitCode": 137, "essential": false}"#;
    for (containers, codes, ran, fails) in [
        // Essential is the default: the first to end takes the other with it.
        (r#"{"name": "app", "duration": "10s"}, {"name": "web", "duration": "5m"}"#, [0, 143], 10_000, true),
        (
            r#"{"name": "app", "duration": "5m"}, {"name": "init", "duration": "10s", "essential": false}"#,
            [0, 0],
            300_000,
            false,
        ),
        (
            r#"{"name": "app", "duration": "5m"}, {"name": "init", "duration": "1s", "essential": false, "exitCode": 3}"#,
            [0, 3],
            300_000,
            true,
        ),
        // A sidecar that heeds SIGTERM, one that the scenario says does not, and one that says something else.
        (r#"{"name": "app", "duration": "10s"}, {"name": "log", "essential": false}"#, [0, 0], 10_000, false),
        (&format!(r#"{{"name": "app", "duration": "10s"}}, {log_router}"#), [0, 137], 10_000, true),
        (
            r#"{"name": "app", "duration": "10s"}, {"name": "log", "duration": "1h", "essential": false, "exitCode": 0}"#,
            [0, 0],
            10_000,
            false,
        ),
        // Without any essential container the task goes on until all have ended.
        (
            r#"{"name": "a", "duration": "10s", "essential": false}, {"name": "b", "duration": "20s", "essential": false}"#,
            [0, 0],
            20_000,
            false,
        ),
    ] {
        let (_, task, failed) = run(containers);
        let all = task.get("Containers").unwrap().as_array().unwrap();
        let found: Vec<i64> = all.iter().filter_map(|container| container.get("ExitCode")?.as_i64()).collect();
        assert_eq!(
            (&found[..], millis(&task, "StartedAt", "StoppingAt"), failed),
            (&codes[..], ran, fails),
            "{containers}"
        );
        assert_eq!(task.get("StopCode").unwrap().as_str(), Some("EssentialContainerExited"));
    }
}

#[test]
fn a_container_that_ignores_sigterm_keeps_the_task_stopping_for_the_stop_timeout() {
    for (exit_code, stopping) in [(0, 15_000), (137, 43_000)] {
        let containers = format!(
            r#"{{"name": "app", "duration": "10s"}}, {{"name": "log", "exitCode": {exit_code}, "essential": false}}"#
        );
        let (_, task, _) = run(&containers);
        assert_eq!(millis(&task, "StoppingAt", "StoppedAt"), stopping, "{exit_code}");
    }
}

#[test]
fn a_stopped_container_is_silent_from_then_on() {
    let (harness, ..) = run(
        r#"{"name": "app", "duration": "10s"}, {"name": "web", "duration": "40s", "essential": false, "log": ["a", "b", "c", "d"]}"#,
    );
    let notices = harness.world.notices();
    let of = |kind| notices.iter().filter(move |notice| notice.kind == kind && notice.source.ends_with("/web"));
    let lines: Vec<_> = of(NoticeKind::Log).map(|notice| notice.body.as_str().unwrap().to_owned()).collect();
    assert_eq!(lines, ["a", "b"]);
    let ended = of(NoticeKind::Lifecycle).next().unwrap();
    assert_eq!(json::print(&ended.body), r#"{"lastStatus":"STOPPED","exitCode":143}"#);
}

#[test]
fn a_signal_from_outside_reaches_every_container() {
    for end in ["SpotInterruption", "StoppedByUser"] {
        let scenario = format!(
            r#"{{"tasks": {{"Task": [{{"ecs": {{"end": "{end}", "containers": [{{"name": "a"}}, {{"name": "b"}}]}}}}]}}}}"#
        );
        let seen = Harness::new(&scenario).run("arn:aws:states:::ecs:runTask.sync", r#"{"TaskDefinition": "t"}"#);
        assert_eq!(seen.failure().1.matches(r#""ExitCode":143"#).count(), 2, "{end}");
    }
}
