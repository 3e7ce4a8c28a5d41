//! AWS's TestState: one state on its own, with its data shown stage by stage.
//!
//! The state is run by the engine like any other. What is particular to TestState is around it:
//! which requests are refused ([`refusal`]), what `$$` is ([`context`]), how a mock stands in for
//! what the state would call ([`mock`]), and what is shown of it ([`inspection`]).
//!
//! Source: AWS page "API: TestState", and the recordings in `aws-recorded` §10.

mod context;
mod inspection;
mod joined;
mod mock;
mod mock_schema;
mod refusal;
mod request;
mod run;

pub use mock_schema::{FieldValidationMode, check_mock};
pub use refusal::Refusal;
pub use request::{Configuration, InspectionLevel, Mock, Request};
pub use run::{machine_text, test_state};
