// The code editor, as one class over CodeMirror. Bundled into web/gen/editor.js.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { Annotation, EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";

/** Marks a change that did not come from the person, so that it is not told back. */
const pushed = Annotation.define();

export class CodeEditor {
  constructor(parent, text, label, { change }) {
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          history(),
          json(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.contentAttributes.of({ "aria-label": label }),
          EditorView.updateListener.of((update) => {
            const byPerson = update.docChanged && !update.transactions.some((each) => each.annotation(pushed));
            if (byPerson) change(update.state.doc.toString());
          }),
        ],
      }),
    });
  }

  setText(text) {
    const { doc } = this.view.state;
    if (doc.toString() === text) return;
    this.view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, annotations: pushed.of(true) });
  }

  destroy() {
    this.view.destroy();
  }
}
