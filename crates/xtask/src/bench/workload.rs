//! What is measured: one kind of work each, with its answer.

/// A definition with its input, its answer, and how fast it has to be.
pub(super) struct Workload {
    pub(super) name: &'static str,
    pub(super) definition: fn() -> String,
    pub(super) input: fn() -> String,
    /// In the form of `asl run --mock`.
    pub(super) mock: &'static str,
    /// Compact JSON without blanks in its strings.
    pub(super) output: fn() -> String,
    pub(super) iterations: &'static str,
    /// A quarter of what two quiet cores of 2026 do, so that only a real loss is one.
    pub(super) least_states_per_second: f64,
}

pub(super) const WORKLOADS: &[Workload] = &[
    Workload {
        name: "chain",
        definition: chain,
        input: || r#"{"order":{"id":"o-1"},"last":{"i":-1}}"#.into(),
        mock: "{}",
        output: || r#"{"order":{"id":"o-1"},"last":{"i":999,"id":"o-1","before":998}}"#.into(),
        iterations: "50",
        least_states_per_second: 450_000.0,
    },
    Workload {
        name: "loop",
        definition: || LOOP.into(),
        input: || r#"{"n":5000}"#.into(),
        mock: "{}",
        output: || r#"{"i":5000,"n":5000}"#.into(),
        iterations: "20",
        least_states_per_second: 200_000.0,
    },
    Workload {
        name: "map",
        definition: || MAP.into(),
        input: || format!(r#"{{"items":[{}]}}"#, joined(2000, |i| i.to_string())),
        mock: "{}",
        output: || format!("[{}]", joined(2000, |i| format!(r#"{{"i":{i},"text":"item-{i}"}}"#))),
        iterations: "20",
        least_states_per_second: 120_000.0,
    },
    Workload {
        name: "parallel",
        definition: parallel,
        input: || r#"{"who":"ada"}"#.into(),
        mock: "{}",
        output: || format!("[{}]", joined(100, |_| r#"{"who":"ada","at":19}"#.into())),
        iterations: "50",
        least_states_per_second: 300_000.0,
    },
    Workload {
        name: "document",
        definition: document,
        input: || format!(r#"{{"records":[{}],"last":0}}"#, joined(2000, record)),
        mock: "{}",
        output: || format!(r#"{{"records":[{}],"last":199}}"#, joined(2000, record)),
        iterations: "20",
        least_states_per_second: 600_000.0,
    },
    Workload {
        name: "jsonata",
        definition: || JSONATA.into(),
        input: || format!(r#"{{"items":[{}]}}"#, joined(1000, |i| i.to_string())),
        mock: "{}",
        output: || format!("[{}]", joined(1000, |i| format!(r#"{{"i":{},"text":"item-{i}"}}"#, i * 2))),
        iterations: "20",
        least_states_per_second: 25_000.0,
    },
    Workload {
        name: "retry",
        definition: || RETRY.into(),
        input: || "{}".into(),
        mock: r#"{"Call":{"0-1":{"Throw":{"Error":"Busy","Cause":"again"}},"2":{"Return":"done"}}}"#,
        output: || r#""done""#.into(),
        iterations: "100",
        least_states_per_second: 50_000.0,
    },
];

fn joined(count: usize, each: impl Fn(usize) -> String) -> String {
    (0..count).map(each).collect::<Vec<_>>().join(",")
}

fn record(i: usize) -> String {
    format!(r#"{{"id":{i},"name":"record-{i}","address":{{"street":"street-{i}","geo":[{i}.5,0.25]}}}}"#)
}

/// States that follow one another, called `<name>0`, `<name>1`, …, each with `fields`.
fn line(name: &str, count: usize, fields: impl Fn(usize) -> String) -> String {
    let state = |i: usize| {
        let next = if i + 1 < count { format!(r#""Next":"{name}{}""#, i + 1) } else { r#""End":true"#.into() };
        format!(r#""{name}{i}":{{"Type":"Pass",{},{next}}}"#, fields(i))
    };
    format!(r#"{{"StartAt":"{name}0","States":{{{}}}}}"#, (0..count).map(state).collect::<Vec<_>>().join(","))
}

/// Many states, each with a template.
fn chain() -> String {
    line("S", 1000, |i| {
        let template = format!(r#"{{"i":{i},"id.$":"$.order.id","before.$":"$.last.i"}}"#);
        format!(r#""Parameters":{template},"ResultPath":"$.last""#)
    })
}

/// One state, many visits.
const LOOP: &str = r#"{"StartAt":"Start","States":{
    "Start":{"Type":"Pass","Parameters":{"i":0,"n.$":"$.n"},"Next":"Check"},
    "Check":{"Type":"Choice","Choices":[{"Variable":"$.i","NumericLessThanPath":"$.n","Next":"Count"}],"Default":"Done"},
    "Count":{"Type":"Pass","Parameters":{"i.$":"States.MathAdd($.i, 1)","n.$":"$.n"},"Next":"Check"},
    "Done":{"Type":"Succeed"}}}"#;

/// Many iterations.
const MAP: &str = r#"{"StartAt":"Each","States":{"Each":{"Type":"Map","ItemsPath":"$.items","End":true,
    "ItemSelector":{"i.$":"$$.Map.Item.Value"},"ItemProcessor":{"StartAt":"Name","States":{
    "Name":{"Type":"Pass","Parameters":{"i.$":"$.i","text.$":"States.Format('item-{}', $.i)"},"Next":"Small"},
    "Small":{"Type":"Choice","Choices":[{"Variable":"$.i","NumericLessThan":0,"Next":"No"}],"Default":"Yes"},
    "No":{"Type":"Fail"},"Yes":{"Type":"Succeed"}}}}}}"#;

/// Many branches.
fn parallel() -> String {
    let branch = |b: usize| line(&format!("B{b}-"), 20, |i| format!(r#""Parameters":{{"who.$":"$.who","at":{i}}}"#));
    let branches = joined(100, branch);
    format!(r#"{{"StartAt":"Fan","States":{{"Fan":{{"Type":"Parallel","End":true,"Branches":[{branches}]}}}}}}"#)
}

/// Much data that is carried along: its size must not show.
fn document() -> String {
    line("S", 200, |i| format!(r#""Result":{i},"ResultPath":"$.last""#))
}

/// JSONata in each iteration.
const JSONATA: &str = r#"{"QueryLanguage":"JSONata","StartAt":"Each","States":{"Each":{"Type":"Map","End":true,
    "Items":"{% $states.input.items %}","ItemProcessor":{"StartAt":"Name","States":{
    "Name":{"Type":"Pass","Output":{"i":"{% $states.input * 2 %}","text":"{% 'item-' & $string($states.input) %}"},"End":true}}}}}}"#;

/// Errors that are retried, in virtual time.
const RETRY: &str = r#"{"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
    "Parameters":{"FunctionName":"f"},"End":true,
    "Retry":[{"ErrorEquals":["Busy"],"IntervalSeconds":60,"MaxAttempts":5}]}}}"#;
