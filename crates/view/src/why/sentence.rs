//! The sentences at the top of the inspector.

use super::choice::{ConditionView, GroupKind, Verdict, condition};
use super::{attempts, failure};
use crate::{Arg, Message, Moment};
use definition::{State, StateId, StateKind, StateType, Transition};
use engine::{Decision, Visit, VisitStatus};
use json::Value;

/// Why a visit went where it went, or what it waits for.
pub fn why(moment: &Moment<'_>, visit: &Visit) -> Vec<Message> {
    let teller = Teller { moment, visit, state: moment.state_of(visit) };
    if visit.status == VisitStatus::InProgress && visit.decision.is_none() {
        return teller.in_progress();
    }
    if let Some(failed) = &visit.flow.failure {
        let mut sentences = failure::stage_failure(moment, visit, failed);
        sentences.extend(teller.after_stage_failure());
        return sentences;
    }
    match visit.decision.as_deref() {
        Some(Decision::Continued { next }) => teller.continued(*next),
        Some(Decision::Chose { rule, next, .. }) => teller.chose(*rule, *next),
        Some(Decision::Caught { failure, .. }) => teller.failed(failure),
        Some(Decision::Failed(failure)) => teller.failed(failure),
        Some(Decision::Aborted) => {
            vec![Message::new(if visit.parent.is_some() { "why.aborted_inside" } else { "why.aborted" })]
        }
        None => Vec::new(),
    }
}

struct Teller<'a> {
    moment: &'a Moment<'a>,
    visit: &'a Visit,
    state: &'a State,
}

impl Teller<'_> {
    fn in_progress(&self) -> Vec<Message> {
        let visit = self.visit;
        let last = visit.attempts.len().checked_sub(1);
        let retry = last.and_then(|last| attempts::retry_sentence(self.state, last, &visit.attempts[last]));
        if let Some(retry) = retry {
            let failed = visit.attempts.last().and_then(|attempt| attempt.failure.as_ref());
            return failed.map(failure::task_failure).into_iter().chain([retry]).collect();
        }
        let message = |key| Message::new(key).state("state", self.state);
        let known_end = failure::known_end(self.moment, visit);
        let sentence = match (self.state.state_type(), known_end) {
            (Some(StateType::Parallel), _) => message("why.branches_run").count("n", self.state.containers().len()),
            (Some(StateType::Map), _) => message("why.iterations_run"),
            (Some(StateType::Wait), Some(end)) => message("why.waits_until").with("time", end),
            (Some(StateType::Task), None) if failure::waits_for_token(self.state) => message("why.waits_for_token"),
            (Some(StateType::Task), Some(end)) => message("why.runs_until").with("time", end),
            (Some(StateType::Task), None) => message("why.runs"),
            _ => message("why.entered"),
        };
        vec![sentence]
    }

    /// What follows a stage that failed: a Catcher, or the end.
    fn after_stage_failure(&self) -> Vec<Message> {
        let Some(error) = failure::error_of(self.visit) else { return Vec::new() };
        match self.visit.decision.as_deref() {
            Some(Decision::Caught { .. }) => failure::handling(self.moment, self.visit, &error),
            _ => {
                let inside = if self.visit.parent.is_some() { "why.so_failed_inside" } else { "why.so_failed" };
                vec![self.inside(Message::new(inside).code("error", failure::error_name(&error)))]
            }
        }
    }

    fn failed(&self, error: &engine::Failure) -> Vec<Message> {
        if self.state.state_type() == Some(StateType::Fail) {
            let inside = if self.visit.parent.is_some() { "why.fail_state_inside" } else { "why.fail_state" };
            return vec![self.inside(Message::new(inside).code("error", failure::error_name(error)))];
        }
        if error.is_no_choice_matched() {
            return vec![Message::new("why.no_choice_matched")];
        }
        let first = match self.state.state_type() {
            Some(StateType::Parallel) => Message::new("why.branch_failed").code("error", failure::error_name(error)),
            Some(StateType::Map) => Message::new("why.iteration_failed").code("error", failure::error_name(error)),
            _ => failure::task_failure(error),
        };
        [first].into_iter().chain(failure::handling(self.moment, self.visit, error)).collect()
    }

    fn continued(&self, next: Option<StateId>) -> Vec<Message> {
        if self.state.state_type() == Some(StateType::Succeed) {
            let inside = if self.visit.parent.is_some() { "why.succeed_state_inside" } else { "why.succeed_state" };
            return vec![self.inside(Message::new(inside))];
        }
        let mut sentences = Vec::new();
        let retries = self.visit.attempts.iter().filter(|attempt| attempt.retry.is_some()).count();
        if retries > 0 {
            sentences.push(Message::new("why.succeeded_after").count("n", retries));
        }
        sentences.push(self.what_succeeded());
        sentences.push(self.where_to(next));
        sentences
    }

    fn what_succeeded(&self) -> Message {
        let branches = self.state.containers().len();
        match &self.state.kind {
            Some(StateKind::Task(_)) => exit_code(self.visit).unwrap_or_else(|| Message::new("why.task_succeeded")),
            Some(StateKind::Parallel(_)) => Message::new("why.branches_succeeded").count("n", branches),
            Some(StateKind::Map(_)) => {
                let results = self.visit.flow.result.as_ref().and_then(Value::as_array).map_or(0, |array| array.len());
                Message::new("why.iterations_succeeded").count("n", results)
            }
            Some(StateKind::Wait(_)) => {
                let millis = self.visit.stop.map_or(0, |stop| stop.millis - self.visit.start.millis);
                Message::new("why.waited").with("time", Arg::Duration(millis))
            }
            _ => Message::new("why.passed"),
        }
    }

    fn where_to(&self, next: Option<StateId>) -> Message {
        match (next, &self.state.transition, self.visit.parent) {
            (Some(next), ..) => self.next_is(next),
            (None, Transition::End, None) => Message::new("why.ends"),
            (None, Transition::End, Some(_)) => self.inside(Message::new("why.ends_inside")),
            (None, _, Some(_)) => self.inside(Message::new("why.ends_inside")),
            (None, ..) => Message::new("why.ends"),
        }
    }

    /// With the branch or iteration that the visit is part of.
    fn inside(&self, message: Message) -> Message {
        failure::inside(self.moment, self.visit, message)
    }

    fn next_is(&self, next: StateId) -> Message {
        Message::new("why.next").state("next", self.moment.machine_of(self.visit).state(next))
    }

    fn chose(&self, rule: Option<u32>, next: Option<StateId>) -> Vec<Message> {
        let first = match rule {
            None => Message::new("why.default").count("n", self.state.choice().map_or(0, |choice| choice.rules.len())),
            Some(index) => self.rule_matched(index),
        };
        [first].into_iter().chain(next.map(|next| self.next_is(next))).collect()
    }

    fn rule_matched(&self, index: u32) -> Message {
        let number = index as usize + 1;
        let Some(Decision::Chose { rules, .. }) = self.visit.decision.as_deref() else {
            return Message::new("why.rule").count("n", number);
        };
        let rule = self.state.choice().and_then(|choice| choice.rules.get(index as usize));
        let view = rule.map(|rule| condition(&rule.condition, rules.get(index as usize)));
        view.as_ref().map_or_else(|| Message::new("why.rule"), because).count("n", number)
    }
}

/// The condition that decided, in a sentence about "Rule {n}".
fn because(view: &ConditionView) -> Message {
    match view {
        ConditionView::Comparison { text_match: Some(found), path, operand, .. } => {
            let pattern = operand.as_ref().and_then(Value::as_str).unwrap_or_default();
            let literal: String =
                found.pattern.iter().filter_map(|range| pattern.get(range.clone())).collect::<Vec<_>>().join("…");
            let message = Message::new("why.rule_contains").code("path", path.clone()).code("text", literal);
            match &found.start_of {
                Some(word) => Message { key: "why.rule_contains_start", ..message }.text("word", word.clone()),
                None => message,
            }
        }
        ConditionView::Comparison { path, value, operator, operand, .. } => Message::new("why.rule_compared")
            .code("path", path.clone())
            .with("value", Arg::Value(value.clone().unwrap_or_default()))
            .text("operator", operator.clone())
            .with("operand", Arg::Value(operand.clone().unwrap_or_default())),
        ConditionView::Group { kind: GroupKind::Or, parts, .. } => {
            let at = parts.iter().position(|part| part.verdict() == Verdict::Matched).unwrap_or(0);
            let inner = parts.get(at).map_or_else(|| Message::new("why.condition"), fact);
            Message::new("why.rule_or").count("which", at + 1).with("fact", inner)
        }
        ConditionView::Group { kind: GroupKind::And, parts, .. } => {
            Message::new("why.rule_and").count("count", parts.len())
        }
        ConditionView::Group { kind: GroupKind::Not, parts, .. } => {
            let inner = parts.first().map_or_else(|| Message::new("why.condition"), fact);
            Message::new("why.rule_not").with("fact", inner)
        }
        ConditionView::Expression { text, .. } => Message::new("why.rule_expression").code("expression", text.clone()),
    }
}

/// What a comparison saw, as a part of a sentence.
fn fact(view: &ConditionView) -> Message {
    match view {
        ConditionView::Comparison { path, value: Some(value), .. } => {
            Message::new("why.fact").code("path", path.clone()).with("value", value.clone())
        }
        ConditionView::Comparison { path, value: None, .. } => {
            Message::new("why.fact_missing").code("path", path.clone())
        }
        _ => Message::new("why.condition"),
    }
}

/// "Container app exited with 0, so the task succeeded."
fn exit_code(visit: &Visit) -> Option<Message> {
    let container = visit.flow.result.as_ref()?.get("Containers")?.at(0)?;
    let code = container.get("ExitCode")?.clone();
    let name = container.get("Name").and_then(Value::as_str).unwrap_or_default();
    Some(Message::new("why.container_succeeded").code("container", name).with("code", code))
}
