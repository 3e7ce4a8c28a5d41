//! What was done to the workspace, and the way back: one history for texts, forms, data and breakpoints alike, so
//! that a step which changed several of them is taken back whole.

use super::Workspace;
use std::rc::Rc;

/// Steps that are kept. A workspace shares with the next what did not change.
const MOST_STEPS: usize = 200;
/// Typing that rests for longer goes on as a step of its own, as it does in CodeMirror.
const REST_MILLIS: f64 = 500.0;

/// What was done, and what was taken back.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    /// The newest last.
    past: Vec<Step>,
    /// The next one to be done again last.
    future: Vec<Step>,
    /// What is being typed into, and when it last was, in milliseconds.
    typing: Option<(Typed, f64)>,
}

/// A step, from the side one does not stand on.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// The workspace there.
    pub(super) workspace: Rc<Workspace>,
    /// Does it lead to another document, rather than to another form of the same?
    pub(super) opens: bool,
}

/// What goes on as one step while a person types or turns it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// The definition's text.
    Definition,
    /// The input's text.
    Input,
    /// The scenario, in its forms or as text.
    Scenario,
    /// Another machine.
    Machines,
}

impl History {
    /// The workspace is no longer as it was `before`.
    pub(super) fn record(&mut self, before: Rc<Workspace>, opens: bool, typed: Option<Typed>, now_millis: f64) {
        let goes_on = typed.is_some_and(|typed| {
            self.typing.is_some_and(|(known, since)| known == typed && now_millis - since < REST_MILLIS)
        });
        self.future.clear();
        self.typing = typed.map(|typed| (typed, now_millis));
        if goes_on {
            return;
        }
        self.past.push(Step { workspace: before, opens });
        if self.past.len() > MOST_STEPS {
            self.past.remove(0);
        }
    }

    /// One step back from `present`.
    pub(super) fn undo(&mut self, present: &Rc<Workspace>) -> Option<Step> {
        self.typing = None;
        turn(&mut self.past, &mut self.future, present)
    }

    /// One step forth again from `present`.
    pub(super) fn redo(&mut self, present: &Rc<Workspace>) -> Option<Step> {
        self.typing = None;
        turn(&mut self.future, &mut self.past, present)
    }
}

/// Takes a step, and leaves its other side behind.
fn turn(from: &mut Vec<Step>, behind: &mut Vec<Step>, present: &Rc<Workspace>) -> Option<Step> {
    let step = from.pop()?;
    behind.push(Step { workspace: present.clone(), opens: step.opens });
    Some(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Rc<Workspace> {
        Rc::new(crate::samples::SAMPLES[0].workspace(name))
    }

    /// The names that a person comes by, going back to the start.
    fn way_back(history: &mut History, mut present: Rc<Workspace>) -> String {
        let mut names = Vec::new();
        while let Some(step) = history.undo(&present) {
            names.push(step.workspace.name.to_string());
            present = step.workspace;
        }
        names.join(" ")
    }

    #[test]
    fn typing_without_a_rest_is_one_step() {
        let definition = Some(Typed::Definition);
        for (steps, expected) in [
            (&[("a", None, 0.0), ("b", None, 1.0)][..], "b a"),
            (&[("a", definition, 0.0), ("b", definition, 400.0), ("c", definition, 800.0)], "a"),
            (&[("a", definition, 0.0), ("b", definition, 600.0)], "b a"),
            (&[("a", definition, 0.0), ("b", Some(Typed::Input), 10.0)], "b a"),
            (&[("a", definition, 0.0), ("b", None, 10.0), ("c", definition, 20.0)], "c b a"),
        ] {
            let mut history = History::default();
            for &(before, typed, now) in steps {
                history.record(named(before), false, typed, now);
            }
            assert_eq!(way_back(&mut history, named("end")), expected, "{steps:?}");
        }
    }

    #[test]
    fn what_was_taken_back_is_done_again_until_something_else_is_done() {
        let mut history = History::default();
        history.record(named("a"), true, None, 0.0);
        let back = history.undo(&named("b")).unwrap();
        assert_eq!((&*back.workspace.name, back.opens), ("a", true));
        let forth = history.redo(&back.workspace).unwrap();
        assert_eq!((&*forth.workspace.name, forth.opens), ("b", true));
        let back = history.undo(&forth.workspace).unwrap();
        history.record(back.workspace, false, None, 0.0);
        assert!(history.redo(&named("c")).is_none());
    }

    #[test]
    fn the_oldest_steps_are_given_up() {
        let mut history = History::default();
        for _ in 0..MOST_STEPS + 9 {
            history.record(named("x"), false, None, 0.0);
        }
        assert_eq!(way_back(&mut history, named("end")).split(' ').count(), MOST_STEPS);
    }
}
