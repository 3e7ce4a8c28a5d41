//! The page as a whole: the contexts, and the panes inside them.

use crate::analysis::{InputAnalysis, MachineAnalysis};
use crate::context::*;
use crate::focus::Focus;
use crate::hooks::{
    Kept, use_autosave, use_clock, use_drawing, use_drop, use_held, use_keys, use_reading, use_sdk_actions, use_setup,
    use_stable,
};
use crate::lights::Lights;
use crate::messages::Messages;
use crate::panels::author::code_editor::Handle;
use crate::panels::author::{AuthorPane, AuthorRail};
use crate::panels::design::{AddState, MoveState};
use crate::panels::graph::GraphPane;
use crate::panels::header::Header;
use crate::panels::inspector::InspectorPane;
use crate::panels::keys::KeyList;
use crate::panels::notice::NoticeLine;
use crate::panels::palette::Palette;
use crate::panels::phone::PhoneNav;
use crate::panels::rename::RenameDialog;
use crate::panels::test_cases::TestCases;
use crate::panels::timeline::TimelinePane;
use crate::parts::{Axis, Splitter, part, sprite};
use crate::provided::{Provided, use_provider};
use crate::refused::{Refused, RefusedNote};
use crate::samples::SAMPLES;
use crate::shared::Shared;
use crate::snapshot::Snapshot;
use crate::state::*;
use crate::storage;
use engine::ExecutionId;
use std::rc::Rc;
use view::graph::Graph;
use view::status::graph_status;
use yew::prelude::*;

/// The page.
#[component]
pub fn App() -> Html {
    let provided = use_memo((), |()| Provided::default());
    let preferences = use_reducer(storage::first_preferences);
    let messages = (*use_memo(preferences.language, |&language| Messages::new(language))).clone();
    let kept = use_state_eq(|| Kept::Here);
    let notice = use_state_eq(|| None);
    let refused = use_state_eq(|| None::<Refused>);
    let workspace = use_reducer({
        let messages = messages.clone();
        let refused = refused.clone();
        move || first_workspace(&messages, &refused)
    });
    let selection = use_reducer(Selection::default);
    let session = use_reducer(|| Session::new(0));
    let arrangement = use_reducer(Arrangement::default);
    let has_sdk_actions = use_sdk_actions();
    let editor = (*use_memo((), |()| Handle::default())).clone();
    let analysis = use_reading(&workspace.workspace.definition, &preferences.silenced, has_sdk_actions, &editor);
    let input = use_memo(workspace.workspace.input.clone(), InputAnalysis::new);
    let read = use_mut_ref(Vec::new);
    let machines = use_memo(workspace.workspace.machines.clone(), |machines| {
        let all = MachineAnalysis::all(machines, &read.borrow());
        read.borrow_mut().clone_from(&all);
        all
    });
    let looked = use_state_eq(|| ExecutionId(0));
    let offered_cases = use_state_eq(Vec::new);
    use_effect_with((*preferences).clone(), |preferences| {
        apply_to_page(preferences);
        storage::write_preferences(preferences);
    });
    provided.set::<PreferencesContext>(preferences);
    provided.set::<Messages>(messages);
    provided.set::<Breakpoints>(workspace.workspace.breakpoints.clone());
    provided.set::<WorkspaceContext>(workspace);
    provided.set::<Document>(Document(analysis));
    provided.set::<Machines>(Machines(machines));
    provided.set::<LookedContext>(looked);
    provided.set::<OfferedCases>(offered_cases);
    provided.set::<InputContext>(Shared::from(input));
    provided.set::<SelectionContext>(selection);
    provided.set::<ArrangementContext>(arrangement);
    provided.set::<SessionContext>(session);
    provided.set::<Handle>(editor);
    provided.set::<KeptContext>(kept);
    provided.set::<NoticeContext>(notice);
    provided.set::<UseStateHandle<Option<Refused>>>(refused);
    html! {
        <ContextProvider<Provided> context={(*provided).clone()}>
            { part!(Derived { children: html! { <>{ sprite() }{ part!(Regions) }</> } }) }
        </ContextProvider<Provided>>
    }
}

#[derive(PartialEq, Properties)]
struct DerivedProps {
    children: Html,
}

/// What follows from the contexts above: the run as it stands, and what is looked at.
#[component]
fn Derived(props: &DerivedProps) -> Html {
    let provided = use_provider();
    use_setup();
    use_clock();
    use_autosave();
    let session = use_session();
    let document = use_document();
    let machines = use_machines();
    let looked = *use_looked();
    let selection = use_selection();
    let is_coming = Snapshot::is_coming(&session, &document.machine);
    let moment = Shared::from(use_memo((session, document.clone(), looked), |(session, document, looked)| {
        Snapshot::of(session, &document.machine, *looked)
    }));
    let analysis = looked_at(&moment, &document, &machines);
    let picks = use_reducer(Picks::default);
    let status = use_memo((moment.clone(), picks.clone()), |(moment, picks)| {
        (**moment).as_ref().map(|snapshot| graph_status(&snapshot.moment(), &picks.0)).unwrap_or_default()
    });
    // Between a change of the text and the run that follows from it, the graph stays as it is; and until a large
    // machine is drawn, so do the statuses of the drawing.
    let status = use_held(status, is_coming);
    let status = Statuses(use_stable(status));
    let (graph, is_drawn) = use_drawing(&analysis, &moment);
    let drawn_status = use_held(status.clone(), !is_drawn);
    let trace = use_reducer(Trace::default);
    let lights = use_memo((moment.clone(), (*trace).clone()), |(moment, trace)| Lights::of(trace, (**moment).as_ref()));
    let focus = Focus::find(&selection, &analysis, (*moment).as_ref(), &status);
    provided.set::<AnalysisContext>(analysis);
    provided.set::<MomentContext>(moment);
    provided.set::<Shared<Graph>>(graph);
    provided.set::<StatusContext>(drawn_status);
    provided.set::<UseReducerHandle<Picks>>(picks);
    provided.set::<Focus>(focus);
    provided.set::<UseReducerHandle<Trace>>(trace);
    provided.set::<Shared<Lights>>(Shared::from(lights));
    props.children.clone()
}

/// The definition that the execution at hand runs.
fn looked_at(moment: &MomentContext, document: &Document, machines: &Machines) -> AnalysisContext {
    let machine = (**moment).as_ref().map(|snapshot| snapshot.moment().execution().machine());
    let runs = |analysis: &AnalysisContext| machine.is_some_and(|machine| Rc::ptr_eq(machine, &analysis.machine));
    let of_other = machines.0.iter().map(|machine| &machine.analysis).find(|analysis| runs(analysis));
    of_other.unwrap_or(&document.0).clone()
}

/// The panes and the lines between them.
#[component]
fn Regions() -> Html {
    let messages = use_messages();
    let preferences = use_preferences();
    let arrangement = use_arrangement();
    use_keys();
    use_drop();
    let offered_cases = use_offered_cases();
    let set = |change: fn(i32) -> SetPreference| {
        let dispatcher = preferences.dispatcher();
        Callback::from(move |size| dispatcher.dispatch(change(size)))
    };
    let Preferences { author_px, inspector_px, timeline_px, .. } = *preferences;
    let style = format!("--author-set:{author_px}px;--inspector-set:{inspector_px}px;--timeline-set:{timeline_px}px");
    let close_keys = {
        let dispatcher = arrangement.dispatcher();
        Callback::from(move |()| dispatcher.dispatch(Arrange::Keys(false)))
    };
    let class = classes!(
        "app",
        arrangement.author_open.then_some("author-open"),
        arrangement.is_graph_full.then_some("graph-full"),
        sheet_class(&arrangement)
    );
    html! {
        <div {class} {style}>
            { part!(Header) }
            { part!(RefusedNote) }
            { part!(NoticeLine) }
            <main class="panes">
                { part!(AuthorRail) }
                { part!(AuthorPane) }
                { part!(Splitter { label: messages.text("resize-author"), axis: Axis::Rightwards, class: "s1", size: author_px,
                    usual: AUTHOR_PX, min: 320, max: 900, onresize: set(SetPreference::AuthorPx) }) }
                { part!(Splitter { label: messages.text("resize-inspector"), axis: Axis::Leftwards, class: "s2", size: inspector_px,
                    usual: INSPECTOR_PX, min: 380, max: 1200, onresize: set(SetPreference::InspectorPx) }) }
                { part!(Splitter { label: messages.text("resize-timeline"), axis: Axis::Upwards, class: "s3", size: timeline_px,
                    usual: TIMELINE_PX, min: 98, max: 800, onresize: set(SetPreference::TimelinePx) }) }
                { part!(GraphPane) }
                { part!(InspectorPane) }
                { part!(TimelinePane) }
                { part!(PhoneNav) }
            </main>
            { part!(AddState) }
            if arrangement.keys_open {
                { part!(KeyList { onclose: close_keys }) }
            }
            if !offered_cases.is_empty() {
                { part!(TestCases) }
            }
            if arrangement.palette_open {
                { part!(Palette) }
            }
            if let Some(state) = arrangement.moving {
                { part!(MoveState { state }) }
            }
            if let Some(state) = arrangement.renaming {
                { part!(RenameDialog { state }) }
            }
        </div>
    }
}

/// What a phone shows, as classes.
fn sheet_class(arrangement: &Arrangement) -> Classes {
    let destination = match arrangement.destination {
        Destination::Graph => "at-graph",
        Destination::DataFlow => "at-flow",
        Destination::Author => "at-author",
        Destination::Timeline => "at-timeline",
    };
    let sheet = match arrangement.sheet {
        Sheet::Head => "sheet-head",
        Sheet::Half => "sheet-half",
        Sheet::Full => "sheet-full",
    };
    classes!(destination, sheet)
}

/// The workspace of the last visit, else the first sample.
fn first_workspace(messages: &Messages, refused: &UseStateHandle<Option<Refused>>) -> WorkspaceState {
    let (workspace, frame) = match storage::read_workspace() {
        Some(Ok(kept)) => kept,
        none => {
            refused.set(none.and_then(Result::err));
            (SAMPLES[0].workspace(messages.text(SAMPLES[0].title)), 0)
        }
    };
    WorkspaceState::new(workspace, frame)
}

/// Theme and language are the page's, not a component's.
fn apply_to_page(preferences: &Preferences) {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|page| page.document_element());
    let Some(root) = root else { return };
    // Neither attribute can be refused: both names are plain.
    let _ = root.set_attribute("lang", preferences.language.tag());
    let _ = match preferences.theme.name() {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}
