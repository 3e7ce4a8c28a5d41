//! Task: something outside the workflow does the work.
//!
//! Entered → Parameters | Arguments → Scheduled → Started → (Submitted) → Succeeded → … Exited
//!                                                                      → Failed, TimedOut → retry | catch | fails
//! An activity starts when a worker takes it; a Lambda function by its own ARN has events of its own.

use crate::errors::Fault;
use crate::evaluator::Evaluator;
use crate::port::{Refusal, TaskEnd};
use crate::strand::{Next, Purpose, StrandId};
use crate::task_run::RunningTask;
use crate::{
    Attempt, DataFlow, EventDetails, Failure, Run, Stage, TaskId, TaskResource, TaskScheduled, data_flow, errors,
};
use definition::{IntegrationPattern, NumberField, Resource, State, Task};
use json::{Text, Value};

/// What the Scheduled event says.
struct Plan {
    parameters: Value,
    timeout_seconds: Option<i64>,
    heartbeat_seconds: Option<i64>,
    role_arn: Option<Text>,
}

pub(crate) fn execute(run: &mut Run, id: StrandId, state: &State, task: &Task) {
    let strand = run.strand_mut(id);
    (strand.token, strand.missed_heartbeat) = (None, false);
    if takes_token(&task.resource) {
        let strand = run.strand_mut(id);
        let seed = strand.draw(state.id, &state.name, Purpose::Token);
        strand.token = Some(task_token(seed));
    }
    let mut evaluator = run.evaluator(id, state);
    let mut flow = data_flow::take_flow(run, id);
    let plan = plan(&mut evaluator, task, &mut flow);
    data_flow::put_flow(run, id, flow);
    match plan {
        Ok(plan) => schedule(run, id, state, task, plan),
        Err(fault) => run.fault(id, state, fault),
    }
}

/// TaskStarted; now the service gets the request.
pub(crate) fn start(run: &mut Run, id: StrandId, state: &State, parameters: Value) {
    let (Some(task_id), Some(task)) = (run.strand(id).task, state.task()) else { return };
    let details = match run.program(id).resource(state.id) {
        Some(resource) => EventDetails::TaskStarted(resource.clone()),
        None => EventDetails::LambdaFunctionStarted,
    };
    run.emit(id, details);
    run.start_task(task_id, state, task, &parameters);
}

fn plan(evaluator: &mut Evaluator<'_>, task: &Task, flow: &mut DataFlow) -> Result<Plan, Fault> {
    let parameters = data_flow::arguments(evaluator, flow)?;
    let root = flow.after_input_path.clone().unwrap_or_else(|| flow.input.clone());
    // A Lambda function gets `{}` for empty Arguments (recorded: `BASE_LAMBDA_EMPTY`).
    let timeout_seconds = seconds(evaluator, task.timeout_seconds.as_ref(), "TimeoutSeconds", &root)?;
    let heartbeat_seconds = seconds(evaluator, task.heartbeat_seconds.as_ref(), "HeartbeatSeconds", &root)?;
    let role_arn = match &task.credentials {
        Some(credentials) => {
            let credentials = evaluator.template(credentials, &root, "Credentials", Stage::Parameters)?;
            credentials.get("RoleArn").and_then(Value::as_str).map(Text::from)
        }
        None => None,
    };
    Ok(Plan { parameters, timeout_seconds, heartbeat_seconds, role_arn })
}

fn seconds(
    evaluator: &mut Evaluator<'_>,
    field: Option<&NumberField>,
    name: &str,
    root: &Value,
) -> Result<Option<i64>, Fault> {
    let Some(field) = field else { return Ok(None) };
    let seconds = evaluator.integer_field(field, name, root)?;
    if seconds <= 0 {
        return Err(evaluator.runtime(format!("{name} must be positive, but was: {seconds}")));
    }
    Ok(Some(seconds))
}

/// `…Scheduled`
fn schedule(run: &mut Run, id: StrandId, state: &State, task: &Task, plan: Plan) {
    let strand = run.strand_mut(id);
    let seed = strand.draw(state.id, &state.name, Purpose::Service);
    run.last_task += 1;
    let task_id = TaskId(run.last_task);
    let running = RunningTask::new(id, seed, &plan.role_arn, plan.timeout_seconds, plan.heartbeat_seconds);
    run.tasks.insert(task_id, running);
    run.strand_mut(id).task = Some(task_id);
    let prepared = run.prepare_task(task_id, state, task, &plan.parameters);
    let parameters = match prepared {
        Ok(parameters) => parameters,
        Err(refusal) => return refuse(run, id, state, task_id, refusal),
    };
    if !parameters.is_same(&plan.parameters) {
        run.change_flow(id, |flow| flow.sent = Some(parameters.clone()));
    }
    let details = scheduled_event(run, id, state, task, &plan, parameters.clone());
    let scheduled = run.emit(id, details);
    let attempt = Attempt::new(Some(task_id), run.now, scheduled);
    run.change_visit(id, |visit| visit.begin_attempt(attempt));
    run.set_timeouts(task_id);
    match task.resource {
        Resource::Activity(_) => run.start_task(task_id, state, task, &parameters),
        _ => run.schedule(id, Next::Start { parameters }),
    }
}

fn refuse(run: &mut Run, id: StrandId, state: &State, task: TaskId, refusal: Refusal) {
    run.tasks.remove(&task);
    run.strand_mut(id).task = None;
    let evaluator = run.evaluator(id, state);
    let fault = evaluator.fault(&refusal.error, &refusal.cause);
    run.fault(id, state, Fault { stage: Stage::Service, ..fault });
}

fn scheduled_event(
    run: &Run,
    id: StrandId,
    state: &State,
    task: &Task,
    plan: &Plan,
    parameters: Value,
) -> EventDetails {
    let (timeout_in_seconds, heartbeat_in_seconds) = (plan.timeout_seconds, plan.heartbeat_seconds);
    let role_arn = plan.role_arn.clone();
    if let Some(resource) = run.program(id).resource(state.id) {
        let region = run.options.region.clone();
        return EventDetails::TaskScheduled(Box::new(TaskScheduled {
            task: resource.clone(),
            region,
            parameters,
            timeout_in_seconds,
            heartbeat_in_seconds,
            role_arn,
        }));
    }
    let resource = task.resource_text.clone();
    match task.resource {
        Resource::Activity(_) => {
            EventDetails::ActivityScheduled { resource, input: parameters, timeout_in_seconds, heartbeat_in_seconds }
        }
        _ => EventDetails::LambdaFunctionScheduled { resource, input: parameters, timeout_in_seconds, role_arn },
    }
}

/// The task ended: its last event, and what follows from it.
pub(crate) fn end(run: &mut Run, id: StrandId, state: &State, resource: Option<&TaskResource>, end: TaskEnd) {
    let Some(task) = state.task() else { return };
    let events = Events { resource, kind: &task.resource };
    match end {
        TaskEnd::Succeeded(output) if run.exceeds_limit(&output) => {
            let failure = errors::data_limit_exceeded(resource.map_or(&task.resource_text, |task| &task.resource_type));
            run.emit(id, events.failed(failure.clone()));
            run.schedule(id, Next::Handle { failure });
        }
        TaskEnd::Succeeded(output) => {
            run.emit(id, events.succeeded(output.clone()));
            run.schedule(id, Next::Complete { result: output });
        }
        TaskEnd::NotMocked(cause) => {
            let fault = run.evaluator(id, state).runtime(cause);
            run.fault(id, state, Fault { stage: Stage::Service, ..fault });
        }
        end => {
            let (failure, details) = events.ended_badly(end);
            run.emit(id, details);
            run.schedule(id, Next::Handle { failure });
        }
    }
}

/// The family of events that a task leaves.
struct Events<'t> {
    resource: Option<&'t TaskResource>,
    kind: &'t Resource,
}

impl Events<'_> {
    fn succeeded(&self, output: Value) -> EventDetails {
        match (self.resource, self.kind) {
            (Some(task), _) => EventDetails::TaskSucceeded { task: task.clone(), output },
            (None, Resource::Activity(_)) => EventDetails::ActivitySucceeded { output },
            (None, _) => EventDetails::LambdaFunctionSucceeded { output },
        }
    }

    fn failed(&self, failure: Failure) -> EventDetails {
        match (self.resource, self.kind) {
            (Some(task), _) => EventDetails::TaskFailed { task: task.clone(), failure },
            (None, Resource::Activity(_)) => EventDetails::ActivityFailed(failure),
            (None, _) => EventDetails::LambdaFunctionFailed(failure),
        }
    }

    fn timed_out(&self, failure: Failure) -> EventDetails {
        match (self.resource, self.kind) {
            (Some(task), _) => EventDetails::TaskTimedOut { task: task.clone(), failure },
            (None, Resource::Activity(_)) => EventDetails::ActivityTimedOut(failure),
            (None, _) => EventDetails::LambdaFunctionTimedOut(failure),
        }
    }

    fn ended_badly(&self, end: TaskEnd) -> (Failure, EventDetails) {
        let named = |error, cause| Failure { error: Some(error), cause };
        let (failure, details): (Failure, &dyn Fn(Failure) -> EventDetails) = match end {
            TaskEnd::TimedOut { error, cause } => (named(error, cause), &|failure| self.timed_out(failure)),
            TaskEnd::SubmitFailed { error, cause } => (named(error, cause), &|failure| match self.resource {
                Some(task) => EventDetails::TaskSubmitFailed { task: task.clone(), failure },
                None => self.failed(failure),
            }),
            TaskEnd::StartFailed { error, cause } => (named(error, cause), &|failure| match self.resource {
                Some(task) => EventDetails::TaskStartFailed { task: task.clone(), failure },
                None => self.failed(failure),
            }),
            TaskEnd::Failed { error, cause } => (Failure { error, cause }, &|failure| self.failed(failure)),
            TaskEnd::Succeeded(_) | TaskEnd::NotMocked(_) => (Failure::default(), &|failure| self.failed(failure)),
        };
        let details = details(failure.clone());
        (failure, details)
    }
}

/// Has the Context Object a `Task.Token`?
fn takes_token(resource: &Resource) -> bool {
    match resource {
        Resource::Activity(_) => true,
        // Recorded: `.sync` has one too (`test_sync_with_task_token`).
        Resource::Service { pattern, .. } => *pattern != IntegrationPattern::RequestResponse,
        _ => false,
    }
}

/// A token, new for every attempt. AWS's are several hundred characters; nobody reads them.
fn task_token(seed: host::Seed) -> Text {
    let mut random = seed.stream();
    let mut token = String::from("AAAAKgAAAAIAAAAA");
    for _ in 0..6 {
        token.push_str(&format!("{:016x}", random.next_u64()));
    }
    token.into()
}
