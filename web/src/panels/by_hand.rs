//! A person as the worker: answer a task token, take an activity, stop an ECS task.

use crate::context::*;
use crate::messages::Messages;
use crate::parts::{Button, Field, Glyph, Segmented, classed_icon, part};
use crate::state::{Act, Change};
use engine::VisitId;
use json::{Text, Value};
use services::scenario::{self, CallbackAnswer, Deed, Entry, Intervention, Lasting, Outcome};
use std::rc::Rc;
use view::clock;
use view::pending::{PendingView, pending};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// A worker that gives no name.
const WORKER: &str = "worker";
/// `StoppedReason` of a task that is stopped without one (ECS console).
const STOPPED: &str = "Task stopped by user";

/// What a person can send with a task token.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Answer {
    Success,
    Failure,
    Heartbeat,
}

/// Everything that waits at the cursor; looked up again when the moment changes.
#[hook]
pub(crate) fn use_pending() -> Rc<Vec<PendingView>> {
    let moment = use_moment();
    use_memo(moment, |moment| (**moment).as_ref().map(|snapshot| pending(&snapshot.moment())).unwrap_or_default())
}

/// Properties of [`ByHand`].
#[derive(PartialEq, Properties)]
pub(crate) struct ByHandProps {
    /// The visit that waits.
    pub visit: VisitId,
}

/// What a person can do to the task of a visit; nothing when it waits for nobody.
#[component]
pub(crate) fn ByHand(props: &ByHandProps) -> Html {
    let messages = use_messages();
    let moment = use_moment();
    let act = use_act();
    let fields = Fields { text: use_node_ref(), error: use_node_ref(), cause: use_node_ref(), later: use_node_ref() };
    let answer = use_state_eq(|| Answer::Success);
    let is_wrong = use_state_eq(|| false);
    let all = use_pending();
    let (Some(snapshot), Some(waiting)) = (&*moment, all.iter().find(|waiting| waiting.visit == props.visit)) else {
        return Html::default();
    };
    let now = snapshot.run.now();
    let emit = |read: fn(&Fields, Answer) -> Option<Deed>| {
        let (act, fields, is_wrong, answer) = (act.clone(), fields.clone(), is_wrong.clone(), *answer);
        let pending = waiting.pending.clone();
        Callback::from(move |()| {
            let deed = read(&fields, answer);
            is_wrong.set(deed.is_none());
            if let Some(deed) = deed {
                let intervention = pending.intervention(now, fields.later_millis(), deed);
                act.emit((pending.place.clone(), intervention));
            }
        })
    };
    // A task that runs by itself asks for nothing.
    let is_quiet = waiting.pending.token.is_none() && waiting.pending.activity.is_none();
    let since = clock(waiting.pending.since.millis - snapshot.run.options().start.millis);
    html! {
        <div class={classes!("by-hand", is_quiet.then_some("quiet"))} role="group"
            aria-label={messages.format("hand-of", &[("state", &waiting.pending.path)])}>
            <header>
                { classed_icon(Glyph::Task, "type-task") }
                <h3>{ messages.text(title(waiting)) }</h3>
                <span class="by-hand-since">{ messages.format("since", &[("from", &since)]) }</span>
            </header>
            if waiting.pending.token.is_some() {
                { part!(Segmented<Answer> { label: messages.text("hand-answer"), chosen: *answer, options: answers(&messages),
                    onchoose: { let answer = answer.clone(); move |chosen| answer.set(chosen) } }) }
                { answer_fields(&messages, &fields, *answer, &waiting.entry) }
                if *is_wrong {
                    <span class="wrong" role="alert">{ messages.text("not-json") }</span>
                }
                { send_line(&messages, &fields, *answer, emit(Fields::answer)) }
            } else if waiting.pending.activity.is_some() {
                { line_field(messages.text("hand-worker"), &fields.text, WORKER) }
                { part!(Button { label: messages.text("hand-take"), class: "primary", onclick: emit(|fields, _| Some(Deed::Take(fields.line()))) }) }
            }
            if waiting.pending.can_stop {
                { line_field(messages.text("field-Reason"), &fields.cause, STOPPED) }
                { part!(Button { label: messages.text("hand-stop"), onclick: emit(|fields, _| Some(Deed::Stop(fields.reason()))) }) }
            }
            { done(&messages, &waiting.entry) }
        </div>
    }
}

/// Puts what a person does into the scenario, and goes on to where it shows.
#[hook]
fn use_act() -> Callback<(scenario::AttemptPlace, Intervention)> {
    let (workspace, session) = (use_workspace(), use_session().dispatcher());
    Callback::from(move |(place, intervention): (_, Intervention)| {
        let mut scenario = (*workspace.workspace.scenario).clone();
        // A heartbeat leaves no event, and a task takes its time to stop.
        if !matches!(intervention.deed, Deed::Heartbeat | Deed::Stop(_)) {
            session.dispatch(Act::StepOnceBuilt);
        }
        scenario.intervene(&place, intervention);
        workspace.dispatch(Change::Scenario(Rc::new(scenario)));
    })
}

/// The fields of the form, where they are read from when it is sent.
#[derive(Clone)]
struct Fields {
    text: NodeRef,
    error: NodeRef,
    cause: NodeRef,
    later: NodeRef,
}

impl Fields {
    /// What is sent with the token; `None` when the output is no JSON.
    fn answer(&self, answer: Answer) -> Option<Deed> {
        Some(match answer {
            Answer::Success => {
                let text = self.text.cast::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default();
                Deed::Success(json::parse_value(&text).ok()?)
            }
            Answer::Failure => Deed::Failure { error: given(&self.error), cause: given(&self.cause) },
            Answer::Heartbeat => Deed::Heartbeat,
        })
    }

    /// The worker's name.
    fn line(&self) -> Text {
        given(&self.text).unwrap_or_else(|| WORKER.into())
    }

    fn reason(&self) -> Text {
        given(&self.cause).unwrap_or_else(|| STOPPED.into())
    }

    /// So much virtual time after the cursor, in milliseconds.
    fn later_millis(&self) -> i64 {
        given(&self.later).and_then(|text| Lasting::parse_millis(&text)).unwrap_or(0)
    }
}

/// What a line of text says; `None` when it is empty.
fn given(field: &NodeRef) -> Option<Text> {
    let text = field.cast::<HtmlInputElement>()?.value();
    (!text.is_empty()).then(|| text.into())
}

fn title(waiting: &PendingView) -> &'static str {
    match waiting {
        PendingView { pending, .. } if pending.token.is_some() => "hand-token",
        PendingView { pending, .. } if pending.activity.is_some() => "hand-activity",
        _ => "hand-ecs",
    }
}

fn answers(messages: &Messages) -> Vec<(Answer, AttrValue)> {
    [(Answer::Success, "hand-success"), (Answer::Failure, "hand-failure"), (Answer::Heartbeat, "hand-heartbeat")]
        .map(|(answer, key)| (answer, messages.text(key).into()))
        .into()
}

fn answer_fields(messages: &Messages, fields: &Fields, answer: Answer, entry: &Entry) -> Html {
    match answer {
        Answer::Success => html! {
            <textarea key="output" ref={fields.text.clone()} class="code-field" rows="3" aria-label={messages.text("field-Output")}
                spellcheck="false" defaultvalue={json::print_pretty(&usual_output(entry))} />
        },
        Answer::Failure => html! {
            <>
                { line_field(messages.text("field-Error"), &fields.error, "") }
                { line_field(messages.text("field-Cause"), &fields.cause, "") }
            </>
        },
        Answer::Heartbeat => html! { <p class="hint-inline">{ messages.text("hand-heartbeat-help") }</p> },
    }
}

/// What the simulated worker would send.
fn usual_output(entry: &Entry) -> Value {
    match &entry.outcome {
        Outcome::Callback(scenario::Callback { answer: CallbackAnswer::Success(output), .. }) => output.clone(),
        _ => Value::from([]),
    }
}

fn line_field(label: &'static str, node: &NodeRef, usual: &'static str) -> Html {
    html! {
        { part!(Field { label, children: html! { <span class="input fill"><input ref={node} aria-label={label} placeholder={usual} /></span> } }) }
    }
}

fn send_line(messages: &Messages, fields: &Fields, answer: Answer, onclick: Callback<()>) -> Html {
    let key = match answer {
        Answer::Success => "hand-send-success",
        Answer::Failure => "hand-send-failure",
        Answer::Heartbeat => "hand-send-heartbeat",
    };
    html! {
        <div class="by-hand-send">
            { part!(Button { label: messages.text(key), class: "primary", onclick }) }
            <label class="hint-inline">{ messages.text("hand-later") }
                <span class="input"><input ref={fields.later.clone()} placeholder="0s" title={messages.text("duration-help")} /></span>
            </label>
        </div>
    }
}

/// What was done by hand to this attempt so far.
fn done(messages: &Messages, entry: &Entry) -> Html {
    let name = |deed: &Deed| match deed {
        Deed::Take(worker) => format!("GetActivityTask: {worker}"),
        Deed::Heartbeat => "SendTaskHeartbeat".to_owned(),
        Deed::Success(output) => format!("SendTaskSuccess: {output}"),
        Deed::Failure { error, .. } => format!("SendTaskFailure: {}", error.as_deref().unwrap_or_default()),
        Deed::Stop(reason) => format!("StopTask: {reason}"),
    };
    if entry.person.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="by-hand-done" aria-label={messages.text("hand-done")}>
            { for entry.person.iter().map(|intervention| html! {
                <li><span class="n">{ format!("+{}", Lasting::print_millis(intervention.after_millis)) }</span>{ " " }<code>{ name(&intervention.deed) }</code></li>
            }) }
        </ul>
    }
}
