use super::*;
use crate::Catalogue;
use crate::testing::{CHARGE, play, types};

fn rows(moment: &Moment<'_>, toggled: &BTreeSet<RowId>) -> Vec<TableRow> {
    table(moment, toggled).places.iter().filter_map(|place| row(moment, *place)).collect()
}

fn drawn(rows: &[TableRow]) -> Vec<String> {
    let english = Catalogue::english();
    let bars = |row: &TableRow| {
        row.bars.iter().map(|bar| format!("{:?} {}..{}", bar.kind, bar.from, bar.to)).collect::<Vec<_>>().join(", ")
    };
    let row = |row: &TableRow| {
        format!(
            "{}{} {:?} {}+{} [{}]",
            "  ".repeat(row.place.depth as usize),
            english.text(&row.name),
            row.status,
            row.started_after,
            row.duration,
            bars(row)
        )
    };
    rows.iter().map(row).collect()
}

#[test]
fn rows_and_bars_are_over_virtual_time() {
    let scenario =
        r#"{"tasks":{"Charge":[{"exitCode":7,"duration":"3m27s"}],"Ship":[{"exitCode":0,"duration":"1m15s"}]}}"#;
    let played = play(CHARGE, r#"{"day":"d"}"#, scenario);
    let submitted = types(&played.latest).iter().rposition(|name| name == "TaskSubmitted").unwrap() as u32 + 1;
    let run = played.at(submitted);
    let rows = rows(&Moment::of_root(&run, &played.latest), &BTreeSet::new());
    let lines = drawn(&rows);
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert_eq!(lines[0], "Charge CaughtError 0+252000 [Spent(CaughtError) 0..252000]");
    assert_eq!(lines[1], "Was it declined? Succeeded 252000+0 [Spent(Succeeded) 252000..252000]");
    assert!(lines[2].starts_with("Ship InProgress 252000+") && lines[2].ends_with("372000]"), "{}", lines[2]);
    assert!(lines[2].contains("Ahead"));
    assert_eq!(rows[0].resource.as_deref(), Some("ecs:runTask.sync"));
}

const RETRIED: &str = r#"{
  "StartAt": "T",
  "States": { "T": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "End": true,
    "Retry": [ { "ErrorEquals": ["States.ALL"], "IntervalSeconds": 3, "BackoffRate": 2.0, "MaxAttempts": 2 } ] } }
}"#;

#[test]
fn failed_attempts_and_waits_have_bars_of_their_own() {
    let scenario =
        r#"{"tasks":{"T":[{"throw":{"error":"E"},"duration":"1s","times":2},{"return":{},"duration":"1s"}]}}"#;
    let played = play(RETRIED, "{}", scenario);
    let rows = rows(&played.end(), &BTreeSet::new());
    let kinds: Vec<(BarKind, i64)> = rows[0].bars.iter().map(|bar| (bar.kind, bar.to - bar.from)).collect();
    let spent = BarKind::Spent(Status::Succeeded);
    assert_eq!(
        kinds,
        [
            (BarKind::FailedAttempt, 1000),
            (BarKind::BackOff, 3000),
            (BarKind::FailedAttempt, 1000),
            (BarKind::BackOff, 6000),
            (spent, 1000)
        ]
    );
}

const NESTED: &str = r#"{
  "StartAt": "Both",
  "States": { "Both": { "Type": "Parallel", "End": true, "Branches": [
    { "StartAt": "A", "States": { "A": { "Type": "Pass", "End": true } } },
    { "StartAt": "Each", "States": { "Each": { "Type": "Map", "End": true,
        "ItemProcessor": { "StartAt": "B", "States": { "B": { "Type": "Pass", "End": true } } } } } } ] } }
}"#;

#[test]
fn branches_and_iterations_are_rows_of_a_tree() {
    let played = play(NESTED, "[1,2]", "{}");
    let closed: Vec<String> = rows(&played.end(), &BTreeSet::new())
        .iter()
        .map(|row| format!("{}{}", "  ".repeat(row.place.depth as usize), Catalogue::english().text(&row.name)))
        .collect();
    assert_eq!(closed, ["Both", "  Branch #0", "    A", "  Branch #1", "    Each", "      #0", "      #1"]);
    let each = played.visit("Each").id;
    let open = table(&played.end(), &BTreeSet::from([RowId::Inside(each, 1), RowId::Visit(VisitId(0))]));
    assert_eq!(open.places.len(), 1, "a closed row hides what is inside");
    let open = table(&played.end(), &BTreeSet::from([RowId::Inside(each, 1)]));
    assert_eq!(open.places.last().map(|place| place.depth), Some(4));
}

#[test]
fn an_axis_has_round_marks() {
    for (span, expected) in
        [(420_000, &[0, 120_000, 240_000, 360_000][..]), (1, &[0][..]), (900, &[0, 200, 400, 600, 800][..])]
    {
        assert_eq!(marks(span), expected, "{span}");
    }
    assert!(marks(400 * 86_400_000).len() <= 6);
}
