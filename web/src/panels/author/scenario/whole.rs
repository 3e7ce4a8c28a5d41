//! What holds for the whole scenario: where chance comes from, and when the run starts.

use crate::context::*;
use crate::parts::{Field, Stepper, part};
use crate::state::Change;
use host::Timestamp;
use services::scenario::Scenario;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Seed and start time.
#[component]
pub(super) fn WholeScenario() -> Html {
    let messages = use_messages();
    let workspace = use_workspace();
    let scenario = workspace.workspace.scenario.clone();
    let (seed, start) = (scenario.seed as i64, scenario.start_time.to_string());
    let set = {
        let dispatcher = workspace.dispatcher();
        move |change: Scenario| dispatcher.dispatch(Change::Scenario(Rc::new(change)))
    };
    let onseed = {
        let (set, scenario) = (set.clone(), scenario.clone());
        move |seed: i64| set(Scenario { seed: seed as u64, ..(*scenario).clone() })
    };
    let onstart = {
        let start = start.clone();
        move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            match Timestamp::parse(input.value().trim()) {
                Some(start_time) => set(Scenario { start_time, ..(*scenario).clone() }),
                None => input.set_value(&start),
            }
        }
    };
    let stepper = part!(Stepper {
        label: messages.text("seed"),
        less: messages.text("one-less"),
        more: messages.text("one-more"),
        value: seed,
        min: 0,
        max: i64::MAX,
        onchange: onseed
    });
    let starts = messages.text("scenario-start");
    html! {
        <div class="scen-body scenario-whole">
            { part!(Field { label: messages.text("seed"), children: html! { <>{ stepper }<span class="hint-inline">{ messages.text("seed-help") }</span></> } }) }
            { part!(Field { label: starts, children: html! { <><span class="input fill"><input value={start} aria-label={starts} onchange={onstart} /></span></> } }) }
        </div>
    }
}
