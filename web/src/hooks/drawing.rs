//! The graph of the machine that is looked at.

use super::sliced::{Pace, use_sliced};
use crate::context::*;
use crate::panels::graph::Measure;
use crate::shared::Shared;
use definition::ContainerId;
use std::cell::RefCell;
use std::rc::Rc;
use view::children::container_run;
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
pub(crate) fn use_drawing(analysis: &AnalysisContext, moment: &MomentContext) -> (Shared<Graph>, bool) {
    let messages = use_messages();
    let direction = use_preferences().direction;
    let container = container_at(moment, analysis);
    let measure = Shared::from(use_memo(messages, Measure::new));
    let last =
        use_mut_ref(|| Drawn { graph: Shared::new(Graph::empty(container, direction)), layout: LastLayout::default() });
    let (graph, is_current) = use_sliced((analysis.clone(), container, measure, direction), {
        let last = last.clone();
        move |(analysis, container, measure, direction)| {
            let (machine, measure) = (analysis.machine.clone(), measure.clone());
            let (container, direction) = (*container, *direction);
            Box::pin(async move {
                let pace = Pace::begin();
                let before = last.borrow().layout.clone();
                let (graph, layout) =
                    draw_in_steps(&machine, container, direction, &*measure, before, async || pace.pause().await).await;
                keep(&last, graph, layout)
            })
        }
    });
    (graph.unwrap_or_else(|| last.borrow().graph.clone()), is_current)
}

/// What the execution that is looked at runs of its machine.
fn container_at(moment: &MomentContext, analysis: &AnalysisContext) -> ContainerId {
    let of_run = (**moment).as_ref().map(|snapshot| snapshot.moment());
    let of_run = of_run.filter(|moment| std::ptr::eq(moment.machine(), &*analysis.machine));
    of_run.map_or(analysis.machine.root().id, |moment| container_run(&moment))
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
