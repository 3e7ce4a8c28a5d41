//! What a container's command would do, when it is a simple shell line.
//!
//! `sh -c "echo Hello-world; exit 100"` prints a line and ends with exit code 100, so that is the
//! default outcome of a container that runs it. Programs that nobody here knows succeed silently.

use crate::perl;
use crate::scenario::MAX_MILLIS;

/// What running a command gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CommandResult {
    /// Exit code
    pub(crate) exit_code: i64,
    /// Standard output
    pub(crate) log: String,
    /// Time that it sleeps, in milliseconds.
    pub(crate) slept: i64,
}

/// Run a command given as words, as `Command` or `command` and `args` do.
pub(crate) fn run(words: &[&str]) -> CommandResult {
    let mut result = CommandResult::default();
    match words {
        [shell, flag, script, ..] if is_shell(shell) && flag.starts_with('-') && flag.ends_with('c') => {
            run_script(script, &mut result);
        }
        words => _ = run_program(words, &mut result),
    }
    result
}

fn is_shell(program: &str) -> bool {
    matches!(program.rsplit('/').next(), Some("sh" | "bash" | "ash" | "dash" | "zsh"))
}

/// How a command of a script hangs on the one before it.
#[derive(Clone, Copy, PartialEq)]
enum Link {
    Always,
    IfSucceeded,
    IfFailed,
}

fn run_script(script: &str, result: &mut CommandResult) {
    for (link, words) in commands(script) {
        let runs = match link {
            Link::Always => true,
            Link::IfSucceeded => result.exit_code == 0,
            Link::IfFailed => result.exit_code != 0,
        };
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if runs && !run_program(&words, result) {
            return;
        }
    }
}

/// Run one program; `false` when it ends the script.
fn run_program(words: &[&str], result: &mut CommandResult) -> bool {
    let (program, arguments) = words.split_first().map_or(("", words), |(first, rest)| (*first, rest));
    let previous = std::mem::take(&mut result.exit_code);
    match program.rsplit('/').next().unwrap_or(program) {
        "echo" => echo(arguments, result),
        "printf" => result.log.push_str(&arguments.first().unwrap_or(&"").replace("\\n", "\n")),
        "exit" => {
            result.exit_code = arguments.first().map_or(previous, |code| code.parse::<i64>().unwrap_or(2) & 0xff);
            return false;
        }
        "false" => result.exit_code = 1,
        "sleep" => {
            let millis = arguments.first().map_or(0, |time| sleep_millis(time));
            result.slept = result.slept.saturating_add(millis).min(MAX_MILLIS);
        }
        "perl" => result.log.push_str(&perl::run(arguments)),
        _ => {}
    }
    true
}

fn echo(arguments: &[&str], result: &mut CommandResult) {
    let newline = arguments.first() != Some(&"-n");
    let words: Vec<&str> = arguments.iter().skip_while(|word| matches!(**word, "-n" | "-e")).copied().collect();
    result.log.push_str(&words.join(" "));
    if newline {
        result.log.push('\n');
    }
}

/// `sleep 5`, `sleep 2m`
fn sleep_millis(time: &str) -> i64 {
    let text = if time.ends_with(|c: char| c.is_ascii_digit()) { format!("{time}s") } else { time.to_owned() };
    crate::scenario::Lasting::parse_millis(&text).unwrap_or(0)
}

/// Split a script at `;`, `&&`, `||` and line ends, and each command into words without quotes.
fn commands(script: &str) -> Vec<(Link, Vec<String>)> {
    let mut commands = vec![(Link::Always, Vec::new())];
    let (mut word, mut in_word, mut quote) = (String::new(), false, None);
    let mut letters = script.chars().peekable();
    while let Some(letter) = letters.next() {
        let link = match (quote, letter) {
            (Some(open), _) if letter == open => {
                quote = None;
                continue;
            }
            (Some('"') | None, '\\') => {
                word.extend(letters.next());
                in_word = true;
                continue;
            }
            (None, '"' | '\'') => {
                quote = Some(letter);
                in_word = true;
                continue;
            }
            (None, ';' | '\n') => Some(Link::Always),
            (None, '&') if letters.next_if_eq(&'&').is_some() => Some(Link::IfSucceeded),
            (None, '|') if letters.next_if_eq(&'|').is_some() => Some(Link::IfFailed),
            (None, _) if letter.is_whitespace() => None,
            _ => {
                word.push(letter);
                in_word = true;
                continue;
            }
        };
        if std::mem::take(&mut in_word) {
            commands.last_mut().into_iter().for_each(|(_, words)| words.push(std::mem::take(&mut word)));
        }
        commands.extend(link.map(|link| (link, Vec::new())));
    }
    if in_word {
        commands.last_mut().into_iter().for_each(|(_, words)| words.push(std::mem::take(&mut word)));
    }
    commands.retain(|(_, words)| !words.is_empty());
    commands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_shell_lines_are_understood() {
        for (words, exit_code, log) in [
            (&["sh", "-c", "echo Hello-world; exit 100"][..], 100, "Hello-world\n"),
            (&["/bin/bash", "-lc", "echo \"a  b\" 'c;d' && exit 3"], 3, "a  b c;d\n"),
            (&["sh", "-c", "false || echo rescued"], 0, "rescued\n"),
            (&["sh", "-c", "false && echo never"], 1, ""),
            (&["sh", "-c", "false; exit"], 1, ""),
            (&["sh", "-c", "exit 256"], 0, ""),
            (&["sh", "-c", "exit nine"], 2, ""),
            (&["sh", "-c", "echo one\necho -n two"], 0, "one\ntwo"),
            (&["sh", "-c", "echo 'open"], 0, "open\n"),
            (&["echo", "plain"], 0, "plain\n"),
            (&["false"], 1, ""),
            (&["python", "train.py", "; exit 4"], 0, ""),
            (&["test command 1", "test command 2"], 0, ""),
            (&["sh", "-c"], 0, ""),
            (&[], 0, ""),
        ] {
            let result = run(words);
            assert_eq!((result.exit_code, &*result.log), (exit_code, log), "{words:?}");
        }
    }

    #[test]
    fn sleeping_takes_its_time() {
        assert_eq!(run(&["sh", "-c", "sleep 5; sleep 2m"]).slept, 125_000);
    }
}
