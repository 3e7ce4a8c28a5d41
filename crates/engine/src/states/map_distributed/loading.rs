//! The items of a Map Run are read by its ItemReader and grouped by its ItemBatcher.

use super::{children, fail};
use crate::errors::{self, Fault};
use crate::evaluator::Evaluator;
use crate::item_reader::{self, Reading};
use crate::strand::StrandId;
use crate::{Failure, Run, Stage, quotas};
use definition::{ItemBatcher, ItemReader, Map, NumberField, QueryLanguage, State};
use items::BatchLimits;
use json::{Text, Value};

/// Read and batch the items; `false` when that failed and was dealt with.
pub(super) fn load(run: &mut Run, id: StrandId, state: &State, map: &Map) -> bool {
    if let Some(reader) = &map.item_reader
        && !read(run, id, state, reader)
    {
        return false;
    }
    if let Some(batcher) = &map.item_batcher
        && let Err(fault) = make_batches(run, id, state, batcher)
    {
        run.fault(id, state, fault);
        return false;
    }
    let count = children::count(run, id);
    if let Some(join) = &mut run.strand_mut(id).join {
        (join.results, join.open) = ((0..count).map(|_| None).collect(), count);
    }
    true
}

fn read(run: &mut Run, id: StrandId, state: &State, reader: &ItemReader) -> bool {
    let input = run.map_input(id);
    let reading = match reading(&mut run.evaluator(id, state), reader, &input) {
        Ok(reading) => reading,
        Err(fault) => {
            run.fault(id, state, fault);
            return false;
        }
    };
    match item_reader::read(&reading, &reader.config, &*run.world) {
        Ok(read) => {
            if let Some(items) = run.map_items_mut(id) {
                (items.values, items.keys) = (read.values.into(), read.keys.map(Into::into));
                items.source = Some(reading.source());
            }
            true
        }
        Err(cause) => {
            fail(run, id, Failure::new(errors::ITEM_READER_FAILED, cause));
            false
        }
    }
}

fn reading(evaluator: &mut Evaluator<'_>, reader: &ItemReader, input: &Value) -> Result<Reading, Fault> {
    let field = match evaluator.state.query_language {
        QueryLanguage::JsonPath => "Parameters",
        QueryLanguage::Jsonata => "Arguments",
    };
    let arguments = match &reader.arguments {
        Some(arguments) => evaluator.template(arguments, input, field, Stage::Items)?,
        None => Value::Null,
    };
    let text = |key: &str| arguments.get(key).and_then(Value::as_str).map(Text::from);
    let max_items = match &reader.config.max_items {
        Some(field) => evaluator.integer_field(field, "MaxItems", input)?,
        None => 0,
    };
    let pointer = match &reader.config.items_pointer {
        Some(pointer) => evaluator.template(pointer, input, "ItemsPointer", Stage::Items)?.as_str().map(String::from),
        None => None,
    };
    let lists_objects = reader.resource.ends_with("listObjectsV2");
    let key = if lists_objects { text("Prefix") } else { text("Key") };
    let (bucket, key) = (text("Bucket").unwrap_or_default(), key.unwrap_or_default());
    Ok(Reading { lists_objects, bucket, key, pointer, max_items })
}

fn make_batches(run: &mut Run, id: StrandId, state: &State, batcher: &ItemBatcher) -> Result<(), Fault> {
    let count = run.map_items(id).map_or(0, |items| items.values.len()) as u32;
    let inputs = (0..count).map(|index| children::item_input(run, id, state, index));
    let inputs = inputs.collect::<Result<Vec<_>, Fault>>()?;
    let input = run.map_input(id);
    let mut evaluator = run.evaluator(id, state);
    let max_items = limit(&mut evaluator, batcher.max_items_per_batch.as_ref(), "MaxItemsPerBatch", &input)?;
    let max_bytes = limit(&mut evaluator, batcher.max_input_bytes_per_batch.as_ref(), "MaxInputBytesPerBatch", &input)?;
    let batch_input = match &batcher.batch_input {
        Some(template) => Some(evaluator.template(template, &input, "BatchInput", Stage::Items)?),
        None => None,
    };
    // A child's input is never larger than a payload may be (Developer Guide, ItemBatcher).
    let max_bytes = if max_bytes == 0 { quotas::PAYLOAD_BYTES } else { max_bytes };
    let batches = items::batch(inputs, BatchLimits { max_items, max_bytes }, batch_input.as_ref());
    if let Some(map_run) = run.map_run_mut(id) {
        map_run.batches = Some(batches.into());
    }
    Ok(())
}

/// A limit of the ItemBatcher; 0 is none.
fn limit(
    evaluator: &mut Evaluator<'_>,
    field: Option<&NumberField>,
    name: &str,
    input: &Value,
) -> Result<usize, Fault> {
    let limit = field.map(|field| evaluator.integer_field(field, name, input)).transpose()?;
    Ok(limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(0))
}
