//! The one place where Rust and the page's own JavaScript meet.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/js/bridge.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadEditor, catch)]
    async fn load_editor() -> Result<JsValue, JsValue>;
}

/// Puts a code editor with `text` into `parent`; without the editor's module, nothing.
pub(crate) async fn open_editor(parent: HtmlElement, text: &'static str, label: &'static str) {
    let Ok(module) = load_editor().await else { return };
    let Ok(class) = Reflect::get(&module, &"CodeEditor".into()) else { return };
    let handlers = Object::new();
    let arguments = js_sys::Array::of4(&parent, &text.into(), &label.into(), &handlers);
    if let Some(class) = class.dyn_ref::<Function>() {
        // An exception here is already on the console.
        let _ = Reflect::construct(class, &arguments);
    }
}
