//! One attempt in.

use crate::jobs::JOB_SERVICES;
use crate::scenario::reader::Reader;
use crate::scenario::{
    Callback, CallbackAnswer, ContainerOutcome, Deed, EcsOutcome, EksOutcome, Entry, HttpOutcome, Intervention,
    JobOutcome, LambdaOutcome, Outcome, RunTaskFailure,
};
use json::{Node, NodeKind, Text, Value};

/// What an entry may hold besides the name of a service with jobs.
const ENTRY_FIELDS: [&str; 17] = [
    "default",
    "return",
    "throw",
    "never",
    "notMocked",
    "callback",
    "ecs",
    "eks",
    "lambda",
    "http",
    "oneOf",
    "exitCode",
    "duration",
    "times",
    "weight",
    "overlay",
    "person",
];

impl Reader {
    /// `{"ecs": {…}, "duration": "45s", "times": 2}`
    pub(crate) fn entry(&mut self, node: &Node) -> Option<Entry> {
        let known: Vec<&str> = ENTRY_FIELDS.iter().copied().chain(JOB_SERVICES).collect();
        let mut entry = Entry::default();
        let mut outcomes = Vec::new();
        for member in self.members(node, &known) {
            let (key, value) = (&*member.key.value, &member.value);
            match key {
                "duration" => entry.duration = self.lasting(value),
                "times" => entry.times = self.times(value),
                "overlay" => entry.overlay = Some(value.to_value()),
                "person" => {
                    entry.person = self.items(value).iter().filter_map(|item| self.intervention(item)).collect();
                }
                "weight" => {}
                _ => outcomes.extend(self.outcome(key, value, &mut entry).map(|outcome| (member, outcome))),
            }
        }
        if let Some((second, _)) = outcomes.get(1) {
            self.error(&second.value, "An attempt can go one way only; this is the second");
        }
        if let Some((_, outcome)) = outcomes.into_iter().next() {
            entry.outcome = outcome;
        }
        node.is_object().then_some(entry)
    }

    /// `{"after": "12s", "success": {…}}`
    fn intervention(&mut self, node: &Node) -> Option<Intervention> {
        let (mut after_millis, mut deed) = (0, None);
        for member in self.members(node, &["after", "take", "heartbeat", "success", "failure", "stop"]) {
            let value = &member.value;
            match &*member.key.value {
                "after" => after_millis = self.millis(value).unwrap_or(0),
                "take" => deed = self.text(value).map(Deed::Take),
                "heartbeat" => deed = Some(Deed::Heartbeat),
                "success" => deed = Some(Deed::Success(value.to_value())),
                "failure" => {
                    let (error, cause) = self.failure(value);
                    deed = Some(Deed::Failure { error, cause });
                }
                "stop" => deed = self.text(value).map(Deed::Stop),
                _ => {}
            }
        }
        if deed.is_none() {
            self.error(node, "This does nothing; a person can take, heartbeat, success, failure or stop");
        }
        Some(Intervention { after_millis, deed: deed? })
    }

    fn times(&mut self, node: &Node) -> u32 {
        match self.integer(node).map(u32::try_from) {
            Some(Ok(times @ 1..)) => times,
            Some(_) => {
                self.error(node, "An entry holds for at least one attempt");
                1
            }
            None => 1,
        }
    }

    fn outcome(&mut self, key: &str, node: &Node, entry: &mut Entry) -> Option<Outcome> {
        Some(match key {
            "default" => Outcome::Default,
            "return" => Outcome::Return(node.to_value()),
            "throw" => {
                let (error, cause) = self.failure(node);
                Outcome::Throw { error, cause }
            }
            "never" => Outcome::NeverRespond,
            "notMocked" => Outcome::NotMocked,
            "callback" => Outcome::Callback(self.callback(node)),
            "ecs" => Outcome::Ecs(self.ecs(node, entry)),
            "exitCode" => {
                let container = ContainerOutcome { exit_code: self.integer(node), ..ContainerOutcome::default() };
                Outcome::Ecs(EcsOutcome { containers: vec![container], ..EcsOutcome::default() })
            }
            "eks" => Outcome::Eks(self.eks(node, entry)),
            "lambda" => Outcome::Lambda(self.lambda(node)?),
            "http" => Outcome::Http(self.http(node)),
            "oneOf" => Outcome::OneOf(self.one_of(node)),
            service if JOB_SERVICES.contains(&service) => Outcome::Job(self.job(service, node, entry)),
            _ => return None,
        })
    }

    fn failure(&mut self, node: &Node) -> (Option<Text>, Option<Text>) {
        let (mut error, mut cause) = (None, None);
        for member in self.members(node, &["error", "cause"]) {
            let text = match &member.value.kind {
                // A cause is a text; JSON written here stands for its text.
                NodeKind::Object(_) | NodeKind::Array(_) => Some(json::print(&member.value.to_value()).into()),
                _ => self.text(&member.value),
            };
            *(if &*member.key.value == "error" { &mut error } else { &mut cause }) = text;
        }
        (error, cause)
    }

    fn callback(&mut self, node: &Node) -> Callback {
        let mut callback = Callback::default();
        for member in self.members(node, &["success", "failure", "never", "after", "heartbeatEvery"]) {
            let value = &member.value;
            match &*member.key.value {
                "success" => callback.answer = CallbackAnswer::Success(value.to_value()),
                "failure" => {
                    let (error, cause) = self.failure(value);
                    callback.answer = CallbackAnswer::Failure { error, cause };
                }
                "never" if self.boolean(value) == Some(true) => callback.answer = CallbackAnswer::Never,
                "after" => callback.after = self.lasting(value),
                "heartbeatEvery" => callback.heartbeat_every = self.lasting(value),
                _ => {}
            }
        }
        callback
    }

    fn ecs(&mut self, node: &Node, entry: &mut Entry) -> EcsOutcome {
        let mut outcome = EcsOutcome::default();
        let ends: Vec<&str> = crate::ecs_ends().map(|end| end.name).collect();
        if node.as_string().is_some() {
            outcome.end = self.word(node, &ends);
            return outcome;
        }
        let known = ["end", "containers", "exitCode", "stopCode", "stoppedReason", "failures", "duration"];
        for member in self.members(node, &known) {
            let value = &member.value;
            match &*member.key.value {
                "end" => outcome.end = self.word(value, &ends),
                "containers" => {
                    outcome.containers = self.items(value).iter().map(|item| self.container(item)).collect();
                }
                "exitCode" => {
                    let exit_code = self.integer(value);
                    outcome.containers.push(ContainerOutcome { exit_code, ..ContainerOutcome::default() });
                }
                "stopCode" => outcome.stop_code = self.text(value),
                "stoppedReason" => outcome.stopped_reason = self.text(value),
                "failures" => {
                    outcome.failures = self.items(value).iter().map(|item| self.run_task_failure(item)).collect();
                }
                "duration" => entry.duration = self.lasting(value),
                _ => {}
            }
        }
        outcome
    }

    fn container(&mut self, node: &Node) -> ContainerOutcome {
        let mut container = ContainerOutcome::default();
        for member in self.members(node, &["name", "exitCode", "essential", "duration", "reason", "log"]) {
            let value = &member.value;
            match &*member.key.value {
                "name" => container.name = self.text(value),
                "exitCode" => container.exit_code = self.integer(value),
                "essential" => container.essential = self.boolean(value).unwrap_or(true),
                "duration" => container.duration = self.lasting(value),
                "reason" => container.reason = self.text(value),
                "log" => container.log = self.lines(value),
                _ => {}
            }
        }
        container
    }

    fn run_task_failure(&mut self, node: &Node) -> RunTaskFailure {
        let mut failure = RunTaskFailure::default();
        for member in self.members(node, &["arn", "reason", "detail"]) {
            let text = self.text(&member.value);
            match &*member.key.value {
                "arn" => failure.arn = text,
                "reason" => failure.reason = text,
                _ => failure.detail = text,
            }
        }
        failure
    }

    fn eks(&mut self, node: &Node, entry: &mut Entry) -> EksOutcome {
        let mut outcome = EksOutcome::default();
        let known = ["job", "waiting", "evicted", "reason", "exitCode", "logs", "statusCode", "message", "duration"];
        for member in self.members(node, &known) {
            let value = &member.value;
            match &*member.key.value {
                "job" => outcome.failed = self.word(value, &["Succeeded", "Failed"]).map(|word| &*word == "Failed"),
                "waiting" => outcome.waiting = self.word(value, &crate::eks::STUCK),
                "evicted" => outcome.evicted = self.boolean(value) == Some(true),
                "exitCode" => outcome.exit_code = self.integer(value),
                "reason" => outcome.reason = self.word(value, &["BackoffLimitExceeded", "DeadlineExceeded"]),
                "logs" => {
                    let members = self.any_members(value).iter();
                    outcome.logs =
                        members.filter_map(|log| Some((log.key.value.clone(), self.lines(&log.value)?))).collect();
                }
                "statusCode" => outcome.status_code = self.integer(value),
                "message" => outcome.message = self.text(value),
                "duration" => entry.duration = self.lasting(value),
                _ => {}
            }
        }
        outcome
    }

    fn job(&mut self, service: &str, node: &Node, entry: &mut Entry) -> JobOutcome {
        let mut outcome = JobOutcome { service: service.into(), ..JobOutcome::default() };
        if node.as_string().is_some() {
            outcome.status = self.text(node);
            return outcome;
        }
        for member in self.members(node, &["status", "reason", "exitCode", "duration"]) {
            let value = &member.value;
            match &*member.key.value {
                "status" => outcome.status = self.text(value),
                "reason" => outcome.reason = self.text(value),
                "exitCode" => outcome.exit_code = self.integer(value),
                "duration" => entry.duration = self.lasting(value),
                _ => {}
            }
        }
        outcome
    }

    fn lambda(&mut self, node: &Node) -> Option<LambdaOutcome> {
        let (mut payload, mut error_type, mut error_message, mut stack_trace) = (None, None, None, Vec::new());
        for member in self.members(node, &["payload", "errorType", "errorMessage", "stackTrace"]) {
            let value = &member.value;
            match &*member.key.value {
                "payload" => payload = Some(value.to_value()),
                "errorType" => error_type = self.text(value),
                "errorMessage" => error_message = self.text(value),
                "stackTrace" => stack_trace = self.items(value).iter().filter_map(|line| self.text(line)).collect(),
                _ => {}
            }
        }
        if error_type.is_none() && error_message.is_none() {
            return Some(LambdaOutcome::Payload(payload.unwrap_or(Value::Null)));
        }
        Some(LambdaOutcome::Error {
            error_type: error_type.unwrap_or_else(|| "Error".into()),
            error_message: error_message.unwrap_or_default(),
            stack_trace,
        })
    }

    fn http(&mut self, node: &Node) -> HttpOutcome {
        let mut outcome = HttpOutcome::default();
        for member in self.members(node, &["statusCode", "body"]) {
            match &*member.key.value {
                "statusCode" => outcome.status_code = self.integer(&member.value),
                "body" => outcome.body = Some(member.value.to_value()),
                _ => {}
            }
        }
        outcome
    }

    fn one_of(&mut self, node: &Node) -> Vec<(f64, Entry)> {
        let items = self.items(node);
        items
            .iter()
            .filter_map(|item| {
                let weight = item.get("weight").map_or(Some(1.0), |weight| self.weight(weight))?;
                Some((weight, self.entry(item)?))
            })
            .collect()
    }
}
