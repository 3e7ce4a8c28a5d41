//! The one place where Rust and the page's own JavaScript meet.
//!
//! Structured data crosses as JSON text, which both sides know how to read.

use js_sys::{Object, Reflect};
use json::Value;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/js/bridge.js")]
extern "C" {
    #[wasm_bindgen(js_name = fetchText, catch)]
    async fn fetch_text_file(path: &str) -> Result<JsValue, JsValue>;

    /// Lets the browser have its turn.
    pub(crate) async fn breathe();

    /// Waits until the browser has drawn the page.
    #[wasm_bindgen(js_name = nextFrame)]
    pub(crate) async fn next_frame();

    #[wasm_bindgen(js_name = showCrash)]
    fn show_crash(words: &Object, message: &str);

    /// Focuses the next (1) or previous (-1) pane.
    #[wasm_bindgen(js_name = focusPane)]
    pub(crate) fn focus_pane(direction: i32);

    /// Puts the focus on what a selector finds, once the page has been drawn.
    #[wasm_bindgen(js_name = focusNext)]
    pub(crate) fn focus_next(selector: &str);

    /// Brings the first element that a selector finds into view.
    #[wasm_bindgen(js_name = revealInside)]
    pub(crate) fn reveal_inside(parent: &HtmlElement, selector: &str);

    /// Places of the rows that a thread joins: see [`crate::panels::inspector`].
    #[wasm_bindgen(js_name = threadPlaces)]
    pub(crate) fn thread_places(stages: &HtmlElement) -> Vec<f64>;

    /// Milliseconds since the page began to load.
    #[wasm_bindgen(js_name = nowMillis)]
    pub(crate) fn now_millis() -> f64;

    /// Puts a text on the clipboard.
    #[wasm_bindgen(js_name = copyText)]
    pub(crate) fn copy_text(text: &str);

    /// Offers the graph as a picture, `svg` or `png`, of the drawing's size, once so many states are drawn.
    #[wasm_bindgen(js_name = downloadGraph, catch)]
    pub(crate) async fn download_graph(
        name: &str,
        kind: &str,
        width: f64,
        height: f64,
        states: usize,
    ) -> Result<(), JsValue>;

    /// Offers a text as a file.
    #[wasm_bindgen(js_name = download)]
    pub(crate) fn download(name: &str, media_type: &str, text: &str);
}

#[wasm_bindgen(module = "/js/stand_in.js")]
extern "C" {
    #[wasm_bindgen(js_name = openEditor)]
    fn open_editor(parent: &HtmlElement, options: &Object) -> EditorHandle;

    #[wasm_bindgen(js_name = setDiagnostics)]
    fn set_diagnostics(editor: &EditorHandle, found: &str);

    #[wasm_bindgen(js_name = setMarks)]
    fn set_marks(editor: &EditorHandle, marks: &str);

    #[wasm_bindgen(js_name = setWords)]
    fn set_words(editor: &EditorHandle, label: &str, phrases: &str);

    #[wasm_bindgen(js_name = applyEdits)]
    fn apply_edits(editor: &EditorHandle, changes: &str);

    /// The class `Editor` of web/js/stand_in.js.
    type EditorHandle;

    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &EditorHandle, text: &str);

    #[wasm_bindgen(method, js_name = setMode)]
    fn set_mode(this: &EditorHandle, mode: &str);

    #[wasm_bindgen(method)]
    fn reveal(this: &EditorHandle, line: u32);

    #[wasm_bindgen(method, js_name = goTo)]
    fn go_to(this: &EditorHandle, offset: u32);

    #[wasm_bindgen(method, js_name = quickFix)]
    fn quick_fix(this: &EditorHandle, label: &str) -> bool;

    #[wasm_bindgen(method, js_name = nextProblem)]
    fn next_problem(this: &EditorHandle, direction: i32);

    #[wasm_bindgen(method, js_name = goToDefinition)]
    fn go_to_definition(this: &EditorHandle) -> bool;

    #[wasm_bindgen(method, js_name = nextReference)]
    fn next_reference(this: &EditorHandle);

    #[wasm_bindgen(method)]
    fn text(this: &EditorHandle) -> String;

    #[wasm_bindgen(method)]
    fn caret(this: &EditorHandle) -> Option<u32>;

    #[wasm_bindgen(method)]
    fn destroy(this: &EditorHandle);
}

/// A text file that belongs to the page; none when it cannot be had, which the browser has said on the console.
pub(crate) async fn fetch_text(path: &str) -> Option<String> {
    fetch_text_file(path).await.ok()?.as_string()
}

/// Answers what the editor asks about a place of its text.
pub(crate) type Answer = Rc<dyn Fn(Ask, &str, u32) -> Value>;

/// What the editor asks and tells.
pub(crate) struct EditorHandlers {
    /// The person changed the text, and rests: typed into it, or asked a button or key to change it.
    pub change: Rc<dyn Fn(String, bool)>,
    /// The caret stands at an offset, in UTF-16 units.
    pub caret: Rc<dyn Fn(u32)>,
    /// A click on the gutter of a line, counted from 1.
    pub toggle: Rc<dyn Fn(u32)>,
    /// Takes the last change of the workspace back, or makes it again; without it, the editor has an undo of its own.
    pub turn: Option<Rc<dyn Fn(bool)>>,
    /// Asks about a place of its text, in UTF-16 units; the answer is JSON.
    pub ask: Answer,
}

/// What the editor asks about a place of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// What could stand there: `{from, to, options}` or null.
    Completions,
    /// What is there: `{from, to, title, text}` or null.
    Hover,
    /// Where the state that is named there is defined: `{from, to}` or null.
    Definition,
    /// All places that name the same state: `{from, to}` each.
    References,
    /// What would mend the problems there: `{title, changes}` each.
    Fixes,
}

impl Ask {
    fn named(name: &str) -> Self {
        match name {
            "complete" => Self::Completions,
            "hover" => Self::Hover,
            "references" => Self::References,
            "fixes" => Self::Fixes,
            _ => Self::Definition,
        }
    }
}

/// How an editor starts.
pub(crate) struct EditorOptions<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its accessible name.
    pub label: &'a str,
    /// `json` or `yaml`.
    pub mode: &'a str,
}

/// An open editor; closed when dropped.
pub(crate) struct Editor {
    handle: EditorHandle,
    // The editor calls these as long as it lives.
    _change: Closure<dyn Fn(String, bool)>,
    _turn: Option<Closure<dyn Fn(bool)>>,
    _caret: Closure<dyn Fn(u32)>,
    _toggle: Closure<dyn Fn(u32)>,
    _ask: Closure<dyn Fn(String, String, u32) -> String>,
}

impl Editor {
    /// Open an editor inside `parent`.
    pub(crate) fn open(parent: &HtmlElement, options: EditorOptions<'_>, handlers: EditorHandlers) -> Self {
        let change = Closure::<dyn Fn(String, bool)>::new(move |text, is_typed| (handlers.change)(text, is_typed));
        let turn = handlers.turn.map(|turn| Closure::<dyn Fn(bool)>::new(move |is_back| turn(is_back)));
        let caret = Closure::<dyn Fn(u32)>::new(move |offset| (handlers.caret)(offset));
        let toggle = Closure::<dyn Fn(u32)>::new(move |line| (handlers.toggle)(line));
        let ask = Closure::<dyn Fn(String, String, u32) -> String>::new(move |what: String, text: String, offset| {
            (handlers.ask)(Ask::named(&what), &text, offset).to_string()
        });
        let start = Object::new();
        for (name, value) in [
            ("text", JsValue::from(options.text)),
            ("label", options.label.into()),
            ("mode", options.mode.into()),
            ("change", change.as_ref().clone()),
            ("turn", turn.as_ref().map_or(JsValue::UNDEFINED, |turn| turn.as_ref().clone())),
            ("caret", caret.as_ref().clone()),
            ("toggle", toggle.as_ref().clone()),
            ("ask", ask.as_ref().clone()),
        ] {
            // A plain new object takes any member.
            let _ = Reflect::set(&start, &name.into(), &value);
        }
        let handle = open_editor(parent, &start);
        Self { handle, _change: change, _turn: turn, _caret: caret, _toggle: toggle, _ask: ask }
    }

    /// Another document: replace the text.
    pub(crate) fn set_text(&self, text: &str) {
        self.handle.set_text(text);
    }

    /// `json` or `yaml`.
    pub(crate) fn set_mode(&self, mode: &str) {
        self.handle.set_mode(mode);
    }

    /// Accessible name, and the editor's own words.
    pub(crate) fn set_words(&self, label: &str, phrases: &Value) {
        set_words(&self.handle, label, &phrases.to_string());
    }

    /// `{from, to, severity, message}` each, in UTF-16 units.
    pub(crate) fn set_diagnostics(&self, found: &Value) {
        set_diagnostics(&self.handle, &found.to_string());
    }

    /// `{selected: [from, to], current, breakpoints}`, lines counted from 1.
    pub(crate) fn set_marks(&self, marks: &Value) {
        set_marks(&self.handle, &marks.to_string());
    }

    /// Scroll to a line, counted from 1.
    pub(crate) fn reveal(&self, line: u32) {
        self.handle.reveal(line);
    }

    /// Put caret and focus at an offset, in UTF-16 units.
    pub(crate) fn go_to(&self, offset: u32) {
        self.handle.go_to(offset);
    }

    /// Mend what is wrong at the caret, by a menu called `label` when there is a choice; `false` when nothing can be mended.
    pub(crate) fn quick_fix(&self, label: &str) -> bool {
        self.handle.quick_fix(label)
    }

    /// Put the caret on the next (1) or previous (-1) problem.
    pub(crate) fn next_problem(&self, direction: i32) {
        self.handle.next_problem(direction);
    }

    /// To the state that is named at the caret; `false` when none is.
    pub(crate) fn go_to_definition(&self) -> bool {
        self.handle.go_to_definition()
    }

    /// To the next place that names the same state.
    pub(crate) fn next_reference(&self) {
        self.handle.next_reference();
    }

    /// The text as it stands.
    pub(crate) fn text(&self) -> String {
        self.handle.text()
    }

    /// The caret, in UTF-16 units, while the editor has the focus.
    pub(crate) fn caret(&self) -> Option<u32> {
        self.handle.caret()
    }

    /// `{from, to, insert}` each; one undo takes them all back.
    pub(crate) fn apply_edits(&self, changes: &Value) {
        apply_edits(&self.handle, &changes.to_string());
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.handle.destroy();
    }
}

/// From now on, a panic (a bug of ours) shows a page that offers the workspace as a file.
pub(crate) fn show_page_after_a_panic() {
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.to_string();
        web_sys::console::error_1(&message.as_str().into());
        let messages = crate::messages::Messages::new(crate::storage::language());
        let words = Object::new();
        for (name, key) in [
            ("title", "crash-title"),
            ("explanation", "crash-explanation"),
            ("save", "crash-save"),
            ("reload", "crash-reload"),
            ("afresh", "crash-afresh"),
        ] {
            // A plain new object takes any member.
            let _ = Reflect::set(&words, &name.into(), &messages.text(key).into());
        }
        show_crash(&words, &message);
    }));
}
