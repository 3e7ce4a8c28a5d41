//! The simulated world under broken scenarios, mock files and requests: what could be read prints and reads back the
//! same, and every request is answered the same way twice.

use super::Target;
use super::json::check_diagnostics;
use ::engine::{Options, Run};
use ::json::{Node, Object, Value};
use ::services::{SimulatedWorld, mock, scenario};
use std::rc::Rc;

pub(super) const TARGET: Target = Target {
    name: "world",
    corpus: include_str!("../../corpus/world.txt"),
    words: &[
        "\"tasks\": {",
        "\"T0\": [",
        "\"T1\": [",
        "{\"ecs\": ",
        "{\"eks\": ",
        "{\"return\": ",
        "{\"throw\": ",
        "{\"callback\": ",
        "{\"oneOf\": [",
        "{\"never\": true}",
        "{\"default\": true}",
        "\"duration\": ",
        "\"times\": ",
        "\"overlay\": ",
        "\"exitCode\": ",
        "\"45s\"",
        "\"0-3\"",
        "99999999999999999999",
        "-1",
        "1e300",
        "\"Command\": [\"sh\", \"-c\", \"exit 3\"]",
        "\"SET a.b = a\"",
        "(",
        ")",
        "[0]",
        " AND ",
        "NOT ",
        ":v",
        "#n",
        "{",
        "}",
        "[",
        "]",
        ",",
        "\"\"",
        "null",
    ],
    run,
};

/// Past what the corpus needs.
const STEPS: u64 = 2000;

fn run(source: &str) {
    let (document, _) = ::json::parse(source);
    let root = document.root.as_ref();
    let part = |name: &str| root.and_then(|root| root.get(name));
    let (of_source, diagnostics) = scenario::parse(source);
    check_diagnostics(source, &diagnostics);
    check_print(&of_source);
    let (file, diagnostics) = mock::parse(source);
    check_diagnostics(source, &diagnostics);
    _ = file.rules(None);
    let text = part("scenario").map_or_else(String::new, |node| node.to_value().to_string());
    let (said, _) = scenario::parse(&text);
    check_print(&said);
    let definition = definition(part("calls").map_or(&[], Node::items));
    let (machine, _) = ::definition::lower(&Rc::new(::json::parse(&definition.to_string()).0));
    let machine = Rc::new(machine);
    let once = || {
        let world = Box::new(SimulatedWorld::new(said.clone()));
        let mut run = Run::new(Rc::clone(&machine), Value::from([]), Options::default(), world);
        run.run_to_end(STEPS);
        (run.root().status, run.now(), run.root().history.len(), run.world().notices().len())
    };
    assert_eq!(once(), once(), "a run is the same run again");
}

fn check_print(scenario: &scenario::Scenario) {
    let (again, diagnostics) = scenario::parse(&scenario::print(scenario));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(&again, scenario, "a printed scenario is read back");
}

/// A machine that makes the calls one after the other, whatever becomes of them.
fn definition(calls: &[Node]) -> Value {
    let state = |(at, call): (usize, &Node)| {
        let call = call.to_value();
        let field = |name: &str| call.get(name).cloned().unwrap_or_default();
        let next = Value::from(format!("T{}", at + 1));
        let catcher = Value::from([("ErrorEquals", vec!["States.ALL".into()].into()), ("Next", next.clone())]);
        let members = [
            ("Type", "Task".into()),
            ("Resource", field("resource")),
            ("Parameters", field("parameters")),
            ("TimeoutSeconds", 100_000.into()),
            ("Catch", vec![catcher].into()),
            ("Next", next),
        ];
        (format!("T{at}").into(), Value::from(members))
    };
    let end = (format!("T{}", calls.len()).into(), Value::from([("Type", "Succeed".into())]));
    let states: Object = calls.iter().enumerate().map(state).chain([end]).collect();
    Value::from([("StartAt", "T0".into()), ("States", states.into())])
}
