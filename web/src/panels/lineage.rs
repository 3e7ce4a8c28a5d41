//! Child executions: which were started, and the way into them and back.

use crate::context::*;
use crate::parts::{Button, Glyph, StatusMark, part};
use crate::state::Select;
use engine::{ExecutionId, VisitId};
use view::children::{ChildView, child_count, children};
use view::clock;
use view::status::Status;
use yew::prelude::*;

/// Children that the list shows at most; a distributed Map may have thousands.
const MOST: usize = 50;

/// Looks at another execution, and goes with it.
#[hook]
pub(crate) fn use_look() -> Callback<ExecutionId> {
    let (looked, selection) = (use_looked().setter(), use_selection().dispatcher());
    Callback::from(move |execution| {
        looked.set(execution);
        selection.dispatch(Select::Follow);
    })
}

/// The execution that started the one at hand.
pub(crate) fn parent(moment: &MomentContext) -> Option<ExecutionId> {
    let snapshot = (**moment).as_ref()?;
    let starter = snapshot.moment().execution().started_by?;
    Some(snapshot.run.visit(starter)?.execution)
}

/// The child execution that one comes to from a visit: one that runs, else the last one.
pub(crate) fn way_in(moment: &MomentContext, visit: Option<VisitId>) -> Option<ExecutionId> {
    let (moment, visit) = ((**moment).as_ref()?.moment(), visit?);
    let running = children(&moment, visit).find(|child| child.status == engine::ExecutionStatus::Running);
    running.or_else(|| children(&moment, visit).last()).map(|child| child.execution)
}

/// The way from the workspace's own machine to the execution at hand; nothing while that is looked at itself.
#[component]
pub(crate) fn Breadcrumbs() -> Html {
    let messages = use_messages();
    let workspace = use_workspace();
    let moment = use_moment();
    let look = use_look();
    let Some(snapshot) = &*moment else { return Html::default() };
    let mut chain = Vec::new();
    let mut at = Some(snapshot.moment().execution());
    while let Some(execution) = at {
        let starter = execution.started_by.and_then(|visit| snapshot.run.visit(visit));
        chain.push((execution, starter.map(|visit| &snapshot.moment().state_of(visit).name)));
        at = starter.and_then(|visit| snapshot.run.execution(visit.execution));
    }
    chain.reverse();
    if chain.len() < 2 {
        return Html::default();
    }
    let last = chain.len() - 1;
    html! {
        <nav class="crumbs" aria-label={messages.text("executions")}>
            <ol>
                { for chain.iter().enumerate().map(|(place, (execution, state))| {
                    let name = match (place, execution.item()) {
                        (0, _) => workspace.workspace.name.to_string(),
                        (_, Some(item)) => format!("{} #{item}", state.map_or("", |name| &**name)),
                        _ => execution.machine_name.to_string(),
                    };
                    let onclick = { let (look, id) = (look.clone(), execution.id); move |_: MouseEvent| look.emit(id) };
                    html! {
                        <li key={execution.id.0}>
                            if place == last {
                                <b aria-current="location" title={execution.arn.to_string()}>{ name }</b>
                            } else {
                                <button type="button" class="link" title={execution.arn.to_string()} {onclick}>{ name }</button>
                            }
                        </li>
                    }
                }) }
            </ol>
        </nav>
    }
}

/// Properties of [`Children`].
#[derive(PartialEq, Properties)]
pub(crate) struct ChildrenProps {
    /// The visit that started them.
    pub visit: VisitId,
}

/// The child executions of a visit; nothing when it has none.
#[component]
pub(crate) fn Children(props: &ChildrenProps) -> Html {
    let messages = use_messages();
    let moment = use_moment();
    let look = use_look();
    let Some(snapshot) = &*moment else { return Html::default() };
    let shown: Vec<ChildView> = children(&snapshot.moment(), props.visit).take(MOST).collect();
    if shown.is_empty() {
        return Html::default();
    }
    let count = child_count(&snapshot.moment(), props.visit);
    let row = |child: &ChildView| {
        let status = Status::from(child.status);
        let name = child.item.map_or_else(|| child.machine.to_string(), |item| format!("#{item}"));
        let label = messages.format("step-into-child", &[("name", &name)]);
        let onclick = {
            let (look, id) = (look.clone(), child.execution);
            move |()| look.emit(id)
        };
        html! {
            <li key={child.execution.0}>
                { part!(Button { label, glyph: Glyph::StepInto, class: "small", onclick }) }
                { part!(StatusMark { status, word: messages.sentence(&status.word()) }) }
                <span class="n">{ clock(child.started_after) }</span>
                <span class="n">{ child.duration.map(|millis| messages.duration(millis)) }</span>
            </li>
        }
    };
    html! {
        <section class="children" aria-label={messages.text("child-executions")}>
            <h3>{ messages.count("child-count", count) }</h3>
            <ul>{ for shown.iter().map(row) }</ul>
        </section>
    }
}
