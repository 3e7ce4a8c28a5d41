//! The definition's editor, with its problems below.

use super::assistance;
use super::code_editor::{CodeEditor, Question, for_editor};
use super::problems::ProblemStrip;
use crate::analysis::Analysis;
use crate::context::*;
use crate::js::Ask;
use crate::parts::part;
use crate::shared::Shared;
use crate::state::{Breakpoints, Change, Select, SetBreakpoint};
use definition::{State, StateId};
use json::{Syntax, Text, Value};
use text::LineColumn;
use yew::prelude::*;

/// The definition's editor, with its problems below.
#[component]
pub(crate) fn DefinitionTab() -> Html {
    let messages = use_messages();
    let workspace = use_workspace();
    let selection = use_selection();
    let analysis = use_document();
    let status = use_graph_status();
    let selected = use_document_state();
    let moment = use_moment();
    let preferences = use_preferences();
    let editor = use_editor();
    // Set when the caret chose the state: then the text must not move under the person.
    let by_caret = use_mut_ref(|| false);
    let is_looked_at = analysis.0 == use_analysis();
    let current = analysis
        .machine
        .states
        .iter()
        .filter(|_| is_looked_at)
        .map(|state| state.id)
        .find(|&state| status.of(state).is_current);
    let diagnostics = use_memo(analysis.clone(), |analysis| for_editor(&analysis.diagnostics, &analysis.lines));
    let breakpoints = use_breakpoints();
    let marks =
        use_memo((analysis.clone(), selected, current, breakpoints), |(analysis, selected, current, breakpoints)| {
            marks(analysis, *selected, *current, breakpoints)
        });
    use_effect_with(selected, {
        let (editor, analysis, by_caret) = (editor.clone(), analysis.clone(), by_caret.clone());
        move |selected| {
            let state = selected.and_then(|id| analysis.machine.states.get(id.0 as usize));
            if let (Some(state), false) = (state, by_caret.replace(false)) {
                editor.with(|editor| editor.reveal(analysis.line(state.name_span.start)));
            }
        }
    });
    let onchange = {
        let dispatcher = workspace.dispatcher();
        use_callback((), move |(text, is_typed): (Text, bool), ()| {
            dispatcher.dispatch(if is_typed { Change::Definition(text) } else { Change::ReviseDefinition(text) });
        })
    };
    let oncaret = {
        let dispatcher = selection.dispatcher();
        use_callback((analysis.clone(), selected), move |offset: u32, (analysis, selected)| {
            let state = analysis.machine.state_at(analysis.lines.byte_offset(offset as usize));
            if let Some(state) = state.filter(|state| Some(state.id) != *selected) {
                *by_caret.borrow_mut() = true;
                dispatcher.dispatch(Select::State(state.location.as_str().into()));
            }
        })
    };
    // The run that got furthest in this document: an edit starts another, which has shown less.
    let furthest = use_mut_ref(|| None::<(u32, engine::Run)>);
    if let Some(snapshot) = &*moment {
        let reached = |run: &engine::Run| run.visits().len();
        let mut furthest = furthest.borrow_mut();
        let is_further = furthest
            .as_ref()
            .is_none_or(|(identity, run)| *identity != workspace.identity || reached(run) <= reached(&snapshot.latest));
        if is_further {
            *furthest = Some((workspace.identity, snapshot.latest.clone()));
        }
    }
    let onask = use_callback(
        (moment, messages.clone(), preferences.silenced.clone(), analysis.clone()),
        move |(ask, text, offset): Question, (moment, messages, silenced, analysis)| {
            let before = &analysis.memory;
            let question = assistance::Question::new(&text, offset, before);
            match ask {
                Ask::Completions => {
                    let furthest = furthest.borrow();
                    let latest = (**moment).as_ref().map(|snapshot| &snapshot.latest);
                    question.completions(latest.into_iter().chain(furthest.as_ref().map(|(_, run)| run)))
                }
                Ask::Hover => question.hover(),
                Ask::Definition => question.definition(),
                Ask::References => question.references(),
                Ask::Fixes => assistance::fixes(&text, offset, before, silenced, messages),
            }
        },
    );
    let ontoggle = {
        let dispatcher = workspace.dispatcher();
        use_callback(analysis.clone(), move |line: u32, analysis| {
            let offset =
                analysis.lines.offset(LineColumn { line: line.saturating_sub(1) as usize, column: usize::MAX });
            if let Some(state) = analysis.machine.state_at(offset) {
                let toggle = SetBreakpoint::Toggle(state.location.as_str().into());
                dispatcher.dispatch(Change::Breakpoint(toggle));
            }
        })
    };
    let (mode, label) = match analysis.machine.document.syntax {
        Syntax::Yaml => ("yaml", "editor-definition-yaml"),
        Syntax::Json => ("json", "editor-definition"),
    };
    let text: std::rc::Rc<str> = workspace.workspace.definition.clone();
    html! {
        <>
            { part!(CodeEditor { label: messages.text(label), identity: workspace.texts, text: Shared::from(text),
                mode, editor: editor.clone(), diagnostics: Shared::from(diagnostics), marks: Shared::from(marks), onchange, oncaret, ontoggle, onask }) }
            { part!(ProblemStrip { editor }) }
        </>
    }
}

/// The selected state's lines, the line where the run is, and the lines of breakpoints.
fn marks(analysis: &Analysis, selected: Option<StateId>, current: Option<StateId>, breakpoints: &Breakpoints) -> Value {
    let state = |id: Option<StateId>| id.and_then(|id| analysis.machine.states.get(id.0 as usize));
    let first = |state: &State| Value::from(analysis.line(state.name_span.start));
    let lines = |state: &State| Value::from(vec![first(state), analysis.line(state.span.end).into()]);
    let stops = analysis.machine.states.iter().filter(|state| breakpoints.stops_before(&state.location));
    Value::from([
        ("selected", state(selected).map(lines).into()),
        ("current", state(current).map(first).into()),
        ("breakpoints", stops.map(first).collect::<Vec<_>>().into()),
    ])
}
