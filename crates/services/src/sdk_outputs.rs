//! Plausible answers of AWS SDK actions, as data: `sdk_outputs.txt` has an action and its output a line.
//!
//! In a text of the output `{uuid}`, `{hex16}`, `{now}`, `{region}` and `{account}` stand for what
//! they say, any other name for the parameter of that name. A text that is nothing but one
//! parameter becomes its value. A list that begins with `{each Names}` has its second item once
//! for every item of that parameter, which is `{it}` there.

use crate::request::Request;
use json::Value;

const TABLE: &str = include_str!("sdk_outputs.txt");

/// What an action of `aws-sdk:` answers; `None` when the table does not know it.
pub(crate) fn output(request: &mut Request<'_>) -> Option<Value> {
    let service = request.service.strip_prefix("aws-sdk:")?;
    let is_it = |line: &str| {
        let rest = line.strip_prefix(service)?.strip_prefix(':')?.strip_prefix(request.action)?;
        rest.strip_prefix(' ').map(str::len)
    };
    let (line, length) = TABLE.lines().find_map(|line| Some((line, is_it(line)?)))?;
    let template = json::parse_value(&line[line.len() - length..]).ok()?;
    Some(fill(&template, request, None))
}

fn fill(template: &Value, request: &mut Request<'_>, item: Option<&Value>) -> Value {
    match template {
        Value::String(text) => fill_text(text, request, item),
        Value::Array(items) => match items.first().and_then(Value::as_str).and_then(each) {
            Some(name) => repeat(name, items.get(1).unwrap_or(&Value::Null), request),
            None => items.iter().map(|one| fill(one, request, item)).collect::<Vec<_>>().into(),
        },
        Value::Object(members) => {
            let filled = members.iter().map(|(key, value)| (key.clone(), fill(value, request, item)));
            filled.collect::<json::Object>().into()
        }
        other => other.clone(),
    }
}

/// `{each Names}` gives `Names`.
fn each(text: &str) -> Option<&str> {
    text.strip_prefix("{each ")?.strip_suffix('}')
}

/// The item template once for each item of a parameter.
fn repeat(name: &str, template: &Value, request: &mut Request<'_>) -> Value {
    let items = request.parameters.get(name).and_then(Value::as_array).map(|all| all.to_vec()).unwrap_or_default();
    items.iter().map(|item| fill(template, request, Some(item))).collect::<Vec<_>>().into()
}

fn fill_text(text: &str, request: &mut Request<'_>, item: Option<&Value>) -> Value {
    if let Some(name) =
        text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).filter(|name| !name.contains('{'))
    {
        return named(name, request, item);
    }
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        match named(name, request, item) {
            Value::String(value) => out.push_str(&value),
            value => out.push_str(&json::print(&value)),
        }
        rest = tail;
    }
    out.push_str(rest);
    out.into()
}

/// What a name in braces stands for; a parameter that was not given is an empty text.
fn named(name: &str, request: &mut Request<'_>, item: Option<&Value>) -> Value {
    match name {
        "" => Value::from("{}"),
        "uuid" => request.uuid().into(),
        "now" => request.now.to_string().into(),
        "region" => request.region.into(),
        "account" => request.account.into(),
        "it" => item.cloned().unwrap_or_default(),
        _ => match (name.strip_prefix("hex").and_then(|digits| digits.parse().ok()), name.strip_prefix("it.")) {
            (Some(digits), _) => request.hex(digits).into(),
            (_, Some(member)) => item.and_then(|item| item.get(member)).cloned().unwrap_or_default(),
            _ => request.parameters.get(name).cloned().unwrap_or_else(|| "".into()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::harness::Harness;

    #[test]
    fn every_line_is_an_action_with_parameters_that_it_has() {
        for line in TABLE.lines() {
            let (action, output) = line.split_once(' ').unwrap();
            assert!(json::parse_value(output).is_ok(), "{line}");
            let (service, action) = action.split_once(':').unwrap();
            assert!(catalogue::sdk_service_names().any(|name| name == service), "{line}");
            let Some(known) = catalogue::sdk_service(service).filter(|known| known.is_complete()) else { continue };
            let Some(found) = known.action(action) else { panic!("{service} has no {action}") };
            let names = output.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
            for name in names.map(|name| name.trim_start_matches("each ")) {
                let is_parameter = name.starts_with(char::is_uppercase) && !name.contains('"');
                assert!(
                    !is_parameter || found.parameters().any(|known| known.name == name),
                    "{service}:{action}: {name}"
                );
            }
        }
        assert!(TABLE.lines().is_sorted(), "so that an action is found by a person, too");
    }

    #[test]
    fn messages_of_sdk_actions_are_told_too() {
        for (action, parameters, source) in [
            ("sns:publish", r#"{"TopicArn": "arn:aws:sns:r:1:t", "Message": "m"}"#, "t"),
            ("sqs:sendMessage", r#"{"QueueUrl": "https://q/1/q", "MessageBody": "m"}"#, "q"),
            ("eventbridge:putEvents", r#"{"Entries": [{"Source": "s"}]}"#, "default"),
        ] {
            let mut harness = Harness::new("{}");
            harness.run(&format!("arn:aws:states:::aws-sdk:{action}"), parameters);
            harness.run("arn:aws:states:::aws-sdk:ec2:createTags", "{}");
            let notices = engine::port::World::notices(&harness.world);
            assert_eq!(notices.iter().map(|notice| &*notice.source).collect::<Vec<_>>(), [source], "{action}");
        }
    }

    #[test]
    fn outputs_are_filled_in_from_the_request() {
        for (action, parameters, path, expected) in [
            ("ssm:getParameter", r#"{"Name": "/a/b"}"#, "Parameter.Name", r#""/a/b""#),
            (
                "ec2:stopInstances",
                r#"{"InstanceIds": ["i-1"]}"#,
                "StoppingInstances",
                r#"[{"InstanceId":"i-1","CurrentState":{"Code":64,"Name":"stopping"},"PreviousState":{"Code":16,"Name":"running"}}]"#,
            ),
            ("ec2:describeInstances", "{}", "Reservations", "[]"),
            ("sts:getCallerIdentity", "{}", "Account", r#""111122223333""#),
            (
                "eks:describeCluster",
                r#"{"Name": "C"}"#,
                "Cluster.Arn",
                r#""arn:aws:eks:eu-central-1:111122223333:cluster/C""#,
            ),
            ("sfn:describeExecution", r#"{"ExecutionArn": "x"}"#, "Output", r#""{}""#),
        ] {
            let result = Harness::new("{}").run(&format!("arn:aws:states:::aws-sdk:{action}"), parameters).result();
            let found = path.split('.').try_fold(&result, |value, key| value.get(key)).map(json::print);
            assert_eq!(found.as_deref(), Some(expected), "{action}");
        }
        let other = Harness::new("{}").run("arn:aws:states:::aws-sdk:ec2:createTags", "{}").result();
        assert_eq!(other, Value::from([]));
    }
}
