//! What each state's input may look like, worked out before anything runs.
//!
//! From the start, where nothing is known, every state's shape of output is handed to the states
//! after it; where ways meet, a field may exist if it may on one of them. What then cannot exist
//! on any way cannot exist.

mod shape;
mod stages;

pub(crate) use shape::{Missing, Others, Shape, There};
pub(crate) use stages::Stages;

use definition::{Catcher, Owner, ResultPath, State, StateId, StateKind, StateMachine};
use std::collections::BTreeSet;

/// A state whose input changes more often than this is one in a loop that builds something up:
/// no more is said of it.
const MAX_VISITS: u32 = 6;

/// The shape of every state's input; `None` for states that are never reached.
#[derive(Debug)]
pub(crate) struct DataFlow {
    inputs: Vec<Option<Shape>>,
}

impl DataFlow {
    pub(crate) fn new(machine: &StateMachine) -> Self {
        let mut walk = Walk {
            machine,
            flow: Self { inputs: vec![None; machine.states.len()] },
            visits: vec![0; machine.states.len()],
            open: BTreeSet::new(),
        };
        if let Some(start) = machine.root().start() {
            walk.arrive(start, Shape::Any);
        }
        while let Some(id) = walk.open.pop_first() {
            walk.visit(machine.state(id));
        }
        walk.flow
    }

    /// The data at each stage of a state, if it is ever reached.
    pub(crate) fn stages(&self, state: &State) -> Option<Stages> {
        Some(Stages::of(state, self.inputs[state.id.0 as usize].clone()?))
    }
}

struct Walk<'a> {
    machine: &'a StateMachine,
    flow: DataFlow,
    visits: Vec<u32>,
    /// States whose input has changed. The first of the document goes first: that is mostly the
    /// order in which they run.
    open: BTreeSet<StateId>,
}

impl Walk<'_> {
    /// One more way leads to the state, with this input.
    fn arrive(&mut self, id: StateId, input: Shape) {
        let place = id.0 as usize;
        let known = self.flow.inputs[place].take();
        let merged = match &known {
            Some(known) => known.clone().or(input.cut()),
            None => input.cut(),
        };
        let changed = known.as_ref() != Some(&merged);
        self.visits[place] += u32::from(changed);
        let merged = if self.visits[place] > MAX_VISITS { Shape::Any } else { merged };
        let changed = known.as_ref() != Some(&merged);
        self.flow.inputs[place] = Some(merged);
        if changed {
            self.open.insert(id);
        }
    }

    fn visit(&mut self, state: &State) {
        let Some(input) = self.flow.inputs[state.id.0 as usize].clone() else { return };
        let stages = Stages::of(state, input.clone());
        self.enter(state, &stages);
        let catchers: Vec<_> =
            state.catch.iter().filter_map(|catcher| Some((catcher, catcher.next.as_ref()?.state?))).collect();
        for (catcher, next) in catchers {
            self.arrive(next, caught(state, catcher, input.clone()));
        }
        let caught = state.catch.iter().filter_map(|catcher| catcher.next.as_ref());
        let caught: Vec<_> = caught.map(|target| target.span).collect();
        let targets = state.targets().into_iter().filter(|target| !caught.contains(&target.span));
        for next in targets.filter_map(|target| target.state).collect::<Vec<_>>() {
            let output = stages.output_to(state, next);
            self.arrive(next, output);
        }
    }

    /// The branches of a Parallel get its input, the iterations of a Map an item or what the
    /// ItemSelector makes.
    fn enter(&mut self, state: &State, stages: &Stages) {
        for &inner in state.containers() {
            let container = self.machine.container(inner);
            let input = match (container.owner, &state.kind) {
                (Owner::Branch(..), _) => stages.task_input.clone(),
                (Owner::ItemProcessor(_), Some(StateKind::Map(map))) if map.item_batcher.is_none() => {
                    map.item_selector.as_ref().map_or(Shape::Any, |selector| stages.item(state, selector))
                }
                _ => Shape::Any,
            };
            if let Some(start) = container.start() {
                self.arrive(start, input);
            }
        }
    }
}

/// What a Catcher hands to its state.
fn caught(state: &State, catcher: &Catcher, input: Shape) -> Shape {
    if let Some(output) = &catcher.output {
        return stages::template_shape(output, &Shape::Any);
    }
    if state.query_language == definition::QueryLanguage::Jsonata {
        return Shape::error_output();
    }
    match &catcher.result_path {
        ResultPath::Whole => Shape::error_output(),
        ResultPath::Discard => input,
        ResultPath::Path(path) => stages::put(input, &path.value, Shape::error_output()),
        ResultPath::Invalid => Shape::Any,
    }
}
