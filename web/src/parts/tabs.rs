//! Tabs with roving focus, and a choice between a few values.

use super::{Glyph, icon};
use crate::js::reveal_inside;
use web_sys::HtmlElement;
use yew::prelude::*;

/// One tab.
#[derive(Clone, Debug, PartialEq)]
pub struct Tab<T> {
    /// What it stands for.
    pub value: T,
    /// Its text.
    pub label: AttrValue,
    /// A number beside the text.
    pub count: Option<usize>,
    /// Colour of the number: a status, only for problems.
    pub tone: &'static str,
    /// An icon before the text.
    pub glyph: Option<Glyph>,
}

impl<T> Tab<T> {
    /// A tab with a text only.
    pub fn new(value: T, label: impl Into<AttrValue>) -> Self {
        Self { value, label: label.into(), count: None, tone: "", glyph: None }
    }

    /// With a number, unless it is zero.
    #[must_use]
    pub fn count(mut self, count: usize) -> Self {
        self.count = (count > 0).then_some(count);
        self
    }

    /// With a number in a status colour.
    #[must_use]
    pub fn tone(mut self, tone: &'static str) -> Self {
        self.tone = tone;
        self
    }
}

/// Properties of [`Tabs`].
#[derive(PartialEq, Properties)]
pub struct TabsProps<T: Copy + PartialEq + 'static> {
    /// Name of the list.
    pub label: AttrValue,
    /// The tabs.
    pub tabs: Vec<Tab<T>>,
    /// The chosen one.
    pub chosen: T,
    /// Id of the panel that the tabs fill; each tab's own id starts with it.
    pub panel: AttrValue,
    /// Another one is chosen.
    pub onchoose: Callback<T>,
    /// Further classes.
    #[prop_or_default]
    pub class: Classes,
}

/// The keys that move among the children of `parent`; moving chooses, and takes the focus along.
fn choose_by_key<T: Copy + PartialEq + 'static>(
    parent: NodeRef,
    values: Vec<T>,
    chosen: T,
    onchoose: Callback<T>,
) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let at = values.iter().position(|&value| value == chosen).unwrap_or(0);
        let Some(next) = moved(&event.key(), at, values.len()) else { return };
        event.prevent_default();
        event.stop_propagation();
        onchoose.emit(values[next]);
        focus_child(&parent, next);
    })
}

/// Tabs: arrow keys move between them, and moving chooses.
#[component]
pub fn Tabs<T: Copy + PartialEq + 'static>(props: &TabsProps<T>) -> Html {
    let list = use_node_ref();
    let values = props.tabs.iter().map(|tab| tab.value).collect();
    let onkeydown = choose_by_key(list.clone(), values, props.chosen, props.onchoose.clone());
    // A command may choose a tab that a narrow line has scrolled away.
    let at = props.tabs.iter().position(|tab| tab.value == props.chosen);
    use_effect_with(at, {
        let list = list.clone();
        move |_| list.cast::<HtmlElement>().iter().for_each(|list| reveal_inside(list, "[aria-selected=true]"))
    });
    html! {
        <div ref={list} class={classes!("tabs", props.class.clone())} role="tablist" aria-label={&props.label} {onkeydown}>
            { for props.tabs.iter().enumerate().map(|(at, tab)| {
                let chosen = tab.value == props.chosen;
                let onclick = { let (choose, value) = (props.onchoose.clone(), tab.value); move |_| choose.emit(value) };
                html! {
                    <button type="button" class="tab" role="tab" key={at} id={format!("{}-tab-{at}", props.panel)}
                        aria-selected={chosen.to_string()} aria-controls={chosen.then(|| props.panel.clone())}
                        tabindex={if chosen { "0" } else { "-1" }} {onclick}>
                        if let Some(glyph) = tab.glyph {
                            { icon(glyph) }
                        }
                        <span>{ &tab.label }</span>
                        if let Some(count) = tab.count {
                            <span class={classes!("count", tab.tone)}>{ count }</span>
                        }
                    </button>
                }
            }) }
        </div>
    }
}

/// Properties of [`Segmented`].
#[derive(PartialEq, Properties)]
pub struct SegmentedProps<T: Copy + PartialEq + 'static> {
    /// Name of the choice.
    pub label: AttrValue,
    /// Values and their texts.
    pub options: Vec<(T, AttrValue)>,
    /// The chosen one.
    pub chosen: T,
    /// Another one is chosen.
    pub onchoose: Callback<T>,
}

/// A choice between two or three values: a radio group.
#[component]
pub fn Segmented<T: Copy + PartialEq + 'static>(props: &SegmentedProps<T>) -> Html {
    let group = use_node_ref();
    let values = props.options.iter().map(|(value, _)| *value).collect();
    let onkeydown = choose_by_key(group.clone(), values, props.chosen, props.onchoose.clone());
    html! {
        <div ref={group} class="segmented" role="radiogroup" aria-label={&props.label} {onkeydown}>
            { for props.options.iter().map(|(value, label)| {
                let chosen = *value == props.chosen;
                let onclick = { let (choose, value) = (props.onchoose.clone(), *value); move |_| choose.emit(value) };
                html! {
                    <button type="button" role="radio" aria-checked={chosen.to_string()}
                        tabindex={if chosen { "0" } else { "-1" }} {onclick}>{ label }</button>
                }
            }) }
        </div>
    }
}

/// Where an arrow key leads in a row of `count` places.
fn moved(key: &str, at: usize, count: usize) -> Option<usize> {
    match key {
        "ArrowRight" | "ArrowDown" => Some((at + 1) % count.max(1)),
        "ArrowLeft" | "ArrowUp" => Some((at + count.max(1) - 1) % count.max(1)),
        "Home" => Some(0),
        "End" => Some(count.saturating_sub(1)),
        _ => None,
    }
}

fn focus_child(list: &NodeRef, at: usize) {
    let child = list.cast::<HtmlElement>().and_then(|list| list.children().item(at as u32));
    if let Some(child) = child.and_then(|child| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(child).ok()) {
        // Only a detached element refuses the focus.
        let _ = child.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn arrows_go_round() {
        for (key, at, expected) in [
            ("ArrowRight", 0, Some(1)),
            ("ArrowRight", 2, Some(0)),
            ("ArrowLeft", 0, Some(2)),
            ("Home", 2, Some(0)),
            ("End", 0, Some(2)),
            ("x", 1, None),
        ] {
            assert_eq!(moved(key, at, 3), expected, "{key} from {at}");
        }
    }
}
