//! Definitions in the simulated world: what each service does to a whole run.

use crate::play::{entered, finished, outcome, start};
use engine::{EventDetails, NamedMachine, Options, Run, WorkflowType};
use json::Value;
use services::{SimulatedWorld, scenario};
use std::fs::read_to_string;
use std::path::PathBuf;
use std::rc::Rc;

fn shared(path: &str) -> Option<String> {
    let file = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")).join(path);
    let text = read_to_string(&file).ok();
    if text.is_none() {
        println!("skipped: no {}", file.display());
    }
    text
}

/// A machine with the one Task `Task`.
fn task(resource: &str, parameters: &str) -> String {
    format!(
        r#"{{"StartAt": "Task", "States": {{"Task": {{"Type": "Task", "Resource": "arn:aws:states:::{resource}", "Parameters": {parameters}, "End": true}}}}}}"#
    )
}

/// `SUCCEEDED`, or the status with the error's name, of a machine with one Task whose attempts go as `entries` say.
fn ends(resource: &str, parameters: &str, entries: &str) -> (String, Run) {
    let run = finished(start(&task(resource, parameters), "", &format!(r#"{{"tasks": {{"Task": [{entries}]}}}}"#)));
    (outcome(&run), run)
}

/// A run that is about to start, in a workspace with other machines.
fn start_beside(definition: &str, scenario: &str, others: &[(&str, &str)]) -> Run {
    let machine = |text: &str| {
        let (machine, problems) = definition::lower(&Rc::new(json::parse(text).0));
        assert!(problems.is_empty(), "{problems:?}");
        Rc::new(machine)
    };
    let (scenario, problems) = scenario::parse(scenario);
    assert!(problems.is_empty(), "{problems:?}");
    let named = |(name, text): &(&str, &str)| NamedMachine {
        name: (*name).into(),
        machine: machine(text),
        workflow_type: WorkflowType::Standard,
    };
    let options = Options { machines: others.iter().map(named).collect(), ..Options::default() };
    Run::new(machine(definition), Value::from([]), options, Box::new(SimulatedWorld::new(scenario)))
}

const RUN_TASK: &str = r#"{"LaunchType": "FARGATE", "Cluster": "c", "TaskDefinition": "f", "PlatformVersion": "1.4.0",
    "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-1", "subnet-2"], "SecurityGroups": ["sg-1"]}}}"#;

/// Keys of all levels, in order.
fn keys(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => {
            let inner = |(key, member): (&json::Text, &Value)| {
                let below: Vec<String> = keys(member).iter().map(|below| format!("{key}.{below}")).collect();
                std::iter::once(key.to_string()).chain(below).collect::<Vec<_>>()
            };
            members.iter().flat_map(inner).collect()
        }
        Value::Array(items) => items.iter().flat_map(keys).collect(),
        _ => Vec::new(),
    }
}

/// What the recording of a test shows in the field of an event.
fn recorded(all: &Value, test: &str, event: &str, field: &str) -> Value {
    let events = all.get(test).and_then(|test| test.get("events")).and_then(Value::as_array).unwrap();
    events.iter().find_map(|one| one.get(event)).and_then(|details| details.get(field)).unwrap().clone()
}

/// The same of a run.
fn shown(run: &Run, pick: impl Fn(&EventDetails) -> Option<Value>) -> Value {
    run.root().history.iter().find_map(|event| pick(&event.details)).unwrap()
}

#[test]
fn ecs_shapes_are_the_recorded_ones_key_by_key() {
    let Some(text) = shared("facts/recorded-ecs.json") else { return };
    let all = json::parse_value(&text).unwrap();
    let submitted = |run: &Run| {
        shown(run, |details| match details {
            EventDetails::TaskSubmitted { output, .. } => Some(output.clone()),
            _ => None,
        })
    };
    let (_, run) = ends("ecs:runTask.sync", RUN_TASK, "");
    let scheduled = shown(&run, |details| match details {
        EventDetails::TaskScheduled(scheduled) => Some(scheduled.parameters.clone()),
        _ => None,
    });
    for (ours, event, field) in [
        (scheduled.get("StartedBy").cloned().unwrap(), "taskScheduledEventDetails", "StartedBy"),
        (submitted(&run), "taskSubmittedEventDetails", "output"),
        (run.root().output.clone().unwrap(), "taskSucceededEventDetails", "output"),
    ] {
        if field == "StartedBy" {
            let theirs = recorded(&all, "test_run_task_sync", event, "parameters");
            assert_eq!(Some(&ours), theirs.get(field));
        } else {
            assert_eq!(keys(&ours), keys(&recorded(&all, "test_run_task_sync", event, field)), "{event}");
        }
    }
    let (_, run) = ends("ecs:runTask", RUN_TASK, "");
    let theirs = recorded(&all, "test_run_task", "taskSucceededEventDetails", "output");
    assert_eq!(keys(run.root().output.as_ref().unwrap()), keys(&theirs));

    let (end, run) = ends("ecs:runTask.sync", RUN_TASK, r#"{"ecs": "ImageNotFound"}"#);
    assert_eq!(end, "FAILED States.TaskFailed");
    let cause = run.root().failure.as_ref().and_then(|failure| failure.cause.clone()).unwrap();
    let theirs = recorded(&all, "test_run_task_sync_raise_failure", "taskFailedEventDetails", "cause");
    assert_eq!(keys(&json::parse_value(&cause).unwrap()), keys(&theirs));
    assert_eq!(
        keys(&submitted(&run)),
        keys(&recorded(&all, "test_run_task_sync_raise_failure", "taskSubmittedEventDetails", "output"))
    );
}

#[test]
fn an_ecs_task_ends_as_its_scenario_says() {
    for (entry, sync, response, token) in [
        ("", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED"),
        // A container that breaks down does not give the token back.
        (r#"{"exitCode": 9}"#, "FAILED States.TaskFailed", "SUCCEEDED", "RUNNING"),
        (r#"{"ecs": "OutOfMemory"}"#, "FAILED States.TaskFailed", "SUCCEEDED", "RUNNING"),
        (
            r#"{"ecs": {"failures": [{"reason": "AGENT"}]}}"#,
            "FAILED AmazonECS.Unknown",
            "SUCCEEDED",
            "FAILED AmazonECS.Unknown",
        ),
        (
            r#"{"throw": {"error": "ECS.ClusterNotFoundException"}}"#,
            "FAILED ECS.ClusterNotFoundException",
            "FAILED ECS.ClusterNotFoundException",
            "FAILED ECS.ClusterNotFoundException",
        ),
    ] {
        for (suffix, expected) in [(".sync", sync), ("", response), (".waitForTaskToken", token)] {
            let (end, _) = ends(&format!("ecs:runTask{suffix}"), RUN_TASK, entry);
            assert_eq!(end, expected, "{entry} {suffix}");
        }
    }
}

#[test]
fn a_task_that_takes_too_long_is_stopped() {
    let definition =
        task("ecs:runTask.sync", RUN_TASK).replace("\"End\": true", "\"TimeoutSeconds\": 40, \"End\": true");
    let run = finished(start(&definition, "", r#"{"tasks": {"Task": [{"ecs": {"duration": "1h"}}]}}"#));
    assert!(outcome(&run).ends_with("States.Timeout"), "{}", outcome(&run));
    let notices = run.world().notices();
    let stopped = notices.iter().rev().find(|notice| notice.service == "ecs").unwrap();
    assert_eq!(stopped.body.get("stopCode").and_then(Value::as_str), Some("UserInitiated"));
}

#[test]
fn the_exit_code_is_read_out_of_the_cause() {
    let json_path = r#"{"StartAt": "Task", "States": {
        "Task": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": {"TaskDefinition": "t"},
                 "Catch": [{"ErrorEquals": ["States.TaskFailed"], "Next": "Read"}], "End": true},
        "Read": {"Type": "Pass", "Parameters": {"task.$": "States.StringToJson($.Cause)"}, "OutputPath": "$.task.Containers[0].ExitCode", "End": true}}}"#;
    let jsonata = r#"{"StartAt": "Task", "QueryLanguage": "JSONata", "States": {
        "Task": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Arguments": {"TaskDefinition": "t"},
                 "Catch": [{"ErrorEquals": ["States.TaskFailed"], "Next": "Read",
                            "Output": "{% $parse($states.errorOutput.Cause).Containers[0].ExitCode %}"}], "End": true},
        "Read": {"Type": "Pass", "End": true}}}"#;
    for definition in [json_path, jsonata] {
        let run = finished(start(definition, "", r#"{"tasks": {"Task": [{"exitCode": 42}]}}"#));
        assert_eq!(run.root().output, Some(42.into()), "{definition}");
    }
}

/// As a person would write it: two failures while nodes are made, a job that fails once, a slow end.
const EKS_TROUBLE: &str = r#"{
  "tasks": {
    "Create a node group": [
      {"throw": {"error": "EKS.ServerException", "cause": "Something went wrong"}, "duration": "3m", "times": 2},
      {"default": true}
    ],
    "Run a job on EKS": [
      {"eks": {"job": "Failed", "reason": "BackoffLimitExceeded", "duration": "30s"}},
      {"default": true}
    ],
    "Delete node group": [{"default": true, "duration": "25m"}],
    "Delete cluster": [{"default": true, "duration": {"min": "20m", "max": "30m"}}]
  }
}"#;

#[test]
fn the_pi_job_survives_trouble_that_is_written_by_hand() {
    let Some(definition) = shared("seeds/definitions/eks-cluster-pi-job.asl.json") else { return };
    // The job itself has no retrier in the seed: a failed one fails the execution.
    let run = finished(start(&definition, "", EKS_TROUBLE));
    assert_eq!(outcome(&run), "FAILED States.TaskFailed");
    assert_eq!(entered(&run).last().map(String::as_str), Some("Run a job on EKS"));
    let attempts = run.root().history.iter().filter(|event| matches!(event.details, EventDetails::TaskScheduled(_)));
    assert_eq!(attempts.count(), 5, "one cluster, three node groups, one job");

    // With one, the second job runs once the first is out of the way.
    let retried = definition.replacen(
        r#""Resource": "arn:aws:states:::eks:runJob.sync","#,
        r#""Resource": "arn:aws:states:::eks:runJob.sync", "Retry": [{"ErrorEquals": ["States.TaskFailed"], "MaxAttempts": 1}],"#,
        1,
    );
    assert_ne!(retried, definition);
    let conflict = finished(start(&retried, "", EKS_TROUBLE));
    assert_eq!(outcome(&conflict), "FAILED EKS.409", "the failed job still has its name");
    let named_anew = retried.replacen(r#""name": "example-job""#, r#""generateName": "example-job-""#, 1);
    let run = finished(start(
        &named_anew,
        "",
        &EKS_TROUBLE.replace(
            "\"Delete node group\"",
            "\"Delete job\": [{\"return\": {\"ResponseBody\": {\"status\": \"Success\"}}}],\n    \"Delete node group\"",
        ),
    ));
    assert_eq!(outcome(&run), "SUCCEEDED");
    assert!(entered(&run).contains(&"Send expected result".to_owned()));
    let minutes = (run.now().millis - run.options().start.millis) / 60_000;
    assert!(minutes > 60, "{minutes} minutes");
}

#[test]
fn what_the_pi_job_prints_decides_its_path() {
    let Some(definition) = shared("seeds/definitions/eks-cluster-pi-job.asl.json") else { return };
    let said = |log: &str| {
        let scenario = format!(
            r#"{{"tasks": {{"Run a job on EKS": [{{"eks": {{"job": "Succeeded", "logs": {{"pi-20": {log}}}}}}}]}}}}"#
        );
        finished(start(&definition, "", &scenario))
    };
    let good = finished(start(&definition, "", ""));
    assert!(entered(&good).contains(&"Send expected result".to_owned()));
    let message =
        good.world().notices().iter().find(|notice| notice.service == "sns").map(|notice| notice.body.to_string());
    assert!(message.unwrap().contains("Saw expected value for pi: 3.141592653589793"));

    let wrong = said(r#""{ \"pi\": 4 }""#);
    assert_eq!(outcome(&wrong), "SUCCEEDED");
    assert!(entered(&wrong).contains(&"Send unexpected result".to_owned()));
    // A log that is no JSON has no `pi` to look at.
    let none = said(r#""Can't locate bignum.pm""#);
    assert!(!entered(&none).contains(&"Send expected result".to_owned()));
}

#[test]
fn state_lasts_within_the_run_and_no_longer() {
    let definition = r#"{"StartAt": "A", "States": {
        "A": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:updateItem", "Next": "Again?", "ResultPath": "$.count",
              "ResultSelector": {"n.$": "States.StringToJson($.Attributes.n.N)"},
              "Parameters": {"TableName": "t", "Key": {"id": {"S": "1"}}, "UpdateExpression": "ADD n :one", "ReturnValues": "ALL_NEW", "ExpressionAttributeValues": {":one": {"N": "1"}}}},
        "Again?": {"Type": "Choice", "Choices": [{"Variable": "$.count.n", "NumericLessThan": 4, "Next": "A"}], "Default": "Done"},
        "Done": {"Type": "Succeed", "OutputPath": "$.count.n"}}}"#;
    for _ in 0..2 {
        let run = finished(start(definition, "", ""));
        assert_eq!(run.root().output, Some(4.into()), "{:?}", run.root().failure);
    }
}

#[test]
fn stepping_back_unsends_a_message() {
    let definition = task("sns:publish", r#"{"TopicArn": "arn:aws:sns:us-east-1:1:t", "Message": "m"}"#);
    let mut timeline = engine::Timeline::new(start(&definition, "", ""));
    timeline.extend(crate::play::BUDGET);
    let (first, last) = (*timeline.range().start(), *timeline.range().end());
    assert_eq!(timeline.at(last).world().notices().len(), 1);
    assert_eq!(timeline.at(first).world().notices().len(), 0);
}

#[test]
fn iterations_are_addressed_by_their_paths() {
    let definition = r#"{"StartAt": "Map", "States": {"Map": {"Type": "Map", "ItemsPath": "$", "End": true,
        "ItemProcessor": {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:listBuckets", "End": true,
            "Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 1}]}}}}}}"#;
    let by_index = r#"{"tasks": {"Map[1]/T": [{"return": "one"}], "T": [{"return": "other"}]}}"#;
    let run = finished(start(definition, "[0, 1, 2]", by_index));
    assert_eq!(run.root().output.as_ref().map(json::print).as_deref(), Some(r#"["other","one","other"]"#));
    let each = r#"{"tasks": {"Map[*]/T": [{"throw": {"error": "Busy"}}, {"return": "second"}]}}"#;
    let run = finished(start(definition, "[0, 1, 2]", each));
    assert_eq!(run.root().output.as_ref().map(json::print).as_deref(), Some(r#"["second","second","second"]"#));
}

#[test]
fn items_of_a_distributed_map_follow_the_rules_of_their_machine() {
    let definition = r#"{"StartAt": "Map", "States": {"Map": {"Type": "Map", "ItemsPath": "$", "End": true, "Label": "Items",
        "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "T",
            "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:listBuckets", "End": true}}}}}}"#;
    let machine = Options::default().machine_name;
    let scenario =
        format!(r#"{{"machines": {{"{machine}": {{"Map[1]/T": [{{"return": 1}}], "T": [{{"return": 0}}]}}}}}}"#);
    let run = finished(start(definition, "[0, 1, 2]", &scenario));
    assert_eq!(run.root().output.as_ref().map(json::print).as_deref(), Some("[0,1,0]"), "{:?}", run.root().failure);
}

#[test]
fn branches_use_a_token_of_their_neighbour() {
    let definition = r#"{"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "End": true, "Branches": [
        {"StartAt": "Wait", "States": {"Wait": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "Next": "Never",
            "Parameters": {"TableName": "t", "Item": {"id": {"S": "1"}}}},
            "Never": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "TimeoutSeconds": 60, "End": true,
                "Parameters": {"QueueUrl": "q", "MessageBody.$": "$$.Task.Token"}}}},
        {"StartAt": "Slow", "States": {"Slow": {"Type": "Wait", "Seconds": 5, "Next": "Send"},
            "Send": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sfn:sendTaskSuccess", "Parameters": {"TaskToken": "wrong", "Output": "{}"},
                "Catch": [{"ErrorEquals": ["Sfn.InvalidTokenException"], "Next": "Fine"}], "End": true}, "Fine": {"Type": "Pass", "End": true}}}]}}}"#;
    let run = finished(start(
        definition,
        "",
        r#"{"tasks": {"Never": [{"callback": {"success": "answered", "after": "20s"}}]}}"#,
    ));
    assert_eq!(outcome(&run), "SUCCEEDED", "{:?}", run.root().failure);
    assert_eq!(run.root().output.as_ref().and_then(|output| output.at(0)), Some(&"answered".into()));
}

#[test]
fn a_child_execution_is_stepped_into_and_its_tasks_have_rules_of_their_own() {
    let child = r#"{"StartAt": "Work", "States": {"Work": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
        "Parameters": {"FunctionName": "f", "Payload.$": "$"}, "OutputPath": "$.Payload", "End": true}}}"#;
    for (suffix, input, output) in [(".sync", r#""{\"a\":1}""#, r#""7""#), (".sync:2", r#"{"a":1}"#, "7")] {
        let parent = task(
            &format!("states:startExecution{suffix}"),
            r#"{"StateMachineArn": "arn:aws:states:us-east-1:111111111111:stateMachine:Child", "Input": {"a": 1}}"#,
        );
        let scenario = r#"{"machines": {"Child": {"Work": [{"lambda": {"payload": 7}}]}}}"#;
        let run = finished(start_beside(&parent, scenario, &[("Child", child)]));
        assert_eq!(outcome(&run), "SUCCEEDED", "{:?}", run.root().failure);
        let described = run.root().output.clone().unwrap();
        assert_eq!(described.get("Input").map(json::print).as_deref(), Some(input));
        assert_eq!(described.get("Output").map(json::print).as_deref(), Some(output));
        assert_eq!(run.executions().count(), 2);

        let scenario = r#"{"machines": {"Child": {"Work": [{"lambda": {"errorType": "E", "errorMessage": "m"}}]}}}"#;
        let run = finished(start_beside(&parent, scenario, &[("Child", child)]));
        assert_eq!(outcome(&run), "FAILED States.TaskFailed");
        let cause = run.root().failure.as_ref().and_then(|failure| failure.cause.clone()).unwrap();
        assert_eq!(json::parse_value(&cause).unwrap().get("Error").and_then(Value::as_str), Some("E"));
    }
    let elsewhere = task(
        "states:startExecution.sync:2",
        r#"{"StateMachineArn": "arn:aws:states:us-east-1:111111111111:stateMachine:Elsewhere"}"#,
    );
    assert_eq!(outcome(&finished(start_beside(&elsewhere, "{}", &[]))), "SUCCEEDED");
}

#[test]
fn the_same_seed_gives_the_same_chances() {
    let definition = r#"{"StartAt": "Map", "States": {"Map": {"Type": "Map", "ItemsPath": "$", "End": true,
        "ItemProcessor": {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}, "OutputPath": "$.Payload", "End": true}}}}}}"#;
    let scenario = |seed: u32| {
        format!(
            r#"{{"seed": {seed}, "tasks": {{"T": [{{"oneOf": [{{"lambda": {{"payload": 0}}}}, {{"lambda": {{"payload": 1}}}}]}}]}}}}"#
        )
    };
    let output = |seed| finished(start(definition, &format!("{:?}", [0; 64]), &scenario(seed))).root().output.clone();
    assert_eq!(output(1), output(1));
    assert_ne!(output(1), output(2));
}

#[test]
fn every_example_of_the_guide_is_sound() {
    let guide = include_str!("../../docs/scenario.md");
    let (mut scenarios, mut mocks) = (0, 0);
    for block in guide.split("```json").skip(1) {
        let (kind, rest) = block.split_once('\n').unwrap();
        let example = rest.split("```").next().unwrap();
        if kind.trim() == "mock" {
            let (file, problems) = services::mock::parse(example);
            assert!(problems.is_empty() && file.rules(None).is_ok(), "{problems:?}\n{example}");
            mocks += 1;
        } else {
            let (_, problems) = scenario::parse(example);
            assert!(problems.is_empty(), "{problems:?}\n{example}");
            scenarios += 1;
        }
    }
    assert_eq!((scenarios, mocks), (8, 2));
}

#[test]
fn the_guide_names_every_usual_end() {
    let guide = include_str!("../../docs/scenario.md");
    for end in services::ecs_ends() {
        assert!(guide.contains(&format!("`{}`", end.name)), "{}", end.name);
    }
}
