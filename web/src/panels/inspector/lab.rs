//! The lab: the selected state alone. Type an input and edit each stage; what comes of it is shown at once.

use super::flow::{CardView, tone_class};
use crate::context::*;
use crate::hooks::use_designer;
use crate::messages::Messages;
use crate::panels::json_field::JsonField;
use crate::panels::sentence::Sentence;
use crate::parts::{Button, part};
use crate::shared::Shared;
use view::lab::{LabPart, LabRow, Trial, Tried, rows};
use yew::prelude::*;

/// The lab of the selected state, with the data of the selected visit to begin with.
#[component]
pub(crate) fn Lab() -> Html {
    let analysis = use_analysis();
    let focus = use_focus();
    let Some(state) = focus.state.and_then(|id| analysis.machine.states.get(id.0 as usize)) else {
        return Html::default();
    };
    // Another state or visit is another trial; what was typed for the one before goes with it.
    part!(key = format!("{} {:?}", state.location, focus.visit); Bench)
}

/// A trial, with its parts as they were typed: JSON that is laid out anew under the caret would disturb.
#[derive(Clone, PartialEq)]
struct Written {
    trial: Trial,
    texts: Vec<(LabPart, String)>,
}

impl Written {
    fn with(mut self, part: LabPart, text: String) -> Self {
        self.trial.write(part, &text);
        self.texts.retain(|(known, _)| *known != part);
        self.texts.push((part, text));
        self
    }

    fn text(&self, part: LabPart) -> String {
        let typed = self.texts.iter().find(|(known, _)| *known == part).map(|(_, text)| text.clone());
        typed.unwrap_or_else(|| self.trial.text(part))
    }
}

/// What is written, and what comes of it.
#[component]
fn Bench() -> Html {
    let messages = use_messages();
    let analysis = use_analysis();
    let input = use_input();
    let moment = use_moment();
    let focus = use_focus();
    let designer = use_designer();
    let state = focus.state.and_then(|id| analysis.machine.states.get(id.0 as usize));
    let first = || {
        let snapshot = (*moment).as_ref();
        let visit = snapshot.and_then(|snapshot| Some((&snapshot.run, snapshot.run.visit(focus.visit?)?)));
        Trial::of(&analysis.machine, state?, visit, input.value.clone().unwrap_or_default())
    };
    let written = use_state(|| first().map(|trial| Written { trial, texts: Vec::new() }));
    let tried = use_memo(written.as_ref().map(|written| written.trial.clone()), |trial| trial.as_ref().map(Trial::run));
    let (Some(state), Some(known), Some(tried)) = (state, &*written, &*tried) else { return Html::default() };
    let write = {
        let written = written.clone();
        Callback::from(move |(part, text): (LabPart, String)| {
            written.set((*written).clone().map(|known| known.with(part, text)));
        })
    };
    let keep = |part: LabPart| {
        let edits = known.trial.edits(&analysis.machine, state, part);
        let designer = designer.clone();
        (!edits.is_empty()).then(|| {
            part!(Button { label: messages.text("lab-keep"), class: "small", onclick: move |()| designer.edit(&edits) })
        })
    };
    let stages = tried.as_ref().map(|tried| tried.stages().into_iter().map(Shared::new).collect()).unwrap_or_default();
    let stages: Vec<Shared<view::data_flow::StageView>> = stages;
    html! {
        <div class="stages lab">
            <p class="flow-intro">{ messages.text("lab-intro") }</p>
            { outcome(tried, &messages) }
            { for rows(state).into_iter().map(|row| {
                let stage = stages.iter().find(|stage| stage.stage == row.stage);
                let title = stage.and_then(|stage| stage.card.as_ref()).map(|card| messages.sentence(&card.title));
                html! {
                    <section class={classes!("stage", stage.map(|stage| tone_class(stage.tone)))} aria-label={name(row, &messages)}>
                        <span class="stage-dot" aria-hidden="true" />
                        <div class="stage-left"><h3>{ name(row, &messages) }</h3>{ for keep(row.part) }</div>
                        <div>
                            { field(row, known, &write, &messages) }
                            if let (Some(stage), Some(title)) = (stage, title) {
                                { part!(CardView { stage: stage.clone(), title, is_trial: true }) }
                            }
                        </div>
                    </section>
                }
            }) }
        </div>
    }
}

/// Where the state goes, or what is wrong with it.
fn outcome(tried: &Result<Tried, String>, messages: &Messages) -> Html {
    match tried {
        Ok(tried) => html! {
            <p class="lab-outcome" role="status">
                { for tried.why().into_iter().map(|message| html! { <>{ part!(Sentence { message }) }{ " " }</> }) }
            </p>
        },
        Err(problem) => {
            html! { <p class="lab-outcome status-failed" role="alert">{ messages.text("cannot-run") }{ " " }{ problem }</p> }
        }
    }
}

fn name(row: LabRow, messages: &Messages) -> &'static str {
    match row.part {
        LabPart::Input => messages.text("lab-input"),
        LabPart::Field(name) => name,
        LabPart::Result => messages.text("lab-result"),
        LabPart::Nothing => messages.text("lab-output"),
    }
}

/// Where a part is written; nothing for what is only shown.
fn field(row: LabRow, written: &Written, write: &Callback<(LabPart, String)>, messages: &Messages) -> Html {
    if row.part == LabPart::Nothing {
        return Html::default();
    }
    let text = written.text(row.part);
    let lines = text.lines().take(10).count().max(1);
    let part = row.part;
    let oninput = {
        let write = write.clone();
        move |text: String| write.emit((part, text))
    };
    part!(JsonField {
        label: name(row, messages),
        text,
        rows: lines,
        placeholder: messages.text("lab-not-set"),
        oninput
    })
}
