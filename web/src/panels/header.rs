//! The line at the top: the workspace, samples, language, theme, help.

use crate::commands::Command;
use crate::context::*;
use crate::hooks::{
    FILE_ACTIONS, FILE_CHOOSER, FileAction, Kept, is_dark, use_command, use_file_action, use_open_file,
    use_open_workspace,
};
use crate::messages::{Language, Messages, texts};
use crate::parts::{Button, Glyph, Menu, MenuItem, Select, SelectOption, icon, part};
use crate::samples::SAMPLES;
use crate::state::*;
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
                { part!(AllCommands) }
                { part!(ThemeSwitch) }
                { part!(Help) }
                { part!(PhoneMenu) }
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
    let kept = use_kept();
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
            { saved_note(&workspace, *kept, &messages) }
        </>
    }
}

/// Is it saved? Right after undo and redo, what they changed.
fn saved_note(workspace: &WorkspaceContext, kept: Kept, messages: &Messages) -> Html {
    let note = match (&workspace.turned, kept) {
        (_, Kept::Nowhere) => messages.text("not-saved").to_owned(),
        (_, Kept::OtherTab) => messages.text("saved-elsewhere").to_owned(),
        (Some(turned), Kept::Here) => turned_note(turned, messages),
        (None, Kept::Here) => messages.text("saved").to_owned(),
    };
    let (glyph, tone) = if kept == Kept::Here { (Glyph::Check, None) } else { (Glyph::Caught, Some("status-caught")) };
    html! { <span class={classes!("saved", tone)} role="status">{ icon(glyph) }{ note }</span> }
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
    let open = use_open_workspace();
    let items = SAMPLES
        .iter()
        .enumerate()
        .map(|(at, sample)| MenuItem::new(at, messages.text(sample.title)))
        .collect::<Vec<_>>();
    let onchoose = {
        let messages = messages.clone();
        move |at: usize| open.emit(SAMPLES[at].opened(&messages))
    };
    part!(Menu<usize> { label: messages.text("samples"), class: "quiet", items, onchoose })
}

#[component]
fn Files() -> Html {
    let messages = use_messages();
    let open = use_open_file();
    let onchoose = use_file_action();
    let items: Vec<_> = FILE_ACTIONS.iter().map(|&(action, key)| MenuItem::new(action, messages.text(key))).collect();
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
            <input id={FILE_CHOOSER} type="file" hidden=true accept=".json,.yaml,.yml,.asl" aria-label={messages.text("open-file")} {onchange} />
        </>
    }
}

/// What a phone has no room for: samples, files and all commands in one menu.
#[component]
fn PhoneMenu() -> Html {
    let messages = use_messages();
    let (command, file, open) = (use_command(), use_file_action(), use_open_workspace());
    let own = [Command::Palette, Command::SwitchTheme];
    let mut items: Vec<_> = ["command-palette", "switch-theme"].map(|key| messages.text(key)).to_vec();
    items.extend(FILE_ACTIONS.iter().map(|&(_, key)| messages.text(key)));
    let mut items: Vec<_> = items.into_iter().enumerate().map(|(at, label)| MenuItem::new(at, label)).collect();
    let first_sample = items.len();
    items.extend(SAMPLES.iter().enumerate().map(|(at, sample)| {
        MenuItem::new(first_sample + at, messages.text(sample.title)).detail(messages.text("palette-sample"))
    }));
    let label = messages.text("header-menu");
    let onchoose = move |at: usize| {
        if let Some(&asked) = own.get(at) {
            command.emit(asked);
        } else if let Some((action, _)) = FILE_ACTIONS.get(at - own.len()) {
            file.emit(*action);
        } else if let Some(sample) = SAMPLES.get(at - first_sample) {
            open.emit(sample.opened(&messages));
        }
    };
    html! {
        <div class="phone-only">
            { part!(Menu<usize> { label, glyph: Glyph::More, icon_only: true, from_end: true, class: "quiet", items, onchoose }) }
        </div>
    }
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

/// Everything that can be asked for, by name.
#[component]
fn AllCommands() -> Html {
    let messages = use_messages();
    let onclick = use_command().reform(|()| Command::Palette);
    let label = messages.text("command-palette");
    part!(Button {
        label,
        title: format!("{label} (Ctrl+K)"),
        glyph: Glyph::Keyboard,
        icon_only: true,
        class: "quiet all-commands",
        onclick
    })
}

/// Light or dark; the device decides until it is used.
#[component]
fn ThemeSwitch() -> Html {
    let messages = use_messages();
    let is_dark = is_dark(use_preferences().theme);
    let (label, glyph) = match is_dark {
        true => (messages.text("theme-light"), Glyph::Sun),
        false => (messages.text("theme-dark"), Glyph::Moon),
    };
    let onclick = use_command().reform(|()| Command::SwitchTheme);
    part!(Button { label, glyph, icon_only: true, class: "quiet theme", onclick })
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
