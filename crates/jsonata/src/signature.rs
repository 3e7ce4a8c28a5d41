//! Signatures of functions: `<s-nn?:s>`.
//!
//! The reference turns a signature into a regular expression over one letter per argument and
//! matches the call against it; what follows is that match, without the detour.

use crate::error::Fault;
use crate::value::{Item, Items};

/// The parameters that a signature declares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signature {
    parameters: Vec<Parameter>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Parameter {
    /// The letters it takes.
    accepts: Vec<u8>,
    /// `a`, `f` and so on; `(` for a choice.
    kind: u8,
    /// The type in `<…>` behind an array or a function.
    subtype: Option<Box<str>>,
    /// `-`: the context may stand in for it.
    uses_context: bool,
    is_optional: bool,
    /// `+`: one or more.
    repeats: bool,
    /// Takes as few arguments as it can, as two marks in a row make a regular expression do.
    is_lazy: bool,
}

const ANY: &[u8] = b"asnblfom";

impl Signature {
    /// Parse `<…>`; the error comes with its offset in the text.
    pub(crate) fn parse(text: &str) -> Result<Self, (Fault, u32)> {
        let bytes = text.as_bytes();
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut at = 1;
        while at < bytes.len() && bytes[at] != b':' {
            match bytes[at] {
                letter @ (b's' | b'n' | b'b' | b'l' | b'o') => parameters.push(Parameter::new(letter, &[letter, b'm'])),
                b'a' => parameters.push(Parameter::new(b'a', ANY)),
                b'f' => parameters.push(Parameter::new(b'f', b"f")),
                b'j' => parameters.push(Parameter::new(b'j', b"asnblom")),
                b'x' => parameters.push(Parameter::new(b'x', ANY)),
                mark @ (b'-' | b'?' | b'+') => {
                    if let Some(parameter) = parameters.last_mut() {
                        parameter.mark(mark);
                    }
                }
                b'(' => {
                    let end = closing(bytes, at, b'(', b')');
                    let choice = text.get(at + 1..end).unwrap_or_default();
                    if choice.contains('<') {
                        return Err((Fault::new("S0402").value(&Item::from(choice)), at as u32));
                    }
                    let accepts: Vec<u8> = choice.bytes().chain([b'm']).collect();
                    parameters.push(Parameter::new(b'(', &accepts));
                    at = end;
                }
                b'<' => {
                    let Some(parameter) = parameters.last_mut().filter(|last| matches!(last.kind, b'a' | b'f')) else {
                        let kind = parameters.last().map(|last| String::from(char::from(last.kind)));
                        return Err((Fault::new("S0401").value(&Item::from(kind)), at as u32));
                    };
                    let end = closing(bytes, at, b'<', b'>');
                    parameter.subtype = text.get(at + 1..end).map(Into::into);
                    at = end;
                }
                _ => {}
            }
            at += 1;
        }
        Ok(Self { parameters })
    }

    /// The arguments as the function gets them: the context filled in, single values made arrays.
    pub(crate) fn validate(&self, arguments: Vec<Item>, context: &Item) -> Result<Vec<Item>, Fault> {
        if self.fits_as_it_is(&arguments) {
            return Ok(arguments);
        }
        let letters: Vec<u8> = arguments.iter().map(letter).collect();
        let mut counts = vec![0; self.parameters.len()];
        if !matches(&self.parameters, &letters, &mut counts) {
            return Err(self.mismatch(&letters));
        }
        self.distribute(&arguments, &letters, &counts, context)
    }

    /// The fewest and the most arguments a call may have.
    pub(crate) fn argument_counts(&self) -> (usize, Option<usize>) {
        let least = self.parameters.iter().filter(|parameter| !parameter.is_optional).count();
        let has_limit = self.parameters.iter().all(|parameter| !parameter.repeats);
        (least, has_limit.then_some(self.parameters.len()))
    }

    /// The frequent case: one argument per parameter, and none to be changed.
    fn fits_as_it_is(&self, arguments: &[Item]) -> bool {
        arguments.len() == self.parameters.len()
            && arguments.iter().zip(&self.parameters).all(|(argument, parameter)| {
                let letter = letter(argument);
                if parameter.kind == b'a' {
                    letter == b'a' && parameter.subtype.is_none()
                } else {
                    parameter.takes(letter)
                }
            })
    }

    fn distribute(
        &self,
        arguments: &[Item],
        letters: &[u8],
        counts: &[usize],
        context: &Item,
    ) -> Result<Vec<Item>, Fault> {
        let mut validated = Vec::with_capacity(self.parameters.len());
        // The reference passes over an argument for each optional parameter that took none.
        let (mut at, mut matched) = (0, 0);
        for (parameter, &count) in self.parameters.iter().zip(counts) {
            if count == 0 && parameter.uses_context {
                if !parameter.takes(letter(context)) {
                    return Err(Fault::new("T0411").index(at + 1));
                }
                validated.push(context.clone());
            } else if count == 0 {
                validated.push(arguments.get(at).cloned().unwrap_or_default());
                at += 1;
            }
            for letter in &letters[matched..matched + count] {
                let argument = arguments.get(at).cloned().unwrap_or_default();
                at += 1;
                validated.push(if parameter.kind == b'a' {
                    let mismatch = || Fault::new("T0412").index(at).kind(plural(parameter.subtype.as_deref()));
                    parameter.array(argument, *letter, count).ok_or_else(mismatch)?
                } else {
                    argument
                });
            }
            matched += count;
        }
        Ok(validated)
    }

    /// Blame the first argument behind the longest run of parameters that still fits.
    fn mismatch(&self, letters: &[u8]) -> Fault {
        let mut good = 0;
        for count in 1..=self.parameters.len() {
            match longest_prefix(&self.parameters[..count], letters) {
                Some(length) => good = length,
                None => break,
            }
        }
        Fault::new("T0410").index(good + 1)
    }
}

impl Parameter {
    fn new(kind: u8, accepts: &[u8]) -> Self {
        Self { accepts: accepts.to_vec(), kind, ..Self::default() }
    }

    fn mark(&mut self, mark: u8) {
        self.is_lazy = self.is_optional || self.repeats;
        match mark {
            b'-' => {
                self.uses_context = true;
                self.is_optional = true;
            }
            b'?' if !self.is_lazy => self.is_optional = true,
            b'+' if !self.is_lazy => self.repeats = true,
            _ => {}
        }
    }

    fn takes(&self, letter: u8) -> bool {
        self.accepts.contains(&letter)
    }

    /// How many of the letters it can take, fewest and most.
    fn range(&self, letters: &[u8]) -> (usize, usize) {
        let run = letters.iter().take_while(|&&letter| self.takes(letter)).count();
        (usize::from(!self.is_optional), if self.repeats { run } else { run.min(1) })
    }

    /// The counts to try, in the order a regular expression would.
    fn counts(&self, letters: &[u8]) -> impl Iterator<Item = usize> + use<> {
        let (least, most) = self.range(letters);
        let is_lazy = self.is_lazy;
        let tries = (most + 1).saturating_sub(least);
        (0..tries).map(move |n| if is_lazy { least + n } else { most - n })
    }

    fn array(&self, argument: Item, letter: u8, count: usize) -> Option<Item> {
        if letter == b'm' {
            return Some(Item::Undefined);
        }
        if letter == b'a' {
            return self.holds(argument.as_items()).then_some(argument);
        }
        let fits = self.subtype.as_deref().is_none_or(|subtype| count == 1 && subtype.as_bytes() == [letter]);
        fits.then(|| Item::array(vec![argument]))
    }

    fn holds(&self, items: Items<'_>) -> bool {
        let Some(subtype) = self.subtype.as_deref() else { return true };
        let wanted = subtype.bytes().next().unwrap_or(0);
        items.iter().all(|item| letter(&item) == wanted)
    }
}

/// Distribute the letters over the parameters; the counts tell how many each one takes.
fn matches(parameters: &[Parameter], letters: &[u8], counts: &mut [usize]) -> bool {
    let Some((first, rest)) = parameters.split_first() else { return letters.is_empty() };
    first.counts(letters).any(|count| {
        counts[0] = count;
        matches(rest, &letters[count..], &mut counts[1..])
    })
}

/// How many letters the parameters take when nothing has to follow.
fn longest_prefix(parameters: &[Parameter], letters: &[u8]) -> Option<usize> {
    let Some((first, rest)) = parameters.split_first() else { return Some(0) };
    first.counts(letters).find_map(|count| longest_prefix(rest, &letters[count..]).map(|length| count + length))
}

fn closing(bytes: &[u8], start: usize, open: u8, close: u8) -> usize {
    let mut depth = 1;
    for (at, &byte) in bytes.iter().enumerate().skip(start + 1) {
        if byte == close {
            depth -= 1;
            if depth == 0 {
                return at;
            }
        } else if byte == open {
            depth += 1;
        }
    }
    bytes.len()
}

/// The letter of a value's type; `m` for a missing value.
fn letter(item: &Item) -> u8 {
    match item {
        Item::Undefined => b'm',
        Item::Null => b'l',
        Item::Bool(_) => b'b',
        Item::Number(_) | Item::Exact(_) => b'n',
        Item::String(_) => b's',
        Item::Array(_) | Item::List(_) => b'a',
        Item::Object(_) | Item::Record(_) | Item::Tuple(_) => b'o',
        Item::Function(_) => b'f',
    }
}

fn plural(subtype: Option<&str>) -> Option<&'static str> {
    Some(match subtype? {
        "a" => "arrays",
        "b" => "booleans",
        "f" => "functions",
        "n" => "numbers",
        "o" => "objects",
        "s" => "strings",
        _ => return None,
    })
}
