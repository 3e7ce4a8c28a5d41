//! The run in time: transport, film strip, and the tabs below.

mod strip;
mod transport;

use crate::context::*;
use crate::parts::{Tab, Tabs};
use crate::state::{Arrange, TimelineTab};
use strip::Strip;
use transport::Transport;
use yew::prelude::*;

const PANEL: &str = "timeline-panel";

/// The pane.
#[component]
pub(crate) fn TimelinePane() -> Html {
    let messages = use_messages();
    let arrangement = use_arrangement();
    let moment = use_moment();
    let (events, notices) = moment.as_ref().map_or((0, 0), |run| (run.journal().len(), run.world().notices().len()));
    let tabs = vec![
        Tab::new(TimelineTab::Table, messages.text("tab-table")),
        Tab::new(TimelineTab::Events, messages.text("tab-events")).count(events),
        Tab::new(TimelineTab::Variables, messages.text("tab-variables")),
        Tab::new(TimelineTab::Notices, messages.text("tab-notices")).count(notices),
        Tab::new(TimelineTab::Output, messages.text("tab-output")),
    ];
    let onchoose = {
        let dispatcher = arrangement.dispatcher();
        move |tab| dispatcher.dispatch(Arrange::Timeline(tab))
    };
    html! {
        <section class="pane time-pane" aria-label={messages.text("timeline")}>
            <Transport />
            <Strip />
            <Tabs<TimelineTab> label={messages.text("timeline")} {tabs} chosen={arrangement.timeline} panel={PANEL}
                class="tabs-bottom" {onchoose} />
            <div class="time-body" id={PANEL} role="tabpanel" aria-label={messages.text("timeline")}>
                <p class="empty-note">{ messages.text("table-empty") }</p>
            </div>
        </section>
    }
}
