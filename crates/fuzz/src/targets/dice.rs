//! A world where chance decides what each task does.

use ::engine::port::{Abandonment, ChildOutcome, Context, Effect, Notice, Refusal, TaskCall, TaskEnd, World};
use ::engine::{Log, TaskId};
use ::json::Value;

/// It has no state: all it does follows from the seed of the task.
#[derive(Clone, Copy)]
pub(super) struct Dice;

impl World for Dice {
    fn prepare(&self, call: &TaskCall<'_>) -> Result<Value, Refusal> {
        Ok(call.parameters.clone())
    }

    fn start(&mut self, call: &TaskCall<'_>, context: &mut Context<'_>) {
        let task = call.task;
        let mut random = context.seed.stream();
        let most_millis = 1 << random.below(40);
        let alarm = Effect::Alarm { task, alarm: 1, after_millis: random.below(most_millis) as i64 };
        let effects = match random.below(8) {
            0..=2 => vec![ended(task, TaskEnd::Succeeded(call.parameters.clone()))],
            3 => vec![ended(task, TaskEnd::Failed { error: Some("Busy".into()), cause: Some("by chance".into()) })],
            4 => vec![ended(task, TaskEnd::TimedOut { error: "States.Timeout".into(), cause: None })],
            5 => vec![Effect::Submitted { task, output: call.parameters.clone() }, alarm],
            6 => vec![Effect::Heartbeat { task }, alarm],
            _ => vec![],
        };
        context.effects.extend(effects);
    }

    fn wake(&mut self, task: TaskId, _alarm: u32, context: &mut Context<'_>) {
        context.effects.push(ended(task, TaskEnd::Succeeded(super::sample::sample())));
    }

    fn abandon(&mut self, _task: TaskId, _reason: Abandonment, _context: &mut Context<'_>) {}

    fn child_ended(&mut self, _task: TaskId, _child: &ChildOutcome, _context: &mut Context<'_>) {}

    fn object(&self, _bucket: &str, _key: &str) -> Option<Vec<u8>> {
        Some(b"a,b\n1,2\n3,\"4\"\n".to_vec())
    }

    fn objects(&self, _bucket: &str, _prefix: &str) -> Option<Vec<Value>> {
        Some(vec![super::sample::sample(); 3])
    }

    fn put_object(&mut self, _bucket: &str, _key: &str, _body: String) {}

    fn notices(&self) -> Log<Notice> {
        Log::default()
    }

    fn snapshot(&self) -> Box<dyn World> {
        Box::new(*self)
    }
}

fn ended(task: TaskId, end: TaskEnd) -> Effect {
    Effect::Ended { task, end }
}
