//! The diagnostics: what is wrong with a definition, where, and how to mend it.
//!
//! Every rule is a file under `rules/`, with its sentence, its code and its source on top and
//! its tests below. What AWS refuses has AWS's code, message and location; what AWS accepts
//! although it is probably not meant is a `LINT_…` of our own, which can be switched off.

mod arns;
mod conditions;
mod context;
mod data_flow;
mod diagnose;
mod error_entries;
mod expressions;
mod graph;
mod integration_call;
mod judgements;
mod missing_reads;
mod object;
mod part;
mod reference;
mod render;
mod rule;
mod rules;
mod source;
mod surroundings;
mod template;
#[cfg(test)]
mod testing;
mod validate;
mod variables;

pub use diagnose::{Diagnosis, Memory, diagnose, diagnose_again, diagnose_in_steps};
pub use reference::rules_document;
pub use render::render;
pub use rule::{Check, Rule};
pub use rules::RULES;
pub use source::source_url;
pub use validate::{Validation, validation};

use context::Context;
use definition::StateMachine;
use judgements::Judgements;
use part::Part;
use std::collections::BTreeSet;
use text::Diagnostic;

/// What a definition is checked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The type of the state machine: some integrations need STANDARD.
    pub machine_type: MachineType,
    /// Codes of the rules that are switched off. Errors cannot be: AWS would still refuse.
    pub silenced: BTreeSet<String>,
}

/// The type of a state machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MachineType {
    /// STANDARD
    #[default]
    Standard,
    /// EXPRESS
    Express,
}

/// Everything that is to be said about a definition, in the order of the rules.
///
/// What could not even be read (see [`definition::lower`]) is not repeated here; [`diagnose`]
/// does all of it.
pub fn check(machine: &StateMachine, options: &Options) -> Vec<Diagnostic> {
    host::at_once(check_in_steps(machine, options, None, async || {})).0
}

/// As [`check`], with what `before` has found in the parts that have not changed since. `pause` is awaited between
/// the steps.
async fn check_in_steps(
    machine: &StateMachine,
    options: &Options,
    before: Option<&Judgements>,
    pause: impl AsyncFn(),
) -> (Vec<Diagnostic>, Judgements) {
    let mut context = Context::new(machine, options, &pause).await;
    let judgements = Judgements::new(&context, before, &pause).await;
    context.arns = judgements.arns().collect();
    let mut own = Part::of_machine(&context).judge().into_iter().peekable();
    let mut findings = Vec::new();
    for (index, (rule, in_states)) in RULES.iter().zip(judgements.findings()).enumerate() {
        let start = findings.len();
        findings.extend(std::iter::from_fn(|| own.next_if(|(rule, _)| *rule == index)).map(|(_, finding)| finding));
        findings.extend(in_states);
        context.run(&rule.check, &mut findings);
        if !options.is_on(rule) {
            findings.truncate(start);
        }
        pause().await;
    }
    (findings, judgements)
}

impl Options {
    fn is_on(&self, rule: &Rule) -> bool {
        rule.severity == text::Severity::Error || !self.silenced.contains(rule.code)
    }
}
