//! The form of a state: its fields by type and query language, with what each is for.

use super::field::{FieldInput, Problem};
use crate::context::*;
use crate::hooks::{Designer, use_designer};
use crate::messages::Messages;
use crate::parts::{Button, Glyph, part};
use definition::support::Field;
use definition::{StateId, StateMachine};
use design::form::{FormField, Section, add_field, add_item, form, remove, set};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What the parts of the form share.
struct Parts {
    messages: Messages,
    designer: Designer,
    machine: Rc<StateMachine>,
}

/// The form of the selected state.
#[component]
pub(crate) fn StateForm() -> Html {
    let designer = use_designer();
    let parts = Parts { messages: use_messages(), machine: designer.analysis.machine.clone(), designer };
    let form = parts.designer.state().and_then(|state| form(&parts.machine, state));
    let Some(form) = form else { return Html::default() };
    html! { <div class="state-form">{ parts.name(form.state) }{ parts.section(&Rc::new(form)) }</div> }
}

impl Parts {
    /// The state's name, which is changed everywhere at once, when the person is done.
    fn name(&self, state: StateId) -> Html {
        let name = self.machine.state(state).name.to_string();
        let (designer, old) = (self.designer.clone(), name.clone());
        let onchange = move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            if !designer.rename(state, input.value().trim()) {
                input.set_value(&old);
            }
        };
        let label = self.messages.text("column-name");
        html! {
            <div class="form-field" key={format!("name-{}", state.0)}>
                <b>{ label }</b>
                <small>{ self.messages.text("name-help") }</small>
                <input value={name} aria-label={label} maxlength="80" spellcheck="false" {onchange} />
            </div>
        }
    }

    fn section(&self, section: &Rc<Section>) -> Html {
        html! {
            <>
                { for section.fields.iter().map(|field| self.field(section, field)) }
                <div class="form-more">
                    { for section.lists.iter().map(|list| self.one_more(section, list)) }
                    { self.another_field(section) }
                </div>
                { for section.sections.iter().map(|inner| self.inner(&Rc::new(inner.clone()))) }
            </>
        }
    }

    /// A part of the state that is an object of its own.
    fn inner(&self, section: &Rc<Section>) -> Html {
        let (designer, machine, own) = (self.designer.clone(), self.machine.clone(), section.clone());
        let onclick = move |()| designer.edit(&remove(&machine, &own));
        let label = self.messages.format("remove-field", &[("field", &section.title)]);
        html! {
            <fieldset class="form-part" key={id(section, "")}>
                <legend class="mono">{ &section.title }</legend>
                { part!(Button { label, glyph: Glyph::Close, icon_only: true, class: "quiet tiny form-remove", onclick }) }
                { self.section(section) }
            </fieldset>
        }
    }

    fn field(&self, section: &Rc<Section>, field: &FormField) -> Html {
        let known: &'static Field = field.field;
        let onchange = {
            let (designer, machine, section) = (self.designer.clone(), self.machine.clone(), section.clone());
            Callback::from(move |text: String| set(&machine, &section, known, &text).map(|edits| designer.edit(&edits)))
        };
        let id = id(section, known.name);
        let remove = (!known.required && field.span.is_some()).then(|| {
            let onchange = onchange.clone();
            let onclick = move |()| {
                // An empty text is never refused.
                let _ = onchange.emit(String::new());
            };
            let label = self.messages.format("remove-field", &[("field", known.name)]);
            part!(Button { label, glyph: Glyph::Close, icon_only: true, class: "quiet tiny form-remove", onclick })
        });
        html! {
            <div class="form-field" key={id.clone()}>
                <b class="mono">{ known.name }</b>
                <small id={id.clone()}>{ known.doc }</small>
                { for remove }
                { part!(FieldInput { label: known.name, described_by: id, control: field.control.clone(), text: field.text.clone(),
                    problem: self.problem(field), onchange }) }
            </div>
        }
    }

    /// What the checker says of a field, the worst first.
    fn problem(&self, field: &FormField) -> Option<Problem> {
        let span = field.span?;
        let found = self.designer.analysis.diagnostics.iter().filter(|found| span.contains(found.span));
        let worst = found.min_by_key(|found| found.severity)?;
        Some(Problem { text: worst.message.clone().into(), severity: worst.severity })
    }

    fn one_more(&self, section: &Rc<Section>, list: &'static Field) -> Html {
        let (designer, machine, section) = (self.designer.clone(), self.machine.clone(), section.clone());
        let onclick = move |()| designer.edit(&add_item(&machine, &section, list));
        part!(Button { label: list.name, title: list.doc, glyph: Glyph::Plus, class: "small", onclick })
    }

    fn another_field(&self, section: &Rc<Section>) -> Html {
        if section.absent.is_empty() {
            return Html::default();
        }
        let (designer, machine, own) = (self.designer.clone(), self.machine.clone(), section.clone());
        let onchange = move |event: Event| {
            let select = event.target_unchecked_into::<HtmlSelectElement>();
            let field = own.absent.iter().find(|field| field.name == select.value());
            if let Some(field) = field {
                designer.edit(&add_field(&machine, &own, field));
            }
            select.set_value("");
        };
        html! {
            <select class="form-add" aria-label={self.messages.text("add-field")} {onchange}>
                <option value="" selected=true>{ self.messages.text("add-field") }</option>
                { for section.absent.iter().map(|field| html! {
                    <option key={field.name} value={field.name} title={field.doc}>{ field.name }</option>
                }) }
            </select>
        }
    }
}

/// An id that is the same as long as the field is.
fn id(section: &Section, field: &str) -> String {
    format!("form-{}-{}-{field}", section.state.0, section.title)
}
