//! Standard output, which may be closed before all is said: `asl run … | head`.

use std::fmt::Display;
use std::io::{ErrorKind, Write};

/// A line. When nobody listens any more, the program ends without a word.
pub(crate) fn line(text: impl Display) {
    lines(format_args!("{text}\n"));
}

/// Lines that end in a line break already.
pub(crate) fn lines(text: impl Display) {
    let mut out = std::io::stdout().lock();
    match write!(out, "{text}").and_then(|()| out.flush()) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => {
            eprintln!("asl: cannot write: {error}");
            std::process::exit(i32::from(crate::UNUSABLE));
        }
    }
}
