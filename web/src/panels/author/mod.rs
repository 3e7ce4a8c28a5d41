//! Author: definition, input, and how the simulated services behave.

mod assistance;
pub(crate) mod code_editor;
mod definition;
mod input;
mod machines;
mod problems;
mod scenario;

use crate::commands::Command;
use crate::context::*;
use crate::js::focus_next;
use crate::panels::command_menu::CommandMenu;
use crate::parts::{Glyph, Tab, Tabs, icon, part};
use crate::state::{Arrange, AuthorTab};
use definition::DefinitionTab;
use input::InputTab;
use machines::MachinesTab;
pub(crate) use problems::tone;
use scenario::{ScenarioCard, ScenarioTab};
use text::Severity;
use yew::prelude::*;

const PANEL: &str = "author-panel";

/// What can be done to the definition.
const DEFINITION_COMMANDS: &[Command] = &[
    Command::Format,
    Command::Convert,
    Command::QuickFix,
    Command::NextProblem,
    Command::GoToDefinition,
    Command::NextReference,
    Command::RenameState,
    Command::Undo,
    Command::Redo,
];

/// Worst severity of the definition's problems, and how many there are of it.
fn worst(analysis: &AnalysisContext) -> (usize, &'static str) {
    match (analysis.count(Severity::Error), analysis.count(Severity::Warning)) {
        (0, warnings) => (warnings, "caught"),
        (errors, _) => (errors, "failed"),
    }
}

/// The pane.
#[component]
pub(crate) fn AuthorPane() -> Html {
    let messages = use_messages();
    let analysis = use_document();
    let input = use_input();
    let arrangement = use_arrangement();
    let machines = use_machines().0.len();
    let (count, tone) = worst(&analysis);
    let tabs = vec![
        Tab::new(AuthorTab::Definition, messages.text("tab-definition")).count(count).tone(tone),
        Tab::new(AuthorTab::Input, messages.text("tab-input")).count(input.diagnostics.len()).tone("failed"),
        Tab::new(AuthorTab::Scenario, messages.text("tab-scenario")),
        Tab::new(AuthorTab::Machines, messages.text("tab-machines")).count(machines),
    ];
    let onchoose = {
        let dispatcher = arrangement.dispatcher();
        move |tab| dispatcher.dispatch(Arrange::Author(tab))
    };
    // Where it lies over the graph, Escape closes it, unless the editor had a use for the key.
    let onkeydown = {
        let (dispatcher, is_open) = (arrangement.dispatcher(), arrangement.author_open);
        move |event: KeyboardEvent| {
            if is_open && event.key() == "Escape" && !event.default_prevented() {
                dispatcher.dispatch(Arrange::CloseAuthor);
                focus_next(".author-rail button");
            }
        }
    };
    let shown = |tab| (arrangement.author != tab).then_some("is-hidden");
    html! {
        <section class="pane author-pane" aria-label={messages.text("author")} {onkeydown}>
            <div class="pane-tabs">
                { part!(Tabs<AuthorTab> { label: messages.text("author"), tabs, chosen: arrangement.author, panel: PANEL, onchoose }) }
                if arrangement.author == AuthorTab::Definition {
                    <span class="grow" />
                    { part!(CommandMenu { label: messages.text("definition-menu"), commands: DEFINITION_COMMANDS }) }
                }
            </div>
            // The editors stay while they are hidden: they own their text, with its folds and the place of the caret.
            <div class="author-body" id={PANEL} role="tabpanel" aria-label={messages.text("author")}>
                <div class={classes!("author-tab", shown(AuthorTab::Definition))}>{ part!(DefinitionTab) }</div>
                <div class={classes!("author-tab", shown(AuthorTab::Input))}>{ part!(InputTab) }</div>
                { match arrangement.author {
                    AuthorTab::Scenario => part!(ScenarioTab),
                    AuthorTab::Machines => part!(MachinesTab),
                    AuthorTab::Definition | AuthorTab::Input => part!(ScenarioCard),
                } }
            </div>
        </section>
    }
}

/// Author folded to a rail, on narrower screens.
#[component]
pub(crate) fn AuthorRail() -> Html {
    let messages = use_messages();
    let analysis = use_document();
    let arrangement = use_arrangement();
    let (count, _) = worst(&analysis);
    let item = |tab, glyph, label: &'static str, dot: bool| {
        let dispatcher = arrangement.dispatcher();
        let open = arrangement.author_open && arrangement.author == tab;
        html! {
            <button type="button" aria-pressed={open.to_string()} onclick={move |_| dispatcher.dispatch(Arrange::Rail(tab))}>
                { icon(glyph) }<span>{ label }</span>
                if dot {
                    <i class="dot" /><span class="vh">{ messages.count("problems", count) }</span>
                }
            </button>
        }
    };
    html! {
        <nav class="author-rail" aria-label={messages.text("author")}>
            { item(AuthorTab::Definition, Glyph::Code, messages.text("tab-definition"), count > 0) }
            { item(AuthorTab::Input, Glyph::Input, messages.text("tab-input"), false) }
            { item(AuthorTab::Scenario, Glyph::Container, messages.text("tab-scenario"), false) }
            { item(AuthorTab::Machines, Glyph::Graph, messages.text("tab-machines"), false) }
        </nav>
    }
}
