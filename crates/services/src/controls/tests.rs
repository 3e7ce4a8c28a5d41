use super::{FieldKind, controls, iteration_key};
use crate::harness::Harness;
use crate::scenario::{Entry, Scenario};
use definition::Resource;
use engine::port::TaskEnd;
use json::Value;

const RESOURCES: [(&str, &str); 14] = [
    ("arn:aws:states:::ecs:runTask.sync", r#"{"TaskDefinition": "t"}"#),
    ("arn:aws:states:::ecs:runTask.waitForTaskToken", r#"{"TaskDefinition": "t"}"#),
    (
        "arn:aws:states:::eks:runJob.sync",
        r#"{"ClusterName": "C", "CertificateAuthority": "x", "Endpoint": "y", "Job": {"metadata": {"name": "j"}, "spec": {"template": {"spec": {"containers": [{"name": "c"}]}}}}}"#,
    ),
    (
        "arn:aws:states:::eks:call",
        r#"{"ClusterName": "C", "CertificateAuthority": "x", "Endpoint": "y", "Method": "GET", "Path": "/api/v1/namespaces/default/pods"}"#,
    ),
    ("arn:aws:states:::batch:submitJob.sync", r#"{"JobName": "j", "JobQueue": "q", "JobDefinition": "d"}"#),
    ("arn:aws:states:::glue:startJobRun.sync", r#"{"JobName": "j"}"#),
    ("arn:aws:states:::athena:startQueryExecution.sync", r#"{"QueryString": "SELECT 1"}"#),
    ("arn:aws:states:::lambda:invoke", r#"{"FunctionName": "f"}"#),
    ("arn:aws:states:::sqs:sendMessage.waitForTaskToken", r#"{"QueueUrl": "https://q/1/q", "MessageBody": "m"}"#),
    ("arn:aws:states:::http:invoke", r#"{"ApiEndpoint": "https://e", "Method": "GET", "Authentication": {}}"#),
    ("arn:aws:states:::aws-sdk:s3:listBuckets", "{}"),
    ("arn:aws:lambda:us-east-1:1:function:f", "{}"),
    ("arn:aws:states:us-east-1:1:activity:a", "{}"),
    ("arn:aws:states:::sns:publish", r#"{"TopicArn": "arn:aws:sns:::t", "Message": "m"}"#),
];

fn attempt(entry: Entry, resource: &str, parameters: &str) -> Option<TaskEnd> {
    let mut scenario = Scenario::default();
    scenario.set_entries("Task", vec![entry]);
    Harness::with(scenario).run(resource, parameters).end
}

#[test]
fn every_choice_does_what_it_says() {
    for (resource, parameters) in RESOURCES {
        for choice in controls(&Resource::parse(resource)).choices {
            let end = attempt(choice.entry.clone(), resource, parameters);
            let never =
                choice.id.ends_with("never") || crate::eks::STUCK.iter().any(|stuck| choice.id.ends_with(stuck));
            let failed = match &end {
                Some(TaskEnd::Succeeded(_)) => false,
                Some(_) => true,
                None => {
                    assert!(never, "{resource} {} ends", choice.id);
                    continue;
                }
            };
            assert_eq!((failed, never), (choice.fails, false), "{resource} {}: {end:?}", choice.id);
        }
    }
}

#[test]
fn every_field_can_be_set_read_and_cleared() {
    for (resource, _) in RESOURCES {
        for choice in controls(&Resource::parse(resource)).choices {
            for field in &choice.fields {
                let value: Value = match field.kind {
                    FieldKind::Text | FieldKind::Lines | FieldKind::ErrorName => "Some.Text".into(),
                    FieldKind::Integer { max, .. } => max.into(),
                    FieldKind::Duration => "1m30s".into(),
                    FieldKind::Json => Value::from([("container", "log".into())]),
                };
                let entry = field.set(&choice.entry, Some(value.clone()));
                assert_eq!(field.get(&entry), Some(value), "{resource} {} {}", choice.id, field.path);
                let cleared = field.set(&entry, None);
                assert_ne!(cleared, entry, "{resource} {} {}", choice.id, field.path);
            }
        }
    }
}

#[test]
fn a_value_that_does_not_fit_changes_nothing() {
    let all = controls(&Resource::parse(RESOURCES[0].0));
    let choice = &all.choices[1];
    for field in
        choice.fields.iter().filter(|field| matches!(field.kind, FieldKind::Integer { .. } | FieldKind::Duration))
    {
        assert_eq!(field.set(&choice.entry, Some("nonsense".into())), choice.entry);
    }
}

#[test]
fn an_entry_knows_the_choice_it_comes_from() {
    for (resource, _) in RESOURCES {
        let all = controls(&Resource::parse(resource));
        for choice in &all.choices {
            assert_eq!(all.choice_of(&choice.entry).map(|found| &*found.id), Some(&*choice.id), "{resource}");
        }
    }
    let all = controls(&Resource::parse(RESOURCES[0].0));
    let entry = |text: &str| Entry::from_value(&json::parse_value(text).unwrap()).unwrap();
    for (text, id) in [
        (r#"{"ecs": {"end": "OutOfMemory", "stoppedReason": "x"}}"#, "ecs.OutOfMemory"),
        (r#"{"ecs": {"failures": [{"reason": "AGENT"}]}}"#, "ecs.failures"),
        (r#"{"throw": {"error": "Other"}}"#, "throw"),
        (r#"{"throw": {"error": "States.Timeout", "cause": "x"}}"#, "timeout"),
        (r#"{"return": 3}"#, "return"),
    ] {
        assert_eq!(all.choice_of(&entry(text)).map(|found| &*found.id), Some(id), "{text}");
    }
}

#[test]
fn likely_error_names_are_offered() {
    let errors = |resource: &str| controls(&Resource::parse(resource)).errors;
    assert!(errors("arn:aws:states:::ecs:runTask.sync").iter().any(|name| &**name == "AmazonECS.Unknown"));
    assert!(errors("arn:aws:states:::aws-sdk:s3:getObject").iter().any(|name| &**name == "S3.NoSuchKeyException"));
    assert!(errors("arn:aws:lambda:us-east-1:1:function:f").iter().any(|name| &**name == "Lambda.ServiceException"));
}

#[test]
fn a_state_in_a_map_has_a_key_for_any_iteration() {
    let task = r#"{"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true}"#;
    let inner = format!(r#"{{"StartAt": "T", "States": {{"T": {task}}}}}"#);
    let map =
        format!(r#"{{"StartAt": "M", "States": {{"M": {{"Type": "Map", "End": true, "ItemProcessor": {inner}}}}}}}"#);
    let definition = format!(
        r#"{{"StartAt": "P", "States": {{"P": {{"Type": "Parallel", "Next": "U", "Branches": [{map}]}}, "U": {task}}}}}"#
    );
    let (machine, _) = definition::lower(&std::rc::Rc::new(json::parse(&definition).0));
    for (state, key) in [("T", Some("P[0]/M[*]/T")), ("U", None), ("P", None)] {
        let found = iteration_key(&machine, machine.find_anywhere(state).unwrap());
        assert_eq!(found.as_ref().map(|(key, _)| &**key), key, "{state}");
        assert!(found.is_none_or(|(_, map)| &*machine.state(map).name == "M"));
    }
}
