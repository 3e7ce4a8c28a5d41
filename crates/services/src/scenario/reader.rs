//! Reads values out of a spanned tree and notes what is wrong with them.

use crate::scenario::{Lasting, MAX_MILLIS};
use json::{Member, Node, NodeKind, Text};
use std::collections::BTreeMap;
use text::{Diagnostic, Edit, closest};

/// Collects diagnostics while a scenario or mock file is read.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Reader {
    /// The members of an object whose member names are all in `known`.
    pub(crate) fn members<'a>(&mut self, node: &'a Node, known: &[&str]) -> &'a [Member] {
        for member in self.any_members(node) {
            if !known.contains(&&*member.key.value) {
                self.unknown(member, known);
            }
        }
        node.members()
    }

    /// The members of an object, whatever their names.
    pub(crate) fn any_members<'a>(&mut self, node: &'a Node) -> &'a [Member] {
        if !node.is_object() {
            self.wrong_type::<()>(node, "an object");
        }
        node.members()
    }

    /// Each member's name with what `read` makes of its value. Of a name that is given twice the last one counts, as
    /// everywhere in JSON here.
    pub(crate) fn named<T>(&mut self, node: &Node, mut read: impl FnMut(&mut Self, &Node) -> T) -> Vec<(Text, T)> {
        let (mut all, mut places) = (Vec::new(), BTreeMap::new());
        for member in self.any_members(node) {
            let (key, value) = (member.key.value.clone(), read(self, &member.value));
            let place = *places.entry(key.clone()).or_insert(all.len());
            match all.get_mut(place) {
                Some(known) => *known = (key, value),
                None => all.push((key, value)),
            }
        }
        all
    }

    /// The items of an array.
    pub(crate) fn items<'a>(&mut self, node: &'a Node) -> &'a [Node] {
        if !matches!(node.kind, NodeKind::Array(_)) {
            self.wrong_type::<()>(node, "an array");
        }
        node.items()
    }

    /// A text; `null` stands for none.
    pub(crate) fn text(&mut self, node: &Node) -> Option<Text> {
        match &node.kind {
            NodeKind::Null => None,
            NodeKind::String(string) => Some(string.value.clone()),
            _ => self.wrong_type(node, "a string"),
        }
    }

    /// A text, or lines of it in an array.
    pub(crate) fn lines(&mut self, node: &Node) -> Option<Text> {
        match &node.kind {
            NodeKind::Array(items) => {
                let lines: Vec<Text> = items.iter().filter_map(|item| self.text(item)).collect();
                Some(lines.join("\n").into())
            }
            _ => self.text(node),
        }
    }

    /// A whole number; `null` stands for none.
    pub(crate) fn integer(&mut self, node: &Node) -> Option<i64> {
        match &node.kind {
            NodeKind::Null => None,
            NodeKind::Number(number) if number.as_i64().is_some() => number.as_i64(),
            _ => self.wrong_type(node, "a whole number"),
        }
    }

    /// A number that is not negative.
    pub(crate) fn weight(&mut self, node: &Node) -> Option<f64> {
        match &node.kind {
            NodeKind::Number(number) if number.as_f64() >= 0.0 => Some(number.as_f64()),
            _ => self.wrong_type(node, "a number that is not negative"),
        }
    }

    /// `true` or `false`
    pub(crate) fn boolean(&mut self, node: &Node) -> Option<bool> {
        match &node.kind {
            NodeKind::Bool(value) => Some(*value),
            _ => self.wrong_type(node, "true or false"),
        }
    }

    /// `"45s"`, a number of seconds, `{"min", "max"}` or `{"mean", "deviation"}`.
    pub(crate) fn lasting(&mut self, node: &Node) -> Option<Lasting> {
        if !node.is_object() {
            return self.millis(node).map(Lasting::Fixed);
        }
        let (mut min, mut max, mut mean, mut deviation) = (None, None, None, None);
        for member in self.members(node, &["min", "max", "mean", "deviation"]) {
            let millis = self.millis(&member.value);
            match &*member.key.value {
                "min" => min = millis,
                "max" => max = millis,
                "mean" => mean = millis,
                _ => deviation = millis,
            }
        }
        match (min, max, mean, deviation) {
            (min, Some(max), None, None) => Some(Lasting::Uniform { min: min.unwrap_or(0), max }),
            (None, None, Some(mean), deviation) => {
                Some(Lasting::Normal { mean, deviation: deviation.unwrap_or(mean / 4) })
            }
            _ => self.wrong_type(node, "a length of time: \"45s\", {\"min\", \"max\"} or {\"mean\", \"deviation\"}"),
        }
    }

    /// `"45s"`, or a number of seconds.
    pub(crate) fn millis(&mut self, node: &Node) -> Option<i64> {
        let millis = match &node.kind {
            NodeKind::String(string) => Lasting::parse_millis(&string.value),
            NodeKind::Number(number) if number.as_f64() >= 0.0 => {
                Some(((number.as_f64() * 1000.0) as i64).min(MAX_MILLIS))
            }
            _ => None,
        };
        millis.or_else(|| self.wrong_type(node, "a length of time such as \"45s\", \"2m\" or \"1h30m\""))
    }

    /// One of some words, in any case.
    pub(crate) fn word(&mut self, node: &Node, known: &[&str]) -> Option<Text> {
        let text = self.text(node)?;
        if let Some(found) = known.iter().find(|word| word.eq_ignore_ascii_case(&text)) {
            return Some((*found).into());
        }
        let mut diagnostic =
            Diagnostic::error("SCENARIO_VALUE", format!("\"{text}\" is none of: {}", known.join(", ")), node.span);
        if let Some(near) = closest(&text, known.iter().copied()) {
            diagnostic =
                diagnostic.fix(format!("Change to \"{near}\""), vec![Edit::replace(node.span, json::quote(near))]);
        }
        self.diagnostics.push(diagnostic);
        None
    }

    /// Notes that a node is not what it should be.
    pub(crate) fn wrong_type<T>(&mut self, node: &Node, wanted: &str) -> Option<T> {
        let message = format!("This must be {wanted}, not {}", node.type_name());
        self.diagnostics.push(Diagnostic::error("SCENARIO_TYPE", message, node.span));
        None
    }

    /// Notes a finding about a node.
    pub(crate) fn error(&mut self, node: &Node, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error("SCENARIO_VALUE", message, node.span));
    }

    /// Notes a member that means nothing.
    pub(crate) fn unknown(&mut self, member: &Member, known: &[&str]) {
        let name = &*member.key.value;
        let message = format!("\"{name}\" means nothing here; known are: {}", known.join(", "));
        let mut diagnostic = Diagnostic::warning("SCENARIO_UNKNOWN_FIELD", message, member.key_span);
        if let Some(near) = closest(name, known.iter().copied()) {
            let edit = Edit::replace(member.key_span, json::quote(near));
            diagnostic = diagnostic.fix(format!("Change to \"{near}\""), vec![edit]);
        }
        self.diagnostics.push(diagnostic);
    }
}
