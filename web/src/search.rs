//! Finding a line by what a person types.

/// How well a text fits a query, best first; `None` when a word of the query is not in it.
pub(crate) fn rank(query: &str, text: &str) -> Option<u8> {
    let (query, text) = (query.trim().to_lowercase(), text.to_lowercase());
    if !query.split_whitespace().all(|word| text.contains(word)) {
        return None;
    }
    let begins_word = || text.split(|letter: char| !letter.is_alphanumeric()).any(|word| word.starts_with(&query));
    Some(match () {
        () if text.starts_with(&query) => 0,
        () if begins_word() => 1,
        () => 2,
    })
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn what_begins_with_the_query_comes_first() {
        for (query, text, expected) in [
            ("", "Step", Some(0)),
            ("st", "Step", Some(0)),
            ("back", "Step back", Some(1)),
            ("b st", "Step back", Some(2)),
            ("警告", "JP1警告終了ルート", Some(2)),
            ("x", "Step", None),
        ] {
            assert_eq!(rank(query, text), expected, "{query}");
        }
    }
}
