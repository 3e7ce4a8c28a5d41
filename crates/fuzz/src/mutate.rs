//! Making broken texts out of good ones.

use host::Random;

/// Longer ones only cost time.
const MOST_CHARACTERS: usize = 20_000;
/// How often a repeated fragment repeats: past every limit on nesting.
const REPEATS: u64 = 3_000;
const STRANGE: [char; 12] = ['\0', '\n', '"', '\\', '\u{7f}', 'é', 'ß', '警', '\u{2028}', '\u{feff}', '😀', '\u{301}'];

/// An entry of the corpus with up to eight changes; `words` are what the grammar is made of.
pub(crate) fn mutate(corpus: &[&str], words: &[&str], random: &mut Random) -> String {
    let mut text: Vec<char> = pick(corpus, random).chars().collect();
    for _ in 0..random.below(9) {
        change(&mut text, corpus, words, random);
        text.truncate(MOST_CHARACTERS);
    }
    text.into_iter().collect()
}

fn change(text: &mut Vec<char>, corpus: &[&str], words: &[&str], random: &mut Random) {
    let range = range(text, random);
    match random.below(12) {
        0..=1 => drop(text.drain(range)),
        2 => {
            let copy = text[range.clone()].to_vec();
            insert(text, range.end, copy);
        }
        3..=6 => insert(text, range.start, pick(words, random).chars()),
        7..=8 => drop(text.splice(range, pick(words, random).chars())),
        9 => insert(text, range.start, [STRANGE[random.below(STRANGE.len() as u64) as usize]]),
        10 => {
            let other: Vec<char> = pick(corpus, random).chars().collect();
            let part = self::range(&other, random);
            insert(text, range.start, other[part].to_vec());
        }
        // Seldom, since it makes long texts: nesting without end.
        _ if random.below(20) == 0 => {
            let times = random.below(REPEATS) as usize;
            insert(text, range.start, pick(words, random).repeat(times).chars());
        }
        _ => text.truncate(range.end),
    }
}

fn insert(text: &mut Vec<char>, at: usize, more: impl IntoIterator<Item = char>) {
    drop(text.splice(at..at, more));
}

fn pick<'a>(from: &[&'a str], random: &mut Random) -> &'a str {
    from.get(random.below(from.len() as u64) as usize).copied().unwrap_or_default()
}

/// Most often a few characters, sometimes many.
fn range(text: &[char], random: &mut Random) -> std::ops::Range<usize> {
    let start = random.below(text.len() as u64 + 1) as usize;
    let most = if random.below(4) == 0 { text.len() } else { 8 };
    let end = start + random.below(most as u64 + 1) as usize;
    start..end.min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use host::Seed;

    #[test]
    fn a_seed_gives_the_same_text_again_and_other_seeds_give_others() {
        let text = |seed| mutate(&["{\"a\": [1, 2]}", "警"], &["[", "]"], &mut Seed(seed).stream());
        let texts: std::collections::BTreeSet<String> = (0..1000).map(text).collect();
        assert_eq!(text(7), text(7));
        assert!(texts.len() > 500, "{}", texts.len());
    }
}
