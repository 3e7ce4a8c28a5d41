//! The attempts of a task as a list of entries: how it changes, and how it is shown.

use crate::context::*;
use crate::messages::Messages;
use crate::parts::{Button, Glyph, Select, SelectOption, part};
use services::controls::Controls;
use services::scenario::Entry;
use yew::prelude::*;

/// How often a task may fail before it succeeds, in one click.
const FAILURES: [u32; 3] = [1, 2, 3];

/// What is done to the list of attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reorder {
    /// Another entry at the end, that goes as usual.
    Add,
    /// The entry goes away.
    Remove(usize),
    /// The entry changes places with the one before it.
    Earlier(usize),
    /// The entry changes places with the one after it.
    Later(usize),
    /// All go like the first.
    Alike,
    /// So many go like the first, then the task does as usual.
    Then(u32),
}

/// The entries after a change, and the one to look at then.
pub(super) fn reordered(entries: &[Entry], change: Reorder) -> (Vec<Entry>, usize) {
    let mut entries = if entries.is_empty() { vec![Entry::default()] } else { entries.to_vec() };
    let last = entries.len() - 1;
    let at = match change {
        Reorder::Add => {
            entries.push(Entry::default());
            last + 1
        }
        Reorder::Remove(at) if at <= last && last > 0 => {
            entries.remove(at);
            at.min(last - 1)
        }
        Reorder::Earlier(at) if at > 0 && at <= last => {
            entries.swap(at - 1, at);
            at - 1
        }
        Reorder::Later(at) if at < last => {
            entries.swap(at, at + 1);
            at + 1
        }
        Reorder::Alike => {
            entries.truncate(1);
            0
        }
        Reorder::Then(times) => {
            entries = vec![entries.swap_remove(0).times(times), Entry::default()];
            0
        }
        Reorder::Remove(at) | Reorder::Earlier(at) | Reorder::Later(at) => at.min(last),
    };
    (entries, at)
}

/// Which attempts an entry is for, counted from 1: `2`, `2–4`, and `5…` for the last, which repeats.
fn numbers(entries: &[Entry], at: usize) -> String {
    let first = entries.iter().take(at).fold(1_u32, |sum, entry| sum.saturating_add(entry.times));
    let times = entries.get(at).map_or(1, |entry| entry.times);
    match (at + 1 == entries.len(), times) {
        (true, _) => format!("{first}…"),
        (false, 1) => first.to_string(),
        (false, times) => format!("{first}–{}", first.saturating_add(times - 1)),
    }
}

/// Do all attempts go alike, or does it fail a few times first?
pub(super) fn shortcuts(messages: &Messages, entries: &[Entry], onchange: Callback<Reorder>) -> Html {
    let mut options = vec![SelectOption::new("alike", messages.text("attempts-alike"))];
    options.extend(
        FAILURES.map(|times| SelectOption::new(times.to_string(), messages.count("attempts-then", times as usize))),
    );
    let chosen = match entries {
        [] | [_] => "alike".to_owned(),
        [first, last] if *last == Entry::default() => first.times.to_string(),
        _ => "listed".to_owned(),
    };
    if !options.iter().any(|option| *option.value == *chosen) {
        options.push(SelectOption::new(chosen.clone(), messages.text("attempts-one-by-one")));
    }
    let onadd = onchange.reform(|()| Reorder::Add);
    let onchoose = move |value: AttrValue| match value.parse() {
        Ok(times) => onchange.emit(Reorder::Then(times)),
        Err(_) if &*value == "alike" => onchange.emit(Reorder::Alike),
        Err(_) => {}
    };
    html! {
        <>
            { part!(Select { label: messages.text("attempts"), class: "fill", options, chosen, onchoose }) }
            { part!(Button { label: messages.text("attempt-add"), glyph: Glyph::Plus, icon_only: true, class: "small", onclick: onadd }) }
        </>
    }
}

/// Properties of [`AttemptList`].
#[derive(PartialEq, Properties)]
pub(super) struct AttemptListProps {
    /// The entries; at least two.
    pub entries: Vec<Entry>,
    /// Which is looked at.
    pub at: usize,
    /// What the task can do, for the names of its ends.
    pub controls: Controls,
    /// Another one is looked at.
    pub onselect: Callback<usize>,
    /// The list changes.
    pub onchange: Callback<Reorder>,
}

/// The attempts one below the other.
#[component]
pub(super) fn AttemptList(props: &AttemptListProps) -> Html {
    let messages = use_messages();
    let AttemptListProps { entries, at, controls, .. } = props;
    let tool = |key: &'static str, glyph, change: Reorder, disabled: bool| {
        let onclick = props.onchange.reform(move |()| change);
        part!(Button { label: messages.text(key), glyph, icon_only: true, class: "quiet tiny", disabled, onclick })
    };
    let row = |(place, entry): (usize, &Entry)| {
        let chosen = place == *at;
        let onclick = props.onselect.reform(move |_: MouseEvent| place);
        html! {
            <li key={place} class={classes!(chosen.then_some("is-chosen"))}>
                <button type="button" class="attempt" aria-pressed={chosen.to_string()} {onclick}>
                    <b>{ numbers(entries, place) }</b><span>{ ending(&messages, controls, entry) }</span>
                </button>
                if chosen {
                    { tool("attempt-earlier", Glyph::Up, Reorder::Earlier(place), place == 0) }
                    { tool("attempt-later", Glyph::Down, Reorder::Later(place), place + 1 == entries.len()) }
                    { tool("attempt-remove", Glyph::Close, Reorder::Remove(place), entries.len() < 2) }
                }
            </li>
        }
    };
    html! {
        <ol class="attempts" aria-label={messages.text("attempts")}>{ for entries.iter().enumerate().map(row) }</ol>
    }
}

/// How an attempt ends, in words.
fn ending(messages: &Messages, controls: &Controls, entry: &Entry) -> String {
    match controls.choice_of(entry) {
        Some(choice) => super::choice_title(messages, choice),
        None => messages.text("ending-other").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use services::scenario::Outcome;

    fn entries(values: &[i64]) -> Vec<Entry> {
        values.iter().map(|&value| Entry::new(Outcome::Return(value.into()))).collect()
    }

    #[test]
    fn attempts_are_added_moved_and_removed() {
        let usual = Entry::default;
        for (before, change, after, at) in [
            (entries(&[]), Reorder::Add, vec![usual(), usual()], 1),
            (entries(&[1]), Reorder::Add, [entries(&[1]), vec![usual()]].concat(), 1),
            (entries(&[1, 2, 3]), Reorder::Earlier(2), entries(&[1, 3, 2]), 1),
            (entries(&[1, 2, 3]), Reorder::Earlier(0), entries(&[1, 2, 3]), 0),
            (entries(&[1, 2, 3]), Reorder::Later(0), entries(&[2, 1, 3]), 1),
            (entries(&[1, 2, 3]), Reorder::Later(2), entries(&[1, 2, 3]), 2),
            (entries(&[1, 2, 3]), Reorder::Remove(2), entries(&[1, 2]), 1),
            (entries(&[1]), Reorder::Remove(0), entries(&[1]), 0),
            (entries(&[1, 2]), Reorder::Alike, entries(&[1]), 0),
            (entries(&[1]), Reorder::Then(3), vec![entries(&[1])[0].clone().times(3), usual()], 0),
        ] {
            assert_eq!(reordered(&before, change), (after, at), "{change:?}");
        }
    }

    #[test]
    fn numbers_say_which_attempts_an_entry_is_for() {
        let [a, b, c] = [1, 3, 1].map(|times| Entry::default().times(times));
        let all = [a, b, c];
        assert_eq!([0, 1, 2].map(|at| numbers(&all, at)), ["1", "2–4", "5…"]);
    }
}
