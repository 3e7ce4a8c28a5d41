//! The controls of a card that belong to one way of ending.

use super::ending::Ending;
use crate::context::*;
use crate::parts::{Field, Stepper};
use json::{Text, Value};
use services::scenario::{ContainerOutcome, Lasting};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// The usual exit codes, with what they mean.
const PRESETS: [(i64, &str); 4] = [(0, "exit-ok"), (1, "exit-error"), (9, "exit-warning"), (137, "exit-killed")];
/// Exit codes are one byte.
const MAX_EXIT_CODE: i64 = 255;

#[derive(PartialEq, Properties)]
pub(crate) struct ExitCodesProps {
    /// The containers.
    pub containers: Vec<ContainerOutcome>,
    /// Another ending.
    pub onending: Callback<Ending>,
}

/// An exit code per container: typed, stepped, or one of the usual ones.
#[component]
pub(crate) fn ExitCodes(props: &ExitCodesProps) -> Html {
    let messages = use_messages();
    html! {
        { for props.containers.iter().enumerate().map(|(at, container)| {
            let code = container.exit_code.unwrap_or(0);
            let onchange = {
                let (containers, onending) = (props.containers.clone(), props.onending.clone());
                Callback::from(move |code: i64| {
                    let mut containers = containers.clone();
                    containers[at].exit_code = Some(code);
                    onending.emit(Ending::ExitCodes(containers));
                })
            };
            let detail = container.name.as_deref().map(|name| AttrValue::from(name.to_owned()));
            html! {
                <Field key={at} label={messages.text("exit-code")} {detail}>
                    <Stepper label={messages.text("exit-code")} less={messages.text("one-less")} more={messages.text("one-more")}
                        value={code} min={0} max={MAX_EXIT_CODE} onchange={onchange.clone()} />
                    <span class="presets" role="group" aria-label={messages.text("usual-exit-codes")}>
                        { for PRESETS.map(|(preset, word)| {
                            let onchange = onchange.clone();
                            html! {
                                <button type="button" class="preset" aria-pressed={(code == preset).to_string()}
                                    onclick={move |_| onchange.emit(preset)}><b>{ preset }</b><small>{ messages.text(word) }</small></button>
                            }
                        }) }
                    </span>
                </Field>
            }
        }) }
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct ReturnsProps {
    /// What is returned.
    pub value: Value,
    /// Another ending.
    pub onending: Callback<Ending>,
}

/// The value that a task returns, as JSON.
#[component]
pub(crate) fn Returns(props: &ReturnsProps) -> Html {
    let messages = use_messages();
    let is_wrong = use_state_eq(|| false);
    let onchange = {
        let (is_wrong, onending) = (is_wrong.clone(), props.onending.clone());
        move |event: Event| match json::parse_value(&event.target_unchecked_into::<HtmlTextAreaElement>().value()) {
            Ok(value) => {
                is_wrong.set(false);
                onending.emit(Ending::Returns(value));
            }
            Err(_) => is_wrong.set(true),
        }
    };
    html! {
        <Field label={messages.text("result")}>
            <textarea class="code-field" rows="4" aria-label={messages.text("result")} aria-invalid={is_wrong.to_string()}
                value={json::print_pretty(&props.value)} {onchange} />
            if *is_wrong {
                <span class="wrong" role="alert">{ messages.text("not-json") }</span>
            }
        </Field>
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct ThrowsProps {
    /// Error name.
    pub error: Text,
    /// Cause.
    pub cause: Text,
    /// Another ending.
    pub onending: Callback<Ending>,
}

/// Error name and cause.
#[component]
pub(crate) fn Throws(props: &ThrowsProps) -> Html {
    let messages = use_messages();
    let field = |label: &'static str, value: &Text, make: Box<dyn Fn(Text) -> Ending>| {
        let onending = props.onending.clone();
        let onchange = move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            onending.emit(make(input.value().into()));
        };
        html! {
            <Field label={messages.text(label)}>
                <span class="input fill"><input value={value.to_string()} aria-label={messages.text(label)} {onchange} /></span>
            </Field>
        }
    };
    let (error, cause) = (props.error.clone(), props.cause.clone());
    html! {
        <>
            { field("error-name", &props.error, Box::new(move |error| Ending::Throws(error, cause.clone()))) }
            { field("cause", &props.cause, Box::new(move |cause| Ending::Throws(error.clone(), cause))) }
        </>
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct DurationProps {
    /// How long; the service's usual time when absent.
    pub duration: Option<Lasting>,
    /// Another one.
    pub onchange: Callback<Option<Lasting>>,
}

/// How long it takes, in virtual time: `4m12s`. Nothing means the service's usual time.
#[component]
pub(crate) fn Duration(props: &DurationProps) -> Html {
    let messages = use_messages();
    let text = match props.duration {
        Some(Lasting::Fixed(millis)) => Lasting::print_millis(millis),
        Some(other) => other.to_value().to_string(),
        None => String::new(),
    };
    let onchange = {
        let (onchange, shown) = (props.onchange.clone(), text.clone());
        move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let typed = input.value();
            match (typed.trim().is_empty(), Lasting::parse_millis(&typed)) {
                (true, _) => onchange.emit(None),
                (false, Some(millis)) => onchange.emit(Some(Lasting::Fixed(millis))),
                // What cannot be read goes back to what it was.
                (false, None) => input.set_value(&shown),
            }
        }
    };
    html! {
        <span class="input"><input value={text} placeholder={messages.text("duration-usual")} title={messages.text("duration-help")}
            aria-label={messages.text("duration-label")} {onchange} /></span>
    }
}
