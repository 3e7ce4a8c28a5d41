//! A value as a tree, with what changed marked.

use crate::context::*;
use crate::lights::Light;
use crate::messages::Messages;
use crate::parts::{Glyph, icon};
use crate::shared::Shared;
use crate::state::Tracing;
use engine::VisitId;
use json::Value;
use std::collections::BTreeSet;
use view::data_flow::StageName;
use view::provenance::DataPlace;
use view::tree::{Mark, RowContent, TreeOptions, TreePath, TreeRow, TreeSource, tree};
use web_sys::HtmlElement;
use yew::prelude::*;

/// Longest text of one value that is put on the page, in characters; the rest is cut.
const MOST_CHARS: usize = 400;

/// Places that are opened because a search found them; the others are marked where they are seen.
const MOST_REVEALED: usize = 30;

/// Properties of [`ValueTree`].
#[derive(PartialEq, Properties)]
pub(crate) struct ValueTreeProps {
    /// Its accessible name.
    pub label: AttrValue,
    /// What it shows.
    pub source: Shared<TreeSource>,
    /// Are unchanged keys folded?
    #[prop_or_default]
    pub changes_only: bool,
    /// The stage whose data it is: its values can be traced back.
    #[prop_or_default]
    pub stage: Option<(VisitId, StageName)>,
    /// Places that are opened and marked, because a search found them.
    #[prop_or_else(|| Shared::new(Vec::new()))]
    pub found: Shared<Vec<TreePath>>,
}

/// A value as a tree: arrows walk it, left and right close and open.
#[component]
pub(crate) fn ValueTree(props: &ValueTreeProps) -> Html {
    let messages = use_messages();
    let toggled = use_state(BTreeSet::<TreePath>::new);
    let focused = use_state(|| 0_usize);
    let list = use_node_ref();
    let lights = use_lights();
    let trace = use_trace();
    let mut reveal = props.stage.map(|(visit, stage)| lights.inside(visit, stage)).unwrap_or_default();
    reveal.extend(props.found.iter().take(MOST_REVEALED).cloned());
    let options = TreeOptions { changes_only: props.changes_only, toggled: (*toggled).clone(), reveal };
    let rows = use_memo((props.source.clone(), options), |(source, options)| tree(source, options));
    let toggle = {
        let toggled = toggled;
        Callback::from(move |path: TreePath| {
            let mut next = (*toggled).clone();
            if !next.remove(&path) {
                next.insert(path);
            }
            toggled.set(next);
        })
    };
    let at = (*focused).min(rows.len().saturating_sub(1));
    let onkeydown = {
        let (rows, focused, list, toggle) = (rows.clone(), focused.clone(), list.clone(), toggle.clone());
        let trace = trace.dispatcher();
        move |event: KeyboardEvent| {
            let Some(row) = rows.get(at) else { return };
            let next = match (event.key().as_str(), row.is_open) {
                ("ArrowDown", _) => (at + 1).min(rows.len() - 1),
                ("ArrowUp", _) => at.saturating_sub(1),
                ("Escape", _) => {
                    trace.dispatch(Tracing::Stop);
                    at
                }
                ("Home", _) => 0,
                ("End", _) => rows.len() - 1,
                ("ArrowRight", Some(false)) | ("ArrowLeft", Some(true)) | ("Enter" | " ", Some(_)) => {
                    toggle.emit(row.path.clone());
                    at
                }
                ("ArrowRight", Some(true)) => (at + 1).min(rows.len() - 1),
                ("ArrowLeft", _) => parent(&rows, at),
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            focused.set(next);
            focus_row(&list, next);
        }
    };
    html! {
        <ul ref={list} class="tree" role="tree" aria-label={&props.label} {onkeydown}>
            { for rows.iter().enumerate().map(|(index, row)| {
                let onclick = {
                    let (focused, toggle, path) = (focused.clone(), toggle.clone(), row.path.clone());
                    let is_foldable = row.is_open.is_some();
                    move |_: MouseEvent| {
                        focused.set(index);
                        if is_foldable {
                            toggle.emit(path.clone());
                        }
                    }
                };
                let place = props.stage.filter(|_| matches!(row.content, RowContent::Value { .. })).map(|(visit, stage)| {
                    DataPlace { visit, stage, path: row.path.clone() }
                });
                let light = place.as_ref().and_then(|place| lights.at(place));
                let onfocus = {
                    let trace = trace.dispatcher();
                    move |_: FocusEvent| {
                        if let Some(place) = &place {
                            trace.dispatch(Tracing::Follow(place.clone()));
                        }
                    }
                };
                html! {
                    <li key={index} class={classes!("tree-row", row.mark.map(mark_class), light.map(light_class), props.found.contains(&row.path).then_some("is-found"))} role="treeitem"
                        data-thread={light.and_then(thread)} {onfocus}
                        style={format!("--depth:{}", row.depth)} aria-level={(row.depth + 1).to_string()}
                        aria-expanded={row.is_open.map(|open| open.to_string())}
                        tabindex={if index == at { "0" } else { "-1" }} {onclick}>
                        { row_content(row, &messages) }
                    </li>
                }
            }) }
        </ul>
    }
}

fn row_content(row: &TreeRow, messages: &Messages) -> Html {
    let (sign, word) = match row.mark {
        Some(Mark::Added) => ("+", messages.text("added")),
        Some(Mark::Replaced) => ("~", messages.text("replaced")),
        Some(Mark::Dropped) => ("−", messages.text("dropped")),
        None => ("", ""),
    };
    html! {
        <>
            <span class="tree-mark"><span aria-hidden="true">{ sign }</span>
                if !word.is_empty() {
                    <span class="vh">{ word }</span>
                }
            </span>
            <span class="tree-toggle">
                if let Some(open) = row.is_open {
                    { icon(if open { Glyph::Down } else { Glyph::Right }) }
                }
            </span>
            { match &row.content {
                RowContent::Fold(message) => html! { <span class="tree-raw c-sum">{ messages.sentence(message) }</span> },
                RowContent::Value { value, old, is_json_text, .. } => html! {
                    <>
                        if !row.label().is_empty() {
                            <span class="tree-key">{ row.label() }</span><span class="tree-colon">{ ":" }</span>
                        }
                        <span class="tree-value">
                            if *is_json_text && row.is_open == Some(true) {
                                <span class="tag">{ messages.text("json-text") }</span>
                            } else {
                                { value_text(value, messages) }
                            }
                        </span>
                        if let Some(old) = old {
                            <span class="tree-note"><s>{ value_text(old, messages) }</s></span>
                        }
                    </>
                },
            } }
        </>
    }
}

/// A value on one line: whole when it is short, counted when it is large.
pub(crate) fn value_text(value: &Value, messages: &Messages) -> Html {
    match value {
        Value::String(text) => html! { <span class="c-str">{ cut(&json::quote(text)) }</span> },
        Value::Number(number) => html! { <span class="c-num">{ number.to_string() }</span> },
        Value::Array(items) if items.is_empty() => html! { <span class="c-sum">{ "[]" }</span> },
        Value::Object(members) if members.is_empty() => html! { <span class="c-sum">{ "{}" }</span> },
        Value::Array(items) => html! { <span class="c-sum">{ messages.count("items", items.len()) }</span> },
        Value::Object(members) => html! { <span class="c-sum">{ messages.count("keys", members.len()) }</span> },
        Value::Bool(_) | Value::Null => html! { <span class="c-word">{ value.to_string() }</span> },
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn light_class(light: Light) -> &'static str {
    match light {
        Light::Traced => "prov-focus",
        Light::Source(_) => "prov-source",
        Light::Read => "prov-read",
    }
}

/// The row's place on the thread that joins a value with its sources.
fn thread(light: Light) -> Option<String> {
    match light {
        Light::Traced => Some("0".into()),
        Light::Source(hops) => Some(hops.to_string()),
        Light::Read => None,
    }
}

fn mark_class(mark: Mark) -> &'static str {
    match mark {
        Mark::Added => "is-added",
        Mark::Replaced => "is-replaced",
        Mark::Dropped => "is-dropped",
    }
}

/// The row that a row stands in.
fn parent(rows: &[TreeRow], at: usize) -> usize {
    (0..at).rev().find(|&above| rows[above].depth < rows[at].depth).unwrap_or(at)
}

fn focus_row(list: &NodeRef, at: usize) {
    let row = list.cast::<HtmlElement>().and_then(|list| list.children().item(at as u32));
    if let Some(row) = row.map(wasm_bindgen::JsCast::unchecked_into::<HtmlElement>) {
        // Only a detached element refuses the focus.
        let _ = row.focus();
    }
}
