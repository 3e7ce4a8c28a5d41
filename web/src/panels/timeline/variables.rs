//! Workflow variables, as the selected visit sees and leaves them.

use crate::context::*;
use crate::panels::sentence::Sentence;
use crate::panels::value_dialog::{EditTarget, OpenValue, whole};
use crate::panels::value_tree::ValueTree;
use crate::parts::part;
use crate::shared::Shared;
use engine::{EditedPlace, VisitId};
use view::tree::TreeSource;
use view::variables::{ScopeView, VariableView, scopes};
use yew::prelude::*;

/// The variables that the selected visit can read, scope by scope, the innermost first.
#[component]
pub(crate) fn Variables() -> Html {
    let messages = use_messages();
    let moment = use_moment();
    let focus = use_focus();
    let scopes = use_memo((moment, focus.visit), |(moment, visit)| {
        let snapshot = (**moment).as_ref();
        let visit = snapshot.zip(*visit).and_then(|(snapshot, visit)| snapshot.run.visit(visit));
        let found = snapshot.zip(visit).map(|(snapshot, visit)| scopes(&snapshot.moment(), visit)).unwrap_or_default();
        let source = |scope: &ScopeView| TreeSource {
            value: scope.after.clone(),
            before: Some(scope.before.clone()),
            ..TreeSource::default()
        };
        found.into_iter().map(|scope| (Shared::new(source(&scope)), scope)).collect::<Vec<_>>()
    });
    let Some(visit) = focus.visit.filter(|_| !scopes.is_empty()) else {
        return html! { <p class="empty-note">{ messages.text("variables-empty") }</p> };
    };
    html! {
        <div class="scopes">
            { for scopes.iter().enumerate().map(|(at, (source, scope))| {
                let label = messages.sentence(&scope.title);
                html! {
                    <section key={at}>
                        <h3>{ label.clone() }</h3>
                        { part!(ValueTree { label, source: source.clone() }) }
                        <ul class="assigners">{ for scope.variables.iter().map(|variable| assigner(visit, variable)) }</ul>
                    </section>
                }
            }) }
        </div>
    }
}

/// Who assigned a variable, and the way to change it.
fn assigner(visit: VisitId, variable: &VariableView) -> Html {
    let target = EditTarget { visit, place: EditedPlace::Variable(variable.name.clone()) };
    html! {
        <li>
            { part!(Sentence { message: variable.says.clone() }) }
            { part!(OpenValue { title: format!("${}", variable.name), source: whole(variable.value.clone()), target: (!variable.is_hidden).then_some(target) }) }
        </li>
    }
}
