//! The simulated world: plays back what the simulators say, at its times.

use crate::cloud::Cloud;
use crate::person::{self, Done, Pending};
use crate::request::{Request, machine_of};
use crate::running::{Play, Running, Step};
use crate::scenario::{AttemptCounts, AttemptPlace, Deed, Entry, Outcome, Scenario};
use crate::simulation::Telling;
use crate::{literal, prepare, sdk, services};
use engine::Log;
use engine::port::{
    Abandonment, ChildOutcome, Context, Effect, Notice, NoticeKind, Refusal, TaskCall, TaskEnd, TaskId, World,
};
use host::Timestamp;
use json::{Text, Value};
use std::any::Any;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The alarm for the next step of a task.
const STEP: u32 = 0;
/// The alarm for the next heartbeat of a worker.
const HEARTBEAT: u32 = 1;

/// Every simulated service, with what they remember.
#[derive(Clone, Debug, Default)]
pub struct SimulatedWorld {
    scenario: Rc<Scenario>,
    counts: Rc<AttemptCounts>,
    running: Rc<BTreeMap<TaskId, Running>>,
    cloud: Cloud,
    notices: Log<Notice>,
    /// Notices of things that outlive their task, by time.
    later: Rc<Vec<Notice>>,
}

impl SimulatedWorld {
    /// A world that does what `scenario` says.
    pub fn new(scenario: Scenario) -> Self {
        let cloud = Cloud::new(&scenario);
        Self { scenario: Rc::new(scenario), cloud, ..Self::default() }
    }

    /// A world that is of this kind.
    pub fn of(world: &dyn World) -> Option<&Self> {
        (world as &dyn Any).downcast_ref()
    }

    /// The same world with another scenario from now on: what services remember stays, attempts
    /// go on being counted. `None` when `world` is not of this kind.
    pub fn with_scenario(world: &dyn World, scenario: Scenario) -> Option<Self> {
        let mut changed = Self::of(world)?.clone();
        Rc::make_mut(&mut changed.counts).forget_places();
        changed.scenario = Rc::new(scenario);
        Some(changed)
    }

    /// What it does.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// When the execution starts.
    pub fn start_time(&self) -> Timestamp {
        self.scenario.start_time
    }

    /// Put an object into S3, for an ItemReader.
    pub fn add_object(&mut self, bucket: &str, key: &str, body: Vec<u8>, modified: Timestamp) {
        self.cloud.s3.put(bucket, key, body, modified);
    }

    /// What waits for a person or can be stopped by one, in the order of starting.
    pub fn pending(&self) -> impl Iterator<Item = Pending> + '_ {
        self.running.iter().filter_map(|(task, running)| person::pending(*task, running))
    }

    fn play(&mut self, call: &TaskCall<'_>, context: &mut Context<'_>) -> (AttemptPlace, Play) {
        let scenario = Rc::clone(&self.scenario);
        let counts = Rc::make_mut(&mut self.counts);
        let (place, entry) = scenario.next_entry(machine_of(call.execution_arn), call.state, call.path, counts);
        let ordinary = Entry::default();
        let entry = entry.unwrap_or(&ordinary);
        let mut request = Request::new(call, &entry.person, context.now, context.seed);
        (place, person::join(self.play_entry(&mut request, entry), &entry.person))
    }

    fn play_entry(&mut self, request: &mut Request<'_>, entry: &Entry) -> Play {
        let ordinary = Entry::default();
        let mut entry = entry;
        while let Outcome::OneOf(choices) = &entry.outcome {
            entry = draw(choices, request).unwrap_or(&ordinary);
        }
        if let Some(play) = literal::play(request, entry) {
            services::remember(request, entry, &mut self.cloud);
            return play;
        }
        if request.service == "aws-sdk:sfn" {
            let is_waiting = |token: &str| self.running.values().any(|running| running.token.as_deref() == Some(token));
            if let Some(play) = sdk::answer_token(request, is_waiting) {
                return play;
            }
        }
        services::play(request, entry, &mut self.cloud)
    }

    /// Do the steps of a task that are due, and ask to be woken for the next one.
    fn advance(&mut self, task: TaskId, context: &mut Context<'_>) {
        while let Some(running) = Rc::make_mut(&mut self.running).get_mut(&task) {
            let elapsed = context.now.millis.saturating_sub(running.started.millis);
            let Some((at, step)) = running.play.steps.get(running.next) else { return };
            if *at > elapsed {
                let after_millis = at - elapsed;
                context.effects.push(Effect::Alarm { task, alarm: STEP, after_millis });
                return;
            }
            let (step, steps) = (step.clone(), Rc::clone(&running.play));
            running.next += 1;
            self.act_out(task, step, &steps, context);
        }
    }

    fn act_out(&mut self, task: TaskId, step: Step, play: &Play, context: &mut Context<'_>) {
        match step {
            Step::Submit(output) => {
                self.change(task, |running| running.submitted = true);
                context.effects.push(Effect::Submitted { task, output });
            }
            Step::WorkerStarts(worker_name) => {
                self.change(task, |running| running.worker = Some(worker_name.clone().unwrap_or_default()));
                context.effects.push(Effect::ActivityStarted { task, worker_name });
            }
            Step::Person(deed) => self.person_acts(task, &deed, play, context),
            Step::Heartbeats(every) => {
                context.effects.push(Effect::Alarm { task, alarm: HEARTBEAT, after_millis: every });
            }
            Step::Tell(telling) => self.tell(task, &telling, context.now),
            Step::Start(child) => context.effects.push(Effect::StartChild {
                task,
                state_machine_arn: child.state_machine_arn,
                name: Some(child.name),
                input: child.input,
                detached: child.detached,
            }),
            Step::Answer { task_token, end } => self.answer(&task_token, end, context),
            Step::End(end) => self.end(task, end, play, context),
        }
    }

    fn change(&mut self, task: TaskId, change: impl FnOnce(&mut Running)) {
        if let Some(running) = Rc::make_mut(&mut self.running).get_mut(&task) {
            change(running);
        }
    }

    fn person_acts(&mut self, task: TaskId, deed: &Deed, play: &Play, context: &mut Context<'_>) {
        let Some(running) = Rc::make_mut(&mut self.running).get_mut(&task) else { return };
        match person::act(task, running, deed, context) {
            Done::Nothing => {}
            Done::Told(telling) => self.tell(task, &telling, context.now),
            Done::Ended(end) => self.end(task, end, play, context),
        }
    }

    fn end(&mut self, task: TaskId, end: TaskEnd, play: &Play, context: &mut Context<'_>) {
        context.effects.push(Effect::Ended { task, end });
        let Some(running) = Rc::make_mut(&mut self.running).remove(&task) else { return };
        let later = Rc::make_mut(&mut self.later);
        for (at, step) in play.steps.iter().skip(running.next) {
            if let Step::Tell(telling) = step {
                later.push(notice(task, &running, telling, running.started.plus_millis(*at)));
            }
        }
        later.sort_by_key(|notice| notice.time);
    }

    fn tell(&mut self, task: TaskId, telling: &Telling, now: Timestamp) {
        let Some(running) = self.running.get(&task) else { return };
        let notice = notice(task, running, telling, now);
        self.notices.push(notice);
    }

    /// Time has come to here: what outlived its task has gone on.
    fn catch_up(&mut self, now: Timestamp) {
        let due = self.later.iter().take_while(|notice| notice.time <= now).count();
        if due > 0 {
            for notice in Rc::make_mut(&mut self.later).drain(..due) {
                self.notices.push(notice);
            }
        }
    }

    fn answer(&mut self, task_token: &Text, end: Option<TaskEnd>, context: &mut Context<'_>) {
        let waiting = |running: &Running| running.token.as_ref() == Some(task_token);
        let Some((&task, running)) = self.running.iter().find(|(_, running)| waiting(running)) else { return };
        let play = Rc::clone(&running.play);
        match end {
            Some(end) => self.end(task, end, &play, context),
            None => context.effects.push(Effect::Heartbeat { task }),
        }
    }
}

impl World for SimulatedWorld {
    fn prepare(&self, call: &TaskCall<'_>) -> Result<Value, Refusal> {
        prepare::prepare(call)
    }

    fn start(&mut self, call: &TaskCall<'_>, context: &mut Context<'_>) {
        self.catch_up(context.now);
        let (place, play) = self.play(call, context);
        let running = Running::new(call, place, context.now, Rc::new(play));
        Rc::make_mut(&mut self.running).insert(call.task, running);
        self.advance(call.task, context);
    }

    fn wake(&mut self, task: TaskId, alarm: u32, context: &mut Context<'_>) {
        self.catch_up(context.now);
        if alarm == STEP {
            return self.advance(task, context);
        }
        let Some(running) = self.running.get(&task) else { return };
        let (every, token) = (running.heartbeat(), running.token.clone());
        if let Some(every) = every {
            if let Some(token) = token {
                self.tell(task, &person::heartbeat(&token), context.now);
            }
            context.effects.push(Effect::Heartbeat { task });
            context.effects.push(Effect::Alarm { task, alarm: HEARTBEAT, after_millis: every });
        }
    }

    fn abandon(&mut self, task: TaskId, _reason: Abandonment, context: &mut Context<'_>) {
        self.catch_up(context.now);
        let Some(running) = self.running.get(&task) else { return };
        let on_abandon = running.play.on_abandon.clone();
        if let Some((source, body)) = on_abandon {
            let telling = Telling { at: 0, source, kind: NoticeKind::Lifecycle, body };
            self.tell(task, &telling, context.now);
        }
        Rc::make_mut(&mut self.running).remove(&task);
    }

    fn child_ended(&mut self, task: TaskId, child: &ChildOutcome, context: &mut Context<'_>) {
        self.catch_up(context.now);
        let Some(running) = self.running.get(&task) else { return };
        let (end, play) = (crate::states::child_end(running.pattern, child), Rc::clone(&running.play));
        self.end(task, end, &play, context);
    }

    fn object(&self, bucket: &str, key: &str) -> Option<Vec<u8>> {
        self.cloud.s3.get(bucket, key).map(|object| object.body.to_vec())
    }

    fn objects(&self, bucket: &str, prefix: &str) -> Option<Vec<Value>> {
        self.cloud.s3.list(bucket, prefix)
    }

    fn put_object(&mut self, bucket: &str, key: &str, body: String) {
        self.cloud.s3.put(bucket, key, body.into_bytes(), self.scenario.start_time);
    }

    fn notices(&self) -> Log<Notice> {
        self.notices.clone()
    }

    fn snapshot(&self) -> Box<dyn World> {
        Box::new(self.clone())
    }
}

fn notice(task: TaskId, running: &Running, telling: &Telling, time: Timestamp) -> Notice {
    Notice {
        time,
        task,
        path: running.path.clone(),
        service: running.service,
        source: telling.source.clone(),
        kind: telling.kind,
        body: telling.body.clone(),
    }
}

/// One of several entries, by weight.
fn draw<'a>(choices: &'a [(f64, Entry)], request: &Request<'_>) -> Option<&'a Entry> {
    let total: f64 = choices.iter().map(|(weight, _)| weight).sum();
    let mut left = request.chance("outcome").unit() * total;
    let chosen = choices.iter().find(|(weight, _)| {
        left -= weight;
        left < 0.0
    });
    chosen.or(choices.last()).map(|(_, entry)| entry)
}
