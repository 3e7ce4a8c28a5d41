//! `asl run`: a whole execution, on virtual time.

use crate::arguments::{Arguments, read, read_json};
use crate::refusal::Refusal;
use crate::{Command, say, world};
use definition::StateMachine;
use engine::{Execution, NamedMachine, Options, Run, WorkflowType};
use host::{Seed, Timestamp};
use json::{Object, Value};
use services::Scenario;
use std::process::ExitCode;
use std::rc::Rc;

pub(crate) const COMMAND: Command = Command {
    name: "run",
    help:
        "asl run DEFINITION [--input FILE] [--type STANDARD|EXPRESS] [--scenario FILE] [--mock FILE [--test-case NAME]]
        [--with NAME=DEFINITION …] [--s3 DIR] [--seed N] [--start TIME] [--name EXECUTION] [--output json]
    Run an execution with simulated services and no waiting, and say what it did.
    Example: asl run order.asl.json --input order.json --scenario payment-fails.json",
    value_flags: &["input", "type", "scenario", "mock", "test-case", "with", "s3", "seed", "start", "name", "output"],
    switches: &[],
    run,
};

/// Steps after which a run that does not end is given up: far more than 25,000 events need.
const BUDGET: u64 = 50_000_000;

fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let mut run = prepare(arguments)?;
    run.run_to_end(BUDGET);
    if arguments.wants_json() {
        say::line(report(run.root()));
    } else {
        say::lines(crate::narration::narrate(&run));
    }
    Ok(ExitCode::SUCCESS)
}

fn prepare(arguments: &Arguments) -> Result<Run, Refusal> {
    let [file] = &arguments.positional[..] else { return Err("run wants one definition".into()) };
    let workflow_type = workflow_type(arguments)?;
    let machine = load(file, workflow_type)?;
    let input = input(arguments)?;
    let scenario = world::scenario(arguments)?;
    let options = options(arguments, workflow_type, &scenario)?;
    eprint!("{}", world::warnings(arguments, &machine, &options));
    let world = world::world(scenario, arguments)?;
    Ok(Run::new(machine, input, options, Box::new(world)))
}

/// Read, check and lower a definition. One that AWS would refuse is not run.
pub(crate) fn load(file: &str, workflow_type: WorkflowType) -> Result<Rc<StateMachine>, Refusal> {
    let source = read(file)?;
    let machine_type = match workflow_type {
        WorkflowType::Standard => check::MachineType::Standard,
        WorkflowType::Express => check::MachineType::Express,
    };
    let options = check::Options { machine_type, ..check::Options::default() };
    let diagnostics = check::diagnose(&source, &options).diagnostics;
    let validation = check::validation(&source, &diagnostics);
    if !validation.is_ok {
        let rendered = check::render(file, &source, &diagnostics);
        return Err(Refusal::Definition { validation: validation.json, rendered });
    }
    let (document, _) = json::parse_any(&source);
    Ok(Rc::new(definition::lower(&Rc::new(document)).0))
}

pub(crate) fn input(arguments: &Arguments) -> Result<Value, String> {
    let Some(file) = arguments.flag("input") else { return Ok(Object::new().into()) };
    read_json(file)
}

fn workflow_type(arguments: &Arguments) -> Result<WorkflowType, String> {
    match arguments.flag("type") {
        None | Some("STANDARD") => Ok(WorkflowType::Standard),
        Some("EXPRESS") => Ok(WorkflowType::Express),
        Some(other) => Err(format!("--type is STANDARD or EXPRESS, not {other}")),
    }
}

fn options(arguments: &Arguments, workflow_type: WorkflowType, scenario: &Scenario) -> Result<Options, Refusal> {
    let (start, seed) = (scenario.start_time, Seed(scenario.seed));
    let mut options = Options { workflow_type, start, seed, ..Options::default() };
    if let Some(seed) = arguments.flag("seed") {
        options.seed = Seed(seed.parse().map_err(|_| "--seed is a whole number")?);
    }
    if let Some(start) = arguments.flag("start") {
        options.start = Timestamp::parse(start).ok_or("--start is a time such as 2026-01-01T00:00:00Z")?;
    }
    options.execution_name = arguments.flag("name").map(name).transpose()?.map(Into::into);
    for with in arguments.all("with") {
        let (machine_name, file) = with.split_once('=').ok_or("--with is NAME=DEFINITION")?;
        let machine = load(file, WorkflowType::Standard)?;
        let workflow_type = WorkflowType::Standard;
        options.machines.push(NamedMachine { name: name(machine_name)?.into(), machine, workflow_type });
    }
    Ok(options)
}

/// A name that AWS would give to an execution or a state machine.
fn name(text: &str) -> Result<&str, String> {
    definition::is_name(text)
        .then_some(text)
        .ok_or_else(|| format!("{text:?} is no name: AWS takes 1 to 80 letters, digits and characters such as - _ ."))
}

/// What DescribeExecution and GetExecutionHistory say.
fn report(execution: &Execution) -> Value {
    let failure = execution.failure.clone().unwrap_or_default();
    let events: Vec<Value> = execution.history.iter().map(engine::event_json).collect();
    Value::from([
        ("status", Value::from(execution.status.name())),
        ("output", Value::from(execution.output.clone())),
        ("error", Value::from(failure.error)),
        ("cause", Value::from(failure.cause)),
        ("startDate", Value::from(execution.start.to_string())),
        ("stopDate", Value::from(execution.stop.map(|stop| stop.to_string()))),
        ("events", Value::from(events)),
    ])
}
