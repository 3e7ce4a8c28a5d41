//! What all states have in common.

use crate::fields::Fields;
use crate::lower::Lowering;
use crate::*;
use json::{Member, Node, Text};
use text::Span;

/// Names a state of one machine: its index in document order, at any depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(pub u32);

/// A state. Fields that its type or language does not have are absent.
#[derive(Clone, Debug)]
pub struct State {
    /// Its id.
    pub id: StateId,
    /// Its name: the key under `States`.
    pub name: Text,
    /// Place of the name, quotes included.
    pub name_span: Span,
    /// Place of the state's object.
    pub span: Span,
    /// The container it stands in.
    pub container: ContainerId,
    /// AWS's location of it, such as `/States/A`.
    pub location: String,
    /// `Comment`
    pub comment: Option<Text>,
    /// Its own `QueryLanguage`, else the machine's.
    pub query_language: QueryLanguage,
    /// What it is; `None` when `Type` is missing or unknown.
    pub kind: Option<StateKind>,
    /// `Next` or `End`
    pub transition: Transition,
    /// `InputPath` (JSONPath)
    pub input_path: PathField,
    /// `Parameters` (JSONPath) or `Arguments` (JSONata). A Map's `ItemSelector` is in [`Map`].
    pub parameters: Option<Template>,
    /// `ResultSelector` (JSONPath)
    pub result_selector: Option<Template>,
    /// `ResultPath` (JSONPath)
    pub result_path: ResultPath,
    /// `OutputPath` (JSONPath)
    pub output_path: PathField,
    /// `Output` (JSONata)
    pub output: Option<Template>,
    /// `Assign`
    pub assign: Vec<Assignment>,
    /// `Retry`
    pub retry: Vec<Retrier>,
    /// `Catch`
    pub catch: Vec<Catcher>,
    /// Does its text name a function that draws random numbers?
    pub uses_chance: bool,
}

/// What a state is, with the fields of its own.
#[derive(Clone, Debug)]
pub enum StateKind {
    /// Pass, with its `Result` (JSONPath)
    Pass {
        /// `Result`
        result: Option<json::Value>,
    },
    /// Task
    Task(Box<Task>),
    /// Choice
    Choice(Choice),
    /// Wait
    Wait(Wait),
    /// Succeed
    Succeed,
    /// Fail
    Fail(Box<Fail>),
    /// Parallel
    Parallel(Parallel),
    /// Map
    Map(Box<Map>),
}

/// The eight values of `Type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the specification's own")]
pub enum StateType {
    Task,
    Wait,
    Pass,
    Succeed,
    Fail,
    Choice,
    Parallel,
    Map,
}

impl StateType {
    /// All of them, in the order in which AWS's messages list them.
    pub const ALL: [Self; 8] =
        [Self::Task, Self::Wait, Self::Pass, Self::Succeed, Self::Fail, Self::Choice, Self::Parallel, Self::Map];

    /// From the field's value.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == text)
    }

    /// As the field spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Task => "Task",
            Self::Wait => "Wait",
            Self::Pass => "Pass",
            Self::Succeed => "Succeed",
            Self::Fail => "Fail",
            Self::Choice => "Choice",
            Self::Parallel => "Parallel",
            Self::Map => "Map",
        }
    }
}

/// A state's name where a transition names it, and the state that it is.
#[derive(Clone, Debug)]
pub struct Target {
    /// The name.
    pub name: Text,
    /// Place of the name in the transition, quotes included.
    pub span: Span,
    /// The state of that name in the same container; `None` when there is none.
    pub state: Option<StateId>,
}

impl Target {
    pub(crate) fn lower(node: &Node) -> Option<Self> {
        let name = node.as_string()?.value.clone();
        Some(Self { name, span: node.span, state: None })
    }
}

/// How a state hands on.
#[derive(Clone, Debug)]
pub enum Transition {
    /// `Next`
    Next(Target),
    /// `End: true`
    End,
    /// Neither: Choice, Succeed and Fail, or a mistake.
    None,
}

impl State {
    /// Its type.
    pub fn state_type(&self) -> Option<StateType> {
        Some(match self.kind.as_ref()? {
            StateKind::Pass { .. } => StateType::Pass,
            StateKind::Task(_) => StateType::Task,
            StateKind::Choice(_) => StateType::Choice,
            StateKind::Wait(_) => StateType::Wait,
            StateKind::Succeed => StateType::Succeed,
            StateKind::Fail(_) => StateType::Fail,
            StateKind::Parallel(_) => StateType::Parallel,
            StateKind::Map(_) => StateType::Map,
        })
    }

    /// Every transition of the state: `Next`, the Choice rules' and `Default`, the Catchers'.
    pub fn targets(&self) -> Vec<&Target> {
        let choice = self.choice().into_iter();
        let rules =
            choice.flat_map(|choice| choice.rules.iter().filter_map(|rule| rule.next.as_ref()).chain(&choice.default));
        let next = match &self.transition {
            Transition::Next(target) => Some(target),
            _ => None,
        };
        next.into_iter().chain(rules).chain(self.catch.iter().filter_map(|catcher| catcher.next.as_ref())).collect()
    }

    pub(crate) fn targets_mut(&mut self) -> Vec<&mut Target> {
        let mut targets = Vec::new();
        if let Transition::Next(target) = &mut self.transition {
            targets.push(target);
        }
        if let Some(StateKind::Choice(choice)) = &mut self.kind {
            targets.extend(choice.rules.iter_mut().filter_map(|rule| rule.next.as_mut()).chain(&mut choice.default));
        }
        targets.extend(self.catch.iter_mut().filter_map(|catcher| catcher.next.as_mut()));
        targets
    }

    /// The Choice's own fields, if it is one.
    pub fn choice(&self) -> Option<&Choice> {
        match &self.kind {
            Some(StateKind::Choice(choice)) => Some(choice),
            _ => None,
        }
    }

    /// The Task's own fields, if it is one.
    pub fn task(&self) -> Option<&Task> {
        match &self.kind {
            Some(StateKind::Task(task)) => Some(task),
            _ => None,
        }
    }

    /// The Map's own fields, if it is one.
    pub fn map(&self) -> Option<&Map> {
        match &self.kind {
            Some(StateKind::Map(map)) => Some(map),
            _ => None,
        }
    }

    /// The containers inside it: branches or the item processor.
    pub fn containers(&self) -> &[ContainerId] {
        match &self.kind {
            Some(StateKind::Parallel(parallel)) => &parallel.branches,
            Some(StateKind::Map(map)) => map.processor.as_slice(),
            _ => &[],
        }
    }

    /// Does the execution (or the branch or iteration) end here, when nothing fails?
    pub fn is_terminal(&self) -> bool {
        matches!(self.transition, Transition::End) || matches!(self.kind, Some(StateKind::Succeed | StateKind::Fail(_)))
    }
}

/// Lower the state that `member` of a `States` object holds.
pub(crate) fn lower(
    lowering: &mut Lowering,
    member: &Member,
    container: ContainerId,
    language: QueryLanguage,
) -> StateId {
    let id = StateId(lowering.states.len() as u32);
    let node = &member.value;
    let query_language = node.get("QueryLanguage").map_or(language, QueryLanguage::of);
    let location = format!("{}/States/{}", lowering.containers[container.0 as usize].location, member.key.value);
    // The place is taken before the states inside are lowered, so that ids follow document order.
    lowering.states.push(State {
        id,
        name: member.key.value.clone(),
        name_span: member.key_span,
        span: node.span,
        container,
        location: location.clone(),
        comment: node.get("Comment").and_then(Node::as_string).map(|comment| comment.value.clone()),
        query_language,
        kind: None,
        transition: transition(node),
        input_path: PathField::Whole,
        parameters: None,
        result_selector: None,
        result_path: ResultPath::Whole,
        output_path: PathField::Whole,
        output: None,
        assign: Vec::new(),
        retry: Vec::new(),
        catch: Vec::new(),
        uses_chance: false,
    });
    let kind = kind(lowering, node, id, &location, language, query_language);
    let mut fields = Fields::new(node, &location, query_language, &mut lowering.notes);
    let state = &mut lowering.states[id.0 as usize];
    state.kind = kind;
    read_common(state, &mut fields);
    id
}

fn kind(
    lowering: &mut Lowering,
    node: &Node,
    id: StateId,
    location: &str,
    machine: QueryLanguage,
    own: QueryLanguage,
) -> Option<StateKind> {
    let state_type = StateType::parse(node.get("Type")?.as_str()?)?;
    if state_type == StateType::Parallel {
        return Some(StateKind::Parallel(parallel::lower(lowering, node, id, location, machine)));
    }
    if state_type == StateType::Map {
        return Some(StateKind::Map(Box::new(map::lower(lowering, node, id, location, machine, own))));
    }
    let mut fields = Fields::new(node, location, own, &mut lowering.notes);
    Some(match state_type {
        StateType::Task => StateKind::Task(Box::new(task::lower(&mut fields))),
        StateType::Choice => StateKind::Choice(choice::lower(&mut fields)),
        StateType::Wait => StateKind::Wait(wait::lower(&mut fields)),
        StateType::Fail => StateKind::Fail(Box::new(fail::lower(&mut fields))),
        StateType::Succeed => StateKind::Succeed,
        _ => StateKind::Pass { result: node.get("Result").map(Node::to_value) },
    })
}

fn read_common(state: &mut State, fields: &mut Fields<'_>) {
    if state.query_language == QueryLanguage::Jsonata {
        state.parameters = fields.template("Arguments");
        state.output = fields.template("Output");
    } else {
        state.input_path = fields.path("InputPath");
        state.output_path = fields.path("OutputPath");
        // A Map's old `Parameters` is its item selector, and no Parameters of the state.
        if !matches!(state.kind, Some(StateKind::Map(_))) {
            state.parameters = fields.template("Parameters");
        }
        state.result_selector = fields.template("ResultSelector");
        state.result_path = fields.result_path("ResultPath");
    }
    state.assign = fields.assign();
    state.retry = error_handling::lower_retry(fields);
    state.catch = error_handling::lower_catch(fields);
}

fn transition(node: &Node) -> Transition {
    match (node.get("Next").and_then(Target::lower), node.get("End").map(|end| &end.kind)) {
        (Some(target), _) => Transition::Next(target),
        (None, Some(json::NodeKind::Bool(true))) => Transition::End,
        _ => Transition::None,
    }
}
