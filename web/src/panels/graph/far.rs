//! A large graph from far away: boxes and lines, a path for each kind of them, however many there are.

use super::shading::Shading;
use crate::context::*;
use crate::parts::status_class;
use crate::shared::Shared;
use std::collections::BTreeMap;
use std::fmt::Write;
use view::graph::{EdgeKind, Graph, Shape};
use yew::prelude::*;

/// Properties of [`Boxes`] and [`Lines`].
#[derive(PartialEq, Properties)]
pub(crate) struct FarProps {
    /// The drawing.
    pub graph: Shared<Graph>,
    /// What is marked in place of where the run stands.
    pub shading: Shared<Option<Shading>>,
}

/// All states.
#[component]
pub(crate) fn Boxes(props: &FarProps) -> Html {
    let (status, messages) = (use_graph_status(), use_messages());
    let class = |state| match &*props.shading {
        Some(shading) => shading.of_state(state, &messages).class,
        None => status_class(status.of(state).status),
    };
    let mut paths: BTreeMap<&'static str, String> = BTreeMap::new();
    for node in props.graph.nodes.iter().filter(|node| node.shape != Shape::Container) {
        let path = paths.entry(class(node.state)).or_default();
        let at = node.bounds;
        // Writing into a text never fails.
        let _ = write!(path, "M{:.0} {:.0}h{:.0}v{:.0}h-{:.0}z", at.x, at.y, at.width, at.height, at.width);
    }
    let draw =
        |(class, path): (&'static str, String)| html! { <path class={format!("far-box node-{class}")} d={path} /> };
    html! { <>{ for paths.into_iter().map(draw) }</> }
}

/// All transitions.
#[component]
pub(crate) fn Lines(props: &FarProps) -> Html {
    let (status, messages) = (use_graph_status(), use_messages());
    let mut paths: BTreeMap<String, String> = BTreeMap::new();
    for edge in &props.graph.edges {
        let is_taken = status.taken.binary_search_by_key(&edge.id, |taken| taken.edge).is_ok();
        let class = match (&*props.shading, is_taken, edge.id.kind) {
            (Some(shading), ..) => format!("edge shade-{}", shading.of_edge(edge, &messages).class),
            (None, true, EdgeKind::Catch(_)) => "edge caught".to_owned(),
            (None, true, _) => "edge taken".to_owned(),
            (None, false, _) => "edge".to_owned(),
        };
        let path = paths.entry(class).or_default();
        for (at, point) in edge.points.iter().enumerate() {
            // Writing into a text never fails.
            let _ = write!(path, "{}{:.0} {:.0}", if at == 0 { 'M' } else { 'L' }, point.x, point.y);
        }
    }
    html! { <>{ for paths.into_iter().map(|(class, path)| html! { <path {class} d={path} /> }) }</> }
}
