//! The syntax of regular expressions (ECMA-262 with its Annex B).

use crate::class::Class;

/// Levels of groups that fit the stack.
const MAX_DEPTH: u32 = 200;

/// A piece of a regular expression.
#[derive(Clone, Debug)]
pub(crate) enum Syntax {
    Empty,
    Char(char),
    /// `.`
    Any,
    Class(Class),
    Start,
    End,
    WordBoundary {
        is_negated: bool,
    },
    Sequence(Vec<Syntax>),
    /// Alternatives, the first one preferred.
    Either(Vec<Syntax>),
    /// A capturing group and its number, from 1.
    Group(usize, Box<Syntax>),
    Repeat {
        least: u32,
        most: Option<u32>,
        is_lazy: bool,
        what: Box<Syntax>,
    },
    BackReference(usize),
    Look {
        is_behind: bool,
        is_negated: bool,
        what: Box<Syntax>,
    },
}

type Parsed = Result<Syntax, &'static str>;

/// Parse a whole pattern.
pub(crate) fn parse(source: &str) -> Parsed {
    let chars: Vec<char> = source.chars().collect();
    let (group_count, names) = groups(&chars)?;
    let mut parser = Parser { chars, at: 0, group: 0, group_count, names, depth: 0 };
    let syntax = parser.either()?;
    if parser.peek().is_some() {
        return Err("Unmatched ')'");
    }
    Ok(syntax)
}

/// Named groups with their numbers.
type GroupNames = Vec<(String, usize)>;

/// Count the groups and note their names first: back-references may point forward.
fn groups(chars: &[char]) -> Result<(usize, GroupNames), &'static str> {
    let (mut count, mut names, mut at, mut in_class) = (0, Vec::new(), 0, false);
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 1,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => {
                if chars.get(at + 1) != Some(&'?') {
                    count += 1;
                } else if chars.get(at + 2) == Some(&'<') && !matches!(chars.get(at + 3), Some('=' | '!')) {
                    count += 1;
                    let name: String = chars[at + 3..].iter().take_while(|&&c| c != '>').collect();
                    if names.iter().any(|(known, _)| *known == name) {
                        return Err("Duplicate capture group name");
                    }
                    names.push((name, count));
                }
            }
            _ => {}
        }
        at += 1;
    }
    Ok((count, names))
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    group: usize,
    group_count: usize,
    names: GroupNames,
    depth: u32,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn take_text(&mut self, wanted: &str) -> bool {
        let length = wanted.chars().count();
        let found = self.chars[self.at.min(self.chars.len())..].iter().take(length).copied().eq(wanted.chars());
        if found {
            self.at += length;
        }
        found
    }

    fn either(&mut self) -> Parsed {
        if self.depth == MAX_DEPTH {
            return Err("Regular expression too large");
        }
        self.depth += 1;
        let mut alternatives = vec![self.sequence()?];
        while self.take('|') {
            alternatives.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(if alternatives.len() == 1 { alternatives.remove(0) } else { Syntax::Either(alternatives) })
    }

    fn sequence(&mut self) -> Parsed {
        let mut terms = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            let term = self.atom()?;
            terms.push(self.quantified(term)?);
        }
        Ok(Syntax::Sequence(terms))
    }

    fn quantified(&mut self, what: Syntax) -> Parsed {
        let Some((least, most)) = self.quantifier()? else { return Ok(what) };
        if matches!(
            what,
            Syntax::Start | Syntax::End | Syntax::WordBoundary { .. } | Syntax::Look { is_behind: true, .. }
        ) {
            return Err("Nothing to repeat");
        }
        let is_lazy = self.take('?');
        Ok(Syntax::Repeat { least, most, is_lazy, what: Box::new(what) })
    }

    fn quantifier(&mut self) -> Result<Option<(u32, Option<u32>)>, &'static str> {
        let range = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.braces(),
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(range))
    }

    /// `{2}`, `{2,}` or `{2,3}`; any other brace is itself.
    fn braces(&mut self) -> Result<Option<(u32, Option<u32>)>, &'static str> {
        let start = self.at;
        self.at += 1;
        if let Some(least) = self.digits() {
            let most = if self.take(',') { self.digits() } else { Some(least) };
            if self.take('}') {
                if most.is_some_and(|most| most < least) {
                    return Err("numbers out of order in {} quantifier");
                }
                return Ok(Some((least, most)));
            }
        }
        self.at = start;
        Ok(None)
    }

    fn digits(&mut self) -> Option<u32> {
        let start = self.at;
        let mut value = 0_u32;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            value = value.saturating_mul(10).saturating_add(digit);
            self.at += 1;
        }
        (self.at > start).then_some(value)
    }

    fn atom(&mut self) -> Parsed {
        let Some(c) = self.peek() else { return Ok(Syntax::Empty) };
        let start = self.at;
        self.at += 1;
        Ok(match c {
            '^' => Syntax::Start,
            '$' => Syntax::End,
            '.' => Syntax::Any,
            '(' => self.parenthesis()?,
            '[' => Syntax::Class(self.class()?),
            '\\' => self.escape()?,
            '*' | '+' | '?' => return Err("Nothing to repeat"),
            '{' => {
                self.at = start;
                if self.braces()?.is_some() {
                    return Err("Nothing to repeat");
                }
                self.at = start + 1;
                Syntax::Char('{')
            }
            other => Syntax::Char(other),
        })
    }

    fn parenthesis(&mut self) -> Parsed {
        if self.take_text("?:") {
            return self.group_body();
        }
        for (mark, is_behind, is_negated) in
            [("?=", false, false), ("?!", false, true), ("?<=", true, false), ("?<!", true, true)]
        {
            if self.take_text(mark) {
                let what = Box::new(self.group_body()?);
                return Ok(Syntax::Look { is_behind, is_negated, what });
            }
        }
        if self.take_text("?<") {
            self.group_name()?;
        } else if self.peek() == Some('?') {
            return Err("Invalid group");
        }
        self.group += 1;
        let number = self.group;
        Ok(Syntax::Group(number, Box::new(self.group_body()?)))
    }

    fn group_name(&mut self) -> Result<String, &'static str> {
        let start = self.at;
        while self.peek().is_some_and(|c| c == '_' || c == '$' || c.is_alphanumeric()) {
            self.at += 1;
        }
        let name: String = self.chars[start..self.at].iter().collect();
        let is_name = !name.is_empty() && !name.starts_with(|c: char| c.is_numeric());
        if is_name && self.take('>') { Ok(name) } else { Err("Invalid capture group name") }
    }

    fn group_body(&mut self) -> Parsed {
        let body = self.either()?;
        if self.take(')') { Ok(body) } else { Err("Unterminated group") }
    }

    fn escape(&mut self) -> Parsed {
        let Some(c) = self.peek() else { return Err("\\ at end of pattern") };
        if let Some(class) = Class::escape(c) {
            self.at += 1;
            return Ok(Syntax::Class(class));
        }
        match c {
            'b' | 'B' => {
                self.at += 1;
                Ok(Syntax::WordBoundary { is_negated: c == 'B' })
            }
            'k' if !self.names.is_empty() => {
                self.at += 1;
                self.named_reference()
            }
            '1'..='9' => Ok(self.numbered_reference()),
            _ => Ok(Syntax::Char(self.char_escape())),
        }
    }

    fn named_reference(&mut self) -> Parsed {
        if !self.take('<') {
            return Err("Invalid named reference");
        }
        let name = self.group_name().map_err(|_| "Invalid named reference")?;
        let number = self.names.iter().find(|(known, _)| *known == name).map(|(_, number)| *number);
        number.map(Syntax::BackReference).ok_or("Invalid named capture referenced")
    }

    fn numbered_reference(&mut self) -> Syntax {
        let start = self.at;
        let number = self.digits().unwrap_or(0) as usize;
        if number <= self.group_count {
            return Syntax::BackReference(number);
        }
        self.at = start;
        Syntax::Char(self.char_escape())
    }

    /// A character written with a backslash; what has no meaning is itself.
    fn char_escape(&mut self) -> char {
        let Some(c) = self.peek() else { return '\\' };
        self.at += 1;
        match c {
            't' => '\t',
            'n' => '\n',
            'v' => '\u{b}',
            'f' => '\u{c}',
            'r' => '\r',
            'c' => self.control(),
            'x' => self.hex(2).unwrap_or('x'),
            'u' => self.unicode().unwrap_or('u'),
            '0'..='7' => self.octal(c),
            other => other,
        }
    }

    fn control(&mut self) -> char {
        match self.peek() {
            Some(letter) if letter.is_ascii_alphabetic() => {
                self.at += 1;
                char::from(letter as u8 % 32)
            }
            _ => {
                self.at -= 1;
                '\\'
            }
        }
    }

    fn unit(&mut self, digits: usize) -> Option<u32> {
        let text: String = self.chars.get(self.at..self.at + digits)?.iter().collect();
        let unit = text.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(&text, 16).ok())??;
        self.at += digits;
        Some(unit)
    }

    fn hex(&mut self, digits: usize) -> Option<char> {
        self.unit(digits).and_then(char::from_u32)
    }

    fn unicode(&mut self) -> Option<char> {
        let unit = self.unit(4)?;
        if (0xD800..0xDC00).contains(&unit) && self.take_text("\\u") {
            let low = self.unit(4)?;
            let code = 0x10000 + ((unit - 0xD800) << 10) + (low.wrapping_sub(0xDC00) & 0x3FF);
            return char::from_u32(code);
        }
        Some(char::from_u32(unit).unwrap_or('\u{fffd}'))
    }

    fn octal(&mut self, first: char) -> char {
        let mut value = first.to_digit(8).unwrap_or(0);
        for _ in 0..2 {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(8)).filter(|digit| value * 8 + digit < 256) else {
                break;
            };
            value = value * 8 + digit;
            self.at += 1;
        }
        char::from_u32(value).unwrap_or('\0')
    }

    fn class(&mut self) -> Result<Class, &'static str> {
        let mut class = Class { is_negated: self.take('^'), ..Class::default() };
        loop {
            let Some(c) = self.peek() else { return Err("Unterminated character class") };
            if c == ']' {
                self.at += 1;
                return Ok(class);
            }
            let from = self.class_atom()?;
            let is_range = self.peek() == Some('-') && !matches!(self.chars.get(self.at + 1), None | Some(']'));
            if !is_range {
                class.extend(from);
                continue;
            }
            self.at += 1;
            let to = self.class_atom()?;
            match (&from.ranges[..], &to.ranges[..]) {
                (&[(from, from_end)], &[(to, to_end)]) if from == from_end && to == to_end => {
                    if from > to {
                        return Err("Range out of order in character class");
                    }
                    class.ranges.push((from, to));
                }
                _ => {
                    // `[\d-x]`: the dash is itself.
                    class.extend(from);
                    class.extend(to);
                    class.ranges.push(('-', '-'));
                }
            }
        }
    }

    fn class_atom(&mut self) -> Result<Class, &'static str> {
        let Some(c) = self.peek() else { return Err("Unterminated character class") };
        self.at += 1;
        let mut single = c;
        if c == '\\' {
            let Some(escaped) = self.peek() else { return Err("\\ at end of pattern") };
            if let Some(class) = Class::escape(escaped) {
                self.at += 1;
                return Ok(class);
            }
            single = if escaped == 'b' {
                self.at += 1;
                '\u{8}'
            } else {
                self.char_escape()
            };
        }
        Ok(Class { ranges: vec![(single, single)], is_negated: false })
    }
}
