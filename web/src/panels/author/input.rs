//! The input's editor.

use super::code_editor::{CodeEditor, Handle, for_editor};
use crate::context::*;
use crate::parts::{Glyph, classed_icon, part};
use crate::shared::Shared;
use crate::state::Change;
use json::{Text, Value};
use yew::prelude::*;

/// The input's editor.
#[component]
pub(crate) fn InputTab() -> Html {
    let messages = use_messages();
    let workspace = use_workspace();
    let input = use_input();
    let editor = (*use_memo((), |()| Handle::default())).clone();
    let diagnostics = use_memo(input.clone(), |input| for_editor(&input.diagnostics, &input.lines));
    let marks = use_memo((), |()| Value::from([]));
    let onchange = {
        let dispatcher = workspace.dispatcher();
        use_callback((), move |(text, _): (Text, bool), ()| dispatcher.dispatch(Change::Input(text)))
    };
    let text: std::rc::Rc<str> = workspace.workspace.input.clone();
    html! {
        <>
            { part!(CodeEditor { label: messages.text("editor-input"), identity: workspace.texts, text: Shared::from(text),
                editor, diagnostics: Shared::from(diagnostics), marks: Shared::from(marks), onchange }) }
            if let Some(problem) = input.diagnostics.first() {
                <div class="problem-strip" role="status">
                    { classed_icon(Glyph::Failed, "status-failed") }
                    <span class="problem-text">{ &problem.message }</span>
                </div>
            }
        </>
    }
}
