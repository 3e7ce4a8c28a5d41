//! The fields of a card, each by what it holds.

use crate::context::*;
use crate::parts::{Field as Labelled, Stepper, part};
use json::Value;
use services::controls::{Field, FieldKind};
use services::scenario::Lasting;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// The usual exit codes, with what they mean.
const PRESETS: [(i64, &str); 4] = [(0, "exit-ok"), (1, "exit-error"), (9, "exit-warning"), (137, "exit-killed")];
/// Exit codes are one byte.
const MAX_EXIT_CODE: i64 = 255;

/// Properties of [`FieldControl`].
#[derive(PartialEq, Properties)]
pub(crate) struct FieldControlProps {
    /// Which.
    pub field: Field,
    /// Its value; `None` when it is left empty.
    pub value: Option<Value>,
    /// Id of the list of likely error names.
    pub errors: AttrValue,
    /// Another value, or none.
    pub onchange: Callback<Option<Value>>,
}

/// A field with its label.
#[component]
pub(crate) fn FieldControl(props: &FieldControlProps) -> Html {
    let messages = use_messages();
    let label = AttrValue::from(messages.find(&format!("field-{}", props.field.title)).unwrap_or(props.field.title));
    let (value, onchange, usual) = (props.value.clone(), props.onchange.clone(), props.field.usual.clone());
    let control = match props.field.kind {
        FieldKind::Integer { min, max } => {
            part!(IntegerField { label: label.clone(), value, usual, min, max, onchange })
        }
        FieldKind::Json => part!(JsonField { label: label.clone(), value, onchange }),
        kind => {
            part!(LineField { label: label.clone(), kind, value, usual, errors: props.errors.clone(), onchange })
        }
    };
    html! { <Labelled {label}>{ control }</Labelled> }
}

#[derive(PartialEq, Properties)]
struct IntegerProps {
    label: AttrValue,
    value: Option<Value>,
    usual: String,
    min: i64,
    max: i64,
    onchange: Callback<Option<Value>>,
}

/// A whole number; an exit code has the usual ones beside it.
#[component]
fn IntegerField(props: &IntegerProps) -> Html {
    let messages = use_messages();
    let usual = props.usual.parse().unwrap_or(props.min);
    let value = props.value.as_ref().and_then(Value::as_i64).unwrap_or(usual);
    let onchange = props.onchange.reform(|number: i64| Some(Value::from(number)));
    html! {
        <>
            { part!(Stepper { label: &props.label, less: messages.text("one-less"), more: messages.text("one-more"), value,
                min: props.min, max: props.max, onchange: onchange.clone() }) }
            if props.max == MAX_EXIT_CODE {
                <span class="presets" role="group" aria-label={messages.text("usual-exit-codes")}>
                    { for PRESETS.map(|(preset, word)| {
                        let onchange = onchange.clone();
                        html! {
                            <button type="button" class="preset" aria-pressed={(value == preset).to_string()}
                                onclick={move |_| onchange.emit(preset)}><b>{ preset }</b>{ " " }<small>{ messages.text(word) }</small></button>
                        }
                    }) }
                </span>
            }
        </>
    }
}

#[derive(PartialEq, Properties)]
struct JsonProps {
    label: AttrValue,
    value: Option<Value>,
    onchange: Callback<Option<Value>>,
}

/// Any JSON.
#[component]
fn JsonField(props: &JsonProps) -> Html {
    let messages = use_messages();
    let is_wrong = use_state_eq(|| false);
    let onchange = {
        let (is_wrong, onchange) = (is_wrong.clone(), props.onchange.clone());
        move |event: Event| {
            let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            let value = json::parse_value(&text).ok();
            is_wrong.set(value.is_none() && !text.trim().is_empty());
            if value.is_some() || text.trim().is_empty() {
                onchange.emit(value);
            }
        }
    };
    html! {
        <div class="code-box">
            <textarea class="code-field" rows="3" aria-label={&props.label} aria-invalid={is_wrong.to_string()}
                value={props.value.as_ref().map(json::print_pretty).unwrap_or_default()} {onchange} />
            if *is_wrong {
                <span class="wrong" role="alert">{ messages.text("not-json") }</span>
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct LineProps {
    label: AttrValue,
    kind: FieldKind,
    value: Option<Value>,
    usual: String,
    errors: AttrValue,
    onchange: Callback<Option<Value>>,
}

/// A text, an error name, or a length of time such as `4m12s`. Nothing means what is usual.
#[component]
fn LineField(props: &LineProps) -> Html {
    let messages = use_messages();
    let shown = match &props.value {
        Some(Value::String(text)) => text.to_string(),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    let onchange = {
        let (onchange, kind, shown) = (props.onchange.clone(), props.kind, shown.clone());
        move |event: Event| {
            let typed = typed(&event);
            let is_readable = kind != FieldKind::Duration || Lasting::parse_millis(&typed).is_some();
            match (typed.trim().is_empty(), is_readable) {
                (true, _) => onchange.emit(None),
                (false, true) => onchange.emit(Some(typed.as_str().into())),
                // What cannot be read goes back to what it was.
                (false, false) => event.target_unchecked_into::<HtmlInputElement>().set_value(&shown),
            }
        }
    };
    let placeholder = props.usual.clone();
    let label = props.label.clone();
    if props.kind == FieldKind::Lines {
        return html! { <textarea class="code-field" rows="2" aria-label={label} value={shown} {placeholder} {onchange} /> };
    }
    let list = (props.kind == FieldKind::ErrorName).then(|| props.errors.clone());
    let title = (props.kind == FieldKind::Duration).then(|| messages.text("duration-help"));
    html! { <span class="input fill"><input value={shown} aria-label={label} {placeholder} {list} {title} {onchange} /></span> }
}

fn typed(event: &Event) -> String {
    let target = event.target();
    let area = target.clone().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    match area {
        Some(area) => area.value(),
        None => target
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            .map(|input| input.value())
            .unwrap_or_default(),
    }
}
