//! `asl eval`: expressions by themselves.

use crate::arguments::{Arguments, read, read_json};
use crate::refusal::Refusal;
use crate::{Command, say};
use intrinsics::Data;
use json::{Object, Value};
use jsonpath::Path;
use std::process::ExitCode;

pub(crate) const COMMAND: Command = Command {
    name: "eval",
    help: "asl eval --batch FILE.jsonl | --jsonata EXPRESSION [--input FILE]
    Evaluate expressions, one line out per line in.
    Example: asl eval --batch cases.jsonl
    Example: asl eval --jsonata '$sum(items.price)' --input order.json",
    value_flags: &["batch", "jsonata", "input", "output"],
    switches: &[],
    run,
};

fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    match (arguments.flag("batch"), arguments.flag("jsonata")) {
        (Some(file), None) => batch(file)?,
        (None, Some(expression)) => single(expression, arguments.flag("input"))?,
        _ => return Err("eval wants --batch FILE, or --jsonata EXPRESSION".into()),
    }
    Ok(ExitCode::SUCCESS)
}

/// Each answer is printed before the next line is looked at.
fn batch(file: &str) -> Result<(), String> {
    for line in read(file)?.lines().filter(|line| !line.trim().is_empty()) {
        say::line(answer_line(line));
    }
    Ok(())
}

fn single(expression: &str, input: Option<&str>) -> Result<(), String> {
    let mut request = Object::new();
    request.insert("language", "jsonata".into());
    request.insert("expression", expression.into());
    if let Some(file) = input {
        request.insert("input", read_json(file)?);
    }
    say::line(answer(&request.into()));
    Ok(())
}

/// One request, one answer: a line of the batch.
fn answer_line(line: &str) -> Value {
    match json::parse_value(line) {
        Ok(request) => answer(&request),
        Err(error) => failure("", &error.message, error.offset),
    }
}

fn answer(request: &Value) -> Value {
    let text = |key: &str| request.get(key).and_then(Value::as_str).unwrap_or_default();
    let input = request.get("input").unwrap_or(&Value::Null);
    let bindings = request.get("bindings").and_then(Value::as_object).cloned().unwrap_or_default();
    let expression = text("expression");
    match text("language") {
        "jsonata" => jsonata(expression, request),
        "jsonpath" => jsonpath(expression, input),
        "intrinsic" => intrinsic(expression, &Bindings { input: input.clone(), variables: bindings }),
        other => failure("", &format!("There is no language called {other:?}"), 0),
    }
}

/// The variables of a batch line.
struct Variables<'a>(Option<&'a Value>);

impl jsonata::Scope for Variables<'_> {
    fn variable(&self, name: &str) -> Option<Value> {
        self.0?.get(name).cloned()
    }
}

/// JSONata as its reference has it, not as Step Functions restricts it: the cases are the reference's.
fn jsonata(expression: &str, request: &Value) -> Value {
    let mut host = now();
    let outcome = jsonata::Expression::parse_as(expression, jsonata::Dialect::Reference).and_then(|expression| {
        let variables = Variables(request.get("bindings"));
        expression.eval(request.get("input"), &variables, &mut host, jsonata::Limits::default())
    });
    match outcome {
        Ok(Some(value)) => success(value),
        Ok(None) => [("undefined", true.into())].into(),
        Err(error) => {
            let position = error.position.map_or(Value::Null, Value::from);
            let fields = [("code", error.code.into()), ("message", error.message.into()), ("position", position)];
            [("error", fields.into())].into()
        }
    }
}

fn now() -> host::Host {
    let since_epoch = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let millis = i64::try_from(since_epoch.as_millis()).unwrap_or(0);
    host::Host::new(host::Timestamp::from_millis(millis), host::Seed(millis.unsigned_abs()))
}

fn jsonpath(expression: &str, input: &Value) -> Value {
    let path = match Path::parse(expression) {
        Ok(path) => path,
        Err(error) => return failure("", &error.message, error.span.start as usize),
    };
    match path.eval(input) {
        Ok(value) => success(value),
        Err(error) => failure("", &error.to_string(), error.span().start as usize),
    }
}

fn intrinsic(expression: &str, data: &Bindings) -> Value {
    let call = match intrinsics::Call::parse(expression) {
        Ok(call) => call,
        Err(error) => return failure("", &error.message, error.span.start as usize),
    };
    let mut host = host::Host::new(host::Timestamp::default(), host::Seed(0));
    match call.eval(data, &mut host) {
        Ok(value) => success(value),
        Err(error) => failure("", &error.message, error.span.start as usize),
    }
}

/// The data of a batch line: its input, and its bindings as variables.
struct Bindings {
    input: Value,
    variables: Object,
}

impl Data for Bindings {
    fn input(&self) -> &Value {
        &self.input
    }

    fn context(&self) -> &Value {
        self.variables.get("$").unwrap_or(&Value::Null)
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        self.variables.get(name)
    }
}

fn success(value: Value) -> Value {
    [("value", value)].into()
}

fn failure(code: &str, message: &str, position: usize) -> Value {
    let error = [("code", code.into()), ("message", message.into()), ("position", position.into())];
    [("error", error.into())].into()
}
