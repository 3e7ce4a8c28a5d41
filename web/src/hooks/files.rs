//! Files that a person chooses or drops.

use crate::context::*;
use crate::files::{Imported, base_name, classify};
use crate::refused::{Refused, Source};
use crate::state::Change;
use crate::state::saved::Refusal;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, File};
use yew::prelude::*;

/// Opens a file: a workspace replaces all, anything else its own part. Of several test cases a person chooses one.
#[hook]
pub(crate) fn use_open_file() -> Callback<File> {
    let workspace = use_workspace();
    let offered = use_offered_cases();
    let refused = use_refused();
    use_callback((workspace, offered, refused), |file: File, (workspace, offered, refused)| {
        let (workspace, offered, refused) = (workspace.clone(), offered.clone(), refused.clone());
        spawn_local(async move {
            // A file that cannot be read is left alone: the browser has said so.
            let Ok(text) = JsFuture::from(file.text()).await else { return };
            match text.as_string().and_then(|text| classify(&text)) {
                Some(Imported::TestCases(cases)) => offered.set(cases),
                Some(Imported::Refused(reason)) => {
                    refused.set(Some(Refused { reason, source: Source::File(file.name()) }));
                }
                Some(imported) => workspace.dispatch(opened(&workspace, imported, &file.name())),
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
