//! `asl eval`: expressions by themselves.

use crate::arguments::{Arguments, read};
use crate::{Command, unusable};
use intrinsics::Data;
use json::{Object, Value};
use jsonpath::Path;
use std::process::ExitCode;

pub(crate) const COMMAND: Command = Command {
    name: "eval",
    help: "asl eval --batch FILE.jsonl
    Evaluate expressions, one line out per line in.
    Example: asl eval --batch cases.jsonl",
    value_flags: &["batch", "output"],
    run,
};

fn run(arguments: &Arguments) -> ExitCode {
    let Some(file) = arguments.flag("batch") else { return unusable("eval wants --batch FILE") };
    match read(file) {
        Ok(text) => {
            for line in text.lines() {
                println!("{}", answer(line));
            }
            ExitCode::SUCCESS
        }
        Err(message) => unusable(&message),
    }
}

/// One request, one answer: a line of the batch.
fn answer(line: &str) -> Value {
    let request = match json::parse_value(line) {
        Ok(request) => request,
        Err(error) => return failure("", &error.message, error.offset),
    };
    let text = |key: &str| request.get(key).and_then(Value::as_str).unwrap_or_default();
    let input = request.get("input").unwrap_or(&Value::Null);
    let bindings = request.get("bindings").and_then(Value::as_object).cloned().unwrap_or_default();
    let expression = text("expression");
    match text("language") {
        "jsonpath" => jsonpath(expression, input),
        "intrinsic" => intrinsic(expression, &Bindings { input: input.clone(), variables: bindings }),
        other => failure("", &format!("There is no language called {other:?}"), 0),
    }
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
