//! How wide words are in the page's own font.

use crate::messages::Messages;
use std::cell::RefCell;
use std::collections::HashMap;
use view::Message;
use view::graph::{Estimate, Surface, TextStyle};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// The faces of the graph's texts, as css/graph.css sets them.
const NAME_FONT: &str = "600 13.5px";
const SMALL_FONT: &str = "500 11.5px";

/// Measures with the browser's own canvas; where it has none, estimates.
pub(crate) struct Measure {
    context: Option<CanvasRenderingContext2d>,
    family: String,
    estimate: Estimate,
    known: RefCell<HashMap<(bool, String), f64>>,
}

impl Measure {
    pub(crate) fn new(messages: &Messages) -> Self {
        Self {
            context: context(),
            family: family().unwrap_or_else(|| "sans-serif".into()),
            estimate: Estimate { catalogue: messages.catalogue() },
            known: RefCell::default(),
        }
    }

    fn measured(&self, text: &str, style: TextStyle) -> Option<f64> {
        let context = self.context.as_ref()?;
        let font = if style == TextStyle::Name { NAME_FONT } else { SMALL_FONT };
        context.set_font(&format!("{font} {}", self.family));
        context.measure_text(text).ok().map(|measured| measured.width())
    }
}

impl Surface for Measure {
    fn width(&self, text: &str, style: TextStyle) -> f64 {
        let key = (style == TextStyle::Name, text.to_owned());
        if let Some(&width) = self.known.borrow().get(&key) {
            return width;
        }
        let width = self.measured(text, style).unwrap_or_else(|| self.estimate.width(text, style));
        self.known.borrow_mut().insert(key, width);
        width
    }

    fn text(&self, message: &Message) -> String {
        self.estimate.text(message)
    }
}

fn context() -> Option<CanvasRenderingContext2d> {
    let page = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = page.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// The page's font family.
fn family() -> Option<String> {
    let window = web_sys::window()?;
    let body = window.document()?.body()?;
    window.get_computed_style(&body).ok()??.get_property_value("font-family").ok()
}
