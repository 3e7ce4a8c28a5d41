//! The chain of hops from a value back to where it began, in few steps.

use super::{DataPlace, Origin, Source, origins, readers};
use crate::data_flow::StageName;
use crate::tree::{TreeStep, path_text};
use crate::{Message, Moment, StateRef};
use engine::{Decision, Visit, VisitId};
use json::Value;
use std::collections::BTreeSet;

/// Hops that are followed at most; a loop of states can make a chain as long as the history.
const HOPS_AT_MOST: usize = 400;

/// Where a value came from, oldest first, and who reads it next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chain {
    /// From the first source to the value itself, which is the last.
    pub steps: Vec<ChainStep>,
    /// Who reads the value next.
    pub reader: Option<ChainStep>,
    /// Every place the chain passes, for lighting them up.
    pub places: Vec<DataPlace>,
    /// Further values that took part, where a hop had several.
    pub others: Vec<DataPlace>,
}

/// A step that changed something, or where the value began.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainStep {
    /// "Scenario", "Error from ECS", "Catch 1", "This value"
    pub title: Message,
    /// "exit code 9", "Cause", "$.error"
    pub detail: Option<Message>,
    /// The state it happened in.
    pub state: Option<StateRef>,
    /// Where to look; nothing for the execution input and constants.
    pub place: Option<DataPlace>,
}

/// Follow a value back. Where it was made of several, the first is followed.
pub fn chain(moment: &Moment<'_>, place: &DataPlace) -> Chain {
    let mut teller = Teller { moment, chain: Chain::default(), steps: vec![here(place)] };
    let mut current = place.clone();
    let mut seen = BTreeSet::new();
    let mut passed: Vec<VisitId> = Vec::new();
    for _ in 0..HOPS_AT_MOST {
        if !seen.insert(current.clone()) {
            break;
        }
        teller.chain.places.push(current.clone());
        let mut found = origins(moment, &current).into_iter();
        let Some(first) = found.next() else { break };
        teller.chain.others.extend(found.filter_map(|origin| match origin.source {
            Source::Place(place) => Some(place),
            _ => None,
        }));
        match &first.source {
            Source::Place(next) => {
                if next.visit != current.visit && next.stage == StageName::Output {
                    passed.push(next.visit);
                }
                if first.via.is_some() || !first.is_copy {
                    passed.retain(|visit| *visit != current.visit);
                    teller.passed(&mut passed);
                    teller.hop(&current, &first);
                }
                current = next.clone();
            }
            _ => {
                // What the state made itself is not passed on.
                let began_outside = matches!(first.source, Source::ExecutionInput(_));
                passed.retain(|visit| began_outside || *visit != current.visit);
                teller.passed(&mut passed);
                teller.beginning(&current, &first);
                break;
            }
        }
    }
    let Teller { mut chain, mut steps, .. } = teller;
    steps.reverse();
    chain.steps = steps;
    chain.reader = readers(moment, place).first().map(|reader| ChainStep {
        title: state_title(moment, reader.visit),
        detail: Some(reader.says.clone()),
        state: state_ref(moment, reader.visit),
        place: Some(DataPlace { visit: reader.visit, stage: StageName::Input, path: place.path.clone() }),
    });
    chain
}

struct Teller<'a> {
    moment: &'a Moment<'a>,
    chain: Chain,
    /// Newest first.
    steps: Vec<ChainStep>,
}

impl Teller<'_> {
    /// States that only passed the value on share one step: "3 states".
    fn passed(&mut self, passed: &mut Vec<VisitId>) {
        let Some(&oldest) = passed.last() else { return };
        let title = match passed.len() {
            1 => state_title(self.moment, oldest),
            count => Message::new("provenance.states").count("n", count),
        };
        let place = DataPlace { visit: oldest, stage: StageName::Output, path: Vec::new() };
        let state = state_ref(self.moment, oldest);
        self.steps.push(ChainStep {
            title,
            detail: Some(Message::new("provenance.passed_on")),
            state,
            place: Some(place),
        });
        passed.clear();
    }

    /// A step of its own: an expression took the value, or wrote it somewhere.
    fn hop(&mut self, place: &DataPlace, origin: &Origin) {
        let text = origin.via.as_ref().map(|(text, _)| text.clone()).unwrap_or_default();
        let detail = (!text.is_empty()).then(|| Message::new("provenance.code").code("text", text));
        let title = match (place.stage, self.catcher(place.visit)) {
            (StageName::ResultPath, Some(catcher)) => Message::new("graph.catch").count("n", catcher as usize + 1),
            (stage, _) => Message::new("provenance.stage").with("stage", stage_title(stage)),
        };
        let state = state_ref(self.moment, place.visit);
        self.steps.push(ChainStep { title, detail, state, place: Some(place.clone()) });
    }

    fn beginning(&mut self, place: &DataPlace, origin: &Origin) {
        let state = state_ref(self.moment, place.visit);
        let step = |title: Message, detail: Option<Message>| ChainStep {
            title,
            detail,
            state: state.clone(),
            place: Some(place.clone()),
        };
        match &origin.source {
            Source::Task { visit, path } => {
                let failed = self.moment.visit(*visit).is_some_and(|visit| visit.flow.error_output.is_some());
                let title = if failed { "provenance.error" } else { "provenance.result" };
                let title = state
                    .iter()
                    .fold(Message::new(title), |title, state| title.with("state", crate::Arg::State(state.clone())));
                self.steps.push(step(title, Some(path_detail(path))));
                let outcome = Message::new("provenance.scenario");
                self.steps.push(step(outcome, self.outcome_detail(*visit, place)));
            }
            Source::ExecutionInput(path) => {
                let title = Message::new("provenance.execution_input");
                self.steps.push(ChainStep { title, detail: Some(path_detail(path)), state: None, place: None });
            }
            Source::Constant => self.steps.push(step(Message::new("provenance.constant"), None)),
            Source::Context(text) => {
                let detail = Some(Message::new("provenance.code").code("text", text.clone()));
                self.steps.push(step(Message::new("provenance.context"), detail));
            }
            Source::Person(former) => {
                let detail = match former {
                    Some(former) => Message::new("provenance.former").with("value", former.clone()),
                    None => Message::new("provenance.no_former"),
                };
                self.steps.push(step(Message::new("provenance.person"), Some(detail)));
            }
            Source::Service => self.steps.push(step(Message::new("provenance.service"), None)),
            Source::Place(_) => {}
        }
    }

    /// "exit code 9", else the value that the scenario gave, when it is a short one.
    fn outcome_detail(&self, visit: VisitId, place: &DataPlace) -> Option<Message> {
        if let Some(code) = self.moment.visit(visit).and_then(exit_code) {
            return Some(Message::new("provenance.exit_code").with("value", code));
        }
        let visit = self.moment.visit(place.visit)?;
        let value = crate::tree::value_at(&super::hop::stage_value(visit, place.stage)?, &place.path)?;
        let is_scalar = value.as_object().is_none() && value.as_array().is_none();
        is_scalar.then(|| Message::new("provenance.value").with("value", value))
    }

    fn catcher(&self, visit: VisitId) -> Option<u32> {
        match self.moment.visit(visit)?.decision.as_deref()? {
            Decision::Caught { catcher, .. } => Some(*catcher),
            _ => None,
        }
    }
}

fn here(place: &DataPlace) -> ChainStep {
    let detail = Some(Message::new("provenance.stage").with("stage", stage_title(place.stage)));
    ChainStep { title: Message::new("provenance.this_value"), detail, state: None, place: Some(place.clone()) }
}

fn path_detail(path: &[TreeStep]) -> Message {
    Message::new("provenance.code").code("text", path_text(path))
}

/// The exit code that an ECS task's result or error speaks of.
fn exit_code(visit: &Visit) -> Option<Value> {
    let cause = visit.flow.error_output.as_ref().and_then(|error| crate::tree::json_text(error.get("Cause")?));
    let task = cause.as_ref().or(visit.flow.result.as_ref())?;
    let containers = task.get("Containers")?.as_array()?;
    let codes: Vec<&Value> = containers.iter().filter_map(|container| container.get("ExitCode")).collect();
    codes.iter().find(|code| code.as_i64() != Some(0)).or(codes.first()).map(|code| (*code).clone())
}

fn stage_title(stage: StageName) -> Message {
    let field = |name: &'static str| Message::new("flow.field").text("name", name);
    match stage {
        StageName::Input => Message::new("flow.input"),
        StageName::InputPath => field("InputPath"),
        StageName::Items => Message::new("stage.items"),
        StageName::Parameters => field("Parameters"),
        StageName::Arguments => field("Arguments"),
        StageName::ItemSelector => field("ItemSelector"),
        StageName::Sent => Message::new("flow.request"),
        StageName::Wait => field("Wait"),
        StageName::Choices => field("Choices"),
        StageName::Result => Message::new("flow.result"),
        StageName::ResultSelector => field("ResultSelector"),
        StageName::ResultPath => field("ResultPath"),
        StageName::OutputPath => field("OutputPath"),
        StageName::Assign => field("Assign"),
        StageName::Output => Message::new("flow.output"),
    }
}

fn state_ref(moment: &Moment<'_>, visit: VisitId) -> Option<StateRef> {
    moment.visit(visit).map(|visit| StateRef::of(moment.state_of(visit)))
}

fn state_title(moment: &Moment<'_>, visit: VisitId) -> Message {
    let name = state_ref(moment, visit).map_or_else(|| "".into(), |state| state.name);
    Message::new("table.state").text("name", name)
}
