//! The table with its chart over virtual time.

use crate::context::*;
use crate::js::reveal_inside;
use crate::parts::{Glyph, StatusMark, classed_icon, icon, part, status_class, type_class, type_glyph};
use crate::state::Select;
use std::collections::BTreeSet;
use view::clock;
use view::table::{Bar, BarKind, RowId, Table, TableRow, table};
use web_sys::HtmlElement;
use yew::prelude::*;

/// The table with its chart.
#[component]
pub(crate) fn Gantt() -> Html {
    let messages = use_messages();
    let moment = use_moment();
    let focus = use_focus();
    let toggled = use_state(BTreeSet::<RowId>::new);
    let table = use_memo((moment, (*toggled).clone()), |(moment, toggled)| {
        (**moment).as_ref().map(|snapshot| table(&snapshot.moment(), toggled)).unwrap_or_default()
    });
    let node = use_node_ref();
    use_effect_with((focus.visit, table.rows.len()), {
        let node = node.clone();
        move |_| {
            if let Some(list) = node.cast::<HtmlElement>() {
                reveal_inside(&list, "tr.is-selected");
            }
        }
    });
    if table.rows.is_empty() {
        return html! { <p class="empty-note">{ messages.text("table-empty") }</p> };
    }
    let toggle = Callback::from(move |id: RowId| {
        let mut next = (*toggled).clone();
        if !next.remove(&id) {
            next.insert(id);
        }
        toggled.set(next);
    });
    let columns = ["column-name", "column-type", "column-status", "column-started", "column-duration"];
    html! {
        <div ref={node} class="table-wrap" tabindex="0" role="group" aria-label={messages.text("tab-table")}>
            <table class="gantt">
                <thead><tr>
                    { for columns.map(|key| html! { <th scope="col">{ messages.text(key) }</th> }) }
                    <th scope="col" class="tl"><span class="vh">{ messages.text("column-timeline") }</span>{ axis(&table) }</th>
                </tr></thead>
                <tbody>
                    { for (0..table.rows.len()).map(|at| part!(key = at; Row { row: table.rows[at].clone(), span: table.span, now: table.now, toggle: toggle.clone() })) }
                </tbody>
            </table>
        </div>
    }
}

fn axis(table: &Table) -> Html {
    html! {
        <span class="axis" aria-hidden="true">
            { for table.marks.iter().map(|&mark| html! {
                <i style={format!("left:{:.2}%", percent(mark, table.span))}>{ clock(mark) }</i>
            }) }
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
    let TableRow { id, depth, is_open, .. } = props.row;
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
