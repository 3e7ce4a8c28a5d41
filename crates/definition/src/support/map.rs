//! The fields of a Map.

use super::ValueKind::*;
use super::states::RESULT_PATH;
use super::{Field, FieldGroup, Shape};

/// Items and batches are counted in 64 bits; only `MaxItems` has an upper limit of its own.
const MANY: i64 = i64::MAX;

pub(super) const MAP: &[Field] = &[
    Field::new("ItemsPath", ReferencePath, "Where in the input the array of items is found.").json_path(),
    Field::new("Items", Items, "The items: an array or an object.").jsonata(),
    Field::new("ItemReader", Object(Shape::ItemReader), "Reads the items from a file or a listing."),
    Field::new("ItemSelector", Template, "The input of each iteration, instead of the item alone."),
    Field::new("Parameters", Template, "The old name of ItemSelector.").json_path().replaced_by("ItemSelector"),
    Field::new("ItemBatcher", Object(Shape::ItemBatcher), "Puts several items into one iteration."),
    Field::new("ItemProcessor", Object(Shape::ItemProcessor), "The states that each item runs through."),
    Field::new("Iterator", Object(Shape::ItemProcessor), "The old name of ItemProcessor.").replaced_by("ItemProcessor"),
    Field::new(
        "MaxConcurrency",
        Integer { min: 0, max: MANY },
        "How many iterations run at the same time; 0 sets no limit.",
    )
    .evaluated(),
    Field::new("MaxConcurrencyPath", ReferencePath, "Where in the input MaxConcurrency is found.").json_path(),
    Field::new(
        "ToleratedFailureCount",
        Integer { min: 0, max: MANY },
        "How many items may fail before the Map Run fails.",
    )
    .evaluated(),
    Field::new("ToleratedFailureCountPath", ReferencePath, "Where in the input ToleratedFailureCount is found.")
        .json_path(),
    // Fractions are accepted: 0.5 ran on AWS (recorded).
    Field::new(
        "ToleratedFailurePercentage",
        Number { min: 0.0, max: 100.0 },
        "What share of the items may fail, 0 to 100.",
    )
    .evaluated(),
    Field::new(
        "ToleratedFailurePercentagePath",
        ReferencePath,
        "Where in the input ToleratedFailurePercentage is found.",
    )
    .json_path(),
    Field::new("Label", Text, "Names the Map Run in its ARN; at most 40 characters."),
    Field::new("ResultWriter", Object(Shape::ResultWriter), "Writes the results to S3."),
];

/// As for a Task, but without `Parameters` (the old name of `ItemSelector`) and `Arguments`.
pub(super) const RESULT: &[Field] = &[
    Field::new("ResultSelector", ObjectTemplate, "Makes an object of the array of results, before ResultPath.")
        .json_path(),
    RESULT_PATH,
];

pub(super) const MAP_GROUPS: &[FieldGroup] = &[
    FieldGroup::exactly_one(&["ItemProcessor", "Iterator"]),
    FieldGroup::at_most_one(&["ItemSelector", "Parameters"]),
    FieldGroup::at_most_one(&["MaxConcurrency", "MaxConcurrencyPath"]),
    FieldGroup::at_most_one(&["ToleratedFailureCount", "ToleratedFailureCountPath"]),
    FieldGroup::at_most_one(&["ToleratedFailurePercentage", "ToleratedFailurePercentagePath"]),
];

pub(super) const ITEM_READER: &[Field] = &[
    Field::new("Resource", Resource, "What reads the items: s3:getObject or s3:listObjectsV2.").required(),
    Field::new("ReaderConfig", Object(Shape::ReaderConfig), "How the file is read."),
    Field::new("Parameters", Template, "Bucket and Key or Prefix.").json_path(),
    Field::new("Arguments", Template, "Bucket and Key or Prefix.").jsonata(),
];

pub(super) const READER_CONFIG: &[Field] = &[
    Field::new("InputType", Words(&["CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"]), "The format of the file."),
    Field::new(
        "Transformation",
        Words(&["NONE", "LOAD_AND_FLATTEN"]),
        "LOAD_AND_FLATTEN processes the listed objects instead of their names.",
    ),
    Field::new("ManifestType", Words(&["ATHENA_DATA", "S3_INVENTORY"]), "What wrote the manifest."),
    Field::new(
        "CSVDelimiter",
        Words(&["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"]),
        "What separates the cells; COMMA by default.",
    ),
    Field::new("CSVHeaderLocation", Words(&["FIRST_ROW", "GIVEN"]), "Where the names of the columns are."),
    Field::new("CSVHeaders", Texts, "The names of the columns, when CSVHeaderLocation is GIVEN."),
    Field::new("MaxItems", Integer { min: 0, max: 100_000_000 }, "How many items to read; 0 reads all.").evaluated(),
    Field::new("MaxItemsPath", ReferencePath, "Where in the input MaxItems is found.").json_path(),
    Field::new("ItemsPointer", Text, "A JSON pointer to the array inside the file.").evaluated(),
];

pub(super) const READER_CONFIG_GROUPS: &[FieldGroup] = &[FieldGroup::at_most_one(&["MaxItems", "MaxItemsPath"])];

pub(super) const ITEM_BATCHER: &[Field] = &[
    Field::new("BatchInput", Template, "Data that every batch gets."),
    Field::new("MaxItemsPerBatch", Integer { min: 0, max: MANY }, "How many items go into one batch.").evaluated(),
    Field::new("MaxItemsPerBatchPath", ReferencePath, "Where in the input MaxItemsPerBatch is found.").json_path(),
    Field::new("MaxInputBytesPerBatch", Integer { min: 0, max: 262_144 }, "How many bytes go into one batch.")
        .evaluated(),
    Field::new("MaxInputBytesPerBatchPath", ReferencePath, "Where in the input MaxInputBytesPerBatch is found.")
        .json_path(),
];

pub(super) const ITEM_BATCHER_GROUPS: &[FieldGroup] = &[
    FieldGroup::at_most_one(&["MaxItemsPerBatch", "MaxItemsPerBatchPath"]),
    FieldGroup::at_most_one(&["MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"]),
];

pub(super) const RESULT_WRITER: &[Field] = &[
    Field::new("Resource", Resource, "What writes the results: s3:putObject."),
    Field::new("WriterConfig", Object(Shape::WriterConfig), "How the results are written."),
    Field::new("Parameters", Template, "Bucket and Prefix.").json_path(),
    Field::new("Arguments", Template, "Bucket and Prefix.").jsonata(),
];

pub(super) const WRITER_CONFIG: &[Field] = &[
    Field::new(
        "Transformation",
        Words(&["NONE", "COMPACT", "FLATTEN"]),
        "How the results of the child executions are put together.",
    ),
    Field::new("OutputType", Words(&["JSON", "JSONL"]), "The format of the files.").required(),
];
