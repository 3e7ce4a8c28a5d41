//! What is said over the drawing: why nothing can run, and what to do while something is under way.

use crate::context::*;
use crate::hooks::use_designer;
use crate::messages::Messages;
use crate::panels::prose::Prose;
use crate::parts::{Button, Glyph, part};
use crate::state::{Arrange, AuthorTab};
use design::Exit;
use yew::prelude::*;

/// Says why nothing can run.
#[component]
pub(super) fn Banner() -> Html {
    let messages = use_messages();
    let analysis = use_analysis();
    let is_own = use_document().0 == analysis;
    let (arrangement, editor, designer) = (use_arrangement(), use_editor(), use_designer());
    let error = analysis.diagnostics.iter().find(|found| found.severity == text::Severity::Error);
    let Some(error) = error else { return Html::default() };
    if is_own && analysis.text.trim().is_empty() {
        return html! {
            <div class="banner is-hint" role="status">
                <span>{ messages.text("definition-empty") }</span>
                { part!(Button { label: messages.text("add-state"), class: "small", onclick: move |()| designer.choose() }) }
            </div>
        };
    }
    let line = analysis.line(error.span.start).to_string();
    let go = {
        let (arrangement, offset) = (arrangement.dispatcher(), analysis.lines.utf16_offset(error.span.start as usize));
        move |()| {
            arrangement.dispatch(Arrange::Reveal(AuthorTab::Definition));
            editor.with(|editor| editor.go_to(offset as u32));
        }
    };
    html! {
        <div class="banner" role="status">
            { crate::parts::icon(Glyph::Failed) }
            <span><b>{ messages.text("cannot-run") }</b>{ " " }{ part!(Prose { text: error.message.clone() }) }</span>
            // A mistake of another machine is not in this editor.
            if is_own {
                { part!(Button { label: messages.format("go-to-line", &[("line", &line)]), class: "small", onclick: go }) }
            }
        </div>
    }
}

/// While a transition is being led elsewhere: says what to do, ends the flow, or leaves it.
#[component]
pub(super) fn Connecting() -> Html {
    let messages = use_messages();
    let arrangement = use_arrangement();
    let designer = use_designer();
    let Some(exit) = arrangement.connecting else { return Html::default() };
    let from = exit.state().and_then(|state| designer.analysis.machine.states.get(state.0 as usize));
    let from = from.map_or_else(|| messages.text("start").to_owned(), |state| state.name.to_string());
    let leave = {
        let dispatcher = arrangement.dispatcher();
        move |()| dispatcher.dispatch(Arrange::Connecting(None))
    };
    let end = matches!(exit, Exit::Next(_)).then(|| {
        let onclick = move |()| designer.connect(exit, None);
        part!(Button { label: messages.text("connect-to-end"), class: "small", onclick })
    });
    html! {
        <div class="banner is-hint" role="status">
            <span>{ messages.format("connect-help", &[("from", &from)]) }</span>
            { for end }
            { part!(Button { label: messages.text("cancel"), class: "small", onclick: leave }) }
        </div>
    }
}

/// While something of the palette hangs on the pointer: says what to do, or leaves it.
pub(super) fn carried(template: usize, messages: &Messages, leave: Callback<()>) -> Html {
    let name = design::palette().get(template).map_or("", |template| template.name);
    html! {
        <div class="banner is-hint" role="status">
            <span>{ messages.format("carry-help", &[("name", name)]) }</span>
            { part!(Button { label: messages.text("cancel"), class: "small", onclick: leave }) }
        </div>
    }
}
