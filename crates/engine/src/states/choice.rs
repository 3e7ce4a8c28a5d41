//! Choice: the first rule that matches says where to go.
//!
//! Entered → InputPath → Choices … | Default → OutputPath | Output → Exited

use crate::errors::{self, Fault};
use crate::evaluator::Evaluator;
use crate::states::comparison;
use crate::strand::StrandId;
use crate::turn::Way;
use crate::{ConditionOutcome, Decision, Evidence, Run, data_flow};
use definition::{Assignment, Choice, ChoiceRule, Condition, State, StateId, Target, Template};
use json::Value;
use std::rc::Rc;

pub(crate) fn execute(run: &mut Run, id: StrandId, state: &State, choice: &Choice) {
    let mut evaluator = run.evaluator(id, state);
    let mut flow = data_flow::take_flow(run, id);
    let outcome = data_flow::effective_input(&evaluator, &mut flow).and_then(|effective| {
        let chosen = choose(&mut evaluator, choice, &effective)?;
        let (assign, output) = chosen.fields(state, choice);
        let outcome = data_flow::pass_on(&mut evaluator, assign, output, &effective)?;
        let outcome = data_flow::within_limits(run, &evaluator, outcome)?;
        Ok((outcome, chosen))
    });
    data_flow::put_flow(run, id, flow);
    match outcome {
        Ok((outcome, Chosen { rule, next, rules })) => {
            let decision = Rc::new(Decision::Chose { rule, next: Some(next), rules });
            let way = Way { next: Some(next), decision };
            run.exit(id, state, outcome.output, outcome.assigned, way);
        }
        Err(fault) => run.fault(id, state, fault),
    }
}

struct Chosen {
    /// `None` for `Default`.
    rule: Option<u32>,
    next: StateId,
    rules: Vec<ConditionOutcome>,
}

impl Chosen {
    /// A rule has its own Assign and Output; the state's are those of `Default`
    /// (recorded: `test_assign_in_choice`, `test_output_in_choice`).
    fn fields<'c>(&self, state: &'c State, choice: &'c Choice) -> (&'c [Assignment], Option<&'c Template>) {
        let rule = self.rule.and_then(|rule| choice.rules.get(rule as usize));
        rule.map_or((&state.assign, state.output.as_ref()), |rule| (&rule.assign, rule.output.as_ref()))
    }
}

fn choose(evaluator: &mut Evaluator<'_>, choice: &Choice, input: &Value) -> Result<Chosen, Fault> {
    let mut rules = Vec::with_capacity(choice.rules.len());
    for (place, ChoiceRule { condition, next, .. }) in (0..).zip(&choice.rules) {
        let outcome = test(evaluator, condition, input, place)?;
        let holds = outcome.holds;
        rules.push(outcome);
        if holds {
            return Ok(Chosen { rule: Some(place), next: resolve(evaluator, next.as_ref())?, rules });
        }
    }
    if choice.default.is_none() {
        return Err(evaluator.runtime(errors::NO_CHOICE_MATCHED));
    }
    Ok(Chosen { rule: None, next: resolve(evaluator, choice.default.as_ref())?, rules })
}

fn resolve(evaluator: &Evaluator<'_>, target: Option<&Target>) -> Result<StateId, Fault> {
    target.and_then(|target| target.state).ok_or_else(|| {
        let name = target.map_or("", |target| &target.name);
        evaluator.runtime(format!("The state '{name}' does not exist"))
    })
}

/// And and Or stop at the first part that decides.
fn test(
    evaluator: &mut Evaluator<'_>,
    condition: &Condition,
    input: &Value,
    rule: u32,
) -> Result<ConditionOutcome, Fault> {
    match condition {
        Condition::Compare(compare) => comparison::test(evaluator, compare, input),
        Condition::And(parts) => combine(evaluator, parts, input, rule, false),
        Condition::Or(parts) => combine(evaluator, parts, input, rule, true),
        Condition::Not(part) => {
            let part = test(evaluator, part, input, rule)?;
            Ok(ConditionOutcome { holds: !part.holds, evidence: Evidence::Combined(vec![part]) })
        }
        Condition::Bool(holds) => {
            Ok(ConditionOutcome { holds: *holds, evidence: Evidence::Evaluated(Value::Bool(*holds)) })
        }
        Condition::Jsonata(expression) => {
            let location = || format!("Choices[{rule}]/Condition");
            let value = evaluator.jsonata(expression, &location)?;
            match value.as_bool() {
                Some(holds) => Ok(ConditionOutcome { holds, evidence: Evidence::Evaluated(value) }),
                None => Err(evaluator.unexpected_type(expression, &location(), "boolean", &value)),
            }
        }
        Condition::Invalid => Err(evaluator.runtime(format!("The condition of rule {rule} is not valid"))),
    }
}

fn combine(
    evaluator: &mut Evaluator<'_>,
    parts: &[Condition],
    input: &Value,
    rule: u32,
    decisive: bool,
) -> Result<ConditionOutcome, Fault> {
    let mut outcomes = Vec::with_capacity(parts.len());
    for part in parts {
        let outcome = test(evaluator, part, input, rule)?;
        let holds = outcome.holds;
        outcomes.push(outcome);
        if holds == decisive {
            return Ok(ConditionOutcome { holds, evidence: Evidence::Combined(outcomes) });
        }
    }
    Ok(ConditionOutcome { holds: !decisive, evidence: Evidence::Combined(outcomes) })
}
