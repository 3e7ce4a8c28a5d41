//! The workers' panel: the activities of the definition, and every task that waits for somebody.

use crate::context::*;
use crate::panels::by_hand::{ByHand, use_pending};
use crate::parts::part;
use definition::{Resource, StateMachine};
use view::pending::PendingView;
use yew::prelude::*;

/// Activities with what waits for their workers, then the other tasks that a person can act on.
#[component]
pub(crate) fn Workers() -> Html {
    let messages = use_messages();
    let analysis = use_analysis();
    let waiting = use_pending();
    let card = |waiting: &PendingView| {
        let visit = waiting.visit;
        part!(key = visit.0; ByHand { visit })
    };
    let activities = activities(&analysis.machine);
    if activities.is_empty() && waiting.is_empty() {
        return html! { <p class="empty-note">{ messages.text("workers-empty") }</p> };
    }
    html! {
        <div class="workers" tabindex="0" role="group" aria-label={messages.text("tab-workers")}>
            { for activities.iter().map(|arn| {
                let scheduled = waiting.iter().filter(|waiting| waiting.pending.activity.as_deref() == Some(arn)).count();
                html! {
                    <h3 key={*arn} class="workers-activity">
                        <span>{ arn.rsplit(':').next() }</span>{ " " }<small title={arn.to_string()}>{ messages.count("activity-tasks", scheduled) }</small>
                    </h3>
                }
            }) }
            <div class="workers-cards">{ for waiting.iter().map(card) }</div>
        </div>
    }
}

/// ARNs of the activities that the states call, each once.
fn activities(machine: &StateMachine) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for task in machine.states.iter().filter_map(|state| state.task()) {
        if let Resource::Activity(arn) = &task.resource
            && !found.contains(&&**arn)
        {
            found.push(arn);
        }
    }
    found
}
