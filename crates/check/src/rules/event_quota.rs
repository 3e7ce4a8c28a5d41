//! A Map whose iterations do not fit into the history.

use super::constant_type::constant;
use crate::context::Context;
use crate::{Check, MachineType, Rule};
use definition::{
    Container, ContainerId, Items, Map, PathField, ProcessorMode, ResultPath, State, StateId, StateKind, Template,
    Transition,
};
use json::Value;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_EVENT_QUOTA",
    "The history of a STANDARD execution has 25,000 events, those of the iterations of an INLINE Map among them.",
    "Developer guide, \"Service quotas\"",
    Check::StateInMachine(check),
);

const MAX_EVENTS: usize = 25_000;

/// MapIterationStarted and MapIterationSucceeded.
const ITERATION_EVENTS: usize = 2;
/// …StateEntered and …StateExited.
const STATE_EVENTS: usize = 2;
/// TaskScheduled, TaskStarted and TaskSucceeded.
const TASK_EVENTS: usize = 3;

fn check(context: &Context<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(map) = state.map().filter(|_| context.surroundings.options.machine_type == MachineType::Standard) else {
        return;
    };
    let Some(items) = items(context, state, map).filter(|_| map.mode == ProcessorMode::Inline) else { return };
    let Some(processor) = map.processor else { return };
    let events = items.saturating_mul(ITERATION_EVENTS + least_events(context, processor));
    if events > MAX_EVENTS {
        let message = format!(
            "{items} iterations make at least {events} events; an execution may have {MAX_EVENTS}. A DISTRIBUTED Map gives each its own history"
        );
        findings.push(RULE.at(state.name_span, message).at(state.location.clone()));
    }
}

/// The events of one way through a container that no way can do without.
fn least_events(context: &Context<'_>, id: ContainerId) -> usize {
    let container = context.machine.container(id);
    sure_states(context, container).iter().map(|&state| events_of(context, context.machine.state(state))).sum()
}

/// The first state and those that always follow. Where a Choice or a Catcher may lead elsewhere
/// nothing is sure any more.
fn sure_states(context: &Context<'_>, container: &Container) -> Vec<StateId> {
    let (mut sure, mut next) = (Vec::new(), container.start());
    while let Some(id) = next.filter(|id| !sure.contains(id)) {
        sure.push(id);
        let state = context.machine.state(id);
        next = match &state.transition {
            Transition::Next(target) if state.catch.is_empty() => target.state,
            _ => None,
        };
    }
    sure
}

fn events_of(context: &Context<'_>, state: &State) -> usize {
    let inside = match &state.kind {
        Some(StateKind::Task(_)) if state.catch.is_empty() => TASK_EVENTS,
        Some(StateKind::Parallel(parallel)) if state.catch.is_empty() => {
            parallel.branches.iter().map(|&branch| least_events(context, branch)).sum()
        }
        Some(StateKind::Map(map)) if state.catch.is_empty() && map.mode == ProcessorMode::Inline => {
            let iteration = map.processor.map_or(0, |inner| ITERATION_EVENTS + least_events(context, inner));
            items(context, state, map).map_or(0, |items| items.saturating_mul(iteration))
        }
        _ => 0,
    };
    inside.saturating_add(STATE_EVENTS)
}

/// How many items the Map has, where the definition itself tells.
fn items(context: &Context<'_>, state: &State, map: &Map) -> Option<usize> {
    match &map.items {
        Items::Template(Template::Literal(value)) => length(value),
        Items::Template(Template::Array(items)) => Some(items.len()),
        Items::Template(Template::Jsonata(expression)) => length(&constant(expression.value.text())??),
        Items::Template(_) => None,
        Items::Path(path) => {
            let names: Vec<_> = path.value.text().strip_prefix("$.")?.split('.').collect();
            length(names.into_iter().try_fold(input(context, state)?, Value::get)?)
        }
        Items::Input => length(input(context, state)?),
    }
}

fn length(value: &Value) -> Option<usize> {
    value.as_array().map(|items| items.len())
}

/// The input of a state that only a Pass with a constant leads to.
fn input<'a>(context: &'a Context<'_>, state: &State) -> Option<&'a Value> {
    let container = context.machine.container(state.container);
    let [before] = context.graph.before(state.id) else { return None };
    let before = context.machine.state(*before);
    let is_whole = matches!(state.input_path, PathField::Whole)
        && matches!(before.result_path, ResultPath::Whole)
        && matches!(before.output_path, PathField::Whole)
        && container.start() != Some(state.id);
    match &before.kind {
        Some(StateKind::Pass { result: Some(result) }) if is_whole => Some(result),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    fn machine(items: &str, mode: &str, states: &str) -> String {
        format!(
            "{{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"M\", \"States\": {{\n\"M\": {{\"Type\": \"Map\", \"End\": true, \"Items\": {items}, \"ItemProcessor\": {{\"ProcessorConfig\": {{\"Mode\": \"{mode}\", \"ExecutionType\": \"STANDARD\"}}, \"StartAt\": \"A\", \"States\": {states}}}}}}}}}"
        )
    }

    const PASS: &str = r#"{"A": {"Type": "Pass", "End": true}}"#;

    #[test]
    fn events_of_all_iterations_count() {
        let tail = "events; an execution may have 25000. A DISTRIBUTED Map gives each its own history @ /States/M";
        let tasks = r#"{"A": {"Type": "Task", "Resource": "r", "Next": "B"}, "B": {"Type": "Task", "Resource": "r", "End": true}}"#;
        let nested = format!(
            r#"{{"A": {{"Type": "Map", "End": true, "Items": "{{% [1..100] %}}", "ItemProcessor": {{"StartAt": "B", "States": {}}}}}}}"#,
            PASS.replace("\"A\"", "\"B\"")
        );
        for (items, states, iterations, events) in [
            ("\"{% [1..7000] %}\"", PASS, 7000, 28_000),
            ("\"{% [1..2500] %}\"", tasks, 2500, 30_000),
            ("\"{% [1..100] %}\"", &nested, 100, 40_400),
        ] {
            let mark = format!("\n^^^ {iterations} iterations make at least {events} {tail}");
            check(&RULE, &format!("{}{mark}", machine(items, "INLINE", states)));
        }
    }

    #[test]
    fn only_what_is_certain_counts() {
        let choice = r#"{"A": {"Type": "Choice", "Choices": [{"Condition": true, "Next": "B"}]}, "B": {"Type": "Pass", "End": true}}"#;
        for (items, mode, states) in [
            ("\"{% [1..6000] %}\"", "INLINE", PASS),
            ("\"{% [1..6000] %}\"", "INLINE", choice),
            ("\"{% [1..7000] %}\"", "DISTRIBUTED", PASS),
            ("\"{% $states.input %}\"", "INLINE", PASS),
        ] {
            check(&RULE, &machine(items, mode, states));
        }
    }

    #[test]
    fn the_constant_of_a_pass_is_known() {
        let items = vec!["0"; 6500].join(",");
        check(
            &RULE,
            &format!(
                "{{\"StartAt\": \"P\", \"States\": {{\"P\": {{\"Type\": \"Pass\", \"Next\": \"M\", \"Result\": {{\"items\": [{items}]}}}},\n\"M\": {{\"Type\": \"Map\", \"End\": true, \"ItemsPath\": \"$.items\", \"ItemProcessor\": {{\"StartAt\": \"A\", \"States\": {PASS}}}}}}}}}\n^^^ 6500 iterations make at least 26000 events; an execution may have 25000. A DISTRIBUTED Map gives each its own history @ /States/M"
            ),
        );
    }
}
