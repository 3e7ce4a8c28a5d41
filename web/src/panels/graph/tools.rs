//! What the graph's head offers besides zooming: adding, turning, filling the page, a picture.

use crate::commands::Command;
use crate::context::*;
use crate::hooks::use_command;
use crate::js;
use crate::parts::{Button, Glyph, Menu, MenuItem, part};
use crate::state::Arrange;
use view::graph::{Direction, Size};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Properties of [`GraphTools`].
#[derive(PartialEq, Properties)]
pub(crate) struct GraphToolsProps {
    /// Size of the drawing, for its picture.
    pub size: Size,
    /// How many states it has.
    pub states: usize,
}

/// The buttons.
#[component]
pub(crate) fn GraphTools(props: &GraphToolsProps) -> Html {
    let messages = use_messages();
    let arrangement = use_arrangement();
    let workspace = use_workspace();
    let command = use_command();
    let press = |asked: Command| command.reform(move |()| asked);
    let pictures =
        vec![MenuItem::new(0, messages.text("download-svg")), MenuItem::new(1, messages.text("download-png"))];
    let onchoose = {
        let name = workspace.workspace.name.to_string();
        let GraphToolsProps { size: Size { width, height }, states } = *props;
        let arrangement = arrangement.dispatcher();
        move |kind: usize| {
            let (name, arrangement) = (name.clone(), arrangement.clone());
            arrangement.dispatch(Arrange::DrawAll(true));
            spawn_local(async move {
                // A picture that cannot be made is already on the console.
                let _ = js::download_graph(&name, if kind == 0 { "svg" } else { "png" }, width, height, states).await;
                arrangement.dispatch(Arrange::DrawAll(false));
            });
        }
    };
    let is_down = use_preferences().direction == Direction::Down;
    let turn = messages.text(if is_down { "graph-rightwards" } else { "graph-downwards" });
    let full = messages.text(if arrangement.is_graph_full { "graph-restore" } else { "full-graph" });
    html! {
        <>
            { part!(Button { label: messages.text("add-state"), glyph: Glyph::AddState, icon_only: true, class: "quiet", onclick: press(Command::AddState) }) }
            { part!(Button { label: messages.text("show-coverage"), glyph: Glyph::Coverage, icon_only: true, class: "quiet", pressed: arrangement.shows_coverage, onclick: press(Command::ShowCoverage) }) }
            { part!(Button { label: turn, glyph: Glyph::Layout, icon_only: true, class: "quiet", onclick: press(Command::TurnGraph) }) }
            { part!(Menu<usize> { label: messages.text("download-graph"), glyph: Glyph::Download, icon_only: true, from_end: true, class: "quiet", items: pictures, onchoose }) }
            { part!(Button { label: full, glyph: Glyph::Full, icon_only: true, class: "quiet", pressed: arrangement.is_graph_full, onclick: press(Command::FillWithGraph) }) }
            <span class="tool-line" />
        </>
    }
}
