//! ItemReader: where a distributed Map's items come from when they are not state data.

mod manifest;

use crate::port::World;
use definition::{CsvHeaderLocation, ReaderConfig};
use items::{CsvConfig, Dataset, Delimiter, Format};
use json::{Text, Value};

/// What to read, all fields evaluated.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// `s3:getObject` or `s3:listObjectsV2`
    pub(crate) lists_objects: bool,
    pub(crate) bucket: Text,
    /// `Key`, or `Prefix` of a list
    pub(crate) key: Text,
    pub(crate) pointer: Option<String>,
    pub(crate) max_items: i64,
}

impl Reading {
    /// `Map.Item.Source`
    pub(crate) fn source(&self) -> Text {
        let Self { bucket, key, .. } = self;
        if self.lists_objects { format!("S3://{bucket}").into() } else { format!("S3://{bucket}/{key}").into() }
    }
}

/// The items, or the cause of `States.ItemReaderFailed`.
pub(crate) fn read(reading: &Reading, config: &ReaderConfig, world: &dyn World) -> Result<Dataset, String> {
    let items =
        if reading.lists_objects { list(reading, config, world)?.into() } else { load(reading, config, world)? };
    // A list is cut off like a file is.
    let limit = usize::try_from(reading.max_items).map_err(|_| "field MaxItems must be positive")?;
    Ok(if limit == 0 { items } else { items.truncated(limit) })
}

/// `s3:getObject`
fn load(reading: &Reading, config: &ReaderConfig, world: &dyn World) -> Result<Dataset, String> {
    let body = object(world, &reading.bucket, &reading.key)?;
    if config.input_type.as_deref() == Some("MANIFEST") || config.manifest_type.is_some() {
        return manifest::read(reading, config, &body, world).map(Dataset::from);
    }
    let format = format(config, reading.pointer.clone())?;
    items::read(&body, &format, reading.max_items).map_err(|error| error.cause)
}

/// `s3:listObjectsV2`: the objects' descriptions, or with `LOAD_AND_FLATTEN` the items inside them.
fn list(reading: &Reading, config: &ReaderConfig, world: &dyn World) -> Result<Vec<Value>, String> {
    let Reading { bucket, key: prefix, .. } = reading;
    let objects = world
        .objects(bucket, prefix)
        .ok_or_else(|| format!("The specified bucket does not exist (Service: S3, Status Code: 404): {bucket}"))?;
    if config.transformation.as_deref() != Some("LOAD_AND_FLATTEN") {
        return Ok(objects);
    }
    let format = format(config, reading.pointer.clone())?;
    let mut all = Vec::new();
    for key in objects.iter().filter_map(|object| object.get("Key")?.as_str()) {
        let body = object(world, bucket, key)?;
        all.extend(items::read(&body, &format, 0).map_err(|error| error.cause)?.into_items());
    }
    Ok(all)
}

fn object(world: &dyn World, bucket: &str, key: &str) -> Result<Vec<u8>, String> {
    let missing = || format!("The specified key does not exist. (Service: S3, Status Code: 404): {bucket}/{key}");
    world.object(bucket, key).ok_or_else(missing)
}

/// `InputType` with the fields that belong to it.
fn format(config: &ReaderConfig, pointer: Option<String>) -> Result<Format, String> {
    match config.input_type.as_deref() {
        Some("CSV") => Ok(Format::Csv(CsvConfig {
            headers: match config.csv_header_location {
                Some(CsvHeaderLocation::Given) => Some(config.csv_headers.clone()),
                _ => None,
            },
            delimiter: config.csv_delimiter.as_deref().and_then(Delimiter::parse).unwrap_or_default(),
        })),
        Some("JSONL") => Ok(Format::JsonLines),
        None | Some("JSON") => Ok(Format::Json { pointer }),
        Some(other) => Err(only_on_aws(&format!("InputType {other}"))),
    }
}

/// The cause for what a decoder would be needed for.
fn only_on_aws(what: &str) -> String {
    format!("{what} can be read on AWS only: to try the workflow here, give the items as CSV, JSON or JSONL text")
}
