//! `asl test-state`: one state on its own.

use crate::arguments::{Arguments, read, read_json};
use crate::refusal::Refusal;
use crate::{Command, UNUSABLE, say, world};
use engine::Failure;
use json::{Text, Value};
use std::process::ExitCode;
use teststate::{Configuration, FieldValidationMode, InspectionLevel, Mock, Request};

pub(crate) const COMMAND: Command = Command {
    name: "test-state",
    help: "asl test-state DEFINITION [--state NAME] --input FILE [--variables FILE] [--context FILE] [--mock FILE]
        [--state-configuration FILE] [--field-validation-mode STRICT|PRESENT|NONE]
        [--inspection-level INFO|DEBUG|TRACE] [--no-role] [--scenario FILE]
    Run one state, of a machine or alone, and show what each stage did to its data, as AWS's TestState does.
    Example: asl test-state order.asl.json --state Charge --input order.json --inspection-level DEBUG",
    value_flags: &[
        "state",
        "input",
        "variables",
        "context",
        "mock",
        "state-configuration",
        "field-validation-mode",
        "inspection-level",
        "scenario",
        "s3",
        "output",
    ],
    switches: &["reveal-secrets", "no-role"],
    run,
};

/// What AWS calls the state when the definition is a state alone.
const BARE_NAME: &str = "StateName";

fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let (answer, status) = answer(arguments)?;
    say::line(answer);
    Ok(status)
}

fn answer(arguments: &Arguments) -> Result<(Value, ExitCode), String> {
    let request = request(arguments)?;
    let world = world::world(world::scenario(arguments)?, arguments)?;
    if let Some(message) = what_aws_refuses(&request.definition) {
        return Ok(exception("InvalidDefinition", message));
    }
    Ok(match teststate::test_state(&request, Box::new(world)) {
        Ok(response) => (response, ExitCode::SUCCESS),
        Err(refusal) => exception(refusal.code, refusal.message),
    })
}

fn exception(code: &str, message: String) -> (Value, ExitCode) {
    let exception = Value::from([("code", code.into()), ("message", message.into())]);
    (Value::from([("exception", exception)]), ExitCode::from(UNUSABLE))
}

/// The message about a definition that AWS would not create, in its words.
fn what_aws_refuses(definition: &str) -> Option<String> {
    let machine = teststate::machine_text(definition)?;
    let diagnostics = check::diagnose(&machine, &check::Options::default()).diagnostics;
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == text::Severity::Error);
    let errors: Vec<_> = errors
        .map(|error| format!("{}: {} at {}", error.code, error.message, error.location.as_deref().unwrap_or("null")))
        .collect();
    (!errors.is_empty()).then(|| format!("Invalid State Machine Definition: '{}'", errors.join(", ")))
}

fn request(arguments: &Arguments) -> Result<Request, String> {
    let [file] = &arguments.positional[..] else { return Err("test-state wants one definition".into()) };
    let state_name = arguments.flag("state").map(str::to_owned);
    let configuration = json_flag(arguments, "state-configuration")?.as_ref().map(Configuration::from_json);
    let role_arn = (arguments.flag("no-role").is_none()).then(|| engine::Options::default().role_arn);
    Ok(Request {
        definition: read(file)?,
        mock: json_flag(arguments, "mock")?.and_then(|file| mock(&file, state_name.as_deref().unwrap_or(BARE_NAME))),
        state_name,
        input: json_flag(arguments, "input")?.unwrap_or_else(|| json::Object::new().into()),
        variables: json_flag(arguments, "variables")?,
        context: json_flag(arguments, "context")?,
        configuration: configuration.unwrap_or_default(),
        inspection_level: one_of(arguments, "inspection-level", InspectionLevel::parse)?,
        field_validation_mode: one_of(arguments, "field-validation-mode", FieldValidationMode::parse)?,
        role_arn,
        reveal_secrets: arguments.flag("reveal-secrets").is_some(),
    })
}

/// The mock of the state's first attempt; TestState knows no other.
fn mock(file: &Value, state: &str) -> Option<Mock> {
    let first = file.get(state)?.as_object()?.values().next()?;
    let text = |value: &Value, field| value.get(field).and_then(Value::as_str).map(Text::from);
    let failure = |thrown: &Value| Failure { error: text(thrown, "Error"), cause: text(thrown, "Cause") };
    Some(Mock { result: first.get("Return").cloned(), error_output: first.get("Throw").map(failure) })
}

fn json_flag(arguments: &Arguments, name: &str) -> Result<Option<Value>, String> {
    arguments.flag(name).map(read_json).transpose()
}

fn one_of<T: Default>(arguments: &Arguments, name: &str, parse: fn(&str) -> Option<T>) -> Result<T, String> {
    let Some(value) = arguments.flag(name) else { return Ok(T::default()) };
    parse(value).ok_or_else(|| format!("--{name} has no value {value}"))
}
