//! What several panes do alike.

mod autosave;
mod clock;
mod commands;
mod designer;
mod drawing;
mod escape;
mod files;
mod preferred;
mod reading;
mod sdk_actions;
mod setup;
mod size;
mod sliced;
mod stable;

pub(crate) use autosave::{Kept, use_autosave};
pub(crate) use clock::use_clock;
pub(crate) use commands::{use_command, use_keys};
pub(crate) use designer::{Designer, use_designer};
pub(crate) use drawing::use_drawing;
pub(crate) use escape::use_escape;
pub(crate) use files::{
    FILE_ACTIONS, FILE_CHOOSER, FileAction, use_drop, use_file_action, use_open_file, use_open_workspace,
};
pub(crate) use preferred::{is_dark, preferred_languages};
pub(crate) use reading::use_reading;
pub(crate) use sdk_actions::use_sdk_actions;
pub(crate) use setup::use_setup;
pub(crate) use size::use_size;
pub(crate) use stable::{use_held, use_stable};
