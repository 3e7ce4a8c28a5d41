//! Settings of a reader, a batcher or a writer that do not fit together.

use crate::context::Context;
use crate::object::Object;
use crate::template::has_substitution;
use crate::{Check, Rule};
use definition::support::Shape;
use json::Node;
use text::{Diagnostic, Span};

pub(super) const RULE: Rule = Rule::schema(
    "CSVHeaders go with CSVHeaderLocation GIVEN; a batch needs a largest size; items are read from s3 and results written to s3.",
    "Developer guide, \"ItemReader\", \"ItemBatcher\" and \"ResultWriter\"",
    Check::Object(check),
);

fn check(_: &Context<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    let complaint = match object.shape {
        Shape::ReaderConfig => headers(object),
        Shape::ItemBatcher => batch_size(object),
        Shape::ItemReader => resource(object, &["s3:getObject", "s3:listObjectsV2"]),
        Shape::ResultWriter => resource(object, &["s3:putObject"]),
        _ => None,
    };
    findings.extend(complaint.map(|(span, message)| RULE.at(span, message).at(object.location())));
}

type Complaint = Option<(Span, String)>;

fn headers(object: &Object<'_>) -> Complaint {
    let location = object.node.get("CSVHeaderLocation").and_then(Node::as_str);
    match (location, object.node.member("CSVHeaders")) {
        (Some("GIVEN"), None) => Some((object.name_span, "These fields are required: [CSVHeaders]".into())),
        (Some("FIRST_ROW") | None, Some(headers)) => {
            Some((headers.key_span, "Field 'CSVHeaders' is only supported when CSVHeaderLocation is 'GIVEN'".into()))
        }
        _ => None,
    }
}

fn batch_size(object: &Object<'_>) -> Complaint {
    let names = ["MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"];
    let message = || "One of the following fields is required: [MaxItemsPerBatch, MaxInputBytesPerBatch]".to_owned();
    (!names.iter().any(|name| object.has(name))).then(|| (object.name_span, message()))
}

/// `arn:aws:states:::s3:getObject`, in any partition.
fn resource(object: &Object<'_>, known: &[&str]) -> Complaint {
    let node = object.node.get("Resource")?;
    let arn = node.as_str()?;
    let is_known = known.iter().any(|name| arn.strip_suffix(name).is_some_and(|head| head.ends_with(":states:::")));
    let message = || format!("The resource provided {arn} is not one of [{}]", known.join(", "));
    (!is_known && !has_substitution(arn)).then(|| (node.span, message()))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn given_headers_are_given() {
        check(
            &RULE,
            r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemReader": {
                "Resource": "arn:aws:states:::dynamodb:scan",
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The resource provided arn:aws:states:::dynamodb:scan is not one of [s3:getObject, s3:listObjectsV2] @ /States/M/ItemReader
                "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "GIVEN"}},
                ^^^^^^^^^^^^^^ These fields are required: [CSVHeaders] @ /States/M/ItemReader/ReaderConfig
                "ItemBatcher": {"BatchInput": {}}
                ^^^^^^^^^^^^^ One of the following fields is required: [MaxItemsPerBatch, MaxInputBytesPerBatch] @ /States/M/ItemBatcher
            }}}"#,
        );
    }
}
