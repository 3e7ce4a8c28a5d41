//! Map.

use crate::fields::Fields;
use crate::lower::Lowering;
use crate::{ContainerId, Located, NumberField, Owner, QueryLanguage, StateId, Template, container};
use json::{Node, Text};
use jsonpath::QualifiedPath;
use text::Span;

/// The fields that only a Map has.
#[derive(Clone, Debug)]
pub struct Map {
    /// `ItemProcessor`, or `Iterator` as it was called before
    pub processor: Option<ContainerId>,
    /// `ProcessorConfig.Mode`
    pub mode: ProcessorMode,
    /// `ProcessorConfig.ExecutionType`
    pub execution_type: Option<ExecutionType>,
    /// Where the items come from.
    pub items: Items,
    /// `ItemSelector`, or `Parameters` as it was called before
    pub item_selector: Option<Template>,
    /// `MaxConcurrency` or `MaxConcurrencyPath`; 0 is no limit
    pub max_concurrency: Option<NumberField>,
    /// `ToleratedFailureCount` or its path, in items
    pub tolerated_failure_count: Option<NumberField>,
    /// `ToleratedFailurePercentage` or its path, 0 to 100
    pub tolerated_failure_percentage: Option<NumberField>,
    /// `Label`
    pub label: Option<Text>,
    /// `ItemReader`
    pub item_reader: Option<ItemReader>,
    /// `ItemBatcher`
    pub item_batcher: Option<ItemBatcher>,
    /// `ResultWriter`
    pub result_writer: Option<ResultWriter>,
}

/// `ProcessorConfig.Mode`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProcessorMode {
    /// `INLINE`, the default: the iterations are part of this execution.
    #[default]
    Inline,
    /// `DISTRIBUTED`: each iteration (or batch) is a child execution.
    Distributed,
}

/// `ProcessorConfig.ExecutionType`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExecutionType {
    /// `STANDARD`
    Standard,
    /// `EXPRESS`
    Express,
}

/// Where a Map's items come from.
#[derive(Clone, Debug)]
pub enum Items {
    /// The state's (effective) input itself.
    Input,
    /// `ItemsPath`
    Path(Located<QualifiedPath>),
    /// `Items` (JSONata): an array, an object, or an expression that gives one
    Template(Template),
}

/// `ItemReader`
#[derive(Clone, Debug)]
pub struct ItemReader {
    /// `Resource`, such as `arn:aws:states:::s3:getObject`
    pub resource: Text,
    /// `Parameters` or `Arguments`
    pub arguments: Option<Template>,
    /// `ReaderConfig`
    pub config: ReaderConfig,
    /// Place of the field's value.
    pub span: Span,
}

/// `ItemReader.ReaderConfig`
#[derive(Clone, Debug, Default)]
pub struct ReaderConfig {
    /// `InputType`: `CSV`, `JSON`, `JSONL`, `PARQUET` or `MANIFEST`
    pub input_type: Option<Text>,
    /// `CSVHeaderLocation`
    pub csv_header_location: Option<CsvHeaderLocation>,
    /// `CSVHeaders`
    pub csv_headers: Vec<Text>,
    /// `CSVDelimiter`: `COMMA`, `PIPE`, `SEMICOLON`, `SPACE` or `TAB`
    pub csv_delimiter: Option<Text>,
    /// `MaxItems` or `MaxItemsPath`; 0 is all
    pub max_items: Option<NumberField>,
    /// `ItemsPointer`, a JSON pointer into the file
    pub items_pointer: Option<Template>,
    /// `ManifestType`: `ATHENA_DATA` or `S3_INVENTORY`
    pub manifest_type: Option<Text>,
    /// `Transformation`: `NONE` or `LOAD_AND_FLATTEN`
    pub transformation: Option<Text>,
}

/// `CSVHeaderLocation`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvHeaderLocation {
    /// `FIRST_ROW`
    FirstRow,
    /// `GIVEN`
    Given,
}

/// `ItemBatcher`
#[derive(Clone, Debug)]
pub struct ItemBatcher {
    /// `MaxItemsPerBatch` or its path, in items
    pub max_items_per_batch: Option<NumberField>,
    /// `MaxInputBytesPerBatch` or its path, in bytes
    pub max_input_bytes_per_batch: Option<NumberField>,
    /// `BatchInput`
    pub batch_input: Option<Template>,
    /// Place of the field's value.
    pub span: Span,
}

/// `ResultWriter`
#[derive(Clone, Debug)]
pub struct ResultWriter {
    /// `Resource`, such as `arn:aws:states:::s3:putObject`
    pub resource: Option<Text>,
    /// `Parameters` or `Arguments`
    pub arguments: Option<Template>,
    /// `WriterConfig.OutputType`: `JSON` or `JSONL`
    pub output_type: Option<Text>,
    /// `WriterConfig.Transformation`: `NONE`, `COMPACT` or `FLATTEN`
    pub transformation: Option<Text>,
    /// Place of the field's value.
    pub span: Span,
}

pub(crate) fn lower(
    lowering: &mut Lowering,
    node: &Node,
    id: StateId,
    location: &str,
    machine: QueryLanguage,
    own: QueryLanguage,
) -> Map {
    let processor_member = node.member("ItemProcessor").or_else(|| node.member("Iterator"));
    // A Map's own QueryLanguage is not inherited by its states (floci#2968).
    let processor = processor_member.map(|member| {
        let location = format!("{location}/{}", member.key.value);
        container::lower(lowering, &member.value, Owner::ItemProcessor(id), location, machine)
    });
    let config = processor_member.and_then(|member| member.value.get("ProcessorConfig"));
    let mut fields = Fields::new(node, location, own, &mut lowering.notes);
    Map {
        processor,
        mode: match config.and_then(|config| config.get("Mode")).and_then(Node::as_str) {
            Some("DISTRIBUTED") => ProcessorMode::Distributed,
            _ => ProcessorMode::Inline,
        },
        execution_type: match config.and_then(|config| config.get("ExecutionType")).and_then(Node::as_str) {
            Some("STANDARD") => Some(ExecutionType::Standard),
            Some("EXPRESS") => Some(ExecutionType::Express),
            _ => None,
        },
        items: items(&mut fields),
        item_selector: item_selector(&mut fields),
        max_concurrency: fields.number("MaxConcurrency"),
        tolerated_failure_count: fields.number("ToleratedFailureCount"),
        tolerated_failure_percentage: fields.number("ToleratedFailurePercentage"),
        label: constant(node, "Label"),
        item_reader: node.get("ItemReader").map(|node| item_reader(&mut fields.inside(node, "ItemReader"))),
        item_batcher: node.get("ItemBatcher").map(|node| item_batcher(&mut fields.inside(node, "ItemBatcher"))),
        result_writer: node.get("ResultWriter").map(|node| result_writer(&mut fields.inside(node, "ResultWriter"))),
    }
}

fn items(fields: &mut Fields<'_>) -> Items {
    match fields.language {
        QueryLanguage::Jsonata => fields.template("Items").map_or(Items::Input, Items::Template),
        QueryLanguage::JsonPath => fields.located_path("ItemsPath").map_or(Items::Input, Items::Path),
    }
}

fn item_selector(fields: &mut Fields<'_>) -> Option<Template> {
    let old = if fields.language == QueryLanguage::JsonPath { "Parameters" } else { "ItemSelector" };
    fields.template("ItemSelector").or_else(|| fields.template(old))
}

/// `Parameters` in JSONPath, `Arguments` in JSONata.
fn arguments(fields: &mut Fields<'_>) -> Option<Template> {
    match fields.language {
        QueryLanguage::JsonPath => fields.template("Parameters"),
        QueryLanguage::Jsonata => fields.template("Arguments"),
    }
}

fn item_reader(fields: &mut Fields<'_>) -> ItemReader {
    let node = fields.node;
    let config = node.get("ReaderConfig").map(|config| reader_config(&mut fields.inside(config, "ReaderConfig")));
    ItemReader {
        resource: constant(node, "Resource").unwrap_or_default(),
        arguments: arguments(fields),
        config: config.unwrap_or_default(),
        span: node.span,
    }
}

fn reader_config(fields: &mut Fields<'_>) -> ReaderConfig {
    let node = fields.node;
    let headers = node.get("CSVHeaders").map(Node::items).unwrap_or_default();
    ReaderConfig {
        input_type: constant(node, "InputType"),
        csv_header_location: match node.get("CSVHeaderLocation").and_then(Node::as_str) {
            Some("FIRST_ROW") => Some(CsvHeaderLocation::FirstRow),
            Some("GIVEN") => Some(CsvHeaderLocation::Given),
            _ => None,
        },
        csv_headers: headers.iter().filter_map(|header| Some(header.as_string()?.value.clone())).collect(),
        csv_delimiter: constant(node, "CSVDelimiter"),
        max_items: fields.number("MaxItems"),
        items_pointer: fields.template("ItemsPointer"),
        manifest_type: constant(node, "ManifestType"),
        transformation: constant(node, "Transformation"),
    }
}

fn item_batcher(fields: &mut Fields<'_>) -> ItemBatcher {
    ItemBatcher {
        max_items_per_batch: fields.number("MaxItemsPerBatch"),
        max_input_bytes_per_batch: fields.number("MaxInputBytesPerBatch"),
        batch_input: fields.template("BatchInput"),
        span: fields.node.span,
    }
}

fn result_writer(fields: &mut Fields<'_>) -> ResultWriter {
    let node = fields.node;
    let config = node.get("WriterConfig");
    ResultWriter {
        resource: constant(node, "Resource"),
        arguments: arguments(fields),
        output_type: config.and_then(|config| constant(config, "OutputType")),
        transformation: config.and_then(|config| constant(config, "Transformation")),
        span: node.span,
    }
}

fn constant(node: &Node, field: &str) -> Option<Text> {
    Some(node.get(field)?.as_string()?.value.clone())
}
