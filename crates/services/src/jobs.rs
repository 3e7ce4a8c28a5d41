//! Services whose `.sync` waits for a job.

/// What a scenario calls the services whose jobs all end by a status.
pub(crate) const JOB_SERVICES: [&str; 11] = [
    "batch",
    "glue",
    "databrew",
    "codebuild",
    "athena",
    "sagemaker",
    "elasticmapreduce",
    "emr-containers",
    "emr-serverless",
    "mediaconvert",
    "bedrock",
];
