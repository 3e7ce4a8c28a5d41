//! The run on the page: where one stands in it, and whether it moves.

use super::recording::{Recording, Setup};
use definition::StateId;
use engine::{Run, VisitId};
use std::cell::{Ref, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::Reducible;

/// Steps of the engine on the way to one frame. Only a machine that never leaves an event needs more.
const STEPS_PER_FRAME: u32 = 10_000;
/// Frames that one action may record before the page must breathe.
const FRAMES_PER_SLICE: usize = 100;
/// Events after which a run stops by itself: four times what AWS allows.
const MOST_EVENTS: usize = 100_000;

/// Where one stands, and whether it moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Playback {
    /// It stands at a frame.
    Paused {
        /// The frame.
        at: usize,
    },
    /// It moves with the clock.
    Playing {
        /// The frame.
        at: usize,
        /// Milliseconds of virtual time since the start of the run.
        clock_millis: f64,
    },
    /// It moves as fast as it can, until its goal is reached.
    Seeking {
        /// The frame.
        at: usize,
        /// Where it stops.
        goal: Goal,
    },
}

/// Where a run that moves as fast as it can stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// When nothing more is due.
    End,
    /// At a frame.
    Frame(usize),
    /// When a visit has ended.
    VisitEnds(VisitId),
    /// When the next visit has begun and ended.
    NextVisitEnds,
    /// Where it no longer agrees with the run before the change, but not after this frame.
    Divergence(usize),
}

impl Playback {
    /// The frame.
    pub fn at(self) -> usize {
        match self {
            Self::Paused { at } | Self::Playing { at, .. } | Self::Seeking { at, .. } => at,
        }
    }
}

/// The run on the page. What has been recorded is kept, so that stepping back and forth is a look-up.
#[derive(Clone)]
pub struct Session {
    recording: Option<Rc<RefCell<Recording>>>,
    /// The run before the last change, for finding where they part.
    before: Option<Rc<RefCell<Recording>>>,
    /// Where one stands, and whether it moves.
    pub playback: Playback,
    /// States before which a run stops that moves by itself.
    breakpoints: Rc<BTreeSet<StateId>>,
    /// Does it go one event on when it has been built again?
    steps_once_built: bool,
    /// Changes whenever anything does.
    revision: u32,
}

/// Equal when nothing happened in between.
impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
    }
}

/// What is done to the run.
#[derive(Clone)]
pub enum Act {
    /// Another workspace was opened: play from the start to a frame.
    Open(Option<Setup>, usize),
    /// The definition, the input or the scenario changed: play again, as far as nothing differs.
    Rebuild(Option<Setup>),
    /// One event on when the run has been built again: to where the change shows that comes next.
    StepOnceBuilt,
    /// One event on.
    Step,
    /// One event back.
    StepBack,
    /// To the end of the state at hand.
    Over,
    /// To the end of the branch, iteration or execution at hand.
    Out,
    /// To a frame.
    Seek(usize),
    /// To the end.
    ToEnd,
    /// Move with the clock.
    Play,
    /// Stop before other states.
    Breakpoints(Rc<BTreeSet<StateId>>),
    /// Stand.
    Pause,
    /// So much time has passed, in milliseconds, at a speed in virtual seconds per second.
    Tick {
        /// Milliseconds since the last one.
        elapsed_millis: f64,
        /// Virtual seconds per second.
        speed: f64,
    },
}

impl Session {
    /// Nothing to run yet; a run that comes starts to move towards `frame`.
    pub fn new(frame: usize) -> Self {
        let playback = Playback::Paused { at: frame };
        Self {
            recording: None,
            before: None,
            playback,
            breakpoints: Rc::default(),
            steps_once_built: false,
            revision: 0,
        }
    }

    /// What has been recorded; `None` while there is nothing to run.
    pub fn recording(&self) -> Option<Ref<'_, Recording>> {
        self.recording.as_ref().map(|recording| recording.borrow())
    }

    /// The frame at which one stands.
    pub fn frame(&self) -> usize {
        self.playback.at()
    }

    /// The run as it was at the frame.
    pub fn run(&self) -> Option<Run> {
        self.recording().map(|recording| recording.at(self.frame()))
    }

    /// Can there be a next event?
    pub fn can_step(&self) -> bool {
        self.recording().is_some_and(|recording| !recording.is_over() || self.frame() < recording.last_frame())
    }

    /// Does it move?
    pub fn is_moving(&self) -> bool {
        !matches!(self.playback, Playback::Paused { .. })
    }

    /// Record until `frame` exists; `false` when the run is over before.
    fn reach(&self, frame: usize) -> bool {
        let Some(recording) = &self.recording else { return false };
        let mut recording = recording.borrow_mut();
        while recording.last_frame() < frame {
            if recording.event_count(recording.last_frame()) >= MOST_EVENTS || !recording.record_frame(STEPS_PER_FRAME)
            {
                return false;
            }
        }
        true
    }

    fn open(&mut self, setup: Option<Setup>, frame: usize) {
        let breakpoints = self.breakpoints.clone();
        *self = Self { revision: self.revision, breakpoints, ..Self::new(frame) };
        self.rebuild(setup);
    }

    fn rebuild(&mut self, setup: Option<Setup>) {
        let at = self.frame();
        self.before = self.recording.take().or(self.before.take());
        self.recording = setup.as_ref().map(|setup| Rc::new(RefCell::new(Recording::new(setup))));
        if self.recording.is_none() {
            // What is known of the run before is kept until the definition can run again.
            self.playback = Playback::Paused { at };
            return;
        }
        let steps_on = std::mem::take(&mut self.steps_once_built);
        let goal = if steps_on {
            Goal::Frame(at + 1)
        } else if self.before.is_some() {
            Goal::Divergence(at)
        } else {
            Goal::Frame(at)
        };
        self.playback = Playback::Seeking { at: 0, goal };
        self.seek();
    }

    /// One slice of the way to the goal.
    fn seek(&mut self) {
        for _ in 0..FRAMES_PER_SLICE {
            self.find_next_visit();
            let Playback::Seeking { at, goal } = self.playback else { return };
            if self.has_reached(goal, at) || !self.reach(at + 1) || !self.may_enter(goal, at + 1) {
                self.playback = Playback::Paused { at };
                self.before = None;
                return;
            }
            let halts = !matches!(goal, Goal::Frame(_) | Goal::Divergence(_)) && self.is_breakpoint(at + 1);
            self.playback =
                if halts { Playback::Paused { at: at + 1 } } else { Playback::Seeking { at: at + 1, goal } };
        }
    }

    fn is_breakpoint(&self, frame: usize) -> bool {
        let entered = self.recording().and_then(|recording| recording.entered(frame));
        entered.is_some_and(|state| self.breakpoints.contains(&state))
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
            Goal::End | Goal::NextVisitEnds => false,
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
    fn visit_in_progress(&self) -> Option<VisitId> {
        let run = self.run()?;
        let &(execution, event) = run.journal().last()?;
        let visit = run.visit(run.event(execution, event)?.visit?)?;
        visit.stop.is_none().then_some(visit.id)
    }

    /// The Parallel or Map visit around the visit at hand.
    fn visit_around(&self) -> Option<VisitId> {
        let run = self.run()?;
        let &(execution, event) = run.journal().last()?;
        run.visit(run.event(execution, event)?.visit?)?.parent.map(|(visit, _)| visit)
    }

    fn seek_to(&mut self, goal: Goal) {
        self.playback = Playback::Seeking { at: self.frame(), goal };
        self.seek();
    }

    fn step_to(&mut self, frame: usize) {
        let at = if self.reach(frame) { frame } else { self.frame() };
        self.playback = Playback::Paused { at };
    }

    /// Move on with the clock: to the last frame that is due.
    fn tick(&mut self, elapsed_millis: f64, speed: f64) {
        let Playback::Playing { at, clock_millis } = self.playback else { return self.seek() };
        let clock_millis = clock_millis + elapsed_millis * speed;
        let mut at = at;
        for _ in 0..FRAMES_PER_SLICE {
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

    /// Virtual time of a frame, in milliseconds since the start.
    fn millis(&self, frame: usize) -> f64 {
        let recording = self.recording();
        recording.map_or(0.0, |recording| (recording.time(frame).millis - recording.time(0).millis) as f64)
    }
}

impl Reducible for Session {
    type Action = Act;

    fn reduce(self: Rc<Self>, action: Act) -> Rc<Self> {
        let mut next = (*self).clone();
        next.revision = next.revision.wrapping_add(1);
        let at = next.frame();
        match action {
            Act::Open(setup, frame) => next.open(setup, frame),
            Act::Rebuild(setup) => next.rebuild(setup),
            Act::StepOnceBuilt => next.steps_once_built = true,
            Act::Step => next.step_to(at + 1),
            Act::StepBack => next.playback = Playback::Paused { at: at.saturating_sub(1) },
            Act::Over => match next.visit_in_progress() {
                Some(visit) => next.seek_to(Goal::VisitEnds(visit)),
                None => next.seek_to(Goal::NextVisitEnds),
            },
            Act::Out => next.seek_to(next.visit_around().map_or(Goal::End, Goal::VisitEnds)),
            Act::Seek(frame) => {
                next.playback = Playback::Seeking { at: at.min(frame), goal: Goal::Frame(frame) };
                next.seek();
            }
            Act::ToEnd => next.seek_to(Goal::End),
            Act::Play => next.playback = Playback::Playing { at, clock_millis: next.millis(at) },
            Act::Breakpoints(states) => next.breakpoints = states,
            Act::Pause => next.playback = Playback::Paused { at },
            Act::Tick { elapsed_millis, speed } => next.tick(elapsed_millis, speed),
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests;
