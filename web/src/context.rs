//! The contexts that panes read. They are split by how often they change, so that a step
//! does not render what shows the definition, and typing does not render what shows the run.

use crate::analysis::{Analysis, InputAnalysis, MachineAnalysis};
use crate::files::TestCase;
use crate::focus::Focus;
use crate::hooks::Kept;
use crate::lights::Lights;
use crate::messages::Messages;
use crate::notice::Notice;
use crate::panels::author::code_editor::Handle;
use crate::provided::use_provided;
use crate::refused::Refused;
use crate::shared::Shared;
use crate::snapshot::Snapshot;
use crate::state::{Arrangement, Breakpoints, Picks, Preferences, Selection, Session, Trace, WorkspaceState};
use definition::StateId;
use engine::ExecutionId;
use std::rc::Rc;
use view::graph::Graph;
use view::status::{GraphStatus, NodeStatus};
use yew::prelude::*;

/// How a person likes the page.
pub(crate) type PreferencesContext = UseReducerHandle<Preferences>;
/// The ground state.
pub(crate) type WorkspaceContext = UseReducerHandle<WorkspaceState>;
/// What is looked at.
pub(crate) type SelectionContext = UseReducerHandle<Selection>;
/// Open panes and tabs.
pub(crate) type ArrangementContext = UseReducerHandle<Arrangement>;
/// The run, where one stands in it, and whether it moves.
pub(crate) type SessionContext = UseReducerHandle<Session>;
/// The run as it stands at the cursor; none while the definition cannot run.
pub(crate) type MomentContext = Shared<Option<Snapshot>>;
/// The definition of the machine that is looked at, read: the workspace's, or that of a child execution.
pub(crate) type AnalysisContext = Shared<Analysis>;
/// The execution that is looked at.
pub(crate) type LookedContext = UseStateHandle<ExecutionId>;
/// Test cases of a mock file, of which one is to be chosen; empty when none are.
pub(crate) type OfferedCases = UseStateHandle<Vec<TestCase>>;
/// What has just happened.
pub(crate) type NoticeContext = UseStateHandle<Option<Notice>>;
/// Where the workspace is kept.
pub(crate) type KeptContext = UseStateHandle<Kept>;
/// What the graph shows over its still picture, at the cursor.
pub(crate) type StatusContext = Statuses;
/// The input, read.
pub(crate) type InputContext = Shared<InputAnalysis>;

macro_rules! context_hooks {
    ($($(#[$attribute:meta])* $hook:ident: $context:ty;)+) => {
        $(
            $(#[$attribute])*
            #[hook]
            pub(crate) fn $hook() -> $context {
                use_provided::<$context>()
            }
        )+
    };
}

context_hooks! {
    /// The texts of the page.
    use_messages: Messages;
    /// How a person likes the page.
    use_preferences: PreferencesContext;
    /// The ground state.
    use_workspace: WorkspaceContext;
    /// What is looked at.
    use_selection: SelectionContext;
    /// Open panes and tabs.
    use_arrangement: ArrangementContext;
    /// The run, where one stands in it, and whether it moves.
    use_session: SessionContext;
    /// The run as it stands at the cursor.
    use_moment: MomentContext;
    /// The drawing of the machine that is looked at.
    use_graph: Shared<Graph>;
    /// What the graph shows over its still picture.
    use_graph_status: StatusContext;
    /// The state and visit that every pane shows.
    use_focus: Focus;
    /// Where a run stops that moves by itself.
    use_breakpoints: Breakpoints;
    /// Which iterations are shown.
    use_picks: UseReducerHandle<Picks>;
    /// Which value is traced back.
    use_trace: UseReducerHandle<Trace>;
    /// What lights up in the data.
    use_lights: Shared<Lights>;
    /// The definition of the machine that is looked at, read.
    use_analysis: AnalysisContext;
    /// The workspace's own definition, read.
    use_document: Document;
    /// The other machines of the workspace, read.
    use_machines: Machines;
    /// The execution that is looked at.
    use_looked: LookedContext;
    /// Test cases of a mock file, of which one is to be chosen.
    use_offered_cases: OfferedCases;
    /// What has just happened.
    use_notice: NoticeContext;
    /// Where the workspace is kept.
    use_kept: KeptContext;
    /// The input, read.
    use_input: InputContext;
    /// The definition's editor.
    use_editor: Handle;
    /// The last workspace that could not be opened.
    use_refused: UseStateHandle<Option<Refused>>;
}

/// The workspace's own definition, read.
#[derive(Clone, PartialEq)]
pub(crate) struct Document(pub Shared<Analysis>);

impl std::ops::Deref for Document {
    type Target = Shared<Analysis>;

    fn deref(&self) -> &Shared<Analysis> {
        &self.0
    }
}

/// The other machines of the workspace, read.
#[derive(Clone, PartialEq)]
pub(crate) struct Machines(pub Rc<Vec<MachineAnalysis>>);

/// [`GraphStatus`], shared.
#[derive(Clone, PartialEq)]
pub(crate) struct Statuses(pub Shared<GraphStatus>);

impl std::ops::Deref for Statuses {
    type Target = GraphStatus;

    fn deref(&self) -> &GraphStatus {
        &self.0
    }
}

impl Statuses {
    /// Where a state stands.
    pub(crate) fn of(&self, state: StateId) -> NodeStatus {
        self.0.nodes.get(state.0 as usize).cloned().unwrap_or_default()
    }
}

/// The selected state, or the one at the cursor.
#[hook]
pub(crate) fn use_selected_state() -> Option<StateId> {
    use_focus().state
}

/// The execution that is looked at, at the cursor.
pub(crate) fn looked_execution(moment: &MomentContext) -> ExecutionId {
    (**moment).as_ref().map_or(ExecutionId(0), |snapshot| snapshot.moment().execution)
}

/// The selected state of the workspace's own definition; none while a child execution of another machine is looked at.
#[hook]
pub(crate) fn use_document_state() -> Option<StateId> {
    let (document, looked, selected) = (use_document(), use_analysis(), use_selected_state());
    selected.filter(|_| document.0 == looked)
}
