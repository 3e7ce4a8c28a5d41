//! "Did you mean …?"

/// The candidate nearest to `word`, when one is near enough to be a slip:
/// at most a third of its characters differ (swapped neighbours count once, case does not count).
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = word.to_lowercase().chars().collect();
    candidates
        .into_iter()
        .map(|candidate| (distance(&wanted, &candidate.to_lowercase().chars().collect::<Vec<_>>()), candidate))
        .filter(|(distance, candidate)| *distance <= wanted.len().max(candidate.chars().count()).div_ceil(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_finds_none() {
        for (word, candidates, expected) in [
            ("ResutlPath", &["ResultPath", "ResultSelector"][..], Some("ResultPath")),
            ("resource", &["Resource"][..], Some("Resource")),
            ("【先行】ECS RunTask ①", &["【後行】ECS RunTask ①"][..], Some("【後行】ECS RunTask ①")),
            ("Banana", &["Resource", "Type"][..], None),
            ("", &["End"][..], None),
        ] {
            assert_eq!(closest(word, candidates.iter().copied()), expected, "{word}");
        }
    }
}
