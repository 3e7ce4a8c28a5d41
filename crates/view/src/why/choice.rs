//! The rules of a Choice, with what each of them saw.

use super::text_match::{TextMatch, text_match};
use crate::{Message, StateRef};
use definition::{Comparison, ComparisonOperator, Condition, Operand, State, StateMachine, Target};
use engine::{ConditionOutcome, Decision, Evidence, Visit};
use json::Value;
use text::Span;

/// A rule, or `Default`.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleView {
    /// "Rule 1", "Default"
    pub title: Message,
    /// What became of it.
    pub verdict: Verdict,
    /// Where it leads.
    pub next: Option<StateRef>,
    /// What it asks; `None` for `Default`.
    pub condition: Option<ConditionView>,
    /// Its place in the definition.
    pub span: Option<Span>,
}

/// What became of a rule or condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It held.
    Matched,
    /// It did not hold.
    NotMatched,
    /// It was not looked at.
    NotReached,
}

/// A condition with what it saw.
#[derive(Clone, Debug, PartialEq)]
pub enum ConditionView {
    /// A comparison.
    Comparison {
        /// `Variable`
        path: String,
        /// The value there; `None` where it found nothing or was not looked at.
        value: Option<Value>,
        /// `NumericEquals`
        operator: String,
        /// The other side's path, for the operators that end in `Path`.
        operand_path: Option<String>,
        /// The other side.
        operand: Option<Value>,
        /// What matched in a text.
        text_match: Option<TextMatch>,
        /// How it came out.
        verdict: Verdict,
        /// Its place in the definition.
        span: Span,
    },
    /// And, Or, Not.
    Group {
        /// Which.
        kind: GroupKind,
        /// The conditions inside.
        parts: Vec<ConditionView>,
        /// How it came out.
        verdict: Verdict,
    },
    /// A JSONata expression or a constant.
    Expression {
        /// The expression.
        text: String,
        /// Its value.
        value: Option<Value>,
        /// How it came out.
        verdict: Verdict,
        /// Its place in the definition.
        span: Option<Span>,
    },
}

/// Which group of conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// All must hold.
    And,
    /// One must hold.
    Or,
    /// It must not hold.
    Not,
}

impl ConditionView {
    /// How it came out.
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Comparison { verdict, .. } | Self::Group { verdict, .. } | Self::Expression { verdict, .. } => {
                *verdict
            }
        }
    }
}

/// The rules of a Choice state; `visit` is `None` before it was entered.
pub fn rules(machine: &StateMachine, state: &State, visit: Option<&Visit>) -> Vec<RuleView> {
    let Some(choice) = state.choice() else { return Vec::new() };
    let (chosen, outcomes) = match visit.and_then(|visit| visit.decision.as_deref()) {
        Some(Decision::Chose { rule, rules, .. }) => (Some(*rule), &rules[..]),
        _ => (None, &[][..]),
    };
    let next =
        |target: Option<&Target>| target.and_then(|target| target.state).map(|id| StateRef::of(machine.state(id)));
    let mut views: Vec<RuleView> = (0_u32..)
        .zip(&choice.rules)
        .map(|(index, rule)| {
            let outcome = outcomes.get(index as usize);
            RuleView {
                title: Message::new("graph.rule").count("n", index as usize + 1),
                verdict: verdict(outcome),
                next: next(rule.next.as_ref()),
                condition: Some(condition(&rule.condition, outcome)),
                span: Some(rule.span),
            }
        })
        .collect();
    if let Some(default) = &choice.default {
        let verdict = match chosen {
            Some(None) => Verdict::Matched,
            _ => Verdict::NotReached,
        };
        let next = next(Some(default));
        let title = Message::new("graph.default");
        views.push(RuleView { title, verdict, next, condition: None, span: Some(default.span) });
    }
    views
}

fn verdict(outcome: Option<&ConditionOutcome>) -> Verdict {
    match outcome {
        Some(outcome) if outcome.holds => Verdict::Matched,
        Some(_) => Verdict::NotMatched,
        None => Verdict::NotReached,
    }
}

/// A condition beside its outcome; both have the same shape.
pub(super) fn condition(condition: &Condition, outcome: Option<&ConditionOutcome>) -> ConditionView {
    let verdict = verdict(outcome);
    let inside: &[ConditionOutcome] = match outcome.map(|outcome| &outcome.evidence) {
        Some(Evidence::Combined(parts)) => parts,
        _ => &[],
    };
    let group = |kind: GroupKind, parts: &[Condition]| ConditionView::Group {
        kind,
        parts: parts.iter().enumerate().map(|(at, part)| self::condition(part, inside.get(at))).collect(),
        verdict,
    };
    let value = match outcome.map(|outcome| &outcome.evidence) {
        Some(Evidence::Evaluated(value)) => Some(value.clone()),
        _ => None,
    };
    match condition {
        Condition::Compare(comparison) => self::comparison(comparison, outcome, verdict),
        Condition::And(parts) => group(GroupKind::And, parts),
        Condition::Or(parts) => group(GroupKind::Or, parts),
        Condition::Not(part) => group(GroupKind::Not, std::slice::from_ref(part)),
        Condition::Jsonata(expression) => {
            let text = expression.value.text().trim().to_owned();
            ConditionView::Expression { text, value, verdict, span: Some(expression.span) }
        }
        Condition::Bool(value) => {
            let constant = Some(Value::from(*value));
            ConditionView::Expression { text: value.to_string(), value: constant, verdict, span: None }
        }
        Condition::Invalid => ConditionView::Expression { text: String::new(), value: None, verdict, span: None },
    }
}

fn comparison(comparison: &Comparison, outcome: Option<&ConditionOutcome>, verdict: Verdict) -> ConditionView {
    let (value, seen) = match outcome.map(|outcome| &outcome.evidence) {
        Some(Evidence::Compared { variable, operand }) => (variable.clone(), operand.clone()),
        _ => (None, None),
    };
    let (operand_path, constant) = match &comparison.operand {
        Operand::Literal(value) => (None, Some(value.clone())),
        Operand::Path(path) => (Some(path.value.text().to_owned()), None),
    };
    let operand = seen.or(constant);
    let is_pattern = comparison.operator == ComparisonOperator::StringMatches && verdict == Verdict::Matched;
    let texts = value.as_ref().and_then(Value::as_str).zip(operand.as_ref().and_then(Value::as_str));
    let text_match = texts.filter(|_| is_pattern).and_then(|(value, pattern)| text_match(value, pattern));
    ConditionView::Comparison {
        path: comparison.variable.value.text().to_owned(),
        value,
        operator: comparison.operator.name(),
        operand_path,
        operand,
        text_match,
        verdict,
        span: comparison.span,
    }
}
