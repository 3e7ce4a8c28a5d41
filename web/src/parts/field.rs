//! Labelled controls.

use super::{Glyph, classed_icon, icon};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Properties of [`Field`].
#[derive(PartialEq, Properties)]
pub struct FieldProps {
    /// Its label.
    pub label: AttrValue,
    /// A second line of the label, such as a container's name.
    #[prop_or_default]
    pub detail: Option<AttrValue>,
    /// The control.
    pub children: Html,
}

/// A control with its label at the left. The control carries its own accessible name.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    html! {
        <div class="field">
            <span class="field-label">
                { &props.label }
                if let Some(detail) = &props.detail {
                    <small>{ detail }</small>
                }
            </span>
            <div class="field-body">{ props.children.clone() }</div>
        </div>
    }
}

/// One choice of a [`Select`].
#[derive(Clone, Debug, PartialEq)]
pub struct SelectOption {
    /// Names it.
    pub value: AttrValue,
    /// What it says.
    pub label: AttrValue,
}

impl SelectOption {
    /// A choice.
    pub fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// Properties of [`Select`].
#[derive(PartialEq, Properties)]
pub struct SelectProps {
    /// Accessible name.
    pub label: AttrValue,
    /// The choices.
    pub options: Vec<SelectOption>,
    /// The chosen one's `value`.
    pub chosen: AttrValue,
    /// An icon before it.
    #[prop_or_default]
    pub glyph: Option<Glyph>,
    /// `quiet`, `small`, `fill` …
    #[prop_or_default]
    pub class: Classes,
    /// Another one is chosen.
    pub onchoose: Callback<AttrValue>,
}

/// A choice from a list: the browser's own, in our clothes.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let node = use_node_ref();
    // What a person once chose by hand no longer follows the options' `selected`.
    use_effect_with((props.chosen.clone(), props.options.clone()), {
        let node = node.clone();
        move |(chosen, _)| {
            if let Some(select) = node.cast::<HtmlSelectElement>() {
                select.set_value(chosen);
            }
        }
    });
    let onchange = props
        .onchoose
        .reform(|event: Event| AttrValue::from(event.target_unchecked_into::<HtmlSelectElement>().value()));
    html! {
        <span class={classes!("btn", "select", props.class.clone())}>
            if let Some(glyph) = props.glyph {
                { icon(glyph) }
            }
            <select ref={node} aria-label={&props.label} {onchange}>
                { for props.options.iter().map(|option| html! {
                    <option key={&*option.value} value={&option.value} selected={option.value == props.chosen}>{ &option.label }</option>
                }) }
            </select>
            { classed_icon(Glyph::Down, "end") }
        </span>
    }
}

/// Properties of [`Stepper`].
#[derive(PartialEq, Properties)]
pub struct StepperProps {
    /// Accessible name.
    pub label: AttrValue,
    /// Name of the button that takes one away.
    pub less: AttrValue,
    /// Name of the button that adds one.
    pub more: AttrValue,
    /// The number.
    pub value: i64,
    /// Smallest.
    pub min: i64,
    /// Largest.
    pub max: i64,
    /// Another number.
    pub onchange: Callback<i64>,
}

/// A whole number that can be typed or changed by one.
#[component]
pub fn Stepper(props: &StepperProps) -> Html {
    let StepperProps { value, min, max, .. } = *props;
    let step = |by: i64| {
        let onchange = props.onchange.clone();
        move |_: MouseEvent| onchange.emit((value + by).clamp(min, max))
    };
    let onchange = {
        let onchange = props.onchange.clone();
        move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            match input.value().trim().parse::<i64>() {
                Ok(number) => onchange.emit(number.clamp(min, max)),
                Err(_) => input.set_value(&value.to_string()),
            }
        }
    };
    html! {
        <span class="stepper">
            <button type="button" aria-label={&props.less} onclick={step(-1)}>{ icon(Glyph::Minus) }</button>
            <input value={value.to_string()} inputmode="numeric" aria-label={&props.label} {onchange} />
            <button type="button" aria-label={&props.more} onclick={step(1)}>{ icon(Glyph::Plus) }</button>
        </span>
    }
}
