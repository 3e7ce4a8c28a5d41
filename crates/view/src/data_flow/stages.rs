//! Which stages a state has, in the order in which the data passes them.

mod entry;
mod output;
mod request;
mod result;

use super::{Card, CardBody, Shown, StageName, StageView, Tone, chips};
use crate::Message;
use definition::{Catcher, PathField, QueryLanguage, State, StateType};
use engine::{DataFlow, Decision};
use entry::{Entry, field_name};
use json::Value;

/// The stages of a state, in the order in which the data passes them.
pub fn data_flow(shown: &Shown<'_>) -> Vec<StageView> {
    let mut flow = Flow { shown, stages: Vec::new(), is_over: false };
    let is_jsonata = shown.state.query_language == QueryLanguage::Jsonata;
    flow.input();
    match (shown.state.state_type(), is_jsonata) {
        (Some(StateType::Fail), _) => {
            flow.fail();
            return flow.stages;
        }
        (_, true) => flow.jsonata(),
        (_, false) => flow.jsonpath(),
    }
    flow.output(is_jsonata);
    flow.stages
}

struct Flow<'a> {
    shown: &'a Shown<'a>,
    stages: Vec<StageView>,
    /// Did a stage fail? Then those after it are absent.
    is_over: bool,
}

impl<'a> Flow<'a> {
    fn jsonpath(&mut self) {
        self.path(StageName::InputPath, &self.state().input_path, |data| &data.after_input_path);
        match self.state().state_type() {
            Some(StateType::Succeed) => {}
            Some(StateType::Choice) => self.failing_only(StageName::Choices, "Choices"),
            Some(StateType::Wait) => self.wait(),
            _ => {
                self.items();
                self.parameters(StageName::Parameters, "Parameters", |data| &data.after_parameters);
                self.result();
                self.result_selector();
                self.result_path();
            }
        }
        self.path(StageName::OutputPath, &self.state().output_path, |data| &data.output);
        self.assign();
    }

    fn jsonata(&mut self) {
        match self.state().state_type() {
            Some(StateType::Choice) => self.failing_only(StageName::Choices, "Choices"),
            Some(StateType::Wait) => self.wait(),
            Some(StateType::Task | StateType::Parallel | StateType::Map) => {
                self.items();
                self.parameters(StageName::Arguments, "Arguments", |data| &data.after_arguments);
                self.result();
            }
            _ => {}
        }
        self.assign();
    }

    fn input(&mut self) {
        let value = self.data().map(|data| data.input.clone()).or_else(|| self.shown.expected_input.cloned());
        let is_first = self.shown.visit.is_some_and(|visit| visit.previous.is_none() && visit.parent.is_none());
        let says = (is_first || self.shown.expected_input.is_some()).then(|| Message::new("flow.execution_input"));
        let name = Message::new("flow.input");
        self.add(Entry { says, value, ..Entry::titled(StageName::Input, name.clone(), name) });
    }

    /// `InputPath` and `OutputPath`
    fn path(&mut self, stage: StageName, field: &PathField, after: fn(&DataFlow) -> &Option<Value>) {
        let name = field_name(if stage == StageName::InputPath { "InputPath" } else { "OutputPath" });
        match field {
            PathField::Whole if self.failure_at(stage).is_none() => {
                self.line(stage, name, Tone::Unused, Message::new("flow.all_passes"));
            }
            PathField::Null => self.line(stage, name, Tone::Notice, Message::new("flow.nothing_passes")),
            _ => {
                let value = self.value(after);
                self.add(Entry { chips: chips::of_path(field), value, ..Entry::new(stage, name) });
            }
        }
    }

    fn fail(&mut self) {
        let failure = self.decision().and_then(|decision| match decision {
            Decision::Failed(failure) => Some(failure),
            _ => None,
        });
        let body = failed_body(failure);
        let tone = if failure.is_some() { Tone::Failed } else { Tone::Waiting };
        let name = Message::new("flow.error");
        let card = Card { title: name.clone(), body, at: None };
        let says = Some(Message::new("flow.fails_here"));
        self.push(StageView { stage: StageName::Result, name, tone, chips: Vec::new(), says, card: Some(card) });
    }

    /// A stage that has no data of its own, and is shown only when it fails.
    fn failing_only(&mut self, stage: StageName, field: &'static str) {
        let Some(card) = self.failure_at(stage) else { return };
        let (name, tone) = (field_name(field), Tone::Failed);
        self.push(StageView { stage, name, tone, chips: Vec::new(), says: None, card: Some(card) });
        self.is_over = true;
    }

    fn state(&self) -> &'a State {
        self.shown.state
    }

    fn data(&self) -> Option<&'a DataFlow> {
        self.shown.visit.map(|visit| &visit.flow)
    }

    fn decision(&self) -> Option<&'a Decision> {
        self.shown.visit?.decision.as_deref()
    }

    fn value(&self, of: fn(&DataFlow) -> &Option<Value>) -> Option<Value> {
        self.data().and_then(|data| of(data).clone())
    }

    /// The Catcher that caught the visit's error, with its number.
    fn catcher(&self) -> Option<(usize, &'a Catcher)> {
        let Decision::Caught { catcher, .. } = self.decision()? else { return None };
        let index = *catcher as usize;
        Some((index, self.state().catch.get(index)?))
    }

    /// The Choice rule that matched.
    fn chosen_rule(&self) -> Option<&'a definition::ChoiceRule> {
        let Decision::Chose { rule: Some(rule), .. } = self.decision()? else { return None };
        self.state().choice()?.rules.get(*rule as usize)
    }
}

fn failed_body(failure: Option<&engine::Failure>) -> CardBody {
    failure.map_or_else(
        || CardBody::Waiting(Message::new("flow.not_yet")),
        |failure| CardBody::Failure { error: failure.error.clone(), cause: failure.cause.clone() },
    )
}
