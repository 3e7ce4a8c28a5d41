//! What the page says about something that has just happened, and the way on from there.

use crate::js::now_millis;
use crate::state::Workspace;
use std::rc::Rc;

/// What has happened.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Notice {
    /// In words.
    pub text: String,
    /// What a button offers.
    pub way_on: WayOn,
    /// When it was said, in milliseconds since the page began to load.
    said_at: f64,
}

/// What can be done about it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum WayOn {
    /// Take the last change of the workspace back.
    Undo,
    /// Open this workspace here.
    Load(Rc<Workspace>),
}

/// What changes this soon after a notice belongs to what it speaks of, in milliseconds.
const SETTLES_AFTER_MILLIS: f64 = 1000.0;

impl Notice {
    /// Said now.
    pub(crate) fn new(text: String, way_on: WayOn) -> Self {
        Self { text, way_on, said_at: now_millis() }
    }

    /// Would a change now mean that the person has gone on?
    pub(crate) fn is_settled(&self) -> bool {
        now_millis() - self.said_at > SETTLES_AFTER_MILLIS
    }
}
