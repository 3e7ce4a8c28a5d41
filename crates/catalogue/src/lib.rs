//! The service catalogue: what Step Functions can call, as data.
//!
//! Validation, completion, the simulators and IAM read the same facts. Two text tables are
//! behind it: [`integrations`] (optimised, parsed once when first asked for) and the AWS SDK
//! services, in which a look-up scans for its line and parses nothing else.

mod aws_sdk;
mod integration;
mod parameter;

pub use aws_sdk::{
    SdkAction, SdkService, provide_sdk_actions, sdk_actions_are_missed, sdk_service, sdk_service_names, sdk_services,
};
pub use integration::{Integration, Patterns, integration, integrations};
pub use parameter::{Parameter, ValueType};
