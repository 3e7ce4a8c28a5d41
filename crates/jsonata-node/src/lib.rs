//! The JSONata evaluator as a WebAssembly module for Node, for measuring it beside jsonata-js.
//!
//! Inside the page the interpreter calls the evaluator directly, and values never cross over to
//! JavaScript; so the input is parsed once, and a run gives no more than a sign of its result.

use host::{Host, Seed, Timestamp};
use json::Value;
use jsonata::{Dialect, Expression, Limits, NoVariables};
use wasm_bindgen::prelude::wasm_bindgen;

/// A JSON document inside the module.
#[wasm_bindgen]
pub struct Document(Value);

#[wasm_bindgen]
impl Document {
    /// Parse JSON text.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Result<Document, String> {
        json::parse_value(text).map(Self).map_err(|error| error.to_string())
    }
}

/// A compiled expression.
#[wasm_bindgen]
pub struct Compiled(Expression);

#[wasm_bindgen]
impl Compiled {
    /// Compile as the reference does.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Result<Compiled, String> {
        Expression::parse_as(text, Dialect::Reference).map(Self).map_err(|error| error.to_string())
    }

    /// Evaluate; the result as JSON text.
    pub fn print(&self, document: &Document) -> Result<String, String> {
        self.print_within(document, Limits::default().depth)
    }

    /// Evaluate with another limit of depth, to find out what the stack holds.
    pub fn print_within(&self, document: &Document, depth: u32) -> Result<String, String> {
        let value = self.eval(document, Limits { depth, ..Limits::default() })?;
        Ok(value.map_or_else(|| "undefined".to_owned(), |value| json::print(&value)))
    }

    /// Evaluate, and keep the result to ourselves.
    pub fn run(&self, document: &Document) -> Result<bool, String> {
        self.eval(document, Limits::default()).map(|value| value.is_some())
    }

    fn eval(&self, document: &Document, limits: Limits) -> Result<Option<Value>, String> {
        let mut host = Host::new(Timestamp::default(), Seed(0));
        self.0.eval(Some(&document.0), &NoVariables, &mut host, limits).map_err(|error| error.to_string())
    }
}
