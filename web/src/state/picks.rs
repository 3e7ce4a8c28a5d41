//! Which iteration of a Map the page shows.

use definition::StateId;
use std::rc::Rc;
use view::status::IterationPicks;
use yew::Reducible;

/// The iteration that a person chose to see, by Map state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picks(pub IterationPicks);

/// Show an iteration of a Map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PickIteration(pub StateId, pub u32);

impl Reducible for Picks {
    type Action = PickIteration;

    fn reduce(self: Rc<Self>, PickIteration(state, iteration): PickIteration) -> Rc<Self> {
        let mut next = self.0.clone();
        next.insert(state, iteration);
        Rc::new(Self(next))
    }
}
