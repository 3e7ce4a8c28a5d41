//! A dialog over the page: the browser's own, so that focus and Escape behave.

use super::{Button, Glyph, part};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

/// Properties of [`Dialog`].
#[derive(PartialEq, Properties)]
pub struct DialogProps {
    /// Its title.
    pub title: AttrValue,
    /// Name of the button that closes it.
    pub close: AttrValue,
    /// It was closed.
    pub onclose: Callback<()>,
    /// What is in it.
    pub children: Html,
}

/// A dialog, open as long as it is rendered.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    use_effect_with(node.clone(), |node| {
        if let Some(dialog) = node.cast::<HtmlDialogElement>() {
            // Fails only when it is open already.
            let _ = dialog.show_modal();
        }
    });
    let close = {
        let node = node.clone();
        move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        }
    };
    html! {
        <dialog ref={node} class="dialog" aria-label={&props.title} onclose={props.onclose.reform(|_: Event| ())}>
            <header>
                <h2>{ &props.title }</h2>
                { part!(Button { label: &props.close, glyph: Glyph::Close, icon_only: true, class: "quiet", onclick: close }) }
            </header>
            { props.children.clone() }
        </dialog>
    }
}

/// Closes the dialog that an element stands in.
pub fn close_dialog_around(element: Option<HtmlElement>) {
    let dialog = element.and_then(|element| element.closest("dialog").ok().flatten());
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}
