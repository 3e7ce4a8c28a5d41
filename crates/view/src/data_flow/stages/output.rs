//! What a state hands on.

use super::{Entry, Flow, field_name};
use crate::Message;
use crate::data_flow::{CardBody, StageName, StageView, chips, goes_to};
use definition::Template;
use json::{Object, Value};

impl Flow<'_> {
    pub(super) fn assign(&mut self) {
        let caught = self.catcher().map(|(_, catcher)| &catcher.assign);
        let chosen = self.chosen_rule().map(|rule| &rule.assign);
        let assign = caught.or(chosen).unwrap_or(&self.state().assign);
        let assigned = self.data().and_then(|data| data.assigned.as_ref());
        let value = assigned.map(|assigned| Value::from(assigned.iter().cloned().collect::<Object>()));
        if assign.is_empty() && value.is_none() && self.failure_at(StageName::Assign).is_none() {
            return;
        }
        let entry = Entry::titled(StageName::Assign, field_name("Assign"), Message::new("flow.variables"));
        self.add(Entry { chips: chips::of_assign(assign), value, ..entry }.made_anew());
    }

    pub(super) fn output(&mut self, is_jsonata: bool) {
        let template = self.output_template().filter(|_| is_jsonata);
        let title = Message::new("flow.output");
        let name = if template.is_some() { field_name("Output") } else { title.clone() };
        self.add(Entry {
            chips: template.map(chips::of_template).unwrap_or_default(),
            value: self.value(|data| &data.output),
            fixed: template.map(chips::fixed_keys).unwrap_or_default(),
            ..Entry::titled(StageName::Output, name, title)
        });
        self.say_when_same();
    }

    /// A value that was shown just before is not shown again.
    fn say_when_same(&mut self) {
        let goes_to = goes_to(self.shown);
        let Some((last, before)) = self.stages.split_last_mut() else { return };
        let previous = before.iter().rev().find_map(shown_value);
        let Some(card) = &mut last.card else { return };
        if let CardBody::Data { source, bytes, .. } = &card.body
            && previous == Some(&source.value)
        {
            card.body = CardBody::Same { bytes: *bytes, value: source.value.clone(), goes_to };
        }
    }

    /// `Output` of the state, of the Catcher that caught, or of the rule that matched.
    fn output_template(&self) -> Option<&Template> {
        if let Some((_, catcher)) = self.catcher() {
            return catcher.output.as_ref();
        }
        self.chosen_rule().map_or(self.state().output.as_ref(), |rule| rule.output.as_ref())
    }
}

/// The value of a stage that the next one goes on with.
fn shown_value(stage: &StageView) -> Option<&Value> {
    match &stage.card.as_ref()?.body {
        CardBody::Data { source, .. } if !matches!(stage.stage, StageName::Assign | StageName::Sent) => {
            Some(&source.value)
        }
        _ => None,
    }
}
