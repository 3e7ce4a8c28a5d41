//! One field of a form: changes the definition while it is filled in.

use crate::context::*;
use crate::panels::author::tone;
use crate::panels::prose::Prose;
use crate::parts::part;
use design::form::{Control, Refused};
use text::Severity;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Problem {
    /// In words.
    pub text: AttrValue,
    /// How bad it is.
    pub severity: Severity,
}

/// Properties of [`FieldInput`].
#[derive(PartialEq, Properties)]
pub(crate) struct FieldInputProps {
    /// The field's name, which is its accessible name.
    pub label: AttrValue,
    /// Id of the line that explains it.
    pub described_by: AttrValue,
    /// How it is filled in.
    pub control: Control,
    /// Its value in the definition.
    pub text: AttrValue,
    /// What is wrong with it there.
    pub problem: Option<Problem>,
    /// Another value is to be put into the definition.
    pub onchange: Callback<String, Result<(), Refused>>,
}

/// The control of a field. While it is filled in it shows what the person wrote, which the
/// definition may hold in other words or not at all.
#[component]
pub(crate) fn FieldInput(props: &FieldInputProps) -> Html {
    let messages = use_messages();
    let written = use_state(|| None::<(AttrValue, Result<(), Refused>)>);
    let write = {
        let (written, onchange) = (written.clone(), props.onchange.clone());
        move |text: String| {
            let result = onchange.emit(text.clone());
            written.set(Some((text.into(), result)));
        }
    };
    let onblur = {
        let written = written.clone();
        move |_: FocusEvent| {
            // What was refused stays, to be mended.
            if matches!(&*written, Some((_, Ok(())))) {
                written.set(None);
            }
        }
    };
    let value = written.as_ref().map_or_else(|| props.text.clone(), |(text, _)| text.clone());
    let refused = written.as_ref().and_then(|(_, result)| result.err());
    let refusal = |key: &'static str| Some(Problem { text: messages.text(key).into(), severity: Severity::Error });
    let problem = match refused {
        Some(Refused::NoNumber) => refusal("no-number"),
        Some(Refused::NoJson) => refusal("no-json"),
        None => props.problem.clone(),
    };
    let is_wrong = problem.as_ref().is_some_and(|problem| problem.severity == Severity::Error);
    let (label, invalid) = (props.label.clone(), is_wrong.then_some("true"));
    let described_by = props.described_by.clone();
    let control = match &props.control {
        Control::Words(words) => choice(props, words.clone(), None),
        Control::State { names, may_end } => {
            choice(props, names.clone(), may_end.then(|| messages.text("end").to_owned()))
        }
        Control::Lines | Control::Json => {
            let oninput = move |event: InputEvent| write(event.target_unchecked_into::<HtmlTextAreaElement>().value());
            let rows = value.lines().count().clamp(1, 14).to_string();
            html! {
                <textarea class="mono" {rows} value={value.to_string()} aria-label={label} aria-invalid={invalid}
                    aria-describedby={described_by} spellcheck="false" {oninput} {onblur} />
            }
        }
        Control::Line | Control::Number => {
            let inputmode = (props.control == Control::Number).then_some("decimal");
            let oninput = move |event: InputEvent| write(event.target_unchecked_into::<HtmlInputElement>().value());
            html! {
                <input class="mono" value={value.to_string()} aria-label={label} aria-invalid={invalid} {inputmode}
                    aria-describedby={described_by} spellcheck="false" {oninput} {onblur} />
            }
        }
    };
    html! {
        <>
            { control }
            if let Some(problem) = problem {
                <p class={classes!("form-problem", tone(problem.severity))} role="status">{ part!(Prose { text: problem.text }) }</p>
            }
        </>
    }
}

/// A choice; `none` is what choosing nothing says.
fn choice(props: &FieldInputProps, mut words: Vec<String>, none: Option<String>) -> Html {
    let emit = props.onchange.clone();
    let onchange = move |event: Event| {
        // A word of the list is never refused.
        let _ = emit.emit(event.target_unchecked_into::<HtmlSelectElement>().value());
    };
    let is_known = words.iter().any(|word| *word == *props.text) || (props.text.is_empty() && none.is_some());
    if !is_known {
        words.insert(0, props.text.to_string());
    }
    html! {
        <select aria-label={props.label.clone()} aria-describedby={props.described_by.clone()} {onchange}>
            if let Some(none) = none {
                <option value="" selected={props.text.is_empty()}>{ none }</option>
            }
            { for words.into_iter().map(|word| html! {
                <option key={word.clone()} value={word.clone()} selected={word == *props.text}>{ word }</option>
            }) }
        </select>
    }
}
