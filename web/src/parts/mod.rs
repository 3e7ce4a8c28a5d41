//! Small components that know nothing of workflows.

mod button;
mod dialog;
mod field;
mod growing;
mod icon;
mod menu;
mod part;
mod sliding;
mod splitter;
mod status;
mod tabs;
mod windowed;

pub use button::Button;
pub use dialog::{Dialog, close_dialog_around};
pub use field::{Field, Select, SelectOption, Stepper};
pub use growing::use_growing;
pub use icon::{Glyph, classed_icon, icon, sprite};
pub use menu::{Menu, MenuItem};
pub(crate) use part::{mounted, part};
pub use sliding::sliding;
pub use splitter::{Axis, Splitter};
pub use status::{StatusMark, status_class, status_glyph, type_class, type_glyph};
pub use tabs::{Segmented, Tab, Tabs};
pub use windowed::{Windowed, use_window};
