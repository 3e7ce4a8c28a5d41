//! The fields of a card, each by what it holds.

use crate::context::*;
use crate::parts::{Field as Labelled, Select, SelectOption, Stepper, part};
use json::Value;
use services::controls::{Field, FieldKind};
use services::scenario::Lasting;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// The usual exit codes, with what they mean.
const PRESETS: [(i64, &str); 4] = [(0, "exit-ok"), (1, "exit-error"), (9, "exit-warning"), (137, "exit-killed")];
/// Exit codes are one byte.
const MAX_EXIT_CODE: i64 = 255;

/// Properties of [`FieldControl`].
#[derive(PartialEq, Properties)]
pub(crate) struct FieldControlProps {
    /// Which.
    pub field: Field,
    /// Its value; `None` when it is left empty.
    pub value: Option<Value>,
    /// Id of the list of likely error names.
    pub errors: AttrValue,
    /// Another value, or none.
    pub onchange: Callback<Option<Value>>,
}

/// A field with its label.
#[component]
pub(crate) fn FieldControl(props: &FieldControlProps) -> Html {
    let messages = use_messages();
    let label = AttrValue::from(messages.find(&format!("field-{}", props.field.title)).unwrap_or(props.field.title));
    let (value, onchange, usual) = (props.value.clone(), props.onchange.clone(), props.field.usual.clone());
    let control = match props.field.kind {
        FieldKind::Integer { min, max } => {
            part!(IntegerField { label: label.clone(), value, usual, min, max, onchange })
        }
        FieldKind::Duration => part!(DurationField { label: label.clone(), value, usual, onchange }),
        FieldKind::Json => part!(JsonField { label: label.clone(), value, onchange }),
        kind => {
            part!(LineField { label: label.clone(), kind, value, usual, errors: props.errors.clone(), onchange })
        }
    };
    html! { <Labelled {label}>{ control }</Labelled> }
}

#[derive(PartialEq, Properties)]
struct IntegerProps {
    label: AttrValue,
    value: Option<Value>,
    usual: String,
    min: i64,
    max: i64,
    onchange: Callback<Option<Value>>,
}

/// A whole number; an exit code has the usual ones beside it.
#[component]
fn IntegerField(props: &IntegerProps) -> Html {
    let messages = use_messages();
    let usual = props.usual.parse().unwrap_or(props.min);
    let value = props.value.as_ref().and_then(Value::as_i64).unwrap_or(usual);
    let onchange = props.onchange.reform(|number: i64| Some(Value::from(number)));
    html! {
        <>
            { part!(Stepper { label: &props.label, less: messages.text("one-less"), more: messages.text("one-more"), value,
                min: props.min, max: props.max, onchange: onchange.clone() }) }
            if props.max == MAX_EXIT_CODE {
                <span class="presets" role="group" aria-label={messages.text("usual-exit-codes")}>
                    { for PRESETS.map(|(preset, word)| {
                        let onchange = onchange.clone();
                        html! {
                            <button type="button" class="preset" aria-pressed={(value == preset).to_string()}
                                onclick={move |_| onchange.emit(preset)}><b>{ preset }</b>{ " " }<small>{ messages.text(word) }</small></button>
                        }
                    }) }
                </span>
            }
        </>
    }
}

#[derive(PartialEq, Properties)]
struct JsonProps {
    label: AttrValue,
    value: Option<Value>,
    onchange: Callback<Option<Value>>,
}

/// Any JSON.
#[component]
fn JsonField(props: &JsonProps) -> Html {
    let messages = use_messages();
    let is_wrong = use_state_eq(|| false);
    let onchange = {
        let (is_wrong, onchange) = (is_wrong.clone(), props.onchange.clone());
        move |event: Event| {
            let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            let value = json::parse_value(&text).ok();
            is_wrong.set(value.is_none() && !text.trim().is_empty());
            if value.is_some() || text.trim().is_empty() {
                onchange.emit(value);
            }
        }
    };
    html! {
        <div class="code-box">
            <textarea class="code-field" rows="3" aria-label={&props.label} aria-invalid={is_wrong.to_string()}
                value={props.value.as_ref().map(json::print_pretty).unwrap_or_default()} {onchange} />
            if *is_wrong {
                <span class="wrong" role="alert">{ messages.text("not-json") }</span>
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct DurationProps {
    label: AttrValue,
    value: Option<Value>,
    usual: String,
    onchange: Callback<Option<Value>>,
}

/// How a length of time is given: one text, or the two ends or the middle and width of a distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spread {
    Exactly,
    Between,
    Around,
}

impl Spread {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Exactly, "duration-exactly"), (Self::Between, "duration-between"), (Self::Around, "duration-around")];

    fn keys(self) -> [&'static str; 2] {
        match self {
            Self::Exactly => ["", ""],
            Self::Between => ["min", "max"],
            Self::Around => ["mean", "deviation"],
        }
    }

    /// How a value is given, and its two texts.
    fn of(value: Option<&Value>) -> (Self, [String; 2]) {
        let text = |value: Option<&Value>| match value {
            Some(Value::String(text)) => text.to_string(),
            Some(value) => value.to_string(),
            None => String::new(),
        };
        match value {
            Some(Value::Object(members)) => {
                let spread = if members.get("mean").is_some() { Self::Around } else { Self::Between };
                (spread, spread.keys().map(|key| text(members.get(key))))
            }
            value => (Self::Exactly, [text(value), String::new()]),
        }
    }

    /// The value that two texts give; `None` when they cannot be read, `Some(None)` for nothing.
    fn value(self, texts: &[String; 2]) -> Option<Option<Value>> {
        let [first, second] = texts.each_ref().map(|text| text.trim());
        let reads = |text: &str| Lasting::parse_millis(text).is_some();
        match self {
            _ if first.is_empty() => Some(None),
            Self::Exactly => reads(first).then(|| Some(first.into())),
            _ => {
                let [a, b] = self.keys();
                let second = if second.is_empty() { first } else { second };
                (reads(first) && reads(second)).then(|| Some(Value::from([(a, first.into()), (b, second.into())])))
            }
        }
    }
}

/// A length of time such as `4m12s`, fixed or drawn from the seed.
#[component]
fn DurationField(props: &DurationProps) -> Html {
    let messages = use_messages();
    let (spread, texts) = Spread::of(props.value.as_ref());
    let input = |place: usize, label: AttrValue| {
        let (onchange, texts, shown) = (props.onchange.clone(), texts.clone(), texts[place].clone());
        let onchange = move |event: Event| {
            let mut changed = texts.clone();
            changed[place] = typed(&event);
            match spread.value(&changed) {
                Some(value) => onchange.emit(value),
                // What cannot be read goes back to what it was.
                None => event.target_unchecked_into::<HtmlInputElement>().set_value(&texts[place]),
            }
        };
        let placeholder = props.usual.clone();
        html! { <span class="input fill"><input value={shown} aria-label={label} {placeholder} title={messages.text("duration-help")} {onchange} /></span> }
    };
    let options = Spread::ALL.map(|(_, key)| SelectOption::new(key, messages.text(key))).to_vec();
    let chosen = Spread::ALL.iter().find(|(known, _)| *known == spread).map_or("", |(_, key)| key);
    let onchoose = {
        let (onchange, usual, texts) = (props.onchange.clone(), props.usual.clone(), texts.clone());
        move |key: AttrValue| {
            let Some((spread, _)) = Spread::ALL.iter().find(|(_, known)| *known == &*key) else { return };
            let usual = if Lasting::parse_millis(&usual).is_some() { usual.clone() } else { "1m".to_owned() };
            let first = if texts[0].is_empty() { usual } else { texts[0].clone() };
            if let Some(value) = spread.value(&[first, String::new()]) {
                onchange.emit(value);
            }
        }
    };
    html! {
        <>
            { input(0, props.label.clone()) }
            if spread != Spread::Exactly {
                { input(1, messages.format("duration-second", &[("field", &props.label)]).into()) }
            }
            { part!(Select { label: messages.format("duration-kind", &[("field", &props.label)]), class: "small", options, chosen, onchoose }) }
        </>
    }
}

#[derive(PartialEq, Properties)]
struct LineProps {
    label: AttrValue,
    kind: FieldKind,
    value: Option<Value>,
    usual: String,
    errors: AttrValue,
    onchange: Callback<Option<Value>>,
}

/// A text or an error name. Nothing means what is usual.
#[component]
fn LineField(props: &LineProps) -> Html {
    let shown = match &props.value {
        Some(Value::String(text)) => text.to_string(),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    let onchange = {
        let onchange = props.onchange.clone();
        move |event: Event| {
            let typed = typed(&event);
            onchange.emit((!typed.trim().is_empty()).then(|| typed.as_str().into()));
        }
    };
    let placeholder = props.usual.clone();
    let label = props.label.clone();
    if props.kind == FieldKind::Lines {
        return html! { <textarea class="code-field" rows="2" aria-label={label} value={shown} {placeholder} {onchange} /> };
    }
    let list = (props.kind == FieldKind::ErrorName).then(|| props.errors.clone());
    html! { <span class="input fill"><input value={shown} aria-label={label} {placeholder} {list} {onchange} /></span> }
}

fn typed(event: &Event) -> String {
    let target = event.target();
    let area = target.clone().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    match area {
        Some(area) => area.value(),
        None => target
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            .map(|input| input.value())
            .unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_is_read_and_written_as_a_scenario_file_has_it() {
        for (value, spread, first) in [
            (r#""45s""#, Spread::Exactly, "45s"),
            (r#"{"min":"10s","max":"2m"}"#, Spread::Between, "10s"),
            (r#"{"mean":"1m","deviation":"10s"}"#, Spread::Around, "1m"),
        ] {
            let value = json::parse_value(value).unwrap();
            let (found, texts) = Spread::of(Some(&value));
            assert_eq!((found, &*texts[0]), (spread, first));
            assert_eq!(found.value(&texts), Some(Some(value)));
        }
        assert_eq!(Spread::Exactly.value(&["".into(), "".into()]), Some(None));
        assert_eq!(Spread::Exactly.value(&["soon".into(), "".into()]), None);
        assert_eq!(Spread::Between.value(&["1s".into(), "never".into()]), None);
    }
}
