//! What is read again after an edit is what would have been read without knowing the text before.

use check::{Diagnosis, Options, diagnose, diagnose_again};
use host::{Random, Seed};

const DEFINITIONS: [&str; 6] = [
    include_str!("reading_again/messy.asl.json"),
    include_str!("reading_again/messy.asl.yaml"),
    include_str!("../../../web/samples/map-orders.asl.json"),
    include_str!("../../../web/samples/warning-exit-code.asl.json"),
    include_str!("../../../tests/cases/run/jsonata/definition.asl.json"),
    "&a A: 1\nStates: {One: &one {Type: Pass, End: true}, Two: *one}\n",
];

/// What edits put in: what people type, and what breaks most.
const PIECES: [&str; 40] = [
    "a",
    "7",
    " ",
    "\n",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    ": ",
    "- ",
    "#",
    "\t",
    "\\",
    "\\n",
    "警",
    "*",
    "&x ",
    "*one",
    "|\n",
    "{%",
    "%}",
    "$",
    "${",
    ".$",
    "//",
    "null",
    "true",
    "\"x\": 1,",
    "  key: value\n",
    "\"Next\": \"A\"",
    "\"End\": true,",
    "Type: Pass",
    "States",
    "\n  ",
    "---\n",
    "%TAG ! x\n",
];

const EDITS: u64 = 300;

#[test]
fn a_text_read_again_after_an_edit_is_as_if_read_for_the_first_time() {
    for (number, definition) in (0..).zip(DEFINITIONS) {
        let yaml = json::convert(definition).filter(|_| json::detect(definition) == json::Syntax::Json);
        for source in [Some(definition.to_owned()), yaml].into_iter().flatten() {
            edit_at_random(&source, Seed(number).stream());
        }
    }
}

fn edit_at_random(source: &str, mut random: Random) {
    let options = Options::default();
    let mut text = source.to_owned();
    let mut memory = diagnose(&text, &options).memory;
    for _ in 0..EDITS {
        // Broken texts stay broken: most edits start from a good one.
        text = edited(if random.below(3) > 0 { source } else { &text }, &mut random);
        let again = diagnose_again(&text, &options, &memory);
        assert_same(&again, &diagnose(&text, &options), &text);
        // Some readings are overtaken by the next edit.
        if random.below(4) > 0 {
            memory = again.memory;
        }
    }
}

fn edited(text: &str, random: &mut Random) -> String {
    let mut place = || text.floor_char_boundary(random.below(text.len() as u64 + 1) as usize);
    let (from, other) = (place(), place());
    let to = match random.below(4) {
        0 => text.floor_char_boundary((from + random.below(40) as usize).min(text.len())),
        1 => text.ceil_char_boundary((from + 1).min(text.len())),
        _ => from,
    };
    let copied = &text[other..text.floor_char_boundary((other + random.below(200) as usize).min(text.len()))];
    let piece = match random.below(8) {
        0 => copied,
        1 => "",
        _ => PIECES[random.below(PIECES.len() as u64) as usize],
    };
    format!("{}{piece}{}", &text[..from], &text[to..])
}

#[test]
fn a_field_is_typed_letter_by_letter() {
    let options = Options::default();
    for (definition, field) in [(DEFINITIONS[0], "\"Comment\": \"a: 'b\","), (DEFINITIONS[1], "Comment: yes # it is")] {
        let ends = definition.match_indices('\n').map(|(at, _)| at).step_by(7);
        for end in ends {
            let line = definition[..end].rsplit('\n').next().unwrap_or_default();
            let indent = &line[..line.len() - line.trim_start().len()];
            let mut memory = diagnose(definition, &options).memory;
            let typed = format!("\n{indent}{field}");
            for typed in (1..=typed.len()).map(|length| &typed[..length]) {
                let text = format!("{}{typed}{}", &definition[..end], &definition[end..]);
                let again = diagnose_again(&text, &options, &memory);
                assert_same(&again, &diagnose(&text, &options), &text);
                memory = again.memory;
            }
        }
    }
}

#[track_caller]
fn assert_same(again: &Diagnosis, whole: &Diagnosis, text: &str) {
    for (one, other) in again.diagnostics.iter().zip(&whole.diagnostics) {
        assert_eq!(one, other, "\n{text}");
    }
    assert_eq!(again.diagnostics.len(), whole.diagnostics.len(), "\n{text}");
    let (one, other) = (&again.machine, &whole.machine);
    for (one, other) in [
        (format!("{:?}", one.document.root), format!("{:?}", other.document.root)),
        (format!("{:?}", one.states), format!("{:?}", other.states)),
    ] {
        let (one, other) = (without_sizes(&one), without_sizes(&other));
        let at = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count().saturating_sub(100);
        let (one, other) = (one.get(at..), other.get(at..));
        assert!(one == other, "\n{one:.300?}\n{other:.300?}\n{text}");
    }
}

/// How many bytes a value has is worked out when somebody asks.
fn without_sizes(shown: &str) -> String {
    let mut parts = shown.split("bytes: Cell { value: ");
    let first = parts.next().unwrap_or_default();
    parts.fold(first.to_owned(), |shown, part| shown + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}
