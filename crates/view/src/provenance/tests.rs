use super::*;
use crate::Catalogue;
use crate::testing::{CHARGE, Played, play};
use crate::tree::{TreeStep, path_text};

fn path(text: &str) -> TreePath {
    text.split(['.', '[']).filter(|part| !part.is_empty() && *part != "$").map(step).collect()
}

fn step(part: &str) -> TreeStep {
    if part == "→" {
        return TreeStep::Parsed;
    }
    match part.strip_suffix(']').and_then(|index| index.parse().ok()) {
        Some(index) => TreeStep::Index(index),
        None => TreeStep::Key(part.into()),
    }
}

fn place(played: &Played, state: &str, stage: StageName, text: &str) -> DataPlace {
    DataPlace { visit: played.visit(state).id, stage, path: path(text) }
}

/// The steps of a chain, `title (detail)`.
fn told(played: &Played, place: &DataPlace) -> Vec<String> {
    let english = Catalogue::english();
    let step = |step: &ChainStep| match &step.detail {
        Some(detail) => format!("{} ({})", english.text(&step.title), english.text(detail)),
        None => english.text(&step.title),
    };
    let chain = chain(&played.end(), place);
    chain.steps.iter().map(step).chain(chain.reader.iter().map(|reader| format!("→ {}", step(reader)))).collect()
}

const DECLINED: &str = r#"{"tasks":{"Charge":[{"exitCode":7}]}}"#;

#[test]
fn an_error_leads_back_to_the_scenario() {
    let played = play(CHARGE, r#"{"day":"d"}"#, DECLINED);
    let cause = place(&played, "Charge", StageName::Output, "$.error.Cause");
    assert_eq!(
        told(&played, &cause),
        [
            "Scenario (exit code 7)",
            "Error of Charge ($.Cause)",
            "Catch 1 ($.error)",
            "This value (State output)",
            "→ Was it declined? (rule 1 reads it)",
        ]
    );
}

#[test]
fn what_is_inside_a_json_text_is_traced_too() {
    let played = play(CHARGE, r#"{"day":"d"}"#, DECLINED);
    let code = place(&played, "Was it declined?", StageName::Input, "$.error.Cause.→.Containers[0].ExitCode");
    let told = told(&played, &code);
    assert_eq!(told[0], "Scenario (exit code 7)", "{told:?}");
    assert_eq!(told[1], "Error of Charge ($.Cause → Containers[0].ExitCode)");
}

#[test]
fn a_parameter_leads_back_to_the_execution_input() {
    let played = play(CHARGE, r#"{"day":"d"}"#, "{}");
    let value =
        place(&played, "Charge", StageName::Parameters, "$.Overrides.ContainerOverrides[0].Environment[0].Value");
    assert_eq!(told(&played, &value)[..2], ["Execution input ($.day)", "Parameters ($.day)"]);
    let fixed = place(&played, "Charge", StageName::Parameters, "$.LaunchType");
    assert_eq!(told(&played, &fixed)[0], "Written in the definition");
    let added = place(&played, "Charge", StageName::Sent, "$.StartedBy");
    assert_eq!(told(&played, &added)[0], "Added by the service");
}

#[test]
fn a_value_that_only_passes_through_states_shortens_them() {
    let played = play(CHARGE, r#"{"day":"d","id":1}"#, DECLINED);
    let id = place(&played, "Ship", StageName::Input, "$.id");
    assert_eq!(told(&played, &id), ["Execution input ($.id)", "2 states (passed on)", "This value (State input)"]);
}

const SHAPES: &str = r#"{
  "StartAt": "Both",
  "States": {
    "Both": { "Type": "Parallel", "Next": "Each", "ResultSelector": { "left.$": "$[0].n", "list.$": "$[1].list" }, "ResultPath": "$.both",
      "Branches": [
        { "StartAt": "L", "States": { "L": { "Type": "Pass", "Parameters": { "n.$": "States.MathAdd($.n, 1)" }, "End": true } } },
        { "StartAt": "R", "States": { "R": { "Type": "Pass", "End": true } } } ] },
    "Each": { "Type": "Map", "ItemsPath": "$.both.list", "ItemSelector": { "item.$": "$$.Map.Item.Value.id", "n.$": "$.n" }, "ResultPath": "$.each", "Next": "Read",
      "ItemProcessor": { "StartAt": "Keep", "States": { "Keep": { "Type": "Pass", "End": true } } } },
    "Read": { "Type": "Pass", "Parameters": { "code.$": "States.StringToJson($.text)" }, "End": true }
  }
}"#;

const SHAPES_INPUT: &str = r#"{"n":1,"list":[{"id":"a"},{"id":"b"}],"text":"{\"k\":{\"v\":5}}"}"#;

#[test]
fn results_of_branches_and_iterations_lead_inside() {
    let played = play(SHAPES, SHAPES_INPUT, "{}");
    let left = place(&played, "Both", StageName::Output, "$.both.left");
    let told_left = told(&played, &left);
    assert_eq!(
        told_left[..4],
        [
            "Execution input ($.n)",
            "Parameters (States.MathAdd($.n, 1))",
            "ResultSelector ($[0].n)",
            "ResultPath ($.both)",
        ],
        "{told_left:?}"
    );
    let item = place(&played, "Each", StageName::Output, "$.each[1].item");
    let told_item = told(&played, &item);
    assert_eq!(told_item[0], "Execution input ($.list[1].id)", "{told_item:?}");
}

#[test]
fn what_an_iteration_gets_leads_back_to_its_item() {
    let object = r#"{"items":{"x":{"id":1},"y":{"id":2}}}"#;
    let array = r#"{"items":[{"id":1},{"id":2}]}"#;
    let jsonata = r#""QueryLanguage":"JSONata","Items":"{% $states.input.items %}","ItemSelector":{"v":"{% $states.context.Map.Item.Value %}"}"#;
    let selected = r#""ItemsPath":"$.items","ItemSelector":{"v.$":"$$.Map.Item.Value"}"#;
    for (fields, input, path, origin) in [
        (r#""ItemsPath":"$.items""#, object, "$[1].Value.id", "$.items.y.id"),
        (r#""ItemsPath":"$.items""#, array, "$[1].id", "$.items[1].id"),
        (selected, object, "$[1].v.id", "$.items.y.id"),
        (selected, array, "$[1].v.id", "$.items[1].id"),
        (jsonata, array, "$[1].v.id", "$.items[1]"),
    ] {
        let machine = format!(
            r#"{{"StartAt":"Each","States":{{"Each":{{"Type":"Map",{fields},"End":true,"ItemProcessor":{{
            "ProcessorConfig":{{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"}},
            "StartAt":"Keep","States":{{"Keep":{{"Type":"Pass","End":true}}}}}}}}}}}}"#
        );
        let played = play(&machine, input, "{}");
        let told = told(&played, &place(&played, "Each", StageName::Output, path));
        assert_eq!(told[0], format!("Execution input ({origin})"), "{fields}: {told:?}");
    }
}

#[test]
fn a_parsed_text_is_followed_into_the_text() {
    let played = play(SHAPES, SHAPES_INPUT, "{}");
    let inside = place(&played, "Read", StageName::Output, "$.code.k.v");
    let told = told(&played, &inside);
    assert_eq!(told[0], "Execution input ($.text → k.v)", "{told:?}");
}

#[test]
fn an_expression_shows_what_it_read() {
    let played = play(SHAPES, SHAPES_INPUT, "{}");
    let end = played.end();
    let visit = played.visit("Both");
    let shown = crate::data_flow::Shown {
        machine: end.machine(),
        state: end.state_of(visit),
        visit: Some(visit),
        expected_input: None,
        start: end.start(),
    };
    let stages = crate::data_flow::data_flow(&shown);
    let selector = stages.iter().find(|stage| stage.stage == StageName::ResultSelector).unwrap();
    let read: Vec<String> = selector
        .chips
        .iter()
        .flat_map(|chip| reads(&end, visit.id, StageName::ResultSelector, chip))
        .map(|place| format!("{:?} {}", place.stage, path_text(&place.path)))
        .collect();
    assert_eq!(read, ["Result $[0].n", "Result $[1].list"]);
}

#[test]
fn following_a_loop_of_states_ends() {
    let definition = r#"{"StartAt":"A","States":{
        "A":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.n, 1)"},"Next":"C"},
        "C":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericLessThan":300,"Next":"A"}],"Default":"D"},
        "D":{"Type":"Succeed"}}}"#;
    let played = play(definition, r#"{"n":0}"#, "{}");
    let chain = chain(&played.end(), &place(&played, "D", StageName::Input, "$.n"));
    assert!(chain.places.len() <= 400 && chain.steps.len() > 10);
}

const JSONATA: &str = r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Keep",
  "States": {
    "Keep": { "Type": "Pass", "Assign": { "id": "{% $states.input.order.id %}" }, "Output": { "sum": "{% $sum($states.input.order.items) %}" }, "Next": "Use" },
    "Use": { "Type": "Pass", "Output": { "who": "{% $id %}", "sum": "{% $states.input.sum %}" }, "End": true }
  }
}"#;

#[test]
fn jsonata_is_traced_by_the_variables_it_names() {
    let played = play(JSONATA, r#"{"order":{"id":"o-1","items":[1,2]}}"#, "{}");
    let who = place(&played, "Use", StageName::Output, "$.who");
    assert_eq!(
        told(&played, &who)[..3],
        ["Execution input ($.order.id)", "Assign ($states.input.order.id)", "State output ($id)"]
    );
    let sum = place(&played, "Use", StageName::Output, "$.sum");
    assert_eq!(
        told(&played, &sum)[..2],
        ["Execution input ($.order.items)", "State output ($sum($states.input.order.items))"]
    );
}

#[test]
fn jsonata_tells_the_parts_of_what_it_makes_apart() {
    let definition = r#"{"QueryLanguage":"JSONata","StartAt":"Use","States":{"Use":{"Type":"Pass","End":true,
        "Output":"{% {'first': $states.input.items[0], 'names': $states.input.items.name, 'label': 'n' & $states.input.id} %}"}}}"#;
    let played = play(definition, r#"{"id":1,"items":[{"name":"a"},{"name":"b"}]}"#, "{}");
    for (path, sources) in [
        ("$.first.name", &["Execution input ($.items[0].name)"][..]),
        ("$.names[1]", &["Execution input ($.items[1].name)"]),
        ("$.label", &["Execution input ($.id)"]),
    ] {
        let told = told(&played, &place(&played, "Use", StageName::Output, path));
        assert_eq!(told[..1], *sources, "{path}: {told:?}");
    }
}

const DISTRIBUTED: &str = r#"{
  "StartAt": "Each",
  "States": { "Each": { "Type": "Map", "ItemsPath": "$.list", "End": true,
    "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
      "StartAt": "Wrap", "States": { "Wrap": { "Type": "Pass", "Parameters": { "v.$": "$.id" }, "End": true } } } } }
}"#;

#[test]
fn items_of_a_distributed_map_are_followed_into_their_executions() {
    let played = play(DISTRIBUTED, r#"{"list":[{"id":"a"},{"id":"b"}]}"#, "{}");
    let second = place(&played, "Each", StageName::Output, "$[1].v");
    let told = told(&played, &second);
    assert_eq!(told[..2], ["Execution input ($.list[1].id)", "The list of items ($.list)"], "{told:?}");
}

/// A definition, played with data that a person edited: path, place, value.
fn play_edited(definition: &str, input: &str, edits: &[(&str, engine::EditedPlace, &str)]) -> Played {
    let value = |text: &str| json::parse_value(text).unwrap();
    let edit = |(path, place, text): &(&str, engine::EditedPlace, &str)| engine::DataEdit {
        path: (*path).into(),
        visit: 0,
        place: place.clone(),
        value: value(text),
    };
    let options = engine::Options { edits: edits.iter().map(edit).collect(), ..engine::Options::default() };
    let world = Box::new(services::SimulatedWorld::new(services::Scenario::default()));
    let run = engine::Run::new(crate::testing::machine(definition), value(input), options, world);
    let mut timeline = engine::Timeline::new(run);
    timeline.extend(10_000);
    Played { latest: timeline.latest().clone(), timeline }
}

#[test]
fn a_value_that_a_person_edited_leads_back_to_the_person() {
    use engine::EditedPlace::{Input, Output, Variable};
    let definition = r#"{"StartAt":"Keep","States":{
        "Keep":{"Type":"Pass","Assign":{"id.$":"$.id"},"Next":"Use"},
        "Use":{"Type":"Pass","Parameters":{"who.$":"$id","n.$":"$.n"},"Next":"Last"},
        "Last":{"Type":"Pass","Parameters":{"who.$":"$id","was.$":"$.who","n.$":"$.n"},"End":true}}}"#;
    for (edit, path, expected) in [
        (("Use", Input, r#"{"n":7}"#), "$.n", "Edited here by you (in place of 1)"),
        (("Use", Input, r#"{"n":7}"#), "$.who", "Execution input ($.id)"),
        (("Use", Output, r#"{"n":7,"who":"x"}"#), "$.n", "Edited here by you (in place of 1)"),
        (("Keep", Output, r#"{"n":{"deep":1}}"#), "$.n.deep", "Edited here by you (there was none before)"),
        (("Use", Variable("id".into()), "9"), "$.who", "Edited here by you (in place of \"a\")"),
        (("Use", Variable("id".into()), "9"), "$.was", "Edited here by you (in place of \"a\")"),
        (("Keep", Variable("id".into()), "9"), "$.who", "Execution input ($.id)"),
    ] {
        let played = play_edited(definition, r#"{"id":"a","n":1}"#, std::slice::from_ref(&edit));
        let told = told(&played, &place(&played, "Last", StageName::Output, path));
        assert_eq!(told[0], expected, "{edit:?} {path}: {told:?}");
    }
}
