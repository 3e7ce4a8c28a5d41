//! What the simulated world tells: messages, logs, lifecycle changes.

use crate::context::*;
use crate::parts::{Windowed, use_window};
use engine::port::{Notice, NoticeKind};
use json::Value;
use view::clock;
use yew::prelude::*;

/// Height of a row, in pixels (css/timeline.css).
const ROW_PX: usize = 25;

/// The list, oldest first.
#[component]
pub(crate) fn Notices() -> Html {
    let messages = use_messages();
    let moment = use_moment();
    let node = use_node_ref();
    let count = (*moment).as_ref().map_or(0, |snapshot| snapshot.run.world().notices().len());
    let Windowed { rows, before_px, after_px, onscroll } = use_window(&node, count, ROW_PX);
    let Some(snapshot) = (*moment).as_ref().filter(|_| count > 0) else {
        return html! { <p class="empty-note">{ messages.text("notices-empty") }</p> };
    };
    let start = snapshot.run.options().start;
    let columns = ["column-elapsed", "column-kind", "column-state", "column-source", "column-text"];
    html! {
        <div ref={node} class="table-wrap" tabindex="0" role="group" aria-label={messages.text("tab-notices")} {onscroll}>
            <table class="notices">
                <thead><tr>{ for columns.map(|key| html! { <th scope="col">{ messages.text(key) }</th> }) }</tr></thead>
                <tbody>
                    <tr class="spacer" aria-hidden="true" style={format!("height:{before_px}px")} />
                    { for snapshot.run.world().notices().iter_from(rows.start).take(rows.len()).map(|notice| html! {
                        <tr>
                            <td class="n">{ clock(notice.time.millis - start.millis) }</td>
                            <td>{ messages.text(kind_key(notice.kind)) }</td>
                            <td>{ &*notice.path }</td>
                            <td class="mono">{ format!("{} {}", notice.service, notice.source) }</td>
                            <td class="wide mono" title={text(notice)}>{ text(notice) }</td>
                        </tr>
                    }) }
                    <tr class="spacer" aria-hidden="true" style={format!("height:{after_px}px")} />
                </tbody>
            </table>
        </div>
    }
}

fn text(notice: &Notice) -> String {
    match &notice.body {
        Value::String(text) => text.to_string(),
        value => value.to_string(),
    }
}

fn kind_key(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Lifecycle => "notice-lifecycle",
        NoticeKind::Message => "notice-message",
        NoticeKind::Log => "notice-log",
    }
}
