//! What a caller asks.

use crate::FieldValidationMode;
use json::{Text, Value};

/// A TestState request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `definition`: a state alone, or a whole machine
    pub definition: String,
    /// `stateName`: which state of the machine
    pub state_name: Option<String>,
    /// `input`
    pub input: Value,
    /// `variables`, an object
    pub variables: Option<Value>,
    /// `context`: the Context Object instead of a made-up one
    pub context: Option<Value>,
    /// `mock`
    pub mock: Option<Mock>,
    /// `stateConfiguration`
    pub configuration: Configuration,
    /// `inspectionLevel`
    pub inspection_level: InspectionLevel,
    /// `mock.fieldValidationMode`
    pub field_validation_mode: FieldValidationMode,
    /// `roleArn`
    pub role_arn: Option<Text>,
    /// `revealSecrets`
    pub reveal_secrets: bool,
}

/// `mock`: what stands in for the call.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mock {
    /// `result`
    pub result: Option<Value>,
    /// `errorOutput`
    pub error_output: Option<engine::Failure>,
}

/// `stateConfiguration`
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Configuration {
    /// `retrierRetryCount`: how many retries were used up before
    pub retrier_retry_count: u32,
    /// `mapIterationFailureCount`: how many iterations failed
    pub map_iteration_failure_count: Option<u64>,
    /// `mapItemReaderData`: what an ItemReader reads, as it is in S3
    pub map_item_reader_data: Option<String>,
}

/// `inspectionLevel`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InspectionLevel {
    /// `INFO`: no inspection data.
    #[default]
    Info,
    /// `DEBUG`, and `TRACE`, which shows the same for all but HTTP tasks (recorded).
    Debug,
}

impl InspectionLevel {
    /// From the parameter's value.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "INFO" => Some(Self::Info),
            "DEBUG" | "TRACE" => Some(Self::Debug),
            _ => None,
        }
    }
}

impl Configuration {
    /// From the parameter's JSON: `{"retrierRetryCount", "mapIterationFailureCount", …}`.
    pub fn from_json(value: &Value) -> Self {
        let count = |field| value.get(field).and_then(Value::as_i64).and_then(|count| u64::try_from(count).ok());
        Self {
            retrier_retry_count: count("retrierRetryCount").and_then(|count| u32::try_from(count).ok()).unwrap_or(0),
            map_iteration_failure_count: count("mapIterationFailureCount"),
            map_item_reader_data: value.get("mapItemReaderData").and_then(Value::as_str).map(String::from),
        }
    }
}
