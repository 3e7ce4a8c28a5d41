//! The backtracking matcher. Its stack is on the heap; only look-arounds nest on the real one.

use crate::class::{canonical, is_line_end, is_word};
use crate::program::{Instruction, Program};
use crate::{Exhausted, Match};

/// The first match at `from` or later.
pub(crate) fn find(program: &Program, text: &str, from: usize, budget: &mut u64) -> Result<Option<Match>, Exhausted> {
    let mut matcher = Matcher {
        program,
        text,
        saves: vec![None; 2 * program.group_count],
        marks: vec![None; program.mark_count],
        undo: Vec::new(),
        budget,
    };
    // `^` without the flag `m` matches at one place only.
    let is_anchored = matches!(program.instructions.first(), Some(Instruction::Start { of_line: false }));
    let mut start = from;
    while let Some(rest) = text.get(start..).filter(|_| start == 0 || !is_anchored) {
        if !program.prefix.is_empty() {
            let Some(offset) = rest.find(&program.prefix) else { return Ok(None) };
            start += offset;
        }
        if let Some(end) = matcher.run(0, start)? {
            return Ok(Some(matcher.found(start, end)));
        }
        matcher.undo_to(0);
        start += text[start..].chars().next().map_or(1, char::len_utf8);
    }
    Ok(None)
}

struct Matcher<'a> {
    program: &'a Program,
    text: &'a str,
    saves: Vec<Option<usize>>,
    marks: Vec<Option<usize>>,
    undo: Vec<Undo>,
    budget: &'a mut u64,
}

/// What to do when the matcher comes back to where it had a choice.
enum Undo {
    /// Go on here.
    Try {
        at: usize,
        position: usize,
    },
    Save {
        slot: usize,
        value: Option<usize>,
    },
    Mark {
        mark: usize,
        value: Option<usize>,
    },
}

impl Matcher<'_> {
    fn found(&self, start: usize, end: usize) -> Match {
        let groups = self.saves.chunks(2).map(|pair| pair[0].zip(pair[1])).collect();
        Match { start, end, groups }
    }

    /// Run from an instruction to its `Done`; the position reached there.
    fn run(&mut self, at: usize, position: usize) -> Result<Option<usize>, Exhausted> {
        let base = self.undo.len();
        let (mut at, mut position) = (at, position);
        loop {
            *self.budget = self.budget.checked_sub(1).ok_or(Exhausted)?;
            if let Instruction::Done = self.program.instructions[at] {
                self.keep_only_values(base);
                return Ok(Some(position));
            }
            if let Some(next) = self.step(at, position)? {
                (at, position) = next;
            } else if let Some(next) = self.backtrack(base) {
                (at, position) = next;
            } else {
                return Ok(None);
            }
        }
    }

    fn step(&mut self, at: usize, position: usize) -> Result<Option<(usize, usize)>, Exhausted> {
        let moved = match self.program.instructions[at] {
            Instruction::Char { c, backwards } => {
                let ignores_case = self.program.ignores_case;
                self.read(position, backwards, |found| found == c || ignores_case && canonical(found) == c)
            }
            Instruction::Any { with_line_ends, backwards } => {
                self.read(position, backwards, |found| with_line_ends || !is_line_end(found))
            }
            Instruction::Class { class, backwards } => {
                let (class, ignores_case) = (&self.program.classes[class], self.program.ignores_case);
                self.read(position, backwards, |found| class.contains(found, ignores_case))
            }
            Instruction::Start { of_line } => self.at_start(position, of_line).then_some(position),
            Instruction::End { of_line } => self.at_end(position, of_line).then_some(position),
            Instruction::WordBoundary { is_negated } => {
                (self.at_word_boundary(position) != is_negated).then_some(position)
            }
            Instruction::BackReference { group, backwards } => self.read_again(group, position, backwards),
            Instruction::Split { first, second } => {
                self.undo.push(Undo::Try { at: second, position });
                return Ok(Some((first, position)));
            }
            Instruction::Jump(to) => return Ok(Some((to, position))),
            Instruction::Save(slot) => {
                self.save(slot, Some(position));
                Some(position)
            }
            Instruction::Clear { from, to } => {
                (2 * (from - 1)..2 * to).for_each(|slot| self.save(slot, None));
                Some(position)
            }
            Instruction::Mark(mark) => {
                self.undo.push(Undo::Mark { mark, value: self.marks[mark] });
                self.marks[mark] = Some(position);
                Some(position)
            }
            Instruction::Progress(mark) => (self.marks[mark] != Some(position)).then_some(position),
            Instruction::Look { is_negated, then } => return self.look(at, position, is_negated, then),
            Instruction::Done => Some(position),
        };
        Ok(moved.map(|position| (at + 1, position)))
    }

    fn look(
        &mut self,
        at: usize,
        position: usize,
        is_negated: bool,
        then: usize,
    ) -> Result<Option<(usize, usize)>, Exhausted> {
        let base = self.undo.len();
        let found = self.run(at + 1, position)?.is_some();
        if is_negated {
            self.undo_to(base);
        }
        Ok((found != is_negated).then_some((then, position)))
    }

    fn save(&mut self, slot: usize, value: Option<usize>) {
        self.undo.push(Undo::Save { slot, value: self.saves[slot] });
        self.saves[slot] = value;
    }

    fn backtrack(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.undo.len() > base {
            if let Some(Undo::Try { at, position }) = self.undo_one() {
                return Some((at, position));
            }
        }
        None
    }

    fn undo_to(&mut self, base: usize) {
        while self.undo.len() > base {
            self.undo_one();
        }
    }

    fn undo_one(&mut self) -> Option<Undo> {
        let undo = self.undo.pop();
        match undo {
            Some(Undo::Save { slot, value }) => self.saves[slot] = value,
            Some(Undo::Mark { mark, value }) => self.marks[mark] = value,
            _ => {}
        }
        undo
    }

    /// What is found stays found: forget the other ways to find it, not the values to restore.
    fn keep_only_values(&mut self, base: usize) {
        let tail = self.undo.split_off(base);
        self.undo.extend(tail.into_iter().filter(|undo| !matches!(undo, Undo::Try { .. })));
    }

    fn read(&self, position: usize, backwards: bool, accepts: impl Fn(char) -> bool) -> Option<usize> {
        if backwards {
            let found = self.before(position)?;
            return accepts(found).then(|| position - found.len_utf8());
        }
        let found = self.after(position)?;
        accepts(found).then(|| position + found.len_utf8())
    }

    fn after(&self, position: usize) -> Option<char> {
        match self.text.as_bytes().get(position)? {
            byte if byte.is_ascii() => Some(char::from(*byte)),
            _ => self.text[position..].chars().next(),
        }
    }

    fn before(&self, position: usize) -> Option<char> {
        self.text[..position].chars().next_back()
    }

    fn at_start(&self, position: usize, of_line: bool) -> bool {
        position == 0 || of_line && self.before(position).is_some_and(is_line_end)
    }

    fn at_end(&self, position: usize, of_line: bool) -> bool {
        position == self.text.len() || of_line && self.after(position).is_some_and(is_line_end)
    }

    fn at_word_boundary(&self, position: usize) -> bool {
        self.before(position).is_some_and(is_word) != self.after(position).is_some_and(is_word)
    }

    /// The text of a group once more; a group that took no part matches nothing.
    fn read_again(&mut self, group: usize, position: usize, backwards: bool) -> Option<usize> {
        let (Some(from), Some(to)) = (self.saves[2 * (group - 1)], self.saves[2 * (group - 1) + 1]) else {
            return Some(position);
        };
        let ignores_case = self.program.ignores_case;
        let same = |a: char, b: char| a == b || ignores_case && canonical(a) == canonical(b);
        let captured = &self.text[from..to];
        let mut at = position;
        if backwards {
            for c in captured.chars().rev() {
                at = self.read(at, true, |found| same(found, c))?;
            }
        } else {
            for c in captured.chars() {
                at = self.read(at, false, |found| same(found, c))?;
            }
        }
        Some(at)
    }
}
