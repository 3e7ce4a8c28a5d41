//! The buttons that move the run, its speed, and its clock.

use crate::context::*;
use crate::parts::{Button, Glyph, Select, SelectOption, part};
use crate::state::{Act, SetPreference};
use view::transport::{long_clock, transport};
use yew::prelude::*;

/// Virtual seconds per second.
const SPEEDS: [u32; 6] = [1, 10, 60, 600, 3600, 86_400];

/// The line of buttons.
#[component]
pub(crate) fn Transport() -> Html {
    let messages = use_messages();
    let session = use_session();
    let (moment, errors) = (use_moment(), use_document().count(text::Severity::Error));
    let can_step = session.can_step();
    let at_start = session.frame() == 0;
    let is_moving = session.is_moving();
    let act = |act: Act| {
        let dispatcher = session.dispatcher();
        Callback::from(move |()| dispatcher.dispatch(act.clone()))
    };
    // Why there is no step to take.
    let reason = moment.is_none().then(|| AttrValue::from(messages.count("errors-to-fix", errors.max(1))));
    let invite = (at_start && can_step).then_some("invite");
    let (run_label, run_glyph, run_act) =
        if is_moving { ("pause", Glyph::Pause, Act::Pause) } else { ("run", Glyph::Run, Act::Play) };
    html! {
        <div class="transport" role="toolbar" aria-label={messages.text("playback")}>
            <div class="tr-group">
                { part!(Button { label: messages.text("to-start"), glyph: Glyph::ToStart, icon_only: true, class: "to-start", disabled: at_start, onclick: act(Act::Seek(0)) }) }
                { part!(Button { label: messages.text("step-back"), glyph: Glyph::StepBack, key_hint: ",", class: "tr-back", disabled: at_start, onclick: act(Act::StepBack) }) }
                { part!(Button { label: messages.text("step"), glyph: Glyph::Step, key_hint: ".", title: reason, class: classes!("primary", invite), disabled: !can_step, onclick: act(Act::Step) }) }
            </div>
            <div class="tr-group tr-more">
                { part!(Button { label: messages.text("step-over"), glyph: Glyph::StepOver, title: "O", class: "quiet", disabled: !can_step, onclick: act(Act::Over) }) }
                { part!(Button { label: messages.text("step-out"), glyph: Glyph::StepOut, title: "U", class: "quiet", disabled: !can_step, onclick: act(Act::Out) }) }
            </div>
            <div class="tr-group">
                { part!(Button { label: messages.text(run_label), glyph: run_glyph, key_hint: "K", class: "tr-run", disabled: !can_step && !is_moving, onclick: act(run_act) }) }
                { part!(Button { label: messages.text("to-end"), glyph: Glyph::ToEnd, icon_only: true, disabled: !can_step, onclick: act(Act::ToEnd) }) }
            </div>
            { part!(Speed) }
            { part!(Clock) }
        </div>
    }
}

#[component]
fn Speed() -> Html {
    let messages = use_messages();
    let preferences = use_preferences();
    let options = SPEEDS.map(|speed| SelectOption::new(speed.to_string(), format!("{speed}×"))).to_vec();
    let onchoose = {
        let dispatcher = preferences.dispatcher();
        move |speed: AttrValue| {
            if let Ok(speed) = speed.parse() {
                dispatcher.dispatch(SetPreference::Speed(speed));
            }
        }
    };
    part!(Select {
        label: messages.text("speed"),
        class: "quiet speed",
        options,
        chosen: preferences.speed.to_string(),
        onchoose
    })
}

/// The virtual clock: how long the run has taken, and what time it is in it.
#[component]
fn Clock() -> Html {
    let messages = use_messages();
    let session = use_session();
    let moment = use_moment();
    let analysis = use_document();
    let is_unread = analysis.text != use_workspace().workspace.definition;
    let (state, elapsed, wall) = match &*moment {
        None if is_unread => (String::new(), 0, String::new()),
        None => (messages.count("errors-to-fix", analysis.count(text::Severity::Error).max(1)), 0, String::new()),
        Some(snapshot) => {
            let shown = transport(&snapshot.moment(), snapshot.outcome);
            let state = if session.is_moving() {
                messages.text("state-running").into()
            } else {
                messages.sentence(&shown.state)
            };
            (state, shown.elapsed, shown.wall.to_string())
        }
    };
    let time = long_clock(elapsed);
    html! {
        <div class="clock">
            <span class="clock-state" role="status">{ state }</span>
            <span class="clock-time" title={messages.text("virtual-time")}>{ time }</span>
            <span class="clock-wall">{ wall.get(11..19).map(|time| format!("{time} UTC")).unwrap_or_default() }</span>
        </div>
    }
}
