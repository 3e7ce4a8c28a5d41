//! The actions on objects that state machines call most, through the AWS SDK.

use crate::reply::sdk_fault;
use crate::request::{Request, object};
use crate::s3::{Buckets, Stored};
use crate::simulation::{Fault, Simulation};
use json::{Object, Text, Value};

/// What S3 does with a request; `None` for an action that is not simulated.
pub(crate) fn simulate(request: &mut Request<'_>, buckets: &mut Buckets) -> Option<Simulation> {
    let bucket = request.text("Bucket").unwrap_or_default();
    let key = request.text("Key").unwrap_or_default();
    let done = match request.action {
        "getObject" => get(request, buckets, bucket, key, true),
        "headObject" => get(request, buckets, bucket, key, false),
        "putObject" => Ok(put(request, buckets, bucket, key)),
        "copyObject" => copy(request, buckets, bucket, key),
        "deleteObject" => {
            buckets.remove(bucket, key);
            Ok(Object::new().into())
        }
        "listObjectsV2" | "listObjects" => list(request, buckets, bucket),
        _ => return None,
    };
    Some(done.into())
}

/// Recorded keys and order.
fn get(request: &mut Request<'_>, buckets: &Buckets, bucket: &str, key: &str, with_body: bool) -> Result<Value, Fault> {
    let found = buckets.get(bucket, key).cloned();
    let found = found.ok_or_else(|| missing(request, buckets, bucket))?;
    Ok(object([
        ("AcceptRanges", Some("bytes".into())),
        ("ContentLength", Some(found.body.len().into())),
        ("ContentType", Some("binary/octet-stream".into())),
        ("ETag", Some(found.etag().into())),
        ("LastModified", Some(found.modified.to_string().into())),
        ("Metadata", Some(Object::new().into())),
        ("ServerSideEncryption", Some("AES256".into())),
        ("Body", with_body.then(|| String::from_utf8_lossy(&found.body).into_owned().into())),
    ]))
}

fn missing(request: &mut Request<'_>, buckets: &Buckets, bucket: &str) -> Fault {
    if buckets.has(bucket) {
        return sdk_fault(request, "S3", 404, "NoSuchKeyException", "The specified key does not exist.");
    }
    sdk_fault(request, "S3", 404, "NoSuchBucketException", "The specified bucket does not exist")
}

/// A body that is not a text is stored as its JSON text.
fn put(request: &Request<'_>, buckets: &mut Buckets, bucket: &str, key: &str) -> Value {
    let body = request.parameters.get("Body").cloned().unwrap_or_default();
    let text = match &body {
        Value::Null => String::new(),
        Value::String(text) => text.to_string(),
        _ => json::print(&body),
    };
    buckets.put(bucket, key, text.into_bytes(), request.now);
    let etag = buckets.get(bucket, key).map(|stored| stored.etag().into());
    object([("ETag", etag), ("ServerSideEncryption", Some("AES256".into()))])
}

fn copy(request: &mut Request<'_>, buckets: &mut Buckets, bucket: &str, key: &str) -> Result<Value, Fault> {
    let source = request.text("CopySource").unwrap_or_default().trim_start_matches('/');
    let (from, source_key) = source.split_once('/').unwrap_or((source, ""));
    let Some(Stored { body, .. }) = buckets.get(from, source_key).cloned() else {
        return Err(missing(request, buckets, from));
    };
    buckets.put(bucket, key, body.to_vec(), request.now);
    let etag = buckets.get(bucket, key).map(|stored| stored.etag().into());
    let result = object([("ETag", etag), ("LastModified", Some(request.now.to_string().into()))]);
    Ok(Value::from([("CopyObjectResult", result)]))
}

fn list(request: &mut Request<'_>, buckets: &Buckets, bucket: &str) -> Result<Value, Fault> {
    let prefix = request.text("Prefix").unwrap_or_default();
    let contents = |(key, stored): (&Text, &Stored)| {
        Value::from([
            ("ETag", stored.etag().into()),
            ("Key", key.clone().into()),
            ("LastModified", stored.modified.to_string().into()),
            ("Size", stored.body.len().into()),
            ("StorageClass", "STANDARD".into()),
        ])
    };
    let found: Option<Vec<Value>> = buckets.below(bucket, prefix).map(|all| all.map(contents).collect());
    let found = found.ok_or_else(|| missing(request, buckets, bucket))?;
    let count = found.len();
    Ok(object([
        ("Contents", (count > 0).then(|| found.into())),
        ("IsTruncated", Some(false.into())),
        ("KeyCount", Some(count.into())),
        ("MaxKeys", Some(request.parameters.get("MaxKeys").cloned().unwrap_or_else(|| 1000.into()))),
        ("Name", Some(bucket.into())),
        ("Prefix", Some(prefix.into())),
    ]))
}
