//! The world in which a mock stands in for every call.

use crate::request::Mock;
use engine::port::{Abandonment, ChildOutcome, Context, Effect, Notice, Refusal, TaskCall, TaskEnd, World};
use engine::{Log, TaskId};
use json::Value;

/// Every attempt of every task ends as the mock says.
#[derive(Clone, Debug, Default)]
pub(crate) struct MockedWorld {
    pub(crate) mock: Mock,
    /// What an ItemReader reads, whatever it asks for.
    pub(crate) data: Option<String>,
}

impl World for MockedWorld {
    fn prepare(&self, call: &TaskCall<'_>) -> Result<Value, Refusal> {
        Ok(call.parameters.clone())
    }

    fn start(&mut self, call: &TaskCall<'_>, context: &mut Context<'_>) {
        let end = match &self.mock {
            Mock { error_output: Some(failure), .. } => {
                TaskEnd::Failed { error: failure.error.clone(), cause: failure.cause.clone() }
            }
            Mock { result, .. } => TaskEnd::Succeeded(result.clone().unwrap_or_default()),
        };
        context.effects.push(Effect::Ended { task: call.task, end });
    }

    fn wake(&mut self, _: TaskId, _: u32, _: &mut Context<'_>) {}

    fn abandon(&mut self, _: TaskId, _: Abandonment, _: &mut Context<'_>) {}

    fn child_ended(&mut self, _: TaskId, _: &ChildOutcome, _: &mut Context<'_>) {}

    fn object(&self, _: &str, _: &str) -> Option<Vec<u8>> {
        self.data.clone().map(String::into_bytes)
    }

    fn objects(&self, _: &str, _: &str) -> Option<Vec<Value>> {
        let list = json::parse_value(self.data.as_ref()?).ok()?;
        Some(list.as_array()?.iter().cloned().collect())
    }

    fn put_object(&mut self, _: &str, _: &str, _: String) {}

    fn notices(&self) -> Log<Notice> {
        Log::default()
    }

    fn snapshot(&self) -> Box<dyn World> {
        Box::new(self.clone())
    }
}
