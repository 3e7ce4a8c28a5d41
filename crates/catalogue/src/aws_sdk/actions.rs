//! The table of exceptions and actions. It is large, and few definitions ask for it: the native program has it
//! linked in, the page is built without the feature `sdk-actions` and provides the file when it is missed.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// Written by `tests/tools/catalogue.py`. A service is a line `=name`, a line `! its exceptions`, then a line
/// `action parameters` each.
static TABLE: OnceLock<&'static str> = OnceLock::new();

/// Was something asked of the table before it was there?
static IS_MISSED: AtomicBool = AtomicBool::new(false);

/// The lines of a service; none where the table is not there, or the service not in it.
pub(super) fn actions_of(service: &str) -> Option<&'static str> {
    let blocks = table()?.split('=');
    blocks.filter_map(|block| block.split_once('\n')).find(|(name, _)| *name == service).map(|(_, body)| body)
}

fn table() -> Option<&'static str> {
    #[cfg(feature = "sdk-actions")]
    TABLE.get_or_init(|| include_str!("../aws_sdk_actions.txt"));
    let table = TABLE.get().copied();
    if table.is_none() {
        IS_MISSED.store(true, Ordering::Relaxed);
    }
    table
}

/// Has an answer been less than it could be because the table is not there? Then it should be provided, and
/// asked again.
pub fn sdk_actions_are_missed() -> bool {
    TABLE.get().is_none() && IS_MISSED.load(Ordering::Relaxed)
}

/// Provides `aws_sdk_actions.txt`, once; it stays as long as the program runs.
pub fn provide_sdk_actions(table: String) {
    TABLE.get_or_init(|| table.leak());
}
