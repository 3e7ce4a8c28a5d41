//! `ItemBatcher`: several items in one child execution.

use json::{Array, Value};

/// How large a batch may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchLimits {
    /// `MaxItemsPerBatch`; 0 is no limit
    pub max_items: usize,
    /// `MaxInputBytesPerBatch`, counted over the whole child input in bytes; 0 is no limit
    pub max_bytes: usize,
}

/// The children's inputs: `{"BatchInput": …, "Items": […]}`, or without `BatchInput` when there
/// is none. A single item over `max_bytes` still makes a batch of its own.
pub fn batch(items: Vec<Value>, limits: BatchLimits, batch_input: Option<&Value>) -> Vec<Value> {
    let input = |items: Array| -> Value {
        match batch_input {
            Some(input) => [("BatchInput", input.clone()), ("Items", items.into())].into(),
            None => [("Items", items.into())].into(),
        }
    };
    let empty_bytes = input(Array::new()).bytes();
    let (mut batches, mut current, mut bytes) = (Vec::new(), Vec::new(), empty_bytes);
    for item in items {
        let with_item = bytes + item.bytes() + usize::from(!current.is_empty());
        let full = limits.max_items != 0 && current.len() == limits.max_items;
        let too_large = limits.max_bytes != 0 && with_item > limits.max_bytes;
        if !current.is_empty() && (full || too_large) {
            batches.push(input(std::mem::take(&mut current).into()));
            bytes = empty_bytes + item.bytes();
        } else {
            bytes = with_item;
        }
        current.push(item);
    }
    if !current.is_empty() {
        batches.push(input(current.into()));
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batches(count: i32, max_items: usize, max_bytes: usize, batch_input: Option<Value>) -> String {
        let items = (0..count).map(Value::from).collect();
        Value::from(batch(items, BatchLimits { max_items, max_bytes }, batch_input.as_ref())).to_string()
    }

    #[test]
    fn batches_keep_both_limits() {
        assert_eq!(batches(3, 2, 0, None), r#"[{"Items":[0,1]},{"Items":[2]}]"#);
        assert_eq!(batches(3, 0, 15, None), r#"[{"Items":[0,1]},{"Items":[2]}]"#);
        assert_eq!(batches(2, 0, 1, None), r#"[{"Items":[0]},{"Items":[1]}]"#);
        assert_eq!(batches(1, 5, 0, Some("x".into())), r#"[{"BatchInput":"x","Items":[0]}]"#);
        assert_eq!(batches(0, 5, 0, None), "[]");
    }

    #[test]
    fn no_batch_of_several_items_is_over_the_limit_of_bytes() {
        for max_bytes in 10..80 {
            let items: Vec<Value> = (0..40).map(|n| Value::string("é".repeat(n % 7))).collect();
            let batches = batch(items, BatchLimits { max_items: 0, max_bytes }, None);
            for batch in &batches {
                let count = batch.get("Items").and_then(Value::as_array).map_or(0, |items| items.len());
                assert!(count == 1 || batch.bytes() <= max_bytes, "{batch}");
            }
        }
    }
}
