//! The line at the top: the workspace, samples, language, theme, help.

use crate::context::*;
use crate::hooks::use_open_file;
use crate::js::download;
use crate::messages::{Language, Messages, texts};
use crate::parts::{Button, Glyph, Menu, MenuItem, Select, SelectOption, icon, part};
use crate::samples::SAMPLES;
use crate::state::*;
use services::mock::MockConfigFile;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The line at the top.
#[component]
pub(crate) fn Header() -> Html {
    let messages = use_messages();
    html! {
        <header class="top">
            <h1 class="wordmark">{ part!(Mark) }<span><b>{ "Step" }</b>{ "scope" }</span></h1>
            { part!(WorkspaceName) }
            <nav class="top-nav" aria-label={messages.text("header-menu")}>
                { part!(Samples) }
                { part!(Files) }
            </nav>
            <div class="top-end">
                { part!(LanguageChoice) }
                { part!(ThemeSwitch) }
                { part!(Help) }
            </div>
        </header>
    }
}

/// A scope's ring with the trace of a step through it.
#[component]
fn Mark() -> Html {
    html! {
        <svg class="mark" width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2" />
            <path d="M5.2 16h5.2V8.6h8.4" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"
                stroke-linejoin="round" />
            <circle cx="10.4" cy="12.3" r="2.3" fill="currentColor" />
        </svg>
    }
}

/// The workspace's name, which can be changed in place, and whether it is saved.
#[component]
fn WorkspaceName() -> Html {
    let messages = use_messages();
    let workspace = use_workspace();
    let is_kept = use_is_kept();
    let onchange = {
        let dispatcher = workspace.dispatcher();
        move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            dispatcher.dispatch(Change::Name(input.value().trim().into()));
        }
    };
    let name = workspace.workspace.name.clone();
    html! {
        <>
            <span class="workspace" data-name={name.to_string()}>
                <input value={name.to_string()} aria-label={messages.text("workspace-name")} maxlength="80" {onchange} />
            </span>
            { saved_note(&workspace, *is_kept, &messages) }
        </>
    }
}

/// Is it saved? Right after undo and redo, what they changed.
fn saved_note(workspace: &WorkspaceContext, is_kept: bool, messages: &Messages) -> Html {
    let note = match (&workspace.turned, is_kept) {
        (_, false) => messages.text("not-saved").to_owned(),
        (Some(turned), true) => turned_note(turned, messages),
        (None, true) => messages.text("saved").to_owned(),
    };
    let glyph = if is_kept { Glyph::Check } else { Glyph::Caught };
    html! { <span class={classes!("saved", (!is_kept).then_some("status-caught"))} role="status">{ icon(glyph) }{ note }</span> }
}

fn turned_note(turned: &Turned, messages: &Messages) -> String {
    let parts = match &turned.parts {
        Some(parts) => parts.iter().map(|part| messages.text(part.name())).collect::<Vec<_>>().join(", "),
        None => messages.text("part-workspace").to_owned(),
    };
    messages.format(if turned.is_undone { "undone" } else { "redone" }, &[("what", &parts)])
}

#[component]
fn Samples() -> Html {
    let messages = use_messages();
    let workspace = use_workspace();
    let items = SAMPLES
        .iter()
        .enumerate()
        .map(|(at, sample)| MenuItem::new(at, messages.text(sample.title)))
        .collect::<Vec<_>>();
    let onchoose = {
        let (dispatcher, messages) = (workspace.dispatcher(), messages.clone());
        move |at: usize| {
            let sample = &SAMPLES[at];
            dispatcher.dispatch(Change::Open(Rc::new(sample.workspace(messages.text(sample.title)))));
        }
    };
    part!(Menu<usize> { label: messages.text("samples"), class: "quiet", items, onchoose })
}

/// What the page offers as files, and files in.
#[derive(Clone, Copy, Debug, PartialEq)]
enum FileAction {
    Open,
    Definition,
    Input,
    Scenario,
    Mocks,
    History,
    Workspace,
}

const FILE_ACTIONS: [(FileAction, &str); 7] = [
    (FileAction::Open, "open-file"),
    (FileAction::Workspace, "download-workspace"),
    (FileAction::Definition, "download-definition"),
    (FileAction::Input, "download-input"),
    (FileAction::Scenario, "download-scenario"),
    (FileAction::Mocks, "download-mocks"),
    (FileAction::History, "download-history"),
];

#[component]
fn Files() -> Html {
    let messages = use_messages();
    let workspace = use_workspace();
    let session = use_session();
    let moment = use_moment();
    let open = use_open_file();
    let chooser = use_node_ref();
    let items: Vec<_> = FILE_ACTIONS.iter().map(|&(action, key)| MenuItem::new(action, messages.text(key))).collect();
    let onchoose = {
        let chooser = chooser.clone();
        move |action: FileAction| {
            let Workspace { name, definition, input, scenario, .. } = &*workspace.workspace;
            let offer = |ending: &str, text: &str| download(&format!("{name}{ending}"), "application/json", text);
            match action {
                FileAction::Open => {
                    if let Some(chooser) = chooser.cast::<HtmlInputElement>() {
                        chooser.click();
                    }
                }
                FileAction::Definition => offer(".asl.json", definition),
                FileAction::Input => offer(".input.json", input),
                FileAction::Scenario => offer(".scenario.json", &services::scenario::print(scenario)),
                FileAction::Mocks => {
                    let (mocks, _) = MockConfigFile::from_scenario(scenario, name, "Scenario");
                    download("MockConfigFile.json", "application/json", &mocks.print());
                }
                FileAction::History => offer(".history.json", &history(&moment)),
                FileAction::Workspace => {
                    offer(".stepscope.json", &saved::write(&workspace.workspace, session.frame()).to_string());
                }
            }
        }
    };
    let onchange = move |event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            open.emit(file);
        }
        // So that the same file can be chosen again.
        input.set_value("");
    };
    html! {
        <>
            { part!(Menu<FileAction> { label: messages.text("files"), class: "quiet", items, onchoose }) }
            <input ref={chooser} type="file" hidden=true accept=".json,.yaml,.yml,.asl" aria-label={messages.text("open-file")} {onchange} />
        </>
    }
}

/// The events so far, as GetExecutionHistory returns them.
fn history(moment: &MomentContext) -> String {
    let events: Vec<json::Value> = match &**moment {
        Some(snapshot) => snapshot.moment().history().iter().map(engine::event_json).collect(),
        None => Vec::new(),
    };
    json::print_pretty(&json::Value::from([("events", events.into())]))
}

#[component]
fn LanguageChoice() -> Html {
    let messages = use_messages();
    let preferences = use_preferences();
    let options = Language::ALL.map(|language| SelectOption::new(language.tag(), language.own_name())).to_vec();
    let onchoose = {
        let dispatcher = preferences.dispatcher();
        move |tag: AttrValue| {
            let dispatcher = dispatcher.clone();
            spawn_local(async move {
                let chosen = Language::ALL.into_iter().find(|language| language.tag() == &*tag).unwrap_or_default();
                if texts::fetch(chosen).await {
                    dispatcher.dispatch(SetPreference::Language(chosen));
                }
            });
        }
    };
    part!(Select {
        label: messages.text("language"),
        glyph: Glyph::Globe,
        class: "quiet lang",
        options,
        chosen: messages.language.tag(),
        onchoose
    })
}

/// Light or dark; the device decides until it is used.
#[component]
fn ThemeSwitch() -> Html {
    let messages = use_messages();
    let preferences = use_preferences();
    let is_dark = match preferences.theme {
        Theme::Dark => true,
        Theme::Light => false,
        Theme::System => device_is_dark(),
    };
    let (label, glyph, other) = if is_dark {
        (messages.text("theme-light"), Glyph::Sun, Theme::Light)
    } else {
        (messages.text("theme-dark"), Glyph::Moon, Theme::Dark)
    };
    let onclick = {
        let dispatcher = preferences.dispatcher();
        move |()| dispatcher.dispatch(SetPreference::Theme(other))
    };
    part!(Button { label, glyph, icon_only: true, class: "quiet theme", onclick })
}

fn device_is_dark() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

#[component]
fn Help() -> Html {
    let messages = use_messages();
    let arrangement = use_arrangement();
    let onclick = {
        let dispatcher = arrangement.dispatcher();
        move |()| dispatcher.dispatch(Arrange::Keys(true))
    };
    part!(Button { label: messages.text("help"), glyph: Glyph::Help, icon_only: true, class: "quiet help", onclick })
}
