//! What a Map Run works on and how much of it may fail, before anything is read.

use crate::errors::Fault;
use crate::evaluator::Evaluator;
use crate::join::Items;
use crate::map_run::Tolerance;
use crate::states::map_items;
use crate::{DataFlow, data_flow, quotas};
use definition::Map;
use json::{Array, Value};

/// The items of the state data and how many children may run at the same time.
pub(super) fn plan(evaluator: &mut Evaluator<'_>, map: &Map, flow: &mut DataFlow) -> Result<(Items, u32), Fault> {
    let input = data_flow::effective_input(evaluator, flow)?;
    let items = match &map.item_reader {
        // Recorded: an ItemsPath beside an ItemReader is ignored, even one that matches nothing.
        Some(_) => Items::of(Array::new(), input.clone()),
        None => map_items::items(evaluator, map, &input, flow)?,
    };
    let limit = map_items::max_concurrency(evaluator, map, &input)?;
    let limit = if limit == 0 { quotas::DISTRIBUTED_MAP_CONCURRENCY } else { limit };
    Ok((items, limit.min(quotas::DISTRIBUTED_MAP_CONCURRENCY)))
}

/// `ToleratedFailureCount` and `ToleratedFailurePercentage`, or their paths.
pub(super) fn tolerance(evaluator: &mut Evaluator<'_>, map: &Map, input: &Value) -> Result<Tolerance, Fault> {
    let mut tolerance = Tolerance::default();
    if let Some(field) = &map.tolerated_failure_count {
        let count = evaluator.integer_field(field, "ToleratedFailureCount", input)?;
        let negative = |_| evaluator.runtime("ToleratedFailureCount cannot be negative.");
        tolerance.count = u32::try_from(count.min(i64::from(u32::MAX))).map_err(negative)?;
    }
    if let Some(field) = &map.tolerated_failure_percentage {
        tolerance.percentage = evaluator.float_field(field, "ToleratedFailurePercentage", input)?;
        if !(0.0..=100.0).contains(&tolerance.percentage) {
            return Err(evaluator.runtime("ToleratedFailurePercentage must be between 0 and 100."));
        }
    }
    Ok(tolerance)
}
