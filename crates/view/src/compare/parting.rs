//! Where two runs part, looked for while both are still being played.

use super::{Difference, difference_at, goes_on};
use crate::Moment;

/// Where two runs part, as far as is known. Runs only grow, so what agreed once is not looked at again.
#[derive(Clone, Debug, Default)]
pub struct Parting {
    agreed: usize,
    found: Option<Difference>,
}

impl Parting {
    /// Looks on. A run that is over does not go on where the other one does.
    pub fn look(&mut self, here: (&Moment<'_>, bool), there: (&Moment<'_>, bool)) {
        let ((ours, is_over), (theirs, is_other_over)) = (here, there);
        let lengths = (ours.whole_history().len(), theirs.whole_history().len());
        let together = lengths.0.min(lengths.1);
        while self.found.is_none() && self.agreed < together {
            self.found = difference_at(ours, theirs, self.agreed);
            self.agreed += usize::from(self.found.is_none());
        }
        let ends_first = (lengths.0 < lengths.1 && is_over) || (lengths.1 < lengths.0 && is_other_over);
        if self.found.is_none() && ends_first {
            self.found = goes_on(ours, theirs);
        }
    }

    /// The first difference; `None` while none is known.
    pub fn difference(&self) -> Option<&Difference> {
        self.found.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::first_difference;
    use crate::testing::{CHARGE, play};

    /// Played on event by event, the parting is the one of the whole runs, and never another one before.
    #[test]
    fn what_is_found_on_the_way_is_what_is_found_at_the_end() {
        let exits =
            |code: i64| play(CHARGE, r#"{"day":"d"}"#, &format!(r#"{{"tasks":{{"Charge":[{{"exitCode":{code}}}]}}}}"#));
        for (a, b) in [(7, 7), (0, 7), (7, 71), (1, 0)] {
            let (a, b) = (exits(a), exits(b));
            let expected = first_difference(&a.end(), &b.end());
            let mut parting = Parting::default();
            for event in 1..=30 {
                let (here, there) = (a.at(event.min(a.end().last_event())), b.at(event.min(b.end().last_event())));
                let over = |last: u32| event >= last;
                let (ours, theirs) = (Moment::of_root(&here, &here), Moment::of_root(&there, &there));
                parting.look((&ours, over(a.end().last_event())), (&theirs, over(b.end().last_event())));
                let found = parting.difference().map(|found| (found.event, &found.path));
                let wanted = expected.as_ref().map(|found| (found.event, &found.path));
                assert!(found.is_none() || found == wanted, "{event}: {found:?} {wanted:?}");
            }
            assert_eq!(parting.difference().map(|found| found.event), expected.map(|found| found.event));
        }
    }
}
