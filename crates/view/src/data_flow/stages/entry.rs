//! One stage on its way to the panel.

use super::Flow;
use crate::Message;
use crate::data_flow::{Card, CardBody, Chip, StageName, StageView, Tone};
use crate::tree::{ChangeCounts, TreeSource, changes};
use json::{Object, Text, Value};

/// What is known of a stage.
pub(super) struct Entry {
    pub(super) stage: StageName,
    pub(super) name: Message,
    pub(super) title: Message,
    pub(super) chips: Vec<Chip>,
    pub(super) says: Option<Message>,
    pub(super) value: Option<Value>,
    pub(super) before: Option<Value>,
    pub(super) fixed: Vec<Text>,
    /// When, in milliseconds since the execution started.
    pub(super) at: Option<i64>,
    pub(super) tone: Tone,
}

impl Entry {
    /// A stage whose card is titled after it.
    pub(super) fn new(stage: StageName, name: Message) -> Self {
        let title = Message::new("flow.after").with("stage", name.clone());
        Self::titled(stage, name, title)
    }

    /// A stage whose card has a title of its own.
    pub(super) fn titled(stage: StageName, name: Message, title: Message) -> Self {
        Self {
            stage,
            name,
            title,
            chips: Vec::new(),
            says: None,
            value: None,
            before: None,
            fixed: Vec::new(),
            at: None,
            tone: Tone::Plain,
        }
    }

    /// The value is made from nothing: all of an object's members are new.
    #[must_use]
    pub(super) fn made_anew(mut self) -> Self {
        self.before = self.value.as_ref().and_then(Value::as_object).map(|_| Object::new().into());
        self
    }
}

impl Flow<'_> {
    /// Add a stage with its card.
    pub(super) fn add(&mut self, entry: Entry) {
        let Entry { stage, name, title, chips, says, value, before, fixed, at, tone } = entry;
        if let Some(card) = self.failure_at(stage) {
            self.push(StageView { stage, name, tone: Tone::Failed, chips, says, card: Some(card) });
            self.is_over = true;
            return;
        }
        let (body, tone) = match value {
            Some(value) => (data(value, before, fixed), tone),
            None => (CardBody::Waiting(self.not_yet()), Tone::Waiting),
        };
        self.push(StageView { stage, name, tone, chips, says, card: Some(Card { title, body, at }) });
    }

    /// Add a stage that is only said to do nothing.
    pub(super) fn line(&mut self, stage: StageName, name: Message, tone: Tone, says: Message) {
        self.push(StageView { stage, name, tone, chips: Vec::new(), says: Some(says), card: None });
    }

    pub(super) fn push(&mut self, stage: StageView) {
        if !self.is_over {
            self.stages.push(stage);
        }
    }

    /// The card of a stage that failed.
    pub(super) fn failure_at(&self, stage: StageName) -> Option<Card> {
        let failed = self.data()?.failure.as_ref()?;
        let is_here = stage.fails_with(failed.stage);
        is_here.then(|| Card {
            title: Message::new("flow.failed_stage"),
            body: super::failed_body(Some(&failed.failure)),
            at: None,
        })
    }

    fn not_yet(&self) -> Message {
        let waits = |stage: &StageView| stage.tone == Tone::Waiting;
        let is_next = self.shown.visit.is_none() && !self.stages.iter().any(waits);
        Message::new(if is_next { "flow.not_yet_step" } else { "flow.not_yet" })
    }
}

fn data(value: Value, before: Option<Value>, fixed: Vec<Text>) -> CardBody {
    let changes = before.as_ref().map_or(ChangeCounts::default(), |before| changes(before, &value));
    let bytes = value.bytes();
    CardBody::Data { source: TreeSource { value, before, fixed }, changes, bytes }
}

/// The name of a field, which no language translates.
pub(super) fn field_name(name: &'static str) -> Message {
    Message::new("flow.field").text("name", name)
}

/// "fills `Value`"
pub(super) fn fills(chips: &[Chip]) -> Option<Message> {
    match chips {
        [] => None,
        [chip] if chip.fills.is_empty() => None,
        [chip] => Some(Message::new("flow.fills").code("path", last_name(chip))),
        _ => Some(Message::new("flow.fills_many").count("n", chips.len())),
    }
}

fn last_name(chip: &Chip) -> String {
    let text = crate::tree::path_text(&chip.fills);
    text.rsplit('.').next().unwrap_or(&text).to_owned()
}
