//! How a run moves by itself: with the clock, to a goal, or ahead of where one stands.

use super::super::slice::Slice;
use super::{Goal, MOST_EVENTS, Playback, Recording, STEPS_PER_FRAME, Session};
use engine::VisitId;
use std::cell::RefCell;

impl Session {
    /// One slice of the way to the goal.
    pub(super) fn seek(&mut self) {
        let mut slice = Slice::begin();
        while slice.has_time() {
            self.find_next_visit();
            let Playback::Seeking { at, goal } = self.playback else { return };
            if self.has_reached(goal, at) || !self.reach(at + 1) || !self.may_enter(goal, at + 1) {
                self.playback = Playback::Paused { at };
                self.before = None;
                return;
            }
            let halts = !matches!(goal, Goal::Frame(_) | Goal::Divergence(_)) && self.is_breakpoint(at + 1);
            let is_there = matches!(goal, Goal::State(state) if self.entered(at + 1) == Some(state));
            self.playback = match halts || is_there {
                true => Playback::Paused { at: at + 1 },
                false => Playback::Seeking { at: at + 1, goal },
            };
        }
    }

    /// Move on with the clock: to the last frame that is due.
    pub(super) fn play_on(&mut self, mut at: usize, clock_millis: f64) {
        let mut slice = Slice::begin();
        while slice.has_time() {
            if !self.reach(at + 1) {
                self.playback = Playback::Paused { at };
                return;
            }
            if self.millis(at + 1) > clock_millis {
                break;
            }
            at += 1;
            if self.is_breakpoint(at) {
                self.playback = Playback::Paused { at };
                return;
            }
        }
        self.playback = Playback::Playing { at, clock_millis };
    }

    /// One slice of what lies ahead in this run and in the former one.
    pub(super) fn play_ahead(&mut self) {
        let mut slice = Slice::begin();
        let runs = [&self.recording, &self.former];
        let mut goes_on = runs.into_iter().flatten().any(|run| record_frame(run));
        while goes_on && slice.has_time() {
            goes_on = runs.into_iter().flatten().any(|run| record_frame(run));
        }
        self.is_comparing = goes_on;
    }

    /// Record until `frame` exists; `false` when the run is over before.
    pub(super) fn reach(&self, frame: usize) -> bool {
        let Some(recording) = &self.recording else { return false };
        while recording.borrow().last_frame() < frame {
            if !record_frame(recording) {
                return false;
            }
        }
        true
    }

    fn entered(&self, frame: usize) -> Option<definition::StateId> {
        self.recording()?.entered(frame)
    }

    fn is_breakpoint(&self, frame: usize) -> bool {
        let Some(recording) = self.recording().filter(|_| !self.breakpoints.is_empty()) else { return false };
        let event = recording.last_event(frame);
        event.is_some_and(|event| view::breakpoint::hit(&self.breakpoints, recording.latest(), event).is_some())
    }

    /// Who waits for the next visit to end waits for that visit, once it has begun.
    fn find_next_visit(&mut self) {
        if let Playback::Seeking { at, goal: Goal::NextVisitEnds } = self.playback
            && let Some(visit) = self.visit_in_progress()
        {
            self.playback = Playback::Seeking { at, goal: Goal::VisitEnds(visit) };
        }
    }

    fn has_reached(&self, goal: Goal, at: usize) -> bool {
        match goal {
            Goal::End | Goal::NextVisitEnds | Goal::State(_) => false,
            Goal::Frame(frame) | Goal::Divergence(frame) => at >= frame,
            Goal::VisitEnds(visit) => self.has_ended(visit, at),
        }
    }

    /// After a change, one goes no further than both runs agree.
    fn may_enter(&self, goal: Goal, frame: usize) -> bool {
        !matches!(goal, Goal::Divergence(_)) || self.agrees_at(frame)
    }

    fn agrees_at(&self, frame: usize) -> bool {
        match (&self.recording, &self.before) {
            (Some(now), Some(before)) => now.borrow().agrees(&before.borrow(), frame),
            _ => true,
        }
    }

    fn has_ended(&self, visit: VisitId, at: usize) -> bool {
        let Some(recording) = self.recording() else { return true };
        let run = recording.latest();
        let ended = run.visit(visit).and_then(|visit| Some((visit.execution, visit.ended?)));
        ended.and_then(|(execution, event)| recording.frame_of(execution, event)).is_some_and(|frame| frame <= at)
    }

    /// The visit that the last event belongs to, if it is still going on.
    pub(super) fn visit_in_progress(&self) -> Option<VisitId> {
        let run = self.run()?;
        let &(execution, event) = run.journal().last()?;
        let visit = run.visit(run.event(execution, event)?.visit?)?;
        visit.stop.is_none().then_some(visit.id)
    }

    /// The Parallel or Map visit around the visit at hand; out of a child execution one comes to the task that
    /// started it.
    pub(super) fn visit_around(&self) -> Option<VisitId> {
        let recording = self.recording()?;
        let run = recording.latest();
        let &(execution, event) = run.journal().get(recording.event_count(self.frame()).checked_sub(1)?)?;
        let visit = run.event(execution, event)?.visit.and_then(|visit| run.visit(visit));
        let around = visit.and_then(|visit| visit.parent).map(|(visit, _)| visit);
        around.or_else(|| run.execution(execution)?.started_by)
    }

    /// Where the state at hand was entered; where one stands there already, the state before it.
    pub(super) fn frame_over_back(&self) -> usize {
        let at = self.frame();
        let entered = |frame: usize| {
            let visit = self.recording()?.last_event(frame)?.visit?;
            self.frame_entered(visit)
        };
        let before = at.saturating_sub(1);
        entered(at).filter(|frame| *frame < at).or_else(|| entered(before)).unwrap_or(before)
    }

    /// Where the Parallel, Map or child execution at hand was entered; the start, where there is none.
    pub(super) fn frame_out_back(&self) -> usize {
        self.visit_around().and_then(|visit| self.frame_entered(visit)).unwrap_or(0)
    }

    fn frame_entered(&self, visit: VisitId) -> Option<usize> {
        let recording = self.recording()?;
        let visit = recording.latest().visit(visit)?;
        recording.frame_of(visit.execution, visit.entered)
    }

    pub(super) fn seek_to(&mut self, goal: Goal) {
        self.playback = Playback::Seeking { at: self.frame(), goal };
        self.seek();
    }

    /// Virtual time of a frame, in milliseconds since the start.
    pub(super) fn millis(&self, frame: usize) -> f64 {
        let recording = self.recording();
        recording.map_or(0.0, |recording| (recording.time(frame).millis - recording.time(0).millis) as f64)
    }
}

/// One frame more; `false` when there is none.
fn record_frame(recording: &RefCell<Recording>) -> bool {
    let mut recording = recording.borrow_mut();
    recording.event_count(recording.last_frame()) < MOST_EVENTS && recording.record_frame(STEPS_PER_FRAME)
}
