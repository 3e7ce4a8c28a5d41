//! The Context Object: `$$` and `$states.context`.

use host::Timestamp;
use json::{Object, Text, Value};
use std::cell::OnceCell;

/// The Context Object of one state; put together only when somebody asks for it.
#[derive(Clone, Debug)]
pub(crate) struct ContextObject {
    /// `Execution` and `StateMachine`, which stay the same.
    pub(crate) base: Object,
    /// `State.Name`
    pub(crate) state: Text,
    /// `State.EnteredTime`
    pub(crate) entered_time: Timestamp,
    /// `State.RetryCount`: Task, Parallel and Map have it, a Pass has not (recorded: `context_object/*`).
    pub(crate) retry_count: Option<u32>,
    /// `Task.Token`
    pub(crate) task_token: Option<Text>,
    /// `Map.Item`
    pub(crate) map_item: Option<Value>,
    /// The whole of it, once it was asked for.
    pub(crate) whole: OnceCell<Value>,
}

impl ContextObject {
    /// The whole object, its members in AWS's order.
    pub(crate) fn value(&self) -> &Value {
        self.whole.get_or_init(|| {
            let mut context = self.base.clone();
            context.insert("State", self.state_member());
            if let Some(item) = &self.map_item {
                context.insert("Map", Value::from([("Item", item.clone())]));
            }
            if let Some(token) = &self.task_token {
                context.insert("Task", Value::from([("Token", Value::String(token.clone()))]));
            }
            context.into()
        })
    }

    /// `Map.Item`, also beside a Context Object that was given as a whole.
    pub(crate) fn set_map_item(&mut self, item: Value) {
        if let Some(Value::Object(mut given)) = self.whole.take() {
            given.insert("Map", Value::from([("Item", item.clone())]));
            self.whole = OnceCell::from(Value::Object(given));
        }
        self.map_item = Some(item);
    }

    fn state_member(&self) -> Value {
        let mut state = Object::with_capacity(3);
        state.insert("EnteredTime", timestamp(self.entered_time));
        state.insert("Name", Value::String(self.state.clone()));
        if let Some(retry_count) = self.retry_count {
            state.insert("RetryCount", Value::from(retry_count));
        }
        state.into()
    }
}

/// A time as the Context Object shows it: without the zeros at the end of its fraction
/// (Developer Guide, Context object).
pub(crate) fn timestamp(time: Timestamp) -> Value {
    let text = time.to_string();
    let short = text.trim_end_matches('Z').trim_end_matches('0').trim_end_matches('.');
    // Only zeros of the fraction go, and there is always one: `…:10.000Z` becomes `…:10Z`.
    let short = if short.len() < "0000-00-00T00:00:00".len() { &text[..text.len() - ".000Z".len()] } else { short };
    Value::from(format!("{short}Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_loses_the_zeros_of_its_fraction_only() {
        for (millis, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (10_000, "1970-01-01T00:00:10Z"),
            (10_120, "1970-01-01T00:00:10.12Z"),
            (10_123, "1970-01-01T00:00:10.123Z"),
            (1_200_000, "1970-01-01T00:20:00Z"),
        ] {
            assert_eq!(timestamp(Timestamp::from_millis(millis)), Value::from(text));
        }
    }
}
