//! Commands, and the keys that give them.

use crate::commands::{Command, KeyPress};
use crate::context::*;
use crate::editing;
use crate::hooks::{is_dark, use_designer};
use crate::js::{self, Editor};
use crate::notice::{Notice, WayOn};
use crate::panels::lineage::{parent, use_look, way_in};
use crate::state::{Act, Arrange, AuthorTab, Change, Select, SetBreakpoint, SetPreference, Theme};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// Does what a command says.
#[hook]
pub(crate) fn use_command() -> Callback<Command> {
    let session = use_session();
    let arrangement = use_arrangement().dispatcher();
    let selection = use_selection().dispatcher();
    let workspace = use_workspace().dispatcher();
    let analysis = use_analysis();
    let selected = use_selected_state().and_then(|id| analysis.machine.states.get(id.0 as usize));
    let selected = selected.map(|state| (state.id, json::Text::from(state.location.as_str())));
    let is_moving = session.is_moving();
    let (moment, look, focused) = (use_moment(), use_look(), use_focus().visit);
    let (designer, editor, messages, own_state) = (use_designer(), use_editor(), use_messages(), use_document_state());
    let (preferences, notice) = (use_preferences(), use_notice());
    let (preferences, liked) = (preferences.dispatcher(), (*preferences).clone());
    let graph_shows = (use_arrangement().is_graph_full, use_arrangement().shows_coverage);
    use_callback((is_moving, selected, moment, focused, designer, graph_shows, own_state, liked), {
        let session = session.dispatcher();
        let reveal = {
            let arrangement = arrangement.clone();
            move || arrangement.dispatch(Arrange::Reveal(AuthorTab::Definition))
        };
        move |command: Command, (is_moving, selected, moment, focused, designer, graph_shows, own_state, liked)| {
            match command {
                Command::Step => session.dispatch(Act::Step),
                Command::StepBack => session.dispatch(Act::StepBack),
                Command::StepOver => session.dispatch(Act::Over),
                Command::StepOut => session.dispatch(Act::Out),
                Command::BackOver => session.dispatch(Act::OverBack),
                Command::BackOut => session.dispatch(Act::OutBack),
                Command::StepInto => match way_in(moment, *focused) {
                    Some(child) => look.emit(child),
                    None => session.dispatch(Act::Step),
                },
                Command::LeaveChild => {
                    if let Some(parent) = parent(moment) {
                        look.emit(parent);
                    }
                }
                Command::RunOrPause => session.dispatch(if *is_moving { Act::Pause } else { Act::Play }),
                Command::ToStart => session.dispatch(Act::Seek(0)),
                Command::ToEnd => session.dispatch(Act::ToEnd),
                Command::JumpToCurrent => selection.dispatch(Select::Follow),
                Command::ToggleBreakpoint => {
                    if let Some((_, location)) = selected {
                        workspace.dispatch(Change::Breakpoint(SetBreakpoint::Toggle(location.clone())));
                    }
                }
                Command::RunToSelected => {
                    if let Some((state, _)) = selected {
                        session.dispatch(Act::RunTo(*state));
                    }
                }
                Command::Inspector(tab) => arrangement.dispatch(Arrange::Inspector(tab)),
                Command::Timeline(tab) => arrangement.dispatch(Arrange::Timeline(tab)),
                Command::NextPane => js::focus_pane(1),
                Command::PreviousPane => js::focus_pane(-1),
                Command::ShowKeys => arrangement.dispatch(Arrange::Keys(true)),
                Command::AddState => designer.choose(),
                Command::ConnectState => designer.choose_next(),
                Command::DeleteState => designer.delete(),
                Command::DuplicateState => designer.duplicate(),
                Command::MoveEarlier => designer.move_earlier(),
                Command::MoveLater => designer.move_later(),
                Command::Undo => workspace.dispatch(Change::Undo),
                Command::Redo => workspace.dispatch(Change::Redo),
                Command::MoveState => designer.choose_place(),
                Command::TurnGraph => preferences.dispatch(SetPreference::TurnGraph),
                Command::ShowCoverage => arrangement.dispatch(Arrange::Coverage(!graph_shows.1)),
                Command::FillWithGraph => arrangement.dispatch(Arrange::FillWithGraph(!graph_shows.0)),
                Command::Palette => arrangement.dispatch(Arrange::Palette(true)),
                Command::QuickFix => editor.with(|editor| _ = editor.quick_fix(messages.text("fixes"))),
                Command::NextProblem | Command::PreviousProblem => {
                    reveal();
                    editor.with(|editor| editor.next_problem(if command == Command::NextProblem { 1 } else { -1 }));
                }
                Command::GoToDefinition => editor.with(|editor| _ = editor.go_to_definition()),
                Command::NextReference => editor.with(Editor::next_reference),
                Command::RenameState => {
                    let state = editing::state_at_caret(&editor).or(*own_state);
                    arrangement.dispatch(Arrange::Rename(state));
                }
                Command::Format => editing::format(&editor),
                Command::Convert => {
                    let (notice, text) = (notice.clone(), messages.text("comments-dropped").to_owned());
                    editing::convert(&editor, move || notice.set(Some(Notice::new(text, WayOn::Undo))));
                }
                Command::ChangesOnly => preferences.dispatch(SetPreference::ChangesOnly(!liked.changes_only)),
                Command::SwitchTheme => {
                    let other = if is_dark(liked.theme) { Theme::Light } else { Theme::Dark };
                    preferences.dispatch(SetPreference::Theme(other));
                }
            }
        }
    })
}

/// Listens to the keys of the whole page.
#[hook]
pub(crate) fn use_keys() {
    let command = use_command();
    let single_keys = use_preferences().single_keys;
    use_effect_with((command, single_keys), |(command, single_keys)| {
        let (command, single_keys) = (command.clone(), *single_keys);
        let listener = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
            let (key, code) = (event.key(), event.code());
            let press = KeyPress {
                key: &key,
                code: &code,
                shift: event.shift_key(),
                alt: event.alt_key(),
                ctrl: event.ctrl_key() || event.meta_key(),
            };
            if let Some(asked) = Command::for_key(press, is_text(&event), single_keys) {
                event.prevent_default();
                command.emit(asked);
            }
        });
        let page = web_sys::window().and_then(|window| window.document());
        if let Some(page) = &page {
            // Listening cannot fail: the callback is a function.
            let _ = page.add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
        }
        move || {
            if let Some(page) = page {
                let _ = page.remove_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
            }
        }
    });
}

/// Was it pressed where text is written, or where a list has its own use for letters?
fn is_text(event: &KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return false };
    let name = element.tag_name();
    let is_check = element.get_attribute("type").is_some_and(|kind| kind == "checkbox");
    element.is_content_editable() || (name == "INPUT" && !is_check) || ["TEXTAREA", "SELECT"].contains(&&*name)
}
