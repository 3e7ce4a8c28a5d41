//! Standard output, which may be closed before all is said: `asl run … | head`.

use std::fmt::Display;
use std::io::Write;

/// A line. When nobody listens any more, the program ends without a word.
pub(crate) fn line(text: impl Display) {
    lines(format_args!("{text}\n"));
}

/// Lines that end in a line break already.
pub(crate) fn lines(text: impl Display) {
    let mut out = std::io::stdout().lock();
    if write!(out, "{text}").and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}
