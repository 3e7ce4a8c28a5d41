//! The graph of the machine that is looked at.

use super::sliced::{Pace, use_sliced};
use crate::context::*;
use crate::panels::graph::Measure;
use crate::shared::Shared;
use std::cell::RefCell;
use std::rc::Rc;
use view::graph::{Graph, LastLayout, draw_in_steps};
use yew::prelude::*;

/// What was drawn last.
#[derive(Clone)]
struct Drawn {
    graph: Shared<Graph>,
    layout: LastLayout,
}

/// The graph of a machine, and whether it is of the machine as it stands: a large one is drawn in slices, and until
/// then it is the graph of before.
#[hook]
pub(crate) fn use_drawing(analysis: &AnalysisContext) -> (Shared<Graph>, bool) {
    let messages = use_messages();
    let direction = use_arrangement().direction;
    let measure = Shared::from(use_memo(messages, Measure::new));
    let last = use_mut_ref(|| Drawn { graph: Shared::new(Graph::default()), layout: LastLayout::default() });
    let (graph, is_current) = use_sliced((analysis.clone(), measure, direction), {
        let last = last.clone();
        move |(analysis, measure, direction)| {
            let (machine, measure, direction) = (analysis.machine.clone(), measure.clone(), *direction);
            Box::pin(async move {
                let pace = Pace::begin();
                let before = last.borrow().layout.clone();
                let (graph, layout) =
                    draw_in_steps(&machine, direction, &*measure, before, async || pace.pause().await).await;
                keep(&last, graph, layout)
            })
        }
    });
    (graph.unwrap_or_else(|| last.borrow().graph.clone()), is_current)
}

/// Typing inside a state leaves the drawing as it is: then it stays the same one, and nothing of it is rendered.
fn keep(last: &Rc<RefCell<Drawn>>, graph: Graph, layout: LastLayout) -> Shared<Graph> {
    let mut last = last.borrow_mut();
    last.layout = layout;
    if *last.graph != graph {
        last.graph = Shared::new(graph);
    }
    last.graph.clone()
}
