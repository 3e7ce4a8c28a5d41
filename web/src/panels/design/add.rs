//! The palette: chooses a state to add, and where.

use crate::context::*;
use crate::hooks::{Designer, use_designer};
use crate::messages::Messages;
use crate::parts::{Dialog, Select, SelectOption, classed_icon, part, type_class, type_glyph};
use crate::state::Arrange;
use definition::StateMachine;
use design::{Exit, Group, Template, exits_into, exits_of, palette};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The palette, while a state is being added.
#[component]
pub(crate) fn AddState() -> Html {
    let messages = use_messages();
    let arrangement = use_arrangement();
    let designer = use_designer();
    let filter = use_state(String::new);
    let machine = &designer.analysis.machine;
    // A key may have changed the definition below.
    let is_there = |exit: &Exit| exit.state().is_none_or(|state| (state.0 as usize) < machine.states.len());
    let Some(exit) = arrangement.adding.filter(is_there) else { return Html::default() };
    let close = {
        let (dispatcher, filter) = (arrangement.dispatcher(), filter.clone());
        Callback::from(move |()| {
            filter.set(String::new());
            dispatcher.dispatch(Arrange::Adding(None));
        })
    };
    let add = {
        let (designer, close) = (designer.clone(), close.clone());
        Callback::from(move |template: &'static Template| {
            close.emit(());
            designer.add(exit, template);
        })
    };
    // Dragged out of the dialog, it hangs on the pointer until it is let go onto a transition.
    let carry = {
        let dispatcher = arrangement.dispatcher();
        Callback::from(move |template: &'static Template| {
            let place = palette().iter().position(|other| std::ptr::eq(other, template));
            dispatcher.dispatch(Arrange::Carrying(place));
        })
    };
    let wanted = filter.to_lowercase();
    let fits =
        |template: &&Template| format!("{} {}", template.name, template.detail).to_lowercase().contains(wanted.trim());
    let found: Vec<&'static Template> = palette().iter().filter(fits).collect();
    let oninput = move |event: InputEvent| filter.set(event.target_unchecked_into::<HtmlInputElement>().value());
    let onkeydown = {
        let (first, add) = (found.first().copied(), add.clone());
        move |event: KeyboardEvent| {
            if let Some(template) = first.filter(|_| event.key() == "Enter") {
                event.prevent_default();
                add.emit(template);
            }
        }
    };
    let children = html! {
        <>
            <div class="add-head">
                { place(&messages, &designer, exit, &arrangement) }
                <input class="line" type="search" autofocus=true placeholder={messages.text("filter")}
                    aria-label={messages.text("filter")} {oninput} {onkeydown} />
            </div>
            { group(&messages, "add-flow", Group::Flow, &found, &add, &carry) }
            { group(&messages, "add-tasks", Group::Tasks, &found, &add, &carry) }
            if found.is_empty() {
                <p class="empty">{ messages.text("nothing-found") }</p>
            }
        </>
    };
    part!(Dialog { title: messages.text("add-state"), close: messages.text("close"), onclose: close, children })
}

/// Where the state goes: the exits around the one that was asked for.
fn place(messages: &Messages, designer: &Designer, exit: Exit, arrangement: &ArrangementContext) -> Html {
    let machine = designer.analysis.machine.clone();
    let around = match (exit.state(), exit.target(&machine)) {
        (Some(state), _) => [exits_into(&machine, state), exits_of(&machine, state)].concat(),
        (None, Some(first)) => [vec![exit], exits_of(&machine, first)].concat(),
        (None, None) => vec![exit],
    };
    let option = |(at, &exit): (usize, &Exit)| SelectOption::new(at.to_string(), exit_name(messages, &machine, exit));
    let options: Vec<_> = around.iter().enumerate().map(option).collect();
    let chosen = around.iter().position(|&other| other == exit).unwrap_or(0).to_string();
    let dispatcher = arrangement.dispatcher();
    let onchoose = Callback::from(move |at: AttrValue| {
        if let Some(exit) = at.parse::<usize>().ok().and_then(|at| around.get(at)) {
            dispatcher.dispatch(Arrange::Adding(Some(*exit)));
        }
    });
    html! {
        <label class="add-place"><span>{ messages.text("add-where") }</span>
            { part!(Select { label: messages.text("add-where"), options, chosen, class: "fill", onchoose }) }</label>
    }
}

/// An exit in words: `A → B`, with the field where it is not `Next`.
pub(crate) fn exit_name(messages: &Messages, machine: &StateMachine, exit: Exit) -> String {
    let name = |state| machine.state(state).name.to_string();
    let from = exit.state().map_or_else(|| messages.text("start").to_owned(), name);
    let to = exit.target(machine).map_or_else(|| messages.text("end").to_owned(), name);
    let field = match exit {
        Exit::Start(_) | Exit::Next(_) => String::new(),
        Exit::Rule(_, at) => format!(" · Choices[{at}]"),
        Exit::Default(_) => " · Default".to_owned(),
        Exit::Catch(_, at) => format!(" · Catch[{at}]"),
    };
    format!("{from}{field} → {to}")
}

fn group(
    messages: &Messages,
    title: &'static str,
    group: Group,
    found: &[&'static Template],
    add: &Callback<&'static Template>,
    carry: &Callback<&'static Template>,
) -> Html {
    let inside: Vec<_> = found.iter().copied().filter(|template| template.group == group).collect();
    if inside.is_empty() {
        return Html::default();
    }
    let item = |template: &'static Template| {
        let (add, carry) = (add.clone(), carry.clone());
        let onpointermove = move |event: PointerEvent| {
            let moved = event.movement_x().abs() + event.movement_y().abs();
            if event.buttons() & 1 == 1 && event.pointer_type() != "touch" && moved > 0 {
                carry.emit(template);
            }
        };
        html! {
            <button type="button" class="add-item" onclick={move |_| add.emit(template)} {onpointermove}>
                { classed_icon(type_glyph(template.state_type), type_class(template.state_type)) }
                <span>{ template.name }</span>
                <small class="mono">{ template.detail }</small>
            </button>
        }
    };
    html! {
        <section class="add-group">
            <h3>{ messages.text(title) }</h3>
            <div class="add-items">{ for inside.into_iter().map(item) }</div>
        </section>
    }
}
