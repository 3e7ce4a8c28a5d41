//! The other machines of the workspace: those that `states:startExecution` starts.

use super::code_editor::{CodeEditor, Handle, for_editor};
use crate::context::*;
use crate::parts::{Button, Field, Glyph, Select, SelectOption, classed_icon, part};
use crate::shared::Shared;
use crate::state::{Change, Machine};
use definition::StateMachine;
use json::{Syntax, Text, Value};
use std::rc::Rc;
use text::Severity;
use view::children::machines_started;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What a new machine does.
const NEW_DEFINITION: &str = include_str!("../../../samples/new-machine.asl.json");

/// The machines' tab: one machine at a time.
#[component]
pub(crate) fn MachinesTab() -> Html {
    let messages = use_messages();
    let workspace = use_workspace();
    let document = use_document();
    let chosen = use_state_eq(|| 0_usize);
    let machines = workspace.workspace.machines.clone();
    let change = {
        let (dispatcher, machines) = (workspace.dispatcher(), machines.clone());
        move |change: &dyn Fn(&mut Vec<Machine>)| {
            let mut changed = (*machines).clone();
            change(&mut changed);
            dispatcher.dispatch(Change::Machines(Rc::new(changed)));
        }
    };
    let add = |name: Text| {
        let (change, chosen, at) = (change.clone(), chosen.clone(), machines.len());
        move |()| {
            let machine = Machine { name: name.clone(), definition: NEW_DEFINITION.into(), is_express: false };
            change(&|all| all.push(machine.clone()));
            chosen.set(at);
        }
    };
    let at = (*chosen).min(machines.len().saturating_sub(1));
    let options =
        machines.iter().enumerate().map(|(at, machine)| SelectOption::new(at.to_string(), machine.name.to_string()));
    let options: Vec<SelectOption> = options.collect();
    let onchoose = {
        let chosen = chosen.clone();
        move |value: AttrValue| chosen.set(value.parse().unwrap_or(0))
    };
    let delete = {
        let change = change.clone();
        move |()| change(&|all| _ = (at < all.len()).then(|| all.remove(at)))
    };
    html! {
        <div class="machines">
            <div class="machines-head">
                if !machines.is_empty() {
                    { part!(Select { label: messages.text("machine"), class: "fill", options, chosen: at.to_string(), onchoose }) }
                    { part!(Button { label: messages.text("machine-delete"), class: "quiet small", onclick: delete }) }
                }
                { part!(Button { label: messages.text("machine-add"), glyph: Glyph::Plus, class: "small", onclick: add(new_name(&machines)) }) }
                { for missing(&document.machine, &machines).into_iter().map(|name| {
                    let label = messages.format("machine-add-named", &[("name", &name)]);
                    part!(key = &*name; Button { label, glyph: Glyph::Plus, class: "small", onclick: add(name.clone()) })
                }) }
            </div>
            if let Some(machine) = machines.get(at) {
                { part!(key = format!("{at} {}", machines.len());
                    MachineForm { at, name: machine.name.to_string(), is_express: machine.is_express }) }
            } else {
                <p class="empty-note">{ messages.text("machines-empty") }</p>
            }
        </div>
    }
}

/// Machine 2, Machine 3, …: the workspace's own is the first.
fn new_name(machines: &[Machine]) -> Text {
    let named = |number: usize| format!("Machine{number}");
    let mut number = machines.len() + 2;
    while machines.iter().any(|machine| *machine.name == *named(number)) {
        number += 1;
    }
    named(number).into()
}

/// Machines that the definition starts by a constant ARN and that the workspace does not have.
fn missing(machine: &StateMachine, machines: &[Machine]) -> Vec<Text> {
    let is_known = |name: &Text| machines.iter().any(|machine| machine.name == *name);
    machines_started(machine).into_iter().filter(|name| !is_known(name)).collect()
}

#[derive(PartialEq, Properties)]
struct MachineFormProps {
    at: usize,
    name: AttrValue,
    is_express: bool,
}

/// Name, type, ARN and definition of one machine.
#[component]
fn MachineForm(props: &MachineFormProps) -> Html {
    let messages = use_messages();
    let workspace = use_workspace();
    let machines = use_machines();
    let editor = (*use_memo((), |()| Handle::default())).clone();
    let at = props.at;
    let analysis = machines.0.get(at).map(|machine| machine.analysis.clone());
    let diagnostics = use_memo(analysis.clone(), |analysis| {
        analysis.as_ref().map_or(Value::Null, |analysis| for_editor(&analysis.diagnostics, &analysis.lines))
    });
    let marks = use_memo((), |()| Value::from([]));
    let change = {
        let workspace = workspace.clone();
        move |change: &dyn Fn(&mut Machine)| {
            let mut changed = (*workspace.workspace.machines).clone();
            if let Some(machine) = changed.get_mut(at) {
                change(machine);
                workspace.dispatch(Change::Machines(Rc::new(changed)));
            }
        }
    };
    let onname = {
        let change = change.clone();
        move |event: Event| {
            let name = Text::from(event.target_unchecked_into::<HtmlInputElement>().value().trim());
            change(&|machine| machine.name = name.clone());
        }
    };
    let ontype = {
        let change = change.clone();
        move |kind: AttrValue| change(&|machine| machine.is_express = &*kind == "EXPRESS")
    };
    let onchange = Callback::from(move |(text, _): (Text, bool)| change(&|machine| machine.definition = text.clone()));
    let types = vec![SelectOption::new("STANDARD", "Standard"), SelectOption::new("EXPRESS", "Express")];
    let kind = if props.is_express { "EXPRESS" } else { "STANDARD" };
    let arn = engine::Options::default().machine_arn(&props.name);
    let text: Rc<str> =
        workspace.workspace.machines.get(at).map(|machine| machine.definition.clone()).unwrap_or_default();
    let is_yaml = analysis.as_ref().is_some_and(|analysis| analysis.machine.document.syntax == Syntax::Yaml);
    let problem = analysis.as_ref().and_then(|analysis| {
        let found = analysis.diagnostics.iter().find(|found| found.severity == Severity::Error)?;
        Some(messages.format(
            "problem-at-line",
            &[("problem", &found.message), ("line", &analysis.line(found.span.start).to_string())],
        ))
    });
    html! {
        <>
            { part!(Field { label: messages.text("column-name"), children: html! {
                <>
                    <span class="input fill"><input value={props.name.clone()} aria-label={messages.text("machine-name")} spellcheck="false" onchange={onname} /></span>
                    { part!(Select { label: messages.text("column-type"), options: types, chosen: kind, onchoose: ontype }) }
                </>
            } }) }
            <p class="machine-arn" title={messages.text("machine-arn-help")}>{ &*arn }</p>
            { part!(CodeEditor { label: messages.format("machine-definition", &[("name", &props.name)]), identity: workspace.texts, text: Shared::from(text),
                mode: if is_yaml { "yaml" } else { "json" }, editor, diagnostics: Shared::from(diagnostics), marks: Shared::from(marks), onchange }) }
            if let Some(problem) = problem {
                <div class="problem-strip" role="status">
                    { classed_icon(Glyph::Failed, "status-failed") }
                    <span class="problem-text">{ problem }</span>
                </div>
            }
        </>
    }
}
