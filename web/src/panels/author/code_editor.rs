//! The code editor as a component. It owns its text: see the module `js`.

use crate::context::*;
use crate::js::{Ask, Editor, EditorHandlers, EditorOptions};
use crate::messages::Messages;
use crate::shared::Shared;
use crate::state::{Change, WorkspaceState};
use json::{Text, Value};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The open editor, for whoever must command it.
pub(crate) type EditorRef = Rc<RefCell<Option<Editor>>>;

/// Properties of [`CodeEditor`].
#[derive(PartialEq, Properties)]
pub(crate) struct CodeEditorProps {
    /// Its accessible name.
    pub label: AttrValue,
    /// Changes when another document is opened; only then is `text` pushed into the editor.
    pub identity: u32,
    /// The document's text when it was opened.
    pub text: Shared<str>,
    /// `json` or `yaml`.
    #[prop_or("json")]
    pub mode: &'static str,
    /// Where the open editor is kept.
    pub editor: Handle,
    /// Problems to underline: see [`Editor::set_diagnostics`].
    pub diagnostics: Shared<Value>,
    /// Lines to mark: see [`Editor::set_marks`].
    pub marks: Shared<Value>,
    /// The person changed the text, and rests: typed into it, or asked a button or key to change it.
    pub onchange: Callback<(Text, bool)>,
    /// The caret stands at an offset, in UTF-16 units.
    #[prop_or_default]
    pub oncaret: Callback<u32>,
    /// A click on the gutter of a line, counted from 1.
    #[prop_or_default]
    pub ontoggle: Callback<u32>,
    /// Answers what the editor asks about a place of its text.
    #[prop_or_default]
    pub onask: Option<Callback<Question, Value>>,
    /// Is it a draft, with an undo of its own?
    #[prop_or_default]
    pub is_draft: bool,
}

/// What the editor asks: what about, its text, and the offset in UTF-16 units.
pub(crate) type Question = (Ask, Text, u32);

/// An [`EditorRef`] as a property: equal to itself.
#[derive(Clone, Default)]
pub(crate) struct Handle(pub EditorRef);

impl PartialEq for Handle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Handle {
    /// Change its text, if it is open. One undo takes all edits back.
    pub(crate) fn apply(&self, edits: &[text::Edit], lines: &text::LineIndex) {
        self.with(|editor| editor.apply_edits(&changes(edits, lines)));
    }

    /// Its text as it stands, if it is open.
    pub(crate) fn text(&self) -> Option<String> {
        self.0.borrow().as_ref().map(Editor::text)
    }

    /// Do something with the editor, if it is open.
    pub(crate) fn with(&self, act: impl FnOnce(&Editor)) {
        if let Some(editor) = &*self.0.borrow() {
            act(editor);
        }
    }
}

/// Edits as the editor takes them.
pub(super) fn changes(edits: &[text::Edit], lines: &text::LineIndex) -> Value {
    let entry = |edit: &text::Edit| {
        Value::from([
            ("from", lines.utf16_offset(edit.span.start as usize).into()),
            ("to", lines.utf16_offset(edit.span.end as usize).into()),
            ("insert", edit.replacement.as_str().into()),
        ])
    };
    edits.iter().map(entry).collect::<Vec<_>>().into()
}

/// The editor's own words, as it knows them, with the keys of their translations.
const PHRASES: [(&str, &str); 17] = [
    ("Find", "find"),
    ("Replace", "find-replacement"),
    ("next", "find-next"),
    ("previous", "find-previous"),
    ("all", "find-all"),
    ("match case", "find-case"),
    ("regexp", "find-pattern"),
    ("by word", "find-word"),
    ("replace", "find-replace"),
    ("replace all", "find-replace-all"),
    ("close", "close"),
    ("current match", "find-current"),
    ("on line", "find-on-line"),
    ("folded code", "folded-code"),
    ("unfold", "unfold"),
    ("Completions", "completions"),
    ("Diagnostics", "problems-title"),
];

fn phrases(messages: &Messages) -> Value {
    let phrase = |(word, key): &(&str, &'static str)| (Text::from(*word), Value::from(messages.text(key)));
    Value::from(PHRASES.iter().map(phrase).collect::<json::Object>())
}

/// The handlers of the latest render, which the editor calls through one closure each.
struct Latest {
    change: Callback<(Text, bool)>,
    caret: Callback<u32>,
    toggle: Callback<u32>,
    ask: Option<Callback<Question, Value>>,
}

/// The code editor.
#[component]
pub(crate) fn CodeEditor(props: &CodeEditorProps) -> Html {
    let messages = use_messages();
    let parent = use_node_ref();
    let latest = use_mut_ref(|| None::<Latest>);
    let workspace = use_workspace().dispatcher();
    *latest.borrow_mut() = Some(Latest {
        change: props.onchange.clone(),
        caret: props.oncaret.clone(),
        toggle: props.ontoggle.clone(),
        ask: props.onask.clone(),
    });
    use_effect_with(parent.clone(), {
        let (editor, text, label, mode) = (props.editor.clone(), props.text.clone(), props.label.clone(), props.mode);
        let workspace = (!props.is_draft).then_some(workspace);
        move |parent| {
            let options = EditorOptions { text: &text, label: &label, mode };
            let parent = parent.cast::<HtmlElement>();
            *editor.0.borrow_mut() = parent.map(|parent| Editor::open(&parent, options, handlers(&latest, workspace)));
            move || drop(editor.0.borrow_mut().take())
        }
    });
    use_effect_with(props.identity, {
        let (editor, text) = (props.editor.clone(), props.text.clone());
        move |_| editor.with(|editor| editor.set_text(&text))
    });
    use_effect_with(props.diagnostics.clone(), {
        let editor = props.editor.clone();
        move |diagnostics| editor.with(|editor| editor.set_diagnostics(diagnostics))
    });
    use_effect_with(props.marks.clone(), {
        let editor = props.editor.clone();
        move |marks| editor.with(|editor| editor.set_marks(marks))
    });
    use_effect_with(props.mode, {
        let editor = props.editor.clone();
        move |mode| editor.with(|editor| editor.set_mode(mode))
    });
    use_effect_with((props.label.clone(), messages), {
        let editor = props.editor.clone();
        move |(label, messages)| editor.with(|editor| editor.set_words(label, &phrases(messages)))
    });
    html! { <div ref={parent} class="editor" /> }
}

fn handlers(
    latest: &Rc<RefCell<Option<Latest>>>,
    workspace: Option<UseReducerDispatcher<WorkspaceState>>,
) -> EditorHandlers {
    fn call<T: 'static>(
        latest: &Rc<RefCell<Option<Latest>>>,
        choose: fn(&Latest) -> &Callback<T>,
    ) -> impl Fn(T) + use<T> {
        let latest = latest.clone();
        move |value| {
            // Taken out first: the handler may render, which borrows again.
            let callback = latest.borrow().as_ref().map(|latest| choose(latest).clone());
            if let Some(callback) = callback {
                callback.emit(value);
            }
        }
    }
    let change = call(latest, |latest| &latest.change);
    EditorHandlers {
        change: Rc::new(move |text: String, is_typed| change((text.into(), is_typed))),
        caret: Rc::new(call(latest, |latest| &latest.caret)),
        toggle: Rc::new(call(latest, |latest| &latest.toggle)),
        turn: workspace.map(|workspace| -> Rc<dyn Fn(bool)> {
            Rc::new(move |is_back| workspace.dispatch(if is_back { Change::Undo } else { Change::Redo }))
        }),
        ask: Rc::new({
            let latest = latest.clone();
            move |ask, text, offset| {
                let callback = latest.borrow().as_ref().and_then(|latest| latest.ask.clone());
                callback.map_or(Value::Null, |callback| callback.emit((ask, text.into(), offset)))
            }
        }),
    }
}

/// Diagnostics as the editor takes them; `offset` converts bytes to UTF-16 units.
pub(crate) fn for_editor(found: &[text::Diagnostic], lines: &text::LineIndex) -> Value {
    /// More underlines than this help nobody, and each costs a walk through the text.
    const MOST: usize = 200;
    let entry = |found: &text::Diagnostic| {
        let severity = match found.severity {
            text::Severity::Error => "error",
            text::Severity::Warning => "warning",
            text::Severity::Information => "info",
        };
        let titles: Vec<Value> = found.fixes.iter().map(|fix| fix.title.as_str().into()).collect();
        Value::from([
            ("from", lines.utf16_offset(found.span.start as usize).into()),
            ("to", lines.utf16_offset(found.span.end as usize).into()),
            ("severity", severity.into()),
            ("message", found.message.as_str().into()),
            ("help", found.help.as_deref().map(Value::from).into()),
            ("code", (&*found.code).into()),
            ("source", found.source.map(Value::from).into()),
            ("url", found.source.and_then(check::source_url).map(Value::from).into()),
            ("fixes", titles.into()),
        ])
    };
    found.iter().take(MOST).map(entry).collect::<Vec<_>>().into()
}
