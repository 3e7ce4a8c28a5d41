//! A button.

use super::{Glyph, classed_icon, icon};
use yew::prelude::*;

/// Properties of [`Button`].
#[derive(PartialEq, Properties)]
pub struct ButtonProps {
    /// What it says, and its accessible name.
    pub label: AttrValue,
    /// An icon before the label.
    #[prop_or_default]
    pub glyph: Option<Glyph>,
    /// An icon after the label.
    #[prop_or_default]
    pub end: Option<Glyph>,
    /// Only the icon is seen; the label becomes name and tooltip.
    #[prop_or_default]
    pub icon_only: bool,
    /// The key that does the same, shown inside.
    #[prop_or_default]
    pub key_hint: Option<AttrValue>,
    /// `quiet`, `primary`, `small` …
    #[prop_or_default]
    pub class: Classes,
    /// It cannot be used now. It stays in the tab order, so that focus is never lost.
    #[prop_or_default]
    pub disabled: bool,
    /// A tooltip, such as the reason why it is disabled.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// `aria-pressed`, for a button that stays down.
    #[prop_or_default]
    pub pressed: Option<bool>,
    /// What it does.
    pub onclick: Callback<()>,
}

/// A button.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let onclick = {
        let (onclick, disabled) = (props.onclick.clone(), props.disabled);
        Callback::from(move |_: MouseEvent| {
            if !disabled {
                onclick.emit(());
            }
        })
    };
    let title = props.title.clone().or_else(|| props.icon_only.then(|| props.label.clone()));
    html! {
        <button type="button" class={classes!("btn", props.icon_only.then_some("btn-icon"), props.class.clone())}
            aria-label={props.icon_only.then(|| props.label.clone())} {title} {onclick}
            aria-disabled={props.disabled.then_some("true")} aria-keyshortcuts={props.key_hint.clone()}
            aria-pressed={props.pressed.map(|pressed| pressed.to_string())}>
            if let Some(glyph) = props.glyph {
                { icon(glyph) }
            }
            if !props.icon_only {
                <span>{ &props.label }</span>
            }
            if let Some(key) = &props.key_hint {
                <kbd aria-hidden="true">{ key }</kbd>
            }
            if let Some(glyph) = props.end {
                { classed_icon(glyph, "end") }
            }
        </button>
    }
}
