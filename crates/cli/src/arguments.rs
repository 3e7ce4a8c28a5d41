//! The words after a command: files, flags and their values.

use std::io::Read;

/// Words, sorted into files and flags.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    /// The words that are no flags, in order.
    pub positional: Vec<String>,
    flags: Vec<(String, String)>,
}

impl Arguments {
    /// Sort `words`. A flag of `value_flags` takes the next word, or what follows its `=`; one of
    /// `switches` stands alone. There are no others.
    pub(crate) fn parse(words: &[String], value_flags: &[&str], switches: &[&str]) -> Result<Self, String> {
        let mut arguments = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let Some(flag) = word.strip_prefix("--") else {
                arguments.positional.push(word.clone());
                continue;
            };
            let (name, value) = match flag.split_once('=') {
                Some((name, value)) => (name, value.to_owned()),
                None if value_flags.contains(&flag) => {
                    (flag, words.next().ok_or_else(|| format!("--{flag} needs a value"))?.clone())
                }
                None => (flag, String::new()),
            };
            if !value_flags.contains(&name) && !switches.contains(&name) {
                let known = value_flags.iter().chain(switches).copied();
                let hint = text::closest(name, known).map(|flag| format!("; did you mean --{flag}?"));
                return Err(format!("there is no flag --{name} here{}", hint.unwrap_or_default()));
            }
            if name == "output" && value != "json" {
                return Err(format!("--output is json, not {value}; without it, the output is for people"));
            }
            arguments.flags.push((name.to_owned(), value));
        }
        Ok(arguments)
    }

    /// The value of the last `--name`; empty if it stands alone.
    pub(crate) fn flag(&self, name: &str) -> Option<&str> {
        self.flags.iter().rev().find(|(flag, _)| flag == name).map(|(_, value)| value.as_str())
    }

    /// The values of all `--name`.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.flags.iter().filter(move |(flag, _)| flag == name).map(|(_, value)| value.as_str())
    }

    /// Is `--output json` asked for?
    pub(crate) fn wants_json(&self) -> bool {
        self.flag("output") == Some("json")
    }
}

/// Is `--output json` asked for by words that may make no sense otherwise?
pub(crate) fn want_json(words: &[String]) -> bool {
    words.iter().any(|word| word == "--output=json") || words.windows(2).any(|pair| pair == ["--output", "json"])
}

/// The text of a file; `-` is standard input.
pub(crate) fn read(file: &str) -> Result<String, String> {
    let bytes = if file == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    let bytes = bytes.map_err(|error| format!("cannot read {file}: {error}"))?;
    if matches!(bytes[..], [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        return Err(format!("{file} is in UTF-16; save it as UTF-8"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("{file} is not in UTF-8: the byte at offset {at} belongs to no character")
    })
}

/// The JSON value in a file. Editors on Windows put a byte order mark before it.
pub(crate) fn read_json(file: &str) -> Result<json::Value, String> {
    let text = read(file)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    json::parse_value(text).map_err(|error| {
        let place = text::LineIndex::new(text).line_column(error.offset);
        format!("{file} is no JSON, at {}:{}: {error}", place.line + 1, place.column + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    fn parse(words: &[&str]) -> Result<Arguments, String> {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        Arguments::parse(&words, &["type", "with"], &["quick"])
    }

    #[test]
    fn flags_take_values_or_stand_alone() {
        let arguments = parse(&["a.json", "--type", "EXPRESS", "--with=x", "--with", "y", "--quick", "-"]).unwrap();
        assert_eq!(arguments.positional, ["a.json", "-"]);
        assert_eq!(arguments.flag("type"), Some("EXPRESS"));
        assert_eq!(arguments.all("with").collect::<Vec<_>>(), ["x", "y"]);
        assert_eq!(arguments.flag("quick"), Some(""));
        assert_eq!(arguments.flag("slow"), None);
    }

    #[test]
    fn a_flag_without_its_value_is_said() {
        assert_eq!(parse(&["--type"]).unwrap_err(), "--type needs a value");
    }

    #[test]
    fn an_output_that_nobody_makes_is_refused() {
        let words = ["--output".to_owned(), "xml".to_owned()];
        assert!(Arguments::parse(&words, &["output"], &[]).unwrap_err().starts_with("--output is json, not xml"));
    }

    #[test]
    fn a_flag_that_nobody_knows_is_refused() {
        assert_eq!(parse(&["--tpye", "x"]).unwrap_err(), "there is no flag --tpye here; did you mean --type?");
    }
}
