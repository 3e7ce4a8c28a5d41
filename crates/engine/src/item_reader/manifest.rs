//! `InputType: MANIFEST`: a file that lists the files with the items.

use super::{Reading, format, object, only_on_aws};
use crate::port::World;
use definition::ReaderConfig;
use items::{CsvConfig, Format};
use json::{Text, Value};

/// The items of all files that a manifest lists.
pub(super) fn read(
    reading: &Reading,
    config: &ReaderConfig,
    body: &[u8],
    world: &dyn World,
) -> Result<Vec<Value>, String> {
    let text = String::from_utf8_lossy(body);
    match config.manifest_type.as_deref() {
        Some("ATHENA_DATA") => athena(config, &text, reading, world),
        _ => inventory(&text, reading, world),
    }
}

/// An S3 inventory: `manifest.json` names CSV files without a header row, whose columns `fileSchema` names.
fn inventory(text: &str, reading: &Reading, world: &dyn World) -> Result<Vec<Value>, String> {
    let manifest = json::parse_value(text).map_err(|error| format!("The manifest is not valid JSON: {error}"))?;
    if let Some(format) = manifest.get("fileFormat").and_then(Value::as_str).filter(|format| *format != "CSV") {
        return Err(only_on_aws(&format!("An inventory in {format}")));
    }
    let schema = manifest.get("fileSchema").and_then(Value::as_str).ok_or("The manifest has no fileSchema")?;
    let headers: Vec<Text> = schema.split(',').map(|column| column.trim().into()).collect();
    let format = Format::Csv(CsvConfig { headers: Some(headers), ..CsvConfig::default() });
    let files = manifest.get("files").and_then(Value::as_array).ok_or("The manifest has no files")?;
    let keys = files.iter().filter_map(|file| file.get("key")?.as_str());
    collect(keys.map(|key| (&*reading.bucket, key)), &format, world)
}

/// Athena's UNLOAD: one `s3://bucket/key` a line.
fn athena(config: &ReaderConfig, text: &str, reading: &Reading, world: &dyn World) -> Result<Vec<Value>, String> {
    let format = format(config, reading.pointer.clone())?;
    let places = text.lines().filter_map(|line| line.trim().trim_matches('"').strip_prefix("s3://")?.split_once('/'));
    collect(places, &format, world)
}

fn collect<'p>(
    places: impl Iterator<Item = (&'p str, &'p str)>,
    format: &Format,
    world: &dyn World,
) -> Result<Vec<Value>, String> {
    let mut all = Vec::new();
    for (bucket, key) in places {
        let body = object(world, bucket, key)?;
        all.extend(items::read(&body, format, 0).map_err(|error| error.cause)?.into_items());
    }
    Ok(all)
}
