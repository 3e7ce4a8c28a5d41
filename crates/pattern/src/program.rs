//! From syntax to instructions.

use crate::class::{Class, canonical};
use crate::syntax::Syntax;

/// Instructions of the largest program; repeats are written out, so they add up.
const MAX_INSTRUCTIONS: usize = 20_000;

/// What the matcher runs.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) instructions: Vec<Instruction>,
    pub(crate) classes: Vec<Class>,
    pub(crate) group_count: usize,
    /// Places to remember a position, for repeats that must not match nothing for ever.
    pub(crate) mark_count: usize,
    pub(crate) ignores_case: bool,
    /// The text every match starts with, if that is known.
    pub(crate) prefix: String,
}

/// One instruction; those that read a character read it forwards or, inside a look-behind, backwards.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Instruction {
    Char {
        c: char,
        backwards: bool,
    },
    /// Any character, or any that does not end a line.
    Any {
        with_line_ends: bool,
        backwards: bool,
    },
    Class {
        class: usize,
        backwards: bool,
    },
    Start {
        of_line: bool,
    },
    End {
        of_line: bool,
    },
    WordBoundary {
        is_negated: bool,
    },
    BackReference {
        group: usize,
        backwards: bool,
    },
    /// Try one place first, then the other.
    Split {
        first: usize,
        second: usize,
    },
    Jump(usize),
    /// Note the position in a slot of a group: twice its number, plus one for the end.
    Save(usize),
    /// A repeat forgets what its groups captured in the turn before.
    Clear {
        from: usize,
        to: usize,
    },
    /// Note where a turn of a repeat starts.
    Mark(usize),
    /// Fail when the turn matched nothing.
    Progress(usize),
    /// Match the instructions that follow, up to their `Done`, without moving; then go on at `then`.
    Look {
        is_negated: bool,
        then: usize,
    },
    Done,
}

/// Compile; fails when the program would grow too large.
pub(crate) fn compile(syntax: &Syntax, flags: &str) -> Result<Program, &'static str> {
    let program = Program {
        instructions: Vec::new(),
        classes: Vec::new(),
        group_count: 0,
        mark_count: 0,
        ignores_case: flags.contains('i'),
        prefix: String::new(),
    };
    let mut compiler =
        Compiler { program, of_line: flags.contains('m'), with_line_ends: flags.contains('s'), backwards: false };
    compiler.emit(syntax)?;
    compiler.push(Instruction::Done)?;
    let mut program = compiler.program;
    if !program.ignores_case {
        let leading = program.instructions.iter().map_while(|instruction| match instruction {
            Instruction::Char { c, .. } => Some(*c),
            _ => None,
        });
        program.prefix = leading.collect();
    }
    Ok(program)
}

struct Compiler {
    program: Program,
    of_line: bool,
    with_line_ends: bool,
    backwards: bool,
}

type Compiled = Result<(), &'static str>;

impl Compiler {
    fn push(&mut self, instruction: Instruction) -> Result<usize, &'static str> {
        if self.program.instructions.len() >= MAX_INSTRUCTIONS {
            return Err("Regular expression too large");
        }
        self.program.instructions.push(instruction);
        Ok(self.program.instructions.len() - 1)
    }

    fn here(&self) -> usize {
        self.program.instructions.len()
    }

    fn emit(&mut self, syntax: &Syntax) -> Compiled {
        let backwards = self.backwards;
        let instruction = match syntax {
            Syntax::Empty => return Ok(()),
            Syntax::Char(c) => {
                Instruction::Char { c: if self.program.ignores_case { canonical(*c) } else { *c }, backwards }
            }
            Syntax::Any => Instruction::Any { with_line_ends: self.with_line_ends, backwards },
            Syntax::Class(class) => {
                self.program.classes.push(class.clone());
                Instruction::Class { class: self.program.classes.len() - 1, backwards }
            }
            Syntax::Start => Instruction::Start { of_line: self.of_line },
            Syntax::End => Instruction::End { of_line: self.of_line },
            Syntax::WordBoundary { is_negated } => Instruction::WordBoundary { is_negated: *is_negated },
            Syntax::BackReference(group) => Instruction::BackReference { group: *group, backwards },
            Syntax::Sequence(terms) => return self.sequence(terms),
            Syntax::Either(alternatives) => return self.either(alternatives),
            Syntax::Group(number, what) => return self.group(*number, what),
            Syntax::Repeat { least, most, is_lazy, what } => return self.repeat(*least, *most, *is_lazy, what),
            Syntax::Look { is_behind, is_negated, what } => return self.look(*is_behind, *is_negated, what),
        };
        self.push(instruction).map(|_| ())
    }

    fn sequence(&mut self, terms: &[Syntax]) -> Compiled {
        if self.backwards {
            terms.iter().rev().try_for_each(|term| self.emit(term))
        } else {
            terms.iter().try_for_each(|term| self.emit(term))
        }
    }

    fn either(&mut self, alternatives: &[Syntax]) -> Compiled {
        let Some((last, others)) = alternatives.split_last() else { return Ok(()) };
        let mut jumps = Vec::new();
        for alternative in others {
            let split = self.push(Instruction::Done)?;
            self.emit(alternative)?;
            jumps.push(self.push(Instruction::Done)?);
            self.program.instructions[split] = Instruction::Split { first: split + 1, second: self.here() };
        }
        self.emit(last)?;
        for jump in jumps {
            self.program.instructions[jump] = Instruction::Jump(self.here());
        }
        Ok(())
    }

    fn group(&mut self, number: usize, what: &Syntax) -> Compiled {
        self.program.group_count = self.program.group_count.max(number);
        let (first, second) = if self.backwards { (1, 0) } else { (0, 1) };
        self.push(Instruction::Save(2 * (number - 1) + first))?;
        self.emit(what)?;
        self.push(Instruction::Save(2 * (number - 1) + second)).map(|_| ())
    }

    fn repeat(&mut self, least: u32, most: Option<u32>, is_lazy: bool, what: &Syntax) -> Compiled {
        for _ in 0..least {
            self.turn(what)?;
        }
        let Some(most) = most else { return self.repeat_for_ever(is_lazy, what) };
        let mut splits = Vec::new();
        for _ in least..most {
            splits.push(self.push(Instruction::Done)?);
            self.guarded_turn(what)?;
        }
        for split in splits {
            self.program.instructions[split] = self.split(split + 1, self.here(), is_lazy);
        }
        Ok(())
    }

    fn repeat_for_ever(&mut self, is_lazy: bool, what: &Syntax) -> Compiled {
        let split = self.push(Instruction::Done)?;
        self.guarded_turn(what)?;
        self.push(Instruction::Jump(split))?;
        self.program.instructions[split] = self.split(split + 1, self.here(), is_lazy);
        Ok(())
    }

    fn split(&self, inside: usize, behind: usize, is_lazy: bool) -> Instruction {
        let (first, second) = if is_lazy { (behind, inside) } else { (inside, behind) };
        Instruction::Split { first, second }
    }

    /// A turn beyond the required ones: it must match something.
    fn guarded_turn(&mut self, what: &Syntax) -> Compiled {
        if !can_be_empty(what) {
            return self.turn(what);
        }
        let mark = self.program.mark_count;
        self.program.mark_count += 1;
        self.push(Instruction::Mark(mark))?;
        self.turn(what)?;
        self.push(Instruction::Progress(mark)).map(|_| ())
    }

    fn turn(&mut self, what: &Syntax) -> Compiled {
        if let Some((from, to)) = groups_in(what) {
            self.push(Instruction::Clear { from, to })?;
        }
        self.emit(what)
    }

    fn look(&mut self, is_behind: bool, is_negated: bool, what: &Syntax) -> Compiled {
        let look = self.push(Instruction::Done)?;
        let backwards = std::mem::replace(&mut self.backwards, is_behind);
        self.emit(what)?;
        self.backwards = backwards;
        self.push(Instruction::Done)?;
        self.program.instructions[look] = Instruction::Look { is_negated, then: self.here() };
        Ok(())
    }
}

fn can_be_empty(syntax: &Syntax) -> bool {
    match syntax {
        Syntax::Char(_) | Syntax::Any | Syntax::Class(_) => false,
        Syntax::Sequence(terms) => terms.iter().all(can_be_empty),
        Syntax::Either(alternatives) => alternatives.iter().any(can_be_empty),
        Syntax::Group(_, what) => can_be_empty(what),
        Syntax::Repeat { least, what, .. } => *least == 0 || can_be_empty(what),
        _ => true,
    }
}

/// The first and last number of the groups inside.
fn groups_in(syntax: &Syntax) -> Option<(usize, usize)> {
    let join = |parts: &[Syntax]| parts.iter().filter_map(groups_in).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    match syntax {
        Syntax::Sequence(parts) | Syntax::Either(parts) => join(parts),
        Syntax::Group(number, what) => Some((*number, groups_in(what).map_or(*number, |(_, last)| last.max(*number)))),
        Syntax::Repeat { what, .. } | Syntax::Look { what, .. } => groups_in(what),
        _ => None,
    }
}
