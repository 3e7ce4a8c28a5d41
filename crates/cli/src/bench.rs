//! `asl bench`: how long one execution takes inside this process.

use crate::arguments::Arguments;
use crate::refusal::Refusal;
use crate::run::{input, load};
use crate::{Command, say, world};
use definition::StateMachine;
use engine::{EventDetails, Options, Quotas, Run, WorkflowType};
use json::Value;
use services::SimulatedWorld;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::{Duration, Instant};

pub(crate) const COMMAND: Command = Command {
    name: "bench",
    help: "asl bench DEFINITION [--input FILE] [--mock FILE] [--iterations N] [--cold]
    Measure one execution, without AWS's quotas: the median of the iterations and the least (`min`). With --cold,
    reading the definition and the input and printing the output belong to it.
    Example: asl bench order.asl.json --input order.json --iterations 100",
    value_flags: &["input", "scenario", "mock", "test-case", "s3", "iterations", "output"],
    switches: &["cold"],
    run,
};

/// Measuring stops after this much time, whatever `--iterations` says.
const BUDGET: Duration = Duration::from_secs(60);

fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    say::line(measure(arguments)?);
    Ok(ExitCode::SUCCESS)
}

fn measure(arguments: &Arguments) -> Result<Value, Refusal> {
    let [file] = &arguments.positional[..] else { return Err("bench wants one definition".into()) };
    let iterations: u32 = match arguments.flag("iterations").map(str::parse) {
        None => 10,
        Some(Ok(iterations)) => iterations,
        Some(Err(_)) => return Err("--iterations is a whole number".into()),
    };
    let world = world::world(world::scenario(arguments)?, arguments)?;
    let is_cold = arguments.flag("cold").is_some();
    let prepare = || -> Result<Prepared, Refusal> { Ok((load(file, WorkflowType::Standard)?, input(arguments)?)) };
    let mut prepared = prepare()?;
    let (mut seconds, mut last) = (Vec::new(), None);
    let begin = Instant::now();
    for _ in 0..iterations.max(1) {
        drop(last.take());
        let start = Instant::now();
        if is_cold {
            prepared = prepare()?;
        }
        let run = run_once(&prepared, &world);
        if is_cold {
            std::hint::black_box(run.root().output.as_ref().map(json::print));
        }
        let took = start.elapsed();
        // Releasing the history belongs to an execution as well.
        let result = result_of(&run);
        let start = Instant::now();
        drop(run);
        seconds.push((took + start.elapsed()).as_secs_f64());
        last = Some(result);
        if begin.elapsed() > BUDGET {
            break;
        }
    }
    Ok(report(seconds, last.unwrap_or_default()))
}

/// The machine and its input.
type Prepared = (Rc<StateMachine>, Value);

fn run_once((machine, data): &Prepared, world: &SimulatedWorld) -> Run {
    let options = Options { quotas: Quotas::Lifted, ..Options::default() };
    let mut run = Run::new(machine.clone(), data.clone(), options, Box::new(world.clone()));
    run.run_to_end(u64::MAX);
    run
}

/// The median and the least of the times, and what the last execution did.
fn report(mut seconds: Vec<f64>, (states, events, output): (usize, usize, Value)) -> Value {
    seconds.sort_by(f64::total_cmp);
    Value::from([
        ("states", states.into()),
        ("events", events.into()),
        ("seconds", seconds[seconds.len() / 2].into()),
        ("min", seconds[0].into()),
        ("output", output),
    ])
}

/// States entered, events left, and the output.
fn result_of(run: &Run) -> (usize, usize, Value) {
    let events = || run.executions().flat_map(|execution| execution.history.iter());
    let states = events().filter(|event| matches!(event.details, EventDetails::StateEntered { .. })).count();
    (states, events().count(), run.root().output.clone().unwrap_or_default())
}
