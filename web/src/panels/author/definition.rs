//! The definition's editor, with its problems below.

use super::code_editor::{CodeEditor, Handle, for_editor};
use super::problems::ProblemStrip;
use crate::context::*;
use crate::shared::Shared;
use crate::state::Change;
use json::{Text, Value};
use yew::prelude::*;

/// The definition's editor, with its problems below.
#[component]
pub(crate) fn DefinitionTab() -> Html {
    let messages = use_messages();
    let workspace = use_workspace();
    let analysis = use_analysis();
    let editor = (*use_memo((), |()| Handle::default())).clone();
    let diagnostics = use_memo(analysis.clone(), |analysis| for_editor(&analysis.diagnostics, &analysis.lines));
    let marks = use_memo((), |()| Value::from([]));
    let onchange = {
        let dispatcher = workspace.dispatcher();
        use_callback((), move |text: Text, ()| dispatcher.dispatch(Change::Definition(text)))
    };
    let text: std::rc::Rc<str> = workspace.workspace.definition.clone();
    html! {
        <>
            <CodeEditor label={messages.text("editor-definition")} identity={workspace.identity} text={Shared::from(text)}
                editor={editor.clone()} diagnostics={Shared::from(diagnostics)} marks={Shared::from(marks)} {onchange} />
            <ProblemStrip {editor} />
        </>
    }
}
