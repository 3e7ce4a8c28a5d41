//! Statuses and state types: each an icon, a word and a colour.

use super::{Glyph, icon};
use definition::StateType;
use view::status::Status;
use yew::prelude::*;

/// The icon of a status.
pub fn status_glyph(status: Status) -> Glyph {
    match status {
        Status::NotStarted => Glyph::Idle,
        Status::InProgress => Glyph::Progress,
        Status::Succeeded => Glyph::Succeeded,
        Status::CaughtError => Glyph::Caught,
        Status::Failed => Glyph::Failed,
        Status::Canceled => Glyph::Cancelled,
    }
}

/// The part of a class that stands for a status, as in `status-caught`.
pub fn status_class(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "idle",
        Status::InProgress => "progress",
        Status::Succeeded => "succeeded",
        Status::CaughtError => "caught",
        Status::Failed => "failed",
        Status::Canceled => "cancelled",
    }
}

/// The icon of a state type.
pub fn type_glyph(kind: StateType) -> Glyph {
    match kind {
        StateType::Task => Glyph::Task,
        StateType::Wait => Glyph::Wait,
        StateType::Pass => Glyph::Pass,
        StateType::Succeed => Glyph::Succeed,
        StateType::Fail => Glyph::Fail,
        StateType::Choice => Glyph::Choice,
        StateType::Parallel => Glyph::Parallel,
        StateType::Map => Glyph::Map,
    }
}

/// The class that colours a state type's icon.
pub fn type_class(kind: StateType) -> &'static str {
    match kind {
        StateType::Task => "type-task",
        StateType::Wait => "type-wait",
        StateType::Pass => "type-pass",
        StateType::Succeed => "type-succeed",
        StateType::Fail => "type-fail",
        StateType::Choice => "type-choice",
        StateType::Parallel => "type-parallel",
        StateType::Map => "type-map",
    }
}

/// Properties of [`StatusMark`].
#[derive(PartialEq, Properties)]
pub struct StatusMarkProps {
    /// Which.
    pub status: Status,
    /// The word for it.
    pub word: AttrValue,
    /// Something after the word, such as a count.
    #[prop_or_default]
    pub detail: Option<AttrValue>,
    /// On a coloured ground?
    #[prop_or_default]
    pub pill: bool,
}

/// A status: icon and word in its colour.
#[component]
pub fn StatusMark(props: &StatusMarkProps) -> Html {
    let class = classes!("status", format!("status-{}", status_class(props.status)), props.pill.then_some("pill"),);
    html! {
        <span {class}>
            { icon(status_glyph(props.status)) }
            <span>{ &props.word }</span>
            if let Some(detail) = &props.detail {
                <b>{ detail }</b>
            }
        </span>
    }
}
