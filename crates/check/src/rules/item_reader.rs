//! Settings of a reader, a batcher or a writer that do not fit together.

use crate::object::Object;
use crate::part::Part;
use crate::template::has_substitution;
use crate::{Check, Rule};
use definition::QueryLanguage;
use definition::support::Shape;
use json::Node;
use text::{Diagnostic, Span};

pub(super) const RULE: Rule = Rule::schema(
    "CSVHeaders go with CSVHeaderLocation GIVEN; a batch needs a largest size; items are read from s3 and results written to s3.",
    "Developer guide, \"ItemReader\", \"ItemBatcher\" and \"ResultWriter\"",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    let complaints = match object.shape {
        Shape::ReaderConfig => vec![headers(object), header_location(object)],
        Shape::ItemBatcher => vec![batch_size(object)],
        Shape::ItemReader => {
            vec![resource(object, &["s3:getObject", "s3:listObjectsV2"]), input_type(object), bucket(object)]
        }
        Shape::ResultWriter => vec![resource(object, &["s3:putObject"]), bucket(object), destination(object)],
        _ => Vec::new(),
    };
    let complaints = complaints.into_iter().flatten();
    findings.extend(complaints.map(|(span, message)| RULE.at(span, message).at(object.location())));
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

/// An inventory brings the names of its columns along.
fn header_location(object: &Object<'_>) -> Complaint {
    let text = |field: &str| object.node.get(field).and_then(Node::as_str);
    let is_csv = text("InputType") == Some("CSV") && text("ManifestType") != Some("S3_INVENTORY");
    let message = || "These fields are required: [CSVHeaderLocation]".to_owned();
    (is_csv && !object.has("CSVHeaderLocation")).then(|| (object.name_span, message()))
}

/// A file must be of some type; a listing has none unless its files are read, nor has an inventory.
fn input_type(object: &Object<'_>) -> Complaint {
    let config = object.node.get("ReaderConfig");
    let transformation = config.and_then(|config| config.get("Transformation")).and_then(Node::as_str);
    let reads_file = transformation == Some("LOAD_AND_FLATTEN")
        || object.node.get("Resource").and_then(Node::as_str).is_some_and(|arn| arn.ends_with("s3:getObject"));
    let says = config.is_some_and(|config| config.get("InputType").is_some() || config.get("ManifestType").is_some());
    let is_open = config.is_some_and(|config| !config.is_object());
    let message = || "These fields are required: [InputType]".to_owned();
    (reads_file && !says && !is_open).then(|| (object.name_span, message()))
}

/// What is read or written is in a bucket.
fn bucket(object: &Object<'_>) -> Complaint {
    let resource = object.node.get("Resource")?.as_str()?;
    let arguments = object.node.member("Parameters").or_else(|| object.node.member("Arguments"));
    let Some(arguments) = arguments else {
        let field = if object.language == QueryLanguage::Jsonata { "Arguments" } else { "Parameters" };
        return Some((object.name_span, format!("These fields are required: [{field}]")));
    };
    let wanted: &[&str] = if resource.ends_with("s3:getObject") { &["Bucket", "Key"] } else { &["Bucket"] };
    let given =
        |name: &str| arguments.value.members().iter().any(|member| member.key.value.trim_end_matches(".$") == name);
    let missing = wanted.iter().find(|name| arguments.value.is_object() && !given(name))?;
    Some((arguments.key_span, format!("The field '{missing}' is required but was missing")))
}

/// A writer has a place to write to, a form to write in, or both (developer guide, "ResultWriter").
fn destination(object: &Object<'_>) -> Complaint {
    let has_arguments = object.has("Parameters") || object.has("Arguments");
    let is_whole = object.has("Resource") || object.has("WriterConfig") && !has_arguments;
    (!is_whole).then(|| (object.name_span, "These fields are required: [Resource]".into()))
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
                "Parameters": {"Bucket": "b"}, "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "GIVEN"}},
                                               ^^^^^^^^^^^^^^ These fields are required: [CSVHeaders] @ /States/M/ItemReader/ReaderConfig
                "ItemBatcher": {"BatchInput": {}}
                ^^^^^^^^^^^^^ One of the following fields is required: [MaxItemsPerBatch, MaxInputBytesPerBatch] @ /States/M/ItemBatcher
            }}}"#,
        );
    }

    #[test]
    fn a_writer_has_a_place_or_a_form() {
        for (fields, is_whole) in [
            (r#""WriterConfig": {"OutputType": "JSON", "Transformation": "COMPACT"}"#, true),
            ("", false),
            (r#""Parameters": {"Bucket": "b"}"#, false),
        ] {
            let mark = "^^^^^^^^^^^^^^ These fields are required: [Resource] @ /States/M/ResultWriter";
            let mark = if is_whole { "" } else { mark };
            check(
                &RULE,
                &format!(
                    "{{\"StartAt\": \"M\", \"States\": {{\"M\": {{\"Type\": \"Map\", \"End\": true,\n\"ResultWriter\": {{{fields}}}}}}}}}\n{mark}"
                ),
            );
        }
    }

    #[test]
    fn a_file_has_a_type_and_a_place() {
        check(
            &RULE,
            r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true,
                "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {},
                ^^^^^^^^^^^^ These fields are required: [InputType] @ /States/M/ItemReader
                    "Parameters": {"Bucket.$": "$.b"}},
                    ^^^^^^^^^^^^ The field 'Key' is required but was missing @ /States/M/ItemReader
                "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject"}
                ^^^^^^^^^^^^^^ These fields are required: [Parameters] @ /States/M/ResultWriter
            }}}"#,
        );
    }

    #[test]
    fn a_listing_has_a_type_when_its_files_are_read_and_an_inventory_needs_no_headers() {
        for (action, config, is_whole) in [
            ("listObjectsV2", "", true),
            ("listObjectsV2", r#""Transformation": "LOAD_AND_FLATTEN", "InputType": "JSON""#, true),
            ("listObjectsV2", r#""Transformation": "LOAD_AND_FLATTEN""#, false),
            ("getObject", r#""ManifestType": "S3_INVENTORY", "InputType": "CSV""#, true),
        ] {
            let mark = "^^^^^^^^^^^^ These fields are required: [InputType] @ /States/M/ItemReader";
            let mark = if is_whole { "" } else { mark };
            check(
                &RULE,
                &format!(
                    "{{\"StartAt\": \"M\", \"States\": {{\"M\": {{\"Type\": \"Map\", \"End\": true,\n\"ItemReader\": {{\
                     \"Resource\": \"arn:aws:states:::s3:{action}\", \"Parameters\": {{\"Bucket\": \"b\", \"Key\": \"k\"}}, \
                     \"ReaderConfig\": {{{config}}}}}}}}}}}\n{mark}"
                ),
            );
        }
    }
}
