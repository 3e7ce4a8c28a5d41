//! The command palette: every command, state and sample by what one types.

use crate::commands::{BINDINGS, Command};
use crate::context::*;
use crate::hooks::{FILE_ACTIONS, FileAction, use_command, use_file_action, use_open_workspace};
use crate::messages::Messages;
use crate::parts::{Dialog, close_dialog_around, part};
use crate::samples::SAMPLES;
use crate::search::rank;
use crate::state::{Arrange, Select};
use definition::StateMachine;
use json::Text;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// So many lines are shown; who wants another types more.
const MOST_SHOWN: usize = 60;
const LIST: &str = "palette-list";

/// What a line stands for.
#[derive(Clone, PartialEq)]
enum Goal {
    Command(Command),
    /// A state, by its location.
    State(Text),
    /// One of the samples.
    Sample(usize),
    /// A file in or out.
    File(FileAction),
}

/// A line.
#[derive(Clone, PartialEq)]
struct Line {
    goal: Goal,
    title: String,
    /// A key, or what kind of thing it is.
    detail: String,
}

/// The palette.
#[component]
pub(crate) fn Palette() -> Html {
    let messages = use_messages();
    let analysis = use_analysis();
    let (arrangement, selection) = (use_arrangement(), use_selection());
    let (command, file, open) = (use_command(), use_file_action(), use_open_workspace());
    let query = use_state(String::new);
    let chosen = use_state(|| 0_usize);
    // Done once the dialog is closed, when the focus is back where it was.
    let goal = use_mut_ref(|| None::<Goal>);
    let lines = found(&query, lines(&messages, &analysis.machine));
    let at = (*chosen).min(lines.len().saturating_sub(1));
    let onclose = {
        let (goal, messages) = (goal.clone(), messages.clone());
        Callback::from(move |()| {
            arrangement.dispatch(Arrange::Palette(false));
            match goal.borrow_mut().take() {
                Some(Goal::Command(wanted)) => command.emit(wanted),
                Some(Goal::State(location)) => selection.dispatch(Select::State(location)),
                Some(Goal::Sample(at)) => open.emit(SAMPLES[at].opened(&messages)),
                Some(Goal::File(action)) => file.emit(action),
                None => {}
            }
        })
    };
    let choose = move |line: &Line, element: Option<HtmlElement>| {
        *goal.borrow_mut() = Some(line.goal.clone());
        close_dialog_around(element);
    };
    let oninput = {
        let chosen = chosen.clone();
        move |event: InputEvent| {
            query.set(event.target_unchecked_into::<HtmlInputElement>().value());
            chosen.set(0);
        }
    };
    let onkeydown = {
        let (lines, choose, count) = (lines.clone(), choose.clone(), lines.len().max(1));
        move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" => chosen.set((at + 1) % count),
                "ArrowUp" => chosen.set((at + count - 1) % count),
                "Enter" => {
                    if let Some(line) = lines.get(at) {
                        choose(line, event.target_dyn_into());
                    }
                }
                _ => return,
            }
            event.prevent_default();
        }
    };
    let option = |(index, line): (usize, &Line)| {
        let onclick = {
            let (choose, line) = (choose.clone(), line.clone());
            move |event: MouseEvent| choose(&line, event.target_dyn_into())
        };
        html! {
            <li id={id(index)} role="option" aria-selected={(index == at).to_string()} {onclick}>
                <span>{ &line.title }</span>{ " " }<small>{ &line.detail }</small>
            </li>
        }
    };
    let content = html! {
        <div class="palette">
            <input type="text" role="combobox" autofocus=true aria-label={messages.text("palette-hint")} aria-expanded="true"
                aria-controls={LIST} aria-autocomplete="list" aria-activedescendant={(!lines.is_empty()).then(|| id(at))}
                placeholder={messages.text("palette-hint")} autocomplete="off" spellcheck="false" {oninput} {onkeydown} />
            <ul id={LIST} role="listbox" aria-label={messages.text("command-palette")}>
                { for lines.iter().enumerate().map(option) }
            </ul>
            if lines.is_empty() {
                <p role="status">{ messages.text("palette-none") }</p>
            }
        </div>
    };
    use_effect_with(at, |&at| reveal(at));
    part!(Dialog { title: messages.text("command-palette"), close: messages.text("close"), onclose, children: content })
}

fn id(index: usize) -> String {
    format!("palette-{index}")
}

/// Bring the chosen line into view.
fn reveal(index: usize) {
    let page = web_sys::window().and_then(|window| window.document());
    if let Some(list) = page.and_then(|page| page.get_element_by_id(LIST)).and_then(|list| list.dyn_into().ok()) {
        crate::js::reveal_inside(&list, &format!("#{}", id(index)));
    }
}

/// Everything that can be asked for.
fn lines(messages: &Messages, machine: &StateMachine) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for binding in BINDINGS.iter().filter(|binding| binding.command != Command::Palette) {
        let goal = Goal::Command(binding.command);
        match lines.iter_mut().find(|line| line.goal == goal) {
            Some(known) => known.detail = format!("{}, {}", known.detail, binding.keys),
            None => {
                lines.push(Line { goal, title: messages.text(binding.name).to_owned(), detail: binding.keys.into() });
            }
        }
    }
    let file = |&(action, key): &(FileAction, &'static str)| Line {
        goal: Goal::File(action),
        title: messages.text(key).to_owned(),
        detail: messages.text("palette-file").to_owned(),
    };
    lines.extend(FILE_ACTIONS.iter().map(file));
    let state = |state: &definition::State| Line {
        goal: Goal::State(state.location.as_str().into()),
        title: state.name.to_string(),
        detail: messages.text("palette-state").to_owned(),
    };
    lines.extend(machine.states.iter().map(state));
    let sample = |(at, sample): (usize, &crate::samples::Sample)| Line {
        goal: Goal::Sample(at),
        title: messages.text(sample.title).to_owned(),
        detail: messages.text("palette-sample").to_owned(),
    };
    lines.extend(SAMPLES.iter().enumerate().map(sample));
    lines
}

/// The lines that fit, the best first.
fn found(query: &str, lines: Vec<Line>) -> Vec<Line> {
    let mut ranked: Vec<(u8, Line)> = lines
        .into_iter()
        .filter_map(|line| Some((rank(query, &format!("{} {}", line.title, line.detail))?, line)))
        .collect();
    ranked.sort_by_key(|&(rank, _)| rank);
    ranked.into_iter().take(MOST_SHOWN).map(|(_, line)| line).collect()
}
