//! Which value is traced back, and which values an expression read.

use std::rc::Rc;
use view::provenance::DataPlace;
use yew::Reducible;

/// What lights up in the data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// The value whose origin is shown.
    pub traced: Option<DataPlace>,
    /// The values that the expression under the pointer read.
    pub pointed: Vec<DataPlace>,
}

/// A change of what lights up.
#[derive(Clone, Debug, PartialEq)]
pub enum Tracing {
    /// Show where a value came from.
    Follow(DataPlace),
    /// Show what an expression read; nothing when the pointer has left it.
    Point(Vec<DataPlace>),
    /// Show nothing.
    Stop,
}

impl Reducible for Trace {
    type Action = Tracing;

    fn reduce(self: Rc<Self>, action: Tracing) -> Rc<Self> {
        let next = match action {
            Tracing::Follow(place) => Self { traced: Some(place), pointed: Vec::new() },
            Tracing::Point(pointed) => Self { pointed, ..(*self).clone() },
            Tracing::Stop => Self::default(),
        };
        if next == *self { self } else { Rc::new(next) }
    }
}
