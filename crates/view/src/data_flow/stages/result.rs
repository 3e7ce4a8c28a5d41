//! What a state came to, and where that goes.

use super::{Entry, Flow, field_name};
use crate::data_flow::stages::entry::fills;
use crate::data_flow::{StageName, Tone, chips};
use crate::{Arg, Message};
use definition::{ResultPath, StateKind, StateType};
use engine::VisitStatus;
use json::{Object, Text, Value};

impl Flow<'_> {
    pub(super) fn result(&mut self) {
        let Some(kind) = self.state().state_type() else { return };
        if let Some(error) = self.error() {
            return self.error_result(error);
        }
        if let Some(StateKind::Pass { result }) = &self.state().kind {
            if let Some(result) = result {
                let says = Some(Message::new("flow.fixed_result"));
                let entry = Entry::new(StageName::Result, field_name("Result"));
                self.add(Entry { says, value: Some(result.clone()), ..entry });
            }
            return;
        }
        let key = match kind {
            StateType::Task if self.shown.visit.is_none() => "flow.answers",
            StateType::Task => "flow.result_from",
            StateType::Parallel => "flow.branch_results",
            _ => "flow.iteration_results",
        };
        let name = Message::new(key).text("service", self.service());
        let value = self.value(|data| &data.result);
        let says = self.elapsed().filter(|_| value.is_some());
        let at = self.ended_at();
        self.add(Entry { says, value, at, ..Entry::titled(StageName::Result, name, Message::new("flow.result")) });
    }

    fn error_result(&mut self, error: Value) {
        let is_caught = self.catcher().is_some();
        let title = Message::new("flow.error");
        let name = match self.state().task() {
            Some(_) => Message::new("flow.error_from").text("service", self.service()),
            None => title.clone(),
        };
        let (says, at) = (self.elapsed(), self.ended_at());
        let tone = if is_caught { Tone::Caught } else { Tone::Failed };
        let entry = Entry::titled(StageName::Result, name, title);
        self.add(Entry { says, value: Some(error), at, tone, ..entry });
        self.is_over |= !is_caught;
    }

    /// What the Catcher got, or the error of the last attempt that nothing caught.
    fn error(&self) -> Option<Value> {
        let visit = self.shown.visit?;
        if let Some(output) = &visit.flow.error_output {
            return Some(output.clone());
        }
        if visit.status != VisitStatus::Failed || visit.flow.failure.is_some() {
            return None;
        }
        let failure = visit.attempts.last()?.failure.as_ref()?;
        let members = [("Error", &failure.error), ("Cause", &failure.cause)];
        let present = members.into_iter().filter_map(|(key, text)| Some((Text::from(key), text.clone()?.into())));
        Some(present.collect::<Object>().into())
    }

    /// "after 4 min 12 s"
    fn elapsed(&self) -> Option<Message> {
        let attempt = self.shown.visit?.attempts.last()?;
        let millis = attempt.stop?.millis - attempt.start.millis;
        (millis > 0).then(|| Message::new("flow.after_time").with("time", Arg::Duration(millis)))
    }

    fn ended_at(&self) -> Option<i64> {
        Some(self.shown.visit?.attempts.last()?.stop?.millis - self.shown.start.millis)
    }

    pub(super) fn result_selector(&mut self) {
        let (stage, name) = (StageName::ResultSelector, field_name("ResultSelector"));
        if self.state().state_type() == Some(StateType::Pass) {
            return;
        }
        if self.error().is_some() {
            return self.line(stage, name, Tone::Unused, Message::new("flow.skipped"));
        }
        let Some(selector) = &self.state().result_selector else {
            return self.line(stage, name, Tone::Unused, Message::new("flow.all_passes"));
        };
        let chips = chips::of_template(selector);
        let says = fills(&chips);
        let value = self.value(|data| &data.after_result_selector);
        let fixed = chips::fixed_keys(selector);
        self.add(Entry { chips, says, value, fixed, ..Entry::new(stage, name) }.made_anew());
    }

    pub(super) fn result_path(&mut self) {
        let caught = self.catcher();
        let stage = StageName::ResultPath;
        let is_error = caught.is_some();
        let (name, field) = match caught {
            Some((index, catcher)) => {
                (Message::new("flow.catch_result_path").count("n", index + 1), &catcher.result_path)
            }
            None => (field_name("ResultPath"), &self.state().result_path),
        };
        let input = self.data().map(|data| data.input.clone());
        match field {
            ResultPath::Discard => {
                let says = if is_error { "flow.error_discarded" } else { "flow.result_discarded" };
                self.line(stage, name, Tone::Unused, Message::new(says));
            }
            ResultPath::Whole if self.failure_at(stage).is_none() => {
                let loses = self.has_own_result() && input.as_ref().is_some_and(|input| !is_empty_object(input));
                let tone = if loses { Tone::Notice } else { Tone::Unused };
                let says = if self.has_own_result() { "flow.replaces_input" } else { "flow.all_passes" };
                self.line(stage, name, tone, Message::new(says));
            }
            _ => {
                let says = Some(Message::new(placement(field, input.as_ref(), is_error)));
                let value = self.value(|data| &data.after_result_path);
                let entry = Entry::titled(stage, name, Message::new("flow.after").text("stage", "ResultPath"));
                self.add(Entry { chips: chips::of_result_path(field), says, value, before: input, ..entry });
            }
        }
    }

    /// Is its result another value than its input, so that an unset `ResultPath` loses the input?
    fn has_own_result(&self) -> bool {
        !matches!(self.state().kind, Some(StateKind::Pass { result: None }))
    }
}

fn placement(field: &ResultPath, input: Option<&Value>, is_error: bool) -> &'static str {
    let is_there = match (field, input) {
        (ResultPath::Path(path), Some(input)) => path.value.get(input).is_some(),
        _ => false,
    };
    match (is_there, is_error) {
        (false, true) => "flow.adds_error",
        (false, false) => "flow.adds_result",
        (true, true) => "flow.replaces_with_error",
        (true, false) => "flow.replaces_with_result",
    }
}

fn is_empty_object(value: &Value) -> bool {
    value.as_object().is_some_and(Object::is_empty)
}
