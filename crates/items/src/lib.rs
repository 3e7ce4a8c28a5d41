//! The items of a distributed Map.
//!
//! [`read`] turns the bytes of an S3 object into items, as `ItemReader.ReaderConfig` says;
//! [`batch`] groups items, as `ItemBatcher` says. Pure functions: fetching the object is the
//! simulated world's business, evaluating the fields is the engine's.

mod batch;
mod csv;
mod dataset;
mod json_file;
mod json_lines;
mod pointer;
mod read;

pub use batch::{BatchLimits, batch};
pub use csv::{CsvConfig, Delimiter};
pub use dataset::Dataset;
pub use read::{Format, ReadError, read};
