//! The whole page as a component.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::js;

/// The page.
#[function_component]
pub fn App() -> Html {
    let editor = use_node_ref();
    use_effect_with(editor.clone(), |editor| {
        if let Some(parent) = editor.cast::<HtmlElement>() {
            wasm_bindgen_futures::spawn_local(js::open_editor(parent, "{\n  \"StartAt\": \"\"\n}\n", "Definition"));
        }
    });
    html! {
        <main>
            <h1>{ "Stepscope" }</h1>
            <div ref={editor} />
        </main>
    }
}
