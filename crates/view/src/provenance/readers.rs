//! Who reads a value, and what an expression read.

use super::hop::stage_value;
use super::template::Reading;
use super::{DataPlace, Origin, Source};
use crate::data_flow::{Chip, ChipKind, StageName};
use crate::tree::{TreePath, TreeStep, tree_path};
use crate::{Message, Moment};
use definition::{Condition, Located, State, Template};
use engine::{Visit, VisitId};
use jsonpath::{QualifiedPath, Root};
use text::Span;

/// Visits that are looked through for a reader.
const LOOKED_THROUGH: usize = 32;

/// Somebody who reads a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Reader {
    /// The visit that reads it.
    pub visit: VisitId,
    /// "rule 1 reads it", "Parameters reads it"
    pub says: Message,
    /// Place of the expression in the definition.
    pub span: Span,
}

/// What the expression of a chip read: the places that light up when it is pointed at.
pub fn reads(moment: &Moment<'_>, visit: VisitId, stage: StageName, chip: &Chip) -> Vec<DataPlace> {
    if matches!(chip.kind, ChipKind::Resource | ChipKind::ReferencePath) {
        return Vec::new();
    }
    let place = DataPlace { visit, stage, path: chip.fills.clone() };
    let place_of = |origin: Origin| match origin.source {
        Source::Place(place) => Some(place),
        _ => None,
    };
    super::origins(moment, &place).into_iter().filter_map(place_of).collect()
}

/// The expressions that read the value at a place of a visit's output, or of what is made of it
/// unchanged: in the visits after it, until the value is lost.
pub fn readers(moment: &Moment<'_>, place: &DataPlace) -> Vec<Reader> {
    let mut readers = Vec::new();
    let mut current = next_visit(moment, place.visit);
    let mut path = place.path.clone();
    // A text is read as a whole: what is inside it has no path of its own.
    if let Some(at) = path.iter().position(|step| *step == TreeStep::Parsed) {
        path.truncate(at);
    }
    for _ in 0..LOOKED_THROUGH {
        let Some(visit) = current else { break };
        let looking = Looking { moment, visit, state: moment.state_of(visit), path: &path };
        readers.extend(looking.readers());
        let passes = stage_value(visit, StageName::Output).is_some_and(|output| {
            let before = crate::tree::value_at(&visit.flow.input, &path);
            before.is_some() && crate::tree::value_at(&output, &path) == before
        });
        if !passes {
            break;
        }
        current = next_visit(moment, visit.id);
    }
    readers
}

fn next_visit<'a>(moment: &Moment<'a>, visit: VisitId) -> Option<&'a Visit> {
    moment.run.visits().iter_from(visit.0 as usize + 1).find(|next| next.previous == Some(visit))
}

struct Looking<'a> {
    moment: &'a Moment<'a>,
    visit: &'a Visit,
    state: &'a State,
    path: &'a TreePath,
}

impl Looking<'_> {
    fn readers(&self) -> Vec<Reader> {
        let mut readers = Vec::new();
        if let Some(choice) = self.state.choice() {
            for (index, rule) in choice.rules.iter().enumerate() {
                let says = Message::new("provenance.rule_reads").count("n", index + 1);
                self.in_condition(&rule.condition, &says, &mut readers);
            }
        }
        let stage = match self.state.query_language {
            definition::QueryLanguage::Jsonata => "Arguments",
            definition::QueryLanguage::JsonPath => "Parameters",
        };
        if let Some(template) = &self.state.parameters {
            self.in_template(template, stage, &mut readers);
        }
        if let Some(template) = &self.state.output {
            self.in_template(template, "Output", &mut readers);
        }
        if let Some(selector) = self.state.map().and_then(|map| map.item_selector.as_ref()) {
            self.in_template(selector, "ItemSelector", &mut readers);
        }
        readers
    }

    fn in_condition(&self, condition: &Condition, says: &Message, readers: &mut Vec<Reader>) {
        match condition {
            Condition::Compare(comparison) => {
                if self.path_reads(&comparison.variable) {
                    readers.push(Reader { visit: self.visit.id, says: says.clone(), span: comparison.variable.span });
                }
            }
            Condition::And(parts) | Condition::Or(parts) => {
                parts.iter().for_each(|part| self.in_condition(part, says, readers));
            }
            Condition::Not(part) => self.in_condition(part, says, readers),
            Condition::Jsonata(expression) => {
                let template = Template::Jsonata(expression.clone());
                if self.expression_reads(&template) {
                    readers.push(Reader { visit: self.visit.id, says: says.clone(), span: expression.span });
                }
            }
            Condition::Bool(_) | Condition::Invalid => {}
        }
    }

    fn in_template(&self, template: &Template, stage: &'static str, readers: &mut Vec<Reader>) {
        match template {
            Template::Array(items) => items.iter().for_each(|item| self.in_template(item, stage, readers)),
            Template::Object(members) => {
                members.iter().for_each(|(_, member)| self.in_template(member, stage, readers));
            }
            Template::Path(Located { span, .. }) => self.push(template, *span, stage, readers),
            Template::Intrinsic(Located { span, .. }) => self.push(template, *span, stage, readers),
            Template::Jsonata(Located { span, .. }) => self.push(template, *span, stage, readers),
            Template::Literal(_) | Template::Invalid => {}
        }
    }

    fn push(&self, template: &Template, span: Span, stage: &'static str, readers: &mut Vec<Reader>) {
        if self.expression_reads(template) {
            let says = Message::new("provenance.stage_reads").text("stage", stage);
            readers.push(Reader { visit: self.visit.id, says, span });
        }
    }

    fn expression_reads(&self, template: &Template) -> bool {
        let reading = Reading {
            moment: self.moment,
            visit: self.visit,
            root_stage: StageName::Input,
            root: &self.visit.flow.input,
        };
        reading.template(template, &[]).iter().any(|origin| match &origin.source {
            Source::Place(place) => place.stage == StageName::Input && self.touches(&place.path),
            _ => false,
        })
    }

    fn path_reads(&self, path: &Located<QualifiedPath>) -> bool {
        *path.value.root() == Root::Input
            && path
                .value
                .path()
                .eval_traced(&self.visit.flow.input)
                .1
                .iter()
                .any(|found| self.touches(&tree_path(&found.location)))
    }

    /// Does who reads `read` see the value, or a part of it?
    fn touches(&self, read: &TreePath) -> bool {
        !read.is_empty() && (self.path.starts_with(read) || read.starts_with(self.path))
    }
}
