//! What is wrong with the definition: the worst in one line, all of it as a list.

use super::code_editor::Handle;
use crate::context::*;
use crate::messages::Messages;
use crate::panels::prose::Prose;
use crate::parts::{Button, Glyph, classed_icon, part, use_growing};
use crate::state::SetPreference;
use text::{Diagnostic, Severity};
use yew::prelude::*;

/// Properties of [`ProblemStrip`].
#[derive(PartialEq, Properties)]
pub(crate) struct ProblemStripProps {
    /// The definition's editor.
    pub editor: Handle,
}

/// The worst problem in one line, with its fix as a button; opens into the list of all.
#[component]
pub(crate) fn ProblemStrip(props: &ProblemStripProps) -> Html {
    let messages = use_messages();
    let analysis = use_document();
    let is_open = use_state(|| false);
    let preferences = use_preferences();
    let list = use_node_ref();
    let (made, onscroll) = use_growing(&list, analysis.diagnostics.len());
    let Some(worst) = analysis.diagnostics.iter().min_by_key(|found| found.severity) else {
        return match preferences.silenced.is_empty() {
            true => Html::default(),
            false => {
                html! { <section class="problems" aria-label={messages.text("problems-title")}>{ silenced(&messages, &preferences) }</section> }
            }
        };
    };
    let toggle = {
        let is_open = is_open.clone();
        move |()| is_open.set(!*is_open)
    };
    let count = analysis.diagnostics.len();
    html! {
        <section class="problems" aria-label={messages.text("problems-title")}>
            if *is_open {
                <ul ref={list} class="problem-list" {onscroll}>
                    { for analysis.diagnostics.iter().take(made).enumerate().map(|(at, found)| part!(key = at; Problem { at, editor: props.editor.clone(), severity: found.severity })) }
                </ul>
                if !preferences.silenced.is_empty() {
                    { silenced(&messages, &preferences) }
                }
            }
            <div class="problem-strip" role="status">
                { classed_icon(glyph(worst.severity), tone(worst.severity)) }
                <span class="problem-text">
                    <b>{ messages.format("line", &[("line", &analysis.line(worst.span.start).to_string())]) }</b>
                    { " " }{ part!(Prose { text: worst.message.clone() }) }
                </span>
                if let (false, Some(fix)) = (*is_open, worst.fixes.first()) {
                    { part!(FixButton { editor: props.editor.clone(), at: place(&analysis.diagnostics, worst), label: fix.title.replace('`', "") }) }
                }
                { part!(Button { label: messages.count("problems", count), class: "small quiet", pressed: *is_open, onclick: toggle,
                    end: if *is_open { Glyph::Down } else { Glyph::Up } }) }
            </div>
        </section>
    }
}

/// Where the rule comes from, as a link if that is published.
fn origin(source: &'static str) -> Html {
    match check::source_url(source) {
        Some(address) => html! { <a href={address} target="_blank" rel="noreferrer">{ source }</a> },
        None => html! { <span>{ source }</span> },
    }
}

/// How many rules are switched off, and the way back.
fn silenced(messages: &Messages, preferences: &PreferencesContext) -> Html {
    let onclick = {
        let dispatcher = preferences.dispatcher();
        move |()| dispatcher.dispatch(SetPreference::HearAll)
    };
    html! {
        <div class="problem-strip">
            <span class="problem-text">{ messages.count("switched-off", preferences.silenced.len()) }</span>
            { part!(Button { label: messages.text("hear-all"), class: "small quiet", onclick }) }
        </div>
    }
}

fn place(all: &[Diagnostic], one: &Diagnostic) -> usize {
    all.iter().position(|found| std::ptr::eq(found, one)).unwrap_or(0)
}

#[derive(PartialEq, Properties)]
struct ProblemProps {
    at: usize,
    severity: Severity,
    editor: Handle,
}

/// One problem: what, where, and what to do.
#[component]
fn Problem(props: &ProblemProps) -> Html {
    let messages = use_messages();
    let analysis = use_document();
    let preferences = use_preferences();
    let Some(found) = analysis.diagnostics.get(props.at) else { return Html::default() };
    let line = analysis.line(found.span.start).to_string();
    let silence = {
        let (preferences, code) = (preferences.dispatcher(), found.code.to_string());
        move |()| preferences.dispatch(SetPreference::Silence(code.clone()))
    };
    let go = {
        let (editor, offset) = (props.editor.clone(), analysis.lines.utf16_offset(found.span.start as usize) as u32);
        move |()| editor.with(|editor| editor.go_to(offset))
    };
    html! {
        <li class="problem">
            { classed_icon(glyph(found.severity), tone(found.severity)) }
            <p>{ part!(Prose { text: found.message.clone() }) }
                if let Some(help) = &found.help {
                    { " " }{ part!(Prose { text: help.clone() }) }
                }
            </p>
            <div class="where">
                <span class="mono">{ &*found.code }</span>
                { part!(Button { label: messages.format("go-to-line", &[("line", &line)]), class: "small", onclick: go }) }
                { for found.source.map(origin) }
                if found.severity != Severity::Error {
                    { part!(Button { label: messages.text("switch-off"), title: messages.format("switch-off-code", &[("code", &found.code)]), class: "small quiet", onclick: silence }) }
                }
                if let Some(fix) = found.fixes.first() {
                    { part!(FixButton { editor: props.editor.clone(), at: props.at, label: fix.title.replace('`', "") }) }
                }
            </div>
        </li>
    }
}

#[derive(PartialEq, Properties)]
struct FixButtonProps {
    editor: Handle,
    /// Which diagnostic.
    at: usize,
    label: AttrValue,
}

/// Applies the first fix of a diagnostic.
#[component]
fn FixButton(props: &FixButtonProps) -> Html {
    let analysis = use_document();
    let onclick = {
        let (editor, at) = (props.editor.clone(), props.at);
        move |()| {
            let fix = analysis.diagnostics.get(at).and_then(|found| found.fixes.first());
            if let Some(fix) = fix {
                editor.apply(&fix.edits, &analysis.lines);
            }
        }
    };
    part!(Button { label: &props.label, glyph: Glyph::Fix, class: "small", onclick })
}

fn glyph(severity: Severity) -> Glyph {
    match severity {
        Severity::Error => Glyph::Failed,
        Severity::Warning => Glyph::Caught,
        Severity::Information => Glyph::Help,
    }
}

/// The class of its colour.
pub(crate) fn tone(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "status-failed",
        Severity::Warning => "status-caught",
        Severity::Information => "status-idle",
    }
}
