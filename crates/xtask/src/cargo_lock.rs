//! Reading Cargo.lock.

use crate::{Outcome, root};

/// The version that Cargo.lock has of `package`.
pub(crate) fn locked_version(package: &str) -> Outcome<String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    find_version(&lock, package).ok_or_else(|| format!("Cargo.lock has no {package}"))
}

fn find_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_by_the_whole_name() {
        let lock =
            "[[package]]\nname = \"ab\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"2.0.0\"\n";
        assert_eq!(find_version(lock, "a").as_deref(), Some("2.0.0"));
        assert_eq!(find_version(lock, "b"), None);
    }
}
