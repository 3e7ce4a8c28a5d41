//! The items of a Map, inline or distributed, and what an iteration gets of its item.

use crate::errors::{self, Fault};
use crate::evaluator::Evaluator;
use crate::join::Items;
use crate::strand::StrandId;
use crate::{DataFlow, Failure, Run, Stage};
use definition::{Map, ProcessorMode, QueryLanguage, State, Template};
use json::{Object, Value};
use text::Span;

/// `MaxConcurrency` or its path; 0 is no limit.
pub(crate) fn max_concurrency(evaluator: &mut Evaluator<'_>, map: &Map, input: &Value) -> Result<u32, Fault> {
    let Some(field) = &map.max_concurrency else { return Ok(0) };
    let limit = evaluator.integer_field(field, "MaxConcurrency", input)?;
    u32::try_from(limit).map_err(|_| evaluator.runtime("MaxConcurrency cannot be negative."))
}

/// `ItemsPath` or `Items`.
pub(crate) fn items(
    evaluator: &mut Evaluator<'_>,
    map: &Map,
    input: &Value,
    flow: &mut DataFlow,
) -> Result<Items, Fault> {
    let found = match &map.items {
        definition::Items::Input => None,
        definition::Items::Path(path) => Some(evaluator.path(path, input, Stage::Items)?),
        definition::Items::Template(template) => Some(evaluator.template(template, input, "Items", Stage::Items)?),
    };
    let value = found.clone().unwrap_or_else(|| input.clone());
    let items = as_items(map, &value, input).ok_or_else(|| no_items(evaluator, map, &value))?;
    if found.is_some() {
        flow.after_items_path = found;
    }
    Ok(items)
}

/// An array gives its elements. An object gives its members, to a distributed Map (Developer Guide,
/// ItemsPath) and where it is written out; what an expression gives to an inline one must be an array
/// (recorded: `items_eval_jsonata_fail[object]`, TestState's `test_state_map_context_object`).
fn as_items(map: &Map, value: &Value, input: &Value) -> Option<Items> {
    match (value, &map.items) {
        (Value::Array(values), _) => Some(Items::of(values.clone(), input.clone())),
        (Value::Object(members), definition::Items::Template(Template::Object(_) | Template::Literal(_))) => {
            Some(members_of(members, input))
        }
        (Value::Object(members), _) if map.mode == ProcessorMode::Distributed => Some(members_of(members, input)),
        _ => None,
    }
}

fn members_of(members: &Object, input: &Value) -> Items {
    let keys = members.keys().cloned().map(Value::String).collect();
    Items { keys: Some(keys), ..Items::of(members.values().cloned().collect(), input.clone()) }
}

fn no_items(evaluator: &Evaluator<'_>, map: &Map, value: &Value) -> Fault {
    match &map.items {
        definition::Items::Path(path) => not_an_array(path.text(), Some(path.span)),
        definition::Items::Template(Template::Jsonata(expression)) => {
            evaluator.unexpected_type(expression, "Items", "array", value)
        }
        // Without an ItemsPath it is `$` (Developer Guide, ItemsPath).
        _ if evaluator.state.query_language == QueryLanguage::JsonPath => not_an_array("$", None),
        _ => evaluator.evaluation_fault(None, None, format!("Map state input must be an array but was: {value}")),
    }
}

/// Recorded in TestState: without the usual beginning that names the state, and with `$$` as `$`.
fn not_an_array(path: &str, span: Option<Span>) -> Fault {
    let text = path.strip_prefix('$').filter(|rest| rest.starts_with('$')).unwrap_or(path);
    let failure = Failure::new(errors::RUNTIME, format!("Reference path \"{text}\" must point to array."));
    Fault { span, ..Fault::of(failure, Stage::Items) }
}

/// The item, or what `ItemSelector` makes of it. `id` is the strand of the Map.
pub(crate) fn select(run: &mut Run, id: StrandId, state: &State, item: Value, input: &Value) -> Result<Value, Fault> {
    let Some(selector) = state.map().and_then(|map| map.item_selector.as_ref()) else {
        return Ok(unselected(&item));
    };
    let mut evaluator = run.evaluator(id, state);
    evaluator.bindings.context.set_map_item(item);
    evaluator.parameters(selector, input, "ItemSelector", Stage::Parameters)
}

/// Without a selector: the element of an array, or the pair of key and value of an object (Developer
/// Guide, ItemsPath: "passing the pair to the iteration as input").
fn unselected(item: &Value) -> Value {
    let value = item.get("Value").cloned().unwrap_or_default();
    match item.get("Key") {
        Some(key) => Value::from([("Key", key.clone()), ("Value", value)]),
        None => value,
    }
}
