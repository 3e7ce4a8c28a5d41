//! States before which a run stops.

use json::Text;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::Reducible;

/// Locations of the states before which a run stops.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Breakpoints(pub BTreeSet<Text>);

/// Set the breakpoint of a state, or take it away.
#[derive(Clone, Debug, PartialEq)]
pub struct ToggleBreakpoint(pub Text);

impl Reducible for Breakpoints {
    type Action = ToggleBreakpoint;

    fn reduce(self: Rc<Self>, ToggleBreakpoint(location): ToggleBreakpoint) -> Rc<Self> {
        let mut next = self.0.clone();
        if !next.remove(&location) {
            next.insert(location);
        }
        Rc::new(Self(next))
    }
}
