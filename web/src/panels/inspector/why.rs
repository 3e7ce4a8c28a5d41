//! Why the selected visit went where it went: one sentence or two, and for a Choice its rules.

use crate::context::*;
use crate::messages::Messages;
use crate::panels::sentence::Sentence;
use crate::panels::value_tree::value_text;
use crate::parts::{Glyph, StatusMark, icon, part};
use json::Value;
use view::Status;
use view::why::{ConditionView, GroupKind, Marked, RuleView, TextMatch, Verdict, excerpt, rules, why};
use yew::prelude::*;

/// The sentence, first in every tab.
#[component]
pub(crate) fn WhySentence() -> Html {
    let messages = use_messages();
    let moment = use_moment();
    let focus = use_focus();
    let sentences = use_memo((moment, focus.visit), |(moment, visit)| {
        let snapshot = (**moment).as_ref();
        let visit = snapshot.zip(*visit).and_then(|(snapshot, visit)| snapshot.run.visit(visit));
        snapshot.zip(visit).map(|(snapshot, visit)| why(&snapshot.moment(), visit)).unwrap_or_default()
    });
    if sentences.is_empty() {
        return Html::default();
    }
    html! {
        <section class="why" aria-label={messages.text("tab-why")}>
            { icon(Glyph::Why) }
            <p><b>{ messages.text("tab-why") }</b>
                { for sentences.iter().map(|message| html! { <>{ " " }{ part!(Sentence { message: message.clone() }) }</> }) }</p>
        </section>
    }
}

/// The rules of a Choice, with what each of them saw.
#[component]
pub(crate) fn Rules() -> Html {
    let messages = use_messages();
    let analysis = use_analysis();
    let moment = use_moment();
    let focus = use_focus();
    let Some(state) = focus.state.and_then(|id| analysis.machine.states.get(id.0 as usize)) else {
        return Html::default();
    };
    let visit = (*moment).as_ref().zip(focus.visit).and_then(|(snapshot, visit)| snapshot.run.visit(visit));
    let rules = rules(&analysis.machine, state, visit);
    html! { <div class="rules">{ for rules.iter().map(|rule| rule_card(rule, &messages)) }</div> }
}

fn rule_card(rule: &RuleView, messages: &Messages) -> Html {
    let is_matched = rule.verdict == Verdict::Matched;
    html! {
        <section class={classes!("rule-card", is_matched.then_some("matched"))}>
            <header>
                <h3>{ messages.sentence(&rule.title) }</h3>
                { verdict(rule.verdict, messages) }
                if let Some(next) = &rule.next {
                    <span class="next">{ messages.text("next-is") }{ " " }<b>{ &*next.name }</b></span>
                }
            </header>
            { for rule.condition.iter().map(|condition| condition_view(condition, messages)) }
        </section>
    }
}

fn condition_view(condition: &ConditionView, messages: &Messages) -> Html {
    match condition {
        ConditionView::Comparison {
            path,
            value,
            operator,
            operand_path,
            operand,
            text_match,
            verdict: outcome,
            ..
        } => {
            let (left, right) =
                (text_match.as_ref().map(|found| &found.value), text_match.as_ref().map(|found| &found.pattern));
            html! {
                <div class={classes!("cond", text_match.as_ref().map(|_| "long"))}>
                    <span class="path">{ path }</span>
                    if text_match.is_some() {
                        <span class="op">{ messages.text("value") }</span>
                    }
                    <span class="is">{ side(value.as_ref(), left.map(Vec::as_slice), messages) }</span>
                    <span class="op">{ operator }</span>
                    <span class="is">
                        if let Some(path) = operand_path {
                            <span class="path">{ path }{ " " }</span>
                        }
                        { side(operand.as_ref(), right.map(Vec::as_slice), messages) }
                    </span>
                    <span class="verdict">{ verdict(*outcome, messages) }</span>
                    { wider_match(text_match.as_ref(), messages) }
                </div>
            }
        }
        ConditionView::Group { kind, parts, verdict: outcome } => html! {
            <div class="cond-group">
                <p class="group-note">{ messages.text(group_key(*kind)) }<span class="verdict">{ verdict(*outcome, messages) }</span></p>
                { for parts.iter().map(|part| condition_view(part, messages)) }
            </div>
        },
        ConditionView::Expression { text, value, verdict: outcome, .. } => html! {
            <div class="cond">
                <span class="path">{ text }</span>
                <span class="is">{ side(value.as_ref(), None, messages) }</span>
                <span class="verdict">{ verdict(*outcome, messages) }</span>
            </div>
        },
    }
}

/// A match that is only the start of a longer word is easily overlooked.
fn wider_match(found: Option<&TextMatch>, messages: &Messages) -> Html {
    let Some(word) = found.and_then(|found| found.start_of.as_deref()) else { return Html::default() };
    html! { <span class="wider">{ messages.format("matches-start-of", &[("word", word)]) }</span> }
}

/// One side of a comparison, with what matched marked.
fn side(value: Option<&Value>, marks: Option<&[std::ops::Range<usize>]>, messages: &Messages) -> Html {
    match (value, marks) {
        (Some(Value::String(text)), Some(marks)) => html! {
            <span class="c-str">{ "\"" }{ for excerpt(text, marks).into_iter().map(marked) }{ "\"" }</span>
        },
        (Some(value), _) => value_text(value, messages),
        (None, _) => html! { <span class="muted">{ messages.text("nothing-there") }</span> },
    }
}

fn marked(part: Marked) -> Html {
    if part.is_marked {
        html! { <mark>{ part.text }</mark> }
    } else {
        html! { { part.text } }
    }
}

fn verdict(verdict: Verdict, messages: &Messages) -> Html {
    let (status, key) = match verdict {
        Verdict::Matched => (Status::Succeeded, "verdict-matched"),
        Verdict::NotMatched => (Status::Canceled, "verdict-not-matched"),
        Verdict::NotReached => (Status::NotStarted, "verdict-not-reached"),
    };
    part!(StatusMark { status, word: messages.text(key) })
}

fn group_key(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::And => "group-and",
        GroupKind::Or => "group-or",
        GroupKind::Not => "group-not",
    }
}
