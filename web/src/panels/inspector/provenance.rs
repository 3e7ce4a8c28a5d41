//! Where the traced value came from, in words.

use crate::context::*;
use crate::messages::Messages;
use crate::parts::{Button, Glyph, icon, part};
use crate::state::{Select, Tracing};
use view::provenance::ChainStep;
use view::tree::path_text;
use yew::prelude::*;

/// The chain of steps below the stages, while a value is traced.
#[component]
pub(crate) fn Provenance() -> Html {
    let messages = use_messages();
    let lights = use_lights();
    let trace = use_trace();
    let Some(place) = lights.traced() else { return Html::default() };
    let path = path_text(&place.path);
    let stop = {
        let dispatcher = trace.dispatcher();
        move |()| dispatcher.dispatch(Tracing::Stop)
    };
    let last = lights.chain.steps.len() - 1;
    html! {
        <aside class="provenance" aria-label={messages.text("provenance")}>
            <header>
                { icon(Glyph::Thread) }
                <b>{ messages.text("where-from") }{ " " }<code>{ path }</code></b>
                <span class="grow" />
                { part!(Button { label: messages.text("close"), glyph: Glyph::Close, icon_only: true, class: "quiet", onclick: stop }) }
            </header>
            <ol>
                { for lights.chain.steps.iter().enumerate().map(|(at, step)| {
                    let class = (at == last).then_some("here");
                    html! { <li key={at} {class} aria-current={(at == last).then_some("true")}>{ part!(Step { step: step.clone() }) }</li> }
                }) }
                if let Some(reader) = &lights.chain.reader {
                    <li class="read">{ part!(Step { step: reader.clone() }) }</li>
                }
            </ol>
        </aside>
    }
}

#[derive(PartialEq, Properties)]
struct StepProps {
    step: ChainStep,
}

/// A step, which leads to the visit it happened in.
#[component]
fn Step(props: &StepProps) -> Html {
    let messages = use_messages();
    let selection = use_selection();
    let analysis = use_analysis();
    let step = &props.step;
    let target = step.place.as_ref().zip(step.state.as_ref()).and_then(|(place, state)| {
        let state = analysis.machine.states.get(state.id.0 as usize)?;
        Some((state.location.clone(), place.visit))
    });
    let Some((location, visit)) = target else { return html! { <span>{ words(step, &messages) }</span> } };
    let dispatcher = selection.dispatcher();
    let onclick = move |_: MouseEvent| dispatcher.dispatch(Select::Visit(location.as_str().into(), visit));
    html! { <button type="button" {onclick}>{ words(step, &messages) }</button> }
}

fn words(step: &ChainStep, messages: &Messages) -> Html {
    html! {
        <>
            { messages.sentence(&step.title) }
            if let Some(detail) = &step.detail {
                { " " }<small>{ messages.sentence(detail) }</small>
            }
        </>
    }
}
