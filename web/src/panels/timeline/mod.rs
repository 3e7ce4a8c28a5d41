//! The run in time: transport, film strip, and the tabs below.

mod breakpoints;
mod compare;
mod events;
mod gantt;
mod notices;
mod output;
mod strip;
mod transport;
mod variables;
mod workers;

use crate::context::*;
use crate::panels::by_hand::use_pending;
use crate::parts::{Tab, Tabs, part};
use crate::state::{Arrange, TimelineTab};
use breakpoints::BreakpointList;
use compare::Compare;
use events::Events;
use gantt::Gantt;
use notices::Notices;
use output::Output;
use strip::Strip;
use transport::Transport;
use variables::Variables;
use workers::Workers;
use yew::prelude::*;

const PANEL: &str = "timeline-panel";

/// The pane.
#[component]
pub(crate) fn TimelinePane() -> Html {
    let messages = use_messages();
    let arrangement = use_arrangement();
    let moment = use_moment();
    let (events, notices) = match &*moment {
        Some(snapshot) => (snapshot.run.journal().len(), snapshot.run.world().notices().len()),
        None => (0, 0),
    };
    let waiting = use_pending().len();
    let breakpoints = use_breakpoints();
    let has_former = use_session().former().is_some();
    let mut tabs = vec![
        Tab::new(TimelineTab::Table, messages.text("tab-table")),
        Tab::new(TimelineTab::Events, messages.text("tab-events")).count(events),
        Tab::new(TimelineTab::Variables, messages.text("tab-variables")),
        Tab::new(TimelineTab::Notices, messages.text("tab-notices")).count(notices),
        Tab::new(TimelineTab::Workers, messages.text("tab-workers")).count(waiting),
        Tab::new(TimelineTab::Output, messages.text("tab-output")),
        Tab::new(TimelineTab::Breakpoints, messages.text("tab-breakpoints")).count(breakpoints.0.len()),
    ];
    // Nothing to compare, no tab.
    if has_former {
        tabs.push(Tab::new(TimelineTab::Compare, messages.text("tab-compare")));
    }
    let is_there = has_former || arrangement.timeline != TimelineTab::Compare;
    let chosen = if is_there { arrangement.timeline } else { TimelineTab::Table };
    let onchoose = {
        let dispatcher = arrangement.dispatcher();
        move |tab| dispatcher.dispatch(Arrange::Timeline(tab))
    };
    html! {
        <section class="pane time-pane" aria-label={messages.text("timeline")}>
            { part!(Transport) }
            { part!(Strip) }
            { part!(Tabs<TimelineTab> { label: messages.text("timeline"), tabs, chosen, panel: PANEL,
                class: "tabs-bottom", onchoose }) }
            <div class="time-body" id={PANEL} role="tabpanel" aria-label={messages.text("timeline")}>
                { match chosen {
                    TimelineTab::Table => part!(Gantt),
                    TimelineTab::Events => part!(Events),
                    TimelineTab::Variables => part!(Variables),
                    TimelineTab::Notices => part!(Notices),
                    TimelineTab::Workers => part!(Workers),
                    TimelineTab::Output => part!(Output),
                    TimelineTab::Breakpoints => part!(BreakpointList),
                    TimelineTab::Compare => part!(Compare),
                } }
            </div>
        </section>
    }
}
