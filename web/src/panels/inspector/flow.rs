//! The data flow: left what the definition says, right the data after it.

use super::thread::Thread;
use crate::context::*;
use crate::panels::sentence::Sentence;
use crate::panels::value_dialog::{EditTarget, OpenValue};
use crate::panels::value_tree::ValueTree;
use crate::parts::{Glyph, icon, part};
use crate::shared::Shared;
use crate::state::Tracing;
use engine::EditedPlace;
use view::clock;
use view::data_flow::{Card, CardBody, Chip, PAYLOAD_LIMIT_BYTES, Shown, StageName, StageView, Tone, data_flow};
use view::provenance::reads;
use view::tree::{ChangeCounts, TreeSource};
use web_sys::HtmlElement;
use yew::prelude::*;

/// All stages of the selected visit.
#[component]
pub(crate) fn Flow() -> Html {
    let messages = use_messages();
    let analysis = use_analysis();
    let input = use_input();
    let moment = use_moment();
    let focus = use_focus();
    let stages = use_memo((analysis, input, moment, focus), |(analysis, input, moment, focus)| {
        let state = focus.state.and_then(|id| analysis.machine.states.get(id.0 as usize));
        let run = (**moment).as_ref().map(|snapshot| &snapshot.run);
        let is_first = focus.state == analysis.machine.root().start();
        state.map(|state| {
            let shown = Shown {
                machine: &analysis.machine,
                state,
                visit: run.zip(focus.visit).and_then(|(run, visit)| run.visit(visit)),
                expected_input: input.value.as_ref().filter(|_| is_first),
                start: run.map(|run| run.options().start).unwrap_or_default(),
            };
            data_flow(&shown).into_iter().map(Shared::new).collect::<Vec<_>>()
        })
    });
    let stages = stages.as_deref().unwrap_or_default();
    let last = stages.len().saturating_sub(1);
    let lights = use_lights();
    let node = use_node_ref();
    let thread = use_state(Thread::default);
    use_effect_with((lights, stages.len(), focus), {
        let (node, thread) = (node.clone(), thread.setter());
        move |_| thread.set(node.cast::<HtmlElement>().map(|stages| Thread::measure(&stages)).unwrap_or_default())
    });
    html! {
        <div ref={node} class="stages">
            if focus.visit.is_none() {
                <p class="flow-intro">{ messages.text("flow-intro") }</p>
            }
            { for stages.iter().enumerate().map(|(at, stage)| html! {
                { part!(key = format!("{:?}{at}", stage.stage); Stage { stage: stage.clone(), is_last: at == last }) }
            }) }
            { thread.draw() }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct StageProps {
    stage: Shared<StageView>,
    is_last: bool,
}

/// One stage; one that is not used is a thin line.
#[component]
fn Stage(props: &StageProps) -> Html {
    let messages = use_messages();
    let stage = &props.stage;
    let name = messages.sentence(&stage.name);
    let Some(card) = &stage.card else {
        return html! {
            <div class={classes!("stage-skip", tone_class(stage.tone))}>
                <span class="stage-dot" aria-hidden="true" />
                <span class="skip-name">{ name }</span>
                <span>{ for stage.says.iter().map(|says| part!(Sentence { message: says.clone() })) }</span>
            </div>
        };
    };
    html! {
        <section class={classes!("stage", tone_class(stage.tone), props.is_last.then_some("last"))} aria-label={name.clone()}>
            <span class="stage-dot" aria-hidden="true">
                if let Some(glyph) = tone_glyph(stage.tone) {
                    { icon(glyph) }
                }
            </span>
            <div class="stage-left">
                <h3>{ name }</h3>
                { for stage.chips.iter().map(|chip| part!(key = chip.text.clone(); Expression { chip: chip.clone(), stage: stage.stage })) }
                if let Some(says) = &stage.says {
                    <p>{ part!(Sentence { message: says.clone() }) }</p>
                }
            </div>
            { part!(CardView { stage: stage.clone(), title: messages.sentence(&card.title) }) }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct ExpressionProps {
    chip: Chip,
    stage: StageName,
}

/// An expression; pointing at it lights up what it read.
#[component]
fn Expression(props: &ExpressionProps) -> Html {
    let trace = use_trace();
    let moment = use_moment();
    let visit = use_focus().visit;
    let point = {
        let (trace, chip, stage) = (trace.dispatcher(), props.chip.clone(), props.stage);
        move || {
            let found =
                (*moment).as_ref().zip(visit).map(|(snapshot, visit)| reads(&snapshot.moment(), visit, stage, &chip));
            trace.dispatch(Tracing::Point(found.unwrap_or_default()));
        }
    };
    let leave = {
        let trace = trace.dispatcher();
        move || trace.dispatch(Tracing::Point(Vec::new()))
    };
    let (onmouseenter, onfocus) = (
        {
            let point = point.clone();
            move |_: MouseEvent| point()
        },
        move |_: FocusEvent| point(),
    );
    let (onmouseleave, onblur) = (
        {
            let leave = leave.clone();
            move |_: MouseEvent| leave()
        },
        move |_: FocusEvent| leave(),
    );
    html! {
        <code class="expr" tabindex="0" title={props.chip.text.clone()} {onmouseenter} {onmouseleave} {onfocus} {onblur}>{ &props.chip.text }</code>
    }
}

/// Properties of [`CardView`].
#[derive(PartialEq, Properties)]
pub(super) struct CardProps {
    /// The stage.
    pub stage: Shared<StageView>,
    /// Title of the card.
    pub title: AttrValue,
    /// Is it made up, in the lab? Then it is no part of the run, to be traced or edited.
    #[prop_or_default]
    pub is_trial: bool,
}

/// The data after a stage.
#[component]
pub(super) fn CardView(props: &CardProps) -> Html {
    let messages = use_messages();
    let preferences = use_preferences();
    let source = use_memo(props.stage.clone(), |stage| match stage.card.as_ref().map(|card| &card.body) {
        Some(CardBody::Data { source, .. }) => source.clone(),
        Some(CardBody::Same { value, .. }) => TreeSource { value: value.clone(), ..TreeSource::default() },
        _ => TreeSource::default(),
    });
    let is_open = use_state(|| false);
    let Some(card) = &props.stage.card else { return Html::default() };
    let label = props.title.clone();
    let source = Shared::from(source);
    let stage = use_focus().visit.filter(|_| !props.is_trial).map(|visit| (visit, props.stage.stage));
    let target = stage.and_then(|(visit, stage)| {
        let place = match stage {
            StageName::Input => EditedPlace::Input,
            StageName::Output => EditedPlace::Output,
            _ => return None,
        };
        Some(EditTarget { visit, place })
    });
    let has_value = matches!(card.body, CardBody::Data { .. } | CardBody::Same { .. });
    let open = has_value.then(|| part!(OpenValue { title: label.clone(), source: source.clone(), target }));
    let body = match &card.body {
        CardBody::Data { .. } => {
            part!(ValueTree { label, source, stage, changes_only: preferences.changes_only })
        }
        CardBody::Same { goes_to, .. } => {
            let toggle = {
                let is_open = is_open.clone();
                move |_: MouseEvent| is_open.set(!*is_open)
            };
            let glyph = if *is_open { Glyph::Down } else { Glyph::Right };
            html! {
                <>
                    <p class="goes">
                        <button type="button" class="link" aria-expanded={is_open.to_string()} aria-label={messages.text("show-value")} onclick={toggle}>{ icon(glyph) }</button>
                        if goes_to.is_none() {
                            <span>{ messages.text("show-value") }</span>
                        }
                        { for goes_to.iter().map(|goes_to| html! { <span>{ part!(Sentence { message: goes_to.clone() }) }</span> }) }
                    </p>
                    if *is_open {
                        { part!(ValueTree { label, source, stage }) }
                    }
                </>
            }
        }
        CardBody::Waiting(message) => html! { <p class="await">{ part!(Sentence { message: message.clone() }) }</p> },
        CardBody::Failure { error, cause } => html! {
            <div class="failure">
                <b>{ error.as_deref().unwrap_or_default() }</b>
                <p>{ cause.as_deref().unwrap_or_default() }</p>
            </div>
        },
    };
    html! {
        <div class="stage-card">
            <header><b>{ &props.title }</b>{ changes(card, &messages) }<span class="meta">{ meta(card, &messages) }</span>{ for open }</header>
            { body }
        </div>
    }
}

/// `+1 ~2 −3`
fn changes(card: &Card, messages: &crate::messages::Messages) -> Html {
    let CardBody::Data { changes: ChangeCounts { added, replaced, dropped }, .. } = &card.body else {
        return Html::default();
    };
    let part = |count: usize, sign: &'static str, class: &'static str, word: &'static str| {
        (count > 0).then(|| html! {
            <span {class} title={messages.text(word)}><span aria-hidden="true">{ sign }</span>{ count }<span class="vh">{ messages.text(word) }</span></span>
        })
    };
    html! {
        <span class="diff">
            { for part(*added, "+", "d-add", "added") }
            { for part(*replaced, "~", "d-rep", "replaced") }
            { for part(*dropped, "−", "d-drop", "dropped") }
        </span>
    }
}

/// When, and how large.
fn meta(card: &Card, messages: &crate::messages::Messages) -> String {
    let size = |bytes: usize| {
        let size = messages.size(bytes);
        if bytes > PAYLOAD_LIMIT_BYTES { messages.format("over-limit", &[("size", &size)]) } else { size }
    };
    let bytes = match &card.body {
        CardBody::Data { bytes, .. } => size(*bytes),
        CardBody::Same { bytes, .. } => messages.format("same-value", &[("size", &size(*bytes))]),
        CardBody::Waiting(_) | CardBody::Failure { .. } => String::new(),
    };
    match card.at {
        Some(at) => messages.format("at-time", &[("time", &clock(at)), ("size", &bytes)]),
        None => bytes,
    }
}

pub(super) fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Waiting => "tone-waiting",
        Tone::Unused => "tone-unused",
        Tone::Notice => "tone-notice",
        Tone::Caught => "tone-caught",
        Tone::Failed => "tone-failed",
    }
}

fn tone_glyph(tone: Tone) -> Option<Glyph> {
    match tone {
        Tone::Caught | Tone::Notice => Some(Glyph::Caught),
        Tone::Failed => Some(Glyph::Failed),
        Tone::Plain | Tone::Waiting | Tone::Unused => None,
    }
}
