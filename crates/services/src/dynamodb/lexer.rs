//! Words and signs of condition and update expressions.

/// The words and signs of an expression, as slices of it: names, `#name`, `:value`, numbers,
/// comparison signs and punctuation.
pub(super) fn words(expression: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = expression.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if is_name(first) || matches!(first, '#' | ':') {
            first.len_utf8()
                + rest[first.len_utf8()..].find(|c: char| !is_name(c)).unwrap_or(rest.len() - first.len_utf8())
        } else if ["<>", "<=", ">="].iter().any(|sign| rest.starts_with(sign)) {
            2
        } else {
            first.len_utf8()
        };
        words.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    words
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '-'
}

/// Reads words one by one.
pub(super) struct Words<'a> {
    words: Vec<&'a str>,
    at: usize,
}

impl<'a> Words<'a> {
    pub(super) fn new(expression: &'a str) -> Self {
        Self { words: words(expression), at: 0 }
    }

    pub(super) fn peek(&self) -> Option<&'a str> {
        self.words.get(self.at).copied()
    }

    pub(super) fn next(&mut self) -> Option<&'a str> {
        let word = self.peek();
        self.at += 1;
        word
    }

    /// Take the next word if it is this one, in any case.
    pub(super) fn take(&mut self, wanted: &str) -> bool {
        let is_it = self.peek().is_some_and(|word| word.eq_ignore_ascii_case(wanted));
        self.at += usize::from(is_it);
        is_it
    }

    pub(super) fn expect(&mut self, wanted: &str) -> Result<(), String> {
        if self.take(wanted) { Ok(()) } else { Err(self.syntax_error()) }
    }

    /// As DynamoDB says it.
    pub(super) fn syntax_error(&self) -> String {
        let token = self.peek().unwrap_or("<EOF>");
        format!("Invalid expression: Syntax error; token: \"{token}\"")
    }
}
