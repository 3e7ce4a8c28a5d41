//! The fields that an object could have.

use super::{Completion, CompletionKind};
use crate::place::Place;
use definition::support::{Field, ValueKind};

/// The fields that the object of the caret has not yet, required ones first. Old names are left out.
pub(super) fn complete(place: &Place<'_>) -> Vec<Completion> {
    let is_open = |field: &&Field| place.object.member(field.name).is_none() && field.replaced_by.is_none();
    let mut fields: Vec<_> = place.shape.fields_in(place.language).filter(is_open).collect();
    fields.sort_by_key(|field| !field.required);
    fields.into_iter().map(describe).collect()
}

fn describe(field: &Field) -> Completion {
    let required = if field.required { ", required" } else { "" };
    let detail = format!("{}{required}", kind(field.value));
    Completion::new(CompletionKind::Field, field.name).detail(detail).doc(field.doc)
}

/// A key with its colon and the beginning of a value that fits.
pub(super) fn with_value(completion: Completion) -> Completion {
    let value = match completion.detail.split(',').next() {
        Some("text" | "path" | "state" | "word" | "time") => "\"\"",
        Some("object") => "{}",
        Some("list") => "[]",
        Some("true") => "true",
        _ => "",
    };
    Completion { insert: format!("{}: {value}", json::quote(&completion.insert)), ..completion }
}

/// One word for what a field holds.
pub(crate) fn kind(value: ValueKind) -> &'static str {
    match value {
        ValueKind::Text | ValueKind::Resource => "text",
        ValueKind::StateName => "state",
        ValueKind::Words(_) => "word",
        ValueKind::Boolean | ValueKind::Condition => "boolean",
        ValueKind::True => "true",
        ValueKind::Integer { .. } | ValueKind::Number { .. } => "number",
        ValueKind::Timestamp => "time",
        ValueKind::NullablePath
        | ValueKind::ReferencePath
        | ValueKind::NullableReferencePath
        | ValueKind::PathOrIntrinsic => "path",
        ValueKind::ErrorNames | ValueKind::Texts | ValueKind::Objects(..) => "list",
        ValueKind::Arguments | ValueKind::ObjectTemplate | ValueKind::States | ValueKind::Object(_) => "object",
        ValueKind::Template | ValueKind::Items | ValueKind::Json | ValueKind::Operand(_) => "any JSON",
    }
}
