//! Which state, which visit, and where it stands.

use crate::commands::Command;
use crate::context::*;
use crate::panels::command_menu::CommandMenu;
use crate::parts::{Button, Glyph, StatusMark, classed_icon, part, type_class, type_glyph};
use crate::state::{Arrange, Select, Sheet};
use engine::{Run, Visit};
use view::clock;
use view::status::Status;
use yew::prelude::*;

/// Which state, which visit, and where it stands.
#[component]
pub(crate) fn Head() -> Html {
    let messages = use_messages();
    let analysis = use_analysis();
    let moment = use_moment();
    let focus = use_focus();
    let Some(state) = focus.state.and_then(|id| analysis.machine.states.get(id.0 as usize)) else {
        return Html::default();
    };
    let run = (*moment).as_ref().map(|snapshot| &snapshot.run);
    let visit = run.zip(focus.visit).and_then(|(run, visit)| run.visit(visit));
    let status = visit.map_or(Status::NotStarted, |visit| visit.status.into());
    html! {
        <div class="insp-head">
            { part!(SheetHandle) }
            <div class="insp-title">
                if let Some(kind) = state.state_type() {
                    { classed_icon(type_glyph(kind), type_class(kind)) }
                }
                <h2 title={state.name.to_string()}>{ &*state.name }</h2>
                { part!(StatusMark { pill: true, status, word: messages.sentence(&status.word()) }) }
                <span class="grow" />
                if focus.is_chosen {
                    { part!(Follow) }
                }
                { part!(CommandMenu { label: messages.text("state-menu"), commands: STATE_COMMANDS }) }
            </div>
            <div class="insp-facts">
                if let (Some(run), Some(visit)) = (run, visit) {
                    { part!(Visits) }
                    <span>{ time_span(run, visit, &messages) }</span>
                }
                <span class="mono">{ resource(state) }</span>
            </div>
        </div>
    }
}

/// What can be done to a state.
const STATE_COMMANDS: &[Command] = &[
    Command::AddState,
    Command::ConnectState,
    Command::DuplicateState,
    Command::MoveEarlier,
    Command::MoveLater,
    Command::MoveState,
    Command::RenameState,
    Command::ToggleBreakpoint,
    Command::RunToSelected,
    Command::ChangesOnly,
    Command::DeleteState,
];

/// Look at the run again, wherever it goes.
#[component]
fn Follow() -> Html {
    let messages = use_messages();
    let selection = use_selection();
    let onclick = {
        let dispatcher = selection.dispatcher();
        move |()| dispatcher.dispatch(Select::Follow)
    };
    part!(Button {
        label: messages.text("follow"),
        glyph: Glyph::Follow,
        title: messages.text("jump-to-current"),
        key_hint: "J",
        class: "small follow",
        onclick
    })
}

/// Which visit of how many, with buttons to the others.
#[component]
fn Visits() -> Html {
    let messages = use_messages();
    let moment = use_moment();
    let selection = use_selection();
    let analysis = use_analysis();
    let focus = use_focus();
    let (Some(snapshot), Some(state), Some(shown)) = (&*moment, focus.state, focus.visit) else {
        return Html::default();
    };
    let visits: Vec<_> =
        snapshot.moment().visits().filter(|visit| visit.state == state).map(|visit| visit.id).collect();
    let at = visits.iter().position(|&visit| visit == shown).unwrap_or(0);
    let go = |to: usize| {
        let (dispatcher, visit) = (selection.dispatcher(), visits.get(to).copied());
        let location =
            analysis.machine.states.get(state.0 as usize).map(|state| state.location.clone()).unwrap_or_default();
        move |()| {
            if let Some(visit) = visit {
                dispatcher.dispatch(Select::Visit(location.as_str().into(), visit));
            }
        }
    };
    let text = messages.format("visit-of", &[("at", &(at + 1).to_string()), ("of", &visits.len().to_string())]);
    html! {
        <span class="visits">
            { text }
            if visits.len() > 1 {
                { part!(Button { label: messages.text("previous-visit"), glyph: Glyph::Left, icon_only: true, class: "quiet tiny", disabled: at == 0, onclick: go(at.wrapping_sub(1)) }) }
                { part!(Button { label: messages.text("next-visit"), glyph: Glyph::Right, icon_only: true, class: "quiet tiny", disabled: at + 1 == visits.len(), onclick: go(at + 1) }) }
            }
        </span>
    }
}

/// On a phone, the handle that draws the sheet up and down.
#[component]
fn SheetHandle() -> Html {
    let messages = use_messages();
    let arrangement = use_arrangement();
    let next = match arrangement.sheet {
        Sheet::Head => Sheet::Half,
        Sheet::Half => Sheet::Full,
        Sheet::Full => Sheet::Half,
    };
    let onclick = {
        let dispatcher = arrangement.dispatcher();
        move |_: MouseEvent| dispatcher.dispatch(Arrange::Sheet(next))
    };
    let label = messages.text(if arrangement.sheet == Sheet::Full { "sheet-lower" } else { "sheet-raise" });
    html! { <button type="button" class="drag" aria-label={label} {onclick}><i /></button> }
}

fn time_span(run: &Run, visit: &Visit, messages: &crate::messages::Messages) -> String {
    let start = run.options().start.millis;
    let from = clock(visit.start.millis - start);
    match visit.stop {
        Some(stop) => messages.format("from-to", &[("from", &from), ("to", &clock(stop.millis - start))]),
        None => messages.format("since", &[("from", &from)]),
    }
}

fn resource(state: &definition::State) -> String {
    match state.task().map(|task| &task.resource) {
        Some(definition::Resource::Service { service, action, pattern }) => {
            format!("{service}:{action}{}", pattern.suffix())
        }
        Some(_) => "Task".into(),
        None => state.state_type().map_or_else(String::new, |kind| kind.name().into()),
    }
}
