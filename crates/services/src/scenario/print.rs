//! A scenario file out.

use crate::scenario::{
    Callback, CallbackAnswer, Deed, EcsOutcome, EksOutcome, Entry, Intervention, LambdaOutcome, Lasting, Outcome, Rule,
    Scenario,
};
use json::{Object, Text, Value};

/// The text of a scenario file that [`super::parse`] reads back as the same scenario.
pub fn print(scenario: &Scenario) -> String {
    let mut file = Object::new();
    file.insert("seed", (scenario.seed as i64).into());
    file.insert("startTime", scenario.start_time.to_string().into());
    file.insert("tasks", rules(&scenario.tasks));
    let parts = [
        ("machines", named(&scenario.machines, |tasks| rules(tasks))),
        ("s3", named(&scenario.s3, |objects| named(objects, Value::clone))),
        ("dynamodb", named(&scenario.dynamodb, |items| items.clone().into())),
    ];
    for (key, part) in parts {
        if part.as_object().is_some_and(|members| !members.is_empty()) {
            file.insert(key, part);
        }
    }
    json::print_pretty(&file.into()) + "\n"
}

fn named<T>(members: &[(Text, T)], value: impl Fn(&T) -> Value) -> Value {
    members.iter().map(|(key, member)| (key.clone(), value(member))).collect::<Object>().into()
}

fn rules(rules: &[Rule]) -> Value {
    let rule = |rule: &Rule| (rule.key.clone(), Value::from(rule.entries.iter().map(entry_value).collect::<Vec<_>>()));
    rules.iter().map(rule).collect::<Object>().into()
}

impl Entry {
    /// As a scenario file writes it.
    pub fn to_value(&self) -> Value {
        entry_value(self)
    }
}

fn entry_value(entry: &Entry) -> Value {
    let (key, outcome) = outcome(&entry.outcome);
    object([
        (key, Some(outcome)),
        ("duration", entry.duration.map(Lasting::to_value)),
        ("times", (entry.times > 1).then(|| entry.times.into())),
        ("overlay", entry.overlay.clone()),
        (
            "person",
            (!entry.person.is_empty()).then(|| entry.person.iter().map(intervention).collect::<Vec<_>>().into()),
        ),
    ])
}

fn intervention(intervention: &Intervention) -> Value {
    let deed = match &intervention.deed {
        Deed::Take(worker) => ("take", worker.clone().into()),
        Deed::Heartbeat => ("heartbeat", true.into()),
        Deed::Success(output) => ("success", output.clone()),
        Deed::Failure { error, cause } => ("failure", failure(error, cause)),
        Deed::Stop(reason) => ("stop", reason.clone().into()),
    };
    let after = Lasting::Fixed(intervention.after_millis).to_value();
    object([("after", Some(after)), (deed.0, Some(deed.1))])
}

/// An object of the members that are there.
fn object<'a>(members: impl IntoIterator<Item = (&'a str, Option<Value>)>) -> Value {
    members.into_iter().filter_map(|(key, value)| Some((Text::from(key), value?))).collect::<Object>().into()
}

fn outcome(outcome: &Outcome) -> (&str, Value) {
    match outcome {
        Outcome::Default => ("default", true.into()),
        Outcome::Return(value) => ("return", value.clone()),
        Outcome::Throw { error, cause } => ("throw", failure(error, cause)),
        Outcome::NeverRespond => ("never", true.into()),
        Outcome::NotMocked => ("notMocked", true.into()),
        Outcome::Callback(outcome) => ("callback", callback(outcome)),
        Outcome::Ecs(outcome) => ("ecs", ecs(outcome)),
        Outcome::Eks(outcome) => ("eks", eks(outcome)),
        Outcome::Job(job) => (
            &*job.service,
            object([
                ("status", text(&job.status)),
                ("reason", text(&job.reason)),
                ("exitCode", job.exit_code.map(Value::from)),
            ]),
        ),
        Outcome::Lambda(outcome) => ("lambda", lambda(outcome)),
        Outcome::Http(http) => {
            ("http", object([("statusCode", http.status_code.map(Value::from)), ("body", http.body.clone())]))
        }
        Outcome::OneOf(choices) => ("oneOf", choices.iter().map(weighted).collect::<Vec<_>>().into()),
    }
}

fn text(text: &Option<Text>) -> Option<Value> {
    text.clone().map(Value::String)
}

fn failure(error: &Option<Text>, cause: &Option<Text>) -> Value {
    object([("error", text(error)), ("cause", text(cause))])
}

fn weighted((weight, entry): &(f64, Entry)) -> Value {
    let mut choice = Object::new();
    choice.insert("weight", json::Number::from_f64(*weight).map_or(Value::Null, Value::Number));
    for (key, value) in entry_value(entry).as_object().iter().flat_map(|members| members.iter()) {
        choice.insert(key.clone(), value.clone());
    }
    choice.into()
}

fn callback(callback: &Callback) -> Value {
    let answer = match &callback.answer {
        CallbackAnswer::Success(output) => ("success", Some(output.clone())),
        CallbackAnswer::Failure { error, cause } => ("failure", Some(failure(error, cause))),
        CallbackAnswer::Never => ("never", Some(true.into())),
    };
    object([
        answer,
        ("after", callback.after.map(Lasting::to_value)),
        ("heartbeatEvery", callback.heartbeat_every.map(Lasting::to_value)),
    ])
}

fn ecs(ecs: &EcsOutcome) -> Value {
    let containers: Vec<Value> = ecs
        .containers
        .iter()
        .map(|container| {
            object([
                ("name", text(&container.name)),
                ("exitCode", container.exit_code.map(Value::from)),
                ("essential", (!container.essential).then(|| false.into())),
                ("duration", container.duration.map(Lasting::to_value)),
                ("reason", text(&container.reason)),
                ("log", text(&container.log)),
            ])
        })
        .collect();
    let failures: Vec<Value> = ecs
        .failures
        .iter()
        .map(|failure| {
            object([("arn", text(&failure.arn)), ("reason", text(&failure.reason)), ("detail", text(&failure.detail))])
        })
        .collect();
    object([
        ("end", text(&ecs.end)),
        ("containers", (!containers.is_empty()).then(|| containers.into())),
        ("stopCode", text(&ecs.stop_code)),
        ("stoppedReason", text(&ecs.stopped_reason)),
        ("failures", (!failures.is_empty()).then(|| failures.into())),
    ])
}

fn eks(eks: &EksOutcome) -> Value {
    object([
        ("job", eks.failed.map(|failed| if failed { "Failed" } else { "Succeeded" }.into())),
        ("waiting", text(&eks.waiting)),
        ("evicted", eks.evicted.then(|| true.into())),
        ("reason", text(&eks.reason)),
        ("exitCode", eks.exit_code.map(Value::from)),
        ("logs", (!eks.logs.is_empty()).then(|| named(&eks.logs, |log| Value::String(log.clone())))),
        ("statusCode", eks.status_code.map(Value::from)),
        ("message", text(&eks.message)),
    ])
}

fn lambda(lambda: &LambdaOutcome) -> Value {
    match lambda {
        LambdaOutcome::Payload(payload) => object([("payload", Some(payload.clone()))]),
        LambdaOutcome::Error { error_type, error_message, stack_trace } => {
            let trace: Vec<Value> = stack_trace.iter().cloned().map(Value::String).collect();
            object([
                ("errorType", Some(error_type.clone().into())),
                ("errorMessage", Some(error_message.clone().into())),
                ("stackTrace", (!trace.is_empty()).then(|| trace.into())),
            ])
        }
    }
}
