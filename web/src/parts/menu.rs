//! A button that opens a menu.

use super::{Glyph, classed_icon, icon, part};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};
use yew::prelude::*;

/// One line of a [`Menu`].
#[derive(Clone, Debug, PartialEq)]
pub struct MenuItem<T> {
    /// What it stands for.
    pub value: T,
    /// Its text.
    pub label: AttrValue,
    /// A second, quieter line.
    pub detail: Option<AttrValue>,
    /// Is it the one in force?
    pub checked: bool,
}

impl<T> MenuItem<T> {
    /// A line with a text only.
    pub fn new(value: T, label: impl Into<AttrValue>) -> Self {
        Self { value, label: label.into(), detail: None, checked: false }
    }

    /// With a second line.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<AttrValue>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

/// Properties of [`Menu`].
#[derive(PartialEq, Properties)]
pub struct MenuProps<T: Clone + PartialEq + 'static> {
    /// Text of the button.
    pub label: AttrValue,
    /// Its icon.
    #[prop_or_default]
    pub glyph: Option<Glyph>,
    /// Is only the icon seen?
    #[prop_or_default]
    pub icon_only: bool,
    /// Classes of the button.
    #[prop_or_default]
    pub class: Classes,
    /// Does the menu hang from the button's right edge?
    #[prop_or_default]
    pub from_end: bool,
    /// The lines.
    pub items: Vec<MenuItem<T>>,
    /// One was chosen.
    pub onchoose: Callback<T>,
}

/// A button that opens a menu: arrows move in it, Escape or a click elsewhere closes it.
#[component]
pub fn Menu<T: Clone + PartialEq + 'static>(props: &MenuProps<T>) -> Html {
    let open = use_state(|| false);
    let root = use_node_ref();
    {
        let root = root.clone();
        use_effect_with(*open, move |open| {
            if *open {
                focus_item(&root, |_, _| 0);
            }
        });
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |()| open.set(!*open))
    };
    let close = {
        let (open, root) = (open.clone(), root.clone());
        move || {
            open.set(false);
            let button = root.cast::<HtmlElement>().and_then(|root| root.query_selector("button").ok().flatten());
            if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                // Only a detached element refuses the focus.
                let _ = button.focus();
            }
        }
    };
    let onkeydown = {
        let (root, close, is_open) = (root.clone(), close.clone(), *open);
        move |event: KeyboardEvent| {
            if !is_open {
                return;
            }
            match event.key().as_str() {
                "Escape" => close(),
                "ArrowDown" => focus_item(&root, |at, count| (at + 1) % count),
                "ArrowUp" => focus_item(&root, |at, count| (at + count - 1) % count),
                "Home" => focus_item(&root, |_, _| 0),
                "End" => focus_item(&root, |_, count| count - 1),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let onfocusout = {
        let (open, root) = (open.clone(), root.clone());
        move |event: FocusEvent| {
            let next = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
            let inside = root.cast::<Node>().is_some_and(|root| root.contains(next.as_ref()));
            if !inside {
                open.set(false);
            }
        }
    };
    html! {
        <div ref={root} class="menu-root" {onkeydown} {onfocusout}>
            { part!(MenuButton { label: &props.label, glyph: props.glyph, icon_only: props.icon_only, class: props.class.clone(),
                open: *open, onclick: toggle }) }
            if *open {
                <ul class={classes!("menu", props.from_end.then_some("from-end"))} role="menu" aria-label={&props.label}>
                    { for props.items.iter().map(|item| {
                        let onclick = {
                            let (choose, close, value) = (props.onchoose.clone(), close.clone(), item.value.clone());
                            move |_| { close(); choose.emit(value.clone()); }
                        };
                        html! {
                            <li role="none"><button type="button" role="menuitem" tabindex="-1" {onclick}>
                                <span>{ &item.label }</span>
                                if item.checked {
                                    { icon(Glyph::Check) }
                                }
                                if let Some(detail) = &item.detail {
                                    <small>{ detail }</small>
                                }
                            </button></li>
                        }
                    }) }
                </ul>
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct MenuButtonProps {
    label: AttrValue,
    glyph: Option<Glyph>,
    icon_only: bool,
    class: Classes,
    open: bool,
    onclick: Callback<()>,
}

#[component]
fn MenuButton(props: &MenuButtonProps) -> Html {
    let onclick = props.onclick.reform(|_: MouseEvent| ());
    html! {
        <button type="button" class={classes!("btn", props.icon_only.then_some("btn-icon"), props.class.clone())}
            aria-haspopup="menu" aria-expanded={props.open.to_string()} {onclick}
            aria-label={props.icon_only.then(|| props.label.clone())} title={props.icon_only.then(|| props.label.clone())}>
            if let Some(glyph) = props.glyph {
                { icon(glyph) }
            }
            if !props.icon_only {
                <span>{ &props.label }</span>
                { classed_icon(Glyph::Down, "end") }
            }
        </button>
    }
}

/// Focuses the item that `choose` names from the focused one's place and the number of items.
fn focus_item(root: &NodeRef, choose: impl Fn(usize, usize) -> usize) {
    let Some(items) = root.cast::<HtmlElement>().and_then(|root| root.query_selector_all("[role=menuitem]").ok())
    else {
        return;
    };
    let items: Vec<HtmlElement> =
        (0..items.length()).filter_map(|at| items.item(at)?.dyn_into::<HtmlElement>().ok()).collect();
    let focused = web_sys::window().and_then(|window| window.document()).and_then(|page| page.active_element());
    let at = items.iter().position(|item| focused.as_ref() == Some(item.as_ref())).unwrap_or(0);
    if let Some(item) = (!items.is_empty()).then(|| &items[choose(at, items.len())]) {
        // Only a detached element refuses the focus.
        let _ = item.focus();
    }
}
