//! What a part of a machine knows of the rest.

use crate::Options;
use definition::{QueryLanguage, StateKind, StateMachine, TextField};
use json::{Syntax, Text};
use std::collections::BTreeSet;

/// All that the rules which look at a part may know of what is outside it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Surroundings {
    /// What the machine is checked for.
    pub options: Options,
    /// How the text is written.
    pub syntax: Syntax,
    /// `QueryLanguage` of the machine.
    pub query_language: QueryLanguage,
    /// `TimeoutSeconds` of the machine.
    pub timeout_seconds: Option<u64>,
    /// The names of the language's own kind (`States.…`) that Fail states raise.
    pub raised: BTreeSet<Text>,
    /// Does a Fail state raise a name that is only known when it runs?
    pub raises_any: bool,
}

impl Surroundings {
    pub(crate) fn new(machine: &StateMachine, options: &Options) -> Self {
        let errors = machine.states.iter().filter_map(|state| match &state.kind {
            Some(StateKind::Fail(fail)) => fail.error.as_ref(),
            _ => None,
        });
        let (mut raised, mut raises_any) = (BTreeSet::new(), false);
        for error in errors {
            match error {
                TextField::Literal(name) if is_reserved(name) => drop(raised.insert(name.clone())),
                TextField::Literal(_) => {}
                _ => raises_any = true,
            }
        }
        Self {
            options: options.clone(),
            syntax: machine.document.syntax,
            query_language: machine.query_language,
            timeout_seconds: machine.timeout_seconds,
            raised,
            raises_any,
        }
    }
}

/// Is it a name of the language's own kind?
pub(crate) fn is_reserved(error: &str) -> bool {
    error.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("States."))
}
