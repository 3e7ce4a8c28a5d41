//! Files that a person chooses or drops.

use crate::context::*;
use crate::files::{Imported, base_name, classify};
use crate::js::download;
use crate::notice::{Notice, WayOn};
use crate::refused::{Refused, Source};
use crate::samples::SAMPLES;
use crate::state::saved::{self, Refusal};
use crate::state::{Change, Workspace};
use services::mock::MockConfigFile;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, File, HtmlElement};
use yew::prelude::*;

/// What the page offers as files, and files in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileAction {
    Open,
    Definition,
    Input,
    Scenario,
    Mocks,
    History,
    Workspace,
}

/// Each with the key of its name.
pub(crate) const FILE_ACTIONS: [(FileAction, &str); 7] = [
    (FileAction::Open, "open-file"),
    (FileAction::Workspace, "download-workspace"),
    (FileAction::Definition, "download-definition"),
    (FileAction::Input, "download-input"),
    (FileAction::Scenario, "download-scenario"),
    (FileAction::Mocks, "download-mocks"),
    (FileAction::History, "download-history"),
];

/// Id of the page's own chooser of files.
pub(crate) const FILE_CHOOSER: &str = "file-chooser";

/// Does what a [`FileAction`] says.
#[hook]
pub(crate) fn use_file_action() -> Callback<FileAction> {
    let (workspace, session, moment) = (use_workspace(), use_session(), use_moment());
    Callback::from(move |action: FileAction| {
        let Workspace { name, definition, input, scenario, .. } = &*workspace.workspace;
        let offer = |ending: &str, text: &str| download(&format!("{name}{ending}"), "application/json", text);
        match action {
            FileAction::Open => {
                let page = web_sys::window().and_then(|window| window.document());
                let chooser = page.and_then(|page| page.get_element_by_id(FILE_CHOOSER));
                if let Some(chooser) = chooser.and_then(|chooser| chooser.dyn_into::<HtmlElement>().ok()) {
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
    })
}

/// The events so far, as GetExecutionHistory returns them.
fn history(moment: &MomentContext) -> String {
    let events: Vec<json::Value> = match &**moment {
        Some(snapshot) => snapshot.moment().history().iter().map(engine::event_json).collect(),
        None => Vec::new(),
    };
    json::print_pretty(&json::Value::from([("events", events.into())]))
}

/// Opens a workspace in place of the one at hand; where that is somebody's work, says how it comes back.
#[hook]
pub(crate) fn use_open_workspace() -> Callback<Change> {
    let (workspace, notice, messages) = (use_workspace(), use_notice(), use_messages());
    Callback::from(move |change: Change| {
        let is_own = !SAMPLES.iter().any(|sample| sample.is_untouched(&workspace.workspace, &messages));
        if let Some(next) = change.opens().filter(|_| is_own) {
            let names = [("name", &*next.name), ("former", &*workspace.workspace.name)];
            notice.set(Some(Notice::new(messages.format("opened-instead", &names), WayOn::Undo)));
        }
        workspace.dispatch(change);
    })
}

/// Opens a file: a workspace replaces all, anything else its own part. Of several test cases a person chooses one.
#[hook]
pub(crate) fn use_open_file() -> Callback<File> {
    let workspace = use_workspace();
    let offered = use_offered_cases();
    let (refused, open) = (use_refused(), use_open_workspace());
    use_callback((workspace, offered, refused), move |file: File, (workspace, offered, refused)| {
        let (workspace, offered, refused) = (workspace.clone(), offered.clone(), refused.clone());
        let open = open.clone();
        spawn_local(async move {
            // A file that cannot be read is left alone: the browser has said so.
            let Ok(text) = JsFuture::from(file.text()).await else { return };
            match text.as_string().and_then(|text| classify(&text)) {
                Some(Imported::TestCases(cases)) => offered.set(cases),
                Some(Imported::Refused(reason)) => {
                    refused.set(Some(Refused { reason, source: Source::File(file.name()) }));
                }
                Some(imported) => open.emit(opened(&workspace, imported, &file.name())),
                None => {
                    let source = Source::File(file.name());
                    refused.set(Some(Refused { reason: Refusal::NoWorkspace, source }));
                }
            }
        });
    })
}

fn opened(state: &WorkspaceContext, imported: Imported, file: &str) -> Change {
    let mut next = (*state.workspace).clone();
    match imported {
        Imported::Workspace(workspace) => next = *workspace,
        Imported::Definition(text) => {
            next.definition = text.into();
            next.name = base_name(file).into();
        }
        Imported::Scenario(scenario) => next.scenario = scenario,
        // They are offered, or told, instead.
        Imported::TestCases(_) | Imported::Refused(_) => {}
        Imported::Input(text) => next.input = text.into(),
    }
    Change::Open(Rc::new(next))
}

/// Opens what is dropped anywhere on the page.
#[hook]
pub(crate) fn use_drop() {
    let open = use_open_file();
    use_effect_with(open, |open| {
        let open = open.clone();
        let over = Closure::<dyn Fn(DragEvent)>::new(|event: DragEvent| event.prevent_default());
        let drop_ = Closure::<dyn Fn(DragEvent)>::new(move |event: DragEvent| {
            let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
            if let Some(file) = file {
                event.prevent_default();
                open.emit(file);
            }
        });
        let page = web_sys::window().and_then(|window| window.document());
        let listeners = [("dragover", over), ("drop", drop_)];
        if let Some(page) = &page {
            for (name, listener) in &listeners {
                // Listening cannot fail: the callback is a function.
                let _ = page.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
            }
        }
        move || {
            if let Some(page) = page {
                for (name, listener) in &listeners {
                    let _ = page.remove_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
                }
            }
        }
    });
}
