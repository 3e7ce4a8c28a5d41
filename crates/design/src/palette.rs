//! What can be added: the eight state types, and tasks that many workflows have.

use definition::{QueryLanguage, StateType};
use json::{Object, Value};

/// Something that can be added.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// Where it stands in the palette.
    pub group: Group,
    /// What it is.
    pub state_type: StateType,
    /// Name of the new state, unless it is taken.
    pub name: &'static str,
    /// What tells it from the others: its type, or what it calls.
    pub detail: &'static str,
    /// Its fields but `Type` and the ways on, as JSONPath has them; JSONata's follow from them.
    fields: &'static str,
}

/// A part of the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The state types.
    Flow,
    /// Tasks.
    Tasks,
}

/// Everything that can be added, in the order of the palette.
pub fn palette() -> &'static [Template] {
    PALETTE
}

impl Template {
    /// The new state, without its ways on.
    pub fn state(&self, language: QueryLanguage) -> Value {
        let fields = json::parse_value(self.fields).unwrap_or_default();
        let fields = match language {
            QueryLanguage::JsonPath => fields,
            QueryLanguage::Jsonata => in_jsonata(&fields),
        };
        let kind = std::iter::once(("Type".into(), self.state_type.name().into()));
        let own = fields.as_object().cloned().unwrap_or_default();
        kind.chain(own.iter().map(|(key, value)| (key.clone(), value.clone()))).collect::<Object>().into()
    }
}

/// The same in JSONata: paths become expressions, and fields that only JSONPath has others.
fn in_jsonata(value: &Value) -> Value {
    if let Some(items) = value.as_array() {
        return items.iter().map(in_jsonata).collect::<Vec<_>>().into();
    }
    let Some(fields) = value.as_object() else { return value.clone() };
    if let Some(variable) = fields.get("Variable").and_then(Value::as_str) {
        return Value::from([("Condition", format!("{{% $exists({}) %}}", variable_of(variable)).into())]);
    }
    let change = |(key, value): (&json::Text, &Value)| match (&**key, value.as_str()) {
        ("ItemsPath", Some(path)) => ("Items".into(), expression(path)),
        ("Parameters", _) => ("Arguments".into(), in_jsonata(value)),
        (key, Some(path)) if key.ends_with(".$") => (key.trim_end_matches(".$").into(), expression(path)),
        _ => (key.clone(), in_jsonata(value)),
    };
    fields.iter().map(change).collect::<Object>().into()
}

fn expression(path: &str) -> Value {
    format!("{{% {} %}}", variable_of(path)).into()
}

/// `$.a` is `$states.input.a`, and `$$.Task.Token` is `$states.context.Task.Token`.
fn variable_of(path: &str) -> String {
    match path.strip_prefix("$$") {
        Some(rest) => format!("$states.context{rest}"),
        None => format!("$states.input{}", path.strip_prefix('$').unwrap_or(path)),
    }
}

const fn flow(state_type: StateType, name: &'static str, fields: &'static str) -> Template {
    Template { group: Group::Flow, state_type, name, detail: "", fields }
}

const fn task(name: &'static str, detail: &'static str, fields: &'static str) -> Template {
    Template { group: Group::Tasks, state_type: StateType::Task, name, detail, fields }
}

const PALETTE: &[Template] = &[
    flow(StateType::Task, "Task", r#"{"Resource":"arn:aws:lambda:us-east-1:123456789012:function:my-function"}"#),
    flow(StateType::Choice, "Choice", r#"{"Choices":[{"Variable":"$.value","IsPresent":true}]}"#),
    flow(StateType::Wait, "Wait", r#"{"Seconds":60}"#),
    flow(StateType::Pass, "Pass", "{}"),
    flow(
        StateType::Parallel,
        "Parallel",
        r#"{"Branches":[{"StartAt":"First","States":{"First":{"Type":"Pass","End":true}}},{"StartAt":"Second","States":{"Second":{"Type":"Pass","End":true}}}]}"#,
    ),
    flow(
        StateType::Map,
        "Map",
        r#"{"ItemsPath":"$.items","ItemProcessor":{"ProcessorConfig":{"Mode":"INLINE"},"StartAt":"Each item","States":{"Each item":{"Type":"Pass","End":true}}}}"#,
    ),
    flow(StateType::Succeed, "Succeed", "{}"),
    flow(StateType::Fail, "Fail", r#"{"Error":"Failed","Cause":"What went wrong"}"#),
    task(
        "Invoke function",
        "lambda:invoke",
        r#"{"Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"my-function","Payload.$":"$"}}"#,
    ),
    task(
        "Run container",
        "ecs:runTask.sync",
        r#"{"Resource":"arn:aws:states:::ecs:runTask.sync","Parameters":{"LaunchType":"FARGATE","Cluster":"my-cluster","TaskDefinition":"my-task","NetworkConfiguration":{"AwsvpcConfiguration":{"Subnets":["subnet-0123456789abcdef0"]}},"Overrides":{"ContainerOverrides":[{"Name":"app","Command":["run"]}]}}}"#,
    ),
    task(
        "Run job",
        "eks:runJob.sync",
        r#"{"Resource":"arn:aws:states:::eks:runJob.sync","Parameters":{"ClusterName":"my-cluster","CertificateAuthority":"CERTIFICATE","Endpoint":"https://eks.example.com","LogOptions":{"RetrieveLogs":true},"Job":{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"my-job"},"spec":{"backoffLimit":0,"template":{"spec":{"containers":[{"name":"main","image":"my-image","command":["run"]}],"restartPolicy":"Never"}}}}}}"#,
    ),
    task(
        "Submit job",
        "batch:submitJob.sync",
        r#"{"Resource":"arn:aws:states:::batch:submitJob.sync","Parameters":{"JobName":"my-job","JobDefinition":"my-definition","JobQueue":"my-queue"}}"#,
    ),
    task(
        "Run Glue job",
        "glue:startJobRun.sync",
        r#"{"Resource":"arn:aws:states:::glue:startJobRun.sync","Parameters":{"JobName":"my-job"}}"#,
    ),
    task(
        "Publish message",
        "sns:publish",
        r#"{"Resource":"arn:aws:states:::sns:publish","Parameters":{"TopicArn":"arn:aws:sns:us-east-1:123456789012:my-topic","Message.$":"$"}}"#,
    ),
    task(
        "Send message",
        "sqs:sendMessage",
        r#"{"Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{"QueueUrl":"https://sqs.us-east-1.amazonaws.com/123456789012/my-queue","MessageBody.$":"$"}}"#,
    ),
    task(
        "Wait for answer",
        "sqs:sendMessage.waitForTaskToken",
        r#"{"Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","HeartbeatSeconds":3600,"Parameters":{"QueueUrl":"https://sqs.us-east-1.amazonaws.com/123456789012/my-queue","MessageBody":{"TaskToken.$":"$$.Task.Token","Input.$":"$"}}}"#,
    ),
    task(
        "Get item",
        "dynamodb:getItem",
        r#"{"Resource":"arn:aws:states:::dynamodb:getItem","Parameters":{"TableName":"my-table","Key":{"id":{"S.$":"$.id"}}}}"#,
    ),
    task(
        "Put item",
        "dynamodb:putItem",
        r#"{"Resource":"arn:aws:states:::dynamodb:putItem","Parameters":{"TableName":"my-table","Item":{"id":{"S.$":"$.id"}}}}"#,
    ),
    task(
        "Start execution",
        "states:startExecution.sync:2",
        r#"{"Resource":"arn:aws:states:::states:startExecution.sync:2","Parameters":{"StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:my-machine","Input":{"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$":"$$.Execution.Id","data.$":"$"}}}"#,
    ),
    task(
        "Put event",
        "events:putEvents",
        r#"{"Resource":"arn:aws:states:::events:putEvents","Parameters":{"Entries":[{"EventBusName":"default","Source":"my.workflow","DetailType":"Done","Detail.$":"$"}]}}"#,
    ),
    task(
        "Call API",
        "http:invoke",
        r#"{"Resource":"arn:aws:states:::http:invoke","Parameters":{"ApiEndpoint":"https://api.example.com/items","Method":"GET","Authentication":{"ConnectionArn":"arn:aws:events:us-east-1:123456789012:connection/my-connection/00000000-0000-0000-0000-000000000000"}}}"#,
    ),
    task(
        "Invoke model",
        "bedrock:invokeModel",
        r#"{"Resource":"arn:aws:states:::bedrock:invokeModel","Parameters":{"ModelId":"my-model","Body":{"prompt.$":"$.prompt"}}}"#,
    ),
];
