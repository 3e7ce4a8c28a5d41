//! This run beside the former one: where they part, and how each goes on.

use crate::context::*;
use crate::js::reveal_inside;
use crate::messages::Messages;
use crate::panels::sentence::Sentence;
use crate::panels::value_tree::ValueTree;
use crate::parts::{Button, Glyph, Windowed, icon, part, status_class, status_glyph, use_window};
use crate::shared::Shared;
use crate::state::{Act, Change, Select};
use engine::{EventId, ExecutionId, Run};
use std::rc::Rc;
use view::compare::{Difference, Parting, Way, grounds, ways};
use view::events::{EventRow, event_json, event_row};
use view::tree::TreeSource;
use view::{Message, Moment};
use web_sys::HtmlElement;
use yew::prelude::*;

/// Height of a row, in pixels (css/timeline.css).
const ROW_PX: usize = 25;

/// Both runs as far as they have been played, and where they part.
struct Compared {
    here: Run,
    there: Run,
    /// Of which runs it tells: see [`Session::changes`](crate::state::Session::changes).
    of: [usize; 2],
    /// What was given to them that differs.
    grounds: Vec<Message>,
    parting: Parting,
    ways: (Way, Way),
}

impl Compared {
    /// The runs as they stand, compared from where `before` left off when it tells of the same runs.
    fn of(session: &SessionContext, before: Option<&Self>) -> Option<Self> {
        let (recording, former) = (session.recording()?, session.former()?);
        let (here, there) = (recording.latest().clone(), former.latest().clone());
        let (ours, theirs) = (Moment::of_root(&here, &here), Moment::of_root(&there, &there));
        let before = before.filter(|before| before.of == session.changes());
        let grounds = before.map_or_else(|| grounds(&ours, &theirs), |before| before.grounds.clone());
        let mut parting = before.map(|before| before.parting.clone()).unwrap_or_default();
        parting.look((&ours, recording.is_over()), (&theirs, former.is_over()));
        let is_known = |before: &&Self| before.ways.0.has_more_after && before.ways.1.has_more_after;
        let ways = before.filter(is_known).map_or_else(|| ways(&ours, &theirs), |before| before.ways.clone());
        Some(Self { of: session.changes(), grounds, parting, ways, here, there })
    }

    fn ours(&self) -> Moment<'_> {
        Moment::of_root(&self.here, &self.here)
    }

    fn theirs(&self) -> Moment<'_> {
        Moment::of_root(&self.there, &self.there)
    }

    fn len(&self) -> usize {
        self.here.root().history.len().max(self.there.root().history.len())
    }
}

/// The two runs side by side.
#[component]
pub(crate) fn Compare() -> Html {
    let messages = use_messages();
    let session = use_session();
    let known = use_mut_ref(|| None::<Rc<Option<Compared>>>);
    let compared = use_memo(session.clone(), |session| {
        let before = known.borrow().clone();
        Compared::of(session, before.as_deref().and_then(Option::as_ref))
    });
    *known.borrow_mut() = Some(compared.clone());
    let opened = use_state(|| None::<EventId>);
    let list = use_node_ref();
    use_effect_with((session.changes(), session.dispatcher()), |(_, dispatcher)| {
        dispatcher.dispatch(Act::Compare(true));
    });
    use_effect_with(session.dispatcher(), |dispatcher| {
        let dispatcher = dispatcher.clone();
        move || dispatcher.dispatch(Act::Compare(false))
    });
    let count = (*compared).as_ref().map_or(0, Compared::len);
    let Windowed { rows, before_px, after_px, onscroll } = use_window(&list, count, ROW_PX);
    let parted = (*compared).as_ref().and_then(|compared| compared.parting.difference()).map(|found| found.event);
    use_effect_with((parted, list.clone()), |(parted, list)| {
        let list = list.cast::<HtmlElement>().zip(*parted);
        if let Some((list, parted)) = list {
            // The row may not be made yet, so the place is computed; the row above it shows where they agree.
            list.set_scroll_top((parted.saturating_sub(3) as usize * ROW_PX) as i32);
            reveal_inside(&list, "tr.parted");
        }
    });
    let Some(compared) = &*compared else {
        return html! { <p class="empty-note">{ messages.text("compare-empty") }</p> };
    };
    let open = {
        let opened = opened.clone();
        Callback::from(move |id: EventId| opened.set(if *opened == Some(id) { None } else { Some(id) }))
    };
    let shown = opened.or(parted).filter(|id| *id as usize <= count);
    html! {
        <div class="split">
            <div class="split-list">
                <div ref={list} class="table-wrap" tabindex="0" role="group" aria-label={messages.text("tab-compare")} {onscroll}>
                    <table class="events compare" aria-rowcount={(count + 1).to_string()}>
                        <thead><tr>
                            { for ["column-id", "this-run", "former-run"].map(|key| html! { <th scope="col">{ messages.text(key) }</th> }) }
                        </tr></thead>
                        <tbody>
                            <tr class="spacer" aria-hidden="true" style={format!("height:{before_px}px")} />
                            { for rows.map(|at| row(compared, at as EventId + 1, parted, shown, &open)) }
                            <tr class="spacer" aria-hidden="true" style={format!("height:{after_px}px")} />
                        </tbody>
                    </table>
                </div>
            </div>
            <div class="split-detail">
                { part!(Head { difference: compared.parting.difference().cloned(), grounds: compared.grounds.clone() }) }
                <div class="ways">
                    { way(&compared.ways.0, messages.text("this-run")) }
                    { way(&compared.ways.1, messages.text("former-run")) }
                </div>
                { for shown.map(|id| details(compared, id, &messages)) }
            </div>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct HeadProps {
    difference: Option<Difference>,
    /// What was given to the runs that differs.
    grounds: Vec<Message>,
}

/// What differs first, and what can be done about it.
#[component]
fn Head(props: &HeadProps) -> Html {
    let messages = use_messages();
    let session = use_session();
    let selection = use_selection().dispatcher();
    let workspace = use_workspace().dispatcher();
    let dispatcher = session.dispatcher();
    let go = props.difference.as_ref().map(|difference| {
        let frame = session.recording().and_then(|recording| recording.frame_of(ExecutionId(0), difference.event));
        let frame = frame.or_else(|| session.recording().map(|recording| recording.last_frame()));
        let dispatcher = dispatcher.clone();
        move |()| {
            selection.dispatch(Select::Follow);
            dispatcher.dispatch(Act::Seek(frame.unwrap_or(0)));
        }
    });
    let restore = {
        let former = session.former().map(|former| former.workspace().clone());
        move |()| {
            if let Some(former) = &former {
                workspace.dispatch(Change::Restore(former.clone()));
            }
        }
    };
    let forget = move |()| dispatcher.dispatch(Act::Forget);
    let both = props.difference.as_ref().and_then(Difference::texts);
    html! {
        <div class="compare-head">
            <p role="status">
                if let Some(difference) = &props.difference {
                    { part!(Sentence { message: difference.says.clone() }) }
                } else {
                    { messages.text(if session.is_busy() { "compare-playing" } else { "compare-same" }) }
                }
            </p>
            if let Some((here, there)) = both {
                <dl>
                    { for [("this-run", here), ("former-run", there)].map(|(key, text)| html! {
                        <div><dt>{ messages.text(key) }</dt><dd class="mono" title={text.clone()}>{ &text }</dd></div>
                    }) }
                </dl>
            }
            <div class="filterbar">
                if let Some(onclick) = go {
                    { part!(Button { label: messages.text("go-to-difference"), class: "small", onclick }) }
                }
                { part!(Button { label: messages.text("restore-former"), class: "small", onclick: restore }) }
                { part!(Button { label: messages.text("forget-former"), glyph: Glyph::Close, icon_only: true, class: "quiet small", onclick: forget }) }
            </div>
            if !props.grounds.is_empty() {
                <ul aria-label={messages.text("compare-grounds")}>
                    { for props.grounds.iter().map(|ground| html! { <li>{ part!(Sentence { message: ground.clone() }) }</li> }) }
                </ul>
            }
        </div>
    }
}

/// The states that a run entered, what it entered alone set off.
fn way(way: &Way, title: &'static str) -> Html {
    let names = |states: &[view::StateRef]| states.iter().map(|state| &*state.name).collect::<Vec<_>>().join(" → ");
    let together = names(&way.together);
    html! {
        <p><b>{ title }</b>{ " " }
            { if way.has_more_before { "… → " } else { "" } }{ together }
            if !way.alone.is_empty() {
                { " → " }<mark>{ names(&way.alone) }</mark>
            }
            { if way.has_more_after { " → …" } else { "" } }
        </p>
    }
}

fn row(
    compared: &Compared,
    id: EventId,
    parted: Option<EventId>,
    shown: Option<EventId>,
    open: &Callback<EventId>,
) -> Html {
    let onclick = {
        let open = open.clone();
        move |_: MouseEvent| open.emit(id)
    };
    let is_shown = shown == Some(id);
    let class = classes!(
        (parted == Some(id)).then_some("parted"),
        parted.is_some_and(|parted| id > parted).then_some("after-parting"),
        is_shown.then_some("is-selected"),
    );
    html! {
        <tr key={id} {class} {onclick}>
            <td class="n"><button type="button" class="link" aria-expanded={is_shown.to_string()}>{ id }</button></td>
            <td>{ for event_row(&compared.ours(), id).map(|row| event(&row)) }</td>
            <td>{ for event_row(&compared.theirs(), id).map(|row| event(&row)) }</td>
        </tr>
    }
}

fn event(row: &EventRow) -> Html {
    html! {
        <span class="k">
            if let Some(status) = row.status {
                <span class={format!("status-{}", status_class(status))}>{ icon(status_glyph(status)) }</span>
            }
            { &row.type_name }
            if let Some(state) = &row.state {
                <span class="muted">{ &*state.name }</span>
            }
        </span>
    }
}

/// The event of both runs in one tree: what was there is marked as what it was before.
fn details(compared: &Compared, id: EventId, messages: &Messages) -> Html {
    let (here, there) = (event_json(&compared.ours(), id), event_json(&compared.theirs(), id));
    let key = if here.is_some() { "compare-event" } else { "compare-event-former" };
    let label = messages.format(key, &[("id", &id.to_string())]);
    let before = here.is_some().then(|| there.clone()).flatten();
    let source = TreeSource { value: here.or(there).unwrap_or_default(), before, ..TreeSource::default() };
    html! { <><h3 class="sub-title">{ &label }</h3>{ part!(ValueTree { label, source: Shared::new(source), changes_only: true }) }</> }
}
