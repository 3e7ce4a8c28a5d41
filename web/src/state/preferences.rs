//! How a person likes the page; kept on the device, never in a share link.

use crate::messages::Language;
use json::Value;
use std::collections::BTreeSet;
use std::rc::Rc;
use view::graph::Direction;
use yew::Reducible;

/// Sizes of the panes when nothing was changed, in CSS pixels (the design's grid at 1440 × 900).
pub const AUTHOR_PX: i32 = 388;
/// Width of the inspector.
pub const INSPECTOR_PX: i32 = 580;
/// Height of the timeline.
pub const TIMELINE_PX: i32 = 240;

/// Which theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The device's.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Value of the page's `data-theme`; none when the device decides.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// Codes of the rules that are switched off.
pub type Silenced = Rc<BTreeSet<String>>;

/// How a person likes the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Preferences {
    /// Theme.
    pub theme: Theme,
    /// Language.
    pub language: Language,
    /// Width of Author, in pixels.
    pub author_px: i32,
    /// Width of the inspector, in pixels.
    pub inspector_px: i32,
    /// Height of the timeline, in pixels.
    pub timeline_px: i32,
    /// Virtual seconds per second while running.
    pub speed: u32,
    /// Are unchanged values folded in the data flow?
    pub changes_only: bool,
    /// Do single keys work?
    pub single_keys: bool,
    /// Rules that say nothing.
    pub silenced: Silenced,
    /// Where the flow of the graph runs to.
    pub direction: Direction,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            language: Language::English,
            author_px: AUTHOR_PX,
            inspector_px: INSPECTOR_PX,
            timeline_px: TIMELINE_PX,
            speed: 60,
            changes_only: true,
            single_keys: true,
            silenced: Silenced::default(),
            direction: Direction::Down,
        }
    }
}

/// A change of one preference.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is the field of the same name")]
pub enum SetPreference {
    Theme(Theme),
    Language(Language),
    AuthorPx(i32),
    InspectorPx(i32),
    TimelinePx(i32),
    Speed(u32),
    ChangesOnly(bool),
    SingleKeys(bool),
    Silence(String),
    HearAll,
    /// Let the graph run the other way.
    TurnGraph,
}

impl Reducible for Preferences {
    type Action = SetPreference;

    fn reduce(self: Rc<Self>, action: SetPreference) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            SetPreference::Theme(theme) => next.theme = theme,
            SetPreference::Language(language) => next.language = language,
            SetPreference::AuthorPx(size) => next.author_px = size,
            SetPreference::InspectorPx(size) => next.inspector_px = size,
            SetPreference::TimelinePx(size) => next.timeline_px = size,
            SetPreference::Speed(speed) => next.speed = speed,
            SetPreference::ChangesOnly(on) => next.changes_only = on,
            SetPreference::SingleKeys(on) => next.single_keys = on,
            SetPreference::Silence(code) => drop(Rc::make_mut(&mut next.silenced).insert(code)),
            SetPreference::HearAll => next.silenced = Silenced::default(),
            SetPreference::TurnGraph => {
                next.direction = if self.direction == Direction::Down { Direction::Right } else { Direction::Down };
            }
        }
        Rc::new(next)
    }
}

impl Preferences {
    /// For storage.
    pub fn to_value(&self) -> Value {
        Value::from([
            ("theme", self.theme.name().into()),
            ("language", self.language.tag().into()),
            ("author", self.author_px.into()),
            ("inspector", self.inspector_px.into()),
            ("timeline", self.timeline_px.into()),
            ("speed", self.speed.into()),
            ("changesOnly", self.changes_only.into()),
            ("singleKeys", self.single_keys.into()),
            ("graphRunsRight", (self.direction == Direction::Right).into()),
            ("silenced", self.silenced.iter().map(|code| Value::from(code.as_str())).collect::<Vec<_>>().into()),
        ])
    }

    /// From storage; what is missing or makes no sense is as in `usual`.
    pub fn from_value(value: &Value, usual: Self) -> Self {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        let number = |key: &str| value.get(key).and_then(Value::as_i64);
        let pixels = |key: &str, usual: i32| {
            number(key)
                .and_then(|size| i32::try_from(size).ok())
                .filter(|size| (40..4000).contains(size))
                .unwrap_or(usual)
        };
        let switch = |key: &str, usual: bool| value.get(key).and_then(Value::as_bool).unwrap_or(usual);
        Self {
            theme: [Theme::Light, Theme::Dark]
                .into_iter()
                .find(|theme| theme.name() == text("theme"))
                .unwrap_or_default(),
            language: Language::ALL
                .into_iter()
                .find(|language| Some(language.tag()) == text("language"))
                .unwrap_or(usual.language),
            author_px: pixels("author", usual.author_px),
            inspector_px: pixels("inspector", usual.inspector_px),
            timeline_px: pixels("timeline", usual.timeline_px),
            speed: number("speed")
                .and_then(|speed| u32::try_from(speed).ok())
                .filter(|&speed| speed > 0)
                .unwrap_or(usual.speed),
            changes_only: switch("changesOnly", usual.changes_only),
            single_keys: switch("singleKeys", usual.single_keys),
            direction: if switch("graphRunsRight", usual.direction == Direction::Right) {
                Direction::Right
            } else {
                Direction::Down
            },
            silenced: value.get("silenced").map_or(usual.silenced, |codes| Rc::new(texts(codes))),
        }
    }
}

/// The strings of a list.
fn texts(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_survive_storage() {
        let liked = Preferences {
            theme: Theme::Dark,
            language: Language::Korean,
            author_px: 400,
            speed: 3600,
            changes_only: false,
            direction: Direction::Right,
            silenced: Rc::new(["LINT_NO_DEFAULT".to_owned()].into()),
            ..Preferences::default()
        };
        assert_eq!(Preferences::from_value(&liked.to_value(), Preferences::default()), liked);
    }

    #[test]
    fn nonsense_in_storage_is_passed_over() {
        for text in ["null", "[]", r#"{"theme":"blue","author":-4,"speed":0,"language":"xx","changesOnly":1}"#] {
            let value = json::parse_value(text).unwrap();
            assert_eq!(Preferences::from_value(&value, Preferences::default()), Preferences::default(), "{text}");
        }
    }
}
