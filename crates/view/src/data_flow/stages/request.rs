//! What a state is given to work with: its items, its parameters, its time.

use super::{Entry, Flow, field_name};
use crate::data_flow::stages::entry::fills;
use crate::data_flow::{StageName, StageView, Tone, chips};
use crate::{Arg, Message, service_label};
use definition::{QueryLanguage, Resource, StateKind, StateType, Wait};
use engine::DataFlow;
use json::Value;

impl Flow<'_> {
    /// Where a Map's items come from.
    pub(super) fn items(&mut self) {
        let Some(map) = self.state().map() else { return };
        let chips = chips::of_items(&map.items);
        let name = match (&map.item_reader, self.state().query_language) {
            (Some(_), _) => "ItemReader",
            (None, QueryLanguage::Jsonata) => "Items",
            (None, QueryLanguage::JsonPath) => "ItemsPath",
        };
        let says = match &map.item_reader {
            Some(reader) => Some(Message::new("flow.items_read").code("resource", reader.resource.clone())),
            None if chips.is_empty() => Some(Message::new("flow.items_are_input")),
            None => None,
        };
        let value = self.value(|data| &data.after_items_path);
        self.add(Entry { chips, says, value, ..Entry::new(StageName::Items, field_name(name)) });
        if let Some(selector) = &map.item_selector {
            let (stage, name) = (StageName::ItemSelector, field_name("ItemSelector"));
            let (chips, says) = (chips::of_template(selector), Some(Message::new("flow.item_selector")));
            self.push(StageView { stage, name, tone: Tone::Plain, chips, says, card: None });
        }
    }

    /// `Parameters` or `Arguments`, and what the service got.
    pub(super) fn parameters(&mut self, stage: StageName, field: &'static str, after: fn(&DataFlow) -> &Option<Value>) {
        if self.state().map().is_some() {
            return;
        }
        let Some(template) = &self.state().parameters else {
            let says = match (stage, self.state().state_type()) {
                (StageName::Arguments, _) => "flow.no_arguments",
                (_, Some(StateType::Task)) => "flow.input_is_sent",
                _ => "flow.all_passes",
            };
            self.line(stage, field_name(field), Tone::Unused, Message::new(says));
            return self.sent();
        };
        let chips = chips::of_template(template);
        let says = fills(&chips);
        let fixed = chips::fixed_keys(template);
        let entry = match self.state().task() {
            Some(_) => Entry::titled(stage, field_name(field), Message::new("flow.request")),
            None => Entry::new(stage, field_name(field)),
        };
        self.add(Entry { chips, says, fixed, value: self.value(after), ..entry }.made_anew());
        self.sent();
    }

    /// What the service got, where that is more than the parameters.
    fn sent(&mut self) {
        let Some(sent) = self.value(|data| &data.sent) else { return };
        let name = Message::new("flow.sent_to").text("service", self.service());
        let before = self
            .value(|data| &data.after_parameters)
            .or_else(|| self.value(|data| &data.after_arguments))
            .or_else(|| self.value(|data| &data.after_input_path));
        let chips = chips::of_resource(self.state());
        let entry = Entry::titled(StageName::Sent, name, Message::new("flow.sent"));
        self.add(Entry { chips, before, value: Some(sent), ..entry });
    }

    /// What the state asks: the service of a Task, else the state itself.
    pub(super) fn service(&self) -> String {
        match self.state().task().map(|task| &task.resource) {
            Some(Resource::Service { service, .. }) => service_label::service_name(service),
            Some(other) => service_label::resource_label(other),
            None => self.state().name.to_string(),
        }
    }

    /// How long a Wait waits.
    pub(super) fn wait(&mut self) {
        let Some(StateKind::Wait(wait)) = &self.state().kind else { return };
        let by = |path: &str| Some(Message::new("flow.waits_by").code("path", path));
        let (field, says) = match wait {
            Wait::Seconds(seconds) => {
                let time = Arg::Duration((seconds * 1000.0) as i64);
                ("Seconds", Some(Message::new("flow.waits").with("time", time)))
            }
            Wait::SecondsPath(path) => ("SecondsPath", by(path.text())),
            Wait::SecondsJsonata(expression) => ("Seconds", by(expression.text())),
            Wait::Timestamp(text) => ("Timestamp", Some(Message::new("flow.waits_until").code("time", text.clone()))),
            Wait::TimestampPath(path) => ("TimestampPath", by(path.text())),
            Wait::TimestampJsonata(expression) => ("Timestamp", by(expression.text())),
            Wait::Invalid => ("Seconds", None),
        };
        let card = self.failure_at(StageName::Wait);
        let tone = if card.is_some() { Tone::Failed } else { Tone::Plain };
        let is_over = card.is_some();
        self.push(StageView { stage: StageName::Wait, name: field_name(field), tone, chips: Vec::new(), says, card });
        self.is_over |= is_over;
    }
}
