//! Every command that a key can give: one table for the keys, the list of keys and the palette.

use crate::state::{InspectorTab, TimelineTab};

/// What a person can ask for from anywhere on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Step,
    StepBack,
    StepOver,
    StepOut,
    BackOver,
    BackOut,
    StepInto,
    LeaveChild,
    RunOrPause,
    ToStart,
    ToEnd,
    JumpToCurrent,
    ToggleBreakpoint,
    RunToSelected,
    Inspector(InspectorTab),
    Timeline(TimelineTab),
    NextPane,
    PreviousPane,
    ShowKeys,
    AddState,
    ConnectState,
    DeleteState,
    DuplicateState,
    MoveEarlier,
    MoveLater,
    Undo,
    Redo,
    MoveState,
    TurnGraph,
    ShowCoverage,
    FillWithGraph,
    Palette,
    QuickFix,
    NextProblem,
    PreviousProblem,
    GoToDefinition,
    NextReference,
    RenameState,
    Format,
    Convert,
    ChangesOnly,
    SwitchTheme,
}

/// A key as it was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct KeyPress<'a> {
    /// `KeyboardEvent.key`
    pub key: &'a str,
    /// `KeyboardEvent.code`; digits are read from it, since Shift changes their `key`.
    pub code: &'a str,
    /// Is Shift held?
    pub shift: bool,
    /// Is Alt (Option) held?
    pub alt: bool,
    /// Is Ctrl (or Command) held?
    pub ctrl: bool,
}

/// Where a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Alone outside text fields, with Alt everywhere; can be switched off (WCAG 2.1.4).
    Single,
    /// Everywhere.
    Everywhere,
    /// Outside text fields, which have their own use for it.
    OutsideTexts,
}

/// A key and what it asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Binding {
    /// The command.
    pub command: Command,
    /// The key as it is shown, such as `Shift+F6`.
    pub keys: &'static str,
    /// Where it works.
    pub reach: Reach,
    /// Key of its name in the catalogue of messages.
    pub name: &'static str,
}

const fn single(keys: &'static str, command: Command, name: &'static str) -> Binding {
    Binding { command, keys, reach: Reach::Single, name }
}

const fn everywhere(keys: &'static str, command: Command, name: &'static str) -> Binding {
    Binding { command, keys, reach: Reach::Everywhere, name }
}

const fn outside_texts(keys: &'static str, command: Command, name: &'static str) -> Binding {
    Binding { command, keys, reach: Reach::OutsideTexts, name }
}

/// All commands, in the order of the list that `?` shows; one without a key is in the palette only.
pub(crate) const BINDINGS: &[Binding] = &[
    single(".", Command::Step, "step"),
    single(",", Command::StepBack, "step-back"),
    single("O", Command::StepOver, "step-over"),
    single("U", Command::StepOut, "step-out"),
    single("Shift+O", Command::BackOver, "back-over"),
    single("Shift+U", Command::BackOut, "back-out"),
    single("I", Command::StepInto, "step-into"),
    single("Shift+I", Command::LeaveChild, "leave-child"),
    single("K", Command::RunOrPause, "run-or-pause"),
    single("[", Command::ToStart, "to-start"),
    single("]", Command::ToEnd, "to-end"),
    single("J", Command::JumpToCurrent, "jump-to-current"),
    single("B", Command::ToggleBreakpoint, "toggle-breakpoint"),
    single("R", Command::RunToSelected, "run-to-selected"),
    single("1", Command::Inspector(InspectorTab::DataFlow), "tab-data-flow"),
    single("2", Command::Inspector(InspectorTab::Why), "tab-why"),
    single("3", Command::Inspector(InspectorTab::Events), "tab-state-events"),
    single("4", Command::Inspector(InspectorTab::Definition), "tab-state-definition"),
    single("5", Command::Inspector(InspectorTab::Retry), "tab-retry"),
    single("6", Command::Inspector(InspectorTab::Lab), "tab-lab"),
    single("Shift+1", Command::Timeline(TimelineTab::Table), "tab-table"),
    single("Shift+2", Command::Timeline(TimelineTab::Events), "tab-events"),
    single("Shift+3", Command::Timeline(TimelineTab::Variables), "tab-variables"),
    single("Shift+4", Command::Timeline(TimelineTab::Notices), "tab-notices"),
    single("Shift+5", Command::Timeline(TimelineTab::Output), "tab-output"),
    single("Shift+6", Command::Timeline(TimelineTab::Workers), "tab-workers"),
    single("Shift+7", Command::Timeline(TimelineTab::Breakpoints), "tab-breakpoints"),
    single("Shift+8", Command::Timeline(TimelineTab::Compare), "tab-compare"),
    single("W", Command::Inspector(InspectorTab::Why), "why-this-happened"),
    single("A", Command::AddState, "add-state"),
    single("C", Command::ConnectState, "connect-state"),
    outside_texts("Delete", Command::DeleteState, "delete-state"),
    single("D", Command::DuplicateState, "duplicate-state"),
    outside_texts("Alt+ArrowUp", Command::MoveEarlier, "move-earlier"),
    outside_texts("Alt+ArrowDown", Command::MoveLater, "move-later"),
    single("M", Command::MoveState, "move-state"),
    outside_texts("Ctrl+Z", Command::Undo, "undo"),
    outside_texts("Ctrl+Shift+Z", Command::Redo, "redo"),
    outside_texts("Ctrl+Y", Command::Redo, "redo"),
    single("H", Command::TurnGraph, "turn-graph"),
    single("V", Command::ShowCoverage, "show-coverage"),
    single("F", Command::FillWithGraph, "full-graph"),
    everywhere("Ctrl+K", Command::Palette, "command-palette"),
    everywhere("Ctrl+Shift+P", Command::Palette, "command-palette"),
    everywhere("Ctrl+.", Command::QuickFix, "quick-fix"),
    everywhere("Alt+Enter", Command::QuickFix, "quick-fix"),
    everywhere("F8", Command::NextProblem, "next-problem"),
    everywhere("Shift+F8", Command::PreviousProblem, "previous-problem"),
    everywhere("F12", Command::GoToDefinition, "go-to-definition"),
    everywhere("Shift+F12", Command::NextReference, "next-reference"),
    everywhere("F2", Command::RenameState, "rename-state"),
    everywhere("Shift+Alt+F", Command::Format, "format-definition"),
    everywhere("", Command::Convert, "convert-definition"),
    everywhere("", Command::ChangesOnly, "changes-only"),
    everywhere("", Command::SwitchTheme, "switch-theme"),
    everywhere("F6", Command::NextPane, "next-pane"),
    everywhere("Shift+F6", Command::PreviousPane, "previous-pane"),
    single("?", Command::ShowKeys, "all-keys"),
];

impl Command {
    /// The command that a key asks for; `in_text` says whether it was pressed in a text field.
    pub(crate) fn for_key(press: KeyPress<'_>, in_text: bool, single_keys: bool) -> Option<Self> {
        BINDINGS.iter().find(|binding| binding.answers(press, in_text, single_keys)).map(|binding| binding.command)
    }
}

impl Binding {
    fn answers(&self, press: KeyPress<'_>, in_text: bool, single_keys: bool) -> bool {
        let (modifiers, key) = self.keys.rsplit_once('+').unwrap_or(("", self.keys));
        if key.is_empty() {
            return false;
        }
        let wants = |name: &str| modifiers.split('+').any(|modifier| modifier == name);
        let same_key = if key.len() == 1 && key.as_bytes()[0].is_ascii_digit() {
            press.code.strip_prefix("Digit") == Some(key)
        } else {
            press.key.eq_ignore_ascii_case(key) || with_alt(press, key)
        };
        // `?` needs Shift on most keyboards and none on some.
        let shift_fits = wants("Shift") == press.shift || key == "?";
        let reaches = match self.reach {
            Reach::Everywhere => wants("Alt") == press.alt,
            Reach::OutsideTexts => wants("Alt") == press.alt && !in_text,
            Reach::Single => press.alt || (single_keys && !in_text),
        };
        same_key && shift_fits && wants("Ctrl") == press.ctrl && reaches
    }
}

/// macOS types other characters while Option is held, so then the place of the key decides.
fn with_alt(press: KeyPress<'_>, key: &str) -> bool {
    let place = match key {
        "." => "Period",
        "," => "Comma",
        "[" => "BracketLeft",
        "]" => "BracketRight",
        _ => return press.alt && press.code.strip_prefix("Key") == Some(key),
    };
    press.alt && press.code == place
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press<'a>(key: &'a str, code: &'a str) -> KeyPress<'a> {
        KeyPress { key, code, ..KeyPress::default() }
    }

    #[test]
    fn keys_ask_for_commands() {
        let alt = |key, code| KeyPress { alt: true, ..press(key, code) };
        let shift = |key, code| KeyPress { shift: true, ..press(key, code) };
        for (press, in_text, expected) in [
            (press(".", "Period"), false, Some(Command::Step)),
            (press(".", "Period"), true, None),
            (alt(".", "Period"), true, Some(Command::Step)),
            (alt("≥", "Period"), true, Some(Command::Step)),
            (press("o", "KeyO"), false, Some(Command::StepOver)),
            (alt("ø", "KeyO"), true, Some(Command::StepOver)),
            (press("1", "Digit1"), false, Some(Command::Inspector(InspectorTab::DataFlow))),
            (shift("!", "Digit1"), false, Some(Command::Timeline(TimelineTab::Table))),
            (shift("F6", "F6"), true, Some(Command::PreviousPane)),
            (press("F6", "F6"), true, Some(Command::NextPane)),
            (shift("?", "Slash"), false, Some(Command::ShowKeys)),
            (KeyPress { ctrl: true, ..press("u", "KeyU") }, false, None),
            (KeyPress { ctrl: true, ..press("k", "KeyK") }, true, Some(Command::Palette)),
            (KeyPress { ctrl: true, ..shift("P", "KeyP") }, true, Some(Command::Palette)),
            (KeyPress { ctrl: true, ..press(".", "Period") }, true, Some(Command::QuickFix)),
            (KeyPress { shift: true, ..alt("Ï", "KeyF") }, true, Some(Command::Format)),
            (shift("F8", "F8"), true, Some(Command::PreviousProblem)),
            (press("", ""), true, None),
            (press("F5", "F5"), false, None),
        ] {
            assert_eq!(Command::for_key(press, in_text, true), expected, "{press:?}");
        }
    }

    #[test]
    fn single_keys_can_be_switched_off() {
        assert_eq!(Command::for_key(press(".", "Period"), false, false), None);
        let alt = KeyPress { alt: true, ..press(".", "Period") };
        assert_eq!(Command::for_key(alt, false, false), Some(Command::Step));
    }
}
