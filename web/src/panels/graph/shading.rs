//! What the graph shows in place of where the run stands: what all runs went through, or two runs beside each other.

use crate::messages::Messages;
use crate::parts::{Glyph, icon};
use crate::state::Session;
use definition::{StateId, StateMachine};
use std::rc::Rc;
use view::compare::{GraphComparison, Side};
use view::coverage::{Coverage, Covered, Passes};
use view::graph::{Graph, GraphEdge};
use yew::prelude::*;

/// What the states and transitions are marked with.
pub(crate) enum Shading {
    /// What the runs so far went through.
    Coverage(Coverage),
    /// This run beside the former one.
    Comparison(GraphComparison),
}

/// Which of them is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Coverage,
    Comparison,
}

/// What a state or transition is marked with: a word, an icon, and how it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mark {
    /// The part of a class that stands for it, as in `node-covered`.
    pub class: &'static str,
    /// Its icon.
    pub glyph: Glyph,
    /// Its word.
    pub word: String,
    /// How often, or that the runs part here.
    pub badge: Option<String>,
}

impl Shading {
    pub(crate) fn of(asked: Asked, session: &Session, machine: &Rc<StateMachine>) -> Option<Self> {
        match asked {
            Asked::Coverage => Some(Self::Coverage(session.coverage(machine))),
            Asked::Comparison => {
                let (here, there) = (session.recording()?, session.former()?);
                Some(Self::Comparison(GraphComparison::of(here.latest(), there.latest(), machine)))
            }
        }
    }

    /// The mark of a state.
    pub(crate) fn of_state(&self, state: StateId, messages: &Messages) -> Mark {
        match self {
            Self::Coverage(coverage) => {
                let found = coverage.state(state);
                let mark = passes(found, coverage.runs, messages);
                // Once a run is told by the word already.
                Mark { badge: mark.badge.filter(|_| found.times > found.runs), ..mark }
            }
            Self::Comparison(compared) => {
                let badge = (compared.parts_in == Some(state)).then(|| messages.text("runs-part-here").to_owned());
                Mark { badge, ..side(compared.state(state), messages) }
            }
        }
    }

    /// The mark of a transition.
    pub(crate) fn of_edge(&self, edge: &GraphEdge, messages: &Messages) -> Mark {
        match self {
            Self::Coverage(coverage) => passes(coverage.edge(edge), coverage.runs, messages),
            Self::Comparison(compared) => side(compared.edge(edge), messages),
        }
    }

    /// The column of the table that says the marks.
    pub(crate) fn column(&self) -> &'static str {
        match self {
            Self::Coverage(_) => "coverage",
            Self::Comparison(_) => "tab-compare",
        }
    }

    /// What the marks mean, and what they come to.
    pub(crate) fn legend(&self, graph: &Graph, messages: &Messages) -> Html {
        match self {
            Self::Coverage(coverage) => {
                let Covered { states, of_states, edges, of_edges } = coverage.covered(graph);
                let numbers = [states, of_states, edges, of_edges].map(|number| number.to_string());
                let [states, of_states, edges, of_edges] = numbers.each_ref().map(String::as_str);
                let arguments = [
                    ("states", states),
                    ("all-states", of_states),
                    ("transitions", edges),
                    ("all-transitions", of_edges),
                ];
                let some = Passes { runs: 1, times: 1 };
                html! {
                    <>
                        <b>{ messages.count("coverage-of", coverage.runs as usize) }</b>
                        <span>{ messages.format("states-and-transitions", &arguments) }</span>
                        { key(&Mark { word: messages.text("covered").to_owned(), ..passes(some, 1, messages) }, None) }
                        { key(&passes(Passes::default(), 1, messages), None) }
                    </>
                }
            }
            Self::Comparison(compared) => {
                let count =
                    |wanted: Side| graph.nodes.iter().filter(|node| compared.state(node.state) == wanted).count();
                html! { { for Side::ALL.into_iter().map(|which| key(&side(which, messages), Some(count(which)))) } }
            }
        }
    }
}

/// A mark with what is drawn for it, and how many states have it.
fn key(mark: &Mark, count: Option<usize>) -> Html {
    html! {
        <span class={classes!("status", "shade", format!("shade-{}", mark.class))}>
            { icon(mark.glyph) }<span>{ &mark.word }</span><i class="shade-line" aria-hidden="true" />
            { for count.map(|count| html! { <b>{ count }</b> }) }
        </span>
    }
}

fn passes(passes: Passes, runs: u32, messages: &Messages) -> Mark {
    if passes.times == 0 {
        let word = messages.text("not-covered").to_owned();
        return Mark { class: "uncovered", glyph: Glyph::Idle, word, badge: None };
    }
    let word = messages.format("in-runs", &[("some", &passes.runs.to_string()), ("all", &runs.to_string())]);
    Mark { class: "covered", glyph: Glyph::Succeeded, word, badge: Some(format!("×{}", passes.times)) }
}

fn side(side: Side, messages: &Messages) -> Mark {
    let (class, glyph, word) = match side {
        Side::Both => ("both", Glyph::Both, "both-runs"),
        Side::Here => ("here", Glyph::Here, "this-run"),
        Side::There => ("there", Glyph::There, "former-run"),
        Side::Neither => ("uncovered", Glyph::Idle, "neither-run"),
    };
    Mark { class, glyph, word: messages.text(word).to_owned(), badge: None }
}
