//! Is a mocked result something that the API action could answer?
//!
//! TestState refuses a mock that does not fit the action's API model (AWS page "API: MockInput").

use definition::{IntegrationPattern, Resource};
use json::Value;

/// What API actions answer; its head says how it is written.
const SHAPES: &str = include_str!("shapes.txt");

/// `fieldValidationMode`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldValidationMode {
    /// `STRICT`: required fields must be there, and all fields must fit.
    #[default]
    Strict,
    /// `PRESENT`: the fields that are there must fit.
    Present,
    /// `NONE`: nothing is checked.
    None,
}

impl FieldValidationMode {
    /// From the parameter's value.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "STRICT" => Self::Strict,
            "PRESENT" => Self::Present,
            "NONE" => Self::None,
            _ => return None,
        })
    }
}

/// Check the mocked result of a task. Fields that the model does not know pass, as does any
/// result of an action that the table does not have. The error is AWS's message (recorded:
/// `Mock result schema validation error: Field 'X' must be a string`).
pub fn check_mock(resource: &Resource, result: &Value, mode: FieldValidationMode) -> Result<(), String> {
    if mode == FieldValidationMode::None {
        return Ok(());
    }
    let found = shape_of(resource).map_or(Ok(()), |(table, shape)| {
        let required = mode == FieldValidationMode::Strict;
        Checker { table, required, parsed: parsed_field(resource) }.check(shape, result, "")
    });
    found.map_err(|message| format!("Mock result schema validation error: {message}"))
}

/// The table of the service, and the shape that the action answers.
fn shape_of(resource: &Resource) -> Option<(&'static str, &'static str)> {
    let Resource::Service { service, action, pattern } = resource else { return None };
    let action = match (&**service, &**action, pattern) {
        // A worker's output is the worker's own business.
        (_, _, IntegrationPattern::WaitForTaskToken) => return None,
        ("states", "startExecution", IntegrationPattern::Sync | IntegrationPattern::Sync2) => "describeExecution",
        (_, _, IntegrationPattern::Sync | IntegrationPattern::Sync2) => return None,
        (_, action, IntegrationPattern::RequestResponse) => action,
    };
    let table = table(service)?;
    let answers = line(table, &format!("@{action}"))?;
    Some((table, answers))
}

/// The lines of one service.
fn table(service: &str) -> Option<&'static str> {
    let name = match service {
        "states" => "sfn",
        "events" | "aws-sdk:events" => "eventbridge",
        service => service.strip_prefix("aws-sdk:").unwrap_or(service),
    };
    let start = SHAPES.find(&format!("\n={name}\n"))? + 1;
    let table = &SHAPES[start..];
    Some(table[1..].find("\n=").map_or(table, |end| &table[..=end]))
}

/// What follows `name` in its line.
fn line(table: &'static str, name: &str) -> Option<&'static str> {
    table.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))
}

/// The field that the API answers as bytes and the optimised integration gives as JSON.
fn parsed_field(resource: &Resource) -> Option<&'static str> {
    match resource {
        Resource::Service { service, .. } if &**service == "lambda" => Some("Payload"),
        _ => None,
    }
}

struct Checker {
    table: &'static str,
    /// Must required fields be there?
    required: bool,
    /// The field that may hold any JSON.
    parsed: Option<&'static str>,
}

impl Checker {
    fn check(&self, shape: &str, value: &Value, field: &str) -> Result<(), String> {
        let described = match shape {
            "s" | "n" | "b" => shape,
            name => match line(self.table, name) {
                Some(described) => described,
                None => return Ok(()),
            },
        };
        let (kind, rest) = described.split_at(1);
        match kind {
            "{" => self.structure(rest, value, field),
            "[" => self.list(rest, value, field),
            "<" => self.map(rest, value, field),
            "n" => number(rest, value, field),
            "b" if value.as_bool().is_none() => Err(must_be("a boolean", field)),
            "s" => text(rest, value, field),
            _ => Ok(()),
        }
    }

    fn structure(&self, members: &str, value: &Value, field: &str) -> Result<(), String> {
        let object = value.as_object().ok_or_else(|| must_be("an object", field))?;
        for member in members.split_whitespace() {
            let (name, shape) = member.split_once(':').unwrap_or((member, "s"));
            let (name, required) = name.strip_suffix('!').map_or((name, false), |name| (name, true));
            match object.get(name) {
                Some(Value::Null) => {}
                Some(_) if self.parsed == Some(name) => {}
                Some(value) => self.check(shape, value, name)?,
                None if required && self.required => return Err(format!("Required field '{name}' is missing")),
                None => {}
            }
        }
        Ok(())
    }

    fn list(&self, item: &str, value: &Value, field: &str) -> Result<(), String> {
        let items = value.as_array().ok_or_else(|| must_be("an array", field))?;
        items.iter().try_for_each(|value| self.check(item, value, field))
    }

    fn map(&self, item: &str, value: &Value, field: &str) -> Result<(), String> {
        let members = value.as_object().ok_or_else(|| must_be("an object", field))?;
        members.iter().try_for_each(|(key, value)| self.check(item, value, key))
    }
}

fn must_be(what: &str, field: &str) -> String {
    format!("Field '{field}' must be {what}")
}

fn number(bounds: &str, value: &Value, field: &str) -> Result<(), String> {
    let number = value.as_f64().ok_or_else(|| must_be("a number", field))?;
    let (min, max, _) = limits(bounds);
    if min.is_some_and(|min| number < min) {
        return Err(format!("Field '{field}' is less than the minimum value"));
    }
    if max.is_some_and(|max| number > max) {
        return Err(format!("Field '{field}' exceeds the maximum value"));
    }
    Ok(())
}

fn text(bounds: &str, value: &Value, field: &str) -> Result<(), String> {
    let text = value.as_str().ok_or_else(|| must_be("a string", field))?;
    let length = text.chars().count() as f64;
    let (min, max, allowed) = limits(bounds);
    if min.is_some_and(|min| length < min) {
        return Err(format!("Field '{field}' is smaller than the minimum length"));
    }
    if max.is_some_and(|max| length > max) {
        return Err(format!("Field '{field}' exceeds the maximum length"));
    }
    if allowed.is_some_and(|allowed| !allowed.split('|').any(|value| value == text)) {
        return Err(format!("Field '{field}' is not an expected value"));
    }
    Ok(())
}

/// `MIN MAX VALUE|VALUE`
fn limits(bounds: &str) -> (Option<f64>, Option<f64>, Option<&str>) {
    let mut words = bounds.trim_start().splitn(3, ' ');
    let mut bound = || words.next().and_then(|word| word.parse().ok());
    let (min, max) = (bound(), bound());
    (min, max, words.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(resource: &str, result: &str, mode: FieldValidationMode) -> String {
        let resource = Resource::parse(&format!("arn:aws:states:::{resource}"));
        let result = json::parse_value(result).unwrap();
        match check_mock(&resource, &result, mode) {
            Ok(()) => "ok".into(),
            Err(message) => message.strip_prefix("Mock result schema validation error: ").unwrap().into(),
        }
    }

    #[test]
    fn a_mock_must_fit_what_the_action_answers() {
        for (resource, result, expected) in [
            ("aws-sdk:sqs:listQueues", r#"{"QueueUrls":["a"]}"#, "ok"),
            ("aws-sdk:sqs:listQueues", r#"{"QueueUrls":"a"}"#, "Field 'QueueUrls' must be an array"),
            ("aws-sdk:sqs:listQueues", r#"{"QueueUrls":["a",2]}"#, "Field 'QueueUrls' must be a string"),
            ("aws-sdk:sns:getTopicAttributes", r#"{"Attributes":{"a":1}}"#, "Field 'a' must be a string"),
            ("aws-sdk:dynamodb:scan", r#"{"Count":"3"}"#, "Field 'Count' must be a number"),
            ("aws-sdk:dynamodb:scan", r#"{"Unknown":[]}"#, "ok"),
            ("aws-sdk:ecs:listTasks", "[]", "Field '' must be an object"),
            ("aws-sdk:sfn:startExecution", r#"{"ExecutionArn":"a"}"#, "Required field 'StartDate' is missing"),
            ("states:startExecution.sync", r#"{"ExecutionArn":"a"}"#, "Required field 'StateMachineArn' is missing"),
            ("sqs:sendMessage.waitForTaskToken", "7", "ok"),
            ("aws-sdk:nosuch:thing", "7", "ok"),
            ("lambda:invoke", r#"{"Payload":{"a":1}}"#, "ok"),
            ("aws-sdk:lambda:invoke", r#"{"Payload":{"a":1}}"#, "Field 'Payload' must be a string"),
        ] {
            assert_eq!(check(resource, result, FieldValidationMode::Strict), expected, "{resource} {result}");
        }
    }

    #[test]
    fn present_asks_for_no_field_and_none_for_nothing() {
        assert_eq!(check("aws-sdk:sfn:startExecution", "{}", FieldValidationMode::Present), "ok");
        assert_eq!(check("aws-sdk:sfn:startExecution", "[]", FieldValidationMode::None), "ok");
    }

    #[test]
    fn every_shape_that_the_table_names_is_there() {
        for table in SHAPES.split("\n=").skip(1) {
            for reference in
                table.lines().filter_map(|line| line.strip_prefix('@')?.split_once(' ')).map(|(_, name)| name)
            {
                assert!(line(table, reference).is_some(), "{reference}");
            }
        }
    }
}
