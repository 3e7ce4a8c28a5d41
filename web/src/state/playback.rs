//! The run on the page: where one stands in it, and whether it moves.

mod seeking;

use super::covered::Played;
use super::recording::{Recording, Setup};
use super::run_alike;
use definition::{StateId, StateMachine};
use engine::{Run, VisitId};
use std::cell::{Ref, RefCell};
use std::rc::Rc;
use view::breakpoint::Breakpoint;
use view::coverage::Coverage;
use yew::Reducible;

/// Steps of the engine on the way to one frame. Only a machine that never leaves an event needs more.
const STEPS_PER_FRAME: u32 = 10_000;
/// While a run moves as fast as it can, the page shows where it is so often.
const SHOWN_EVERY_MILLIS: f64 = 250.0;
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
    /// When a state is entered.
    State(StateId),
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
    /// The run that was last looked at before a change: it is kept, to be compared.
    former: Option<Rc<RefCell<Recording>>>,
    /// What the runs before went through.
    played: Rc<Played>,
    /// Where one stands, and whether it moves.
    pub playback: Playback,
    /// Where a run stops that moves by itself.
    breakpoints: Rc<Vec<Breakpoint>>,
    /// Did a person move the run since the last change? A run that nobody looked at is not worth keeping.
    has_moved: bool,
    /// Are both runs played on, beyond where one stands, so that they can be compared?
    is_comparing: bool,
    /// How long the page has not shown where the run is.
    hidden_millis: f64,
    /// Does it go one event on when it has been built again?
    steps_once_built: bool,
    /// Changes whenever there is something new to show.
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
    /// Back to where the state at hand was entered.
    OverBack,
    /// To the end of the branch, iteration or execution at hand.
    Out,
    /// Back to where the branch, iteration or execution at hand began.
    OutBack,
    /// To a frame.
    Seek(usize),
    /// To the end.
    ToEnd,
    /// Move with the clock.
    Play,
    /// Move as fast as possible until a state is entered.
    RunTo(StateId),
    /// Stop elsewhere.
    Breakpoints(Rc<Vec<Breakpoint>>),
    /// Play this run and the former one to their ends, without moving; or no longer.
    Compare(bool),
    /// The former run is not wanted any more.
    Forget,
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
            former: None,
            played: Rc::default(),
            playback,
            breakpoints: Rc::default(),
            has_moved: false,
            is_comparing: false,
            hidden_millis: 0.0,
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

    /// The run that was last looked at before a change.
    pub fn former(&self) -> Option<Ref<'_, Recording>> {
        self.former.as_ref().map(|former| former.borrow())
    }

    /// What all runs of the definition went through in one of its machines, each as far as it was played.
    pub fn coverage(&self, machine: &Rc<StateMachine>) -> Coverage {
        self.recording().map(|recording| self.played.coverage(&recording, machine)).unwrap_or_default()
    }

    /// Changes when the run or the former one is another.
    pub fn changes(&self) -> [usize; 2] {
        let place = |run: &Option<Rc<RefCell<Recording>>>| run.as_ref().map_or(0, |run| Rc::as_ptr(run).addr());
        [place(&self.recording), place(&self.former)]
    }

    /// Is there work that waits for the next frame of the screen?
    pub fn is_busy(&self) -> bool {
        self.is_moving() || self.is_comparing
    }

    fn open(&mut self, setup: Option<Setup>, frame: usize) {
        let (breakpoints, revision) = (self.breakpoints.clone(), self.revision);
        *self = Self { revision, breakpoints, ..Self::new(frame) };
        self.rebuild(setup);
    }

    fn rebuild(&mut self, setup: Option<Setup>) {
        let at = self.frame();
        if let Some(played) = self.recording.take() {
            let comes_back = |setup: &Setup| {
                self.former.as_ref().is_some_and(|former| run_alike(former.borrow().workspace(), &setup.workspace))
            };
            if self.has_moved {
                Rc::make_mut(&mut self.played).keep(&played.borrow());
            }
            // When the former run comes back, the two change places.
            if self.has_moved || setup.as_ref().is_some_and(comes_back) {
                self.former = Some(played.clone());
                self.has_moved = false;
            }
            self.before = Some(played);
        }
        if let Some(setup) = &setup {
            Rc::make_mut(&mut self.played).keep_definition(setup);
        }
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

    fn step_to(&mut self, frame: usize) {
        let at = if self.reach(frame) { frame } else { self.frame() };
        self.playback = Playback::Paused { at };
    }

    /// A slice of what is under way.
    fn tick(&mut self, elapsed_millis: f64, speed: f64) {
        match self.playback {
            Playback::Playing { at, clock_millis } => self.play_on(at, clock_millis + elapsed_millis * speed),
            Playback::Seeking { .. } => self.seek(),
            Playback::Paused { .. } => self.play_ahead(),
        }
    }

    /// Is there something new to show? While the run moves as fast as it can, not at every frame of the screen.
    fn is_to_be_shown(&mut self, elapsed_millis: f64) -> bool {
        self.hidden_millis += elapsed_millis;
        let is_hidden = self.is_busy() && !matches!(self.playback, Playback::Playing { .. });
        if is_hidden && self.hidden_millis < SHOWN_EVERY_MILLIS {
            return false;
        }
        self.hidden_millis = 0.0;
        true
    }
}

impl Reducible for Session {
    type Action = Act;

    fn reduce(self: Rc<Self>, action: Act) -> Rc<Self> {
        let mut next = (*self).clone();
        let at = next.frame();
        let elapsed_millis = if let Act::Tick { elapsed_millis, .. } = action { elapsed_millis } else { f64::INFINITY };
        next.has_moved |= action.moves();
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
            Act::OverBack => next.playback = Playback::Paused { at: next.frame_over_back() },
            Act::OutBack => next.playback = Playback::Paused { at: next.frame_out_back() },
            Act::Out => next.seek_to(next.visit_around().map_or(Goal::End, Goal::VisitEnds)),
            Act::Seek(frame) => {
                next.playback = Playback::Seeking { at: at.min(frame), goal: Goal::Frame(frame) };
                next.seek();
            }
            Act::ToEnd => next.seek_to(Goal::End),
            Act::Play => next.playback = Playback::Playing { at, clock_millis: next.millis(at) },
            Act::RunTo(state) => next.seek_to(Goal::State(state)),
            Act::Breakpoints(breakpoints) => next.breakpoints = breakpoints,
            Act::Compare(on) => next.is_comparing = on,
            Act::Forget => next.former = None,
            Act::Pause => next.playback = Playback::Paused { at },
            Act::Tick { elapsed_millis, speed } => next.tick(elapsed_millis, speed),
        }
        if next.is_to_be_shown(elapsed_millis) {
            next.revision = next.revision.wrapping_add(1);
        }
        Rc::new(next)
    }
}

impl Act {
    /// Does a person move the run with it?
    fn moves(&self) -> bool {
        matches!(
            self,
            Self::Step
                | Self::StepBack
                | Self::Over
                | Self::OverBack
                | Self::Out
                | Self::OutBack
                | Self::Seek(_)
                | Self::ToEnd
                | Self::Play
                | Self::RunTo(_)
        )
    }
}

#[cfg(test)]
mod tests;
