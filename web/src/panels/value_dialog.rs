//! A value in full: searched, copied, and, where it may be, replaced by another.

use crate::context::*;
use crate::js::copy_text;
use crate::panels::json_field::JsonField;
use crate::panels::value_tree::ValueTree;
use crate::parts::{Button, Dialog, Glyph, part};
use crate::shared::Shared;
use crate::state::Change;
use engine::{EditedPlace, VisitId};
use json::Value;
use view::edit::{edit, edit_of};
use view::tree::{TreeSource, search};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Data of a run that a person may change.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EditTarget {
    /// The visit.
    pub visit: VisitId,
    /// What of it.
    pub place: EditedPlace,
}

/// Properties of [`ValueDialog`].
#[derive(PartialEq, Properties)]
pub(crate) struct ValueDialogProps {
    /// What the value is called.
    pub title: AttrValue,
    /// The value.
    pub source: Shared<TreeSource>,
    /// Where another value can be put in its place.
    #[prop_or_default]
    pub target: Option<EditTarget>,
    /// It was closed.
    pub onclose: Callback<()>,
}

/// The value in a dialog.
#[component]
pub(crate) fn ValueDialog(props: &ValueDialogProps) -> Html {
    let messages = use_messages();
    let keyword = use_state(String::new);
    let is_edited = use_state(|| false);
    let found =
        use_memo((props.source.clone(), (*keyword).clone()), |(source, keyword)| search(&source.value, keyword));
    let text = use_memo(props.source.clone(), |source| json::print_pretty(&source.value));
    let oninput = {
        let keyword = keyword.clone();
        move |event: InputEvent| keyword.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let copy = {
        let text = text.clone();
        move |()| copy_text(&text)
    };
    let toggle = {
        let is_edited = is_edited.clone();
        move |()| is_edited.set(!*is_edited)
    };
    let target = props.target.clone();
    let body = match target.filter(|_| *is_edited) {
        Some(target) => part!(Rewrite { target, text: text.to_string(), onclose: props.onclose.clone() }),
        None => {
            part!(ValueTree { label: &props.title, source: props.source.clone(), found: Shared::from(found.clone()) })
        }
    };
    let children = html! {
        <div class="value-view">
            <div class="filterbar">
                <input type="search" value={(*keyword).clone()} placeholder={messages.text("search-value")}
                    aria-label={messages.text("search-value")} {oninput} />
                if !keyword.is_empty() {
                    <span class="muted" role="status">{ messages.count("found", found.len()) }</span>
                }
                <span class="grow" />
                { part!(Button { label: messages.text("copy"), class: "small", onclick: copy }) }
                if props.target.is_some() {
                    { part!(Button { label: messages.text("edit-value"), glyph: Glyph::Code, class: "small", pressed: *is_edited, onclick: toggle }) }
                }
            </div>
            { body }
        </div>
    };
    part!(Dialog { title: &props.title, close: messages.text("close"), onclose: props.onclose.clone(), children })
}

#[derive(PartialEq, Properties)]
struct RewriteProps {
    target: EditTarget,
    text: AttrValue,
    onclose: Callback<()>,
}

/// Another value for a place of the run; it branches the run there.
#[component]
fn Rewrite(props: &RewriteProps) -> Html {
    let messages = use_messages();
    let workspace = use_workspace();
    let moment = use_moment();
    let text = use_state(|| props.text.to_string());
    let EditTarget { visit, place } = props.target.clone();
    let snapshot = (*moment).as_ref();
    let visit = snapshot.zip(snapshot.and_then(|snapshot| snapshot.run.visit(visit)));
    let known = visit
        .and_then(|(snapshot, visit)| edit_of(&snapshot.moment(), visit, &place, &workspace.workspace.edits).cloned());
    let value = json::parse_value(&text);
    let change = value.as_ref().ok().zip(visit).and_then(|(value, (snapshot, visit))| {
        edit(&snapshot.moment(), visit, place.clone(), value.clone()).map(Change::Edit)
    });
    let dispatch = |change: Option<Change>| {
        let (dispatcher, onclose) = (workspace.dispatcher(), props.onclose.clone());
        move |()| {
            if let Some(change) = &change {
                dispatcher.dispatch(change.clone());
                onclose.emit(());
            }
        }
    };
    let oninput = {
        let text = text.clone();
        move |written: String| text.set(written)
    };
    html! {
        <div class="rewrite">
            { part!(JsonField { label: messages.text("edit-value"), text: (*text).clone(), rows: 12, oninput }) }
            <p class={if value.is_ok() { "muted" } else { "status-failed" }} role="status">
                { messages.text(if value.is_ok() { "edit-branches" } else { "not-json" }) }
            </p>
            <div class="filterbar">
                { part!(Button { label: messages.text("apply"), class: "primary small", disabled: change.is_none(), onclick: dispatch(change) }) }
                if known.is_some() {
                    { part!(Button { label: messages.text("undo-edit"), class: "small", onclick: dispatch(known.map(Change::Unedit)) }) }
                }
            </div>
        </div>
    }
}

/// Properties of [`OpenValue`].
#[derive(PartialEq, Properties)]
pub(crate) struct OpenValueProps {
    /// What the value is called.
    pub title: AttrValue,
    /// The value.
    pub source: Shared<TreeSource>,
    /// Where another value can be put in its place.
    #[prop_or_default]
    pub target: Option<EditTarget>,
}

/// Opens a value in full; says when it was edited.
#[component]
pub(crate) fn OpenValue(props: &OpenValueProps) -> Html {
    let messages = use_messages();
    let workspace = use_workspace();
    let moment = use_moment();
    let is_open = use_state(|| false);
    let set = |open: bool| {
        let is_open = is_open.setter();
        Callback::from(move |()| is_open.set(open))
    };
    let snapshot = (*moment).as_ref();
    let is_edited = snapshot.zip(props.target.as_ref()).is_some_and(|(snapshot, target)| {
        let visit = snapshot.run.visit(target.visit);
        visit.and_then(|visit| edit_of(&snapshot.moment(), visit, &target.place, &workspace.workspace.edits)).is_some()
    });
    html! {
        <>
            if is_edited {
                <span class="tag">{ messages.text("edited") }</span>
            }
            { part!(Button { label: messages.format("open-value", &[("title", &props.title)]), glyph: Glyph::Fit, icon_only: true,
                class: "quiet tiny", onclick: set(true) }) }
            if *is_open {
                { part!(ValueDialog { title: &props.title, source: props.source.clone(), target: props.target.clone(), onclose: set(false) }) }
            }
        </>
    }
}

/// A value as the source of a tree.
pub(crate) fn whole(value: Value) -> Shared<TreeSource> {
    Shared::new(TreeSource { value, ..TreeSource::default() })
}
