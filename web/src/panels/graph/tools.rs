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
    /// How many transitions it has.
    pub transitions: usize,
}

/// So many more states and transitions are drawn for each frame of the screen.
const DRAWN_A_FRAME: usize = 40;

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
    let is_drawing = use_mut_ref(|| false);
    let onchoose = {
        let name = workspace.workspace.name.to_string();
        let GraphToolsProps { size: Size { width, height }, states, transitions } = *props;
        let arrangement = arrangement.dispatcher();
        move |kind: usize| {
            // One picture at a time: each draws the graph as it needs it.
            if is_drawing.replace(true) {
                return;
            }
            let (name, arrangement, is_drawing) = (name.clone(), arrangement.clone(), is_drawing.clone());
            spawn_local(async move {
                let all = states.max(transitions);
                for drawn in (0..all).step_by(DRAWN_A_FRAME).chain([all]) {
                    arrangement.dispatch(Arrange::DrawAnyway(drawn));
                    js::next_frame().await;
                }
                // A picture that cannot be made is already on the console.
                let _ = js::download_graph(&name, if kind == 0 { "svg" } else { "png" }, width, height, states).await;
                is_drawing.replace(false);
                for drawn in (0..all).rev().step_by(DRAWN_A_FRAME).chain([0]) {
                    if *is_drawing.borrow() {
                        return;
                    }
                    arrangement.dispatch(Arrange::DrawAnyway(drawn));
                    js::next_frame().await;
                }
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
