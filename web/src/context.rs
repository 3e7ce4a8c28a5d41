//! The contexts that panes read. They are split by how often they change, so that a step
//! does not render what shows the definition, and typing does not render what shows the run.

use crate::analysis::{Analysis, InputAnalysis};
use crate::messages::Messages;
use crate::shared::Shared;
use crate::state::{Arrangement, Preferences, Selection, WorkspaceState};
use yew::prelude::*;

/// How a person likes the page.
pub(crate) type PreferencesContext = UseReducerHandle<Preferences>;
/// The ground state.
pub(crate) type WorkspaceContext = UseReducerHandle<WorkspaceState>;
/// What is looked at.
pub(crate) type SelectionContext = UseReducerHandle<Selection>;
/// Open panes and tabs.
pub(crate) type ArrangementContext = UseReducerHandle<Arrangement>;
/// The definition, read.
pub(crate) type AnalysisContext = Shared<Analysis>;
/// The input, read.
pub(crate) type InputContext = Shared<InputAnalysis>;

macro_rules! context_hooks {
    ($($(#[$attribute:meta])* $hook:ident: $context:ty;)+) => {
        $(
            $(#[$attribute])*
            #[hook]
            #[expect(clippy::expect_used, reason = "the app provides every context around all panes")]
            pub(crate) fn $hook() -> $context {
                use_context::<$context>().expect("the app provides it")
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
    /// The definition, read.
    use_analysis: AnalysisContext;
    /// The input, read.
    use_input: InputContext;
}
