//! Sentences as data, so that each language can say them in its own order.

use definition::{State, StateId};
use json::{Text, Value};

/// A sentence: its key in the [`Catalogue`](crate::Catalogue), and what it speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Key of the sentence.
    pub key: &'static str,
    /// What it speaks of, by the names that the sentence uses.
    pub args: Vec<(&'static str, Arg)>,
}

/// What a sentence speaks of.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A state, shown as a link.
    State(StateRef),
    /// Something written in the definition or the data: a path, a pattern, an error name.
    Code(Text),
    /// A value of the data.
    Value(Value),
    /// Anything else that is shown as it is.
    Text(Text),
    /// How many. Chooses between the forms of a sentence.
    Count(u64),
    /// A number that counts nothing.
    Number(f64),
    /// A length of virtual time, in milliseconds.
    Duration(i64),
    /// A point of virtual time, in milliseconds since the execution started.
    Clock(i64),
    /// A size in bytes.
    Bytes(usize),
    /// Another sentence.
    Message(Box<Message>),
}

/// A state of a machine, by id for links and by name for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateRef {
    /// Which state.
    pub id: StateId,
    /// Its name.
    pub name: Text,
}

impl StateRef {
    /// Refer to `state`.
    pub fn of(state: &State) -> Self {
        Self { id: state.id, name: state.name.clone() }
    }
}

impl Message {
    /// A sentence that speaks of nothing.
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// With something more to speak of.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.push((name, arg.into()));
        self
    }

    /// With something written in the definition or the data.
    #[must_use]
    pub fn code(self, name: &'static str, text: impl Into<Text>) -> Self {
        self.with(name, Arg::Code(text.into()))
    }

    /// With a text that is shown as it is.
    #[must_use]
    pub fn text(self, name: &'static str, text: impl Into<Text>) -> Self {
        self.with(name, Arg::Text(text.into()))
    }

    /// With a state.
    #[must_use]
    pub fn state(self, name: &'static str, state: &State) -> Self {
        self.with(name, Arg::State(StateRef::of(state)))
    }

    /// With a count.
    #[must_use]
    pub fn count(self, name: &'static str, count: usize) -> Self {
        self.with(name, Arg::Count(count as u64))
    }

    /// What it says of `name`.
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        self.args.iter().find(|(known, _)| *known == name).map(|(_, arg)| arg)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl From<Value> for Arg {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}
