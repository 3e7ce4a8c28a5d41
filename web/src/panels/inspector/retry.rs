//! The attempts of the selected visit, as the console's Retry tab lists them.

use crate::context::*;
use crate::panels::sentence::Sentence;
use crate::parts::{StatusMark, part};
use view::clock;
use view::why::attempts;
use yew::prelude::*;

/// The attempts.
#[component]
pub(crate) fn Retry() -> Html {
    let messages = use_messages();
    let moment = use_moment();
    let focus = use_focus();
    let attempts = use_memo((moment, focus.visit), |(moment, visit)| {
        let snapshot = (**moment).as_ref();
        let visit = snapshot.zip(*visit).and_then(|(snapshot, visit)| snapshot.run.visit(visit));
        snapshot.zip(visit).map(|(snapshot, visit)| attempts(&snapshot.moment(), visit)).unwrap_or_default()
    });
    if attempts.is_empty() {
        return html! { <p class="empty-note">{ messages.text("no-attempts") }</p> };
    }
    html! {
        <div class="rules">
            { for attempts.iter().enumerate().map(|(at, attempt)| {
                let from = clock(attempt.started_after);
                let time = match attempt.duration {
                    Some(duration) => messages.format("from-to", &[("from", &from), ("to", &clock(attempt.started_after + duration))]),
                    None => messages.format("since", &[("from", &from)]),
                };
                html! {
                    <section key={at} class="rule-card">
                        <header>
                            <h3>{ messages.sentence(&attempt.title) }</h3>
                            { part!(StatusMark { status: attempt.status, word: messages.sentence(&attempt.status.word()) }) }
                            <span class="next">{ time }</span>
                        </header>
                        if let Some(failure) = &attempt.failure {
                            <div class="failure">
                                <b>{ failure.error.as_deref().unwrap_or_default() }</b>
                                <p>{ failure.cause.as_deref().unwrap_or_default() }</p>
                            </div>
                        }
                        if let Some(retry) = &attempt.retry {
                            <p class="await">{ part!(Sentence { message: retry.clone() }) }</p>
                        }
                    </section>
                }
            }) }
        </div>
    }
}
