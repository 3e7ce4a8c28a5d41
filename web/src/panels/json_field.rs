//! Where a JSON text is written: in a text area; a large text in the code editor, since a text area lays out all of it.

use super::author::code_editor::{CodeEditor, Handle};
use crate::parts::part;
use crate::shared::Shared;
use json::{Text, Value};
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// From so many bytes on, laying a text out in a text area can be felt.
const LARGE_BYTES: usize = 20_000;

/// Properties of [`JsonField`].
#[derive(PartialEq, Properties)]
pub(crate) struct JsonFieldProps {
    /// Its accessible name.
    pub label: AttrValue,
    /// What stands in it.
    pub text: AttrValue,
    /// Lines that are seen at once.
    pub rows: usize,
    /// What stands in it while it is empty.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// Something else was written.
    pub oninput: Callback<String>,
}

/// A text area, or the code editor for a text that is large at first: it stays what it is while it is written in.
#[component]
pub(crate) fn JsonField(props: &JsonFieldProps) -> Html {
    let large = use_memo((), |()| (props.text.len() > LARGE_BYTES).then(|| Large::new(&props.text)));
    let oninput = props.oninput.clone();
    if let Some(Large { text, diagnostics, marks, editor }) = &*large {
        let onchange = Callback::from(move |(text, _): (Text, bool)| oninput.emit(text.to_string()));
        return html! {
            <div class="large-text">
                { part!(CodeEditor { label: &props.label, identity: 0, text: text.clone(), editor: editor.clone(), diagnostics: diagnostics.clone(),
                    marks: marks.clone(), is_draft: true, onchange }) }
            </div>
        };
    }
    let oninput = move |event: InputEvent| oninput.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value());
    html! {
        <textarea class="mono" rows={props.rows.to_string()} spellcheck="false" aria-label={&props.label}
            placeholder={&props.placeholder} value={&props.text} {oninput} />
    }
}

/// What the code editor is opened with.
struct Large {
    text: Shared<str>,
    diagnostics: Shared<Value>,
    marks: Shared<Value>,
    editor: Handle,
}

impl Large {
    fn new(text: &str) -> Self {
        let text: Rc<str> = text.into();
        let (diagnostics, marks) = (Shared::new(Vec::<Value>::new().into()), Shared::new(Value::from([])));
        Self { text: Shared::from(text), diagnostics, marks, editor: Handle::default() }
    }
}
