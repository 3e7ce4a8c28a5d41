//! The workflows that the first users brought, from the folder beside the project where it is there.
//!
//! How each must end follows from the Amazon States Language, not from what its author had in mind.

use crate::play::{entered, finished, outcome, start};
use std::fs::read_to_string;
use std::path::PathBuf;

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/seeds/definitions"));
    if !folder.is_dir() {
        println!("skipped: no {}", folder.display());
        return None;
    }
    Some(folder)
}

/// A scenario in which each state's container ends with an exit code, the same at every attempt.
fn exit_codes(codes: &[(&str, i32)]) -> String {
    let tasks = codes.iter().map(|(state, code)| format!("{}: [{{\"exitCode\": {code}}}]", json::quote(state)));
    format!("{{\"tasks\": {{{}}}}}", tasks.collect::<Vec<_>>().join(", "))
}

/// Runs a seed once a row, with the row's exit codes of `states`, and compares how it ends and where.
fn table(seed: &str, states: &[&str], rows: &[(&[i32], &str, &str)]) {
    let Some(folder) = folder() else { return };
    let definition = read_to_string(folder.join(format!("{seed}.asl.json"))).unwrap();
    for (codes, end, last) in rows {
        let codes: Vec<_> = states.iter().copied().zip(codes.iter().copied()).collect();
        let run = finished(start(&definition, "", &exit_codes(&codes)));
        let path = entered(&run);
        assert_eq!(
            (outcome(&run).as_str(), path.last().map(String::as_str)),
            (*end, Some(*last)),
            "{codes:?}: {path:?}"
        );
    }
}

#[test]
fn every_definition_but_one_runs_to_an_end_with_nothing_said() {
    let Some(folder) = folder() else { return };
    let mut seen = 0;
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(name) = name.strip_suffix(".asl.json").filter(|name| !name.ends_with("bad-start-at")) else {
            continue;
        };
        let input = read_to_string(folder.join(format!("{name}.input.json"))).unwrap_or_default();
        let run = finished(start(&read_to_string(&path).unwrap(), &input, ""));
        // Its author's mistake: the last job's result takes the place of what is judged after it.
        let expected = if name == "parallel-always-run-last" { "FAILED States.Runtime" } else { "SUCCEEDED" };
        assert_eq!(outcome(&run), expected, "{name}: {:?}", run.root().failure);
        seen += 1;
    }
    assert_eq!(seen, 10);
}

#[test]
fn a_start_that_names_no_state_is_pointed_at_and_the_right_name_offered() {
    let Some(folder) = folder() else { return };
    let source = read_to_string(folder.join("override-command-exit-100-bad-start-at.asl.json")).unwrap();
    let diagnostics = check::diagnose(&source, &check::Options::default()).diagnostics;
    let error = diagnostics.iter().find(|diagnostic| diagnostic.severity == text::Severity::Error).unwrap();
    assert!(error.location.as_deref().is_some_and(|location| location.ends_with("/StartAt")), "{error:?}");
    let mended = text::apply(&source, &error.fixes[0].edits);
    assert!(check::validation(&mended, &check::diagnose(&mended, &check::Options::default()).diagnostics).is_ok);
}

#[test]
fn fargate_tells_of_success_or_failure() {
    table(
        "fargate-sns-notification",
        &["Run Fargate Task"],
        &[
            (&[0], "SUCCEEDED", "Notify Success"),
            (&[1], "SUCCEEDED", "Notify Failure"),
            (&[137], "SUCCEEDED", "Notify Failure"),
        ],
    );
}

#[test]
fn exit_code_9_is_a_warning() {
    let judged_b = "警告判定(ExitCode:9)";
    table(
        "serial-warning-exit-code-9",
        &["ECS_TaskA", "ECS_TaskB"],
        &[
            (&[0, 0], "SUCCEEDED", "ECS_TaskB"),
            (&[9, 0], "SUCCEEDED", "ECS_TaskB"),
            (&[1, 0], "FAILED UnexpectedFailure", "異常終了"),
            (&[0, 9], "SUCCEEDED", judged_b),
            (&[9, 9], "SUCCEEDED", judged_b),
            (&[0, 1], "FAILED UnexpectedFailure", "異常終了"),
            (&[9, 1], "FAILED UnexpectedFailure", "異常終了"),
            // The pattern has no end after the 9.
            (&[90, 0], "SUCCEEDED", "ECS_TaskB"),
        ],
    );
}

#[test]
fn the_error_of_a_stopped_task_is_in_the_data() {
    let Some(folder) = folder() else { return };
    let definition = read_to_string(folder.join("serial-warning-exit-code-9.asl.json")).unwrap();
    let run = finished(start(&definition, "", &exit_codes(&[("ECS_TaskA", 0), ("ECS_TaskB", 9)])));
    let output = run.root().output.clone().unwrap();
    let error = output.get("error").unwrap();
    assert_eq!(error.get("Error").and_then(json::Value::as_str), Some("States.TaskFailed"));
    let task = json::parse_value(error.get("Cause").and_then(json::Value::as_str).unwrap()).unwrap();
    let container = task.get("Containers").and_then(|containers| containers.at(0)).unwrap();
    assert_eq!(container.get("ExitCode").and_then(json::Value::as_i64), Some(9));
    assert_eq!(task.get("LastStatus").and_then(json::Value::as_str), Some("STOPPED"));
}

#[test]
fn serial_tasks_are_tried_twice() {
    table(
        "serial-two-tasks-retry",
        &["【先行】ECS RunTask ①", "【先行】ECS RunTask ②"],
        &[
            (&[0, 0], "SUCCEEDED", "成功"),
            (&[1, 0], "FAILED ECS.Fargate.ExitCode", "異常終了"),
            (&[0, 1], "FAILED ECS.Fargate.ExitCode", "異常終了"),
        ],
    );
}

#[test]
fn both_parallel_jobs_must_succeed() {
    table(
        "parallel-both-must-succeed",
        &["ECS RunTask (Helloworld①)", "Run Task (Helloworld②)", "Final ECS RunTask"],
        &[
            (&[0, 0, 0], "SUCCEEDED", "成功"),
            (&[0, 0, 1], "FAILED States.TaskFailed", "Final ECS RunTask"),
            (&[0, 1, 0], "FAILED TaskFailed", "異常終了"),
            (&[0, 1, 1], "FAILED TaskFailed", "異常終了"),
            (&[1, 0, 0], "FAILED TaskFailed", "異常終了"),
            (&[1, 0, 1], "FAILED TaskFailed", "異常終了"),
            (&[1, 1, 0], "FAILED TaskFailed", "異常終了"),
            (&[1, 1, 1], "FAILED TaskFailed", "異常終了"),
        ],
    );
}

#[test]
fn a_failed_branch_fails_the_parallel_state() {
    let (one, two, last) = ("ECS RunTask (Helloworld)", "Run Task (Helloworld:202)", "Final ECS RunTask");
    table(
        "parallel-fails-if-any-fails",
        &[one, two, last],
        &[
            (&[0, 0, 0], "SUCCEEDED", "成功"),
            (&[0, 0, 1], "FAILED States.TaskFailed", last),
            (&[0, 1, 0], "FAILED States.TaskFailed", two),
            (&[0, 1, 1], "FAILED States.TaskFailed", two),
            (&[1, 0, 0], "FAILED States.TaskFailed", two),
            (&[1, 0, 1], "FAILED States.TaskFailed", two),
            (&[1, 1, 0], "FAILED States.TaskFailed", two),
            (&[1, 1, 1], "FAILED States.TaskFailed", two),
        ],
    );
}

#[test]
fn one_parallel_job_is_enough() {
    table(
        "parallel-or-condition",
        &["【先行】ECS RunTask ①", "【先行】ECS RunTask ②", "【後行】ECS RunTask③"],
        &[
            (&[0, 0, 0], "SUCCEEDED", "成功"),
            (&[0, 0, 1], "FAILED", "異常終了"),
            (&[0, 1, 0], "SUCCEEDED", "成功"),
            (&[0, 1, 1], "FAILED", "異常終了"),
            (&[1, 0, 0], "SUCCEEDED", "成功"),
            (&[1, 0, 1], "FAILED", "異常終了"),
            (&[1, 1, 0], "FAILED", "異常終了"),
            (&[1, 1, 1], "FAILED", "異常終了"),
        ],
    );
}

/// The last job has no `ResultPath`, so that its result replaces those of the branches before they are judged.
#[test]
fn what_the_last_job_replaced_cannot_be_judged() {
    let (one, two, last) = ("ECS RunTask (Helloworld1)", "ECS RunTask (Helloworld2)", "後行ジョブ");
    table(
        "parallel-always-run-last",
        &[one, two, last],
        &[
            (&[0, 0, 0], "FAILED States.Runtime", "判定"),
            (&[0, 0, 1], "FAILED States.TaskFailed", last),
            (&[0, 1, 0], "FAILED States.Runtime", "判定"),
            (&[0, 1, 1], "FAILED States.TaskFailed", last),
            (&[1, 0, 0], "FAILED States.Runtime", "判定"),
            (&[1, 0, 1], "FAILED States.TaskFailed", last),
            (&[1, 1, 0], "FAILED States.Runtime", "判定"),
            (&[1, 1, 1], "FAILED States.TaskFailed", last),
        ],
    );
}

/// Runs a seed with one task once a row, with the row's entry of the scenario.
fn lone_task(seed: &str, state: &str, rows: &[(&str, &str)]) {
    let Some(folder) = folder() else { return };
    let definition = read_to_string(folder.join(format!("{seed}.asl.json"))).unwrap();
    let input = read_to_string(folder.join(format!("{seed}.input.json"))).unwrap_or_default();
    for (entry, end) in rows {
        let scenario = format!("{{\"tasks\": {{{}: [{entry}]}}}}", json::quote(state));
        assert_eq!(outcome(&finished(start(&definition, &input, &scenario))), *end, "{entry}");
    }
}

#[test]
fn a_task_with_commands_ends_as_its_container_does() {
    lone_task(
        "ecs-run-task-command-override",
        "Run an ECS Task and wait for it to complete",
        &[
            (r#"{"exitCode": 0}"#, "SUCCEEDED"),
            (r#"{"exitCode": 1}"#, "FAILED States.TaskFailed"),
            (r#"{"ecs": "OutOfMemory"}"#, "FAILED States.TaskFailed"),
            (r#"{"ecs": "ImageNotFound"}"#, "FAILED States.TaskFailed"),
            (r#"{"ecs": {"failures": [{"reason": "RESOURCE:MEMORY"}]}}"#, "FAILED AmazonECS.Unknown"),
            (r#"{"throw": {"error": "ECS.ClusterNotFoundException"}}"#, "FAILED ECS.ClusterNotFoundException"),
        ],
    );
}

#[test]
fn a_task_with_a_token_ends_with_its_answer_alone() {
    lone_task(
        "ecs-run-task-wait-for-token",
        "Manage ECS task",
        &[
            (r#"{"callback": {"success": {"done": true}, "after": "5m"}}"#, "SUCCEEDED"),
            (r#"{"callback": {"failure": {"error": "Rejected"}}}"#, "FAILED Rejected"),
            // No TimeoutSeconds: it waits, whatever becomes of the container.
            (r#"{"callback": {"never": true}}"#, "RUNNING"),
            (r#"{"exitCode": 1}"#, "RUNNING"),
            (r#"{"ecs": {"failures": [{"reason": "RESOURCE:MEMORY"}]}}"#, "FAILED AmazonECS.Unknown"),
        ],
    );
}
