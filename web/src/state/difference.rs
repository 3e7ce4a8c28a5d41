//! What differs between two forms of the ground state, part by part.

use super::Workspace;

/// A part of the ground state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the workspace's fields")]
pub enum Part {
    Name,
    Definition,
    Input,
    Scenario,
    Machines,
    Edits,
    Breakpoints,
}

impl Part {
    /// Key of its name in the catalogue of messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "part-name",
            Self::Definition => "part-definition",
            Self::Input => "part-input",
            Self::Scenario => "part-scenario",
            Self::Machines => "part-machines",
            Self::Edits => "part-edits",
            Self::Breakpoints => "part-breakpoints",
        }
    }
}

/// The parts in which two differ.
pub fn differing(a: &Workspace, b: &Workspace) -> Vec<Part> {
    let parts = [
        (Part::Name, a.name != b.name),
        (Part::Definition, a.definition != b.definition),
        (Part::Input, a.input != b.input),
        (Part::Scenario, a.scenario != b.scenario),
        (Part::Machines, a.machines != b.machines),
        (Part::Edits, a.edits != b.edits),
        (Part::Breakpoints, a.breakpoints != b.breakpoints),
    ];
    parts.into_iter().filter_map(|(part, differs)| differs.then_some(part)).collect()
}

/// Do both make the same run? A name and breakpoints are no part of it.
pub fn run_alike(a: &Workspace, b: &Workspace) -> bool {
    differing(a, b).iter().all(|part| matches!(part, Part::Name | Part::Breakpoints))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Breakpoints, Stop, StopRule};

    #[test]
    fn a_name_and_breakpoints_make_no_other_run() {
        let plain = crate::samples::SAMPLES[0].workspace("a");
        let stop = StopRule { stop: Stop::Error(None), is_on: true };
        let other = Workspace { name: "b".into(), breakpoints: Breakpoints(vec![stop]), ..plain.clone() };
        assert_eq!(differing(&plain, &other), [Part::Name, Part::Breakpoints]);
        assert!(run_alike(&plain, &other));
        let other = Workspace { input: "1".into(), ..plain.clone() };
        assert!(!run_alike(&plain, &other));
    }
}
