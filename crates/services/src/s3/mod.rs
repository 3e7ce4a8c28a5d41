//! Amazon S3: objects that tasks, ItemReader and ResultWriter share.

mod actions;

pub(crate) use actions::simulate;

use host::Timestamp;
use json::{Text, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// All buckets.
#[derive(Clone, Debug, Default)]
pub(crate) struct Buckets(Rc<BTreeMap<Text, BTreeMap<Text, Stored>>>);

/// One object.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub(crate) body: Rc<[u8]>,
    pub(crate) modified: Timestamp,
}

impl Buckets {
    /// Make a bucket, if it is not there.
    pub(crate) fn create(&mut self, bucket: &str) -> &mut BTreeMap<Text, Stored> {
        Rc::make_mut(&mut self.0).entry(bucket.into()).or_default()
    }

    /// Write an object; its bucket is made on the way.
    pub(crate) fn put(&mut self, bucket: &str, key: &str, body: Vec<u8>, modified: Timestamp) {
        self.create(bucket).insert(key.into(), Stored { body: body.into(), modified });
    }

    /// An object.
    pub(crate) fn get(&self, bucket: &str, key: &str) -> Option<&Stored> {
        self.0.get(bucket)?.get(key)
    }

    /// Is there such a bucket?
    pub(crate) fn has(&self, bucket: &str) -> bool {
        self.0.contains_key(bucket)
    }

    /// Remove an object.
    pub(crate) fn remove(&mut self, bucket: &str, key: &str) {
        if self.get(bucket, key).is_some() {
            self.create(bucket).remove(key);
        }
    }

    /// As `listObjectsV2` lists them for an ItemReader.
    pub(crate) fn list(&self, bucket: &str, prefix: &str) -> Option<Vec<Value>> {
        Some(self.below(bucket, prefix)?.map(|(key, object)| object.listed(key)).collect())
    }

    /// The objects of a bucket whose keys begin with `prefix`, in order.
    fn below(&self, bucket: &str, prefix: &str) -> Option<impl Iterator<Item = (&Text, &Stored)>> {
        Some(self.0.get(bucket)?.iter().filter(move |(key, _)| key.starts_with(prefix)))
    }
}

impl Stored {
    /// `ETag` with its quotes: the MD5 of the body, as for an object that was uploaded in one part.
    pub(crate) fn etag(&self) -> String {
        format!("\"{}\"", crate::md5_hex(&self.body))
    }

    fn listed(&self, key: &Text) -> Value {
        Value::from([
            ("Etag", self.etag().into()),
            ("Key", key.clone().into()),
            // Epoch seconds (Developer Guide, input-output-itemreader).
            ("LastModified", (self.modified.millis / 1000).into()),
            ("Size", self.body.len().into()),
            ("StorageClass", "STANDARD".into()),
        ])
    }
}
