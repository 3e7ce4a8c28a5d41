//! The simulated world: what services do with a request, and the scenario that steers it.
//!
//! A [`SimulatedWorld`] implements the engine's port. For each attempt it looks up the
//! scenario's entry, asks the service's simulator what will happen, and plays that back on the
//! virtual clock. Its whole state is a value, so stepping back un-sends a message.
//!
//! Each service has a file of its own; a lifecycle stands as a table on top of it.

mod bedrock;
mod cloud;
pub mod controls;
mod dynamodb;
mod ecs;
mod eks;
mod events;
#[cfg(test)]
mod harness;
mod http;
mod jobs;
mod lambda;
mod literal;
pub mod mock;
mod perl;
mod person;
mod prepare;
mod reply;
mod request;
mod running;
mod s3;
pub mod scenario;
mod sdk;
mod sdk_outputs;
mod services;
mod shell;
mod simulation;
mod sns;
mod sqs;
mod states;
#[cfg(test)]
mod tests;
mod timed;
mod worker;
mod world;

pub use ecs::{EcsEnd, ecs_ends};
pub use person::Pending;
pub use scenario::Scenario;
pub use world::SimulatedWorld;

/// The MD5 of some bytes as hexadecimal digits, as SQS and S3 show it.
fn md5_hex(bytes: &[u8]) -> String {
    use md5::{Digest, Md5};
    Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
