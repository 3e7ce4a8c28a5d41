//! What the page remembers: pure reducers, each with its own rate of change.
//!
//! The ground state is [`Workspace`] and the cursor; everything else on the page is derived.

mod arrangement;
mod breakpoints;
mod covered;
mod detail;
mod difference;
mod gesture;
mod history;
mod picks;
mod playback;
mod preferences;
mod recording;
pub mod saved;
mod selection;
mod slice;
mod trace;
mod viewport;
mod workspace;

pub use arrangement::{Arrange, Arrangement, AuthorTab, Destination, GraphMode, InspectorTab, Sheet, TimelineTab};
pub use breakpoints::{Breakpoints, SetBreakpoint, Stop, StopRule};
pub use detail::Detail;
pub use difference::{Part, differing, run_alike};
pub use gesture::Gesture;
pub use picks::{PickIteration, Picks};
pub use playback::{Act, Goal, Playback, Session};
pub use preferences::{AUTHOR_PX, INSPECTOR_PX, Preferences, SetPreference, Silenced, TIMELINE_PX, Theme};
pub use recording::{Recording, Setup};
pub use selection::{Select, Selection};
pub use trace::{Trace, Tracing};
pub use viewport::Viewport;
pub use workspace::{Change, Machine, Rename, Turned, Workspace, WorkspaceState};
