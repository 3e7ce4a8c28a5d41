//! Workflow variables, as the selected visit sees them.

use crate::context::*;
use crate::panels::value_tree::ValueTree;
use crate::parts::part;
use crate::shared::Shared;
use view::tree::TreeSource;
use yew::prelude::*;

/// The variables that the selected visit can read, scope by scope, the innermost first.
#[component]
pub(crate) fn Variables() -> Html {
    let messages = use_messages();
    let moment = use_moment();
    let focus = use_focus();
    let scopes = use_memo((moment, focus.visit), |(moment, visit)| {
        let mut scopes = Vec::new();
        let visit = (**moment).as_ref().zip(*visit).and_then(|(snapshot, visit)| snapshot.run.visit(visit));
        let mut scope = visit.map(|visit| &visit.variables);
        while let Some(variables) = scope {
            if !variables.own().is_empty() {
                let source = TreeSource { value: variables.own().clone().into(), ..TreeSource::default() };
                scopes.push(Shared::new(source));
            }
            scope = variables.outer();
        }
        scopes
    });
    if scopes.is_empty() {
        return html! { <p class="empty-note">{ messages.text("variables-empty") }</p> };
    }
    let last = scopes.len() - 1;
    html! {
        <div class="scopes">
            { for scopes.iter().enumerate().map(|(at, source)| {
                let label = messages.text(if at == last { "scope-outermost" } else { "scope-inner" });
                html! { <section key={at}><h3>{ label }</h3>{ part!(ValueTree { label, source: source.clone() }) }</section> }
            }) }
        </div>
    }
}
