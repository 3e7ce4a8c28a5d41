//! The table with its chart over virtual time, which is also a slider over it.

use crate::context::*;
use crate::parts::{
    Glyph, StatusMark, Windowed, classed_icon, icon, part, sliding, status_class, type_class, type_glyph, use_window,
};
use crate::state::{Act, Select};
use host::Timestamp;
use std::collections::BTreeSet;
use view::clock;
use view::table::{Bar, BarKind, RowId, RowPlace, TableRow, row, table};
use web_sys::HtmlElement;
use yew::prelude::*;

/// Height of a row, in pixels (css/timeline.css).
const ROW_PX: usize = 25;

/// Further to the right a mark has no room for its text.
const LAST_MARK_PERCENT: f64 = 92.0;

/// The table with its chart.
#[component]
pub(crate) fn Gantt() -> Html {
    let messages = use_messages();
    let (moment, document) = (use_moment(), use_document());
    let focus = use_focus();
    let toggled = use_state(BTreeSet::<RowId>::new);
    let table = use_memo((moment.clone(), (*toggled).clone()), |(moment, toggled)| {
        (**moment).as_ref().map(|snapshot| table(&snapshot.moment(), toggled)).unwrap_or_default()
    });
    let node = use_node_ref();
    let Windowed { rows, before_px, after_px, onscroll } = use_window(&node, table.places.len(), ROW_PX);
    use_effect_with((focus.visit, table.places.len()), {
        let (node, table) = (node.clone(), table.clone());
        move |(visit, _)| {
            let at = visit.and_then(|visit| table.places.iter().position(|place| place.id == RowId::Visit(visit)));
            if let Some((list, at)) = node.cast::<HtmlElement>().zip(at) {
                reveal(&list, at);
            }
        }
    });
    let Some(snapshot) = (*moment).as_ref().filter(|_| !table.places.is_empty()) else {
        let text = match moment.is_none() {
            true => messages.count("errors-to-fix", document.count(text::Severity::Error).max(1)),
            false => messages.text("table-empty").to_owned(),
        };
        return html! { <p class="empty-note">{ text }</p> };
    };
    let toggle = Callback::from(move |id: RowId| {
        let mut next = (*toggled).clone();
        if !next.remove(&id) {
            next.insert(id);
        }
        toggled.set(next);
    });
    let columns = ["column-name", "column-type", "column-status", "column-started", "column-duration"];
    let shown = &table.places[rows.start.min(table.places.len())..rows.end.min(table.places.len())];
    let view = snapshot.moment();
    html! {
        <div ref={node} class="table-wrap" tabindex="0" role="group" aria-label={messages.text("tab-table")} {onscroll}>
            <table class="gantt" aria-rowcount={(table.places.len() + 1).to_string()}>
                <thead><tr>
                    { for columns.map(|key| html! { <th scope="col">{ messages.text(key) }</th> }) }
                    <th scope="col" class="tl"><span class="vh">{ messages.text("column-timeline") }</span>{ part!(Axis { span: table.span, now: table.now, marks: table.marks.clone() }) }</th>
                </tr></thead>
                <tbody>
                    <tr class="spacer" aria-hidden="true" style={format!("height:{before_px}px")} />
                    { for shown.iter().filter_map(|place| row(&view, *place)).map(|row| {
                        part!(key = format!("{:?}", row.place.id); Row { row, span: table.span, now: table.now, toggle: toggle.clone() })
                    }) }
                    <tr class="spacer" aria-hidden="true" style={format!("height:{after_px}px")} />
                </tbody>
            </table>
        </div>
    }
}

/// Scrolls no further than needed to bring a row into view, below the head of the table.
fn reveal(list: &HtmlElement, at: usize) {
    let (top, height) = ((at * ROW_PX) as i32, list.client_height());
    let from = list.scroll_top();
    if top < from {
        list.set_scroll_top(top);
    } else if top + 2 * ROW_PX as i32 > from + height {
        list.set_scroll_top(top + 2 * ROW_PX as i32 - height);
    }
}

#[derive(PartialEq, Properties)]
struct AxisProps {
    span: i64,
    now: i64,
    marks: Vec<i64>,
}

/// The marks over the chart; a slider that moves the run to a virtual time.
#[component]
fn Axis(props: &AxisProps) -> Html {
    let messages = use_messages();
    let session = use_session();
    let node = use_node_ref();
    let AxisProps { span, now, .. } = *props;
    let seek = {
        let session = session.clone();
        move |millis: i64| {
            let frame = session
                .recording()
                .map_or(0, |recording| recording.frame_at(Timestamp { millis: recording.time(0).millis + millis }));
            session.dispatch(Act::Seek(frame));
        }
    };
    let (onpointerdown, onpointermove) = {
        let seek = seek.clone();
        sliding(&node, move |fraction| seek((fraction * span as f64) as i64))
    };
    let onkeydown = move |event: KeyboardEvent| {
        // The times of the events before and after: between them nothing changes.
        let near = session.recording().map(|recording| {
            let time = |frame: usize| recording.time(frame).millis - recording.time(0).millis;
            let last = recording.last_frame();
            let here = recording.frame_at(Timestamp { millis: recording.time(0).millis + now });
            let before = (0..=here).rev().map(time).find(|millis| *millis < now);
            let after = (here..=last).map(time).find(|millis| *millis > now);
            (before.unwrap_or(0), after.unwrap_or(span))
        });
        let to = match (event.key().as_str(), near) {
            ("ArrowLeft" | "ArrowDown", Some((before, _))) => before,
            ("ArrowRight" | "ArrowUp", Some((_, after))) => after,
            ("PageDown", _) => now - span / 10,
            ("PageUp", _) => now + span / 10,
            ("Home", _) => 0,
            ("End", _) => span,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        seek(to.clamp(0, span));
    };
    html! {
        <span ref={node} class="axis" role="slider" tabindex="0" aria-label={messages.text("virtual-time-slider")}
            aria-valuemin="0" aria-valuemax={span.to_string()} aria-valuenow={now.to_string()} aria-valuetext={clock(now)}
            {onpointerdown} {onpointermove} {onkeydown}>
            // The text of a mark at the very end would be cut.
            { for props.marks.iter().filter(|&&mark| percent(mark, span) < LAST_MARK_PERCENT).map(|&mark| html! {
                <i style={format!("left:{:.2}%", percent(mark, span))}>{ clock(mark) }</i>
            }) }
            <span class="now" style={format!("left:{:.2}%", percent(now, span))} />
        </span>
    }
}

#[derive(PartialEq, Properties)]
struct RowProps {
    row: TableRow,
    span: i64,
    now: i64,
    toggle: Callback<RowId>,
}

/// A visit, a branch or an iteration.
#[component]
fn Row(props: &RowProps) -> Html {
    let messages = use_messages();
    let selection = use_selection();
    let analysis = use_analysis();
    let focus = use_focus();
    let RowPlace { id, depth, is_open, .. } = props.row.place;
    let row = &props.row;
    let (RowId::Visit(visit) | RowId::Inside(visit, _)) = id;
    let is_selected = id == RowId::Visit(visit) && focus.visit == Some(visit);
    let onclick = {
        let dispatcher = selection.dispatcher();
        let location = analysis.machine.states.get(row.state.0 as usize).map(|state| state.location.clone());
        move |_: MouseEvent| {
            if let Some(location) = &location {
                dispatcher.dispatch(Select::Visit(location.as_str().into(), visit));
            }
        }
    };
    let name = messages.sentence(&row.name);
    html! {
        <tr class={classes!(is_selected.then_some("is-selected"))} {onclick} aria-selected={is_selected.to_string()}>
            <th scope="row" style={format!("padding-left:{}px", 10 + 16 * depth)}>
                if let Some(is_open) = is_open {
                    { part!(Fold { is_open, label: name.clone(), onclick: { let toggle = props.toggle.clone(); move |()| toggle.emit(id) } }) }
                }
                if let Some(kind) = row.state_type {
                    { classed_icon(type_glyph(kind), type_class(kind)) }
                }
                <button type="button" class="link">{ name }</button>
            </th>
            <td>{ row.state_type.map_or("", |kind| kind.name()) }</td>
            <td>{ part!(StatusMark { status: row.status, word: messages.sentence(&row.status.word()) }) }</td>
            <td class="n">{ clock(row.started_after) }</td>
            <td class="n">{ clock(row.duration) }</td>
            <td class="tl"><span class="lane">
                { for row.bars.iter().map(|bar| draw_bar(bar, props.span)) }
                <span class="now" style={format!("left:{:.2}%", percent(props.now, props.span))} />
            </span></td>
        </tr>
    }
}

#[derive(PartialEq, Properties)]
struct FoldProps {
    is_open: bool,
    label: AttrValue,
    onclick: Callback<()>,
}

/// Opens and closes a row.
#[component]
fn Fold(props: &FoldProps) -> Html {
    let onclick = {
        let onclick = props.onclick.clone();
        move |event: MouseEvent| {
            event.stop_propagation();
            onclick.emit(());
        }
    };
    html! {
        <button type="button" class="fold" aria-expanded={props.is_open.to_string()} aria-label={&props.label} {onclick}>
            { icon(if props.is_open { Glyph::Down } else { Glyph::Right }) }
        </button>
    }
}

fn draw_bar(bar: &Bar, span: i64) -> Html {
    let kind = match bar.kind {
        BarKind::Spent(status) => status_class(status),
        BarKind::FailedAttempt => "failed",
        BarKind::BackOff => "wait",
        BarKind::Ahead => "ahead",
    };
    let (left, right) = (percent(bar.from, span), percent(bar.to, span));
    html! { <span class={format!("bar bar-{kind}")} style={format!("left:{left:.2}%;width:{:.2}%", (right - left).max(0.0))} /> }
}

fn percent(millis: i64, span: i64) -> f64 {
    millis as f64 / span.max(1) as f64 * 100.0
}
