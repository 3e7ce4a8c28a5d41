//! The world as a whole, and the services that are too small for a file of tests of their own.

use crate::harness::Harness;
use crate::{Scenario, SimulatedWorld};
use engine::port::{ChildFailure, ChildOutcome, Effect, NoticeKind, TaskEnd, World};
use json::Value;

fn scenario(entry: &str) -> String {
    format!(r#"{{"tasks": {{"Task": [{entry}]}}}}"#)
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(|key| &**key).collect()
}

#[test]
fn lambda_answers_with_its_payload() {
    let mut harness = Harness::new("{}");
    let result =
        harness.run("arn:aws:states:::lambda:invoke", r#"{"FunctionName": "f", "Payload": {"a": 1}}"#).result();
    assert_eq!(keys(&result), ["ExecutedVersion", "Payload", "SdkHttpMetadata", "SdkResponseMetadata", "StatusCode"]);
    assert_eq!(json::print(result.get("Payload").unwrap()), r#"{"a":1}"#);
    let result = harness.run("arn:aws:lambda:us-east-1:1:function:f", r#"{"a": 1}"#).result();
    assert_eq!(json::print(&result), r#"{"a":1}"#);
}

#[test]
fn a_function_error_has_its_type_and_its_json() {
    let entry = r#"{"lambda": {"errorType": "CustomException", "errorMessage": "m", "stackTrace": ["l"]}}"#;
    for resource in ["arn:aws:states:::lambda:invoke", "arn:aws:lambda:us-east-1:1:function:f"] {
        let (error, cause) = Harness::new(&scenario(entry)).run(resource, r#"{"FunctionName": "f"}"#).failure();
        assert_eq!(error, "CustomException");
        let cause = json::parse_value(&cause).unwrap();
        assert_eq!(keys(&cause), ["errorMessage", "errorType", "requestId", "stackTrace"]);
    }
}

#[test]
fn messages_are_kept_with_their_time_and_cause() {
    let mut harness = Harness::new("{}");
    let publish = r#"{"TopicArn": "arn:aws:sns:us-east-1:1:topic", "Message": {"Input": "x"}, "Subject": "s"}"#;
    let result = harness.run_as("Notify", "arn:aws:states:::sns:publish", publish).result();
    assert_eq!(keys(&result), ["MessageId", "SdkHttpMetadata", "SdkResponseMetadata"]);
    let send = r#"{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/1/queue", "MessageBody": "hello"}"#;
    let result = harness.run_as("Map[2]/Send", "arn:aws:states:::sqs:sendMessage", send).result();
    assert_eq!(result.get("MD5OfMessageBody").unwrap().as_str(), Some("5d41402abc4b2a76b9719d911017c592"));
    let seen: Vec<_> = harness
        .world
        .notices()
        .iter()
        .map(|one| {
            (
                one.time.millis - harness.world.start_time().millis,
                one.service,
                one.path.to_string(),
                one.source.to_string(),
                json::print(&one.body),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (50, "sns", "Notify".into(), "topic".into(), r#"{"subject":"s","message":{"Input":"x"}}"#.into()),
            (100, "sqs", "Map[2]/Send".into(), "queue".into(), r#""hello""#.into()),
        ]
    );
}

#[test]
fn requests_that_a_service_refuses_fail_as_recorded() {
    for (resource, parameters, error, cause) in [
        (
            "sqs:sendMessage",
            r#"{"QueueUrl": "q", "MessageBody": null}"#,
            "SQS.AmazonSQSException",
            "The request must contain the parameter MessageBody. (Service: AmazonSQS; Status Code: 400; Error Code: MissingParameter; Request ID: ",
        ),
        (
            "sns:publish",
            r#"{"TopicArn": "arn:aws:sns:::t.fifo", "Message": "m"}"#,
            "SNS.InvalidParameterException",
            "Invalid parameter: The MessageGroupId parameter is required for FIFO topics (Service: AmazonSNS; Status Code: 400; Error Code: InvalidParameter; Request ID: ",
        ),
        (
            "events:putEvents",
            r#"{"Entries": [{"Detail": "{}", "DetailType": "t", "Source": "s"}, {"Detail": "{}", "DetailType": "t"}]}"#,
            "EventBridge.FailedEntry",
            r#"{"Entries":[{"EventId":""#,
        ),
        (
            "aws-sdk:s3:getObject",
            r#"{"Bucket": "none", "Key": "k"}"#,
            "S3.NoSuchBucketException",
            "The specified bucket does not exist (Service: S3, Status Code: 404, Request ID: ",
        ),
        (
            "aws-sdk:sfn:sendTaskFailure",
            r#"{"TaskToken": "NoSuchTaskToken"}"#,
            "Sfn.InvalidTokenException",
            "Invalid Token: 'Invalid token' (Service: Sfn, Status Code: 400, Request ID: ",
        ),
    ] {
        let failure = Harness::new("{}").run(&format!("arn:aws:states:::{resource}"), parameters).failure();
        assert_eq!(failure.0, error, "{resource}");
        assert!(failure.1.starts_with(cause), "{resource}: {}", failure.1);
    }
}

#[test]
fn events_reach_the_bus() {
    let mut harness = Harness::new("{}");
    let put = r#"{"Entries": [{"Detail": "{\"a\": 1}", "DetailType": "t", "Source": "s", "EventBusName": "bus"}]}"#;
    let result = harness.run("arn:aws:states:::events:putEvents", put).result();
    assert_eq!(keys(&result), ["Entries", "FailedEntryCount"]);
    let notices = harness.world.notices();
    assert_eq!(notices[0].source.as_ref(), "bus");
    assert_eq!(json::print(notices[0].body.get("detail").unwrap()), r#"{"a":1}"#);
}

#[test]
fn objects_are_shared_with_tasks() {
    let mut harness = Harness::new(r#"{"s3": {"b": {"k.json": [1, 2]}}}"#);
    let get = |harness: &mut Harness, key: &str| {
        let parameters = format!(r#"{{"Bucket": "b", "Key": "{key}"}}"#);
        let seen = harness.run("arn:aws:states:::aws-sdk:s3:getObject", &parameters);
        match seen.end {
            Some(TaskEnd::Succeeded(object)) => object.get("Body").unwrap().as_str().unwrap().to_owned(),
            _ => seen.failure().0,
        }
    };
    assert_eq!(get(&mut harness, "k.json"), "[1,2]");
    assert_eq!(get(&mut harness, "none"), "S3.NoSuchKeyException");
    harness.run("arn:aws:states:::aws-sdk:s3:putObject", r#"{"Bucket": "b", "Key": "new", "Body": {"a": 1}}"#).result();
    harness
        .run("arn:aws:states:::aws-sdk:s3:copyObject", r#"{"Bucket": "b", "Key": "copy", "CopySource": "b/new"}"#)
        .result();
    assert_eq!(get(&mut harness, "copy"), r#"{"a":1}"#);
    harness.run("arn:aws:states:::aws-sdk:s3:deleteObject", r#"{"Bucket": "b", "Key": "new"}"#).result();
    let list = harness.run("arn:aws:states:::aws-sdk:s3:listObjectsV2", r#"{"Bucket": "b"}"#).result();
    assert_eq!(list.get("KeyCount").unwrap().as_i64(), Some(2));
    assert_eq!(harness.world.objects("b", "k").unwrap().len(), 1);
    assert_eq!(
        keys(&harness.world.objects("b", "").unwrap()[0]),
        ["Etag", "Key", "LastModified", "Size", "StorageClass"]
    );
}

#[test]
fn another_task_answers_a_token_once() {
    let mut harness = Harness::new(&scenario(r#"{"callback": {"never": true}}"#));
    let wait = |harness: &mut Harness| {
        harness.start(
            "Task",
            "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            r#"{"QueueUrl": "q", "MessageBody": "m"}"#,
        )
    };
    let send = |harness: &mut Harness, action: &str, parameters: &str| {
        harness.run_as("Other", &format!("arn:aws:states:::aws-sdk:sfn:{action}"), parameters)
    };
    let task = wait(&mut harness);
    send(&mut harness, "sendTaskHeartbeat", r#"{"TaskToken": "token-0"}"#).result();
    assert!(harness.seen.iter().any(|(_, effect)| matches!(effect, Effect::Heartbeat { .. })));
    let success = r#"{"TaskToken": "token-0", "Output": "7"}"#;
    send(&mut harness, "sendTaskSuccess", success).result();
    assert_eq!(harness.what_was_seen(task).result(), 7.into());
    let again = send(&mut harness, "sendTaskSuccess", success);
    assert_eq!(again.failure().0, "Sfn.InvalidTokenException", "the token is used up");

    let task = wait(&mut harness);
    let failure = format!(r#"{{"TaskToken": "token-{}", "Error": "E", "Cause": "c"}}"#, task.0);
    send(&mut harness, "sendTaskFailure", &failure).result();
    assert_eq!(harness.what_was_seen(task).failure(), ("E".to_owned(), "c".to_owned()));
}

#[test]
fn heartbeats_come_until_the_answer() {
    let entry = r#"{"callback": {"success": 1, "after": "20s", "heartbeatEvery": "6s"}}"#;
    let mut harness = Harness::new(&scenario(entry));
    harness.run("arn:aws:states:us-east-1:1:activity:a", "{}");
    let beats: Vec<i64> = harness
        .seen
        .iter()
        .filter(|(_, effect)| matches!(effect, Effect::Heartbeat { .. }))
        .map(|(at, _)| at - harness.world.start_time().millis)
        .collect();
    assert_eq!(beats, [7_000, 13_000, 19_000]);
}

#[test]
fn an_activity_needs_a_worker() {
    let seen = |entry: &str| {
        let mut harness = Harness::new(&scenario(entry));
        let seen = harness.run("arn:aws:states:us-east-1:1:activity:a", "{}");
        (harness.seen.iter().any(|(_, effect)| matches!(effect, Effect::ActivityStarted { .. })), seen.end)
    };
    let (started, end) = seen(r#"{"default": true}"#);
    assert!(started && end == Some(TaskEnd::Succeeded(Value::from([]))));
    assert_eq!(seen(r#"{"never": true}"#), (false, None));
    let (started, end) = seen(r#"{"throw": {"error": "States.Timeout"}}"#);
    assert!(!started && matches!(end, Some(TaskEnd::TimedOut { .. })));
}

#[test]
fn a_child_execution_is_the_engines_business() {
    let child = |result| ChildOutcome {
        execution_arn: "arn:e".into(),
        state_machine_arn: "arn:m".into(),
        name: "n".into(),
        input: Value::from([("a", 1.into())]),
        result,
        start: host::Timestamp::from_millis(1),
        stop: host::Timestamp::from_millis(2),
    };
    let parameters = r#"{"StateMachineArn": "arn:aws:states:eu-central-1:111122223333:stateMachine:M", "Input": {"a": 1}, "Name": "n"}"#;
    for (suffix, output) in [(".sync", r#""{\"b\":2}""#), (".sync:2", r#"{"b":2}"#)] {
        let mut harness = Harness::new("{}");
        let task = harness.start("Task", &format!("arn:aws:states:::states:startExecution{suffix}"), parameters);
        let starts = |effect: &Effect| matches!(effect, Effect::StartChild { detached: false, .. });
        assert!(harness.seen.iter().any(|(_, effect)| starts(effect)));
        harness.child_ended(task, &child(Ok(Value::from([("b", 2.into())]))));
        let result = harness.what_was_seen(task).result();
        assert_eq!(
            keys(&result),
            [
                "ExecutionArn",
                "Input",
                "InputDetails",
                "Name",
                "Output",
                "OutputDetails",
                "StartDate",
                "StateMachineArn",
                "Status",
                "StopDate"
            ]
        );
        assert_eq!(json::print(result.get("Output").unwrap()), output);
    }
    let mut harness = Harness::new("{}");
    let task = harness.start("Task", "arn:aws:states:::states:startExecution.sync", parameters);
    let failure = ChildFailure { status: "FAILED", error: Some("SomeFailure".into()), cause: Some("c".into()) };
    harness.child_ended(task, &child(Err(failure)));
    let (error, cause) = harness.what_was_seen(task).failure();
    assert_eq!(error, "States.TaskFailed");
    assert_eq!(
        keys(&json::parse_value(&cause).unwrap()),
        [
            "Cause",
            "Error",
            "ExecutionArn",
            "Input",
            "InputDetails",
            "Name",
            "StartDate",
            "StateMachineArn",
            "Status",
            "StopDate"
        ]
    );

    let reply =
        harness.run("arn:aws:states:::states:startExecution", &parameters.replace("\"n\"", "\"other\"")).result();
    assert_eq!(keys(&reply), ["ExecutionArn", "SdkHttpMetadata", "SdkResponseMetadata", "StartDate"]);
    let again = parameters.replace("{\"a\": 1}", "{}");
    assert_eq!(
        harness.run("arn:aws:states:::states:startExecution", &again).failure().0,
        "StepFunctions.ExecutionAlreadyExistsException"
    );
}

#[test]
fn probabilities_follow_the_seed() {
    let entry = r#"{"oneOf": [{"weight": 3, "return": 1}, {"weight": 1, "throw": {"error": "E"}}]}"#;
    let ends = || {
        let mut harness = Harness::new(&scenario(entry));
        (0..200)
            .map(|_| {
                matches!(harness.run("arn:aws:states:::aws-sdk:s3:listBuckets", "{}").end, Some(TaskEnd::Succeeded(_)))
            })
            .collect::<Vec<_>>()
    };
    let good = ends().iter().filter(|good| **good).count();
    assert!((120..=180).contains(&good), "{good} of 200 should be near 150");
    assert_eq!(ends(), ends());
}

#[test]
fn stepping_back_unsends_a_message_and_forgets_an_attempt() {
    let mut harness = Harness::new(r#"{"tasks": {"Task": [{"return": 1}, {"return": 2}]}}"#);
    let before = harness.world.snapshot();
    let run = |harness: &mut Harness| {
        harness.run("arn:aws:states:::sns:publish", r#"{"TopicArn": "t", "Message": "m"}"#).result()
    };
    assert_eq!([run(&mut harness), run(&mut harness), run(&mut harness)], [1.into(), 2.into(), 2.into()]);
    let world: &dyn std::any::Any = &*before;
    harness.world = world.downcast_ref::<SimulatedWorld>().unwrap().clone();
    assert_eq!(run(&mut harness), 1.into());
    assert_eq!(harness.world.notices().len(), 0);
}

#[test]
fn another_scenario_takes_over_in_the_middle() {
    let mut harness = Harness::new("{}");
    let table = r#"{"TableName": "t", "Item": {"id": {"S": "1"}}}"#;
    harness.run("arn:aws:states:::dynamodb:putItem", table).result();
    let (changed, _) = crate::scenario::parse(r#"{"tasks": {"Task": [{"return": 0}, {"return": 1}]}}"#);
    harness.world = SimulatedWorld::with_scenario(&harness.world, changed).unwrap();
    let get = r#"{"TableName": "t", "Key": {"id": {"S": "1"}}}"#;
    assert_eq!(harness.run("arn:aws:states:::dynamodb:getItem", get).result(), 1.into(), "the second attempt of Task");
    let found = harness.run_as("Other", "arn:aws:states:::dynamodb:getItem", get).result();
    assert!(found.get("Item").is_some(), "tables stay");
}

#[test]
fn a_mock_that_is_used_up_fails_the_execution() {
    let (file, _) =
        crate::mock::parse(r#"{"Task": {"0": {"Return": 1}, "1": {"Throw": {"Error": "States.HeartbeatTimeout"}}}}"#);
    let mut harness = Harness::with(Scenario { tasks: file.rules(None).unwrap(), ..Scenario::default() });
    let mut run = || harness.run("arn:aws:states:::ecs:runTask.sync", r#"{"TaskDefinition": "t"}"#);
    let first = run();
    assert!(first.submitted.is_some() && first.end_at == 0);
    let second = run();
    assert!(second.submitted.is_some() && matches!(second.end, Some(TaskEnd::TimedOut { .. })));
    assert!(matches!(run().end, Some(TaskEnd::NotMocked(text)) if text.contains("'Task'")));
}

#[test]
fn an_error_of_the_request_comes_before_the_submission_and_any_other_after_it() {
    for (resource, error, submitted) in [
        ("ecs:runTask.sync", "ECS.ClusterNotFoundException", false),
        ("ecs:runTask.sync", "States.TaskFailed", true),
        ("ecs:runTask.sync", "My.Error", true),
        ("ecs:runTask.waitForTaskToken", "AmazonECS.Unknown", false),
        ("ecs:runTask.waitForTaskToken", "WorkerFailed", true),
        ("ecs:runTask", "ECS.ClusterNotFoundException", false),
    ] {
        let entry = format!(r#"{{"throw": {{"error": "{error}"}}}}"#);
        let seen =
            Harness::new(&scenario(&entry)).run(&format!("arn:aws:states:::{resource}"), r#"{"TaskDefinition": "t"}"#);
        let request_failed = matches!(&seen.end, Some(TaskEnd::SubmitFailed { .. }));
        assert_eq!(seen.submitted.is_some(), submitted, "{resource} {error}");
        assert_eq!(request_failed, !submitted && resource.contains('.'), "{resource} {error}");
    }
}

#[test]
fn parameters_that_step_functions_refuses_are_not_sent() {
    for (resource, parameters, problem) in [
        ("ecs:runTask", r#"{"Cluster": "c"}"#, "The field 'TaskDefinition' is required but was missing"),
        (
            "ecs:runTask",
            r#"{"TaskDefinition": "t", "taskdefinition": "t"}"#,
            "The field 'taskdefinition' is not supported by Step Functions",
        ),
        (
            "apigateway:invoke",
            r#"{"ApiEndpoint": "e", "Method": "GET", "Headers": {"H": "v"}}"#,
            "The value of the field 'Headers' has an invalid format",
        ),
    ] {
        let refusal = Harness::new("{}").refusal(&format!("arn:aws:states:::{resource}"), parameters);
        let expected = format!(
            "The Parameters '{}' could not be used to start the Task: [{problem}]",
            json::print(&json::parse_value(parameters).unwrap())
        );
        assert_eq!(refusal.map(|refusal| refusal.cause), Some(expected), "{resource}");
    }
}

#[test]
fn a_stopped_execution_stops_its_task() {
    let mut harness = Harness::new("{}");
    let task = harness.start("Task", "arn:aws:states:::ecs:runTask.sync", r#"{"TaskDefinition": "t"}"#);
    harness.with_context(task, |world, context| world.abandon(task, engine::port::Abandonment::Aborted, context));
    harness.finish();
    let notices = harness.world.notices();
    let last = notices.last().unwrap();
    assert_eq!(
        (last.kind, last.body.get("stopCode").and_then(Value::as_str)),
        (NoticeKind::Lifecycle, Some("UserInitiated"))
    );
    assert_eq!(harness.what_was_seen(task).end, None);
}

#[test]
fn a_model_answers_in_the_shape_of_its_family() {
    for (model, path) in [
        ("anthropic.claude-3-haiku-20240307-v1:0", "content"),
        ("us.anthropic.claude-3-7-sonnet-20250219-v1:0", "content"),
        ("amazon.titan-text-express-v1", "results"),
        ("amazon.nova-lite-v1:0", "output"),
        ("meta.llama3-8b-instruct-v1:0", "generation"),
        ("mistral.mistral-7b-instruct-v0:2", "outputs"),
    ] {
        let parameters = format!(r#"{{"ModelId": "{model}", "Body": {{}}}}"#);
        let answer = Harness::new("{}").run("arn:aws:states:::bedrock:invokeModel", &parameters).result();
        assert!(answer.get("Body").unwrap().get(path).is_some(), "{model}: {answer}");
    }
}

#[test]
fn a_duration_holds_for_every_service() {
    for (resource, parameters) in [
        ("sns:publish", r#"{"TopicArn": "t", "Message": "m"}"#),
        ("dynamodb:getItem", r#"{"TableName": "t", "Key": {}}"#),
        ("aws-sdk:s3:listBuckets", "{}"),
        ("lambda:invoke", r#"{"FunctionName": "f"}"#),
        ("bedrock:invokeModel", r#"{"ModelId": "m"}"#),
    ] {
        let mut harness = Harness::new(&scenario(r#"{"default": true, "duration": "7s"}"#));
        assert_eq!(harness.run(&format!("arn:aws:states:::{resource}"), parameters).end_at, 7_000, "{resource}");
    }
}

#[test]
fn services_without_a_simulator_answer_plausibly() {
    for (resource, parameters, expected) in
        [("aws-sdk:rekognition:detectFaces", "{}", "{}"), ("codebuild:stopBuild", r#"{"Id": "i"}"#, r#"{"Build":{}}"#)]
    {
        let result = Harness::new("{}").run(&format!("arn:aws:states:::{resource}"), parameters).result();
        assert_eq!(json::print(&result), expected);
    }
}
