//! Reads the fields of one object of the definition, in the object's query language.

use crate::fail::TextField;
use crate::has_substitution;
use crate::located::expression_span;
use crate::lower::Notes;
use crate::{Assignment, Located, NumberField, PathField, QueryLanguage, ResultPath, Template};
use json::{Member, Node, NodeKind, StringNode, Text, Value};
use jsonata::Expression;
use jsonpath::QualifiedPath;
use text::{Diagnostic, Span};

/// One object: a state, a Catcher, a Choice rule, an ItemReader.
pub(crate) struct Fields<'a> {
    pub(crate) node: &'a Node,
    pub(crate) language: QueryLanguage,
    location: String,
    notes: &'a mut Notes,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(node: &'a Node, location: &str, language: QueryLanguage, notes: &'a mut Notes) -> Self {
        Self { node, language, location: location.into(), notes }
    }

    /// An object inside this one, at `field`.
    pub(crate) fn inside<'b>(&'b mut self, node: &'b Node, field: &str) -> Fields<'b> {
        let location = format!("{}/{field}", self.location);
        Fields { node, language: self.language, location, notes: self.notes }
    }

    /// `InputPath` or `OutputPath`.
    pub(crate) fn path(&mut self, field: &str) -> PathField {
        match self.node.get(field).map(|node| &node.kind) {
            None => PathField::Whole,
            Some(NodeKind::Null) => PathField::Null,
            Some(_) => self.located_path(field).map_or(PathField::Invalid, |path| PathField::Path(Box::new(path))),
        }
    }

    /// A field that holds a path.
    pub(crate) fn located_path(&mut self, field: &str) -> Option<Located<QualifiedPath>> {
        let node = self.node.get(field)?;
        let string = node.as_string()?;
        match self.notes.compiler.qualified(&string.value) {
            Ok(path) => Some(Located::new(path, node.span, string, 0)),
            Err(error) => {
                self.report_inside(string, error.span, "Value must be a valid JSONPath.", &error.message, field);
                None
            }
        }
    }

    /// `Variable` of a Choice rule, of which AWS speaks as a reference path (cfn-lint#4076).
    pub(crate) fn variable(&mut self) -> Option<Located<QualifiedPath>> {
        let node = self.node.get("Variable")?;
        let string = node.as_string()?;
        match self.notes.compiler.qualified(&string.value) {
            Ok(path) => Some(Located::new(path, node.span, string, 0)),
            Err(error) => {
                let starts = string.value.starts_with('$');
                let reason = if starts { &error.message } else { "Reference path didn't start with '$'" };
                let message = format!("Value is not a Reference Path: {reason}");
                self.report_inside(string, error.span, &message, "", "Variable");
                None
            }
        }
    }

    /// `ResultPath`.
    pub(crate) fn result_path(&mut self, field: &str) -> ResultPath {
        let Some(node) = self.node.get(field) else { return ResultPath::Whole };
        let string = match &node.kind {
            NodeKind::Null => return ResultPath::Discard,
            NodeKind::String(string) => string,
            _ => return ResultPath::Invalid,
        };
        match self.notes.compiler.reference(&string.value) {
            Ok(path) => ResultPath::Path(Box::new(Located::new(path, node.span, string, 0))),
            Err(error) => {
                let message = format!("Value is not a Reference Path: {}", error.message);
                self.report_inside(string, error.span, &message, "", field);
                ResultPath::Invalid
            }
        }
    }

    /// A number: the field itself, its `…Path` twin, or a JSONata expression.
    pub(crate) fn number(&mut self, field: &str) -> Option<NumberField> {
        if self.language == QueryLanguage::JsonPath {
            let twin = format!("{field}Path");
            if self.node.get(&twin).is_some() {
                return Some(self.located_path(&twin).map_or(NumberField::Invalid, NumberField::Path));
            }
        }
        match &self.node.get(field)?.kind {
            NodeKind::Number(number) => Some(NumberField::Literal(number.as_f64())),
            _ => Some(self.jsonata(field).map_or(NumberField::Invalid, NumberField::Jsonata)),
        }
    }

    /// A text: the field itself, its `…Path` twin, or a JSONata expression.
    pub(crate) fn text(&mut self, field: &str) -> Option<TextField> {
        let twin = format!("{field}Path");
        if self.language == QueryLanguage::JsonPath
            && let Some(member) = self.node.member(&twin)
        {
            let template = self.dollar_member(&member.value, &twin, &twin);
            return Some(if matches!(template, Template::Invalid) {
                TextField::Invalid
            } else {
                TextField::Path(template)
            });
        }
        let string = self.node.get(field)?.as_string();
        if let Some(expression) = self.jsonata(field) {
            return Some(TextField::Jsonata(expression));
        }
        Some(string.map_or(TextField::Invalid, |string| TextField::Literal(string.value.clone())))
    }

    /// A field that holds a JSONata expression; `None` for anything else.
    pub(crate) fn jsonata(&mut self, field: &str) -> Option<Located<Expression>> {
        let node = self.node.get(field)?;
        match self.jsonata_leaf(node.span, node.as_string()?, field)? {
            Template::Jsonata(expression) => Some(expression),
            _ => None,
        }
    }

    /// A payload template.
    pub(crate) fn template(&mut self, field: &str) -> Option<Template> {
        let node = self.node.get(field)?;
        Some(self.lower_template(node, field, field))
    }

    /// `Assign`: one payload template a variable.
    pub(crate) fn assign(&mut self) -> Vec<Assignment> {
        let members = self.node.get("Assign").map(Node::members).unwrap_or_default();
        let members = members.iter().map(|member| {
            let (name, value) = self.template_member(member, "Assign", "Assign");
            Assignment { name, name_span: member.key_span, value }
        });
        members.collect()
    }

    /// `path` is the place of the template's part, `field` that of the template as a whole,
    /// where AWS locates what is wrong inside it.
    fn lower_template(&mut self, node: &Node, field: &str, path: &str) -> Template {
        match &node.kind {
            NodeKind::Object(members) => {
                let members = members.iter().map(|member| self.template_member(member, field, path)).collect();
                fold_object(members)
            }
            NodeKind::Array(items) => {
                let items = (0..)
                    .zip(items)
                    .map(|(index, item): (usize, &Node)| self.lower_template(item, field, &format!("{path}[{index}]")));
                fold_array(items.collect())
            }
            NodeKind::String(string) if self.language == QueryLanguage::Jsonata => self
                .jsonata_leaf(node.span, string, path)
                .unwrap_or_else(|| Template::Literal(Value::String(string.value.clone()))),
            _ => Template::Literal(node.to_value()),
        }
    }

    /// A key that ends in `.$` makes its value an expression, in JSONPath.
    fn template_member(&mut self, member: &Member, field: &str, path: &str) -> (Text, Template) {
        let key = &member.key.value;
        match key.strip_suffix(".$") {
            Some(name) if self.language == QueryLanguage::JsonPath => {
                (name.into(), self.dollar_member(&member.value, key, field))
            }
            _ => (key.clone(), self.lower_template(&member.value, field, &format!("{path}/{key}"))),
        }
    }

    /// A path or an intrinsic function call.
    fn dollar_member(&mut self, node: &Node, key: &str, field: &str) -> Template {
        let message =
            format!("The value for the field '{key}' must be a valid JSONPath or a valid intrinsic function call");
        let Some(string) = node.as_string() else {
            self.report(node.span, &message, "", field);
            return Template::Invalid;
        };
        let parsed = if string.value.starts_with('$') {
            self.notes
                .compiler
                .qualified(&string.value)
                .map(|path| Template::Path(Located::new(path, node.span, string, 0)))
                .map_err(|error| (error.message, error.span))
        } else if string.value.starts_with(char::is_whitespace) {
            Err((
                "A blank stands before the path or the function".into(),
                Span::new(0, string.value.ceil_char_boundary(1)),
            ))
        } else {
            self.notes
                .compiler
                .intrinsic(&string.value)
                .map(|call| Template::Intrinsic(Located::new(call, node.span, string, 0)))
                .map_err(|error| (error.message, error.span))
        };
        parsed.unwrap_or_else(|(help, span)| {
            self.report_inside(string, span, &message, &help, field);
            Template::Invalid
        })
    }

    /// A string that is exactly `{% … %}`; one with blanks outside is text.
    fn jsonata_leaf(&mut self, span: Span, string: &StringNode, path: &str) -> Option<Template> {
        let inner = string.value.strip_prefix("{%")?.strip_suffix("%}")?;
        let skipped = 2 + (inner.len() - inner.trim_start().len());
        match self.notes.compiler.jsonata(inner.trim()) {
            Ok(expression) => Some(Template::Jsonata(Located::new(expression, span, string, skipped))),
            Err(error) => {
                let span = expression_span(string, skipped, visible(inner.trim(), error.span));
                let diagnostic = Diagnostic::error("INVALID_JSONATA_EXPRESSION", error.message, span);
                self.notes.diagnostics.push(diagnostic.at(format!("{}/{path}", self.location)));
                Some(Template::Invalid)
            }
        }
    }

    /// Report what is wrong with a part of a string, unless the string is still to be filled in.
    fn report_inside(&mut self, string: &StringNode, inner: Span, message: &str, help: &str, field: &str) {
        if !has_substitution(&string.value) {
            self.report(expression_span(string, 0, inner), message, help, field);
        }
    }

    fn report(&mut self, span: Span, message: &str, help: &str, field: &str) {
        let diagnostic =
            Diagnostic::error("SCHEMA_VALIDATION_FAILED", message, span).at(format!("{}/{field}", self.location));
        self.notes.diagnostics.push(if help.is_empty() { diagnostic } else { diagnostic.help(help) });
    }
}

/// The end of a text has no width; what stands before it has.
fn visible(text: &str, span: Span) -> Span {
    match text.get(..span.start as usize).and_then(|before| before.chars().next_back()) {
        Some(last) if span.is_empty() => Span::new(span.start as usize - last.len_utf8(), span.end as usize),
        _ => span,
    }
}

fn fold_object(members: Vec<(Text, Template)>) -> Template {
    if members.iter().any(|(_, member)| member.is_dynamic()) {
        return Template::Object(members);
    }
    let members = members.into_iter().filter_map(|(key, member)| Some((key, literal(member)?)));
    Template::Literal(Value::Object(members.collect()))
}

fn fold_array(items: Vec<Template>) -> Template {
    if items.iter().any(Template::is_dynamic) {
        return Template::Array(items);
    }
    Template::Literal(Value::Array(items.into_iter().filter_map(literal).collect()))
}

fn literal(template: Template) -> Option<Value> {
    match template {
        Template::Literal(value) => Some(value),
        _ => None,
    }
}
