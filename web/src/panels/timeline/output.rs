//! Input and output of the execution.

use crate::context::*;
use crate::panels::value_tree::ValueTree;
use crate::parts::part;
use crate::shared::Shared;
use json::Value;
use view::tree::TreeSource;
use yew::prelude::*;

/// Input and output of the execution, or how it failed.
#[component]
pub(crate) fn Output() -> Html {
    let messages = use_messages();
    let moment = use_moment();
    let Some(snapshot) = &*moment else {
        return html! { <p class="empty-note">{ messages.text("events-empty") }</p> };
    };
    let execution = snapshot.moment().execution();
    html! {
        <div class="in-out">
            <section>
                <h3>{ messages.text("execution-input") }</h3>
                { part!(Whole { label: messages.text("execution-input"), value: execution.input.clone() }) }
            </section>
            <section>
                <h3>{ messages.text("execution-output") }</h3>
                if let Some(output) = &execution.output {
                    { part!(Whole { label: messages.text("execution-output"), value: output.clone() }) }
                } else if let Some(failure) = &execution.failure {
                    <div class="failure">
                        <b>{ failure.error.as_deref().unwrap_or_default() }</b>
                        <p>{ failure.cause.as_deref().unwrap_or_default() }</p>
                    </div>
                } else {
                    <p class="await">{ messages.text("output-not-yet") }</p>
                }
            </section>
        </div>
    }
}

#[derive(Properties)]
struct WholeProps {
    label: AttrValue,
    value: Value,
}

/// Values are compared by pointer: see the module `shared`.
impl PartialEq for WholeProps {
    fn eq(&self, other: &Self) -> bool {
        self.label == other.label && self.value.is_same(&other.value)
    }
}

#[component]
fn Whole(props: &WholeProps) -> Html {
    let source = Shared::new(TreeSource { value: props.value.clone(), ..TreeSource::default() });
    part!(ValueTree { label: &props.label, source })
}
